//! The store's refusals as errors of the operations.
//!
//! In: why the store refuses a call. Out: the error that the operation models for it, with a message; for the two that
//! come with the state of the execution, that state as well.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use iot_jobs_data::error::{
    ConflictException, InvalidRequestException, ResourceNotFoundException, TerminalStateException,
    ValidationException,
};
use iot_jobs_data::operation::{
    DescribeJobExecutionError, GetPendingJobExecutionsError, StartCommandExecutionError,
    StartNextPendingJobExecutionError, UpdateJobExecutionError,
};
use tinsmith::{Document, OtherError};

use crate::store::{CommandRefusal, DescribeRefusal, Execution, Invalid, NotFound, UpdateRefusal};

impl From<NotFound> for GetPendingJobExecutionsError {
    fn from(refusal: NotFound) -> Self {
        not_found(refusal).into()
    }
}

impl From<NotFound> for StartNextPendingJobExecutionError {
    fn from(refusal: NotFound) -> Self {
        not_found(refusal).into()
    }
}

impl From<Invalid> for StartNextPendingJobExecutionError {
    fn from(refusal: Invalid) -> Self {
        invalid(refusal).into()
    }
}

impl From<NotFound> for DescribeJobExecutionError {
    fn from(refusal: NotFound) -> Self {
        not_found(refusal).into()
    }
}

impl From<DescribeRefusal> for DescribeJobExecutionError {
    fn from(refusal: DescribeRefusal) -> Self {
        match refusal {
            DescribeRefusal::NotFound(refusal) => refusal.into(),
            DescribeRefusal::Terminal(status) => TerminalStateException::new()
                .message(format!("the job execution has ended: it is {status}"))
                .into(),
        }
    }
}

impl From<Invalid> for UpdateJobExecutionError {
    fn from(refusal: Invalid) -> Self {
        invalid(refusal).into()
    }
}

impl From<CommandRefusal> for StartCommandExecutionError {
    fn from(refusal: CommandRefusal) -> Self {
        match refusal {
            CommandRefusal::Invalid(Invalid(what)) => {
                ValidationException::new().message(what).into()
            }
            CommandRefusal::NotFound(refusal) => not_found(refusal).into(),
            CommandRefusal::Conflict { execution_id } => ConflictException::new()
                .message("the clientToken was used for a request with other parameters")
                .resource_id(execution_id)
                .into(),
        }
    }
}

fn not_found(NotFound(what): NotFound) -> ResourceNotFoundException {
    ResourceNotFoundException::new().message(what)
}

fn invalid(Invalid(what): Invalid) -> InvalidRequestException {
    InvalidRequestException::new().message(what)
}

/// The code of the error for a transition that the state does not allow.
const INVALID_TRANSITION: &str = "InvalidStateTransitionException";

/// What an update is answered with whose `expectedVersion` is not the version.
///
/// The documentation calls it VersionMismatch; the HTTP model has no such error, and what AWS sends is written nowhere.
/// Unless told otherwise we send the only modelled conflict, 409 InvalidStateTransitionException. A text such as
/// `VersionMismatch:409` asks for another code and status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionMismatch {
    code: String,
    status: u16,
}

impl Default for VersionMismatch {
    fn default() -> Self {
        Self {
            code: INVALID_TRANSITION.to_owned(),
            status: 409,
        }
    }
}

impl Display for VersionMismatch {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.code, self.status)
    }
}

impl FromStr for VersionMismatch {
    type Err = ParseVersionMismatchError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (code, status) = text.split_once(':').ok_or(ParseVersionMismatchError)?;
        match status.parse() {
            Ok(status @ 400..=599) if !code.is_empty() && code.is_ascii() => Ok(Self {
                code: code.to_owned(),
                status,
            }),
            _ => Err(ParseVersionMismatchError),
        }
    }
}

/// A text that is no error's code and status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseVersionMismatchError;

impl Display for ParseVersionMismatchError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(
            "write a code and a status from 400 to 599, with a colon between: VersionMismatch:409",
        )
    }
}

impl std::error::Error for ParseVersionMismatchError {}

impl VersionMismatch {
    /// The error for a refused update.
    pub(super) fn error(&self, refusal: UpdateRefusal) -> UpdateJobExecutionError {
        match refusal {
            UpdateRefusal::Invalid(refusal) => refusal.into(),
            UpdateRefusal::NotFound(refusal) => not_found(refusal).into(),
            UpdateRefusal::VersionMismatch(execution) => {
                let what = format!(
                    "expectedVersion is not the version, which is {}",
                    execution.version
                );
                with_state(&self.code, self.status, what, &execution)
            }
            UpdateRefusal::InvalidTransition(execution) => {
                let what = format!(
                    "a job execution that is {} cannot be set to this status",
                    execution.status
                );
                with_state(INVALID_TRANSITION, 409, what, &execution)
            }
        }
    }
}

/// An error whose body has `executionState` beside the message. The documentation promises it for both errors; the
/// model has no such member, so it goes out as an error of our own making that has the modelled one's name.
fn with_state(
    code: &str,
    status: u16,
    message: String,
    execution: &Execution,
) -> UpdateJobExecutionError {
    let details: Document = execution
        .details
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let state = Document::from([
        ("status", Document::from(execution.status.as_str())),
        ("statusDetails", details),
        ("versionNumber", execution.version.into()),
    ]);
    OtherError::new(code, status)
        .with_message(message)
        .with_members([("executionState", state)])
        .into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_version_mismatch_is_a_code_and_a_status() {
        let default = VersionMismatch::default();
        assert_eq!(default.to_string().parse(), Ok(default));
        let other: VersionMismatch = "VersionMismatch:412".parse().unwrap();
        assert_eq!(
            (other.code.as_str(), other.status),
            ("VersionMismatch", 412)
        );
        for wrong in ["", "A", "A:", ":409", "A:200", "A:600", "A:x", "Ä:409"] {
            assert_eq!(
                wrong.parse::<VersionMismatch>(),
                Err(ParseVersionMismatchError),
                "{wrong}"
            );
        }
    }
}
