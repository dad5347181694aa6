//! What stands for a body in a signature.

use super::*;
use crate::sigv4::Settings;
use bytes::Bytes;
use http_body::{Body, Frame};
use std::pin::Pin;

/// A request with this text for its body's hash.
fn hashed(hash: &'static str, body: ByteStream) -> Request<ByteStream> {
    let request = request("PUT", "http://h/a").header("x-amz-content-sha256", hash);
    let (mut head, ()) = request.body(()).unwrap().into_parts();
    let keys = key();
    let params = SigningParams::new(&keys, SCOPE, now());
    Signer::new()
        .sign(&mut head, Payload::Unsigned, &params)
        .unwrap();
    Request::from_parts(head, body)
}

/// A body that must not be read.
struct Untouched;

impl Body for Untouched {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        panic!("it is read");
    }
}

const HASH: &str = "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5";

#[test]
fn a_hash_in_a_header_is_that_of_the_body() {
    let layer = layer(key());
    passes(send(&layer, hashed(HASH, "body".into())));
    let other = send(&layer, hashed(HASH, "Body".into()));
    refused(
        other,
        403,
        "InvalidSignatureException",
        "does not have the hash",
    );
    for bad in [
        "",
        "no hash",
        "230D8358DC8E8890B4C58DEEB62912EE2F20357AE92A5CC861B98E68FE31ACB5",
    ] {
        let response = send(&layer, hashed(bad, ByteStream::new(Untouched)));
        refused(
            response,
            403,
            "InvalidSignatureException",
            "64 hexadecimal digits",
        );
    }
}

#[test]
fn bodies_may_only_be_unsigned_where_that_is_allowed() {
    let unsigned = || hashed("UNSIGNED-PAYLOAD", ByteStream::new(Untouched));
    let response = send(&layer(key()), unsigned());
    refused(response, 403, "InvalidSignatureException", "must be signed");
    // They are passed on as they come, without a limit.
    let lenient = layer(key()).allow_unsigned_payload().body_limit(0);
    assert_eq!(send(&lenient, unsigned()).status(), StatusCode::OK);
    // Those that are signed still have to be the right ones.
    let wrong = send(
        &layer(key()).allow_unsigned_payload(),
        hashed(HASH, "Body".into()),
    );
    refused(
        wrong,
        403,
        "InvalidSignatureException",
        "does not have the hash",
    );
}

#[test]
fn presigned_requests_may_say_nothing_of_their_body() {
    let (mut head, ()) = request("PUT", "http://h/a").body(()).unwrap().into_parts();
    let keys = key();
    let params = SigningParams::new(&keys, SCOPE, now()).settings(Settings::S3);
    let minute = Duration::from_secs(60);
    Signer::new()
        .presign(&mut head, Payload::Unsigned, &params, minute)
        .unwrap();
    let strict = layer(key()).settings(Settings::S3);
    let request = || Request::from_parts(head.clone(), ByteStream::from("anything"));
    refused(
        send(&strict, request()),
        403,
        "InvalidSignatureException",
        "not the one",
    );
    passes(send(&strict.allow_unsigned_payload(), request()));
}

#[test]
fn bodies_in_chunks_are_refused_by_name() {
    for hash in [
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    ] {
        let response = send(&layer(key()), hashed(hash, ByteStream::new(Untouched)));
        refused(response, 403, "InvalidSignatureException", "STREAMING-*");
    }
}

#[test]
fn bodies_have_a_limit() {
    let request = || signed_by(&key(), full(), now());
    passes(send(&layer(key()).body_limit(15), request()));
    let response = send(&layer(key()).body_limit(14), request());
    refused(
        response,
        413,
        "RequestEntityTooLargeException",
        "more than 14 bytes",
    );
}

#[test]
fn bodies_of_nobody_are_not_read() {
    for request in [
        request("PUT", "http://h/a").body(()).unwrap(),
        signed_by(&Credentials::new("WHO", "x"), full(), now()).map(|_| ()),
    ] {
        let response = send(&layer(key()), request.map(|()| ByteStream::new(Untouched)));
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    }
    // With a hash in the header, not even those of somebody else's signature.
    let (head, ()) = hashed(HASH, "".into()).map(|_| ()).into_parts();
    let other = layer(Credentials::new("AKID", "other"));
    let response = send(
        &other,
        Request::from_parts(head, ByteStream::new(Untouched)),
    );
    refused(response, 403, "InvalidSignatureException", "not the one");
}

#[test]
fn bodies_that_break_off_are_refused() {
    struct Broken;
    impl Body for Broken {
        type Data = Bytes;
        type Error = std::io::Error;
        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
            Poll::Ready(Some(Err(std::io::Error::other("reset"))))
        }
    }
    let request = signed_by(&key(), full(), now()).map(|_| Broken);
    let mut service = layer(key()).layer(Echo);
    let response = at_once(service.call(request)).unwrap();
    refused(response, 400, "SerializationException", "completely");
}
