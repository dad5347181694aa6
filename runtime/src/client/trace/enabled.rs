//! The same with the feature `tracing`.

use crate::client::error::{Error, ErrorKind};
use crate::client::service::ServiceSchema;
use crate::error::OperationError;
use crate::operation::OperationSchema;
use http::StatusCode;
use std::time::Duration;
use tracing::field::Empty;
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Level, Span, debug, span};

const TARGET: &str = "tinsmith";

/// The span of a call.
pub(in crate::client) struct Trace(Span);

impl Trace {
    pub(in crate::client) fn of(service: &ServiceSchema, operation: &OperationSchema) -> Self {
        Self(span!(
            target: TARGET,
            Level::INFO,
            "call",
            service = service.name(),
            operation = operation.name(),
            attempts = Empty,
            status = Empty,
        ))
    }

    /// The call inside the span, whenever it is polled.
    pub(in crate::client) fn around<F>(&self, call: F) -> Instrumented<F> {
        call.instrument(self.0.clone())
    }

    /// An attempt has a response.
    pub(in crate::client) fn answered(&self, attempt: u32, status: StatusCode) {
        let status = status.as_u16();
        self.0.record("attempts", attempt).record("status", status);
        debug!(target: TARGET, attempt, status, "answered");
    }

    /// An attempt has failed, or the call before its first one.
    pub(in crate::client) fn failed<E: OperationError>(&self, error: &Error<E>) {
        let kind = match error.kind() {
            ErrorKind::MissingMembers(_) => "missing members",
            ErrorKind::Encode(_) => "encode",
            ErrorKind::Endpoint(_) => "endpoint",
            ErrorKind::Auth(_) => "auth",
            ErrorKind::Transport(_) => "transport",
            ErrorKind::Timeout(_) => "timeout",
            ErrorKind::AttemptTimeout(_) => "attempt timeout",
            ErrorKind::ResponseTooLarge { .. } => "response too large",
            ErrorKind::Decode(_) => "decode",
            ErrorKind::RepeatedToken => "repeated token",
            ErrorKind::Service(_) => "service",
        };
        let attempt = error.attempts();
        self.0.record("attempts", attempt);
        debug!(target: TARGET, attempt, kind, code = error.code(), "failed");
    }

    /// Another attempt follows.
    pub(in crate::client) fn repeated(&self, attempt: u32, after: Duration) {
        let wait_ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX);
        debug!(target: TARGET, attempt, wait_ms, "repeating");
    }
}
