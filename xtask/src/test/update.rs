//! A model update, as a contributor lives through it.
//!
//! In: a clone of the checkout's last commit. Out: whether an edited member shows in the generated code, in each snapshot
//! that it touches and in the diff with its verdicts, and whether the tests are green again with no other tool than
//! `cargo xtask codegen`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process::{cargo, run};
use crate::steps::Outcome;
use crate::workspace;

const MODEL: &str = "model/iot-jobs-data/2017-09-29/service-2.json";

/// A member that nothing in this project names, and what it becomes.
const BEFORE: &str = "\"payload\":{\n          \"shape\":\"BinaryBlob\",";
const AFTER: &str = "\"retryAfter\":{\n          \"shape\":\"QueuedAt\",";

/// What the edit has to change.
const TOUCHED: [&str; 4] = [
    "generated/iot-jobs-data/src/error/throttling_exception.rs",
    "tests/snapshots/iot-jobs-data/api.snap",
    "tests/snapshots/iot-jobs-data/names.snap",
    "tests/snapshots/iot-jobs-data/outline.snap",
];

/// Clones, edits, generates, and runs the tests.
pub(crate) fn check() -> Result<Outcome> {
    let clone = workspace::target("update/checkout");
    fs::remove_dir_all(&clone).ok();
    run(Command::new("git")
        .args(["clone", "--quiet"])
        .arg(workspace::root())
        .arg(&clone))?;
    edit(&clone.join(MODEL))?;
    let mut xtask = cargo(&["xtask", "codegen", "--check"]);
    ensure!(
        !in_clone(&mut xtask, &clone).status()?.success(),
        "`cargo xtask codegen --check` did not notice the edit"
    );
    run(in_clone(&mut cargo(&["xtask", "codegen"]), &clone))?;
    let diff = Command::new("git")
        .args(["diff", "--name-only"])
        .current_dir(&clone)
        .output()?;
    let changed = String::from_utf8(diff.stdout)?;
    for file in TOUCHED {
        ensure!(
            changed.lines().any(|line| line == file),
            "{file} shows nothing of the edit"
        );
    }
    // A member went, and code that names its field with it.
    let diff = in_clone(&mut cargo(&["xtask", "diff", "--base", "HEAD"]), &clone).output()?;
    let said = String::from_utf8_lossy(&diff.stdout).into_owned();
    ensure!(
        diff.status.code() == Some(1) && said.contains("breaking[field-removed]"),
        "`cargo xtask diff --base HEAD` does not tell what the edit breaks: {said}"
    );
    // without the data of others, which the edited model does not agree with any more
    let tests = [
        "test",
        "--quiet",
        "--locked",
        "--package",
        "tinsmith-tests",
        "--package",
        "iot-jobs-data",
    ];
    let mut tests = cargo(&tests);
    run(in_clone(&mut tests, &clone)
        .env("INSTA_UPDATE", "no")
        .env("TINSMITH_SHARED", clone.join("none")))?;
    Ok(Outcome::Passed)
}

fn edit(model: &Path) -> Result<()> {
    let text = fs::read_to_string(model)?;
    ensure!(
        text.contains(BEFORE),
        "{MODEL} has no {BEFORE:?}: choose another member for this test"
    );
    fs::write(model, text.replacen(BEFORE, AFTER, 1)).context("cannot edit the model")
}

fn in_clone<'c>(command: &'c mut Command, clone: &Path) -> &'c mut Command {
    command
        .current_dir(clone)
        .env("CARGO_TARGET_DIR", workspace::target("update/target"))
}
