#![allow(clippy::unwrap_used)]

use super::compare::json_equal;
use super::{Message, compare, same_with_nan};
use http::HeaderMap;
use std::panic::catch_unwind;

fn agrees(headers: &[(&'static str, &'static str)], body: &str, expected: Message) -> bool {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(*name, value.parse().unwrap());
    }
    let body = body.to_owned();
    catch_unwind(move || compare::message(&map, body.as_bytes(), &expected)).is_ok()
}

#[test]
fn headers_are_compared() {
    let expected = Message {
        headers: &[("X-A", "1, 2")],
        forbid_headers: &["X-B"],
        require_headers: &["X-C"],
        ..Message::NONE
    };
    assert!(agrees(&[("x-a", "1, 2"), ("x-c", "")], "", expected));
    assert!(agrees(
        &[("x-a", "1"), ("x-a", "2"), ("x-c", "")],
        "",
        expected
    ));
    assert!(!agrees(&[("x-a", "1,2"), ("x-c", "")], "", expected));
    assert!(!agrees(&[("x-c", "")], "", expected));
    assert!(!agrees(&[("x-a", "1, 2")], "", expected));
    assert!(!agrees(
        &[("x-a", "1, 2"), ("x-b", ""), ("x-c", "")],
        "",
        expected
    ));
}

#[test]
fn bodies_are_compared_by_media_type() {
    let text = |body, media_type| Message {
        body: Some(body),
        media_type,
        ..Message::NONE
    };
    let json = text("{\"a\": 1, \"b\": [2.0]}", Some("application/json"));
    assert!(agrees(&[], "{\"b\":[2],\"a\":1.0}", json));
    for other in [
        "{\"b\":[2]}",
        "{\"a\":1,\"b\":[2],\"c\":null}",
        "{\"a\":\"1\",\"b\":[2]}",
        "",
        "{",
    ] {
        assert!(!agrees(&[], other, json), "{other}");
    }
    assert!(agrees(&[], "a b", text("a b", Some("text/plain"))));
    assert!(!agrees(&[], "a  b", text("a b", None)));
    assert!(!agrees(&[], "{}", text("", Some("application/json"))));
    assert!(agrees(&[], "anything", Message::NONE));
}

#[test]
fn messages_are_matched() {
    let expected = Message {
        message_regex: Some("^no .+ here$"),
        ..Message::NONE
    };
    assert!(agrees(&[], "{\"message\":\"no one here\"}", expected));
    assert!(!agrees(&[], "{\"message\":\"someone here\"}", expected));
    assert!(!agrees(&[], "{}", expected));
}

#[test]
fn numbers_are_compared_exactly() {
    let json = |text| serde_json::from_str(text).unwrap();
    assert!(json_equal(&json("1e0"), &json("1")));
    assert!(!json_equal(
        &json("9007199254740993"),
        &json("9007199254740992")
    ));
}

#[test]
fn a_nan_is_a_nan() {
    same_with_nan(&Some(f32::NAN), &Some(f32::NAN));
    assert!(catch_unwind(|| same_with_nan(&Some(f32::NAN), &Some(1.0))).is_err());
}
