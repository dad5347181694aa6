//! What is answered to requests that are not let through, and in which words.

use super::*;

fn header(name: &'static str, value: &str) -> Response<ByteStream> {
    let mut request = signed_by(&key(), full(), now());
    let value = HeaderValue::from_str(value).unwrap();
    request.headers_mut().insert(name, value);
    send(&layer(key()), request)
}

#[test]
fn requests_that_nobody_signed() {
    let request = full().map(ByteStream::from);
    refused(
        send(&layer(key()), request),
        403,
        "MissingAuthenticationTokenException",
        "not signed",
    );
}

#[test]
fn signatures_that_are_not_complete() {
    let scope = "20150830/eu-west-1/iot-jobs-data/aws4_request";
    let complete = |credential: &str, names: &str| {
        format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature=0")
    };
    let id = format!("AKID/{scope}");
    for (value, message) in [
        ("", "begins with 'AWS4-HMAC-SHA256'"),
        ("Bearer abc", "begins with 'AWS4-HMAC-SHA256'"),
        ("AWS4-HMAC-SHA256", "begins with"),
        ("AWS4-HMAC-SHA256\tCredential=a", "begins with"),
        ("AWS4-HMAC-SHA256 ", "begins with"),
        ("AWS4-HMAC-SHA256 Credential", "each once"),
        ("AWS4-HMAC-SHA256 Credential=a", "'SignedHeaders'"),
        (
            "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b",
            "'Signature'",
        ),
        (
            "AWS4-HMAC-SHA256 SignedHeaders=b, Signature=c",
            "'Credential'",
        ),
        ("AWS4-HMAC-SHA256 Credential=a, Credential=b", "each once"),
        ("AWS4-HMAC-SHA256 Credential=a, Other=b", "each once"),
        (&complete("a", "host"), "with slashes between"),
        (
            &complete(&format!("/{scope}"), "host"),
            "with slashes between",
        ),
        (
            &complete("AKID/20150830//iot/aws4_request", "host"),
            "with slashes between",
        ),
        (
            &complete("AKID/20150830/eu-west-1/iot/aws5", "host"),
            "with slashes between",
        ),
        (
            &complete("AKID/20150831/eu-west-1/iot/aws4_request", "host"),
            "one day",
        ),
        (&complete(&id, "x-amz-date;host"), "ascending order"),
        (&complete(&id, "Host;x-amz-date"), "lower case"),
        (&complete(&id, "host;host;x-amz-date"), "ascending order"),
        (&complete(&id, ""), "ascending order"),
    ] {
        let response = header("authorization", value);
        refused(response, 400, "IncompleteSignatureException", message);
    }
    let mut undated = signed_by(&key(), full(), now());
    undated.headers_mut().remove("x-amz-date");
    refused(
        send(&layer(key()), undated),
        400,
        "IncompleteSignatureException",
        "'X-Amz-Date'",
    );
    let response = header("x-amz-date", "Sun, 30 Aug 2015 12:36:00 GMT");
    refused(
        response,
        400,
        "IncompleteSignatureException",
        "'20150830T123600Z'",
    );
    let mut twice = signed_by(&key(), full(), now());
    let again = twice.headers()["authorization"].clone();
    twice.headers_mut().append("authorization", again);
    refused(
        send(&layer(key()), twice),
        400,
        "IncompleteSignatureException",
        "at most once",
    );
}

#[test]
fn presigned_requests_that_are_not_complete() {
    let good = presigned_by(&key(), full(), 60).uri().to_string();
    let changed = |from: &str, to: &str| {
        let url = good.replace(from, to);
        assert_ne!(url, good);
        let (mut head, body) = full().into_parts();
        head.uri = url.parse().unwrap();
        let host = HeaderValue::from_static("localhost:8080");
        head.headers.insert("host", host);
        send(&layer(key()), Request::from_parts(head, body.into()))
    };
    for (from, to, message) in [
        ("X-Amz-Algorithm", "Algorithm", "'X-Amz-Algorithm="),
        ("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA512", "'X-Amz-Algorithm="),
        (
            "X-Amz-Credential",
            "Credential",
            "'X-Amz-Credential' in the query, once",
        ),
        ("X-Amz-Date", "Date", "'X-Amz-Date' in the query, once"),
        ("X-Amz-Expires=60", "x=", "from 1 to 604800"),
        ("X-Amz-Expires=60", "X-Amz-Expires=0", "from 1 to 604800"),
        (
            "X-Amz-Expires=60",
            "X-Amz-Expires=604801",
            "from 1 to 604800",
        ),
        (
            "X-Amz-Expires=60",
            "X-Amz-Expires=%2B60",
            "from 1 to 604800",
        ),
        (
            "X-Amz-SignedHeaders",
            "SignedHeaders",
            "'X-Amz-SignedHeaders' in the query, once",
        ),
        (
            "X-Amz-Signature",
            "Signature",
            "'X-Amz-Signature' in the query, once",
        ),
        (
            "X-Amz-Date=",
            "X-Amz-Date=%zz",
            "'X-Amz-Date' in the query, once",
        ),
        (
            "&X-Amz-Signature",
            "&X-Amz-Date=1&X-Amz-Signature",
            "'X-Amz-Date' in the query, once",
        ),
    ] {
        refused(
            changed(from, to),
            400,
            "IncompleteSignatureException",
            message,
        );
    }
    // Signed in both ways, it is not clear who did.
    let (mut head, body) = presigned_by(&key(), full(), 60).into_parts();
    let value = HeaderValue::from_static("AWS4-HMAC-SHA256 Credential=a");
    head.headers.insert("authorization", value);
    let response = send(&layer(key()), Request::from_parts(head, body));
    refused(
        response,
        400,
        "IncompleteSignatureException",
        "one signature",
    );
}

#[test]
fn signatures_of_others() {
    let code = "UnrecognizedClientException";
    let nobody = Credentials::new("NOBODY", SECRET);
    let response = send(&layer(key()), signed_by(&nobody, full(), now()));
    refused(response, 403, code, "not known");
    let wrong = Credentials::new("AKID", "wrong");
    let response = send(&layer(key()), signed_by(&wrong, full(), now()));
    refused(
        response,
        403,
        "InvalidSignatureException",
        "not the one of this request",
    );

    let session = |token| key().with_session(token, None);
    for (known, used) in [
        (session(TOKEN), key()),
        (key(), session(TOKEN)),
        (session(TOKEN), session("other")),
    ] {
        for request in [
            signed_by(&used, full(), now()),
            presigned_by(&used, full(), 60),
        ] {
            refused(
                send(&layer(known.clone()), request),
                403,
                code,
                "security token",
            );
        }
    }
    let over = key().with_session(TOKEN, Some(now()));
    let response = send(&layer(over), signed_by(&session(TOKEN), full(), now()));
    refused(response, 403, "ExpiredTokenException", "expired");
}

#[test]
fn signatures_for_elsewhere() {
    for (layer, message) in [
        (layer(key()).region("eu-west-2"), "region 'eu-west-2'"),
        (layer(key()).service("iot"), "service 'iot'"),
    ] {
        let response = send(&layer, signed_by(&key(), full(), now()));
        refused(response, 403, "InvalidSignatureException", message);
    }
}

#[test]
fn signatures_of_other_times() {
    let code = "InvalidSignatureException";
    let second = Duration::from_secs(1);
    let window = 900 * second;
    let at = |time| signed_by(&key(), full(), time);
    passes(send(&layer(key()), at(now() - window)));
    passes(send(&layer(key()), at(now() + window)));
    refused(
        send(&layer(key()), at(now() - window - second)),
        403,
        code,
        "Signature expired: 20150830T122059Z is more than 15 minutes before the server's time, 20150830T123600Z.",
    );
    refused(
        send(&layer(key()), at(now() + window + second)),
        403,
        code,
        "Signature not yet current: 20150830T125101Z is more than 15 minutes after the server's time, 20150830T123600Z.",
    );
    let narrow = || layer(key()).window(5 * second);
    passes(send(&narrow(), at(now() - 5 * second)));
    refused(
        send(&narrow(), at(now() - 6 * second)),
        403,
        code,
        "more than 5 seconds before",
    );

    // Presigned requests are good for as long as they say, and not before.
    let later = |seconds| RequireSigV4::new(key()).clock(move || now() + seconds * second);
    let request = || presigned_by(&key(), full(), 3_600);
    let status = |seconds| send(&later(seconds), request()).status();
    assert_eq!(status(3_599), StatusCode::OK);
    let expired = body(send(&later(3_600), request()));
    assert!(
        expired.contains("presigned until 20150830T133600Z"),
        "{expired}"
    );
    let early = RequireSigV4::new(key()).clock(|| now() - Duration::from_secs(901));
    assert_eq!(send(&early, request()).status(), StatusCode::FORBIDDEN);
}

#[test]
fn headers_that_are_not_signed() {
    let response = header("x-amz-acl", "public");
    refused(
        response,
        403,
        "InvalidSignatureException",
        "'x-amz-acl' must be signed",
    );
    // Others may be added on the way.
    passes(header("x-forwarded-for", "127.0.0.1"));

    let (mut head, body) = signed_by(&key(), full(), now()).into_parts();
    let list = head.headers["authorization"].to_str().unwrap();
    let hostless = HeaderValue::try_from(list.replace("host;", "")).unwrap();
    head.headers.insert("authorization", hostless);
    let response = send(&layer(key()), Request::from_parts(head, body));
    refused(
        response,
        403,
        "InvalidSignatureException",
        "'host' must be signed",
    );
}

#[test]
fn lookups_that_fail() {
    struct Broken;
    impl CredentialsLookup for Broken {
        fn find<'a>(&'a self, _: &'a str) -> LookupFuture<'a> {
            let error = crate::credentials::CredentialsError::new("hush, the vault is closed");
            Box::pin(ready(Err(error)))
        }
    }
    let response = send(&layer(Broken), signed_by(&key(), full(), now()));
    refused(response, 500, "InternalFailure", "could not be looked up");
}
