use crate::fixtures::{Choice, Color, Everything, Input, everything, leaf};
use crate::json::{encode_body, from_slice, to_string, to_vec};
use crate::{Document, Timestamp};
use std::collections::HashMap;

#[test]
fn every_type_is_written_as_smithy_says() {
    let text = concat!(
        r#"{"flag":true,"byte":-128,"short":32767,"integer":-2147483648,"long":9007199254740993,"float":1.1,"double":-1e-6,"#,
        r#""bigInteger":123456789012345678901234567890,"bigDecimal":1.2345678901234567890,"#,
        r#""text":"tab\t quote\" backslash\\ bell\u0007 é 👍 / and more than eight plain bytes","blob":"AAEC/f7/Cg==","#,
        r#""at":1398796238.5,"date":"2014-04-29T18:30:38Z","httpDate":"Tue, 29 Apr 2014 18:30:38 GMT","color":"MAUVE","level":5,"#,
        r#""document":{"list":[null,1.5,-7],"name":"é\"\n"},"choice":{"words":["a",""]},"#,
        r#""leaf":{"id":"2","next":{"id":"1","next":{"id":"end"},"a\"b":1},"a\"b":1},"words":["one","two"],"sparse":[null,4,null],"#,
        r#""leaves":[{"id":"end"},{"id":"1","next":{"id":"end"},"a\"b":1}],"dates":["1970-01-01T00:00:00Z"],"map":{"key":"value"},"#,
        r#""sparseMap":{"none":null},"colors":{"RED":[{"number":1},{"leaf":{"id":"end"}}]}}"#,
    );
    let value = everything();
    assert_eq!(to_string(&value).unwrap(), text);
    assert_eq!(from_slice::<Everything>(text.as_bytes()).unwrap(), value);
    serde_json::from_str::<serde_json::Value>(text).unwrap();
}

#[test]
fn nothing_is_written_for_what_is_absent() {
    assert_eq!(to_string(&Everything::default()).unwrap(), "{}");
    let empty = Everything {
        words: Some(vec![]),
        map: Some(HashMap::new()),
        ..Everything::default()
    };
    assert_eq!(to_string(&empty).unwrap(), r#"{"words":[],"map":{}}"#);
}

#[test]
fn numbers_that_json_lacks_are_strings() {
    for (number, text) in [
        (f64::NAN, "\"NaN\""),
        (f64::INFINITY, "\"Infinity\""),
        (f64::NEG_INFINITY, "\"-Infinity\""),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e300, "1e+300"),
    ] {
        let value = Everything {
            float: Some(if number.is_finite() {
                1.5
            } else {
                number as f32
            }),
            double: Some(number),
            document: Some(number.into()),
            ..Everything::default()
        };
        let float = if number.is_finite() { "1.5" } else { text };
        let expected = format!(r#"{{"float":{float},"double":{text},"document":{text}}}"#);
        assert_eq!(to_string(&value).unwrap(), expected);
        let read: Everything = from_slice(expected.as_bytes()).unwrap();
        assert_eq!(read.double.unwrap().to_bits(), number.to_bits());
    }
}

#[test]
fn every_integer_width_reads_back() {
    let mut number = 1u64;
    for _ in 0..64 {
        for long in [
            number.cast_signed(),
            number.cast_signed().wrapping_neg(),
            number.cast_signed().wrapping_sub(1),
        ] {
            let value = Everything {
                long: Some(long),
                ..Everything::default()
            };
            let text = to_string(&value).unwrap();
            assert_eq!(text, format!("{{\"long\":{long}}}"));
            assert_eq!(from_slice::<Everything>(text.as_bytes()).unwrap(), value);
        }
        number = number.rotate_left(1);
    }
}

#[test]
fn strings_of_every_length_and_escape_read_back() {
    let pieces = [
        "", "a", "\"", "\\", "\n", "\u{1}", "é", "👍", "\u{7f}", "eight by",
    ];
    for length in 0..40 {
        for piece in pieces {
            let text = format!("{}{piece}{}", "x".repeat(length), "y".repeat(length % 11));
            let value = Everything {
                text: Some(text.clone()),
                ..Everything::default()
            };
            let written = to_vec(&value).unwrap();
            let theirs: serde_json::Value = serde_json::from_slice(&written).unwrap();
            assert_eq!(theirs["text"], text);
            assert_eq!(from_slice::<Everything>(&written).unwrap(), value);
        }
    }
    let escapes = Everything {
        text: Some("\"".repeat(10_000)),
        ..Everything::default()
    };
    let written = to_vec(&escapes).unwrap();
    assert_eq!(written.len(), 20_000 + 11);
    assert_eq!(from_slice::<Everything>(&written).unwrap(), escapes);
}

#[test]
fn a_body_leaves_out_what_http_carries() {
    let input = Input {
        label: "l".into(),
        header: Some("h".into()),
        status: Color::Green,
        leaves: None,
    };
    assert_eq!(encode_body(&input).unwrap(), br#"{"status":"GREEN"}"#);
    assert_eq!(
        to_string(&input).unwrap(),
        r#"{"label":"l","header":"h","status":"GREEN"}"#
    );
}

#[test]
fn what_has_no_form_is_an_error_with_its_place() {
    let unknown = Everything {
        colors: Some(HashMap::from([(
            Color::Red,
            vec![Choice::Number(1), Choice::Unknown],
        )])),
        ..Everything::default()
    };
    assert_eq!(
        to_vec(&unknown).unwrap_err().to_string(),
        "the unknown variant of a union cannot be sent, in /colors/RED/1"
    );
    let late = Everything {
        date: Some(Timestamp::from_secs(i64::MAX)),
        ..Everything::default()
    };
    assert_eq!(
        to_vec(&late).unwrap_err().to_string(),
        "the timestamp's year is outside 0000 to 9999, in /date"
    );
}

#[test]
fn documents_are_written_in_their_order() {
    let value = Everything {
        document: Some(Document::Object(vec![
            ("z".into(), Document::Array(vec![])),
            ("a".into(), Document::Object(vec![])),
        ])),
        leaf: Some(leaf(1)),
        ..Everything::default()
    };
    assert_eq!(
        to_string(&value).unwrap(),
        r#"{"document":{"z":[],"a":{}},"leaf":{"id":"end"}}"#
    );
}

#[test]
fn texts_and_keys_of_every_length_are_written_as_others_write_them() {
    // The buffer ends in the middle of one after another.
    let mut words: Vec<String> = Vec::new();
    for length in 0..140 {
        let plain: String = ('a'..='z').cycle().take(length).collect();
        for (place, special) in [
            (0, '"'),
            (length / 2, '\\'),
            (length.saturating_sub(1), '\u{1}'),
        ] {
            let mut text = plain.clone();
            text.insert(place.min(length), special);
            words.push(text);
        }
        words.push("é👍".repeat(length / 6));
        words.push(plain);
    }
    let expected = serde_json::to_string(&words).unwrap();
    let value = Everything {
        words: Some(words.clone()),
        ..Everything::default()
    };
    assert_eq!(
        to_string(&value).unwrap(),
        format!(r#"{{"words":{expected}}}"#)
    );
    for word in words {
        let quoted = serde_json::to_string(&word).unwrap();
        let value = Everything {
            text: Some(word.clone()),
            map: Some(HashMap::from([(word.clone(), word)])),
            ..Everything::default()
        };
        assert_eq!(
            to_string(&value).unwrap(),
            format!(r#"{{"text":{quoted},"map":{{{quoted}:{quoted}}}}}"#)
        );
    }
}

#[cfg(all(feature = "client", feature = "sigv4"))]
#[test]
fn a_large_body_comes_with_its_hash() {
    use sha2::{Digest, Sha256};
    let word = |i: usize| "word \" ".repeat(i % 9);
    for count in [0, 10, 200, 1000, 5000] {
        let value = Everything {
            // Written before, between and behind what is hashed on the way.
            text: Some(word(count)),
            words: Some((0..count).map(word).collect()),
            map: Some((0..count).map(|i| (i.to_string(), word(i))).collect()),
            leaves: Some((0..count / 10).map(|i| leaf(i % 5)).collect()),
            ..Everything::default()
        };
        let (body, hash) = crate::json::encode_hashed_body(&value).unwrap();
        let expected: [u8; 32] = Sha256::digest(&body).into();
        assert_eq!(hash, (body.len() > 8192).then_some(expected), "{count}");
        assert_eq!(from_slice::<Everything>(&body).unwrap(), value);
    }
}
