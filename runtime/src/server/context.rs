//! What a handler may know of the request besides its input.
//!
//! In: the head of the request. Out: the same, and the request's id. Its `Debug` shows no header.

use super::request_id::RequestId;
use super::router::Found;
use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri};
use std::fmt::{self, Debug, Formatter};

/// The head of the request that is being answered.
#[derive(Clone)]
pub struct Context(Box<Inner>);

/// Boxed, so that the futures it passes through stay small.
#[derive(Clone)]
struct Inner {
    head: Parts,
    found: Found,
    request_id: RequestId,
}

impl Context {
    pub(super) fn new(head: Parts, found: Found, request_id: RequestId) -> Self {
        Self(Box::new(Inner {
            head,
            found,
            request_id,
        }))
    }

    pub(super) fn found(&self) -> &Found {
        &self.0.found
    }

    pub(super) fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.0.head.headers
    }

    /// The HTTP method.
    pub fn method(&self) -> &Method {
        &self.0.head.method
    }

    /// The path and query.
    pub fn uri(&self) -> &Uri {
        &self.0.head.uri
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.head.headers
    }

    /// What outer layers have put beside the request: the peer's address, an authenticated caller.
    pub fn extensions(&self) -> &Extensions {
        &self.0.head.extensions
    }

    /// What the response's header `x-amzn-requestid` calls the request.
    pub fn request_id(&self) -> &RequestId {
        &self.0.request_id
    }
}

impl Debug for Context {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("method", &self.0.head.method)
            .field("request_id", &self.0.request_id.as_str())
            .finish_non_exhaustive()
    }
}
