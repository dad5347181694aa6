//! Inputs as the store understands them.
//!
//! In: members of inputs that satisfy the model. Out: the store's types, or what the documentation forbids although
//! the model does not.

use std::collections::HashMap;

use iot_jobs_data::operation::StartCommandExecutionInput;
use iot_jobs_data::types::{CommandParameterValue, JobExecutionStatus};

use crate::store::{CommandRequest, Details, Invalid, Parameter, Report, Status, StepTimer};

/// The longest value among status details, in characters. The model has this in its documentation only.
const MAX_DETAIL: usize = 1_024;

/// Status details.
pub(super) fn details(details: HashMap<String, String>) -> Result<Details, Invalid> {
    let details: Details = details.into_iter().collect();
    let too_long = details
        .iter()
        .find(|(_, value)| value.chars().count() > MAX_DETAIL);
    match too_long {
        None => Ok(details),
        Some((name, _)) => Err(Invalid(format!(
            "statusDetails.{name} is longer than {MAX_DETAIL} characters"
        ))),
    }
}

/// What an update reports.
pub(super) fn report(
    status: JobExecutionStatus,
    status_details: Option<HashMap<String, String>>,
    minutes: Option<i64>,
) -> Result<Report, Invalid> {
    Ok(Report {
        status: Status::named(status.as_str())
            .ok_or_else(|| Invalid("status is none that the service has".to_owned()))?,
        details: status_details.map(details).transpose()?,
        step_timer: StepTimer::for_update(minutes)?,
    })
}

/// A command to start.
pub(super) fn command(input: StartCommandExecutionInput) -> CommandRequest {
    CommandRequest {
        target_arn: input.target_arn,
        command_arn: input.command_arn,
        parameters: input
            .parameters
            .unwrap_or_default()
            .into_iter()
            .map(|(name, value)| (name, parameter(value)))
            .collect(),
        timeout_seconds: input.execution_timeout_seconds,
    }
}

fn parameter(value: CommandParameterValue) -> Parameter {
    Parameter {
        string: value.s,
        boolean: value.b,
        integer: value.i,
        long: value.l,
        double_bits: value.d.map(f64::to_bits),
        binary: value.bin.map(Into::into),
        unsigned_long: value.ul,
    }
}
