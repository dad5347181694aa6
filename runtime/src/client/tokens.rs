//! Tokens by which a service recognises a request that is sent twice.
//!
//! In: nothing. Out: one token per request that models one and has none set.

use std::fmt::{self, Debug, Formatter};

/// A source of idempotency tokens, in place of random UUIDs: for tests, or for targets without random numbers.
pub trait IdempotencyTokens: Send + Sync {
    /// A token that no other request has.
    fn token(&self) -> String;
}

impl<F: Fn() -> String + Send + Sync> IdempotencyTokens for F {
    fn token(&self) -> String {
        self()
    }
}

impl Debug for dyn IdempotencyTokens {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("IdempotencyTokens")
    }
}
