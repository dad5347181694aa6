#![allow(clippy::unwrap_used)]

use super::*;
use TimestampFormat::{DateTime, EpochSeconds, HttpDate};

fn at(seconds: i64, nanos: u32) -> Timestamp {
    Timestamp::new(seconds, nanos).unwrap()
}

#[test]
fn every_form_reads_back() {
    for (timestamp, epoch, date_time, http_date) in [
        (
            at(0, 0),
            "0",
            "1970-01-01T00:00:00Z",
            "Thu, 01 Jan 1970 00:00:00 GMT",
        ),
        (
            at(1_398_796_238, 0),
            "1398796238",
            "2014-04-29T18:30:38Z",
            "Tue, 29 Apr 2014 18:30:38 GMT",
        ),
        (
            at(951_782_400, 0),
            "951782400",
            "2000-02-29T00:00:00Z",
            "Tue, 29 Feb 2000 00:00:00 GMT",
        ),
        (
            at(-62_167_219_200, 0),
            "-62167219200",
            "0000-01-01T00:00:00Z",
            "Sat, 01 Jan 0000 00:00:00 GMT",
        ),
        (
            at(253_402_300_799, 0),
            "253402300799",
            "9999-12-31T23:59:59Z",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ),
    ] {
        for (format, text) in [
            (EpochSeconds, epoch),
            (DateTime, date_time),
            (HttpDate, http_date),
        ] {
            assert_eq!(timestamp.format(format).unwrap(), text);
            assert_eq!(
                Timestamp::parse(text, format, true).unwrap(),
                timestamp,
                "{text}"
            );
        }
    }
}

#[test]
fn fractions_are_milliseconds_on_the_wire() {
    for (timestamp, epoch, date_time) in [
        (
            at(482_196_050, 520_000_000),
            "482196050.52",
            "1985-04-12T23:20:50.52Z",
        ),
        (at(0, 1_999_999), "0.001", "1970-01-01T00:00:00.001Z"),
        (at(0, 999_999), "0", "1970-01-01T00:00:00Z"),
        (at(-1, 500_000_000), "-0.5", "1969-12-31T23:59:59.5Z"),
        (at(-2, 250_000_000), "-1.75", "1969-12-31T23:59:58.25Z"),
    ] {
        assert_eq!(timestamp.format(EpochSeconds).unwrap(), epoch);
        assert_eq!(timestamp.format(DateTime).unwrap(), date_time);
    }
    assert_eq!(
        at(1, 999_000_000).format(HttpDate).unwrap(),
        "Thu, 01 Jan 1970 00:00:01 GMT"
    );
    assert_eq!(
        Timestamp::parse("-0.5", EpochSeconds, true).unwrap(),
        at(-1, 500_000_000)
    );
    assert_eq!(
        Timestamp::parse("1.5e9", EpochSeconds, true).unwrap(),
        at(1_500_000_000, 0)
    );
    assert_eq!(
        Timestamp::parse("15151515151e-10", EpochSeconds, true).unwrap(),
        at(1, 515_151_515)
    );
    assert_eq!(
        Timestamp::parse("1e-400", EpochSeconds, true).unwrap(),
        at(0, 0)
    );
}

#[test]
fn both_reject_what_is_no_timestamp() {
    for (format, texts) in [
        (
            EpochSeconds,
            &[
                "",
                "true",
                "1515531081 ",
                "0x42",
                "Infinity",
                "NaN",
                "+1",
                "01",
                "1.",
                "9223372036854775808",
                "1e19",
                "1e999999999999",
                "1985-04-12T23:20:50.52Z",
            ][..],
        ),
        (
            DateTime,
            &[
                "",
                "1985",
                "1985-04-12",
                "1985-13-12T23:20:50Z",
                "1985-02-29T23:20:50Z",
                "1985-04-12T24:20:50Z",
                "1985-04-12T23:60:50Z",
                "1985-04-12T23:20:61Z",
                "1985-04-12T23:20:50.Z",
                "1985-04-12T23:20:50",
                "1985-04-12T23:20:50ZZ",
                "1985-4-12T23:20:50Z",
                "1985/04/12T23:20:50Z",
                "1985-04-12T23:20:50+24:00",
                "1985-04-12T23:20:50+00",
                "1985-04-12T23:20:5\u{e9}Z",
                "Tue, 29 Apr 2014 18:30:38 GMT",
                "482196050",
                "-985-04-12T23:20:50Z",
            ][..],
        ),
        (
            HttpDate,
            &[
                "",
                "Tue, 29 Apr 2014 18:30:38",
                "Tue, 30 Feb 2014 18:30:38 GMT",
                "Xxx, 29 Apr 2014 18:30:38 GMT",
                "Tue, 29 Apx 2014 18:30:38 GMT",
                "Tuesday, 29 April 2014 18:30:38 GMT",
                "Tue, 29 Apr 2014 25:30:38 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Tue, 29 Apr 2014 18:30:38 UTC",
                "1985-04-12T23:20:50Z",
            ][..],
        ),
    ] {
        for text in texts {
            for strict in [true, false] {
                assert!(
                    Timestamp::parse(text, format, strict).is_err(),
                    "{text} {strict}"
                );
            }
        }
    }
}

#[test]
fn only_lenient_readers_take_offsets_fractions_and_leap_seconds() {
    for (format, text, timestamp) in [
        (DateTime, "2019-12-16T22:48:18-01:00", at(1_576_540_098, 0)),
        (
            DateTime,
            "2019-12-17T00:48:18.5+01:00",
            at(1_576_540_098, 500_000_000),
        ),
        (DateTime, "2019-12-16t23:48:18z", at(1_576_540_098, 0)),
        (DateTime, "2016-12-31T23:59:60Z", at(1_483_228_800, 0)),
        (
            HttpDate,
            "Sun, 02 Jan 2000 20:34:56.456 GMT",
            at(946_845_296, 456_000_000),
        ),
    ] {
        assert_eq!(
            Timestamp::parse(text, format, false).unwrap(),
            timestamp,
            "{text}"
        );
        assert!(Timestamp::parse(text, format, true).is_err(), "{text}");
    }
}

#[test]
fn years_beyond_the_calendar_have_no_calendar_form() {
    for seconds in [i64::MIN, -62_167_219_201, 253_402_300_800, i64::MAX] {
        let timestamp = Timestamp::from_secs(seconds);
        assert!(timestamp.format(DateTime).is_err() && timestamp.format(HttpDate).is_err());
        assert_eq!(timestamp.to_string(), seconds.to_string());
        assert!(at(seconds, 1_000_000).format(EpochSeconds).is_ok());
    }
}

#[test]
fn the_systems_clock_reads_back() {
    for timestamp in [
        at(0, 0),
        at(-1, 999_999_999),
        at(-5, 0),
        at(1_700_000_000, 123_456_789),
    ] {
        let time = SystemTime::try_from(timestamp).unwrap();
        assert_eq!(Timestamp::from(time), timestamp);
    }
    assert_eq!(Timestamp::from_millis(-1), at(-1, 999_000_000));
    assert_eq!(at(-1, 999_000_000).to_millis(), Some(-1));
    assert_eq!(Timestamp::from_secs(i64::MAX).to_millis(), None);
}
