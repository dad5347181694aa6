//! How much a server takes from one request.
//!
//! In: numbers. Out: the same, at hand for each call.

use crate::validate::DEFAULT_LIMIT;

/// How many bytes the body of a request may have unless set otherwise: 2 MiB.
pub const BODY_LIMIT: u64 = 2 * 1024 * 1024;

/// How much a server takes from one request.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes that a body may have, unless it streams.
    pub body: u64,
    /// The most violations that are reported.
    pub violations: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: BODY_LIMIT,
            violations: DEFAULT_LIMIT,
        }
    }
}
