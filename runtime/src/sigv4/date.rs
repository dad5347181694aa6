//! Dates of signatures: `20150830T123600Z`.
//!
//! In: a time, or text. Out: text, or a time. Any other form is none.

use super::error::SigningError;
use std::time::{SystemTime, UNIX_EPOCH};
use time::OffsetDateTime;

/// A time as signatures write it. All of its bytes are ASCII.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct SigningDate([u8; 16]);

impl SigningDate {
    /// Of a time, cut off at the second.
    pub(super) fn new(time: SystemTime) -> Result<Self, SigningError> {
        let seconds = time
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_secs()).ok())
            .ok_or(SigningError::Time)?;
        let time = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| SigningError::Time)?;
        let year = u16::try_from(time.year())
            .ok()
            .filter(|year| *year <= 9999)
            .ok_or(SigningError::Time)?;
        let (hour, minute, second) = time.to_hms();
        let mut text = *b"00000000T000000Z";
        // Both halves of a year of four digits are below 100.
        let century = (year / 100) as u8;
        for (at, number) in [
            (0, century),
            (2, (year % 100) as u8),
            (4, u8::from(time.month())),
            (6, time.day()),
            (9, hour),
            (11, minute),
            (13, second),
        ] {
            text[at] = b'0' + number / 10;
            text[at + 1] = b'0' + number % 10;
        }
        Ok(Self(text))
    }

    /// The time that a text says.
    #[cfg(feature = "server")]
    pub(super) fn parse(text: &str) -> Option<(Self, SystemTime)> {
        use time::{Date, Month, Time, UtcDateTime};
        let bytes: [u8; 16] = text.as_bytes().try_into().ok()?;
        let number = |range: std::ops::Range<usize>| {
            bytes.get(range)?.iter().try_fold(0_u16, |number, byte| {
                byte.is_ascii_digit()
                    .then(|| number * 10 + u16::from(byte - b'0'))
            })
        };
        let small = |start: usize| number(start..start + 2).and_then(|n| u8::try_from(n).ok());
        if bytes[8] != b'T' || bytes[15] != b'Z' {
            return None;
        }
        let month = Month::try_from(small(4)?).ok()?;
        let date = Date::from_calendar_date(i32::from(number(0..4)?), month, small(6)?).ok()?;
        let time = Time::from_hms(small(9)?, small(11)?, small(13)?).ok()?;
        let seconds = UtcDateTime::new(date, time).unix_timestamp();
        let since = std::time::Duration::from_secs(u64::try_from(seconds).ok()?);
        Some((Self(bytes), UNIX_EPOCH + since))
    }

    /// All of it: `20150830T123600Z`.
    pub(super) fn text(&self) -> &[u8; 16] {
        &self.0
    }

    /// The day: `20150830`.
    pub(super) fn day(&self) -> &[u8; 8] {
        // The first half of sixteen.
        self.0.first_chunk().unwrap_or(b"00000000")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn at(seconds: u64) -> Result<SigningDate, SigningError> {
        SigningDate::new(UNIX_EPOCH + Duration::from_secs(seconds))
    }

    #[test]
    fn times_are_written_to_the_second() {
        let date = SigningDate::new(UNIX_EPOCH + Duration::from_millis(1_440_938_160_999)).unwrap();
        assert_eq!(date.text(), b"20150830T123600Z");
        assert_eq!(date.day(), b"20150830");
        assert_eq!(at(0).unwrap().text(), b"19700101T000000Z");
        assert_eq!(at(253_402_300_799).unwrap().text(), b"99991231T235959Z");
    }

    #[test]
    fn times_outside_of_the_form_are_refused() {
        assert_eq!(at(253_402_300_800).err(), Some(SigningError::Time));
        assert_eq!(at(u64::MAX / 4).err(), Some(SigningError::Time));
        let before = UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(SigningDate::new(before).err(), Some(SigningError::Time));
    }

    #[cfg(feature = "server")]
    #[test]
    fn texts_are_read_back() {
        for seconds in [0, 1_440_938_160, 951_782_400, 253_402_300_799] {
            let date = at(seconds).unwrap();
            let text = std::str::from_utf8(date.text()).unwrap();
            let (again, time) = SigningDate::parse(text).unwrap();
            assert!(again == date);
            assert_eq!(time, UNIX_EPOCH + Duration::from_secs(seconds));
        }
    }

    #[cfg(feature = "server")]
    #[test]
    fn other_forms_are_none() {
        for text in [
            "",
            "20150830T123600",
            "20150830T123600ZZ",
            "20150830t123600Z",
            "20150830T123600z",
            "20150830T126000Z",
            "20150830T246000Z",
            "20151330T123600Z",
            "20150230T123600Z",
            "2015083 T123600Z",
            "+2150830T123600Z",
            "19691231T235959Z",
            "Sun, 30 Aug 2015",
        ] {
            assert!(SigningDate::parse(text).is_none(), "{text}");
        }
    }
}
