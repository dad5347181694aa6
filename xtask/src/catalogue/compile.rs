//! Generated crates, compiled.
//!
//! In: models and the names of those whose crates are wanted. Out: whether each passes `cargo check --all-features`
//! without a warning, and how long that took. All are tried, whatever fails. The crates stay below `target/catalogue`.

use std::collections::BTreeSet;
use std::fs;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::generate;

use super::settings::Catalogue;
use super::{Found, crew};
use crate::process::{cargo, run};
use crate::{models, workspace};

/// What came of compiling.
#[derive(Default)]
pub(crate) struct Compiled {
    /// The crates that compile without a warning, with seconds.
    pub(crate) passed: Vec<(String, f64)>,
    /// What does not.
    pub(crate) failures: Vec<String>,
}

/// Writes and compiles these crates.
pub(crate) fn check(
    models: &[Found],
    wanted: &BTreeSet<String>,
    settings: &Catalogue,
) -> Result<Compiled> {
    let mut compiled = Compiled::default();
    if wanted.is_empty() {
        return Ok(compiled);
    }
    let folder = workspace::target("catalogue");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for model in models.iter().filter(|model| wanted.contains(&model.name)) {
        let sources = model.sources()?;
        match generate(&sources, &settings.of(&model.service, &model.name)) {
            Ok(generated) => generated.files.write(&folder.join(&model.name))?,
            Err(diagnostics) => bail!(
                "{} was generated before, and is not now:\n{}",
                model.name,
                diagnostics.render(&sources, false)
            ),
        };
    }
    let members: Vec<&str> = wanted.iter().map(String::as_str).collect();
    models::write_workspace(&folder, &members)?;
    let bar = crew::bar(members.len());
    for name in members {
        bar.set_message(name.to_owned());
        let start = Instant::now();
        let checked = run(
            cargo(&["check", "--quiet", "--all-features", "--package", name])
                .current_dir(&folder)
                .env("CARGO_TARGET_DIR", folder.join("target"))
                // what is compiled once and never again needs neither
                .env("CARGO_INCREMENTAL", "0")
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .env("RUSTFLAGS", "--deny warnings"),
        );
        match checked {
            Ok(()) => compiled
                .passed
                .push((name.to_owned(), start.elapsed().as_secs_f64())),
            Err(error) => compiled
                .failures
                .push(format!("{name}: does not compile: {error:#}")),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(compiled)
}
