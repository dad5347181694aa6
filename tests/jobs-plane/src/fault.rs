//! Errors on demand, so that a client's handling of each can be tried.
//!
//! In: `OPERATION=ERROR[:TIMES]`, as many as are wanted. Out: for each call of that operation the next error that was
//! asked for, until all are used up. A request that is wrong in itself has been refused before it comes here.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use iot_jobs_data::error::{
    CertificateValidationException, ConflictException, InternalServerException,
    InvalidRequestException, InvalidStateTransitionException, ResourceNotFoundException,
    ServiceQuotaExceededException, ServiceUnavailableException, TerminalStateException,
    ThrottlingException, ValidationException,
};
use iot_jobs_data::operation::{
    DescribeJobExecutionError, GetPendingJobExecutionsError, StartCommandExecutionError,
    StartNextPendingJobExecutionError, UpdateJobExecutionError,
};

/// The errors of an operation, by name.
pub trait Faulty: Sized {
    /// The operation.
    const OPERATION: &'static str;
    /// The names of the errors that it models.
    const ERRORS: &'static [&'static str];

    /// The error of that name with a message, if the operation models it.
    fn named(error: &str, message: String) -> Option<Self>;
}

macro_rules! faulty {
    ($operation:literal, $type:ident: $($error:ident),+) => {
        impl Faulty for $type {
            const OPERATION: &'static str = $operation;
            const ERRORS: &'static [&'static str] = &[$(stringify!($error)),+];

            fn named(error: &str, message: String) -> Option<Self> {
                match error {
                    $(stringify!($error) => Some($error::new().message(message).into()),)+
                    _ => None,
                }
            }
        }
    };
}

faulty!(
    "DescribeJobExecution", DescribeJobExecutionError:
    InvalidRequestException, ResourceNotFoundException, ThrottlingException, ServiceUnavailableException,
    CertificateValidationException, TerminalStateException
);
faulty!(
    "GetPendingJobExecutions", GetPendingJobExecutionsError:
    InvalidRequestException, ResourceNotFoundException, ThrottlingException, ServiceUnavailableException,
    CertificateValidationException
);
faulty!(
    "StartCommandExecution", StartCommandExecutionError:
    ValidationException, ResourceNotFoundException, ConflictException, ThrottlingException,
    ServiceQuotaExceededException, InternalServerException
);
faulty!(
    "StartNextPendingJobExecution", StartNextPendingJobExecutionError:
    InvalidRequestException, ResourceNotFoundException, ThrottlingException, ServiceUnavailableException,
    CertificateValidationException
);
faulty!(
    "UpdateJobExecution", UpdateJobExecutionError:
    InvalidRequestException, ResourceNotFoundException, ThrottlingException, ServiceUnavailableException,
    CertificateValidationException, InvalidStateTransitionException
);

/// Every operation with the errors that it models.
pub const KNOWN: [(&str, &[&str]); 5] = [
    known::<DescribeJobExecutionError>(),
    known::<GetPendingJobExecutionsError>(),
    known::<StartCommandExecutionError>(),
    known::<StartNextPendingJobExecutionError>(),
    known::<UpdateJobExecutionError>(),
];

const fn known<E: Faulty>() -> (&'static str, &'static [&'static str]) {
    (E::OPERATION, E::ERRORS)
}

/// One wish for an error: `UpdateJobExecution=ThrottlingException:2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    operation: String,
    error: String,
    /// How many calls still get it; `None` for all.
    times: Option<u32>,
}

impl FromStr for Fault {
    type Err = ParseFaultError;

    fn from_str(text: &str) -> Result<Self, ParseFaultError> {
        let (operation, rest) = text.split_once('=').ok_or(ParseFaultError::Form)?;
        let (error, times) = match rest.split_once(':') {
            None => (rest, None),
            Some((error, times)) => {
                let times = times.parse().map_err(|_| ParseFaultError::Times)?;
                (error, Some(times))
            }
        };
        let (_, errors) = KNOWN
            .iter()
            .find(|(known, _)| *known == operation)
            .ok_or_else(|| ParseFaultError::Operation(operation.to_owned()))?;
        if !errors.contains(&error) {
            return Err(ParseFaultError::Error {
                error: error.to_owned(),
                operation: operation.to_owned(),
                known: errors,
            });
        }
        Ok(Self {
            operation: operation.to_owned(),
            error: error.to_owned(),
            times,
        })
    }
}

/// Why a text is no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseFaultError {
    /// It is not of the form `OPERATION=ERROR[:TIMES]`.
    Form,
    /// What stands after the colon is no number.
    Times,
    /// There is no such operation.
    Operation(String),
    /// The operation does not model such an error.
    Error {
        /// What was asked for.
        error: String,
        /// Of what.
        operation: String,
        /// What could be asked for.
        known: &'static [&'static str],
    },
}

impl Display for ParseFaultError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str(
                "a fault is OPERATION=ERROR[:TIMES], such as UpdateJobExecution=ThrottlingException:2",
            ),
            Self::Times => f.write_str("TIMES, after the colon, must be a number from 0 up"),
            Self::Operation(operation) => {
                let known = KNOWN.map(|(operation, _)| operation).join(", ");
                write!(f, "there is no operation {operation}: it is one of {known}")
            }
            Self::Error {
                error,
                operation,
                known,
            } => {
                let known = known.join(", ");
                write!(f, "{operation} has no error {error}: it has {known}")
            }
        }
    }
}

impl std::error::Error for ParseFaultError {}

/// The faults that are still to come, for each operation in the order in which they were asked for.
#[derive(Debug, Default)]
pub struct Faults(Mutex<BTreeMap<String, VecDeque<Fault>>>);

impl Faults {
    /// All these faults.
    pub fn new(faults: impl IntoIterator<Item = Fault>) -> Self {
        let mut queues: BTreeMap<String, VecDeque<Fault>> = BTreeMap::new();
        for fault in faults {
            let queue = queues.entry(fault.operation.clone()).or_default();
            queue.push_back(fault);
        }
        Self(Mutex::new(queues))
    }

    /// Fails if a fault was asked for this call.
    ///
    /// # Errors
    ///
    /// The error that was asked for.
    pub fn check<E: Faulty>(&self) -> Result<(), E> {
        let Some(error) = self.next(E::OPERATION) else {
            return Ok(());
        };
        let message = format!("asked for by --fault {}={error}", E::OPERATION);
        match E::named(&error, message) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    fn next(&self, operation: &str) -> Option<String> {
        let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = queues.get_mut(operation)?;
        while let Some(fault) = queue.front_mut() {
            match &mut fault.times {
                None => return Some(fault.error.clone()),
                Some(0) => {
                    queue.pop_front();
                }
                Some(times) => {
                    *times -= 1;
                    return Some(fault.error.clone());
                }
            }
        }
        None
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_in_order_and_as_often_as_asked_for() {
        let faults = Faults::new(
            [
                "UpdateJobExecution=ThrottlingException:2",
                "DescribeJobExecution=TerminalStateException",
                "UpdateJobExecution=InvalidRequestException:0",
                "UpdateJobExecution=ServiceUnavailableException:1",
            ]
            .map(|fault| fault.parse().unwrap()),
        );
        let update = || faults.check::<UpdateJobExecutionError>();
        assert!(matches!(
            update(),
            Err(UpdateJobExecutionError::ThrottlingException(_))
        ));
        assert!(matches!(
            update(),
            Err(UpdateJobExecutionError::ThrottlingException(_))
        ));
        assert!(matches!(
            update(),
            Err(UpdateJobExecutionError::ServiceUnavailableException(error))
                if error.message.as_deref()
                    == Some("asked for by --fault UpdateJobExecution=ServiceUnavailableException")
        ));
        assert_eq!(update(), Ok(()));
        for _ in 0..5 {
            assert!(faults.check::<DescribeJobExecutionError>().is_err());
        }
        assert_eq!(faults.check::<StartCommandExecutionError>(), Ok(()));
    }

    #[test]
    fn every_known_error_can_be_asked_for() {
        fn all<E: Faulty>() -> usize {
            for error in E::ERRORS {
                assert!(E::named(error, String::new()).is_some(), "{error}");
            }
            E::ERRORS.len()
        }
        let count = all::<DescribeJobExecutionError>()
            + all::<GetPendingJobExecutionsError>()
            + all::<StartCommandExecutionError>()
            + all::<StartNextPendingJobExecutionError>()
            + all::<UpdateJobExecutionError>();
        assert_eq!(count, 28);
        let mut names: Vec<&str> = KNOWN
            .iter()
            .flat_map(|(_, errors)| *errors)
            .copied()
            .collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 11);
    }

    #[test]
    fn what_is_unknown_is_told_with_what_is_known() {
        let problem = |text: &str| text.parse::<Fault>().unwrap_err().to_string();
        assert!(problem("UpdateJobExecution").contains("OPERATION=ERROR"));
        assert!(problem("UpdateJobExecution=ThrottlingException:many").contains("TIMES"));
        assert!(problem("UpdateJob=ThrottlingException").contains("GetPendingJobExecutions"));
        let error = problem("UpdateJobExecution=ConflictException");
        assert!(error.contains("InvalidStateTransitionException"), "{error}");
    }
}
