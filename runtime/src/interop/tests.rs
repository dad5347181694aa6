#![allow(clippy::unwrap_used)]

use crate::fixtures::{Choice, Color, Everything, Leaf, everything, leaf};
use crate::{Document, json};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, MapDeserializer};

#[test]
fn the_wire_shape_is_the_json_codecs() {
    let mut value = everything();
    // No number of serde's has these digits, so serde_json gets text.
    value.big_integer = Some(7.into());
    value.big_decimal = "1.5".parse().ok();
    let text = serde_json::to_string(&value).unwrap();
    // A name that JSON has to escape is the model's here.
    let ours = json::to_string(&value)
        .unwrap()
        .replace("\"a\\\"b\"", "\"quoted\"");
    assert_eq!(text, ours);
    assert_eq!(serde_json::from_str::<Everything>(&text).unwrap(), value);
    assert_eq!(
        serde_json::from_value::<Everything>(serde_json::to_value(&value).unwrap()).unwrap(),
        value
    );
}

#[test]
fn numbers_beyond_serdes_are_text() {
    let value = everything();
    let text = serde_json::to_value(&value).unwrap();
    assert_eq!(text["bigInteger"], "123456789012345678901234567890");
    assert_eq!(text["bigDecimal"], "1.2345678901234567890");
    assert_eq!(serde_json::from_value::<Everything>(text).unwrap(), value);
    for text in [
        r#"{"double":"NaN","float":"-Infinity"}"#,
        r#"{"double":1,"float":2.5,"at":7}"#,
    ] {
        assert!(serde_json::from_str::<Everything>(text).is_ok(), "{text}");
    }
}

#[test]
fn it_reads_as_a_client_does() {
    let read = |text: &str| serde_json::from_str::<Everything>(text);
    assert_eq!(
        read(r#"{"words":["a",null],"unknown":{"a":[1]},"sparse":[null],"flag":null}"#).unwrap(),
        Everything {
            words: Some(vec!["a".into()]),
            sparse: Some(vec![None]),
            ..Everything::default()
        }
    );
    assert_eq!(
        read(r#"{"choice":{"later":1}}"#).unwrap().choice,
        Some(Choice::Unknown)
    );
    assert_eq!(
        read(r#"{"choice":{"text":null,"number":1,"__type":"a"}}"#)
            .unwrap()
            .choice,
        Some(Choice::Number(1))
    );
    for text in [
        r#"{"choice":{"text":"a","number":1}}"#,
        r#"{"byte":128}"#,
        r#"{"float":1e39}"#,
        r#"{"byte":"1"}"#,
        r#"{"double":"1x"}"#,
        r#"{"blob":"YQ"}"#,
        r#"{"date":"yesterday"}"#,
        r#"{"words":"a"}"#,
    ] {
        assert!(read(text).is_err(), "{text}");
    }
    let missing = serde_json::from_str::<Leaf>("{}").unwrap_err();
    assert!(
        missing.to_string().starts_with("missing field `id`"),
        "{missing}"
    );
    for text in [r#"{"id":null}"#, r#"{"id":"a","id":null}"#] {
        assert!(serde_json::from_str::<Leaf>(text).is_err(), "{text}");
    }
    let leaf: Leaf = serde_json::from_str(r#"{"id":null,"id":"b"}"#).unwrap();
    assert_eq!(leaf.id, "b");
    let color: Color = serde_json::from_str("\"MAUVE\"").unwrap();
    assert_eq!(serde_json::to_string(&color).unwrap(), "\"MAUVE\"");
}

#[test]
fn what_cannot_be_sent_is_an_error() {
    assert!(serde_json::to_string(&Choice::Unknown).is_err());
    assert!(serde_json::to_string(&Choice::Leaf(leaf(2))).is_ok());
}

#[test]
fn documents_keep_serde_jsons_precise_numbers() {
    let precise = [("$serde_json::private::Number", "0.1234567890123456789")];
    let number = MapDeserializer::<_, Error>::new(precise.into_iter());
    let document = Document::deserialize(number.into_deserializer()).unwrap();
    assert_eq!(
        document,
        Document::Number("0.1234567890123456789".parse().unwrap())
    );
}
