//! Clients that are not ours, against the backend over the generated server.
//!
//! In: boto3 and the official Rust SDK. Out: whether they live through the same stories as the generated client. Never
//! talks to AWS: every call goes to a server of this machine.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process::{cargo, run};
use crate::steps::Outcome;
use crate::{python, workspace};

/// The built backend.
fn jobs_plane() -> Result<PathBuf> {
    run(&mut cargo(&[
        "build",
        "--quiet",
        "--locked",
        "--package",
        "jobs-plane",
    ]))?;
    Ok(workspace::target("debug/jobs-plane"))
}

/// The stories, told by boto3, to planes that want signatures and to planes that don't; then what signatures are for, and
/// whether the recorded ones are still those of botocore.
pub(crate) fn boto3() -> Result<Outcome> {
    let Some(interpreter) = python::interpreter()? else {
        return Ok(Outcome::Skipped(
            "python3 is not on this machine".to_owned(),
        ));
    };
    let script = |name: &str| {
        let mut command = Command::new(&interpreter);
        command.arg(workspace::path("tests/boto3").join(name));
        command
    };
    let server = jobs_plane()?;
    run(script("stories.py").arg("--server").arg(&server))?;
    run(script("stories.py")
        .arg("--signed")
        .arg("--server")
        .arg(&server))?;
    run(script("signatures.py").arg("--server").arg(&server))?;
    run(script("record_signatures.py")
        .arg("--check")
        .arg(workspace::path("tests/boto3/signatures.json")))?;
    Ok(Outcome::Passed)
}

/// The stories, told by the official SDK, and its requests and answers beside ours. A workspace of its own, so that
/// nobody else builds it.
pub(crate) fn official_sdk() -> Result<Outcome> {
    run(cargo(&["test", "--locked"])
        .current_dir(workspace::path("tests/official-sdk"))
        .env("CARGO_TARGET_DIR", workspace::target("official-sdk"))
        .env("JOBS_PLANE", jobs_plane()?))?;
    Ok(Outcome::Passed)
}
