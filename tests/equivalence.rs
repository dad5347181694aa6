//! One service, two formats: botocore's C2J and the Smithy AST that AWS publishes.
//!
//! In: the committed C2J model and the AST, where it is at hand. Out: every difference between the two crates as `lower`
//! describes them, as (place, kind), held against an exact list. `emit` sees nothing else, so what does not differ here
//! is the same API and the same bytes on the wire.

mod project;
mod shared;

use std::collections::BTreeMap;
use std::fmt::Debug;

use tinsmith_codegen::rust::{Crate, Definition, Field, Operation, Structure};
use tinsmith_codegen::{Plan, Settings, Source, plan, view};

/// What may differ, and must: the place, and the kind of difference (`semantics`, section 9 of the design's notes).
const DIFFERENCES: &[(&str, &str)] = &[
    // the AST has the rules for endpoints, C2J beside it in a file of its own; both pass the endpoint tests
    ("crate", "endpoints"),
    // the service shape: botocore has no name for it, AWS's own has grown
    ("name IoTJobsDataPlane", "name"),
    ("name IotLaserThingJobManagerExternalService", "name"),
    // the AST sorts its errors
    ("operation DescribeJobExecution", "order of errors"),
    ("operation GetPendingJobExecutions", "order of errors"),
    ("operation StartCommandExecution", "order of errors"),
    ("operation StartNextPendingJobExecution", "order of errors"),
    ("operation UpdateJobExecution", "order of errors"),
    // C2J means a full match where Smithy writes anchors, and messages show what the model says; of an alternative, the
    // AST anchors each side once, which is another language
    ("schema DESCRIBE_JOB_EXECUTION_JOB_ID", "pattern"),
    ("schema DESCRIBE_JOB_EXECUTION_JOB_ID_PATTERN", "matcher"),
    ("schema DETAILS_KEY", "pattern"),
    ("schema DETAILS_VALUE", "pattern"),
    ("schema JOB_ID", "pattern"),
    ("schema THING_NAME", "pattern"),
    // `min: 0` beside a `max`: another message, the same values
    ("schema TARGET_ARN", "length"),
    // the AST gives these numbers a default
    ("types JobExecution lastUpdatedAt", "default"),
    ("types JobExecution lastUpdatedAt", "optional"),
    ("types JobExecution queuedAt", "default"),
    ("types JobExecution queuedAt", "optional"),
    ("types JobExecution versionNumber", "default"),
    ("types JobExecution versionNumber", "optional"),
    ("types JobExecutionState versionNumber", "default"),
    ("types JobExecutionState versionNumber", "optional"),
    ("types JobExecutionSummary lastUpdatedAt", "default"),
    ("types JobExecutionSummary lastUpdatedAt", "optional"),
    ("types JobExecutionSummary queuedAt", "default"),
    ("types JobExecutionSummary queuedAt", "optional"),
    ("types JobExecutionSummary versionNumber", "default"),
    ("types JobExecutionSummary versionNumber", "optional"),
];

/// Everything that is decided about a crate: place and kind, value.
type Facts = BTreeMap<(String, &'static str), String>;

#[test]
fn both_formats_give_the_same_crate_but_for_this_list() {
    let Some((c2j, ast)) = both() else { return };
    let (c2j, ast) = (facts(&c2j.krate), facts(&ast.krate));
    let places: std::collections::BTreeSet<_> = c2j.keys().chain(ast.keys()).collect();
    let found: Vec<(&str, &str)> = places
        .into_iter()
        .filter(|place| c2j.get(place) != ast.get(place))
        .map(|(place, kind)| (place.as_str(), *kind))
        .collect();
    let mut wanted = DIFFERENCES.to_vec();
    wanted.sort_unstable();
    for (place, kind) in &found {
        let key = ((*place).to_owned(), *kind);
        if !wanted.contains(&(place, kind)) {
            eprintln!(
                "{place} ({kind}):\n  C2J    {:?}\n  Smithy {:?}",
                c2j.get(&key),
                ast.get(&key)
            );
        }
    }
    assert_eq!(found, wanted);
}

#[test]
fn both_formats_give_the_same_exchanges() {
    let Some((c2j, ast)) = both() else { return };
    assert_eq!(view::exchanges(&c2j.krate), view::exchanges(&ast.krate));
}

fn both() -> Option<(Plan, Plan)> {
    let text = shared::text(
        "models/iot-jobs-data/iot-jobs-data-plane-2017-09-29.smithy.json",
        "AWS's repository of API models, 2025-04",
    )?;
    let services = project::services();
    let service = services
        .iter()
        .find(|service| service.name() == "iot-jobs-data")?;
    let sources = [Source::new("iot-jobs-data.smithy.json", text)];
    match plan(&sources, &Settings::new("iot-jobs-data")) {
        Ok(ast) => Some((service.plan(), ast)),
        Err(diagnostics) => panic!("{}", diagnostics.render(&sources, false)),
    }
}

fn facts(krate: &Crate) -> Facts {
    let mut facts = Facts::new();
    let mut add = |place: &str, kind: &'static str, value: String| {
        facts.insert((place.to_owned(), kind), value);
    };
    add("crate", "title", krate.title.clone());
    add("crate", "protocol", debug(&krate.protocol));
    add("crate", "docs", collapsed(&krate.docs));
    if let Some(client) = &krate.client {
        add("crate", "client", debug(&client.service));
        add("crate", "version", debug(&client.version));
        add("crate", "auth", debug(&client.auth));
        add("crate", "signing name", debug(&client.signing_name));
        add("crate", "endpoints", debug(&client.endpoints));
    }
    add("crate", "server", debug(&krate.server));
    add("crate", "left out", debug(&krate.left_out));
    for name in &krate.names {
        add(&format!("name {}", name.modelled), "name", debug(name));
    }
    for constraints in &krate.schema.constraints {
        let place = format!("schema {}", constraints.name);
        add(&place, "length", debug(&constraints.length));
        add(&place, "range", debug(&constraints.range));
        add(&place, "pattern", debug(&constraints.pattern));
        add(&place, "unique items", debug(&constraints.unique_items));
    }
    for pattern in &krate.schema.patterns {
        add(
            &format!("schema {}", pattern.name),
            "matcher",
            debug(pattern),
        );
    }
    for element in &krate.schema.elements {
        add(
            &format!("schema {}", element.name),
            "element",
            debug(element),
        );
    }
    for definition in &krate.types {
        match definition {
            Definition::Structure(of) => structure(&mut add, "types", of),
            Definition::Union(of) => add(&format!("types {}", of.path.name), "union", debug(of)),
            Definition::Enum(of) => add(&format!("types {}", of.path.name), "enum", debug(of)),
            Definition::IntEnum(of) => add(&format!("types {}", of.path.name), "enum", debug(of)),
        }
    }
    for error in &krate.errors {
        structure(&mut add, "error", error);
    }
    for of in &krate.operations {
        operation(&mut add, of);
    }
    facts
}

fn structure(add: &mut impl FnMut(&str, &'static str, String), module: &str, of: &Structure) {
    let place = format!("{module} {}", of.path.name);
    add(&place, "docs", collapsed(&of.docs));
    add(&place, "modelled", of.modelled.clone());
    // all that is not a field or docs
    let bare = Structure {
        docs: Vec::new(),
        fields: Vec::new(),
        modelled: String::new(),
        ..of.clone()
    };
    add(&place, "structure", debug(&bare));
    for (index, field) in of.fields.iter().enumerate() {
        let place = format!("{place} {}", field.schema.name);
        add(&place, "order", index.to_string());
        add(&place, "docs", collapsed(&field.docs));
        add(&place, "optional", debug(&field.optional));
        add(&place, "default", debug(&field.default));
        let bare = Field {
            docs: Vec::new(),
            optional: true,
            default: None,
            ..field.clone()
        };
        add(&place, "field", debug(&bare));
    }
}

fn operation(add: &mut impl FnMut(&str, &'static str, String), of: &Operation) {
    let place = format!("operation {}", of.modelled);
    add(&place, "docs", collapsed(&of.docs));
    structure(add, "operation", &of.input);
    structure(add, "operation", &of.output);
    let order: Vec<&str> = of
        .error
        .variants
        .iter()
        .map(|variant| variant.code.as_str())
        .collect();
    add(&place, "order of errors", order.join(", "));
    for variant in &of.error.variants {
        add(
            &format!("{place} {}", variant.code),
            "error",
            debug(variant),
        );
    }
    add(&place, "other error", of.error.other.clone());
    add(&place, "request", debug(&of.request));
    add(&place, "response", debug(&of.response));
    add(&place, "violated", debug(&of.violated));
    add(
        &place,
        "rest",
        debug(&(
            &of.method,
            &of.file,
            &of.fluent,
            &of.deprecated,
            of.idempotent,
            of.readonly,
        )),
    );
}

/// White space and the wrapping of lines do not count.
fn collapsed(lines: &[String]) -> String {
    lines
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn debug(value: &impl Debug) -> String {
    format!("{value:?}")
}
