//! Calls over a transport in memory.
//!
//! In: prepared answers. Out: the rows `describe-*` and `start-command-*`. All contenders build their request from strings,
//! hand it to the transport, and read the same answer.

mod by_hand;
mod memory;
mod official;

use iot_jobs_data::Client;
use iot_jobs_data::client::Config;
use iot_jobs_data::operation::StartCommandExecutionInput;
use iot_jobs_data::types::CommandParameterValue;

use crate::fixtures::{self, JOB, THING};
use crate::measure::Case;
use memory::Memory;

/// How large the answer to DescribeJobExecution is.
const ANSWER: usize = 963;
/// How many parameters a command has.
const PARAMETERS: usize = 1000;

const TARGET: &str = "arn:aws:iot:eu-west-1:123456789012:thing/sensor-gateway-0000123456";
const COMMAND: &str = "arn:aws:iot:eu-west-1:123456789012:command/calibrate";
const TOKEN: &str = "5e1f7a52-8d0e-4b6a-9c55-0d6f2b7e9a11";

/// The rows.
pub(crate) const ROWS: &[&str] = &[
    "describe-unsigned",
    "describe-signed",
    "start-command-unsigned",
    "start-command-signed",
];

/// The cases.
pub(crate) fn cases() -> Vec<Case> {
    let answer = fixtures::description(ANSWER);
    let started = fixtures::STARTED.as_bytes();
    vec![
        describe_ours("describe-unsigned", Memory::new(&answer)),
        by_hand::describe("describe-unsigned", Memory::new(&answer)),
        official::describe(
            "describe-unsigned",
            Memory::new(&answer),
            official::unsigned,
        ),
        official::describe("describe-signed", Memory::new(&answer), official::signed),
        start_ours("start-command-unsigned", Memory::new(started)),
        by_hand::start("start-command-unsigned", Memory::new(started)),
        official::start(
            "start-command-signed",
            Memory::new(started),
            official::signed,
        ),
    ]
}

fn unsigned(memory: Memory) -> Client {
    let config = Config::builder()
        .endpoint_url("https://data.jobs.iot.eu-west-1.amazonaws.com")
        .transport(memory)
        .build()
        .expect("a complete configuration");
    Client::new(config)
}

fn describe_ours(row: &'static str, memory: Memory) -> Case {
    let client = unsigned(memory);
    Case::waiting(
        row,
        "ours",
        || (),
        move |()| {
            let call = client
                .describe_job_execution()
                .thing_name(THING)
                .job_id(JOB)
                .include_job_document(true);
            async { call.send().await.expect("a good answer") }
        },
    )
}

fn start_ours(row: &'static str, memory: Memory) -> Case {
    let parameters = fixtures::parameters(PARAMETERS)
        .into_iter()
        .map(|(name, text)| (name, CommandParameterValue::new().s(text)));
    let input = StartCommandExecutionInput::new(TARGET, COMMAND)
        .parameters(parameters)
        .client_token(TOKEN);
    let client = unsigned(memory);
    Case::waiting(
        row,
        "ours",
        move || input.clone(),
        move |input| {
            let client = client.clone();
            async move { client.send(input).await.expect("a good answer") }
        },
    )
    .one_at_a_time()
}
