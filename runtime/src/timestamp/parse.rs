//! Text to timestamps.
//!
//! In: text, the format it must be in, and whether the reader is strict. Out: the instant, exact to the nanosecond;
//! digits beyond are cut off. It accepts no other format in place of the given one.

use super::Timestamp;
use super::format::{MONTHS, WEEKDAYS};
use crate::number::Decimal;
use crate::schema::TimestampFormat;
use std::fmt::{self, Display, Formatter};
use time::{Date, Month, PrimitiveDateTime, Time};

/// A text that is no timestamp of the wanted format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseTimestampError {
    format: TimestampFormat,
}

impl ParseTimestampError {
    /// What was expected, as a clause.
    pub(crate) fn expected(self) -> &'static str {
        match self.format {
            TimestampFormat::EpochSeconds => "expected a timestamp in seconds since 1970",
            TimestampFormat::DateTime => {
                "expected a timestamp such as 1985-04-12T23:20:50.52Z (RFC 3339, UTC)"
            }
            TimestampFormat::HttpDate => {
                "expected a timestamp such as Tue, 29 Apr 2014 18:30:38 GMT (RFC 9110)"
            }
        }
    }
}

impl Display for ParseTimestampError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }
}

impl std::error::Error for ParseTimestampError {}

pub(super) fn parse(
    text: &str,
    format: TimestampFormat,
    strict: bool,
) -> Result<Timestamp, ParseTimestampError> {
    match format {
        TimestampFormat::EpochSeconds => epoch(text),
        TimestampFormat::DateTime => date_time(text.as_bytes(), strict),
        TimestampFormat::HttpDate => http_date(text.as_bytes(), strict),
    }
    .ok_or(ParseTimestampError { format })
}

fn epoch(text: &str) -> Option<Timestamp> {
    if let Ok(seconds) = text.parse::<i64>() {
        // Rust also takes a plus sign and leading zeros.
        Decimal::parse(text)?;
        return Some(Timestamp::from_secs(seconds));
    }
    let number = Decimal::parse(text)?;
    let (digits, power) = number.significant();
    // 19 places before the point are all that 64 bits have.
    if power > 19 {
        return None;
    }
    // The point lies `power` places behind the first digit.
    let (mut seconds, mut nanos, mut place) = (0i64, 0u32, power);
    for digit in digits {
        let digit = digit - b'0';
        if place > 0 {
            seconds = seconds.checked_mul(10)?.checked_add(digit.into())?;
        } else if place > -9 {
            // `place` is -8 to 0, so the power of ten is 0 to 8.
            nanos += u32::from(digit) * 10u32.pow(8u32.saturating_add_signed(place as i32));
        } else {
            break;
        }
        place -= 1;
    }
    while place > 0 {
        seconds = seconds.checked_mul(10)?;
        place -= 1;
    }
    if !number.negative {
        Timestamp::new(seconds, nanos)
    } else if nanos == 0 {
        Timestamp::new(-seconds, 0)
    } else {
        Timestamp::new(-seconds - 1, super::NANOS_PER_SECOND - nanos)
    }
}

/// The number in a field that is digits only.
fn number<const N: usize>(field: &[u8]) -> Option<u16> {
    let field: &[u8; N] = field.try_into().ok()?;
    field.iter().try_fold(0u16, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u16::from(byte - b'0'))
    })
}

fn two(field: Option<&[u8]>) -> Option<u8> {
    number::<2>(field?)?.try_into().ok()
}

/// `[.digits]`: the nanoseconds, and what follows.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some(digits) = text.strip_prefix(b".") else {
        return Some((0, text));
    };
    let end = digits
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    if digits.is_empty() {
        return None;
    }
    let (mut nanos, mut scale) = (0, super::NANOS_PER_SECOND / 10);
    for digit in digits.iter().take(9) {
        nanos += u32::from(digit - b'0') * scale;
        scale /= 10;
    }
    Some((nanos, rest))
}

/// Puts the fields together; `time` checks their ranges. A leap second counts as the second after it, for readers that
/// are not strict.
#[allow(clippy::too_many_arguments)]
fn instant(
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    nanos: u32,
    strict: bool,
) -> Option<Timestamp> {
    let leap = !strict && second == 60;
    let date = Date::from_calendar_date(year.into(), Month::try_from(month).ok()?, day).ok()?;
    let time = Time::from_hms(hour, minute, if leap { 59 } else { second }).ok()?;
    let seconds = PrimitiveDateTime::new(date, time)
        .assume_utc()
        .unix_timestamp();
    Timestamp::new(seconds + i64::from(leap), nanos)
}

/// `YYYY-MM-DDThh:mm:ss[.fraction]Z`; not strict: also `t`, `z`, and `+hh:mm` or `-hh:mm` instead of `Z`.
fn date_time(text: &[u8], strict: bool) -> Option<Timestamp> {
    let separators = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    if separators
        .iter()
        .any(|(at, byte)| text.get(*at) != Some(byte))
    {
        return None;
    }
    match text.get(10)? {
        b'T' => {}
        b't' | b' ' if !strict => {}
        _ => return None,
    }
    let (nanos, zone) = fraction(text.get(19..)?)?;
    let offset = match zone {
        b"Z" => 0,
        b"z" if !strict => 0,
        [sign @ (b'+' | b'-'), hours @ .., b':', m1, m2] if !strict => {
            let minutes = two(Some(&[*m1, *m2])).filter(|minutes| *minutes < 60)?;
            let hours = two(Some(hours)).filter(|hours| *hours < 24)?;
            let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60;
            if *sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    let local = instant(
        number::<4>(text.get(0..4)?)?,
        two(text.get(5..7))?,
        two(text.get(8..10))?,
        two(text.get(11..13))?,
        two(text.get(14..16))?,
        two(text.get(17..19))?,
        nanos,
        strict,
    )?;
    Timestamp::new(local.seconds - offset, local.nanos)
}

/// `Tue, 29 Apr 2014 18:30:38 GMT`; not strict: also with a fraction of a second.
fn http_date(text: &[u8], strict: bool) -> Option<Timestamp> {
    let weekday = text.get(0..3)?;
    let month = text.get(8..11)?;
    if !WEEKDAYS.iter().any(|name| name.as_bytes() == weekday)
        || text.get(3..5)? != b", "
        || [7, 11, 16].iter().any(|at| text.get(*at) != Some(&b' '))
        || [19, 22].iter().any(|at| text.get(*at) != Some(&b':'))
    {
        return None;
    }
    let month = MONTHS.iter().position(|name| name.as_bytes() == month)? + 1;
    let (nanos, zone) = fraction(text.get(25..)?)?;
    if zone != b" GMT" || (strict && text.len() != 29) {
        return None;
    }
    instant(
        number::<4>(text.get(12..16)?)?,
        u8::try_from(month).ok()?,
        two(text.get(5..7))?,
        two(text.get(17..19))?,
        two(text.get(20..22))?,
        two(text.get(23..25))?,
        nanos,
        strict,
    )
}
