//! Which errors go away by themselves, so far as all services of AWS agree on it.
//!
//! In: an error's name, or an HTTP status. Out: how it goes away. What a model says of its own errors is not known here.

use crate::error::Retry;
use http::StatusCode;

/// The names by which services say that they are asked too often.
const THROTTLING: &[&str] = &[
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// The names of errors that pass.
const TRANSIENT: &[&str] = &["RequestTimeout", "RequestTimeoutException"];

/// What an error's name says.
pub(super) fn by_code(code: &str) -> Option<Retry> {
    if THROTTLING.binary_search(&code).is_ok() {
        Some(Retry::Throttling)
    } else if TRANSIENT.binary_search(&code).is_ok() {
        Some(Retry::Transient)
    } else {
        None
    }
}

/// What a status says. Of "too many requests" only where the model does not list the error: else it is the model's to say.
pub(super) fn by_status(status: StatusCode, listed: bool) -> Option<Retry> {
    match status.as_u16() {
        500 | 502 | 503 | 504 => Some(Retry::Transient),
        429 if !listed => Some(Retry::Throttling),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for code in THROTTLING {
            assert_eq!(by_code(code), Some(Retry::Throttling), "{code}");
        }
        for code in TRANSIENT {
            assert_eq!(by_code(code), Some(Retry::Transient), "{code}");
        }
        for code in ["", "ResourceNotFoundException", "throttling", "Throttl"] {
            assert_eq!(by_code(code), None, "{code}");
        }
    }
}
