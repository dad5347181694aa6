//! Endpoint tests that say which operation is called, and with what.
//!
//! In: botocore's models whose protocol clients speak, with tests of that kind. Out: whether generated clients, called so,
//! send their requests where the tests say. Their crates are below `target/endpoint-calls`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tinsmith_codegen::settings::{Runtime, Setting, Settings, Sides};
use tinsmith_codegen::{Source, generate};

use super::read::{self, MODEL, RULES};
use crate::process::{cargo, run};
use crate::{models, workspace};

/// The protocols of C2J that clients speak.
const SPOKEN: [&str; 2] = ["json", "rest-json"];

/// Runs them; an error, if one fails.
pub(super) fn check(source: &Path) -> Result<()> {
    let folder = workspace::target("endpoint-calls");
    let judge = folder.join("judge");
    fs::create_dir_all(judge.join("src"))?;
    fs::create_dir_all(judge.join("tests"))?;
    let mut members = vec!["judge".to_owned()];
    let (mut modules, mut table) = (String::new(), String::new());
    let mut calls = 0;
    for (name, newest, tests) in read::published(source)? {
        let tests: Value = serde_json::from_str(&read::text(&tests)?)?;
        let operations = operations(&tests);
        let model = read::text(&newest.join(MODEL))?;
        if operations.is_empty() || !is_spoken(&model)? {
            continue;
        }
        let rules = read::text(&newest.join(RULES))?;
        let krate = format!("called-{name}");
        let inputs = generate_into(&krate, model, rules.clone(), &operations, &folder)
            .with_context(|| format!("the service {name}"))?;
        calls += cases(&tests).count();
        let built_ins = built_ins(&serde_json::from_str(&rules)?);
        fs::write(
            judge.join(format!("tests/{name}.json")),
            json!({ "builtIns": built_ins, "testCases": tests["testCases"] }).to_string(),
        )?;
        let module = krate.replace('-', "_");
        let _ = writeln!(modules, "calls!({module}; {inputs});");
        let _ = writeln!(table, "    ({name:?}, {module}),");
        members.push(krate);
    }
    ensure!(calls > 0, "no endpoint test says which operation is called");
    let text = format!("{modules}\npub const ALL: &[(&str, super::Call)] = &[\n{table}];\n");
    fs::write(judge.join("src/services.rs"), text)?;
    let program = read::text(&workspace::path("tests/endpoints/calls.rs"))?;
    fs::write(judge.join("src/main.rs"), program)?;
    fs::write(judge.join("Cargo.toml"), manifest(&members[1..]))?;
    let names: Vec<&str> = members.iter().map(String::as_str).collect();
    models::write_workspace(&folder, &names)?;
    println!("{calls} calls of {} services", names.len() - 1);
    // It fails unless it makes as many.
    run(cargo(&["run", "--quiet", "--package", "judge", "--"])
        .args([judge.join("tests").display().to_string(), calls.to_string()])
        .current_dir(&folder))
}

fn manifest(crates: &[String]) -> String {
    let runtime = workspace::path("runtime").display().to_string();
    let mut text = format!(
        "[package]\nname = \"judge\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nserde_json = \"1\"\n\
         tinsmith = {{ path = {runtime:?}, default-features = false, features = [\"client\"] }}\n"
    );
    for krate in crates {
        let _ = writeln!(
            text,
            "{krate} = {{ path = \"../{krate}\", default-features = false, features = [\"client\", \"serde\"] }}"
        );
    }
    text
}

fn is_spoken(model: &str) -> Result<bool> {
    let model: Value = serde_json::from_str(model)?;
    let protocol = model["metadata"]["protocol"].as_str();
    Ok(protocol.is_some_and(|protocol| SPOKEN.contains(&protocol)))
}

/// The operations that are called.
fn operations(tests: &Value) -> BTreeSet<String> {
    cases(tests)
        .filter_map(|call| call["operationName"].as_str())
        .map(str::to_owned)
        .collect()
}

/// The calls of all tests.
fn cases(tests: &Value) -> impl Iterator<Item = &Value> {
    let tests = tests["testCases"].as_array().into_iter().flatten();
    tests.flat_map(|test| test["operationInputs"].as_array().into_iter().flatten())
}

/// The parameter of each built-in.
fn built_ins(rules: &Value) -> Value {
    let mut built_ins = serde_json::Map::new();
    for (name, parameter) in rules["parameters"].as_object().into_iter().flatten() {
        if let Some(built_in) = parameter["builtIn"].as_str() {
            built_ins.insert(built_in.to_owned(), json!(name));
        }
    }
    built_ins.into()
}

/// Generates a client of these operations. Answers with each and its input: `"PutItem" => PutItemInput, ...`.
fn generate_into(
    krate: &str,
    model: String,
    rules: String,
    operations: &BTreeSet<String>,
    folder: &Path,
) -> Result<String> {
    let sources = [
        Source::new(format!("{krate}/{MODEL}"), model),
        Source::new(format!("{krate}/{RULES}"), rules),
    ];
    let mut settings = Settings::new(krate);
    settings.sides = Sides {
        client: true,
        server: false,
    };
    let operations = operations.iter();
    settings.operations = Some(operations.map(Setting::unplaced).collect());
    settings.runtime = Runtime::Path(workspace::path("runtime").display().to_string());
    let generated = match generate(&sources, &settings) {
        Ok(generated) => generated,
        Err(diagnostics) => bail!("{}", diagnostics.render(&sources, false)),
    };
    generated.files.write(&folder.join(krate))?;
    let inputs = generated.krate.operations.iter();
    let inputs = inputs.map(|it| format!("{:?} => {}", it.modelled, it.input.path.name));
    Ok(inputs.collect::<Vec<_>>().join(", "))
}
