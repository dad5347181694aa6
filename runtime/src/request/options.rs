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
    /// Whether host names get the prefixes that the model gives some operations.
    pub(crate) host_prefix: bool,
}

impl Default for RequestOptions {
    fn default() -> Self {
        Self {
            tokens: None,
            #[cfg(feature = "gzip")]
            compress_from: Some(COMPRESS_FROM),
            host_prefix: true,
        }
    }
}
