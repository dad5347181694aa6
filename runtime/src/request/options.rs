//! What a configuration says of all requests.
//!
//! In: settings of the client. Out: the same, at hand for each request.

use crate::client::IdempotencyTokens;
use std::sync::Arc;

/// The least number of bytes for which compression is worth it, unless set otherwise (Smithy 2.0, `requestCompression`).
#[cfg(feature = "gzip")]
const COMPRESS_FROM: u64 = 10_240;

/// What a configuration says of all requests.
#[derive(Clone, Debug)]
pub(crate) struct RequestOptions {
    /// Where idempotency tokens come from, in place of random UUIDs.
    pub(crate) tokens: Option<Arc<dyn IdempotencyTokens>>,
    /// How large a body is at least that is compressed, where the operation allows it; `None` never compresses.
    #[cfg(feature = "gzip")]
    pub(crate) compress_from: Option<u64>,
    /// Whether the hash of the body will be wanted.
    #[cfg(feature = "sigv4")]
    pub(crate) hash: bool,
    /// Whether host names get the prefixes that the model gives some operations.
    pub(crate) host_prefix: bool,
}

impl RequestOptions {
    /// The same for a request whose body will be hashed, or will not.
    pub(crate) fn hashed(self, hash: bool) -> Self {
        #[cfg(feature = "sigv4")]
        return Self { hash, ..self };
        #[cfg(not(feature = "sigv4"))]
        {
            let _ = hash;
            self
        }
    }
}

impl Default for RequestOptions {
    fn default() -> Self {
        Self {
            tokens: None,
            #[cfg(feature = "gzip")]
            compress_from: Some(COMPRESS_FROM),
            #[cfg(feature = "sigv4")]
            hash: false,
            host_prefix: true,
        }
    }
}
