//! What comes with a client: crates and generated lines.
//!
//! In: the tiny programs of `bench/`. Out: how many crates each depends on, and how many lines of Rust were generated for
//! the service.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::profile::{self, Profile};
use super::row::Figures;
use crate::process::{cargo, output};
use crate::workspace;

const OFFICIAL: &str = "aws-sdk-iotjobsdataplane";
const GENERATED: &str = "generated/iot-jobs-data/src";

/// Crates that the tiny programs depend on, those of procedural macros and build scripts of theirs not counted.
pub(crate) fn crates() -> Result<Figures> {
    Ok(Figures::pair(
        count("tiny-ours")? as f64,
        count("tiny-official")? as f64,
    ))
}

/// The crates of ours, one by one.
pub(crate) fn profile() -> Result<Profile> {
    Ok(Profile::Names(names("tiny-ours")?.into_iter().collect()))
}

/// The generated lines, by their kind.
pub(crate) fn lines_by_kind() -> Result<Profile> {
    profile::lines::of_folder(&workspace::path(GENERATED))
}

fn count(package: &str) -> Result<usize> {
    Ok(names(package)?.len())
}

/// Names and versions.
fn names(package: &str) -> Result<BTreeSet<String>> {
    let text = output(
        cargo(&[
            "tree",
            "--locked",
            "--package",
            package,
            "--edges",
            "normal",
        ])
        .args(["--prefix", "none", "--format", "{p}"])
        .current_dir(workspace::path("bench")),
    )?;
    // Name and version; where it is and whether it was shown before follows.
    Ok(text
        .lines()
        .map(|line| line.split(' ').take(2).collect::<Vec<_>>())
        .filter(|words| words.len() == 2 && words[0] != package)
        .map(|words| words.join(" "))
        .collect())
}

/// Lines of the generated crates.
pub(crate) fn lines() -> Result<Figures> {
    let ours = lines_below(&workspace::path(GENERATED))?;
    let peer = lines_below(&source_of(OFFICIAL)?.join("src"))?;
    Ok(Figures::pair(ours as f64, peer as f64))
}

/// Where cargo keeps the source of a package that `bench/` depends on.
fn source_of(package: &str) -> Result<PathBuf> {
    let text = output(
        cargo(&["metadata", "--locked", "--format-version", "1"])
            .current_dir(workspace::path("bench")),
    )?;
    let metadata: Value = serde_json::from_str(&text)?;
    let manifest = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|found| found["name"] == package)
        .and_then(|found| found["manifest_path"].as_str())
        .with_context(|| format!("bench/ does not depend on {package}"))?;
    let folder = Path::new(manifest).parent();
    Ok(folder.context("a manifest is in a folder")?.to_owned())
}

fn lines_below(folder: &Path) -> Result<usize> {
    let mut lines = 0;
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            lines += lines_below(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            lines += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(lines)
}
