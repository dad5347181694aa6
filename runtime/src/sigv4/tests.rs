//! Whole requests, signed. What other signers make of the same requests is compared in tests/signatures.rs and
//! tests/official-sdk.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::credentials::Credentials;
use http::request::Parts;
use http::{HeaderValue, Request};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const SCOPE: Scope<'_> = Scope {
    region: "us-east-1",
    service: "iam",
};

/// 2015-08-30T12:36:00Z.
fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn head(method: &str, url: &str) -> Parts {
    let request = Request::builder().method(method).uri(url);
    request.body(()).unwrap().into_parts().0
}

fn text<'h>(head: &'h Parts, name: &str) -> &'h str {
    head.headers[name].to_str().unwrap()
}

/// The example that AWS's documentation of the algorithm goes through.
fn documented() -> (Credentials, Parts) {
    let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let credentials = Credentials::new("AKIDEXAMPLE", secret);
    let mut head = head(
        "GET",
        "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
    );
    let form = HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");
    head.headers.insert("content-type", form);
    (credentials, head)
}

#[test]
fn the_documented_example_has_its_signature() {
    let (credentials, mut head) = documented();
    let params = SigningParams::new(&credentials, SCOPE, time());
    let signer = Signer::new();
    // The second time with the key that is kept, over the first signature.
    for _ in 0..2 {
        signer
            .sign(&mut head, Payload::Bytes(b""), &params)
            .unwrap();
        assert_eq!(
            text(&head, "authorization"),
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
             SignedHeaders=content-type;host;x-amz-date, \
             Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
        );
    }
    assert_eq!(text(&head, "x-amz-date"), "20150830T123600Z");
    assert_eq!(text(&head, "host"), "iam.amazonaws.com");
    assert_eq!(head.headers.len(), 4);
    assert!(head.headers["authorization"].is_sensitive());
}

#[test]
fn tokens_come_and_go_with_their_credentials() {
    let (credentials, mut head) = documented();
    let session = credentials.clone().with_session("TOKEN", None);
    let signer = Signer::new();
    let params = SigningParams::new(&session, SCOPE, time());
    signer
        .sign(&mut head, Payload::Bytes(b""), &params)
        .unwrap();
    assert_eq!(text(&head, "x-amz-security-token"), "TOKEN");
    assert!(head.headers["x-amz-security-token"].is_sensitive());
    assert!(text(&head, "authorization").contains("x-amz-date;x-amz-security-token,"));
    let params = SigningParams::new(&credentials, SCOPE, time());
    signer
        .sign(&mut head, Payload::Bytes(b""), &params)
        .unwrap();
    assert!(!head.headers.contains_key("x-amz-security-token"));
}

#[test]
fn bodies_that_are_not_signed_are_said_to_be_so() {
    let (credentials, mut head) = documented();
    let params = SigningParams::new(&credentials, SCOPE, time());
    let signer = Signer::new();
    signer.sign(&mut head, Payload::Unsigned, &params).unwrap();
    assert_eq!(text(&head, "x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
    assert!(text(&head, "authorization").contains("host;x-amz-content-sha256;x-amz-date,"));
    let (_, mut head) = documented();
    let params = params.settings(Settings::S3);
    signer
        .sign(&mut head, Payload::Bytes(b"body"), &params)
        .unwrap();
    assert_eq!(
        text(&head, "x-amz-content-sha256"),
        "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5"
    );
}

#[test]
fn hosts_are_written_as_clients_send_them() {
    let credentials = Credentials::new("id", "secret");
    let params = SigningParams::new(&credentials, SCOPE, time());
    for (url, host) in [
        ("https://example.com:443/", "example.com"),
        ("http://example.com:80/", "example.com"),
        ("http://example.com:443/", "example.com:443"),
        ("https://example.com:8443/", "example.com:8443"),
        ("http://user:word@example.com:81/", "example.com:81"),
        ("http://user@example.com:80/", "example.com"),
        ("http://[::1]:80/", "[::1]"),
        ("http://[::1]:8080/", "[::1]:8080"),
    ] {
        let mut head = head("GET", url);
        Signer::new()
            .sign(&mut head, Payload::Bytes(b""), &params)
            .unwrap();
        assert_eq!(text(&head, "host"), host, "{url}");
    }
    let mut given = head("GET", "http://127.0.0.1:8000/");
    let host = HeaderValue::from_static("given.example.com");
    given.headers.insert("host", host);
    Signer::new()
        .sign(&mut given, Payload::Bytes(b""), &params)
        .unwrap();
    assert_eq!(text(&given, "host"), "given.example.com");
}

#[test]
fn what_cannot_be_signed_is_told_without_a_secret() {
    let session =
        |token: &str, expires| Credentials::new("id", "hush").with_session(token, expires);
    let good = Credentials::new("id", "hush");
    let at = |expires: u64| Some(time() - Duration::from_secs(expires));
    let (url, region) = ("http://example.com/", "us-east-1");
    let since = Duration::from_secs(30);
    let cases: [(&str, Credentials, &str, SystemTime, SigningError); 9] = [
        (
            url,
            Credentials::new("", "hush"),
            region,
            time(),
            SigningError::EmptyCredentials,
        ),
        (
            url,
            Credentials::new("id", ""),
            region,
            time(),
            SigningError::EmptyCredentials,
        ),
        (
            url,
            session("t", at(30)),
            region,
            time(),
            SigningError::ExpiredCredentials { since },
        ),
        (
            url,
            session("a\nhush", None),
            region,
            time(),
            SigningError::Unsendable("the session token"),
        ),
        ("/path", good.clone(), region, time(), SigningError::NoHost),
        (
            url,
            good.clone(),
            "",
            time(),
            SigningError::EmptyScope("region"),
        ),
        (
            url,
            Credentials::new("i\nd", "hush"),
            region,
            time(),
            SigningError::Unsendable("the access key id, the region or the service"),
        ),
        (
            url,
            good.clone(),
            "us\n",
            time(),
            SigningError::Unsendable("the access key id, the region or the service"),
        ),
        (
            url,
            good.clone(),
            region,
            UNIX_EPOCH - Duration::from_secs(1),
            SigningError::Time,
        ),
    ];
    for (url, credentials, region, time, expected) in cases {
        let scope = Scope {
            region,
            service: "iam",
        };
        let params = SigningParams::new(&credentials, scope, time);
        let mut head = head("GET", url);
        let error = Signer::new()
            .sign(&mut head, Payload::Bytes(b""), &params)
            .unwrap_err();
        assert_eq!(error, expected);
        assert!(!head.headers.contains_key("authorization"));
        assert!(!format!("{error} {error:?} {params:?} {:?}", Signer::new()).contains("hush"));
    }
}

#[test]
fn presigned_requests_have_all_of_it_in_their_url() {
    let (credentials, mut head) = documented();
    head.headers.clear();
    let session = credentials.with_session("to/ken+=", None);
    let params = SigningParams::new(&session, SCOPE, time());
    let signer = Signer::new();
    let expires_in = Duration::from_millis(60_999);
    signer
        .presign(&mut head, Payload::Bytes(b""), &params, expires_in)
        .unwrap();
    let url = head.uri.to_string();
    let (unsigned, signature) = url.split_once("&X-Amz-Signature=").unwrap();
    assert_eq!(
        unsigned,
        "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08&X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fiam%2Faws4_request&X-Amz-Date=20150830T123600Z\
         &X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Security-Token=to%2Fken%2B%3D"
    );
    assert_eq!(signature.len(), 64);
    assert_eq!(head.headers.len(), 1);
    // Once is enough.
    let again = signer.presign(&mut head, Payload::Bytes(b""), &params, expires_in);
    assert_eq!(again, Err(SigningError::AlreadySigned("X-Amz-Algorithm")));
}

#[test]
fn presigned_requests_last_between_a_second_and_a_week() {
    let (credentials, unsigned) = documented();
    let params = SigningParams::new(&credentials, SCOPE, time());
    let presign = |expires_in| {
        let mut head = unsigned.clone();
        Signer::new().presign(&mut head, Payload::Bytes(b""), &params, expires_in)
    };
    let week = Duration::from_secs(604_800);
    let nano = Duration::from_nanos(1);
    assert_eq!(presign(Duration::from_secs(1)), Ok(()));
    assert_eq!(presign(week), Ok(()));
    for bad in [
        Duration::ZERO,
        Duration::from_secs(1) - nano,
        week + nano,
        Duration::MAX,
    ] {
        assert_eq!(presign(bad), Err(SigningError::ExpiresIn(bad)));
    }
}
