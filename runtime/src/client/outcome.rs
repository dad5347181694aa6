//! What a call's error says of whether another attempt is worth it.
//!
//! In: an error, and the response if there was one. Out: the same for whoever decides, without the operation's types. What
//! can never become better is nothing to decide about.

use super::error::{Error, ErrorKind};
use super::raw_response::RawResponse;
use super::retry::Failure;
use crate::error::OperationError;
use http::HeaderMap;
use std::time::Duration;

/// What happened to an attempt; `None`, where repeating it could change nothing.
pub(super) fn failure<E: OperationError>(error: &Error<E>) -> Option<Failure<'_>> {
    match error.kind() {
        ErrorKind::Transport(error) if error.is_permanent() => None,
        ErrorKind::Transport(error) if error.is_connect() => Some(Failure::NotSent),
        ErrorKind::Transport(_) => Some(Failure::CutOff),
        ErrorKind::AttemptTimeout(_) => Some(Failure::TimedOut),
        // Without a length, a body that breaks off looks complete.
        ErrorKind::Decode(reason) => {
            let length = error.raw().map_or(0, |raw| raw.body().len());
            reason.is_cut_off(length).then_some(Failure::CutOff)
        }
        ErrorKind::Service(said) => {
            let said = said.as_dyn();
            Some(Failure::Refused {
                status: error.status()?,
                code: error.code(),
                modelled: said.retryable(),
                listed: said.is_modelled(),
            })
        }
        _ => None,
    }
}

/// How long the service asks to wait: in milliseconds, as those of AWS do, or in seconds (RFC 9110, 10.2.3).
pub(super) fn retry_after(raw: Option<&RawResponse>) -> Option<Duration> {
    let headers = raw?.headers();
    let number = |name| number(headers, name);
    number("x-amz-retry-after")
        .map(Duration::from_millis)
        .or_else(|| number("retry-after").map(Duration::from_secs))
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use http::StatusCode;

    #[test]
    fn services_ask_in_milliseconds_or_seconds() {
        for (headers, asked) in [
            (&[("x-amz-retry-after", "1500")][..], Some(1500)),
            (&[("retry-after", "2")], Some(2000)),
            (&[("retry-after", "2"), ("x-amz-retry-after", "7")], Some(7)),
            (
                &[("x-amz-retry-after", "-1"), ("retry-after", "1")],
                Some(1000),
            ),
            (&[("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")], None),
            (&[], None),
        ] {
            let headers = headers
                .iter()
                .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
                .collect();
            let raw = RawResponse::new(StatusCode::OK, headers, Bytes::new());
            let asked = asked.map(Duration::from_millis);
            assert_eq!(retry_after(Some(&raw)), asked);
        }
        assert_eq!(retry_after(None), None);
    }
}
