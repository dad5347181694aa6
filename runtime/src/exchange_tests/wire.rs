//! What a client writes, to the byte.

use super::bytes;
use super::depot::*;
use crate::Timestamp;
use crate::byte_stream::ByteStream;
use crate::client::{Endpoint, Operation};
use http::Request;
use std::collections::HashMap;

pub(super) fn full() -> PutPartInput {
    PutPartInput {
        depot: "a/b$ é".into(),
        path: "x/y z".into(),
        name: "bolt".into(),
        count: -3,
        level: None,
        since: Some(Timestamp::from_secs(1_576_540_098)),
        days: Some(vec![Timestamp::from_secs(0), Timestamp::from_millis(1_500)]),
        tags: Some(vec!["b,c".into(), "\"def\"".into(), "a".into()]),
        metadata: Some(HashMap::from([
            ("One".into(), "1".into()),
            ("two".into(), "zwei ä".into()),
        ])),
        context: Some("true".into()),
        token: None,
        more: Some(HashMap::from([
            ("mode".into(), vec!["ignored".into()]),
            ("day".into(), vec!["ignored".into()]),
            ("k y".into(), vec!["1".into(), "2+2".into()]),
        ])),
    }
}

fn request(input: impl Operation) -> Request<ByteStream> {
    let endpoint: Endpoint = "https://depot.test:443/v1/".parse().unwrap();
    input.encode_request(&endpoint).unwrap()
}

fn text(request: Request<ByteStream>) -> String {
    let (head, body) = request.into_parts();
    let mut headers: Vec<String> = head
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort();
    let body = String::from_utf8(bytes(body).to_vec()).unwrap();
    format!("{} {}\n{}\n{body}", head.method, head.uri, headers.concat())
}

#[test]
fn every_member_is_in_its_place() {
    let mut input = full();
    input.token = Some("t".into());
    assert_eq!(
        text(request(input)),
        "PUT https://depot.test:443/v1/depots/a%2Fb%24%20%C3%A9/parts/x/y%20z?mode=full\
         &since=2019-12-16T23%3A48%3A18Z&day=1970-01-01T00%3A00%3A00Z&day=1970-01-01T00%3A00%3A01.5Z\
         &k%20y=1&k%20y=2%2B2\n\
         content-length: 27\n\
         content-type: application/json\n\
         host: depot.test\n\
         x-context: dHJ1ZQ==\n\
         x-count: -3\n\
         x-meta-one: 1\n\
         x-meta-two: zwei ä\n\
         x-tags: \"b,c\", \"\\\"def\\\"\", a\n\
         \n\
         {\"name\":\"bolt\",\"token\":\"t\"}"
    );
}

#[test]
fn what_is_not_set_is_not_sent_but_what_is_empty_is() {
    let input = PutPartInput {
        depot: "d".into(),
        path: "p".into(),
        name: String::new(),
        count: 0,
        level: Some(0),
        since: None,
        days: Some(vec![]),
        tags: Some(vec![]),
        metadata: Some(HashMap::new()),
        context: Some(String::new()),
        token: Some(String::new()),
        more: None,
    };
    assert_eq!(
        text(request(input)),
        "PUT https://depot.test:443/v1/depots/d/parts/p?mode=full\n\
         content-length: 32\n\
         content-type: application/json\n\
         host: depot.test\n\
         x-context: \n\
         x-count: 0\n\
         x-tags: \n\
         \n\
         {\"name\":\"\",\"level\":0,\"token\":\"\"}"
    );
}

#[test]
fn without_a_modelled_body_there_is_none() {
    let input = FindPartInput {
        depot: "d".into(),
        name: "$next".into(),
    };
    assert_eq!(
        text(request(input)),
        "GET https://depot.test:443/v1/depots/d/parts/$find?name=%24next\nhost: depot.test\n\n"
    );
}

#[test]
fn payloads_have_their_own_media_type() {
    let input = SetPaintInput {
        paint: Some(Paint {
            name: "red".into(),
            gloss: None,
        }),
    };
    assert!(text(request(input)).ends_with("\n{\"name\":\"red\"}"));
    let input = SetPaintInput { paint: None };
    assert!(text(request(input)).ends_with("host: depot.test\n\n{}"));
    let blob = |media_type: Option<&str>| PutBlobInput {
        key: "k".into(),
        media_type: media_type.map(str::to_owned),
        data: "raw".into(),
    };
    assert_eq!(
        text(request(blob(None))),
        "PUT https://depot.test:443/v1/blobs/k\ncontent-length: 3\n\
         content-type: application/octet-stream\nhost: depot.test\n\nraw"
    );
    assert!(text(request(blob(Some("image/jpg")))).contains("content-type: image/jpg\n"));
}

#[test]
fn idempotency_tokens_are_filled_in() {
    let (one, two) = (text(request(full())), text(request(full())));
    assert_ne!(one, two);
    let (_, token) = one.split_once("\"token\":\"").unwrap();
    assert_eq!(token.len(), 36 + 2);
}

#[test]
fn what_cannot_be_sent_is_refused_by_name() {
    let endpoint: Endpoint = "http://depot.test".parse().unwrap();
    let refused = |change: fn(&mut PutPartInput)| {
        let mut input = full();
        change(&mut input);
        let error = input.encode_request(&endpoint).unwrap_err();
        assert_eq!(error.operation(), "PutPart");
        error.to_string()
    };
    assert_eq!(
        refused(|input| input.depot.clear()),
        "PutPart: member `depot` (a part of the path): must not be empty"
    );
    assert_eq!(
        refused(|input| input.path.clear()),
        "PutPart: member `path` (a part of the path): must not be empty"
    );
    assert_eq!(
        refused(|input| input.tags = Some(vec!["secret\r\nx: y".into()])),
        "PutPart: member `tags` (the header `x-tags`): control characters cannot be sent here"
    );
    assert_eq!(
        refused(|input| input.metadata = Some(HashMap::from([("a b".into(), String::new())]))),
        "PutPart: member `metadata` (headers `x-meta-*`): this is no name of a header"
    );
    assert_eq!(
        refused(|input| input.since = Some(Timestamp::from_secs(i64::MAX))),
        "PutPart: member `since` (the query parameter `since`): \
         the timestamp's year is outside 0000 to 9999"
    );
}
