//! Requests that no handler gets to see.

use super::depot::*;
use super::payloads::pieces;
use super::{bytes, now};
use crate::byte_stream::ByteStream;
use crate::document::Document;
use crate::json::{self, Options};
use crate::schema::Member;
use crate::server::Context;
use http::Request;
use tower_service::Service;

struct Nothing;

impl Depot for Nothing {
    async fn put_part(&self, _: PutPartInput, _: Context) -> Result<PutPartOutput, DepotError> {
        Ok(PutPartOutput::default())
    }

    async fn find_part(&self, _: FindPartInput, _: Context) -> Result<FindPartOutput, DepotError> {
        Ok(FindPartOutput::default())
    }

    async fn set_paint(
        &self,
        input: SetPaintInput,
        _: Context,
    ) -> Result<SetPaintOutput, DepotError> {
        Ok(SetPaintOutput { paint: input.paint })
    }
}

/// Status, `x-amzn-errortype` (or `-`), and body.
fn answer(
    line: &str,
    headers: &[(&str, &str)],
    body: impl Into<ByteStream>,
) -> (u16, String, String) {
    let (method, uri) = line.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut server = Server::new(Nothing).body_limit(100).violation_limit(2);
    let response = now(server.call(request.body(body.into()).unwrap())).unwrap();
    let (head, body) = response.into_parts();
    assert_eq!(head.headers["x-amzn-requestid"].len(), 36);
    let length = head
        .headers
        .get("content-length")
        .map(|value| value.to_str().unwrap().to_owned());
    let body = bytes(body);
    assert_eq!(length, Some(body.len().to_string()));
    let code = head
        .headers
        .get("x-amzn-errortype")
        .map_or("-", |value| value.to_str().unwrap());
    if code != "-" {
        assert_eq!(head.headers["content-type"], "application/json");
    }
    (
        head.status.as_u16(),
        code.to_owned(),
        String::from_utf8(body.to_vec()).unwrap(),
    )
}

/// The member `message` of a body.
fn message(body: &str) -> String {
    static BODY: Member = Member::element();
    let document = json::decode_payload::<Document>(body.as_bytes(), &BODY, Options::STRICT);
    document.unwrap().0["message"].as_str().unwrap().to_owned()
}

const PUT: &str = "PUT /v1/depots/d/parts/p?mode=full";
const JSON: (&str, &str) = ("content-type", "application/json");
const COUNT: (&str, &str) = ("x-count", "1");

#[test]
fn each_step_has_its_own_answer() {
    let name = r#"{"name":"bolt"}"#;
    for (line, headers, body, status, code) in [
        (PUT, &[JSON, COUNT][..], name, 201, "-"),
        (
            "PUT /v1/depots/d/parts/p/?mode=full&namespaceId=x",
            &[JSON, COUNT],
            name,
            201,
            "-",
        ),
        ("GET /v1/depots/d/parts/%24find?name=x", &[], "", 200, "-"),
        // Route.
        (
            "PUT /v2/depots/d/parts/p?mode=full",
            &[JSON, COUNT],
            name,
            404,
            "UnknownOperationException",
        ),
        (
            "PUT /v1/depots/d/parts/p",
            &[JSON, COUNT],
            name,
            404,
            "UnknownOperationException",
        ),
        (
            "DELETE /v1/paint",
            &[],
            "",
            405,
            "MethodNotAllowedException",
        ),
        // Negotiation comes before the body is looked at.
        (PUT, &[COUNT], name, 415, "UnsupportedMediaTypeException"),
        (
            PUT,
            &[("content-type", "text/plain")],
            "{",
            415,
            "UnsupportedMediaTypeException",
        ),
        (
            "GET /v1/depots/d/parts/$find?name=x",
            &[JSON],
            "{}",
            415,
            "UnsupportedMediaTypeException",
        ),
        (
            PUT,
            &[JSON, ("accept", "text/html")],
            "{",
            406,
            "NotAcceptableException",
        ),
        // The limit.
        (
            PUT,
            &[JSON, COUNT],
            " ".repeat(101).leak(),
            413,
            "RequestEntityTooLargeException",
        ),
        // Parsing.
        (PUT, &[JSON, COUNT], "{", 400, "SerializationException"),
        (PUT, &[JSON, COUNT], "[]", 400, "SerializationException"),
        (
            PUT,
            &[JSON, ("x-count", "one")],
            name,
            400,
            "SerializationException",
        ),
        (
            PUT,
            &[JSON, ("x-count", "1.0")],
            name,
            400,
            "SerializationException",
        ),
        (
            PUT,
            &[JSON, COUNT, ("x-context", "?")],
            name,
            400,
            "SerializationException",
        ),
        (
            PUT,
            &[JSON, COUNT, ("x-tags", "\"a")],
            name,
            400,
            "SerializationException",
        ),
        (
            "PUT /v1/depots/%ff/parts/p?mode=full",
            &[JSON, COUNT],
            name,
            400,
            "SerializationException",
        ),
        (
            "PUT /v1/depots/d/parts/p?mode=full&since=0",
            &[JSON, COUNT],
            name,
            400,
            "SerializationException",
        ),
        (
            "PUT /v1/depots/d/parts/p?mode=full&x=%",
            &[JSON, COUNT],
            name,
            400,
            "SerializationException",
        ),
        // Validation.
        (PUT, &[JSON], name, 400, "InvalidRequest"),
        (PUT, &[COUNT], "", 400, "InvalidRequest"),
        (
            "GET /v1/depots/d/parts/$find",
            &[],
            "",
            400,
            "ValidationException",
        ),
        // A payload.
        (
            "POST /v1/paint",
            &[JSON],
            "null",
            400,
            "SerializationException",
        ),
        (
            "POST /v1/paint",
            &[JSON],
            r#"{"gloss":true}"#,
            400,
            "ValidationException",
        ),
        ("POST /v1/paint", &[JSON], "{}", 200, "-"),
        // The handler.
        ("GET /v1/blobs/b", &[], "", 501, "NotImplementedException"),
    ] {
        let (found_status, found_code, text) = answer(line, headers, body.to_owned());
        assert_eq!(
            (found_status, found_code.as_str()),
            (status, code),
            "{line} {headers:?}: {text}"
        );
        if code != "-" {
            assert!(!message(&text).is_empty());
        }
    }
}

#[test]
fn messages_say_what_and_where_without_a_value() {
    for (line, headers, body, wanted) in [
        (
            "PUT /v1/paint",
            &[][..],
            "",
            "This path has no operation of this method, but of: POST.",
        ),
        (
            PUT,
            &[],
            "x",
            "The header 'Content-Type' must be 'application/json'.",
        ),
        (
            PUT,
            &[JSON, ("x-count", "secret")],
            "",
            "The member 'count' could not be read from the header 'x-count': \
             expected an integer of 32 bits.",
        ),
        (
            "PUT /v1/depots/d/parts/p?mode=full&day=secret",
            &[JSON],
            "",
            "The member 'days' could not be read from the query parameter 'day': \
             expected a timestamp such as 1985-04-12T23:20:50.52Z (RFC 3339, UTC).",
        ),
        (
            PUT,
            &[JSON, COUNT],
            r#"{"name":7777}"#,
            "The body could not be read: expected a string at byte 8, in /name.",
        ),
    ] {
        let (_, _, text) = answer(line, headers, body.to_owned());
        assert_eq!(message(&text), wanted);
    }
}

#[test]
fn all_violations_are_reported_up_to_the_limit() {
    let (status, code, body) = answer(
        "PUT /v1/depots/muchtoolong/parts/p?mode=full",
        &[JSON],
        "{}".to_owned(),
    );
    assert_eq!((status, code.as_str()), (400, "InvalidRequest"));
    assert_eq!(
        message(&body),
        "2 validation errors detected. Value with length 11 at '/depot' failed to satisfy \
         constraint: Member must have length between 1 and 8, inclusive; Value at '/name' failed to \
         satisfy constraint: Member must not be null"
    );
    let (_, _, body) = answer("GET /v1/depots/d/parts/$find?name", &[], String::new());
    assert_eq!(
        body,
        r#"{"message":"1 validation error detected. Value with length 0 at '/name' failed to satisfy constraint: Member must have length between 1 and 8, inclusive","fieldList":[{"path":"/name","message":"Value with length 0 at '/name' failed to satisfy constraint: Member must have length between 1 and 8, inclusive"}]}"#
    );
}

#[test]
fn the_allowed_methods_are_named() {
    let request = Request::builder()
        .method("PATCH")
        .uri("/v1/blobs/b")
        .body(ByteStream::default());
    let response = now(Server::new(Nothing).call(request.unwrap())).unwrap();
    assert_eq!(response.headers()["allow"], "GET, PUT");
}

#[test]
fn bodies_of_unknown_length_are_limited_too() {
    let (status, _, _) = answer(PUT, &[JSON, COUNT], pieces(&[Some("{"); 101]));
    assert_eq!(status, 413);
    let (status, code, _) = answer(PUT, &[JSON, COUNT], pieces(&[Some("{"), None]));
    assert_eq!((status, code.as_str()), (400, "SerializationException"));
    let (status, _, _) = answer(
        PUT,
        &[JSON, COUNT],
        pieces(&[Some("{\"name\":"), Some("\"bolt\"}")]),
    );
    assert_eq!(status, 201);
}
