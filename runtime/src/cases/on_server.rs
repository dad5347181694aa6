//! Protocol tests of servers.
//!
//! In: a request, or an output or error. Out: the input that a handler gets; the response is compared.

use super::{Request, Response, collect, compare, finish};
use crate::byte_stream::ByteStream;
use crate::error::{OperationError, OtherError};
use crate::header::REQUEST_ID;
use crate::operation::Content;
use crate::protocol::Protocol;
use crate::server::{Dispatch, Operation, RequestId, Server, respond_with};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::any::{Any, type_name};
use std::sync::{Arc, Mutex};

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// What came to a handler.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<Mutex<Option<Box<dyn Any + Send>>>>);

impl Kept {
    /// Keeps an input, and answers that this was all.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn keep<I: Operation + 'static>(&self, input: I) -> Result<I::Output, I::Error> {
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some(Box::new(input));
        }
        Err(I::Error::other(OtherError::new("Kept", 599)))
    }

    fn into_inner(self) -> Option<Box<dyn Any + Send>> {
        self.0.lock().ok().and_then(|mut kept| kept.take())
    }
}

/// The input that a handler gets for a request.
pub fn take<D: Dispatch, I: Operation + 'static>(
    implement: impl FnOnce(Kept) -> D::Implementation,
    request: &Request,
) -> I {
    let (kept, response) = respond::<D>(implement, request, |headers| {
        // What some tests take for granted: the media type of a body, and the name of the operation where the path has none.
        let body = request.message.body.unwrap_or_default();
        let media_type = match I::OPERATION.input_content() {
            Content::Document => Some(I::Protocol::MEDIA_TYPE),
            _ => request.message.media_type,
        };
        let media_type = media_type.filter(|_| !body.is_empty());
        for (name, value) in [
            (CONTENT_TYPE, media_type),
            (TARGET, I::OPERATION.target_header()),
        ] {
            if let Some(value) = value {
                let value = HeaderValue::from_static(value);
                headers.entry(name).or_insert(value);
            }
        }
    });
    let Some(input) = kept.into_inner() else {
        let status = response.status();
        let headers = format!("{:?}", response.headers());
        let body = collect(response.into_body());
        panic!(
            "no handler was called: {status} {headers} {}",
            String::from_utf8_lossy(&body)
        );
    };
    match input.downcast() {
        Ok(input) => *input,
        Err(_) => panic!(
            "another handler was called than that of {}",
            type_name::<I>()
        ),
    }
}

/// The server refuses a request with a response.
pub fn refuse<D: Dispatch>(
    implement: impl FnOnce(Kept) -> D::Implementation,
    request: &Request,
    answer: &Response,
) {
    let (kept, response) = respond::<D>(implement, request, |_| {});
    assert!(kept.into_inner().is_none(), "the request was accepted");
    compared(response, answer);
}

/// The server sends an output or error as a response. A test that wants a certain id of the request gives it to the server, as
/// an outer layer may.
pub fn answer<I: Operation>(result: Result<I::Output, I::Error>, expected: &Response) {
    let id = expected.message.headers.iter().find_map(|(name, value)| {
        let found = name.eq_ignore_ascii_case(REQUEST_ID.as_str());
        RequestId::new(value).filter(|_| found)
    });
    let id = id.unwrap_or_else(RequestId::random);
    compared(respond_with::<I>(result, &id), expected);
}

fn compared(response: http::Response<ByteStream>, expected: &Response) {
    let (parts, body) = response.into_parts();
    let body = collect(body);
    assert_eq!(
        parts.status.as_u16(),
        expected.code,
        "the status; body: {}",
        String::from_utf8_lossy(&body)
    );
    compare::message(&parts.headers, &body, &expected.message);
}

fn respond<D: Dispatch>(
    implement: impl FnOnce(Kept) -> D::Implementation,
    request: &Request,
    complete: impl FnOnce(&mut HeaderMap),
) -> (Kept, http::Response<ByteStream>) {
    let kept = Kept::default();
    let server = Server::<D>::new(implement(kept.clone()));
    let mut uri = request.uri.to_owned();
    if !request.query.is_empty() {
        uri.push('?');
        uri.push_str(&request.query.join("&"));
    }
    let mut builder = http::Request::builder().method(request.method).uri(uri);
    // Tests that say nothing of a host expect no header of it, in a map of all headers for instance.
    if let Some(host) = request.resolved_host.or(request.host) {
        builder = builder.header("host", host);
    }
    for (name, value) in request.message.headers {
        builder = builder.header(*name, *value);
    }
    let body = ByteStream::from(request.message.body.unwrap_or_default());
    match builder.body(body) {
        Ok(mut request) => {
            #[cfg(feature = "gzip")]
            compress(&mut request);
            complete(request.headers_mut());
            (kept, finish(server.respond(request)))
        }
        Err(error) => panic!("the test's request is none: {error}"),
    }
}

/// Applies the encoding that the headers tell of: tests have the body as it was before.
#[cfg(feature = "gzip")]
fn compress(request: &mut http::Request<ByteStream>) {
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    let encoding = request.headers().get(http::header::CONTENT_ENCODING);
    let encoding = encoding.and_then(|value| value.to_str().ok());
    if !encoding.is_some_and(|encoding| encoding.ends_with("gzip")) {
        return;
    }
    let plain = collect(std::mem::take(request.body_mut()));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let compressed = encoder.write_all(&plain).and_then(|()| encoder.finish());
    match compressed {
        Ok(compressed) => *request.body_mut() = compressed.into(),
        Err(error) => panic!("the test's body cannot be compressed: {error}"),
    }
}
