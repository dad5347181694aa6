//! Where rule sets and their tests come from.
//!
//! In: folders of models. Out: rules as Rust, with their tests. A rule set that the generator refuses is an error.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tinsmith_codegen::settings::{Settings, Sides};
use tinsmith_codegen::{Source, generate};

use super::Service;
use crate::shared;

/// What the Smithy edition of the first service is called.
pub(super) const SHARED_SMITHY: &str = "shared-smithy";

pub(super) const MODEL: &str = "service-2.json";
pub(super) const RULES: &str = "endpoint-rule-set-1.json";
const TESTS: &str = "endpoint-tests-1.json";

/// The services of botocore that have endpoint tests: name, folder of the newest rules, file of the tests.
pub(super) fn published(source: &Path) -> Result<Vec<(String, PathBuf, PathBuf)>> {
    let mut found = Vec::new();
    for folder in sorted(&source.join("tests/functional/endpoint-rules"))? {
        let Some(name) = folder
            .file_name()
            .map(|it| it.to_string_lossy().into_owned())
        else {
            continue;
        };
        let (tests, versions) = (folder.join(TESTS), source.join("botocore/data").join(&name));
        if !tests.is_file() || !versions.is_dir() {
            continue;
        }
        let newest = sorted(&versions)?
            .into_iter()
            .rfind(|version| version.join(RULES).is_file());
        let newest = newest.with_context(|| format!("no rules of {name}"))?;
        found.push((name, newest, tests));
    }
    ensure!(
        !found.is_empty(),
        "{} has no endpoint tests",
        source.display()
    );
    Ok(found)
}

/// The rules of all services of botocore that have endpoint tests.
pub(super) fn botocore(source: &Path) -> Result<Vec<Service>> {
    let mut services = Vec::new();
    let mut failures = Vec::new();
    for (name, newest, tests) in published(source)? {
        match c2j(&name, &newest, &tests) {
            Ok(service) => services.push(service),
            Err(error) => failures.push(format!("{error:#}")),
        }
    }
    ensure!(failures.is_empty(), "{}", failures.join("\n"));
    Ok(services)
}

/// The rules of the first service, as they stand beside its C2J model and in its Smithy edition; nothing where they are
/// absent.
pub(super) fn shared() -> Result<Vec<Service>> {
    let folder = shared::path("models/iot-jobs-data");
    let ast = folder.join("iot-jobs-data-plane-2017-09-29.smithy.json");
    if !ast.is_file() || !folder.join(TESTS).is_file() {
        return Ok(Vec::new());
    }
    let text = text(&ast)?;
    let model: Value = serde_json::from_str(&text)?;
    let mut shapes = model["shapes"].as_object().into_iter().flatten();
    let tests = shapes.find_map(|(_, shape)| shape["traits"].get("smithy.rules#endpointTests"));
    let tests = tests
        .with_context(|| format!("{} has no endpoint tests", ast.display()))?
        .clone();
    let name = SHARED_SMITHY.to_owned();
    let sources = [Source::new(format!("{name}/model.json"), text)];
    Ok(vec![
        c2j("shared-c2j", &folder, &folder.join(TESTS))?,
        Service {
            module: module(&name, &sources)?,
            name,
            tests,
        },
    ])
}

/// The rules beside a C2J model. What a service speaks says nothing about where it is, so that the model is read without its
/// protocol and operations.
fn c2j(name: &str, folder: &Path, tests: &Path) -> Result<Service> {
    let model: Value = serde_json::from_str(&text(&folder.join(MODEL))?)?;
    let mut metadata = model["metadata"].clone();
    if let Some(metadata) = metadata.as_object_mut() {
        metadata.remove("protocols");
        metadata.insert("protocol".to_owned(), json!("rest-json"));
    }
    let model = json!({ "version": "2.0", "metadata": metadata, "operations": {}, "shapes": {} });
    let sources = [
        Source::new(format!("{name}/{MODEL}"), model.to_string()),
        Source::new(format!("{name}/{RULES}"), text(&folder.join(RULES))?),
    ];
    Ok(Service {
        name: name.to_owned(),
        module: module(name, &sources)?,
        tests: serde_json::from_str(&text(tests)?)
            .with_context(|| format!("in {}", tests.display()))?,
    })
}

/// The module that the rules become.
fn module(name: &str, sources: &[Source]) -> Result<String> {
    let mut settings = Settings::new(name);
    settings.sides = Sides {
        client: true,
        server: false,
    };
    match generate(sources, &settings) {
        Ok(generated) => {
            let module = generated.files.get("src/client/endpoint.rs");
            let module = module.with_context(|| format!("{name} has no module for its rules"))?;
            Ok(module.to_owned())
        }
        Err(diagnostics) => bail!("{name}:\n{}", diagnostics.render(sources, false)),
    }
}

pub(super) fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut entries: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    entries.sort();
    Ok(entries)
}
