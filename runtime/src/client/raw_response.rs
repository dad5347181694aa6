//! A response as it came.
//!
//! In: status, headers and body. Out: the same, for whoever wants to look. Its `Debug` shows no header's value and no
//! content.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt::{self, Debug, Formatter};

/// A response as it came.
#[derive(Clone)]
pub struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl RawResponse {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body; empty, if it was too large or streaming.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// What the service calls the request.
    pub fn request_id(&self) -> Option<&str> {
        [
            "x-amzn-requestid",
            "x-amz-request-id",
            "x-amzn-request-id",
            "x-request-id",
        ]
        .iter()
        .find_map(|name| self.headers.get(*name)?.to_str().ok())
    }
}

impl Debug for RawResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status.as_u16())
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(http::HeaderName::as_str)
                    .collect::<Vec<_>>(),
            )
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
