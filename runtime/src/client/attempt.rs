//! One attempt of a call: one request, one response.
//!
//! In: a request that is complete but for who sends it. Out: a response whose body is in memory unless the output streams,
//! or why there is none. It repeats nothing, and waits as long as it takes.

use super::auth;
use super::config::Settings;
use super::core::Inner;
use super::error::ErrorKind;
use super::operation;
use super::raw_response::RawResponse;
use super::rules::ResolvedEndpoint;
use super::sdk_headers::{self, Invocation};
use super::skew;
use super::transport::TransportError;
use crate::auth::AuthScheme;
use crate::byte_stream::{ByteStream, CollectError};
use crate::operation::OperationSchema;
use bytes::Bytes;
use http::request::Parts;
use std::convert::Infallible;
use std::time::{Duration, SystemTime};

/// A failure that has nothing to do with the operation's errors.
pub(super) struct NoAnswer {
    pub(super) kind: ErrorKind<Infallible>,
    pub(super) raw: Option<RawResponse>,
}

impl NoAnswer {
    #[cold]
    pub(super) fn new(kind: ErrorKind<Infallible>) -> Box<Self> {
        Box::new(Self { kind, raw: None })
    }
}

/// What the attempts of a call have in common, and which of them it is.
pub(super) struct Attempt<'a> {
    client: &'a Inner,
    operation: &'static OperationSchema,
    endpoint: &'a ResolvedEndpoint,
    scheme: AuthScheme,
    invocation: Option<Invocation>,
    /// When the call began, where something of it depends on time.
    started: Option<SystemTime>,
    /// Counted from 1; 0 before the first one.
    pub(super) number: u32,
    /// How far the service's clock was taken to be ahead of ours, in seconds.
    ahead: i64,
}

impl<'a> Attempt<'a> {
    pub(super) fn new(
        client: &'a Inner,
        operation: &'static OperationSchema,
        endpoint: &'a ResolvedEndpoint,
        scheme: AuthScheme,
    ) -> Self {
        let settings = client.config.settings();
        let has_invocations = client
            .sdk_headers
            .as_ref()
            .is_some_and(|headers| headers.has_invocations());
        let depends_on_time = settings.retries.is_some() || settings.timeout.is_some();
        Self {
            client,
            operation,
            endpoint,
            scheme,
            invocation: has_invocations.then(sdk_headers::invocation).flatten(),
            started: depends_on_time.then(|| client.now()).flatten(),
            number: 0,
            ahead: 0,
        }
    }

    pub(super) fn settings(&self) -> &'a Settings {
        self.client.config.settings()
    }

    /// It is the next attempt from now on.
    pub(super) fn begin(&mut self) {
        self.number += 1;
        self.ahead = self.client.skew.seconds();
    }

    /// How long the call has taken so far, where that is known.
    pub(super) fn elapsed(&self) -> Option<Duration> {
        // A clock that was set back meanwhile says nothing.
        self.client.now()?.duration_since(self.started?).ok()
    }

    /// One request and its response, whose body is collected unless the output streams.
    pub(super) async fn exchange(
        &self,
        mut head: Parts,
        body: ByteStream,
    ) -> Result<http::Response<ByteStream>, Box<NoAnswer>> {
        let settings = self.settings();
        let identity = auth::identity(self.client, self.scheme, self.ahead).await;
        identity
            .and_then(|identity| {
                auth::apply(
                    self.client,
                    self.operation,
                    self.endpoint,
                    self.scheme,
                    &identity,
                    &mut head,
                    &body,
                )
            })
            .map_err(|error| NoAnswer::new(ErrorKind::Auth(error)))?;
        if let Some(headers) = &self.client.sdk_headers {
            let (invocation, until) = (self.invocation.as_ref(), || self.until());
            headers.add(&mut head.headers, invocation, self.number, until);
        }
        let response = settings
            .transport
            .send(http::Request::from_parts(head, body))
            .await
            .map_err(|error| NoAnswer::new(ErrorKind::Transport(error)))?;
        let (parts, body) = response.into_parts();
        let streams = self.operation.output_content().is_stream()
            && operation::is_success(self.operation, parts.status);
        let limit = settings.response_limit;
        if streams || body.in_memory().is_some_and(|b| b.len() as u64 <= limit) {
            return Ok(http::Response::from_parts(parts, body));
        }
        match body.collect(limit).await {
            Ok(bytes) => Ok(http::Response::from_parts(parts, bytes.into())),
            Err(error) => {
                let kind = match error {
                    CollectError::TooLarge { limit } => ErrorKind::ResponseTooLarge { limit },
                    CollectError::Stream(error) => ErrorKind::Transport(TransportError::new(error)),
                };
                let raw = Some(RawResponse::new(parts.status, parts.headers, Bytes::new()));
                Err(Box::new(NoAnswer { kind, raw }))
            }
        }
    }

    /// When this side stops waiting for the attempt that begins now, as the service's clock has it.
    #[cold]
    fn until(&self) -> Option<SystemTime> {
        let settings = self.settings();
        let now = self.client.now()?;
        let left = settings.timeout.map(|timeout| {
            let elapsed = now.duration_since(self.started.unwrap_or(now));
            timeout.saturating_sub(elapsed.unwrap_or_default())
        });
        let least = match (settings.attempt_timeout, left) {
            (Some(attempt), Some(left)) => attempt.min(left),
            (attempt, left) => attempt.or(left)?,
        };
        skew::corrected(now, self.ahead).checked_add(least)
    }

    /// Whether a refusal is explained by our clock, which is corrected from now on.
    #[cold]
    pub(super) fn learns_time(&self, code: Option<&str>, raw: Option<&RawResponse>) -> bool {
        let (AuthScheme::SigV4, true) = (self.scheme, self.settings().correct_clock) else {
            return false;
        };
        let (Some(code), Some(raw), Some(now)) = (code, raw, self.client.now()) else {
            return false;
        };
        let skew = &self.client.skew;
        skew.learn(code, raw.headers(), now, self.ahead)
    }
}
