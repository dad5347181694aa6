//! A request that can be sent again.
//!
//! In: a request before it is authenticated, whose body is in memory. Out: the same request, as often as it is wanted. It
//! copies no content: bodies and headers are shared with the request.

use crate::byte_stream::ByteStream;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderName, HeaderValue, Method, Uri};

/// A request that can be sent again.
pub(super) struct Replay {
    method: Method,
    uri: Uri,
    /// A list costs one allocation, and a map three: it is made only if the request is sent again.
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Replay {
    /// `None` where the body is a stream, which can be sent once.
    pub(super) fn of(head: &Parts, body: &ByteStream) -> Option<Self> {
        let headers = &head.headers;
        Some(Self {
            body: body.in_memory()?.clone(),
            method: head.method.clone(),
            uri: head.uri.clone(),
            headers: headers
                .iter()
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
        })
    }

    /// The request.
    pub(super) fn request(&self) -> (Parts, ByteStream) {
        let mut request = http::Request::new(ByteStream::from(self.body.clone()));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        for (name, value) in &self.headers {
            request.headers_mut().append(name, value.clone());
        }
        request.into_parts()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_the_same_again() {
        let request = http::Request::put("https://example.com/a?b")
            .header("x-a", "1")
            .header("x-a", "2")
            .body(ByteStream::from("content"));
        let (head, body) = request.unwrap().into_parts();
        let replay = Replay::of(&head, &body).unwrap();
        for _ in 0..2 {
            let (again, content) = replay.request();
            assert_eq!((&again.method, &again.uri), (&head.method, &head.uri));
            assert_eq!(again.headers, head.headers);
            assert_eq!(content.in_memory(), body.in_memory());
        }
    }

    #[test]
    fn streams_are_sent_once() {
        let (head, _) = http::Request::new(()).into_parts();
        // A body that is no `ByteStream` yet, and yields nothing.
        let stream = ByteStream::new(http_body_util::Empty::<Bytes>::new());
        assert!(Replay::of(&head, &stream).is_none());
    }
}
