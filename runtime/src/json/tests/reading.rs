use crate::fixtures::{Choice, Color, Constrained, Everything, Input, Leaf, Level, leaf};
use crate::generated::{Member, Reader, Schema, Structure, Writer, structure};
use crate::json::{Error, Options, decode_body, from_slice};
use crate::{Blob, Document, Timestamp, Validate};

fn strict(text: &str) -> Result<Everything, Error> {
    decode_body(text.as_bytes(), Options::STRICT).map(|(value, missing)| {
        assert!(missing.is_empty());
        value
    })
}

fn lenient(text: &str) -> Result<Everything, Error> {
    decode_body(text.as_bytes(), Options::LENIENT).map(|(value, _)| value)
}

/// Neither reader takes the text; the strict one says this.
fn refused(text: &str, message: &str) {
    assert_eq!(strict(text).unwrap_err().to_string(), message, "{text}");
    assert!(lenient(text).is_err(), "{text}");
}

#[test]
fn what_is_no_json_is_refused() {
    for (text, message) in [
        ("[]", "expected an object at byte 0"),
        ("1", "expected an object at byte 0"),
        ("null", "expected an object at byte 0"),
        ("\"a\"", "expected an object at byte 0"),
        ("{", "expected a string or '}' at byte 1"),
        ("{}}", "something follows the value at byte 2"),
        ("{} {}", "something follows the value at byte 3"),
        ("{\"flag\":true,}", "expected a string at byte 13"),
        (
            "{\"flag\":true \"byte\":1}",
            "expected ',' or '}' at byte 13",
        ),
        ("{,\"flag\":true}", "expected a string or '}' at byte 1"),
        ("{\"flag\" true}", "expected ':' at byte 8"),
        ("{flag:true}", "expected a string or '}' at byte 1"),
        ("{'flag':true}", "expected a string or '}' at byte 1"),
        (
            "{\"flag\":true}//",
            "something follows the value at byte 13",
        ),
        ("{/**/}", "expected a string or '}' at byte 1"),
        ("\u{c}{}", "expected an object at byte 0"),
        ("\u{feff}{}", "expected an object at byte 0"),
        (
            "{\"text\":\"a",
            "the string is not closed at byte 10, in /text",
        ),
        (
            "{\"text\":\"a\\",
            "the string is not closed at byte 10, in /text",
        ),
        (
            "{\"text\":\"a\nb\"}",
            "a control character in a string is not escaped at byte 10, in /text",
        ),
        (
            "{\"text\":\"\\x\"}",
            "the escape is unknown at byte 9, in /text",
        ),
        (
            "{\"text\":\"\\u12g4\"}",
            "expected four hexadecimal digits after \\u at byte 9, in /text",
        ),
        (
            "{\"text\":\"\\ud800\"}",
            "an escape is half of a surrogate pair at byte 9, in /text",
        ),
        (
            "{\"text\":\"\\ud800\\u0041\"}",
            "an escape is half of a surrogate pair at byte 9, in /text",
        ),
        (
            "{\"text\":\"\\udc00\"}",
            "an escape is half of a surrogate pair at byte 9, in /text",
        ),
        (
            "{\"words\":[\"a\",]}",
            "expected a string at byte 14, in /words/1",
        ),
        (
            "{\"words\":[\"a\" \"b\"]}",
            "expected ',' or ']' at byte 14, in /words",
        ),
        (
            "{\"words\":[,\"a\"]}",
            "expected a string at byte 10, in /words/0",
        ),
        ("{\"unknown\":tru}", "expected a value at byte 11"),
        ("{\"unknown\":01}", "expected ',' or '}' at byte 12"),
        ("{\"unknown\":[1,]}", "expected a value at byte 14"),
        ("{\"unknown\":{\"a\"}}", "expected ':' at byte 15"),
        ("{\"flag\":nul}", "expected a value at byte 8"),
    ] {
        refused(text, message);
    }
    let error = decode_body::<Everything>(b"{\"text\":\"a\xff\"}", Options::STRICT).unwrap_err();
    assert_eq!(error.to_string(), "the text is not UTF-8 at byte 10");
    assert_eq!(error.offset(), Some(10));
}

#[test]
fn no_type_is_coerced_into_another() {
    for member in ["byte", "short", "integer", "long", "level"] {
        for value in [
            "\"123\"", "true", "1.001", "0x42", "NaN", "\"NaN\"", "Infinity", "[]", "{}", "-",
            "+1", "01", "1e400", "1.", ".5", "1a",
        ] {
            let text = format!("{{\"{member}\":{value}}}");
            assert!(strict(&text).is_err() && lenient(&text).is_err(), "{text}");
        }
    }
    for (member, value) in [
        ("byte", "128"),
        ("byte", "-129"),
        ("short", "32768"),
        ("integer", "2147483648"),
        ("integer", "-2147483649"),
        ("long", "9223372036854775808"),
        ("long", "-9223372036854775809"),
        ("long", "18446744073709551616"),
        ("level", "2147483648"),
        ("long", "123456789012345678901234567890"),
    ] {
        let text = format!("{{\"{member}\":{value}}}");
        let error = strict(&text).unwrap_err();
        assert_eq!(
            (error.what(), error.path()),
            ("the integer is out of range", format!("/{member}"))
        );
        assert!(lenient(&text).is_err());
    }
    for member in ["float", "double"] {
        for value in [
            "\"1\"",
            "NaN",
            "Infinity",
            "-Infinity",
            "\"nan\"",
            "true",
            "[1]",
            "1e999",
            "-1e999",
            "1.",
            "--1",
            "1e",
        ] {
            let text = format!("{{\"{member}\":{value}}}");
            assert!(strict(&text).is_err() && lenient(&text).is_err(), "{text}");
        }
    }
    for text in [
        "{\"float\":1e39}",
        "{\"flag\":\"true\"}",
        "{\"flag\":1}",
        "{\"flag\":True}",
        "{\"text\":1}",
        "{\"text\":{}}",
        "{\"color\":1}",
        "{\"words\":\"a\"}",
        "{\"words\":{}}",
        "{\"words\":[1]}",
        "{\"map\":[]}",
        "{\"map\":{\"a\":1}}",
        "{\"leaf\":[]}",
        "{\"choice\":[]}",
        "{\"choice\":\"text\"}",
        "{\"bigInteger\":1.5}",
        "{\"bigInteger\":\"1\"}",
        "{\"bigDecimal\":\"1\"}",
        "{\"at\":\"1398796238\"}",
        "{\"date\":1398796238}",
        "{\"blob\":1}",
        "{\"blob\":\"YQ\"}",
        "{\"blob\":\"-_==\"}",
        "{\"blob\":\"YQ==\\n\"}",
        "{\"blob\":\"YR==\"}",
        "{\"blob\":\"Y\"}",
    ] {
        assert!(strict(text).is_err() && lenient(text).is_err(), "{text}");
    }
    // No value of the input is repeated.
    let message = strict("{\"blob\":\"SECRET\"}").unwrap_err();
    assert!(!format!("{message} {message:?}").contains("SECRET"));
}

#[test]
fn values_within_their_types_are_taken() {
    let value = strict(concat!(
        "\r\n\t { \"byte\" : -128 , \"long\":-9223372036854775808,\"float\":3.4e38,\"double\":\"-Infinity\",\"blob\":\"\",",
        "\"text\":\"\\u00e9\\ud83d\\udc4d\\/\\b\\f\\n\\r\\t\\\"\\\\\",\"color\":\"HIDDEN\",\"level\":7,\"at\":1.5e9,\"integer\":-0,",
        "\"words\":[ ],\"map\":{ },\"unknown\":{\"deep\":[1,{\"a\":null,\"b\":\"\\u0041\"},-1.5e-7,true,false]}} \n"
    ))
    .unwrap();
    assert_eq!(value.byte, Some(-128));
    assert_eq!(value.long, Some(i64::MIN));
    assert_eq!(value.float, Some(3.4e38));
    assert_eq!(value.double, Some(f64::NEG_INFINITY));
    assert_eq!(value.blob, Some(Blob::default()));
    assert_eq!(value.text.as_deref(), Some("é👍/\u{8}\u{c}\n\r\t\"\\"));
    assert_eq!(value.color, Some(Color::Hidden));
    assert_eq!(value.level, Some(Level::Unknown(7)));
    assert_eq!(value.at, Some(Timestamp::from_secs(1_500_000_000)));
    assert_eq!(value.integer, Some(0));
    assert_eq!(value.words, Some(vec![]));
}

#[test]
fn readers_of_responses_take_more() {
    for (text, value) in [
        (
            "{\"integer\":1.0}",
            Everything {
                integer: Some(1),
                ..Everything::default()
            },
        ),
        (
            "{\"long\":1e3}",
            Everything {
                long: Some(1000),
                ..Everything::default()
            },
        ),
        (
            "{\"words\":[\"a\",null,\"b\"]}",
            Everything {
                words: Some(vec!["a".into(), "b".into()]),
                ..Everything::default()
            },
        ),
        (
            "{\"map\":{\"a\":null}}",
            Everything {
                map: Some([].into()),
                ..Everything::default()
            },
        ),
        (
            "{\"date\":\"1970-01-01T01:00:00+01:00\"}",
            Everything {
                date: Some(Timestamp::UNIX_EPOCH),
                ..Everything::default()
            },
        ),
        (
            "{\"choice\":{\"later\":1}}",
            Everything {
                choice: Some(Choice::Unknown),
                ..Everything::default()
            },
        ),
        (
            "{\"choice\":{\"later\":1,\"number\":2}}",
            Everything {
                choice: Some(Choice::Number(2)),
                ..Everything::default()
            },
        ),
        (
            "{\"choice\":{}}",
            Everything {
                choice: Some(Choice::Unknown),
                ..Everything::default()
            },
        ),
        ("", Everything::default()),
    ] {
        assert_eq!(lenient(text).unwrap(), value, "{text}");
        assert!(strict(text).is_err(), "{text}");
    }
    assert_eq!(
        strict("{\"words\":[\"a\",null]}").unwrap_err().to_string(),
        "null has no place in this list at byte 18, in /words/1"
    );
    assert_eq!(
        strict("{\"map\":{\"a/b\":null}}").unwrap_err().to_string(),
        "null has no place in this map at byte 18, in /map/a~1b"
    );
    assert!(
        lenient("{\"long\":1e16}").is_err(),
        "a double may have rounded it"
    );
    assert!(lenient(" ").is_err());
}

#[test]
fn a_union_has_one_member() {
    for text in [
        "{\"choice\":{\"number\":2}}",
        "{\"choice\":{\"text\":null,\"number\":2,\"words\":null}}",
        "{\"choice\":{\"__type\":\"a.b#Choice\",\"number\":2}}",
        "{\"choice\":{\"number\":2,\"__type\":{\"any\":1}}}",
        "{\"choice\":{\"later\":null,\"number\":2}}",
    ] {
        for read in [strict(text), lenient(text)] {
            assert_eq!(read.unwrap().choice, Some(Choice::Number(2)), "{text}");
        }
    }
    for (text, message) in [
        (
            "{\"choice\":{\"number\":2,\"text\":\"a\"}}",
            "a union has more than one member at byte 29, in /choice",
        ),
        (
            "{\"choice\":{\"number\":2,\"number\":2}}",
            "a union has more than one member at byte 31, in /choice",
        ),
        (
            "{\"choice\":{\"words\":[1]}}",
            "expected a string at byte 20, in /choice/words/0",
        ),
    ] {
        refused(text, message);
    }
    for text in [
        "{\"choice\":{}}",
        "{\"choice\":{\"number\":null}}",
        "{\"choice\":{\"later\":1}}",
        "{\"choice\":{\"number\":1,\"later\":1}}",
        "{\"choice\":{\"later\":1,\"number\":1}}",
    ] {
        assert!(strict(text).is_err(), "{text}");
    }
    assert_eq!(strict("{\"choice\":null}").unwrap().choice, None);
}

#[test]
fn sparse_collections_keep_nulls_and_the_last_of_a_member_counts() {
    let value = strict("{\"sparse\":[1,null],\"sparseMap\":{\"a\":null}}").unwrap();
    assert_eq!(value.sparse, Some(vec![Some(1), None]));
    assert_eq!(value.sparse_map.unwrap()["a"], None);
    let twice = strict("{\"byte\":1,\"words\":[\"a\",\"b\"],\"flag\":true,\"words\":[\"c\"],\"byte\":2,\"flag\":null}").unwrap();
    assert_eq!(
        (twice.byte, twice.words, twice.flag),
        (Some(2), Some(vec!["c".into()]), None)
    );
    let leaf: Leaf = from_slice(b"{\"id\":\"a\",\"id\":\"b\"}").unwrap();
    assert_eq!(leaf.id, "b");
    let leaf: Leaf = from_slice(b"{\"id\":null,\"id\":\"b\"}").unwrap();
    assert_eq!(leaf.id, "b");
    let twice = b"{\"id\":\"a\",\"quoted\":1,\"id\":null}";
    assert!(from_slice::<Leaf>(twice).is_err());
    let (leaf, missing) = decode_body::<Leaf>(twice, Options::LENIENT).unwrap();
    assert_eq!((leaf.id.as_str(), missing.len()), ("", 1));
}

/// A member with a default, as a generated type has it.
#[derive(Debug, PartialEq)]
struct Window {
    size: i32,
    color: Document,
}

static WINDOW: [Member; 2] = [Member::new(",\"size\":"), Member::new(",\"color\":")];

impl Structure for Window {
    const SCHEMA: &'static Schema = &Schema::new("Window", &WINDOW);

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&WINDOW[0], &self.size)?;
        to.member(&WINDOW[1], &self.color)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member_or(&WINDOW[0], &mut value.size, || 7),
            1 => from.member_or(&WINDOW[1], &mut value.color, || Document::Boolean(true)),
            _ => from.skip(),
        })
    }
}

structure!(
    Window,
    Self {
        size: 7,
        color: Document::Boolean(true),
    }
);

#[test]
fn a_default_stands_for_what_is_absent_or_null() {
    let window = |size, color| Window { size, color };
    for (text, expected) in [
        ("{}", window(7, true.into())),
        (r#"{"size":null,"color":null}"#, window(7, true.into())),
        (
            r#"{"size":1,"size":null,"color":1,"color":null}"#,
            window(7, true.into()),
        ),
        (
            r#"{"size":null,"size":2,"color":"a"}"#,
            window(2, "a".into()),
        ),
    ] {
        assert_eq!(
            from_slice::<Window>(text.as_bytes()).unwrap(),
            expected,
            "{text}"
        );
    }
}

#[test]
fn members_come_in_any_order_and_names_may_be_escaped() {
    let value: Leaf =
        from_slice(br#"{"x":1,"a\"b":7,"next":{"a\u0022b":8,"i\u0064":"in"},"y":[],"id":"out"}"#)
            .unwrap();
    assert_eq!(value.quoted, Some(7));
    let next = value.next.unwrap();
    assert_eq!((next.id.as_str(), next.quoted), ("in", Some(8)));
}

#[test]
fn missing_members_are_all_reported_and_replaced() {
    let text =
        br#"{"leaves":[{"id":"a"},{"next":{"quoted":1}},{"id":null}],"label":7,"header":[]}"#;
    let (input, missing) = decode_body::<Input>(text, Options::STRICT).unwrap();
    assert_eq!(missing.len(), 4);
    let leaves = input.leaves.as_ref().unwrap();
    assert_eq!(leaves[1].id, "");
    assert_eq!(leaves[1].next.as_ref().unwrap().id, "");
    assert_eq!(input.status, Color::Unknown(String::new()));
    // Both belong to HTTP.
    assert_eq!((input.label.as_str(), input.header.as_deref()), ("", None));
    let paths: Vec<String> = missing.paths().iter().map(ToString::to_string).collect();
    assert_eq!(
        paths,
        [
            "/leaves/1/next/id",
            "/leaves/1/id",
            "/leaves/2/id",
            "/status"
        ]
    );
    let violations = crate::generated::validate_input(&input, &missing, 10).unwrap_err();
    let reported: Vec<_> = violations
        .iter()
        .map(|violation| violation.path())
        .collect();
    // The label, a placeholder until HTTP fills it in, is too short; the placeholders of missing members are not reported twice.
    assert_eq!(
        reported,
        [
            "/label",
            "/status",
            "/leaves/1/id",
            "/leaves/1/next/id",
            "/leaves/2/id"
        ]
    );
    assert_eq!(
        violations[1].message(),
        "Value at '/status' failed to satisfy constraint: Member must not be null"
    );
    assert_eq!(
        from_slice::<Input>(b"{\"label\":\"l\"}")
            .unwrap_err()
            .to_string(),
        "a required member is missing, in /status"
    );
    let many = format!(
        "{{\"status\":\"RED\",\"leaves\":[{}{{}}]}}",
        "{},".repeat(5000)
    );
    let (_, missing) = decode_body::<Input>(many.as_bytes(), Options::STRICT).unwrap();
    assert_eq!(missing.len(), 1000);
}

#[test]
fn keys_of_sensitive_maps_are_not_shown() {
    let text = br#"{"secret":{"SECRET":1}}"#;
    let error = from_slice::<Constrained>(text).unwrap_err();
    assert_eq!(error.path(), "/secret/*");
    assert!(!format!("{error} {error:?}").contains("SECRET"));
}

#[test]
fn nesting_has_a_limit() {
    let nested = |levels: usize| {
        format!(
            "{}{}{}",
            "{\"id\":\"a\",\"next\":".repeat(levels - 1),
            "{\"id\":\"a\"}",
            "}".repeat(levels - 1)
        )
    };
    let (value, _) = decode_body::<Leaf>(nested(128).as_bytes(), Options::STRICT).unwrap();
    assert!(value.validate().is_ok());
    assert_eq!(
        from_slice::<Leaf>(&crate::json::to_vec(&value).unwrap()).unwrap(),
        value
    );
    let error = decode_body::<Leaf>(nested(129).as_bytes(), Options::STRICT).unwrap_err();
    assert_eq!(error.what(), "objects and arrays are nested too deeply");
    let deeper = Options {
        depth: 129,
        ..Options::STRICT
    };
    assert!(decode_body::<Leaf>(nested(129).as_bytes(), deeper).is_ok());
    for unknown in ["[", "{\"a\":"] {
        let text = format!("{{\"x\":{}", unknown.repeat(100_000));
        assert_eq!(
            strict(&text).unwrap_err().what(),
            "objects and arrays are nested too deeply"
        );
        let text = format!("{{\"document\":{}", unknown.repeat(100_000));
        assert_eq!(
            strict(&text).unwrap_err().what(),
            "objects and arrays are nested too deeply"
        );
    }
    assert_eq!(leaf(3).next.unwrap().next.unwrap().id, "end");
}
