//! What rules become, piece by piece.

use super::compile;
use crate::diagnostic::Diagnostics;
use crate::id::ShapeId;
use crate::model::{Number, Value};
use crate::rust::{
    EndpointCondition as Condition, EndpointExpression as E, EndpointOutcome as Outcome,
    EndpointRules, EndpointStep as Step,
};
use crate::source::Location;

/// JSON as the reader gives it.
fn value(json: &str) -> Value {
    fn of(json: serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Boolean(value),
            serde_json::Value::Number(number) => {
                Value::Number(Number::Integer(number.as_i64().unwrap().into()))
            }
            serde_json::Value::String(text) => Value::String(text),
            serde_json::Value::Array(items) => Value::Array(items.into_iter().map(of).collect()),
            serde_json::Value::Object(members) => {
                Value::Object(members.into_iter().map(|(key, it)| (key, of(it))).collect())
            }
        }
    }
    of(serde_json::from_str(json).unwrap())
}

/// These rules over a region, a flag that is always there, and one that may not be.
fn rules(rules: &str) -> Result<EndpointRules, Vec<String>> {
    let text = format!(
        r#"{{"version": "1.1", "parameters": {{
            "Region": {{"type": "String"}},
            "Flag": {{"type": "boolean", "required": true, "default": false}},
            "Maybe": {{"type": "boolean"}}
        }}, "rules": {rules}}}"#
    );
    let mut diagnostics = Diagnostics::default();
    let mut claimed = 0;
    let mut claim = |name: &str| {
        claimed += 1;
        Some(match name {
            "value" => format!("value_{claimed}"),
            name => name.to_lowercase(),
        })
    };
    let service = ShapeId::parse("ns#Service").unwrap();
    let at = Location::new(0, "/rules");
    let compiled = compile(&service, &value(&text), &at, &mut claim, &mut diagnostics);
    let messages: Vec<String> = diagnostics.iter().map(|it| it.message.clone()).collect();
    compiled.ok_or(messages)
}

/// One rule with these conditions, and what comes behind it.
fn conditions(conditions: &str) -> Vec<Step> {
    let error = r#"{"type": "error", "conditions": [], "error": "none"}"#;
    let text = format!(
        r#"[{{"type": "error", "conditions": [{conditions}], "error": "found"}}, {error}]"#
    );
    rules(&text).unwrap().steps
}

fn variable(name: &str) -> E {
    E::Variable(name.to_owned())
}

fn found() -> Vec<Step> {
    vec![Step::Return(Outcome::Error(E::Text("found".to_owned())))]
}

fn is(value: E) -> Condition {
    Condition::Is(value)
}

#[test]
fn a_check_binds_what_is_used_behind_it_and_only_asks_otherwise() {
    let set = r#"{"fn": "isSet", "argv": [{"ref": "Region"}]}"#;
    assert_eq!(
        conditions(set),
        [Step::If(
            vec![is(E::IsSome(Box::new(variable("region"))))],
            found()
        )]
    );
    let equal = r#"{"fn": "stringEquals", "argv": ["a", {"ref": "Region"}]}"#;
    let equals_a = E::Equal(
        Box::new(variable("region")),
        Box::new(E::Text("a".to_owned())),
    );
    let bound = Condition::Some("region".to_owned(), variable("region"));
    assert_eq!(
        conditions(&format!("{set}, {equal}")),
        [Step::If(vec![bound.clone(), is(equals_a.clone())], found())]
    );
    // what is not checked fails its condition
    assert_eq!(
        conditions(equal),
        [Step::If(vec![bound, is(equals_a)], found())]
    );
}

#[test]
fn comparisons_are_written_as_one_writes_them() {
    let flag = variable("flag");
    for (condition, expected) in [
        (
            r#"{"fn": "booleanEquals", "argv": [{"ref": "Flag"}, true]}"#,
            flag.clone(),
        ),
        (
            r#"{"fn": "booleanEquals", "argv": [false, {"ref": "Flag"}]}"#,
            E::Not(Box::new(flag.clone())),
        ),
        (
            r#"{"fn": "not", "argv": [{"fn": "not", "argv": [{"ref": "Flag"}]}]}"#,
            flag.clone(),
        ),
        (
            r#"{"fn": "not", "argv": [{"fn": "isSet", "argv": [{"ref": "Maybe"}]}]}"#,
            E::IsNone(Box::new(variable("maybe"))),
        ),
        (
            r#"{"fn": "ite", "argv": [{"ref": "Flag"}, false, true]}"#,
            E::Not(Box::new(flag)),
        ),
    ] {
        assert_eq!(
            conditions(condition),
            [Step::If(vec![is(expected)], found())],
            "{condition}"
        );
    }
}

#[test]
fn what_always_or_never_holds_is_not_written() {
    // A parameter with a default is always set.
    let rules = rules(
        r#"[
        {"type": "error", "conditions": [{"fn": "stringEquals", "argv": ["a", "b"]}], "error": "never"},
        {"type": "error", "conditions": [{"fn": "isSet", "argv": [{"ref": "Flag"}]}], "error": "always"},
        {"type": "error", "conditions": [{"fn": "guess", "argv": []}], "error": "nobody looks here"}
    ]"#,
    )
    .unwrap();
    assert_eq!(rules.steps, []);
    assert_eq!(rules.outcome, Outcome::Error(E::Text("always".to_owned())));
    assert!(rules.parameters.iter().all(|it| it.variable.is_none()));
}

#[test]
fn a_tree_of_which_nothing_matches_ends_the_search() {
    let rules = rules(
        r#"[{"type": "tree", "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "Flag"}, true]}], "rules": [
            {"type": "error", "conditions": [{"fn": "isSet", "argv": [{"ref": "Maybe"}]}], "error": "found"}
        ]}]"#,
    )
    .unwrap();
    let inside = Step::If(vec![is(E::IsSome(Box::new(variable("maybe"))))], found());
    let exhausted = Step::Return(Outcome::Exhausted);
    assert_eq!(
        rules.steps,
        [Step::If(
            vec![is(variable("flag"))],
            vec![inside, exhausted]
        )]
    );
    assert_eq!(rules.outcome, Outcome::Exhausted);
}

#[test]
fn what_is_only_computed_stands_between_conditions() {
    let steps = conditions(
        r#"{"fn": "isSet", "argv": [{"ref": "Region"}]},
           {"fn": "uriEncode", "argv": [{"ref": "Region"}], "assign": "Encoded"},
           {"fn": "uriEncode", "argv": ["x"], "assign": "Unused"},
           {"fn": "isValidHostLabel", "argv": [{"ref": "Encoded"}, false]}"#,
    );
    let encoded = E::Call("uri_encode", vec![variable("region")]);
    let label = E::Call(
        "is_valid_host_label",
        vec![E::Borrow(Box::new(variable("encoded"))), E::Boolean(false)],
    );
    let bound = Condition::Some("region".to_owned(), variable("region"));
    let inside = vec![
        Step::Let("encoded".to_owned(), encoded),
        Step::If(vec![is(label)], found()),
    ];
    assert_eq!(steps, [Step::If(vec![bound], inside)]);
}

#[test]
fn two_values_without_a_name_are_two_variables() {
    let steps = conditions(
        r#"{"fn": "stringEquals", "argv": [
            {"fn": "substring", "argv": ["abc", 0, 1, false]},
            {"fn": "substring", "argv": ["abc", 1, 2, false]}]}"#,
    );
    let Some(Step::If(conditions, _)) = steps.first() else {
        panic!("{steps:?}");
    };
    let [
        Condition::Some(first, _),
        Condition::Some(second, _),
        Condition::Is(E::Equal(a, b)),
    ] = conditions.as_slice()
    else {
        panic!("{conditions:?}");
    };
    assert_ne!(first, second);
    assert_eq!((&**a, &**b), (&variable(first), &variable(second)));
}

#[test]
fn what_is_assigned_is_known_inside_its_rule_alone() {
    let messages = rules(
        r#"[
        {"type": "tree", "conditions": [{"fn": "aws.partition", "argv": ["aws-global"], "assign": "P"}, {"fn": "booleanEquals", "argv": [{"ref": "Flag"}, true]}],
         "rules": [{"type": "error", "conditions": [], "error": "{P#name}"}]},
        {"type": "error", "conditions": [], "error": "{P#name}"}
    ]"#,
    )
    .unwrap_err();
    assert_eq!(messages, ["nothing is called `P` here"]);
}

#[test]
fn what_is_read_by_nobody_is_not_computed() {
    // The region is read by a call that nobody needs: it is only asked for.
    let steps = conditions(
        r#"{"fn": "isSet", "argv": [{"ref": "Region"}]},
           {"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "Unused"},
           {"fn": "substring", "argv": [{"ref": "Region"}, 0, 2, false], "assign": "Also"}"#,
    );
    let part = E::Call(
        "substring",
        vec![
            variable("region"),
            E::Integer(0),
            E::Integer(2),
            E::Boolean(false),
        ],
    );
    let bound = Condition::Some("region".to_owned(), variable("region"));
    let inside = Step::If(vec![is(E::IsSome(Box::new(part)))], found());
    assert_eq!(steps, [Step::If(vec![bound], vec![inside])]);
    let steps = conditions(
        r#"{"fn": "isSet", "argv": [{"ref": "Region"}]},
           {"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "Unused"}"#,
    );
    assert_eq!(
        steps,
        [Step::If(
            vec![is(E::IsSome(Box::new(variable("region"))))],
            found()
        )]
    );
}
