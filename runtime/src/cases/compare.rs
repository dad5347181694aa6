//! Comparisons.
//!
//! In: what is there and what is expected. Out: nothing, or a panic that shows both.

use super::{Message, collect};
use crate::byte_stream::ByteStream;
use http::HeaderMap;
use serde_json::Value;
use std::fmt::Debug;

/// Both values are equal.
pub fn same<T: PartialEq + Debug>(actual: &T, expected: &T) {
    assert!(
        actual == expected,
        "another value:\n  actual: {actual:?}\nexpected: {expected:?}"
    );
}

/// Both values are equal, a NaN being equal to a NaN. Nothing in them may be hidden by their `Debug`, nor be a map of
/// several entries beside the NaN.
pub fn same_with_nan<T: PartialEq + Debug>(actual: &T, expected: &T) {
    let (shown, wanted) = (format!("{actual:?}"), format!("{expected:?}"));
    assert!(
        actual == expected || shown == wanted,
        "another value:\n  actual: {shown}\nexpected: {wanted}"
    );
}

/// Both streams have the same bytes.
pub fn same_stream(actual: ByteStream, expected: ByteStream) {
    same(&collect(actual), &collect(expected));
}

/// The headers and the body are as a test has them.
pub(super) fn message(headers: &HeaderMap, body: &[u8], expected: &Message) {
    for (name, value) in expected.headers {
        let values: Vec<_> = headers
            .get_all(*name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        assert!(!values.is_empty(), "no header `{name}`: {headers:?}");
        assert_eq!(values.join(", "), *value, "the header `{name}`");
    }
    for name in expected.forbid_headers {
        assert!(
            !headers.contains_key(*name),
            "the header `{name}` is forbidden: {:?}",
            headers.get(*name)
        );
    }
    for name in expected.require_headers {
        assert!(
            headers.contains_key(*name),
            "the header `{name}` is required: {headers:?}"
        );
    }
    if let Some(wanted) = expected.body {
        self::body(body, wanted, expected.media_type.unwrap_or_default());
    }
    if let Some(regex) = expected.message_regex {
        message_matches(body, regex);
    }
}

fn body(actual: &[u8], expected: &str, media_type: &str) {
    let shown = String::from_utf8_lossy(actual);
    // An empty body is no document of any kind.
    if is_json(media_type) && !expected.is_empty() {
        let parsed: Result<Value, _> = serde_json::from_slice(actual);
        let Ok(parsed) = parsed else {
            panic!("the body is no JSON: {shown:?}, expected {expected}");
        };
        let Ok(wanted) = serde_json::from_str::<Value>(expected) else {
            panic!("the test's body is no JSON: {expected}");
        };
        assert!(
            json_equal(&parsed, &wanted),
            "another body:\n  actual: {parsed}\nexpected: {wanted}"
        );
    } else {
        assert_eq!(shown, expected, "the body");
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.starts_with("application/") && (essence.ends_with("/json") || essence.contains("json"))
}

/// Whether two documents say the same: `1`, `1.0` and `1e0` do.
pub(super) fn json_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => match (a.as_i128(), b.as_i128()) {
            (Some(a), Some(b)) => a == b,
            _ => a.as_f64() == b.as_f64(),
        },
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| json_equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(name, a)| b.get(name).is_some_and(|b| json_equal(a, b)))
        }
        (a, b) => a == b,
    }
}

fn message_matches(body: &[u8], regex: &str) {
    let Ok(regex) = regex_lite::Regex::new(regex) else {
        panic!("the test's expression is none: {regex}");
    };
    let parsed: Option<Value> = serde_json::from_slice(body).ok();
    let message = parsed.as_ref().and_then(|body| {
        body.get("message")
            .or_else(|| body.get("Message"))?
            .as_str()
    });
    let Some(message) = message else {
        panic!(
            "the body has no message: {:?}",
            String::from_utf8_lossy(body)
        );
    };
    assert!(
        regex.is_match(message),
        "the message does not match {regex}: {message}"
    );
}
