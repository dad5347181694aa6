//! Expressions over a structure with a member of every type. What they mean beside that is compared with another
//! implementation where they are parsed, in the generator.

use super::*;
use crate::fixtures::Color;
use crate::fixtures::{Choice, Everything, Input, everything, leaf};

#[test]
fn a_structure_is_an_object_of_the_models_names() {
    let seen = view(&everything());
    let fields = [
        ("flag", Document::Boolean(true)),
        ("long", Document::Integer(9_007_199_254_740_993)),
        ("blob", "AAEC/f7/Cg==".into()),
        ("at", Document::Double(1_398_796_238.5)),
        ("httpDate", Document::Integer(1_398_796_238)),
        ("color", "MAUVE".into()),
        ("level", Document::Integer(5)),
        ("words", Document::from(["one", "two"])),
        ("map", Document::from([("key", "value")])),
        ("sparseMap", Document::from([("none", Document::Null)])),
    ];
    for (name, expected) in fields {
        assert_eq!(seen.get(name), Some(&expected), "{name}");
    }
    assert_eq!(seen["document"]["name"], "é\"\n".into());
    assert_eq!(seen["choice"]["words"][0], "a".into());
    assert_eq!(seen["sparse"][1], Document::Integer(4));
    assert_eq!(seen["leaf"]["next"]["next"]["id"], "end".into());
    assert_eq!(seen["colors"]["RED"][0]["number"], Document::Integer(1));
    let number = seen["bigInteger"].as_f64().unwrap();
    assert!((number - 1.234_567_890_123_456_8e29).abs() < 1e14);
    // What is not set is not there, and a variant that nobody knows is null.
    assert_eq!(view(&Everything::default()), Document::Object(Vec::new()));
    let unknown = Everything {
        choice: Some(Choice::Unknown),
        ..Everything::default()
    };
    assert_eq!(view(&unknown).get("choice"), Some(&Document::Null));
}

#[test]
fn what_travels_outside_the_body_is_there() {
    let input = Input {
        label: "a".to_owned(),
        header: Some("b".to_owned()),
        status: Color::Red,
        leaves: Some(vec![leaf(1), leaf(2)]),
    };
    let text = |path: &'static [&'static str]| Expression::Path(path).select_texts(&input);
    assert_eq!(text(&["label"]), ["a"]);
    assert_eq!(text(&["header"]), ["b"]);
    assert_eq!(text(&["status"]), ["RED"]);
    assert!(text(&["status", "none"]).is_empty());
    let ids = Expression::Each(&Expression::Path(&["leaves"]), &Expression::Path(&["id"]));
    assert_eq!(ids.select_texts(&input), ["end", "1"]);
}

#[test]
fn keys_are_in_order() {
    let map = |keys: &[&str]| {
        let map = keys.iter().map(|key| ((*key).to_owned(), String::new()));
        Everything {
            map: Some(map.collect()),
            ..Everything::default()
        }
    };
    let keys = Expression::Call(Function::Keys, &[Expression::Path(&["map"])]);
    for keys_in in [["c", "a", "b"], ["b", "c", "a"]] {
        assert_eq!(keys.select_texts(&map(&keys_in)), ["a", "b", "c"]);
    }
    // A function that is given what it cannot take gives nothing.
    assert_eq!(keys.select(&Everything::default()), Document::Null);
}

#[test]
fn numbers_are_compared_by_value() {
    let compare = |comparison, other| {
        let literal = Expression::Literal(other);
        match literal.evaluate(&Document::Null) {
            Ok(other) => compare::compare(comparison, &Document::Integer(2), &other),
            Err(_) => None,
        }
    };
    assert_eq!(compare(Comparison::Equal, Literal::Double(2.0)), Some(true));
    assert_eq!(compare(Comparison::Less, Literal::Double(2.5)), Some(true));
    assert_eq!(
        compare(Comparison::GreaterOrEqual, Literal::Integer(3)),
        Some(false)
    );
    assert_eq!(compare(Comparison::Less, Literal::String("3")), None);
    assert_eq!(
        compare(Comparison::NotEqual, Literal::String("2")),
        Some(true)
    );
}
