//! How time grows with one thing alone.
//!
//! In: models that are made here, with a thousand members, then four thousand, and so on for whatever a model can have many
//! of. Out: a table of seconds and of the exponent of the growth, and what grows much faster than the model. Real models
//! have a little of everything, and would not show it.

use std::fmt::Write as _;
use std::time::Instant;

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};
use tinsmith_codegen::settings::Settings;
use tinsmith_codegen::{Source, generate};

/// One thing, and how many there are of it in the smaller model; the larger one has [`TIMES`] as many.
struct Thing {
    name: &'static str,
    count: usize,
    shapes: fn(usize) -> Shapes,
}

type Shapes = Map<String, Value>;

const TIMES: usize = 4;

/// The faster one of so many runs counts.
const RUNS: usize = 2;

/// What grows faster is a failure: between linear and quadratic, far enough from 1 for a busy machine.
const FASTEST: f64 = 1.5;

const THINGS: [Thing; 11] = [
    thing("members of a structure", 1000, |count| {
        one(structure(count, |_| json!({})))
    }),
    thing("required members", 1000, |count| {
        one(structure(count, |_| json!({"smithy.api#required": {}})))
    }),
    thing("query parameters", 1000, |count| {
        one(structure(
            count,
            |at| json!({"smithy.api#httpQuery": format!("q{at}")}),
        ))
    }),
    thing("members of a union", 1000, |count| {
        let mut union = structure(count, |_| json!({}));
        union["type"] = json!("union");
        inside(union)
    }),
    thing("values of an enum", 2000, |count| {
        inside(json!({"type": "enum", "members": map(count, |at| {
            (format!("VALUE_{at}"), json!({"target": "smithy.api#Unit"}))
        })}))
    }),
    thing("operations", 1000, |count| {
        let mut shapes = operations(count);
        shapes.insert("a#Input".to_owned(), structure(1, |_| json!({})));
        shapes
    }),
    thing("errors of an operation", 1000, |count| {
        let error = |at: usize| format!("a#Error{at}");
        let mut shapes = map(count, |at| {
            let mut shape = structure(1, |_| json!({}));
            shape["traits"] = json!({"smithy.api#error": "client"});
            (error(at), shape)
        });
        shapes.extend(one(structure(1, |_| json!({}))));
        let errors: Vec<Value> = (0..count).map(|at| json!({"target": error(at)})).collect();
        shapes["a#Operation0"]["errors"] = json!(errors);
        shapes
    }),
    thing("shapes in a chain", 2500, |count| {
        let mut shapes = map(count, |at| {
            let next = json!({"next": {"target": format!("a#Link{}", at + 1)}});
            (
                format!("a#Link{at}"),
                json!({"type": "structure", "members": next}),
            )
        });
        shapes.insert(format!("a#Link{count}"), structure(1, |_| json!({})));
        shapes.extend(one(
            json!({"type": "structure", "members": {"first": {"target": "a#Link0"}}}),
        ));
        shapes
    }),
    thing("mixins of a structure", 1000, |count| {
        let mut shapes = map(count, |at| {
            let mut shape = structure(1, |_| json!({}));
            shape["members"] = json!({format!("member{at}"): {"target": "smithy.api#String"}});
            shape["traits"] = json!({"smithy.api#mixin": {}});
            (format!("a#Mixin{at}"), shape)
        });
        let mixins = (0..count).map(|at| json!({"target": format!("a#Mixin{at}")}));
        let mixins: Vec<Value> = mixins.collect();
        shapes.extend(one(
            json!({"type": "structure", "members": {}, "mixins": mixins}),
        ));
        shapes
    }),
    thing("constrained strings", 1000, |count| {
        let mut shapes = map(count, |at| {
            let length = json!({"smithy.api#length": {"max": at + 1}});
            (
                format!("a#Text{at}"),
                json!({"type": "string", "traits": length}),
            )
        });
        let members = map(count, |at| {
            (
                format!("member{at}"),
                json!({"target": format!("a#Text{at}")}),
            )
        });
        shapes.extend(one(json!({"type": "structure", "members": members})));
        shapes
    }),
    thing("shapes of one name", 1000, |count| {
        let mut shapes = map(count, |at| {
            (format!("n{at}#Same"), structure(1, |_| json!({})))
        });
        let members = map(count, |at| {
            (
                format!("member{at}"),
                json!({"target": format!("n{at}#Same")}),
            )
        });
        shapes.extend(one(json!({"type": "structure", "members": members})));
        shapes
    }),
];

const fn thing(name: &'static str, count: usize, shapes: fn(usize) -> Shapes) -> Thing {
    Thing {
        name,
        count,
        shapes,
    }
}

fn map(count: usize, entry: impl Fn(usize) -> (String, Value)) -> Shapes {
    (0..count).map(entry).collect()
}

/// A structure of so many strings.
fn structure(count: usize, traits: impl Fn(usize) -> Value) -> Value {
    let members = map(count, |at| {
        let member = json!({"target": "smithy.api#String", "traits": traits(at)});
        (format!("member{at}"), member)
    });
    json!({"type": "structure", "members": members})
}

/// Operations of one input.
fn operations(count: usize) -> Shapes {
    map(count, |at| {
        let http = json!({"method": "POST", "uri": format!("/operation{at}"), "code": 200});
        let operation = json!({
            "type": "operation",
            "input": {"target": "a#Input"},
            "traits": {"smithy.api#http": http},
        });
        (format!("a#Operation{at}"), operation)
    })
}

/// One operation with this input.
fn one(input: Value) -> Shapes {
    let mut shapes = operations(1);
    shapes.insert("a#Input".to_owned(), input);
    shapes
}

/// One operation with an input that has a member of this shape.
fn inside(shape: Value) -> Shapes {
    let mut shapes = one(json!({"type": "structure", "members": {"inner": {"target": "a#Inner"}}}));
    shapes.insert("a#Inner".to_owned(), shape);
    shapes
}

/// The model with these shapes.
fn model(mut shapes: Shapes) -> String {
    let operations = shapes
        .iter()
        .filter(|(_, shape)| shape["type"] == "operation")
        .map(|(id, _)| json!({"target": id}));
    let service = json!({
        "type": "service",
        "version": "1",
        "operations": operations.collect::<Vec<_>>(),
        "traits": {"aws.protocols#restJson1": {}},
    });
    shapes.insert("a#Service".to_owned(), service);
    json!({"smithy": "2.0", "shapes": shapes}).to_string()
}

/// What was measured.
#[derive(Default)]
pub(crate) struct Growth {
    /// The table, as Markdown.
    pub(crate) table: String,
    /// What grows too fast.
    pub(crate) failures: Vec<String>,
}

/// Measures everything.
pub(crate) fn measure() -> Result<Growth> {
    let mut growth = Growth {
        table: format!(
            "\n| of these | there are | seconds | and {TIMES} times as many | grow to the power of |\n|---|---|---|---|---|\n"
        ),
        ..Growth::default()
    };
    for thing in &THINGS {
        let few = seconds(thing, thing.count)?;
        let many = seconds(thing, thing.count * TIMES)?;
        let exponent = (many / few).ln() / (TIMES as f64).ln();
        let (name, count) = (thing.name, thing.count);
        let _ = writeln!(
            growth.table,
            "| {name} | {count} | {few:.3} | {many:.3} | {exponent:.2} |"
        );
        if exponent > FASTEST {
            growth.failures.push(format!(
                "{name}: time grows to the power of {exponent:.2} from {count} to {}, and may to that of {FASTEST}",
                count * TIMES
            ));
        }
    }
    Ok(growth)
}

fn seconds(thing: &Thing, count: usize) -> Result<f64> {
    let sources = [Source::new("model.json", model((thing.shapes)(count)))];
    let settings = Settings::new("made");
    let mut fastest = f64::INFINITY;
    for _ in 0..RUNS {
        let start = Instant::now();
        if let Err(diagnostics) = generate(&sources, &settings) {
            bail!(
                "{count} {}: {}",
                thing.name,
                diagnostics.render(&sources, false)
            );
        }
        fastest = fastest.min(start.elapsed().as_secs_f64());
    }
    Ok(fastest)
}
