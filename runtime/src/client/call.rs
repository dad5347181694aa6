//! One call: its attempts, and the waits between them.
//!
//! In: a request that is complete but for who sends it. Out: a response, or why there is none; and after a failure the
//! same request again, if the policy wants it repeated. It reads no output and knows no operation's types.

use super::attempt::{Attempt, NoAnswer};
use super::error::ErrorKind;
use super::outcome;
use super::raw_response::RawResponse;
use super::replay::Replay;
use super::retry::{FailedAttempt, Failure, NextAttempt};
use super::timer::Sleep;
use super::within::{First, within};
use crate::byte_stream::ByteStream;
use http::request::Parts;
use std::time::Duration;

/// One call.
pub(super) struct Call<'a> {
    attempt: Attempt<'a>,
    /// Whether sending the request twice does what sending it once does.
    repeatable: bool,
    /// What is sent again, where there is a policy that may want it.
    replay: Option<Replay>,
    /// The attempt that was allowed last.
    allowed: Option<NextAttempt>,
    /// Over when the call's time is.
    deadline: Option<Sleep>,
}

impl<'a> Call<'a> {
    pub(super) fn new(attempt: Attempt<'a>, repeatable: bool) -> Self {
        let settings = attempt.settings();
        let deadline = settings.timer.as_ref().zip(settings.timeout);
        Self {
            repeatable,
            replay: None,
            allowed: None,
            deadline: deadline.map(|(timer, timeout)| timer.sleep(timeout)),
            attempt,
        }
    }

    /// How many attempts were made.
    pub(super) fn attempts(&self) -> u32 {
        self.attempt.number
    }

    /// How long the call has taken so far, where that is known.
    pub(super) fn elapsed(&self) -> Option<Duration> {
        self.attempt.elapsed()
    }

    /// The call has its output.
    pub(super) fn succeeded(&self) {
        if let Some(policy) = &self.attempt.settings().retries {
            policy.succeeded(self.allowed);
        }
    }

    /// Sends the request, and waits for its response as long as the configuration allows.
    pub(super) async fn attempt(
        &mut self,
        (head, body): (Parts, ByteStream),
    ) -> Result<http::Response<ByteStream>, Box<NoAnswer>> {
        let settings = self.attempt.settings();
        if self.attempt.number == 0 && settings.may_repeat() {
            self.replay = Replay::of(&head, &body);
        }
        self.attempt.begin();
        let sleep = settings
            .timer
            .as_ref()
            .zip(settings.attempt_timeout)
            .map(|(timer, timeout)| timer.sleep(timeout));
        let exchange = self.attempt.exchange(head, body);
        match within(exchange, sleep, &mut self.deadline).await {
            First::Done(result) => result,
            First::AttemptOver => {
                let timeout = settings.attempt_timeout.unwrap_or_default();
                Err(NoAnswer::new(ErrorKind::AttemptTimeout(timeout)))
            }
            First::CallOver => Err(self.call_over()),
        }
    }

    /// The next attempt after a failure, if there is to be one.
    #[cold]
    pub(super) fn next(
        &self,
        failure: Option<Failure<'_>>,
        raw: Option<&RawResponse>,
    ) -> Option<NextAttempt> {
        let failure = match failure? {
            Failure::Refused { code, .. } if self.attempt.learns_time(code, raw) => {
                Failure::ClockSkew
            }
            failure => failure,
        };
        // Without a copy of it the request cannot be sent again.
        self.replay.as_ref()?;
        let policy = self.attempt.settings().retries.as_ref()?;
        policy.next_attempt(&FailedAttempt {
            number: self.attempt.number,
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
        let settings = self.attempt.settings();
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
        let timeout = self.attempt.settings().timeout.unwrap_or_default();
        NoAnswer::new(ErrorKind::Timeout(timeout))
    }
}
