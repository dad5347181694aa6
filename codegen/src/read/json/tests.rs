use super::*;
use crate::diagnostic::Diagnostics;

fn read(text: &str) -> (Option<Value>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let node = parse(0, text, &mut Findings::new(&mut diagnostics));
    (node.map(|node| node.value), diagnostics)
}

/// Message and the text pointed at, for a document that cannot be read.
fn problems(text: &str) -> Vec<(String, usize, String)> {
    let (value, diagnostics) = read(text);
    assert!(value.is_none(), "{text:?} was read");
    diagnostics
        .iter()
        .map(|d| {
            let (start, end) = d.at.as_ref().unwrap().span.unwrap();
            let (start, end) = (start as usize, end as usize);
            (
                d.message.clone(),
                start,
                text.get(start..end).unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn objects_keep_their_order_and_numbers_their_text() {
    let (value, _) = read(
        r#"{"z": 1, "a": [9223372036854775807, -9223372036854775809, 0.1, 1e400, 1.0, -0], "m": {"\u00fc": null, "b": true}}"#,
    );
    let whole = |n| Value::Number(Number::Integer(n));
    let decimal = |text: &str| Value::Number(Number::Decimal(text.to_owned()));
    assert_eq!(
        value.unwrap(),
        Value::Object(vec![
            ("z".to_owned(), whole(1)),
            (
                "a".to_owned(),
                Value::Array(vec![
                    whole(9_223_372_036_854_775_807),
                    whole(-9_223_372_036_854_775_809),
                    decimal("0.1"),
                    decimal("1e400"),
                    decimal("1.0"),
                    decimal("-0"),
                ])
            ),
            (
                "m".to_owned(),
                Value::Object(vec![
                    ("ü".to_owned(), Value::Null),
                    ("b".to_owned(), Value::Boolean(true)),
                ])
            ),
        ])
    );
}

#[test]
fn a_repeated_key_is_a_finding_at_the_second() {
    let text = r#"{"a": {"x": 1, "y": 2, "\u0078": 3}, "a": 4, "b": 5, "b": 6}"#;
    let found = problems(text);
    let told: Vec<_> = found
        .iter()
        .map(|(message, _, shown)| (message.as_str(), shown.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("the key \"x\" stands twice in one object", r#""\u0078""#),
            ("the key \"a\" stands twice in one object", r#""a""#),
            ("the key \"b\" stands twice in one object", r#""b""#),
        ]
    );
    assert_eq!(found[1].1, text.rfind(r#""a""#).unwrap());
}

#[test]
fn what_is_not_json_is_told_where() {
    for (text, message, start) in [
        ("", "not JSON: EOF while parsing a value", 0),
        ("hello", "not JSON: expected value", 0),
        ("{\n  \"a\": 1,\n}", "not JSON: key must be a string", 12),
        ("{\"a\": 1} x", "not JSON: trailing characters", 9),
        ("{\"a\": [1, 2}", "not JSON: expected `,` or `]`", 11),
        ("{\"a\": 01}", "not JSON: invalid number", 7),
        ("{\"a\": \"\\x\"}", "not JSON: invalid escape", 8),
        (
            "{\n\"a\": {\"b\": \"\\ud800\"}}",
            "not JSON: unexpected end of hex escape",
            20,
        ),
        ("[1, 2", "not JSON: EOF while parsing a list", 4),
    ] {
        let found = problems(text);
        assert_eq!(found.len(), 1, "{text:?}");
        assert_eq!(
            (found[0].0.as_str(), found[0].1),
            (message, start),
            "{text:?}"
        );
    }
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(read(&nested(MAX_DEPTH)).0.is_some());
    let found = problems(&nested(MAX_DEPTH + 2));
    assert_eq!(found[0].0, "nested deeper than 128 levels");
    assert_eq!(found[0].1, MAX_DEPTH + 1);
    assert_eq!(problems(&nested(100_000)).len(), 1);
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(read("\u{feff}[]").0, Some(Value::Array(Vec::new())));
    assert_eq!(problems("\u{feff}[}")[0].1, 4);
}
