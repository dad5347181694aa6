//! What a server calls a request.
//!
//! In: an identifier that an outer layer gave, or nothing. Out: the header `x-amzn-requestid` of each response, and the
//! same for handlers.

use crate::unique_id::{self, Uuid};
use http::HeaderValue;
use std::fmt::{self, Display, Formatter};

/// What a server calls a request. An outer layer that has its own puts one into the request's extensions; otherwise it is
/// a random UUID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(Text);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Text {
    Given(HeaderValue),
    Random(Uuid),
}

impl RequestId {
    /// This text; `None`, if it has other than visible ASCII characters.
    pub fn new(id: &str) -> Option<Self> {
        HeaderValue::from_str(id)
            .ok()
            .map(|id| Self(Text::Given(id)))
    }

    pub(crate) fn random() -> Self {
        Self(Text::Random(unique_id::uuid()))
    }

    pub(crate) fn header(&self) -> HeaderValue {
        match &self.0 {
            Text::Given(id) => id.clone(),
            // A UUID is visible ASCII.
            Text::Random(id) => {
                HeaderValue::from_bytes(id).unwrap_or_else(|_| HeaderValue::from_static("unknown"))
            }
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Given(id) => id.to_str().unwrap_or_default(),
            Text::Random(id) => std::str::from_utf8(id).unwrap_or_default(),
        }
    }
}

impl Display for RequestId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
