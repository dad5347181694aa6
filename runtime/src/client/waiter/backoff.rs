//! How long the pauses between two attempts are (Smithy 2.0, "Waiter retries").
//!
//! In: bounds, the number of the pause, the time that is left, a random number from 0 to 1. Out: a pause. It has no clock.

use std::time::Duration;

/// The bounds of pauses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    pub(super) min: Duration,
    pub(super) max: Duration,
}

impl Backoff {
    /// The pause before attempt `attempt + 1`, counted from 1, where `remaining` is left: a random time between the least
    /// and one that doubles with each attempt up to the greatest. A pause that leaves too little for another is all that
    /// is left, so that the last attempt is as late as may be.
    pub(super) fn pause(&self, attempt: u32, remaining: Duration, random: f64) -> Duration {
        let max = self.max.max(self.min);
        let doubled = 2_u32
            .checked_pow(attempt.saturating_sub(1))
            .and_then(|factor| self.min.checked_mul(factor));
        let longest = doubled.map_or(max, |doubled| doubled.min(max));
        let pause = self.min + (longest - self.min).mul_f64(random);
        if remaining.saturating_sub(pause) <= self.min {
            remaining
        } else {
            pause
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKOFF: Backoff = Backoff {
        min: Duration::from_secs(2),
        max: Duration::from_secs(120),
    };

    #[test]
    fn pauses_grow_up_to_the_greatest() {
        let longest = |attempt| BACKOFF.pause(attempt, Duration::from_secs(3600), 1.0);
        let seconds: Vec<u64> = (1..10).map(|attempt| longest(attempt).as_secs()).collect();
        assert_eq!(seconds, [2, 4, 8, 16, 32, 64, 120, 120, 120]);
        assert_eq!(longest(u32::MAX), BACKOFF.max);
        for attempt in [0, 1, 7, u32::MAX] {
            let shortest = BACKOFF.pause(attempt, Duration::from_secs(3600), 0.0);
            assert_eq!(shortest, BACKOFF.min);
        }
    }

    #[test]
    fn the_last_pause_is_all_that_is_left() {
        let pause = |remaining| BACKOFF.pause(3, Duration::from_secs(remaining), 1.0);
        assert_eq!(pause(11).as_secs(), 8);
        assert_eq!(pause(10).as_secs(), 10);
        assert_eq!(pause(1).as_secs(), 1);
        assert_eq!(pause(0), Duration::ZERO);
    }

    #[test]
    fn bounds_that_contradict_each_other_are_the_least_one() {
        let backoff = Backoff {
            min: Duration::from_secs(5),
            max: Duration::from_secs(1),
        };
        assert_eq!(backoff.pause(9, Duration::from_secs(60), 1.0), backoff.min);
    }
}
