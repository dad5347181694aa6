//! Documents read and written by us and by serde_json are the same.

use super::damage::Random;
use crate::Document;
use crate::fixtures::Everything;
use crate::json::{Options, decode_body, to_string};
use serde_json::Value;

fn random_text(random: &mut Random) -> String {
    const PIECES: [&str; 12] = [
        "",
        "a",
        "\"",
        "\\",
        "/",
        "\n",
        "\u{0}",
        "é",
        "👍",
        "key",
        "a longer run of text",
        "\u{2028}",
    ];
    (0..random.below(4))
        .map(|_| PIECES[random.below(PIECES.len())])
        .collect()
}

fn random_value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => Value::Bool(random.below(2) == 0),
        2 => Value::from(random.next().cast_signed() >> random.below(64)),
        3 => Value::from(random.next()),
        4 => serde_json::Number::from_f64(f64::from_bits(random.next()))
            .map_or(Value::Null, Value::Number),
        5 => Value::from(random_text(random)),
        6 => (0..random.below(5))
            .map(|_| random_value(random, depth - 1))
            .collect(),
        _ => (0..random.below(12))
            .map(|_| (random_text(random), random_value(random, depth - 1)))
            .collect(),
    }
}

fn same(ours: &Document, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Document::Null, Value::Null) => true,
        (Document::Boolean(a), Value::Bool(b)) => a == b,
        (Document::Integer(a), Value::Number(b)) => b.as_i64() == Some(*a),
        (Document::Double(a), Value::Number(b)) => b.is_f64() && b.as_f64() == Some(*a),
        (Document::Number(a), Value::Number(b)) => b.to_string() == a.as_str(),
        (Document::String(a), Value::String(b)) => a == b,
        (Document::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Document::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => false,
    }
}

#[test]
fn documents_agree_with_serde_json() {
    let mut random = Random::new(7);
    for round in 0..2000 {
        let value = random_value(&mut random, 4);
        let text = if round % 2 == 0 {
            serde_json::to_string(&serde_json::json!({ "document": value })).unwrap()
        } else {
            serde_json::to_string_pretty(&serde_json::json!({ "document": value })).unwrap()
        };
        let (read, _) = decode_body::<Everything>(text.as_bytes(), Options::STRICT).unwrap();
        let document = read.document.clone().unwrap_or_default();
        assert!(same(&document, &value), "{text}\n{document:?}");
        let written = to_string(&read).unwrap();
        let (again, _) = decode_body::<Everything>(written.as_bytes(), Options::STRICT).unwrap();
        assert_eq!(again, read, "{written}");
        // Its own reading of doubles is off by a bit here and there, so only the grammar is held against it.
        assert!(serde_json::from_str::<Value>(&written).is_ok(), "{written}");
    }
}
