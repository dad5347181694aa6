//! Endpoint rules with one piece changed: whatever stands in a model, generating ends with findings or with Rust.
//!
//! In: the rules of the fixture `endpoint-rules`, each value of which is replaced in turn. Out: whether every mutant was
//! refused with a place, or became files that are Rust.

use serde_json::{Value, json};
use tinsmith_codegen::diagnostic::Severity;
use tinsmith_codegen::settings::{Settings, Sides};
use tinsmith_codegen::{Source, generate};

const MODEL: &str = include_str!("../fixtures/endpoint-rules/model.smithy.json");
const SERVICE: &str = "com.example.yard#Yard";
const RULES: &str = "smithy.rules#endpointRuleSet";

/// What may stand anywhere.
fn replacements() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!("{"),
        json!("\"}\u{202e} #[x] {Region}"),
        json!([[]]),
        json!({ "ref": "Bucket" }),
        json!({ "fn": "coalesce", "argv": [{ "ref": "Bucket" }, { "fn": "uriEncode", "argv": ["x"] }] }),
    ]
}

#[test]
fn every_mutant_is_refused_with_a_place_or_becomes_rust() {
    let model: Value = serde_json::from_str(MODEL).expect("the fixture");
    let place = format!("/shapes/{SERVICE}/traits/{RULES}");
    let rules = model.pointer(&place).expect("the rules").clone();
    let mut pointers = Vec::new();
    collect(&rules, String::new(), &mut pointers);
    let (mut refused, mut generated) = (0, 0);
    let replacements = replacements();
    // Each value with one of the replacements, in turn: all pairs take minutes.
    for (number, pointer) in pointers.iter().enumerate() {
        let replacement = &replacements[number % replacements.len()];
        let mut mutant = model.clone();
        let target = format!("{place}{pointer}");
        *mutant.pointer_mut(&target).expect("a value") = replacement.clone();
        match outcome(&mutant.to_string()) {
            Ok(()) => generated += 1,
            Err(what) if what.is_empty() => refused += 1,
            Err(what) => panic!("{pointer} as {replacement}: {what}"),
        }
    }
    println!("{refused} mutants refused, {generated} became Rust");
    assert!(refused > 200 && generated > 20, "{refused} and {generated}");
}

/// Whether a model becomes Rust; else nothing if it is refused as it should be, or what is wrong with that.
fn outcome(model: &str) -> Result<(), String> {
    let sources = [Source::new("model.json", model)];
    let mut settings = Settings::new("yard");
    settings.sides = Sides {
        client: true,
        server: false,
    };
    let Err(diagnostics) = generate(&sources, &settings) else {
        return Ok(());
    };
    for diagnostic in diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
    {
        if diagnostic.at.is_none() || diagnostic.message.contains("is no Rust") {
            return Err(diagnostics.render(&sources, false));
        }
    }
    Err(String::new())
}

fn collect(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(value, format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}
