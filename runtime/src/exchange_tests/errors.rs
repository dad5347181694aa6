//! How a client tells what a response is.

use super::depot::*;
use super::payloads::pieces;
use super::{client, now};
use crate::byte_stream::{BoxError, ByteStream};
use crate::client::{Config, ConfigError, Error, ErrorKind, Operation, Sleep, Timer};
use http::{Request, Response};
use std::future::{Ready, pending, ready};
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// Gives every request the same answer.
#[derive(Clone)]
struct Canned {
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: fn() -> ByteStream,
}

impl Service<Request<ByteStream>> for Canned {
    type Response = Response<ByteStream>;
    type Error = BoxError;
    type Future = Ready<Result<Response<ByteStream>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<ByteStream>) -> Self::Future {
        if self.status == 0 {
            return ready(Err("the wire is cut".into()));
        }
        ready(Ok(response(self.status, self.headers, (self.body)())))
    }
}

fn response(
    status: u16,
    headers: &[(&str, &str)],
    body: impl Into<ByteStream>,
) -> Response<ByteStream> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}

fn find() -> FindPartInput {
    FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    }
}

fn decoded(
    status: u16,
    headers: &[(&str, &str)],
    body: &'static str,
) -> Result<FindPartOutput, Error<DepotError>> {
    FindPartInput::decode_response(response(status, headers, body))
}

#[test]
fn the_code_is_found_wherever_it_is() {
    for (headers, body, code, message) in [
        (
            &[("X-Amzn-Errortype", "NoSuchPart")][..],
            "",
            "NoSuchPart",
            None,
        ),
        (
            &[("x-amzn-errortype", "a.b#NoSuchPart:http://internal/x")],
            r#"{"__type":"Other","message":"m"}"#,
            "NoSuchPart",
            Some("m"),
        ),
        (
            &[],
            r#"{"__type":"a.b#NoSuchPart:http://x","message":"m"}"#,
            "NoSuchPart",
            Some("m"),
        ),
        (&[], r#"{"code":"a.b#NoSuchPart"}"#, "NoSuchPart", None),
        (
            &[],
            r#"{"code":"NoSuchPart","Message":"m"}"#,
            "NoSuchPart",
            Some("m"),
        ),
        (
            &[],
            r#"{"code":"NoSuchPart","errorMessage":"m","message":null}"#,
            "NoSuchPart",
            Some("m"),
        ),
        (
            &[],
            r#"{"__type":"Throttled","Message":"slow"}"#,
            "Throttled",
            Some("slow"),
        ),
        (
            &[],
            r#"{"code":"Throttled","errorMessage":"slow"}"#,
            "Throttled",
            Some("slow"),
        ),
        (&[], r#"{"message":"m"}"#, "Unknown", Some("m")),
        (
            &[],
            r#"{"detail":{"__type":"NoSuchPart"}}"#,
            "Unknown",
            None,
        ),
        (&[("x-amzn-errortype", "")], "<html>", "Unknown", None),
        // The members cannot be read, but the code can.
        (
            &[("x-amzn-errortype", "NoSuchPart")],
            "<html>",
            "NoSuchPart",
            None,
        ),
        (
            &[],
            r#"{"__type":"NoSuchPart","message":7}"#,
            "NoSuchPart",
            None,
        ),
    ] {
        let error = decoded(418, headers, body).unwrap_err();
        assert_eq!(
            (error.code(), error.message()),
            (Some(code), message),
            "{headers:?} {body}"
        );
        assert_eq!(error.status().map(|status| status.as_u16()), Some(418));
        assert_eq!(error.raw().unwrap().body(), body);
    }
}

#[test]
fn an_error_inside_a_success_is_an_error() {
    let body = r#"{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException","message":"m"},"Version":"1.0"}"#;
    let error = decoded(200, &[("x-amzn-RequestId", "r-1")], body).unwrap_err();
    assert_eq!(
        error.to_string(),
        "FindPart: UnknownOperationException: m (status 200, request id r-1)"
    );
    assert_eq!(error.raw().unwrap().body(), body);
    let body = r#"{"Version":"1.0","Output":{"__type":"x#NoSuchPart","message":"m"}}"#;
    let error = decoded(200, &[], body).unwrap_err();
    assert!(matches!(
        error.as_service_error(),
        Some(DepotError::NoSuchPart(_))
    ));
}

#[test]
fn successes_are_read_leniently() {
    for (status, body, path) in [
        (200, "", None),
        (200, "{}", None),
        (203, r#"{"path":"p","unknown":[1]}"#, Some("p")),
        (200, r#"{"path":null}"#, None),
    ] {
        let output = decoded(status, &[], body).unwrap();
        assert_eq!(output.path.as_deref(), path);
    }
    let stamps = [("x-stamps", ""), ("x-revision", "")];
    let output = PutPartInput::decode_response(response(201, &stamps, "{}")).unwrap();
    assert_eq!(
        (output.id.as_str(), output.revision, output.stamps),
        ("", None, Some(vec![]))
    );
}

#[test]
fn responses_that_cannot_be_read_are_kept() {
    let error = decoded(200, &[("x-amz-request-id", "r-2")], r#"{"path":"secret}"#).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Decode(_)));
    let text = error.to_string();
    assert!(
        text.starts_with("FindPart: the response cannot be read: body: "),
        "{text}"
    );
    assert!(text.ends_with(" (status 200, request id r-2)"), "{text}");
    assert!(!format!("{text} {error:?}").contains("secret"));
    assert_eq!(error.raw().unwrap().body(), r#"{"path":"secret}"#);

    let revision = [("x-revision", "secret")];
    let error = PutPartInput::decode_response(response(201, &revision, "{}")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "PutPart: the response cannot be read: header `x-revision`: \
         expected an integer of 64 bits (status 201)"
    );
    let error = FindPartInput::decode_response(response(200, &[], pieces(&[]))).unwrap_err();
    assert!(error.to_string().contains("has not been collected"));
    let error = decoded(302, &[("location", "/x")], "").unwrap_err();
    assert_eq!(error.to_string(), "FindPart: Unknown (status 302)");
}

#[test]
fn failures_of_the_transport_say_what_happened() {
    let canned = |status, body| Canned {
        status,
        headers: &[("x-amzn-requestid", "r")],
        body,
    };
    let error = now(client(canned(0, ByteStream::default)).send(find())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "FindPart: the request failed: the wire is cut"
    );
    assert!(error.raw().is_none() && error.code().is_none());
    let torn = canned(200, || pieces(&[Some("{"), None]));
    let error = now(client(torn).send(find())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "FindPart: the request failed: torn (status 200, request id r)"
    );
    let whole = canned(200, || pieces(&[Some("{\"path\":"), Some("\"p\"}")]));
    assert_eq!(
        now(client(whole).send(find())).unwrap().path.as_deref(),
        Some("p")
    );
}

#[test]
fn responses_have_a_limit() {
    for body in [(|| "12345".into()) as fn() -> ByteStream, || {
        pieces(&[Some("123"), Some("45")])
    }] {
        let config = Config::builder()
            .endpoint_url("http://depot.test")
            .transport(Canned {
                status: 200,
                headers: &[],
                body,
            })
            .response_limit(4);
        let client = crate::client::Client::new(config.build().unwrap(), &SERVICE);
        let error = now(client.send(find())).unwrap_err();
        assert_eq!(
            error.to_string(),
            "FindPart: the response has more than 4 bytes; `response_limit` can be raised (status 200)"
        );
    }
}

/// Never answers.
#[derive(Clone)]
struct Silent;

impl Service<Request<ByteStream>> for Silent {
    type Response = Response<ByteStream>;
    type Error = BoxError;
    type Future = std::future::Pending<Result<Response<ByteStream>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<ByteStream>) -> Self::Future {
        pending()
    }
}

/// A timer whose time has always come.
struct Over;

impl Timer for Over {
    fn sleep(&self, duration: Duration) -> Sleep {
        assert_eq!(duration, Duration::from_millis(250));
        Box::pin(ready(()))
    }
}

#[test]
fn calls_end_when_their_time_is_over() {
    let timed = |config: crate::client::ConfigBuilder| {
        let config = config.endpoint_url("http://depot.test").timer(Over);
        crate::client::Client::new(
            config.timeout(Duration::from_millis(250)).build().unwrap(),
            &SERVICE,
        )
    };
    let error = now(timed(Config::builder().transport(Silent)).send(find())).unwrap_err();
    assert_eq!(error.to_string(), "FindPart: no response within 250ms");
    // One that is there in time is taken.
    let canned = Canned {
        status: 200,
        headers: &[],
        body: ByteStream::default,
    };
    assert!(now(timed(Config::builder().transport(canned)).send(find())).is_ok());
}

#[test]
fn nothing_is_sent_when_members_are_missing() {
    let missing = crate::MissingMembers::new("FindPart", vec!["name"]);
    let error: Error<DepotError> = missing.into();
    assert_eq!(
        error.to_string(),
        "FindPart: required member is not set: `name` (nothing was sent)"
    );
    let input = FindPartInput {
        depot: String::new(),
        name: "n".into(),
    };
    let canned = Canned {
        status: 0,
        headers: &[],
        body: ByteStream::default,
    };
    let error = now(client(canned).send(input)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "FindPart: member `depot` (a part of the path): must not be empty (nothing was sent)"
    );
}

#[test]
fn wrong_settings_are_named() {
    let named = |config: Result<Config, ConfigError>| config.unwrap_err().setting();
    let canned = || Config::builder().transport(Silent);
    for region in [
        "",
        "eu central",
        "-eu",
        "eu-",
        "eu.west",
        "é",
        &"a".repeat(64),
    ] {
        assert_eq!(named(canned().region(region).build()), "region");
    }
    for name in ["", "my app", "a/b", &"a".repeat(51)] {
        assert_eq!(named(canned().app_name(name).build()), "app_name");
    }
    let retries = crate::client::StandardRetries::new();
    assert_eq!(named(canned().retries(retries).build()), "retries");
    let attempt = canned().attempt_timeout(Duration::from_secs(1));
    assert_eq!(named(attempt.build()), "attempt_timeout");
    assert_eq!(
        named(canned().endpoint_url("example.com").build()),
        "endpoint_url"
    );
    let config = canned()
        .endpoint_url("http://x")
        .timeout(Duration::from_secs(1))
        .build();
    assert_eq!(named(config), "timeout");
    let config = canned()
        .endpoint_url("http://x")
        .timeout(Duration::ZERO)
        .timer(Over)
        .build();
    assert_eq!(named(config), "timeout");
    #[cfg(not(feature = "transport"))]
    assert_eq!(
        named(Config::builder().endpoint_url("http://x").build()),
        "transport"
    );
}

#[test]
fn errors_are_small() {
    assert_eq!(size_of::<Error<DepotError>>(), size_of::<usize>());
}
