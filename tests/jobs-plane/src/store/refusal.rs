//! Why the store refuses something.
//!
//! In: nothing. Out: one type per call of the store, which holds exactly what can go wrong there; `plane` turns each
//! into an error that the operation models. No HTTP here.

use super::{Execution, Status};

/// A thing, job, execution or command that does not exist; the text says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound(pub String);

/// A request that is wrong whatever the state; the text says what and what is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(pub String);

/// Why an execution is not described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DescribeRefusal {
    /// There is none.
    NotFound(NotFound),
    /// It has ended, with this status.
    Terminal(Status),
}

/// Why an execution is not updated. The boxed execution is the state that it has and keeps.
#[derive(Clone, Debug, PartialEq)]
pub enum UpdateRefusal {
    /// The report can never be right.
    Invalid(Invalid),
    /// There is no such execution.
    NotFound(NotFound),
    /// It has another version than the device expects.
    VersionMismatch(Box<Execution>),
    /// Its status does not lead to the reported one.
    InvalidTransition(Box<Execution>),
}

/// Why a command is not started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandRefusal {
    /// The request can never be right.
    Invalid(Invalid),
    /// There is no such command or target.
    NotFound(NotFound),
    /// The token was used before, for this execution of something else.
    Conflict {
        /// The id of the execution that the token belongs to.
        execution_id: String,
    },
}

impl From<NotFound> for DescribeRefusal {
    fn from(refusal: NotFound) -> Self {
        Self::NotFound(refusal)
    }
}

impl From<NotFound> for UpdateRefusal {
    fn from(refusal: NotFound) -> Self {
        Self::NotFound(refusal)
    }
}

impl From<Invalid> for UpdateRefusal {
    fn from(refusal: Invalid) -> Self {
        Self::Invalid(refusal)
    }
}

impl From<NotFound> for CommandRefusal {
    fn from(refusal: NotFound) -> Self {
        Self::NotFound(refusal)
    }
}

impl From<Invalid> for CommandRefusal {
    fn from(refusal: Invalid) -> Self {
        Self::Invalid(refusal)
    }
}
