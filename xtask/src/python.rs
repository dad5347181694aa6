//! Python environments below `target/`: one with boto3, one with moto's server.
//!
//! In: the pinned `tests/boto3/requirements.txt` and `tests/moto/requirements.txt`. Out: the paths of interpreters that
//! have them. Never touches the machine's own Python.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{process, workspace};

/// The interpreter of the environment with boto3, if this machine has Python.
pub(crate) fn interpreter() -> Result<Option<PathBuf>> {
    environment("python", "tests/boto3/requirements.txt")
}

/// The interpreter of the environment with moto's server, if this machine has Python.
pub(crate) fn moto() -> Result<Option<PathBuf>> {
    environment("python-moto", "tests/moto/requirements.txt")
}

/// The interpreter of an environment, which is made when it is not there or its requirements have changed.
fn environment(name: &str, requirements: &str) -> Result<Option<PathBuf>> {
    if !process::exists("python3") {
        return Ok(None);
    }
    let environment = workspace::target(name);
    let interpreter = environment.join("bin/python");
    let stamp = environment.join("requirements.txt");
    let wanted = fs::read_to_string(workspace::path(requirements))
        .with_context(|| format!("cannot read {requirements}"))?;
    if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(Some(interpreter));
    }
    process::run(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&environment),
    )
    .context("cannot make a virtual environment (on Debian: apt-get install python3-venv)")?;
    process::retried(
        Command::new(&interpreter)
            .args(["-m", "pip", "install", "--quiet"])
            .args(["--disable-pip-version-check", "--no-deps"])
            .args(["--require-hashes", "--requirement"])
            .arg(workspace::path(requirements)),
    )?;
    fs::write(&stamp, wanted)?;
    Ok(Some(interpreter))
}

/// The folder of botocore's models: `<service>/<version>/service-2.json.gz`.
pub(crate) fn botocore_models() -> Result<Option<PathBuf>> {
    if interpreter()?.is_none() {
        return Ok(None);
    }
    let lib = workspace::target("python").join("lib");
    for entry in fs::read_dir(&lib).with_context(|| format!("cannot read {}", lib.display()))? {
        let models = entry?.path().join("site-packages/botocore/data");
        if models.is_dir() {
            return Ok(Some(models));
        }
    }
    bail!(
        "botocore is installed, but its models are not below {}",
        lib.display()
    )
}
