//! How far the service's clock is ahead of ours.
//!
//! In: the answer of a service that did not like the time in a signature. Out: what to add to our clock from then on. An
//! answer that says nothing of the kind, or does not explain the refusal, changes nothing.

use crate::schema::TimestampFormat;
use crate::timestamp::Timestamp;
use http::HeaderMap;
use http::header::{AGE, DATE};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// The errors that say that a signature's time is wrong.
const CERTAIN: &[&str] = &[
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
];
/// The errors that may say so: services have these for every signature that they don't take.
const POSSIBLE: &[&str] = &[
    "AccessDeniedException",
    "AuthFailure",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
];
/// How far the clocks are apart at least, if that is the reason of an error that has others, too. Services take signatures
/// that are up to 5 minutes old.
const NOTEWORTHY: u64 = 4 * 60;

/// How far the service's clock is ahead of ours, as its answers have told. All calls of a client share it.
#[derive(Debug, Default)]
pub(super) struct Skew(AtomicI64);

impl Skew {
    /// In seconds; negative, if our clock is ahead.
    pub(super) fn seconds(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Learns from an answer with the error `code`, to a request that was signed with a clock corrected by `applied`
    /// seconds. Whether that explains the error, so that the request is worth another attempt.
    pub(super) fn learn(
        &self,
        code: &str,
        headers: &HeaderMap,
        now: SystemTime,
        applied: i64,
    ) -> bool {
        let least = if CERTAIN.contains(&code) {
            1
        } else if POSSIBLE.contains(&code) {
            NOTEWORTHY
        } else {
            return false;
        };
        // An answer from a cache tells an old time.
        if headers.contains_key(AGE) {
            return false;
        }
        let Some(theirs) = headers.get(DATE).and_then(|date| {
            let text = date.to_str().ok()?;
            Timestamp::parse(text, TimestampFormat::HttpDate, false).ok()
        }) else {
            return false;
        };
        let ahead = theirs.secs().saturating_sub(Timestamp::from(now).secs());
        if ahead.abs_diff(applied) < least {
            return false;
        }
        self.0.store(ahead, Ordering::Relaxed);
        true
    }
}

/// A time of our clock as the service's clock has it. What cannot be expressed stays as it is.
pub(super) fn corrected(now: SystemTime, ahead: i64) -> SystemTime {
    let by = Duration::from_secs(ahead.unsigned_abs());
    let there = match ahead {
        0 => return now,
        1.. => now.checked_add(by),
        _ => now.checked_sub(by),
    };
    there.unwrap_or(now)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use std::time::UNIX_EPOCH;

    /// 2015-10-21T07:28:00Z.
    const DATE_TEXT: &str = "Wed, 21 Oct 2015 07:28:00 GMT";
    const SECONDS: u64 = 1_445_412_480;

    fn learn(skew: &Skew, code: &str, ours: u64, applied: i64) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static(DATE_TEXT));
        let now = UNIX_EPOCH + Duration::from_secs(ours);
        skew.learn(code, &headers, now, applied)
    }

    #[test]
    fn an_error_about_time_tells_the_time() {
        for (code, ours, applied, learns) in [
            ("RequestTimeTooSkewed", SECONDS - 3600, 0, true),
            ("RequestExpired", SECONDS + 3600, 0, true),
            ("RequestInTheFuture", SECONDS + 2, 0, true),
            // The correction is right already, so that the reason is another.
            ("RequestTimeTooSkewed", SECONDS - 3600, 3600, false),
            ("RequestTimeTooSkewed", SECONDS, 3600, true),
            ("SignatureDoesNotMatch", SECONDS - 3600, 0, true),
            ("InvalidSignatureException", SECONDS + 241, 0, true),
            ("InvalidSignatureException", SECONDS + 239, 0, false),
            ("AuthFailure", SECONDS, 0, false),
            ("ValidationException", SECONDS - 3600, 0, false),
        ] {
            let skew = Skew::default();
            assert_eq!(learn(&skew, code, ours, applied), learns, "{code}");
            let ahead = if learns {
                SECONDS as i64 - ours as i64
            } else {
                0
            };
            assert_eq!(skew.seconds(), ahead, "{code}");
            let now = UNIX_EPOCH + Duration::from_secs(ours);
            if learns {
                let theirs = UNIX_EPOCH + Duration::from_secs(SECONDS);
                assert_eq!(corrected(now, skew.seconds()), theirs);
            }
        }
    }

    #[test]
    fn answers_without_a_time_of_their_own_tell_nothing() {
        let skew = Skew::default();
        let mut headers = HeaderMap::new();
        let mut learn = |name: &'static str, value| {
            headers.insert(name, HeaderValue::from_static(value));
            skew.learn("RequestExpired", &headers, UNIX_EPOCH, 0)
        };
        assert!(!learn("x", "y"));
        assert!(!learn("date", "yesterday"));
        assert!(learn("date", DATE_TEXT));
        assert!(!learn("age", "7"));
    }

    #[test]
    fn clocks_do_not_overflow() {
        for ahead in [i64::MIN, i64::MAX] {
            corrected(UNIX_EPOCH, ahead);
        }
    }
}
