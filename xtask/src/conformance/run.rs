//! Generates the crates, compiles them and runs their tests.
//!
//! In: the models and the services. Out: what passed and what failed, by service and side. Everything is below
//! `target/conformance`: a workspace of one crate per service, with one test binary each.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::settings::{Runtime, Setting, Settings};
use tinsmith_codegen::{Diagnostics, Source, generate};

use super::count::Service;
use super::{Row, Side, settings_file};
use crate::process::{cargo, run};
use crate::{models, workspace};

/// What came of the tests of one side.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) passed: Vec<String>,
    pub(super) failed: Vec<String>,
    pub(super) skipped: usize,
    /// What was said of those that failed.
    pub(super) details: String,
}

/// Runs the tests of these services, in a workspace of this name.
pub(super) fn all(
    name: &str,
    models: &str,
    services: Vec<Service>,
    sides: &[Side],
) -> Result<Vec<Row>> {
    let folder = workspace::target("conformance").join(name);
    fs::create_dir_all(&folder)?;
    let names: Vec<String> = services.iter().map(Service::krate).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for (service, name) in services.iter().zip(&names) {
        generate_into(models, service, &folder.join(name))
            .with_context(|| format!("the service {}", service.id))?;
    }
    models::write_workspace(&folder, &names)?;
    compile(&folder)?;
    let mut rows = Vec::new();
    for (service, name) in services.into_iter().zip(names) {
        for side in sides {
            let counts = run_tests(&folder, name, &format!("protocol_tests::{side}::"))?;
            rows.push(Row {
                service: service.clone(),
                side: *side,
                counts,
            });
        }
    }
    Ok(rows)
}

fn generate_into(models: &str, service: &Service, out: &Path) -> Result<()> {
    let name = service.krate();
    let mut sources = vec![Source::new("aws-protocol-tests.json", models)];
    let mut settings = Settings::new(&name);
    if let Some(file) = settings_file(service) {
        let text = fs::read_to_string(&file)?;
        let mut diagnostics = Diagnostics::default();
        let read = Settings::read(&name, 1, &text, &mut diagnostics);
        sources.push(Source::settings(file.display().to_string(), text));
        match read {
            Some(read) => settings = read,
            None => bail!("{}", diagnostics.render(&sources, false)),
        }
    }
    settings.service = Some(Setting::unplaced(&service.id));
    settings.protocol = Some(Setting::unplaced(service.protocol));
    settings.protocol_tests = true;
    settings.runtime = Runtime::Path(workspace::path("runtime").display().to_string());
    match generate(&sources, &settings) {
        Ok(generated) => generated.files.write(out)?,
        Err(diagnostics) => bail!("{}", diagnostics.render(&sources, false)),
    };
    Ok(())
}

fn test(folder: &Path) -> std::process::Command {
    let mut command = cargo(&["test", "--quiet", "--lib", "--all-features"]);
    // All workspaces of tests have one, so that the runtime is compiled once.
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", workspace::target("conformance/target"));
    command
}

/// Compiles the tests of a workspace of generated crates.
pub(super) fn compile(folder: &Path) -> Result<()> {
    run(test(folder).args(["--workspace", "--no-run"])).context("the tests do not compile")
}

/// Runs the tests of one crate whose names start like this, and reads what the test binary says of each.
pub(super) fn run_tests(folder: &Path, name: &str, prefix: &str) -> Result<Counts> {
    let output = test(folder)
        .args(["--package", name, "--no-fail-fast", "--", prefix])
        .args(["--format", "pretty"])
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .output()
        .context("cannot start cargo")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut counts = Counts::default();
    for line in text.lines() {
        let Some(line) = line.strip_prefix("test ") else {
            continue;
        };
        let Some((test, result)) = line.split_once(" ... ") else {
            continue;
        };
        let Some(test) = test.strip_prefix(prefix) else {
            continue;
        };
        match result.trim() {
            "ok" => counts.passed.push(test.to_owned()),
            "ignored" => counts.skipped += 1,
            _ => counts.failed.push(test.to_owned()),
        }
    }
    if !counts.failed.is_empty() || !output.status.success() {
        // All but the lines about each test.
        let details = text.lines().filter(|line| !line.ends_with("... ok"));
        counts.details = details.collect::<Vec<_>>().join("\n");
        counts.details.push('\n');
    }
    Ok(counts)
}
