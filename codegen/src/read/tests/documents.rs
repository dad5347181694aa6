use super::*;
use crate::source::Source;

#[test]
fn what_is_no_model_is_told_for_every_document() {
    let (model, diagnostics) = all(&["{}", "[]", "nonsense", r#"{"merge": {}}"#]);
    assert!(model.is_none());
    let messages: Vec<_> = diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "no service model",
            "expected an object, found an array",
            "not JSON: expected ident",
            "no service model",
        ]
    );
}

#[test]
fn settings_are_not_read_as_a_model() {
    let mut diagnostics = Diagnostics::default();
    let sources = [
        Source::settings("services.toml", "[[service]]"),
        Source::new(
            "m.json",
            r#"{"smithy": "2.0", "shapes": {"a#B": {"type": "string"}}}"#,
        ),
    ];
    let model = read(&sources, &mut diagnostics).unwrap();
    assert_eq!(shape(&model, "a#B").at.source, 1);
}

#[test]
fn documents_are_merged() {
    let smithy = |shapes: &str| format!(r#"{{"smithy": "2.0", "shapes": {{{shapes}}}}}"#);
    let first = smithy(
        r#""a#S": {"type": "structure", "members": {"t": {"target": "b#T"}}}, "a#X": {"type": "string"}"#,
    );
    let second = smithy(r#""b#T": {"type": "string"}, "a#X": { "type" : "string" }"#);
    let c2j =
        r#"{"metadata": {"protocol": "json", "serviceId": "C"}, "operations": {}, "shapes": {}}"#;
    let model = sound(&[&first, &second, c2j]);
    let ids: Vec<_> = model.shapes.keys().map(ShapeId::as_str).collect();
    assert_eq!(ids, ["a#S", "a#X", "b#T", "com.amazonaws.c#C"]);
}

#[test]
fn one_shape_twice_is_a_conflict_unless_it_is_the_same() {
    let smithy = |shapes: &str| format!(r#"{{"smithy": "2.0", "shapes": {{{shapes}}}}}"#);
    let told = told(&[
        &smithy(r#""a#X": {"type": "string"}, "a#Y": {"type": "string"}"#),
        &smithy(r#""a#X": {"type": "string"}, "a#Y": {"type": "blob"}"#),
    ]);
    assert_eq!(
        texts(&told),
        [(
            "a#Y",
            "1:/shapes/a#Y",
            "the shape is defined twice, first in m/0.json"
        )]
    );
}
