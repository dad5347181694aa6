//! The generator as a library, used by somebody else's xtask and build script outside this checkout.
//!
//! In: the packages below `tests/outside`. Out: whether they build and run in a temporary folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{cargo, run};
use crate::steps::Outcome;
use crate::workspace;

/// Copies the packages to a temporary folder, points them at this checkout, and runs them.
pub(crate) fn check() -> Result<Outcome> {
    let folder = std::env::temp_dir().join(format!("tinsmith-outside-{}", std::process::id()));
    let result = build_in(&folder);
    fs::remove_dir_all(&folder).ok();
    result
}

fn build_in(folder: &Path) -> Result<Outcome> {
    let files = [
        "weather.json",
        "generate/Cargo.toml.in",
        "generate/src/main.rs",
        "app/Cargo.toml.in",
        "app/build.rs",
        "app/src/main.rs",
    ];
    for file in files {
        copy(folder, file).with_context(|| format!("cannot copy {file}"))?;
    }
    let runtime = workspace::path("runtime");
    cargo_run(
        folder,
        "generate",
        &[
            Path::new("weather.json"),
            Path::new("weather-api"),
            &runtime,
        ],
    )?;
    cargo_run(folder, "app", &[])?;
    Ok(Outcome::Passed)
}

fn copy(folder: &Path, file: &str) -> Result<()> {
    let to = folder.join(file.trim_end_matches(".in"));
    fs::create_dir_all(to.parent().context("a folder")?)?;
    let checkout = workspace::root().display().to_string().replace('\\', "/");
    let text = fs::read_to_string(workspace::path("tests/outside").join(file))?;
    fs::write(to, text.replace("@CHECKOUT@", &checkout))?;
    Ok(())
}

/// Runs one of the packages with this checkout's versions of its dependencies, seen from the temporary folder.
fn cargo_run(folder: &Path, package: &str, arguments: &[&Path]) -> Result<()> {
    fs::copy(
        workspace::path("Cargo.lock"),
        folder.join(package).join("Cargo.lock"),
    )?;
    run(cargo(&["run", "--quiet", "--manifest-path"])
        .arg(folder.join(package).join("Cargo.toml"))
        .arg("--")
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", workspace::target("outside")))
}
