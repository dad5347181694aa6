//! What a waiter looks for.
//!
//! In: constants in generated code, and an answer. Out: whether that settles it. It holds nothing of a single wait.

use crate::client::error::{Error, ErrorKind};
use crate::document::Document;
use crate::error::OperationError;
use crate::jmespath::Expression;
use std::time::Duration;

/// What is waited for, and how patiently.
#[derive(Debug)]
pub struct Waiter {
    name: &'static str,
    acceptors: &'static [Acceptor],
    min_delay: u32,
    max_delay: u32,
}

impl Waiter {
    /// A waiter with Smithy's pauses: 2 to 120 seconds.
    pub const fn new(name: &'static str, acceptors: &'static [Acceptor]) -> Self {
        Self {
            name,
            acceptors,
            min_delay: 2,
            max_delay: 120,
        }
    }

    /// How long the pauses are, in seconds: at least, at most.
    pub const fn delays(mut self, min: u32, max: u32) -> Self {
        self.min_delay = min;
        self.max_delay = max;
        self
    }

    /// Its name in the model.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn acceptors(&self) -> &'static [Acceptor] {
        self.acceptors
    }

    pub(super) fn min_delay(&self) -> Duration {
        Duration::from_secs(self.min_delay.into())
    }

    pub(super) fn max_delay(&self) -> Duration {
        Duration::from_secs(self.max_delay.into())
    }

    /// Whether an output is looked into, beyond that there is one.
    pub(super) fn looks_into_output(&self) -> bool {
        self.acceptors.iter().any(|acceptor| {
            matches!(
                acceptor.matcher,
                Matcher::Output(..) | Matcher::InputOutput(..)
            )
        })
    }

    /// Whether the input counts too.
    pub(super) fn looks_into_input(&self) -> bool {
        self.acceptors
            .iter()
            .any(|acceptor| matches!(acceptor.matcher, Matcher::InputOutput(..)))
    }
}

/// One thing that an answer may say, and what follows from it.
#[derive(Debug)]
pub struct Acceptor {
    state: State,
    matcher: Matcher,
    message: Option<Expression>,
}

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is so.
    Success,
    /// It will never be so.
    Failure,
    /// It may still come.
    Retry,
}

/// What is looked for in an answer.
#[derive(Debug)]
pub enum Matcher {
    /// A success, or any error.
    Success(bool),
    /// An error with this HTTP status.
    Status(u16),
    /// An error of one of these names.
    Error(&'static [&'static str]),
    /// Something in the output of a success.
    Output(Expression, Comparator),
    /// Something in an object of the `input` and the `output` of a success.
    InputOutput(Expression, Comparator),
}

/// How what an expression selects is compared with what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// It is this text.
    StringEquals(&'static str),
    /// It is this truth value.
    BooleanEquals(bool),
    /// It is a list, not empty, each of whose items is this text.
    AllStringEquals(&'static str),
    /// It is a list, one of whose items is this text.
    AnyStringEquals(&'static str),
    /// It is a list, not empty, each of whose items is this truth value.
    AllBooleanEquals(bool),
    /// It is a list, one of whose items is this truth value.
    AnyBooleanEquals(bool),
}

/// An answer, as acceptors see it.
pub(super) enum Answer<'a> {
    /// A success: an object of its `input` and `output`; null where no acceptor asks.
    Output(Document),
    /// An error.
    Error {
        /// Its names.
        names: Vec<&'a str>,
        /// Its HTTP status, if there was one.
        status: Option<u16>,
    },
}

impl Acceptor {
    /// It is so, if this matches.
    pub const fn success(matcher: Matcher) -> Self {
        Self::new(State::Success, matcher)
    }

    /// It will never be so, if this matches.
    pub const fn failure(matcher: Matcher) -> Self {
        Self::new(State::Failure, matcher)
    }

    /// It may still come, if this matches.
    pub const fn retry(matcher: Matcher) -> Self {
        Self::new(State::Retry, matcher)
    }

    const fn new(state: State, matcher: Matcher) -> Self {
        Self {
            state,
            matcher,
            message: None,
        }
    }

    /// What in the output says why.
    pub const fn message(mut self, message: Expression) -> Self {
        self.message = Some(message);
        self
    }

    pub(super) fn state(&self) -> State {
        self.state
    }

    pub(super) fn accepts(&self, answer: &Answer<'_>) -> bool {
        match (&self.matcher, answer) {
            (Matcher::Success(expected), answer) => {
                *expected == matches!(answer, Answer::Output(_))
            }
            (Matcher::Status(expected), Answer::Error { status, .. }) => *status == Some(*expected),
            (Matcher::Error(expected), Answer::Error { names, .. }) => {
                names.iter().any(|name| expected.contains(name))
            }
            (Matcher::Output(expression, comparator), Answer::Output(both)) => {
                comparator.accepts(expression, &both["output"])
            }
            (Matcher::InputOutput(expression, comparator), Answer::Output(both)) => {
                comparator.accepts(expression, both)
            }
            _ => false,
        }
    }

    /// What in the output says why, where the model knows.
    pub(super) fn says_why(&self) -> Option<&Expression> {
        self.message.as_ref()
    }
}

impl Comparator {
    fn accepts(self, expression: &Expression, on: &Document) -> bool {
        // What cannot be evaluated doesn't match.
        let Ok(found) = expression.evaluate(on) else {
            return false;
        };
        match self {
            Self::StringEquals(expected) => found.as_str() == Some(expected),
            Self::BooleanEquals(expected) => found.as_bool() == Some(expected),
            Self::AllStringEquals(expected) => all(&found, |item| item.as_str() == Some(expected)),
            Self::AnyStringEquals(expected) => any(&found, |item| item.as_str() == Some(expected)),
            Self::AllBooleanEquals(expected) => {
                all(&found, |item| item.as_bool() == Some(expected))
            }
            Self::AnyBooleanEquals(expected) => {
                any(&found, |item| item.as_bool() == Some(expected))
            }
        }
    }
}

fn all(found: &Document, is_expected: impl Fn(&Document) -> bool) -> bool {
    found
        .as_array()
        .is_some_and(|items| !items.is_empty() && items.iter().all(is_expected))
}

fn any(found: &Document, is_expected: impl Fn(&Document) -> bool) -> bool {
    found
        .as_array()
        .is_some_and(|items| items.iter().any(is_expected))
}

/// The names of an error: as the model calls it, and as the service does.
pub(super) fn names<E: OperationError>(error: &Error<E>) -> Vec<&str> {
    let modelled = match error.kind() {
        ErrorKind::Service(error) => Some(error.as_dyn().code()),
        _ => None,
    };
    error.code().into_iter().chain(modelled).collect()
}
