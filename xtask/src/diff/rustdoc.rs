//! Rustdoc's description of a generated crate, and cargo-semver-checks, which compares two of them.
//!
//! In: a model. Out: a file of rustdoc JSON; what the other tool found between two. Each is made once and kept below
//! `target/versions`, under the digest of everything that it depends on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::rust::Crate;
use tinsmith_codegen::settings::{Runtime, Settings};
use tinsmith_codegen::{Source, generate};

use crate::process::{self, cargo, run};
use crate::{versions, workspace};

/// The version of cargo-semver-checks whose findings are explained.
pub(super) const TOOL: &str = "0.51.0";

/// The features that are described: both sides, without the transport, which adds nothing to compare and much to compile.
const FEATURES: &str = "client,server";

/// A crate on the disk.
pub(super) struct Made {
    /// The crate in Rust's words.
    pub(super) krate: Crate,
    /// Its folder.
    pub(super) folder: PathBuf,
    /// What rustdoc says of it, as JSON.
    pub(super) described: PathBuf,
}

/// Writes the crate of a model, and describes it.
pub(super) fn describe(service: &str, version: &str, source: &Source) -> Result<Made> {
    let folder = versions::folder().join(format!("crates/{service}-{version}"));
    let written = folder.join("crate");
    let described = folder.join("rustdoc.json");
    let mut settings = Settings::new(service);
    settings.runtime = Runtime::Path(workspace::path("runtime").display().to_string());
    let sources = std::slice::from_ref(source);
    let generated = match generate(sources, &settings) {
        Ok(generated) => generated,
        Err(diagnostics) => bail!("{service}:\n{}", diagnostics.render(sources, false)),
    };
    fs::create_dir_all(&folder)?;
    let summary = generated.files.write(&written)?;
    let made = Made {
        krate: generated.krate,
        folder: written,
        described,
    };
    if summary.differences.is_empty() && made.described.is_file() {
        return Ok(made);
    }
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"crate\"]\n",
    )?;
    fs::copy(workspace::path("Cargo.lock"), folder.join("Cargo.lock"))?;
    let target = versions::folder().join("target");
    // Stable rustdoc writes JSON where it is told that it may.
    run(
        cargo(&["rustdoc", "--quiet", "--lib", "--package", service])
            .args(["--no-default-features", "--features", FEATURES])
            .args(["--", "-Zunstable-options", "--output-format", "json"])
            .current_dir(&folder)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", &target),
    )?;
    let name = service.replace('-', "_");
    fs::copy(target.join(format!("doc/{name}.json")), &made.described)
        .with_context(|| format!("rustdoc described no {name}"))?;
    Ok(made)
}

/// What cargo-semver-checks says of two descriptions.
pub(super) fn compare(old: &Path, new: &Path) -> Result<String> {
    let output = Command::new(tool()?)
        .args(["semver-checks", "--color", "never"])
        .arg("--baseline-rustdoc")
        .arg(old)
        .arg("--current-rustdoc")
        .arg(new)
        .stdin(Stdio::null())
        .output()
        .context("cannot start cargo-semver-checks")?;
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    // Its last finding ends where its next stream begins.
    said.push_str("\n\n");
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    // 0: no update required; 100: one is. Everything else is a failure of the tool.
    match output.status.code() {
        Some(0 | 100) => Ok(said),
        _ => bail!("{} from cargo-semver-checks\n{said}", output.status),
    }
}

/// The tool of that version: on the path, or installed below `target/`.
fn tool() -> Result<PathBuf> {
    let own = workspace::target("tools/bin/cargo-semver-checks");
    for candidate in [PathBuf::from("cargo-semver-checks"), own.clone()] {
        let said = Command::new(&candidate)
            .args(["semver-checks", "--version"])
            .stdin(Stdio::null())
            .output();
        let is_it = said.is_ok_and(|said| {
            let said = String::from_utf8_lossy(&said.stdout).into_owned();
            said.split_whitespace().any(|word| word == TOOL)
        });
        if is_it {
            return Ok(candidate);
        }
    }
    process::retried(
        cargo(&[
            "install",
            "--locked",
            "cargo-semver-checks",
            "--version",
            TOOL,
            "--root",
        ])
        .arg(workspace::target("tools"))
        .env("CARGO_TARGET_DIR", workspace::target("tools/target")),
    )?;
    Ok(own)
}

/// The compiler whose rustdoc describes.
pub(super) fn compiler() -> Result<String> {
    let output = Command::new("rustc").arg("--version").output();
    let output = output.context("cannot start rustc")?;
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(said.split_whitespace().nth(1).unwrap_or("?").to_owned())
}
