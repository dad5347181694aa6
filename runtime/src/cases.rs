//! How protocol tests are judged (Smithy 2.0, "HTTP Protocol Compliance Tests").
//!
//! In: messages as a test has them, and what generated clients and servers make of them. Out: nothing, or a panic that says
//! what differs. Bodies are compared by their media type, with a JSON parser that is not ours. It exists for tests alone:
//! values of messages are printed, as nothing else here does.

mod compare;
#[cfg(feature = "client")]
mod on_client;
#[cfg(feature = "server")]
mod on_server;
#[cfg(test)]
mod tests;

pub use compare::{same, same_stream, same_with_nan};
#[cfg(feature = "client")]
pub use on_client::{failure, output, send};
#[cfg(feature = "server")]
pub use on_server::{Kept, answer, refuse, take};

use crate::byte_stream::ByteStream;
use bytes::Bytes;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// A request on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// The path, with the path of the endpoint in front.
    pub uri: &'static str,
    /// The endpoint's host, perhaps with a path.
    pub host: Option<&'static str>,
    /// The host that the request goes to in the end.
    pub resolved_host: Option<&'static str>,
    /// Parameters of the query, as they stand there: `key=value`.
    pub query: &'static [&'static str],
    /// Names of parameters that must not be there.
    pub forbid_query: &'static [&'static str],
    /// Names of parameters that must be there.
    pub require_query: &'static [&'static str],
    /// Headers and body.
    pub message: Message,
}

impl Request {
    /// A request of which nothing is said.
    pub const NONE: Self = Self {
        method: "",
        uri: "",
        host: None,
        resolved_host: None,
        query: &[],
        forbid_query: &[],
        require_query: &[],
        message: Message::NONE,
    };
}

/// A response on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Response {
    /// The status.
    pub code: u16,
    /// Headers and body.
    pub message: Message,
}

impl Response {
    /// A response of which nothing is said.
    pub const NONE: Self = Self {
        code: 0,
        message: Message::NONE,
    };
}

/// What requests and responses have in common.
#[derive(Clone, Copy, Debug)]
pub struct Message {
    /// Headers and their values.
    pub headers: &'static [(&'static str, &'static str)],
    /// Names of headers that must not be there.
    pub forbid_headers: &'static [&'static str],
    /// Names of headers that must be there.
    pub require_headers: &'static [&'static str],
    /// The body; `None` says nothing of it.
    pub body: Option<&'static str>,
    /// Its media type, by which bodies are compared.
    pub media_type: Option<&'static str>,
    /// In place of a body: what the body's `message` must match.
    pub message_regex: Option<&'static str>,
}

impl Message {
    /// A message of which nothing is said.
    pub const NONE: Self = Self {
        headers: &[],
        forbid_headers: &[],
        require_headers: &[],
        body: None,
        media_type: None,
        message_regex: None,
    };
}

/// The result of a future that never waits.
fn finish<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    // Nothing here waits for anything, but a future may say so once to be polled again.
    for _ in 0..1000 {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
    }
    panic!("it waits for something outside of memory")
}

/// All bytes of a body.
fn collect(body: ByteStream) -> Bytes {
    match finish(body.collect(u64::MAX)) {
        Ok(bytes) => bytes,
        Err(error) => panic!("the body cannot be read: {error}"),
    }
}
