//! Generated crates, compiled.
//!
//! In: models and the names of those whose crates are wanted. Out: whether each, with what is published beside its model,
//! passes `cargo check --all-features` without a warning, and what that took. All are tried, whatever fails. The crates
//! stay below `target/catalogue`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::generate;

use super::process_cost::Cost;
use super::settings::Catalogue;
use super::{Found, crew};
use crate::process::cargo;
use crate::{models, workspace};

/// What came of compiling.
#[derive(Default)]
pub(crate) struct Compiled {
    /// The crates that compile without a warning, the largest first.
    pub(crate) passed: Vec<Passed>,
    /// What does not.
    pub(crate) failures: Vec<String>,
}

/// A crate that compiles without a warning.
pub(crate) struct Passed {
    /// Its name.
    pub(crate) name: String,
    /// Its lines.
    pub(crate) lines: usize,
    /// From when cargo started to when it ended; it compiles what the crate needs too, where that is not there yet.
    pub(crate) seconds: f64,
    /// Of the compiler, for this crate alone.
    pub(crate) cost: Cost,
}

/// How often the compiler is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// How many lines of what cargo says about a crate are told.
const TOLD: usize = 60;

/// Where the workers' target folders are, below the crates.
const TARGET: &str = "target";

/// Warnings are errors.
const FLAGS: &str = "--deny warnings";

/// Writes and compiles these crates, `jobs` at once.
pub(crate) fn check(
    models: &[Found],
    wanted: &BTreeSet<String>,
    settings: &Catalogue,
    jobs: usize,
) -> Result<Compiled> {
    let mut compiled = Compiled::default();
    if wanted.is_empty() {
        return Ok(compiled);
    }
    let folder = workspace::target("catalogue");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    // What was compiled by an earlier run would seem to take no time.
    let built = folder.join(TARGET);
    if built.exists() {
        fs::remove_dir_all(&built).with_context(|| format!("cannot remove {}", built.display()))?;
    }
    let models: Vec<&Found> = models
        .iter()
        .filter(|model| wanted.contains(&model.name))
        .collect();
    let members: Vec<&str> = models.iter().map(|model| &*model.name).collect();
    let lines: Result<Vec<usize>> = models
        .iter()
        .map(|model| write(model, settings, &folder))
        .collect();
    let lines = lines?;
    models::write_workspace(&folder, &members)?;
    let checked = crew::work(jobs, &models, |worker, model| {
        check_one(&folder, worker, &model.name)
    });
    for ((checked, model), lines) in checked.into_iter().zip(models).zip(lines) {
        match checked {
            Ok((seconds, cost)) => compiled.passed.push(Passed {
                name: model.name.clone(),
                lines,
                seconds,
                cost,
            }),
            Err(error) => compiled
                .failures
                .push(format!("{}: does not compile: {error:#}", model.name)),
        }
    }
    compiled
        .passed
        .sort_by_key(|passed| (std::cmp::Reverse(passed.lines), passed.name.clone()));
    Ok(compiled)
}

/// Writes a crate; returns its lines.
fn write(model: &Found, settings: &Catalogue, folder: &Path) -> Result<usize> {
    let sources = model.sources()?;
    match generate(&sources, &settings.of(&model.service, &model.name)) {
        Ok(generated) => {
            generated.files.write(&folder.join(&model.name))?;
            let lines = generated.files.iter().map(|(_, text)| text.lines().count());
            Ok(lines.sum())
        }
        Err(diagnostics) => bail!(
            "{} cannot be generated with what is published beside its model\n{}",
            model.name,
            diagnostics.render(&sources, false)
        ),
    }
}

/// Compiles a crate. Each worker has a target folder of its own, since cargo locks it.
fn check_one(folder: &Path, worker: usize, name: &str) -> Result<(f64, Cost)> {
    let start = Instant::now();
    let mut command = cargo(&["check", "--quiet", "--all-features", "--package", name]);
    let child = command
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            folder.join(TARGET).join(worker.to_string()),
        )
        // what is compiled once and never again needs neither
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", FLAGS)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let id = child.id();
    let ended = AtomicBool::new(false);
    let (output, cost) = thread::scope(|scope| {
        let watching = scope.spawn(|| watch(id, name, &ended));
        let output = child.wait_with_output();
        ended.store(true, Ordering::Relaxed);
        (output, watching.join().unwrap_or_default())
    });
    let output = output.context("cannot wait for cargo")?;
    if !output.status.success() {
        bail!("{}", told(&output));
    }
    Ok((start.elapsed().as_secs_f64(), cost))
}

/// What the compiler has cost when it was last seen.
fn watch(cargo: u32, name: &str, ended: &AtomicBool) -> Cost {
    let mut cost = Cost::default();
    while !ended.load(Ordering::Relaxed) {
        cost = Cost::of_compiler(cargo, name).unwrap_or(cost);
        thread::sleep(LOOK);
    }
    cost
}

/// The beginning of what cargo said.
fn told(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().collect();
    let shown = lines.len().min(TOLD);
    let mut told = format!("{}\n{}", output.status, lines[..shown].join("\n"));
    if shown < lines.len() {
        told.push_str(&format!("\n... and {} lines more", lines.len() - shown));
    }
    told
}
