//! Calls over a transport in memory.
//!
//! In: prepared answers. Out: the rows `describe-*` and `start-command-*`. All contenders build their request from strings,
//! hand it to the transport, and read the same answer.

mod by_hand;
mod memory;
mod official;

use iot_jobs_data::Client;
use iot_jobs_data::client::{Config, ConfigBuilder};
use iot_jobs_data::operation::StartCommandExecutionInput;
use iot_jobs_data::types::CommandParameterValue;

use tinsmith::credentials::Credentials;

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
    let answer = Memory::new(&fixtures::description(ANSWER));
    let started = Memory::new(fixtures::STARTED.as_bytes());
    vec![
        describe("describe-signed", "ours", signed(&answer)),
        official::describe("describe-signed", &answer, official::signed),
        describe("describe-unsigned", "ours", bare(&answer)),
        by_hand::describe("describe-unsigned", &answer),
        describe(
            "describe-unsigned",
            "ours, repeated if need be",
            unsigned(&answer),
        ),
        official::describe("describe-unsigned", &answer, official::unsigned),
        start("start-command-signed", "ours", signed(&started)),
        official::start("start-command-signed", &started, official::signed),
        drop_input("start-command-signed"),
        official::drop_input("start-command-signed"),
        start("start-command-unsigned", "ours", bare(&started)),
        by_hand::start("start-command-unsigned", &started),
    ]
}

/// Configured as users configure it, but for the transport: a region, static credentials, everything else as it comes.
fn signed(memory: &Memory) -> Client {
    client(memory, |config| {
        config.credentials(Credentials::new("AKIDEXAMPLE", "made-up"))
    })
}

/// The same without credentials.
fn unsigned(memory: &Memory) -> Client {
    client(memory, ConfigBuilder::no_auth)
}

/// The same without what a client by hand has not: nothing is repeated, and no header says which software calls.
fn bare(memory: &Memory) -> Client {
    client(memory, |config| {
        config.no_auth().no_retries().no_sdk_headers()
    })
}

fn client(memory: &Memory, configure: fn(ConfigBuilder) -> ConfigBuilder) -> Client {
    let config = Config::builder()
        .region("eu-west-1")
        .transport(memory.clone());
    Client::new(configure(config).build().expect("a complete configuration"))
}

fn describe(row: &'static str, name: &'static str, client: Client) -> Case {
    Case::waiting(
        row,
        name,
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

fn start(row: &'static str, name: &'static str, client: Client) -> Case {
    let input = input();
    Case::waiting(
        row,
        name,
        move || input.clone(),
        move |input| {
            let client = client.clone();
            async move { client.send(input).await.expect("a good answer") }
        },
    )
    .one_at_a_time()
}

fn input() -> StartCommandExecutionInput {
    let parameters = fixtures::parameters(PARAMETERS)
        .into_iter()
        .map(|(name, text)| (name, CommandParameterValue::new().s(text)));
    StartCommandExecutionInput::new(COMMAND, TARGET)
        .parameters(parameters)
        .client_token(TOKEN)
}

/// What is left out of a call that consumes a clone of the input.
fn drop_input(row: &'static str) -> Case {
    let input = input();
    Case::consuming(row, "ours, the input dropped", move || input.clone(), drop).one_at_a_time()
}
