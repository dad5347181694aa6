//! Instants, and the three forms that Smithy writes them in.
//!
//! In: text in a known [`TimestampFormat`], or the system's clock. Out: an instant, or text. The calendar's arithmetic is
//! the crate `time`'s; this module never guesses which format a text is in.

mod format;
mod parse;

pub use format::FormatTimestampError;
pub use parse::ParseTimestampError;

use crate::schema::TimestampFormat;
use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const NANOS_PER_SECOND: u32 = 1_000_000_000;

/// An instant, to the nanosecond, without a time zone.
///
/// Wire formats carry milliseconds: what is finer is cut off when a timestamp is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp {
    /// Since 1970-01-01T00:00:00Z; rounded down, so negative for all earlier instants.
    seconds: i64,
    /// Counts upwards from `seconds`, below 10^9.
    nanos: u32,
}

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const UNIX_EPOCH: Self = Self::from_secs(0);

    /// `seconds` since 1970-01-01T00:00:00Z.
    pub const fn from_secs(seconds: i64) -> Self {
        Self { seconds, nanos: 0 }
    }

    /// `millis` milliseconds since 1970-01-01T00:00:00Z.
    pub const fn from_millis(millis: i64) -> Self {
        Self {
            seconds: millis.div_euclid(1000),
            // Less than 1000, so it fits and the product too.
            nanos: millis.rem_euclid(1000) as u32 * 1_000_000,
        }
    }

    /// `seconds` since 1970-01-01T00:00:00Z and `nanos` nanoseconds later; `None` if those make a second or more.
    pub const fn new(seconds: i64, nanos: u32) -> Option<Self> {
        if nanos < NANOS_PER_SECOND {
            Some(Self { seconds, nanos })
        } else {
            None
        }
    }

    /// The system clock's present time.
    pub fn now() -> Self {
        Self::from(SystemTime::now())
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn secs(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds since [`secs`](Self::secs), below 10^9.
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, rounded down; `None` if they don't fit.
    pub fn to_millis(self) -> Option<i64> {
        self.seconds
            .checked_mul(1000)?
            .checked_add(i64::from(self.nanos / 1_000_000))
    }

    /// Reads a text of a known format. A `strict` reader, as a server is, takes exactly what Smithy 2.0 describes. A
    /// reader that is not, as a client is, also takes offsets from UTC, and fractions in HTTP dates.
    ///
    /// # Errors
    ///
    /// When `text` is of another form, or a field is outside its range.
    pub fn parse(
        text: &str,
        format: TimestampFormat,
        strict: bool,
    ) -> Result<Self, ParseTimestampError> {
        parse::parse(text, format, strict)
    }

    /// The text in a known format, to the millisecond, without trailing zeros; HTTP dates have whole seconds only.
    ///
    /// # Errors
    ///
    /// When a calendar format is wanted and the year is outside `0000..=9999`.
    pub fn format(self, format: TimestampFormat) -> Result<String, FormatTimestampError> {
        format::format(self, format)
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    /// Reads an RFC 3339 date and time, with `Z` or an offset.
    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        Self::parse(text, TimestampFormat::DateTime, false)
    }
}

impl Display for Timestamp {
    /// RFC 3339 in UTC, to the millisecond; years that it cannot say are written as seconds since the epoch.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.format(TimestampFormat::DateTime) {
            Ok(text) => f.write_str(&text),
            Err(_) => f.write_str(&format::epoch(*self)),
        }
    }
}

impl Debug for Timestamp {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl From<SystemTime> for Timestamp {
    /// Instants further than 64 bits of seconds away become the furthest that there are.
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self {
                seconds: i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
                nanos: after.subsec_nanos(),
            },
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                match before.subsec_nanos() {
                    0 => Self::from_secs(-seconds),
                    nanos => Self {
                        seconds: (-seconds).saturating_sub(1),
                        nanos: NANOS_PER_SECOND - nanos,
                    },
                }
            }
        }
    }
}

/// An instant that this system's clock cannot express.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampOutOfRange;

impl Display for TimestampOutOfRange {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the timestamp is further away than this system's clock can express")
    }
}

impl std::error::Error for TimestampOutOfRange {}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampOutOfRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampOutOfRange> {
        let whole = Duration::from_secs(timestamp.seconds.unsigned_abs());
        let time = if timestamp.seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        time.and_then(|time| time.checked_add(Duration::from_nanos(timestamp.nanos.into())))
            .ok_or(TimestampOutOfRange)
    }
}

#[cfg(test)]
mod tests;
