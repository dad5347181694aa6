//! The official SDK.
//!
//! In: strings. Out: values. It is configured as its users configure it, but for the transport: a region, static
//! credentials, everything else as it comes.

use aws_sdk_iotjobsdataplane::Client;
use aws_sdk_iotjobsdataplane::config::{BehaviorVersion, Builder, Config, Credentials, Region};
use aws_sdk_iotjobsdataplane::operation::start_command_execution::StartCommandExecutionInput;
use aws_sdk_iotjobsdataplane::operation::start_command_execution::builders::StartCommandExecutionInputBuilder;
use aws_sdk_iotjobsdataplane::types::CommandParameterValue;

use super::memory::Memory;
use super::{COMMAND, PARAMETERS, TARGET, TOKEN};
use crate::fixtures::{self, JOB, THING};
use crate::measure::Case;

const NAME: &str = "official SDK";

fn config() -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
}

/// What signs every request.
pub(super) fn signed() -> Builder {
    let credentials = Credentials::new("AKIDEXAMPLE", "made-up", None, None, "bench");
    config().credentials_provider(credentials)
}

/// What signs none.
pub(super) fn unsigned() -> Builder {
    config().allow_no_auth()
}

pub(super) fn describe(row: &'static str, memory: &Memory, config: fn() -> Builder) -> Case {
    let client = Client::from_conf(config().http_client(memory.clone()).build());
    Case::waiting(
        row,
        NAME,
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

pub(super) fn start(row: &'static str, memory: &Memory, config: fn() -> Builder) -> Case {
    let input = input();
    let client = Client::from_conf(config().http_client(memory.clone()).build());
    Case::waiting(
        row,
        NAME,
        move || input.clone(),
        move |input| {
            let client = client.clone();
            async move { input.send_with(&client).await.expect("a good answer") }
        },
    )
    .one_at_a_time()
}

fn input() -> StartCommandExecutionInputBuilder {
    let parameters = fixtures::parameters(PARAMETERS)
        .into_iter()
        .map(|(name, text)| (name, CommandParameterValue::builder().s(text).build()));
    StartCommandExecutionInput::builder()
        .target_arn(TARGET)
        .command_arn(COMMAND)
        .set_parameters(Some(parameters.collect()))
        .client_token(TOKEN)
}

/// What is left out of a call that consumes a clone of the input.
pub(super) fn drop_input(row: &'static str) -> Case {
    let input = input();
    let name = "official SDK, the input dropped";
    Case::consuming(row, name, move || input.clone(), drop).one_at_a_time()
}
