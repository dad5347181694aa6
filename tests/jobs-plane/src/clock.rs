//! The time that the timers of the jobs plane read.
//!
//! In: the wish to know what time it is, or (manual clock) to move it. Out: whole seconds since the epoch, which is the
//! unit of every time of this service. It never waits and never wakes anyone: a timer is a deadline that is compared
//! with this clock when somebody asks.

use std::fmt::{self, Display, Formatter};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where a manual clock starts: 2026-01-01T00:00:00Z, in seconds since the epoch.
pub const MANUAL_START: i64 = 1_767_225_600;

/// How far a manual clock goes: 9999-12-31T23:59:59Z. It keeps every sum of a time and a timeout within an `i64`.
const MANUAL_END: i64 = 253_402_300_799;

/// A source of time.
#[derive(Debug)]
pub enum Clock {
    /// The machine's clock.
    Real,
    /// A clock that stands still until it is told to advance; it holds the seconds since the epoch.
    Manual(AtomicI64),
}

impl Clock {
    /// A clock that stands at [`MANUAL_START`] until [`Clock::advance`] is called.
    pub fn manual() -> Self {
        Self::Manual(AtomicI64::new(MANUAL_START))
    }

    /// The time now, in seconds since the epoch.
    pub fn now(&self) -> i64 {
        match self {
            // A machine whose clock stands before 1970 gets 1970: a wrong time, but not a wrong program.
            Self::Real => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |elapsed| {
                    i64::try_from(elapsed.as_secs()).unwrap_or(MANUAL_END)
                }),
            Self::Manual(now) => now.load(Ordering::SeqCst),
        }
    }

    /// Moves a manual clock forward by some seconds and says what time it is then.
    ///
    /// # Errors
    ///
    /// A real clock cannot be moved, and a manual one stops at the end of the year 9999.
    pub fn advance(&self, seconds: u64) -> Result<i64, ClockError> {
        let Self::Manual(now) = self else {
            return Err(ClockError::Real);
        };
        let later = |now: i64| {
            let later = now.checked_add(i64::try_from(seconds).ok()?)?;
            (later <= MANUAL_END).then_some(later)
        };
        match now.fetch_update(Ordering::SeqCst, Ordering::SeqCst, later) {
            Ok(_) => Ok(self.now()),
            Err(_) => Err(ClockError::TooFar),
        }
    }
}

/// Why a clock was not moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockError {
    /// It is the machine's clock.
    Real,
    /// It would pass the year 9999.
    TooFar,
}

impl Display for ClockError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Real => "this clock is the machine's own: start jobs-plane with `--clock manual`",
            Self::TooFar => "the clock would pass the year 9999: advance it by fewer seconds",
        })
    }
}

impl std::error::Error for ClockError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let clock = Clock::manual();
        assert_eq!(clock.now(), MANUAL_START);
        assert_eq!(clock.advance(61), Ok(MANUAL_START + 61));
        assert_eq!(clock.now(), MANUAL_START + 61);
        assert_eq!(clock.advance(0), Ok(MANUAL_START + 61));
    }

    #[test]
    fn a_manual_clock_stops_at_its_end() {
        let clock = Clock::manual();
        assert_eq!(clock.advance(u64::MAX), Err(ClockError::TooFar));
        assert_eq!(clock.advance(1 << 40), Err(ClockError::TooFar));
        assert_eq!(clock.now(), MANUAL_START);
    }

    #[test]
    fn a_real_clock_is_the_machines() {
        assert!(Clock::Real.now() > MANUAL_START - 86_400 * 365 * 10);
        assert_eq!(Clock::Real.advance(1), Err(ClockError::Real));
    }
}
