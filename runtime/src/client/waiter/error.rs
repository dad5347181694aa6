//! Why a wait has no success.
//!
//! In: the last answer, and what it was taken for. Out: one error that says which waiter, what, after how many attempts.
//! It prints no member.

use crate::client::error::Error;
use crate::error::OperationError;
use std::fmt::{self, Debug, Display, Formatter};
use std::time::Duration;

/// Why a wait has no success. `O` is the operation's output, `E` the enum of its modelled errors.
#[derive(Debug)]
pub struct WaitError<O, E>(Box<Inner<O, E>>);

#[derive(Debug)]
pub(super) struct Inner<O, E> {
    pub(super) waiter: &'static str,
    pub(super) kind: WaitErrorKind,
    pub(super) message: Option<String>,
    pub(super) attempts: u32,
    pub(super) last: Option<Result<O, Error<E>>>,
}

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitErrorKind {
    /// The last answer says that it will never be so.
    Failed,
    /// The last answer is an error of which the waiter knows nothing.
    Unexpected,
    /// It was not so in time.
    TimedOut {
        /// How long the wait was to take at most.
        max_wait: Duration,
    },
    /// The client has no timer to wait by: its configuration lacks a `timer`. Nothing was sent.
    NoTimer,
}

impl<O, E> WaitError<O, E> {
    #[cold]
    pub(super) fn new(inner: Inner<O, E>) -> Self {
        Self(Box::new(inner))
    }

    /// The waiter's name in the model.
    pub fn waiter(&self) -> &'static str {
        self.0.waiter
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> WaitErrorKind {
        self.0.kind
    }

    /// How many requests were sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// What the service says of why, where the model knows where it says it.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The last answer, if there was one.
    pub fn last(&self) -> Option<Result<&O, &Error<E>>> {
        self.0.last.as_ref().map(Result::as_ref)
    }

    /// The last answer, if there was one.
    pub fn into_last(self) -> Option<Result<O, Error<E>>> {
        self.0.last
    }
}

impl<O, E: OperationError> Display for WaitError<O, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Inner {
            waiter, attempts, ..
        } = &*self.0;
        let times = match attempts {
            1 => "once".to_owned(),
            times => format!("{times} times"),
        };
        match self.0.kind {
            WaitErrorKind::Failed => write!(f, "{waiter} will not come, as was said")?,
            WaitErrorKind::Unexpected => write!(f, "{waiter} cannot be waited for")?,
            WaitErrorKind::TimedOut { max_wait } => {
                write!(f, "{waiter} has not come within {max_wait:?}")?;
            }
            WaitErrorKind::NoTimer => {
                return write!(
                    f,
                    "{waiter} cannot be waited for: the setting `timer` is missing"
                );
            }
        }
        write!(f, " (asked {times})")?;
        if let Some(message) = &self.0.message {
            write!(f, ": {message}")?;
        }
        if let Some(Err(error)) = &self.0.last {
            write!(f, ": {error}")?;
        }
        Ok(())
    }
}

impl<O: Debug, E: OperationError> std::error::Error for WaitError<O, E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.last {
            Some(Err(error)) => Some(error),
            _ => None,
        }
    }
}
