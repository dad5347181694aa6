//! What a server calls a request.
//!
//! In: an identifier that an outer layer gave, or nothing. Out: the header `x-amzn-requestid` of each response, and the
//! same for handlers.

use crate::unique_id;
use http::HeaderValue;
use std::fmt::{self, Display, Formatter};

/// What a server calls a request. An outer layer that has its own puts one into the request's extensions; otherwise it is
/// a random UUID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// This text; `None`, if it has other than visible ASCII characters.
    pub fn new(id: &str) -> Option<Self> {
        HeaderValue::from_str(id).ok().map(Self)
    }

    pub(crate) fn random() -> Self {
        // A UUID is visible ASCII.
        let value = HeaderValue::from_maybe_shared(bytes::Bytes::from(unique_id::uuid()));
        Self(value.unwrap_or(HeaderValue::from_static("unknown")))
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

impl Display for RequestId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
