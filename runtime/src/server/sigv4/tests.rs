//! Signed requests against the layer, in memory: those that are let through, those that are not, and every byte changed.

#![allow(clippy::unwrap_used)]

mod bodies;
mod changed_bytes;
mod refusals;

use super::*;
use crate::byte_stream::ByteStream;
use crate::credentials::Credentials;
use crate::sigv4::{Payload, Scope, Signer, SigningParams};
use http::{HeaderValue, Request, Response, StatusCode};
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tower_layer::Layer;
use tower_service::Service;

const SECRET: &str = "hush/SECRET";
const TOKEN: &str = "whisper+TOKEN=";
const SCOPE: Scope<'_> = Scope {
    region: "eu-west-1",
    service: "iot-jobs-data",
};

/// 2015-08-30T12:36:00Z.
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn key() -> Credentials {
    Credentials::new("AKID", SECRET)
}

/// Answers with the body it gets, and who signed it in a header.
#[derive(Clone)]
struct Echo;

impl Service<Request<ByteStream>> for Echo {
    type Response = Response<ByteStream>;
    type Error = Infallible;
    type Future = Ready<Result<Response<ByteStream>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<ByteStream>) -> Self::Future {
        let identity = request.extensions().get::<Identity>().unwrap().clone();
        let text = format!(
            "{} {} {}",
            identity.access_key_id(),
            identity.region(),
            identity.service()
        );
        let mut response = Response::new(request.into_body());
        let value = HeaderValue::try_from(text).unwrap();
        response.headers_mut().insert("identity", value);
        ready(Ok(response))
    }
}

/// The result of a future that waits for nothing.
fn at_once<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

fn layer(lookup: impl CredentialsLookup) -> RequireSigV4<impl CredentialsLookup> {
    RequireSigV4::new(lookup).clock(now)
}

fn send<L: CredentialsLookup>(
    layer: &RequireSigV4<L>,
    request: Request<ByteStream>,
) -> Response<ByteStream> {
    let mut service = layer.layer(Echo);
    at_once(service.call(request)).unwrap()
}

fn request(method: &str, url: &str) -> http::request::Builder {
    Request::builder().method(method).uri(url)
}

/// A request with everything in it that signatures cover.
fn full() -> Request<&'static str> {
    request(
        "POST",
        "http://localhost:8080/things/a%20b/jobs/$next?b=%2F&a=1&a=0&c",
    )
    .header("content-type", "application/json")
    .header("x-amz-target", "Some.Operation")
    .header("x-amz-meta", "one")
    .header("x-amz-meta", "t w  o")
    .header("user-agent", "test")
    .body(r#"{"key":"value"}"#)
    .unwrap()
}

fn signed_by(
    credentials: &Credentials,
    request: Request<&'static str>,
    time: SystemTime,
) -> Request<ByteStream> {
    let (mut head, body) = request.into_parts();
    let params = SigningParams::new(credentials, SCOPE, time);
    let payload = Payload::Bytes(body.as_bytes());
    Signer::new().sign(&mut head, payload, &params).unwrap();
    Request::from_parts(head, body.into())
}

fn presigned_by(
    credentials: &Credentials,
    request: Request<&'static str>,
    expires_in: u64,
) -> Request<ByteStream> {
    let (mut head, body) = request.into_parts();
    let params = SigningParams::new(credentials, SCOPE, now());
    let payload = Payload::Bytes(body.as_bytes());
    let expires_in = Duration::from_secs(expires_in);
    Signer::new()
        .presign(&mut head, payload, &params, expires_in)
        .unwrap();
    Request::from_parts(head, body.into())
}

fn passes(response: Response<ByteStream>) {
    assert_eq!(response.status(), StatusCode::OK, "{:?}", body(response));
}

fn body(response: Response<ByteStream>) -> String {
    let bytes = at_once(response.into_body().collect(10_000)).unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Holds a refusal against its status, its code and a part of its message.
#[track_caller]
fn refused(response: Response<ByteStream>, status: u16, code: &str, message: &str) {
    let headers = response.headers().clone();
    let found = response.status().as_u16();
    let text = body(response);
    assert_eq!(
        (found, headers["x-amzn-errortype"].to_str().unwrap()),
        (status, code),
        "{text}"
    );
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["date"], "Sun, 30 Aug 2015 12:36:00 GMT");
    assert!(headers.contains_key("x-amzn-requestid"));
    assert!(
        !text.contains("hush") && !text.contains("whisper"),
        "{text}"
    );
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["__type"].as_str(), Some(code));
    let said = document["message"].as_str().unwrap();
    assert!(said.contains(message), "{said}");
}

#[test]
fn signed_requests_pass_with_who_signed_them() {
    let session = key().with_session(TOKEN, None);
    for credentials in [key(), session] {
        for request in [
            signed_by(&credentials, full(), now()),
            presigned_by(&credentials, full(), 60),
        ] {
            let layer = layer(credentials.clone())
                .region("eu-west-1")
                .service("iot-jobs-data");
            let response = send(&layer, request);
            assert_eq!(
                response.headers()["identity"],
                "AKID eu-west-1 iot-jobs-data"
            );
            assert_eq!(body(response), r#"{"key":"value"}"#);
        }
    }
}

#[test]
fn maps_know_several_keys() {
    let keys: std::collections::HashMap<_, _> = [("AKID", SECRET), ("OTHER", "secret")]
        .map(|(id, secret)| (id.to_owned(), Credentials::new(id, secret)))
        .into();
    let layer = layer(std::sync::Arc::new(keys));
    let other = Credentials::new("OTHER", "secret");
    for credentials in [key(), other.clone(), key(), other] {
        let response = send(&layer, signed_by(&credentials, full(), now()));
        let identity = response.headers()["identity"].to_str().unwrap();
        assert!(identity.starts_with(credentials.access_key_id()));
    }
}

#[test]
fn the_host_may_stand_in_the_uri() {
    let (mut head, body) = signed_by(&key(), full(), now()).into_parts();
    head.headers.remove("host");
    passes(send(&layer(key()), Request::from_parts(head, body)));
}

#[test]
fn nothing_secret_is_shown() {
    let layer = layer(key());
    assert!(!format!("{layer:?}").contains("hush"));
    assert_eq!(
        format!("{:?}", RequireSigV4::new(key()).layer(())),
        "Verified { inner: (), .. }"
    );
}
