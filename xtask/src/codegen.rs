//! `cargo xtask codegen`: the crates and snapshots that `model/services.toml` names.
//!
//! In: that file and the models. Out: `generated/<crate>` and `tests/snapshots/<crate>`, written or compared. Nothing is
//! written unless every service that was asked for generates.

use std::fs;
use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::settings::{Entry, Services};
use tinsmith_codegen::{Diagnostics, Generated, Source, generate};

use crate::snapshots::{self, Snapshots};
use crate::workspace;

const SERVICES: &str = "model/services.toml";

/// A generated service.
struct Made {
    name: String,
    generated: Generated,
    snapshots: Snapshots,
}

/// Generates the services of these names, or all; `check` writes nothing.
pub(crate) fn run(chosen: &[String], check: bool) -> Result<ExitCode> {
    let names = packages()?;
    for name in chosen {
        if !names.contains(name) {
            bail!(
                "{SERVICES} has no crate {name:?}; it has {}",
                names.join(", ")
            );
        }
    }
    let mut made = Vec::new();
    let mut failed = false;
    for name in names
        .iter()
        .filter(|name| chosen.is_empty() || chosen.contains(name))
    {
        match make(name)? {
            Some(service) => made.push(service),
            None => failed = true,
        }
    }
    if failed {
        eprintln!("nothing was written");
        return Ok(ExitCode::FAILURE);
    }
    let stale = if chosen.is_empty() {
        folders_without_service(&names)?
    } else {
        Vec::new()
    };
    if check {
        compare(&made, &stale)
    } else {
        write(&made, &stale)
    }
}

/// The crates that `services.toml` names.
pub(crate) fn packages() -> Result<Vec<String>> {
    Ok(services(0)?
        .entries
        .into_iter()
        .map(|entry| entry.settings.name)
        .collect())
}

/// `services.toml`, its places counted as those of the source of this index.
fn services(index: u32) -> Result<Services> {
    let source = services_source()?;
    let mut diagnostics = Diagnostics::default();
    let services = Services::read(index, &source.text, &mut diagnostics);
    if services.is_none() {
        // only places in this file can be told of
        let sources = vec![source; index as usize + 1];
        bail!(
            "{SERVICES} cannot be used\n{}",
            diagnostics.render(&sources, color())
        );
    }
    services.context("no services")
}

fn services_source() -> Result<Source> {
    let text = fs::read_to_string(workspace::path(SERVICES))
        .with_context(|| format!("cannot read {SERVICES}"))?;
    Ok(Source::settings(SERVICES, text))
}

fn make(name: &str) -> Result<Option<Made>> {
    let files = entry(name, 0)?.model.len();
    // its settings stand behind its models in the list of sources
    let Entry { model, settings } = entry(name, u32::try_from(files)?)?;
    let mut sources = Vec::new();
    for file in &model {
        let path = format!("model/{}", file.value);
        let text = fs::read_to_string(workspace::path(&path))
            .with_context(|| format!("cannot read {path}, which {SERVICES} names for {name}"))?;
        sources.push(Source::new(path, text));
    }
    let result = generate(&sources, &settings);
    sources.push(services_source()?);
    match result {
        Ok(generated) => {
            eprint!("{}", generated.warnings.render(&sources, color()));
            let snapshots = snapshots::of(&generated);
            Ok(Some(Made {
                name: name.to_owned(),
                generated,
                snapshots,
            }))
        }
        Err(diagnostics) => {
            eprint!("{}", diagnostics.render(&sources, color()));
            Ok(None)
        }
    }
}

fn entry(name: &str, index: u32) -> Result<Entry> {
    let entries = services(index)?.entries;
    entries
        .into_iter()
        .find(|entry| entry.settings.name == name)
        .context("the service is gone")
}

fn write(made: &[Made], stale: &[String]) -> Result<ExitCode> {
    for Made {
        name,
        generated,
        snapshots,
    } in made
    {
        let summary = generated
            .files
            .write(&workspace::path(&format!("generated/{name}")))?;
        for difference in &summary.differences {
            println!("{:?} generated/{name}/{}", difference.kind, difference.path);
        }
        let changed = snapshots.write(name)?;
        for path in &changed {
            println!("{path}");
        }
        println!(
            "{name}: {} files changed, {} as they were; {} snapshots changed",
            summary.differences.len(),
            summary.unchanged,
            changed.len()
        );
    }
    for folder in stale {
        fs::remove_dir_all(workspace::path(folder))
            .with_context(|| format!("cannot remove {folder}"))?;
        println!("Stale {folder}");
    }
    Ok(ExitCode::SUCCESS)
}

fn compare(made: &[Made], stale: &[String]) -> Result<ExitCode> {
    let mut found = Vec::new();
    for Made {
        name,
        generated,
        snapshots,
    } in made
    {
        let folder = format!("generated/{name}");
        for difference in generated.files.compare(&workspace::path(&folder))? {
            found.push(format!(
                "{:?} {folder}/{}",
                difference.kind, difference.path
            ));
        }
        found.extend(snapshots.compare(name)?);
    }
    found.extend(stale.iter().map(|folder| format!("Stale {folder}")));
    if found.is_empty() {
        println!("generated code and snapshots are up to date");
        return Ok(ExitCode::SUCCESS);
    }
    for line in &found {
        println!("{line}");
    }
    println!(
        "\n{} differ from what the models say; run `cargo xtask codegen` and commit the result",
        found.len()
    );
    Ok(ExitCode::FAILURE)
}

/// Folders below `generated/` and `tests/snapshots/` that no service makes any more: nothing else belongs there.
fn folders_without_service(names: &[String]) -> Result<Vec<String>> {
    let mut stale = Vec::new();
    for parent in ["generated", snapshots::FOLDER] {
        let Ok(entries) = fs::read_dir(workspace::path(parent)) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() && !names.contains(&name) {
                stale.push(format!("{parent}/{name}"));
            }
        }
    }
    stale.sort();
    Ok(stale)
}

fn color() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}
