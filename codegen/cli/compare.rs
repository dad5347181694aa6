//! `tinsmith diff`: two versions of a model, compared.
//!
//! In: two files, or two folders with the files of one service each. Out: what changed, on standard output; findings of a
//! model that cannot be used, on standard error. Never a crate.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::settings::Settings;
use tinsmith_codegen::view::diff::{Version, diff};
use tinsmith_codegen::{Diagnostics, Plan, Source, plan};

use crate::arguments::{Diff, Format};
use crate::{color, read, text};

/// The files that AWS publishes beside a model, which change what is generated.
const C2J: [&str; 6] = [
    "service-2.json",
    "paginators-1.json",
    "waiters-2.json",
    "endpoint-rule-set-1.json",
    "endpoint-tests-1.json",
    "examples-1.json",
];

/// Exit status of versions that cannot be compared.
const ERROR: u8 = 2;

pub(crate) fn run(arguments: &Diff) -> Result<ExitCode> {
    let (old_sources, new_sources) = (sources(&arguments.old)?, sources(&arguments.new)?);
    // Both are looked at, so that all that is wrong is told at once.
    let old = planned(&old_sources, arguments.settings.as_deref())?;
    let new = planned(&new_sources, arguments.settings.as_deref())?;
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(ExitCode::from(ERROR));
    };
    let diff = diff(version(&old, &old_sources), version(&new, &new_sources));
    let (from, to) = (arguments.old.display(), arguments.new.display());
    match arguments.format {
        Format::Text => print!("{}", diff.text(&format!("{from} -> {to}"), wants_color())),
        Format::Markdown => {
            let title = format!("`{from}` and `{to}`");
            print!("{}", diff.markdown(&title, None));
        }
        Format::Json => println!("{:#}", diff.json(&format!("{from} -> {to}"))),
    }
    Ok(match diff.is_breaking() {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

fn version<'v>(plan: &'v Plan, sources: &'v [Source]) -> Version<'v> {
    Version {
        model: &plan.model,
        krate: &plan.krate,
        sources,
    }
}

/// What would be generated. `None` after findings have been told.
fn planned(models: &[Source], settings_file: Option<&Path>) -> Result<Option<Plan>> {
    let mut sources = models.to_vec();
    let mut diagnostics = Diagnostics::default();
    // Both versions are called alike: what a crate is called is no matter of its model.
    let mut settings = Some(Settings::new("model"));
    if let Some(file) = settings_file {
        let source = Source::settings(file.display().to_string(), text(file)?);
        let index = u32::try_from(sources.len())?;
        settings = Settings::read("model", index, &source.text, &mut diagnostics);
        sources.push(source);
    }
    let planned = match settings {
        Some(settings) => plan(models, &settings),
        None => Err(diagnostics),
    };
    planned.map(Some).or_else(|diagnostics| {
        eprint!("{}", diagnostics.render(&sources, color()));
        Ok(None)
    })
}

/// The file, or the files of a model in the folder.
fn sources(place: &Path) -> Result<Vec<Source>> {
    if !place.is_dir() {
        return Ok(vec![read(place)?]);
    }
    let is_c2j = place.join(C2J[0]).is_file();
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(place).with_context(|| format!("cannot read {}", place.display()))? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let belongs = match is_c2j {
            true => C2J.contains(&&*name),
            false => name.ends_with(".json"),
        };
        if belongs && file.is_file() {
            files.push(file);
        }
    }
    if files.is_empty() {
        bail!(
            "{} has no model: neither {} nor another .json file",
            place.display(),
            C2J[0]
        );
    }
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn wants_color() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}
