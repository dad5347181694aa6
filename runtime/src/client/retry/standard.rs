//! Repetitions as AWS's SDKs have them in their mode `standard`.
//!
//! In: a failed attempt. Out: the next one, after a random wait that doubles each time; nothing, if the failure will not go
//! away, repeating can do harm, or too much was repeated lately.

use super::bucket::Bucket;
use super::{FailedAttempt, Failure, NextAttempt, RetryPolicy, codes};
use crate::error::Retry;
use crate::unique_id;
use std::fmt::{self, Debug, Formatter};
use std::time::Duration;

const MAX_ATTEMPTS: u32 = 3;
const CAPACITY: u32 = 500;
/// What a repetition costs, and one after "too many requests", which says that the service is well.
const COST: u32 = 14;
const THROTTLED_COST: u32 = 5;
/// What a success gives back that needed no repetition.
const REWARD: u32 = 1;
/// The longest first wait, and that after "too many requests".
const BASE: Duration = Duration::from_millis(50);
const THROTTLED_BASE: Duration = Duration::from_secs(1);
const MAX_BACKOFF: Duration = Duration::from_secs(20);
/// How much longer than that a service may ask to wait.
const MORE: Duration = Duration::from_secs(5);

type Jitter = Box<dyn Fn() -> f64 + Send + Sync>;

/// Repetitions as AWS's SDKs have them in their mode `standard`: up to 3 attempts, with a random wait before each
/// repetition.
///
/// - **What is repeated**: what the service refused because it is asked too often, or has a passing failure: by the error's
///   name, by what the model says of it (`retryable`), or by the status (429, 500, 502, 503, 504); requests that were not
///   sent, since there was no connection; and those without a whole answer (broken connection, timeout), but only where
///   sending twice does what sending once does ([`FailedAttempt::repeatable`]).
/// - **The wait** before repetition _n_ is random: between nothing and 50 ms x 2<sup>n-1</sup> (1 s instead of 50 ms, if
///   the service is asked too often), at most 20 s. If the service asks for more, it gets up to 5 s more.
/// - **The quota**: each repetition takes 14 of 500 tokens (5, if the service is asked too often), and a success gives back
///   what its last repetition took, or one. Without enough of them, nothing is repeated. Clients with the same
///   configuration share them.
pub struct StandardRetries {
    max_attempts: u32,
    bucket: Bucket,
    base: Duration,
    throttled_base: Duration,
    max_backoff: Duration,
    jitter: Option<Jitter>,
    always_repeatable: bool,
}

impl StandardRetries {
    /// As AWS's SDKs have them.
    pub fn new() -> Self {
        Self {
            max_attempts: MAX_ATTEMPTS,
            bucket: Bucket::new(CAPACITY),
            base: BASE,
            throttled_base: THROTTLED_BASE,
            max_backoff: MAX_BACKOFF,
            jitter: None,
            always_repeatable: false,
        }
    }

    /// How many attempts a call has at most, the first one included: 3 unless set. 0 is taken for 1.
    pub fn attempts(mut self, most: u32) -> Self {
        self.max_attempts = most.max(1);
        self
    }

    /// How many tokens there are for repetitions: 500 unless set.
    pub fn quota(mut self, tokens: u32) -> Self {
        self.bucket = Bucket::new(tokens);
        self
    }

    /// The longest first wait: 50 ms unless set.
    pub fn base(mut self, wait: Duration) -> Self {
        self.base = wait;
        self
    }

    /// The longest first wait where the service is asked too often: 1 s unless set.
    pub fn throttled_base(mut self, wait: Duration) -> Self {
        self.throttled_base = wait;
        self
    }

    /// The longest wait of all: 20 s unless set.
    pub fn max_backoff(mut self, wait: Duration) -> Self {
        self.max_backoff = wait;
        self
    }

    /// Where random numbers between 0 and 1 come from, for tests: `|| 1.0` always waits as long as it may.
    pub fn jitter(mut self, source: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.jitter = Some(Box::new(source));
        self
    }

    /// Requests without a whole answer are repeated also where the model, the method and the request do not say that this
    /// does no harm: the caller says so. AWS's own SDKs take it for granted.
    pub fn repeat_unanswered(mut self) -> Self {
        self.always_repeatable = true;
        self
    }

    /// How the failure goes away, if repeating the request can make it so.
    fn passes(&self, failed: &FailedAttempt<'_>) -> Option<Retry> {
        match failed.failure {
            Failure::NotSent | Failure::ClockSkew => Some(Retry::Transient),
            Failure::CutOff | Failure::TimedOut => {
                (failed.repeatable || self.always_repeatable).then_some(Retry::Transient)
            }
            Failure::Refused {
                status,
                code,
                modelled,
                listed,
            } => code
                .and_then(codes::by_code)
                .or(modelled)
                .or_else(|| codes::by_status(status, listed)),
        }
    }

    /// How long to wait before repetition `number`, counted from 1.
    fn backoff(&self, number: u32, passes: Retry) -> Duration {
        let base = match passes {
            Retry::Throttling => self.throttled_base,
            Retry::Transient => self.base,
        };
        let doubled = 1u32.checked_shl(number - 1).unwrap_or(u32::MAX);
        let longest = base.saturating_mul(doubled).min(self.max_backoff);
        let random = match &self.jitter {
            Some(jitter) => jitter(),
            None => unique_id::fraction(),
        };
        // What is no number is taken for 0: `clamp` would keep it, and the multiplication would panic.
        let share = if random > 0.0 { random.min(1.0) } else { 0.0 };
        longest.mul_f64(share)
    }
}

impl Default for StandardRetries {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy for StandardRetries {
    fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    fn next_attempt(&self, failed: &FailedAttempt<'_>) -> Option<NextAttempt> {
        if failed.number >= self.max_attempts {
            return None;
        }
        let passes = self.passes(failed)?;
        let cost = match passes {
            Retry::Throttling => THROTTLED_COST,
            Retry::Transient => COST,
        };
        if !self.bucket.take(cost) {
            return None;
        }
        let backoff = self.backoff(failed.number, passes);
        let after = match failed.retry_after {
            Some(asked) => asked.clamp(backoff, backoff.saturating_add(MORE)),
            None => backoff,
        };
        Some(NextAttempt { after, cost })
    }

    fn succeeded(&self, last: Option<NextAttempt>) {
        self.bucket.give(last.map_or(REWARD, |last| last.cost));
    }
}

impl Debug for StandardRetries {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandardRetries")
            .field("max_attempts", &self.max_attempts)
            .field("base", &self.base)
            .field("throttled_base", &self.throttled_base)
            .field("max_backoff", &self.max_backoff)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
