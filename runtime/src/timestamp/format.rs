//! Timestamps to text.
//!
//! In: an instant and a format. Out: the text, cut to milliseconds. It never rounds up.

use super::Timestamp;
use crate::schema::TimestampFormat;
use std::fmt::{self, Display, Formatter};
use time::OffsetDateTime;

/// A year that the calendar formats cannot write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatTimestampError;

impl Display for FormatTimestampError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the timestamp's year is outside 0000 to 9999")
    }
}

impl std::error::Error for FormatTimestampError {}

pub(super) fn format(
    timestamp: Timestamp,
    format: TimestampFormat,
) -> Result<String, FormatTimestampError> {
    match format {
        TimestampFormat::EpochSeconds => Ok(epoch(timestamp)),
        TimestampFormat::DateTime => date_time(timestamp),
        TimestampFormat::HttpDate => http_date(timestamp),
    }
}

pub(super) fn epoch(timestamp: Timestamp) -> String {
    let millis = timestamp.nanos / 1_000_000;
    if millis == 0 {
        return timestamp.seconds.to_string();
    }
    let mut text = if timestamp.seconds < 0 {
        // The fraction counts upwards from whole seconds that were rounded down, the text counts away from zero.
        let whole = timestamp.seconds.unsigned_abs() - 1;
        format!("-{whole}.{:03}", 1000 - millis)
    } else {
        format!("{}.{millis:03}", timestamp.seconds)
    };
    text.truncate(text.trim_end_matches('0').len());
    text
}

/// In UTC, if the year has four digits.
fn calendar(timestamp: Timestamp) -> Result<OffsetDateTime, FormatTimestampError> {
    OffsetDateTime::from_unix_timestamp(timestamp.seconds)
        .ok()
        .filter(|date| (0..=9999).contains(&date.year()))
        .ok_or(FormatTimestampError)
}

fn date_time(timestamp: Timestamp) -> Result<String, FormatTimestampError> {
    let date = calendar(timestamp)?;
    let mut text = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        date.year(),
        u8::from(date.month()),
        date.day(),
        date.hour(),
        date.minute(),
        date.second()
    );
    let millis = timestamp.nanos / 1_000_000;
    if millis != 0 {
        text.push_str(&format!(".{millis:03}"));
        text.truncate(text.trim_end_matches('0').len());
    }
    text.push('Z');
    Ok(text)
}

/// As HTTP dates write them; the index is the month's number less one.
pub(super) const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// As HTTP dates write them.
pub(super) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn http_date(timestamp: Timestamp) -> Result<String, FormatTimestampError> {
    let date = calendar(timestamp)?;
    let weekday = usize::from(date.weekday().number_days_from_monday());
    let month = usize::from(u8::from(date.month())) - 1;
    Ok(format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        WEEKDAYS[weekday],
        date.day(),
        MONTHS[month],
        date.year(),
        date.hour(),
        date.minute(),
        date.second()
    ))
}
