//! When a failed attempt is followed by another.
//!
//! In: what happened to an attempt, and whether repeating it can do harm. Out: how long to wait before the next one, or
//! nothing. A policy sends and waits for nothing itself.

mod bucket;
mod codes;
mod standard;

pub use standard::StandardRetries;

use crate::error::Retry;
use http::StatusCode;
use std::time::Duration;

/// Decides when a failed attempt is followed by another. [`StandardRetries`] is the one that holds unless set otherwise.
///
/// It is asked only where the request can be sent again: its body is in memory.
pub trait RetryPolicy: Send + Sync + 'static {
    /// How many attempts a call has at most, the first one included. The service is told so (`amz-sdk-request`).
    fn max_attempts(&self) -> u32;

    /// The next attempt, if there is to be one.
    fn next_attempt(&self, failed: &FailedAttempt<'_>) -> Option<NextAttempt>;

    /// A call has succeeded: at the first attempt, or at the one that was allowed last.
    fn succeeded(&self, last: Option<NextAttempt>) {
        let _ = last;
    }
}

/// An attempt that was allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextAttempt {
    /// How long to wait before it.
    pub after: Duration,
    /// What it has cost, for the policy to account for when it succeeds.
    pub cost: u32,
}

/// An attempt that has failed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct FailedAttempt<'a> {
    /// Which attempt of the call it was, counted from 1.
    pub number: u32,
    /// What happened.
    pub failure: Failure<'a>,
    /// Whether sending the request twice does what sending it once does: the model says so (`readonly`, `idempotent`), the
    /// request carries an idempotency token, or its method is idempotent (RFC 9110, 9.2.2).
    pub repeatable: bool,
    /// How long the service asks to wait (`x-amz-retry-after`, `Retry-After`).
    pub retry_after: Option<Duration>,
}

/// What happened to an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure<'a> {
    /// There was no connection: nothing was sent.
    NotSent,
    /// The connection broke, or the answer is cut off. The service may have done what it was asked for.
    CutOff,
    /// There was no answer in time. The service may have done what it was asked for.
    TimedOut,
    /// The service answered with an error.
    Refused {
        /// The HTTP status.
        status: StatusCode,
        /// The error's name, if the answer says it.
        code: Option<&'a str>,
        /// What the model says of repetition (`retryable`).
        modelled: Option<Retry>,
        /// Whether the model lists the error for the operation.
        listed: bool,
    },
    /// The service took the signature's time for wrong. The next one will have the service's time.
    ClockSkew,
}
