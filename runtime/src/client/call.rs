//! One call: its attempts, and the waits between them.
//!
//! In: a request that is complete but for who sends it. Out: a response whose body is in memory unless the output streams,
//! or why there is none; and after a failure the same request again, if the policy wants it repeated. It reads no output
//! and knows no operation's types.

use super::auth;
use super::core::Inner;
use super::error::ErrorKind;
use super::operation;
use super::outcome;
use super::raw_response::RawResponse;
use super::replay::Replay;
use super::retry::{FailedAttempt, Failure, NextAttempt};
use super::rules::ResolvedEndpoint;
use super::sdk_headers::{self, Invocation};
use super::timer::Sleep;
use super::transport::TransportError;
use super::within::{First, within};
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
    fn new(kind: ErrorKind<Infallible>) -> Box<Self> {
        Box::new(Self { kind, raw: None })
    }
}

/// One call.
pub(super) struct Call<'a> {
    client: &'a Inner,
    operation: &'static OperationSchema,
    endpoint: &'a ResolvedEndpoint,
    scheme: AuthScheme,
    /// Whether sending the request twice does what sending it once does.
    repeatable: bool,
    invocation: Option<Invocation>,
    /// What is sent again, where there is a policy that may want it.
    replay: Option<Replay>,
    /// How many attempts were made.
    attempts: u32,
    /// The attempt that was allowed last.
    allowed: Option<NextAttempt>,
    /// How far the service's clock was taken to be ahead of ours, in seconds.
    ahead: i64,
    /// When the call began, where something of it depends on time.
    started: Option<SystemTime>,
    /// Over when the call's time is.
    deadline: Option<Sleep>,
}

impl<'a> Call<'a> {
    pub(super) fn new(
        client: &'a Inner,
        operation: &'static OperationSchema,
        endpoint: &'a ResolvedEndpoint,
        scheme: AuthScheme,
        repeatable: bool,
    ) -> Self {
        let settings = client.config.settings();
        let deadline = settings.timer.as_ref().zip(settings.timeout);
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
            repeatable,
            invocation: has_invocations.then(sdk_headers::invocation).flatten(),
            replay: None,
            attempts: 0,
            allowed: None,
            ahead: 0,
            started: depends_on_time.then(|| client.now()).flatten(),
            deadline: deadline.map(|(timer, timeout)| timer.sleep(timeout)),
        }
    }

    /// How many attempts were made.
    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long the call has taken so far, where that is known.
    pub(super) fn elapsed(&self) -> Option<Duration> {
        // A clock that was set back meanwhile says nothing.
        self.client.now()?.duration_since(self.started?).ok()
    }

    /// The call has its output.
    pub(super) fn succeeded(&self) {
        if let Some(policy) = &self.client.config.settings().retries {
            policy.succeeded(self.allowed);
        }
    }

    /// Sends the request, and waits for its response as long as the configuration allows.
    pub(super) async fn attempt(
        &mut self,
        (head, body): (Parts, ByteStream),
    ) -> Result<http::Response<ByteStream>, Box<NoAnswer>> {
        let settings = self.client.config.settings();
        if self.attempts == 0
            && settings
                .retries
                .as_ref()
                .is_some_and(|it| it.max_attempts() > 1)
        {
            self.replay = Replay::of(&head, &body);
        }
        self.attempts += 1;
        self.ahead = self.client.skew.seconds();
        let sleep = settings
            .timer
            .as_ref()
            .zip(settings.attempt_timeout)
            .map(|(timer, timeout)| timer.sleep(timeout));
        let mut deadline = self.deadline.take();
        let result = within(self.exchange(head, body), sleep, &mut deadline).await;
        self.deadline = deadline;
        match result {
            First::Done(result) => result,
            First::AttemptOver => {
                let timeout = settings.attempt_timeout.unwrap_or_default();
                Err(NoAnswer::new(ErrorKind::AttemptTimeout(timeout)))
            }
            First::CallOver => Err(self.call_over()),
        }
    }

    /// One request and its response, whose body is collected unless the output streams.
    async fn exchange(
        &self,
        mut head: Parts,
        body: ByteStream,
    ) -> Result<http::Response<ByteStream>, Box<NoAnswer>> {
        let settings = self.client.config.settings();
        auth::authenticate(
            self.client,
            self.operation,
            self.endpoint,
            self.scheme,
            self.ahead,
            &mut head,
            &body,
        )
        .await
        .map_err(|error| NoAnswer::new(ErrorKind::Auth(error)))?;
        if let Some(headers) = &self.client.sdk_headers {
            let until = || self.until();
            headers.add(
                &mut head.headers,
                self.invocation.as_ref(),
                self.attempts,
                until,
            );
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
                let raw = RawResponse::new(parts.status, parts.headers, Bytes::new());
                let raw = Some(raw);
                Err(Box::new(NoAnswer { kind, raw }))
            }
        }
    }

    /// When this side stops waiting for the attempt that begins now, as the service's clock has it.
    #[cold]
    fn until(&self) -> Option<SystemTime> {
        let settings = self.client.config.settings();
        let now = self.client.now()?;
        let left = settings.timeout.map(|timeout| {
            let elapsed = now.duration_since(self.started.unwrap_or(now));
            timeout.saturating_sub(elapsed.unwrap_or_default())
        });
        let least = match (settings.attempt_timeout, left) {
            (Some(attempt), Some(left)) => attempt.min(left),
            (attempt, left) => attempt.or(left)?,
        };
        super::skew::corrected(now, self.ahead).checked_add(least)
    }

    /// The next attempt after a failure, if there is to be one.
    #[cold]
    pub(super) fn next(
        &self,
        failure: Option<Failure<'_>>,
        raw: Option<&RawResponse>,
    ) -> Option<NextAttempt> {
        let settings = self.client.config.settings();
        let failure = match failure? {
            Failure::Refused { code, .. } if self.learns_time(code, raw) => Failure::ClockSkew,
            failure => failure,
        };
        // Without a copy of it the request cannot be sent again.
        self.replay.as_ref()?;
        settings.retries.as_ref()?.next_attempt(&FailedAttempt {
            number: self.attempts,
            failure,
            repeatable: self.repeatable,
            retry_after: outcome::retry_after(raw),
        })
    }

    /// Waits before the next attempt, and gives its request.
    pub(super) async fn wait(
        &mut self,
        next: NextAttempt,
    ) -> Result<(Parts, ByteStream), Box<NoAnswer>> {
        let settings = self.client.config.settings();
        self.allowed = Some(next);
        if let (false, Some(timer)) = (next.after.is_zero(), &settings.timer) {
            let wait = timer.sleep(next.after);
            if let First::CallOver = within(wait, None, &mut self.deadline).await {
                return Err(self.call_over());
            }
        }
        match &self.replay {
            Some(replay) => Ok(replay.request()),
            // There is no next attempt without a copy of the request.
            None => Err(self.call_over()),
        }
    }

    #[cold]
    fn call_over(&self) -> Box<NoAnswer> {
        let timeout = self.client.config.settings().timeout.unwrap_or_default();
        NoAnswer::new(ErrorKind::Timeout(timeout))
    }

    /// Whether a refusal is explained by our clock, which is corrected from now on.
    fn learns_time(&self, code: Option<&str>, raw: Option<&RawResponse>) -> bool {
        let settings = self.client.config.settings();
        let (AuthScheme::SigV4, true) = (self.scheme, settings.correct_clock) else {
            return false;
        };
        let (Some(code), Some(raw), Some(now)) = (code, raw, self.client.now()) else {
            return false;
        };
        let skew = &self.client.skew;
        skew.learn(code, raw.headers(), now, self.ahead)
    }
}
