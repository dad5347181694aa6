//! Protocol tests of clients.
//!
//! In: an input and the request that it should become, or a response. Out: the output or error that the client takes it for.

use super::{Request, Response, collect, compare, finish};
use crate::byte_stream::ByteStream;
use crate::client::{
    Client, Config, ErrorKind, Operation, ServiceSchema, Transport, TransportError, TransportFuture,
};
use bytes::Bytes;
use http::request::Parts;
use std::sync::{Arc, Mutex};

/// The token that tests expect.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// Keeps what is sent.
struct Capture(Arc<Mutex<Option<(Parts, Bytes)>>>);

impl Transport for Capture {
    fn send(&self, request: http::Request<ByteStream>) -> TransportFuture {
        let (parts, body) = request.into_parts();
        if let Ok(mut sent) = self.0.lock() {
            *sent = Some((parts, collect(body)));
        }
        Box::pin(async { Err(TransportError::new("nobody is there")) })
    }
}

/// Protocol tests are of requests that nobody signs.
static SERVICE: ServiceSchema = ServiceSchema::new("Cases");

/// The client sends `input` as `expected`.
pub fn send<I: Operation>(input: I, expected: &Request) {
    let sent = Arc::new(Mutex::new(None));
    let config = Config::builder()
        .endpoint_url(format!(
            "https://{}",
            expected.host.unwrap_or("example.com")
        ))
        .no_auth()
        .transport(Capture(Arc::clone(&sent)))
        .idempotency_tokens(|| TOKEN.to_owned())
        .build();
    let config = match config {
        Ok(config) => config,
        Err(error) => panic!("no configuration: {error}"),
    };
    let result = finish(Client::new(config, &SERVICE).send(input));
    let sent = sent.lock().ok().and_then(|mut sent| sent.take());
    let Some((request, body)) = sent else {
        match result {
            Ok(_) => panic!("nothing was sent"),
            Err(error) => panic!("nothing was sent: {error}"),
        }
    };
    assert_eq!(request.method.as_str(), expected.method, "the method");
    assert_eq!(request.uri.path(), expected.uri, "the path");
    if let Some(host) = expected.resolved_host {
        assert_eq!(request.uri.host(), Some(host), "the host");
        assert_eq!(
            request
                .headers
                .get("host")
                .and_then(|host| host.to_str().ok()),
            Some(host),
            "the header `host`"
        );
    }
    query(request.uri.query().unwrap_or_default(), expected);
    compare::message(&request.headers, &body, &expected.message);
}

fn query(query: &str, expected: &Request) {
    let mut pairs: Vec<&str> = query.split('&').collect();
    for wanted in expected.query {
        // A key without a value may be written in both ways.
        let found = pairs
            .iter()
            .position(|pair| pair == wanted || pair.strip_suffix('=') == Some(wanted));
        match found {
            Some(at) => {
                pairs.remove(at);
            }
            None => panic!("no parameter `{wanted}` in the query: {query}"),
        }
    }
    let has = |name: &str| {
        query
            .split('&')
            .any(|pair| pair.split('=').next() == Some(name))
    };
    for name in expected.forbid_query {
        assert!(!has(name), "the parameter `{name}` is forbidden: {query}");
    }
    for name in expected.require_query {
        assert!(has(name), "the parameter `{name}` is required: {query}");
    }
}

/// What the client takes a response for: an output.
pub fn output<I: Operation>(response: &Response) -> I::Output {
    match I::decode_response(received(response)) {
        Ok(output) => output,
        Err(error) => panic!("no output: {error}"),
    }
}

/// What the client takes a response for: an error of the service.
pub fn failure<I: Operation>(response: &Response) -> I::Error {
    match I::decode_response(received(response)) {
        Ok(_) => panic!("it is taken for an output"),
        Err(error) => match error.into_kind() {
            ErrorKind::Service(error) => error,
            _ => panic!("it is taken for no error of the service"),
        },
    }
}

fn received(response: &Response) -> http::Response<ByteStream> {
    let mut builder = http::Response::builder().status(response.code);
    for (name, value) in response.message.headers {
        builder = builder.header(*name, *value);
    }
    match builder.body(ByteStream::from(response.message.body.unwrap_or_default())) {
        Ok(response) => response,
        Err(error) => panic!("the test's response is none: {error}"),
    }
}
