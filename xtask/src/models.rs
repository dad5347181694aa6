//! Models of botocore, generated and compiled.
//!
//! In: names of services. Out: crates below `target/models`, checked without a warning, and a table of what came of
//! each. Never committed: the models are other people's.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::settings::{Runtime, Settings};
use tinsmith_codegen::{Source, generate};

use crate::process::{cargo, run};
use crate::steps::Outcome;
use crate::{python, workspace};

/// What came of one model.
struct Row {
    service: String,
    generated: Generated,
    seconds: Duration,
    checked: Duration,
    documented: bool,
}

/// Generates and compiles these services with all features, denying warnings, and documents some of them too. All are
/// tried, whatever fails; the table comes back where they could be.
pub(crate) fn compile(services: &[&str], documented: &[&str]) -> Result<Option<String>> {
    let Some(models) = python::botocore_models()? else {
        return Ok(None);
    };
    let folder = workspace::target("models");
    fs::create_dir_all(&folder)?;
    let mut rows = Vec::new();
    let mut failures = Vec::new();
    for service in services {
        let start = Instant::now();
        match generate_into(&models, service, &folder.join(service)) {
            Ok(generated) => rows.push(Row {
                service: (*service).to_owned(),
                generated,
                seconds: start.elapsed(),
                checked: Duration::ZERO,
                documented: documented.contains(service),
            }),
            Err(error) => failures.push(format!("{error:#}")),
        }
    }
    let members: Vec<&str> = rows.iter().map(|row| row.service.as_str()).collect();
    write_workspace(&folder, &members)?;
    for row in &mut rows {
        let start = Instant::now();
        let verbs: &[&str] = if row.documented {
            &["check", "doc"]
        } else {
            &["check"]
        };
        for verb in verbs {
            if let Err(error) = cargo_in(&folder, verb, &row.service) {
                failures.push(format!("{}: {error:#}", row.service));
            }
        }
        row.checked = start.elapsed();
    }
    let table = table(&rows);
    print!("{table}");
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    Ok(Some(table))
}

/// How a step ends that compiles models: without botocore there is nothing to compile.
pub(crate) fn outcome(table: Option<&str>) -> Outcome {
    match table {
        Some(_) => Outcome::Passed,
        None => Outcome::Skipped(
            "botocore's models: python3 is not on this machine, and they come from PyPI".to_owned(),
        ),
    }
}

struct Generated {
    operations: usize,
    left_out: usize,
    lines: usize,
}

fn generate_into(models: &Path, service: &str, out: &Path) -> Result<Generated> {
    let sources = sources(models, service)?;
    let mut settings = Settings::new(service);
    settings.runtime = Runtime::Path(workspace::path("runtime").display().to_string());
    let generated = match generate(&sources, &settings) {
        Ok(generated) => generated,
        Err(diagnostics) => bail!("{service}:\n{}", diagnostics.render(&sources, false)),
    };
    print!("{}", generated.warnings.render(&sources, false));
    generated.files.write(out)?;
    Ok(Generated {
        operations: generated.krate.operations.len(),
        left_out: generated.krate.left_out.len(),
        lines: generated
            .files
            .iter()
            .map(|(_, text)| text.lines().count())
            .sum(),
    })
}

/// The newest model of a service, with what is published beside it of pages and waiters.
pub(crate) fn sources(models: &Path, service: &str) -> Result<Vec<Source>> {
    let model = newest_model(&models.join(service))?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(&model)?)
        .read_to_string(&mut text)
        .with_context(|| format!("cannot read {}", model.display()))?;
    let mut sources = vec![Source::new(format!("{service}/service-2.json"), text)];
    for name in ["paginators-1.json", "waiters-2.json"] {
        let file = model.with_file_name(name);
        if file.is_file() {
            let text = fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            sources.push(Source::new(format!("{service}/{name}"), text));
        }
    }
    Ok(sources)
}

/// `<service>/<version>/service-2.json.gz` of the newest version: versions are dates.
fn newest_model(service: &Path) -> Result<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir(service)
        .with_context(|| format!("cannot read {}", service.display()))?
        .map(|entry| Ok(entry?.path().join("service-2.json.gz")))
        .collect::<Result<_>>()?;
    versions.retain(|file| file.is_file());
    versions.sort();
    versions
        .pop()
        .with_context(|| format!("no model below {}", service.display()))
}

/// One workspace over all of them, so that the runtime is compiled once; it takes this checkout's versions.
pub(crate) fn write_workspace(folder: &Path, members: &[&str]) -> Result<()> {
    let members: Vec<String> = members.iter().map(|member| format!("{member:?}")).collect();
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            members.join(", ")
        ),
    )?;
    fs::copy(workspace::path("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

/// Compiles the package `modules` of this folder, whose modules are generated crates, with warnings denied.
pub(crate) fn check_modules(folder: &Path) -> Result<Outcome> {
    write_workspace(folder, &["modules"])?;
    run(cargo(&["check", "--quiet", "--all-features"])
        .current_dir(folder)
        // what they need is the same for all such packages
        .env("CARGO_TARGET_DIR", workspace::target("modules"))
        .env("RUSTFLAGS", "--deny warnings"))?;
    Ok(Outcome::Passed)
}

fn cargo_in(folder: &Path, verb: &str, service: &str) -> Result<()> {
    let mut command = cargo(&[verb, "--quiet", "--all-features", "--package", service]);
    if verb == "doc" {
        command.arg("--no-deps");
    }
    run(command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "--deny warnings")
        .env("RUSTDOCFLAGS", "--deny warnings"))
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| service | operations | left out | lines | generated, s | checked, s | docs |\n|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {:.2} | {:.1} | {} |",
            row.service,
            row.generated.operations,
            row.generated.left_out,
            row.generated.lines,
            row.seconds.as_secs_f32(),
            row.checked.as_secs_f32(),
            if row.documented { "built" } else { "" },
        );
    }
    text
}
