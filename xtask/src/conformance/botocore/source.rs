//! Where botocore's source distribution is, and its suites of protocol tests.
//!
//! In: a folder, or the pinned `tests/boto3/botocore-source.txt`. Out: its folder, or the one with `input` and `output`.
//! What is downloaded is checked by its hash, and stays below `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{process, python, workspace};

const REQUIREMENT: &str = "tests/boto3/botocore-source.txt";
const SUITES: &str = "tests/unit/protocols";

/// The suites in this folder, which is a source distribution or its `tests/unit/protocols`.
pub(super) fn given(folder: &Path) -> Result<PathBuf> {
    [folder.join(SUITES), folder.to_owned()]
        .into_iter()
        .find(|folder| folder.join("input").is_dir() && folder.join("output").is_dir())
        .with_context(|| {
            format!(
                "{} is no source distribution of botocore: it has no {SUITES}",
                folder.display()
            )
        })
}

/// The suites of the pinned source distribution; `None` without a Python to download it with.
pub(super) fn downloaded() -> Result<Option<PathBuf>> {
    distribution()?.map(|folder| given(&folder)).transpose()
}

/// The pinned source distribution, unpacked; `None` without a Python to download it with.
pub(crate) fn distribution() -> Result<Option<PathBuf>> {
    let folder = workspace::target("botocore-source");
    let stamp = folder.join("requirement.txt");
    let wanted = fs::read_to_string(workspace::path(REQUIREMENT))
        .with_context(|| format!("cannot read {REQUIREMENT}"))?;
    if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return unpacked(&folder).map(Some);
    }
    let Some(interpreter) = python::interpreter()? else {
        return Ok(None);
    };
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    process::retried(
        Command::new(&interpreter)
            .args(["-m", "pip", "download", "--quiet"])
            .args(["--disable-pip-version-check", "--no-deps"])
            .args(["--no-binary", "botocore", "--require-hashes"])
            .arg("--requirement")
            .arg(workspace::path(REQUIREMENT))
            .arg("--dest")
            .arg(&folder),
    )?;
    for archive in entries(&folder)? {
        if archive.extension().is_some_and(|it| it == "gz") {
            process::run(
                Command::new(&interpreter)
                    .args(["-m", "tarfile", "--extract"])
                    .arg(&archive)
                    .arg(&folder),
            )?;
        }
    }
    let unpacked = unpacked(&folder)?;
    fs::write(stamp, wanted)?;
    Ok(Some(unpacked))
}

/// The one folder that was in the archive.
fn unpacked(folder: &Path) -> Result<PathBuf> {
    for entry in entries(folder)? {
        if entry.is_dir() {
            return Ok(entry);
        }
    }
    bail!("nothing is unpacked in {}", folder.display())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}
