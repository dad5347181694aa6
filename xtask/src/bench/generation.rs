//! How long generating takes.
//!
//! In: this program, optimized. Out: milliseconds of a whole process that reads the committed model, generates the crate
//! and compares it with the disk.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::contenders::{bound, median, quantile};
use super::profile::{Profile, samples};
use super::row::Figures;
use crate::process::{cargo, line, run};
use crate::workspace;

/// Runs it several times.
pub(crate) fn measure(rounds: usize) -> Result<Figures> {
    let program = program()?;
    let mut found = Vec::new();
    for round in 0..=rounds {
        let mut command = check(&program);
        let start = Instant::now();
        let status = command.status().context("cannot start the generator")?;
        let taken = start.elapsed().as_secs_f64() * 1e3;
        if !status.success() {
            bail!("{status} from {}", line(&command));
        }
        // The first run reads the program from the disk.
        if round > 0 {
            found.push(taken);
        }
    }
    let ours = median(&found);
    Ok(Figures {
        spread: Some((quantile(&found, 0.25), quantile(&found, 0.75))),
        ..Figures::alone(ours)
    })
}

/// What one process spends its time on.
pub(crate) fn profile() -> Result<Option<Profile>> {
    samples::of_program(&check(&program()?), "codegen: samples")
}

/// This program, optimized.
fn program() -> Result<Command> {
    let target = workspace::target("bench-codegen");
    run(cargo(&[
        "build",
        "--quiet",
        "--release",
        "--locked",
        "--package",
        "xtask",
    ])
    .env("CARGO_TARGET_DIR", &target))?;
    Ok(Command::new(
        target
            .join("release/xtask")
            .with_extension(std::env::consts::EXE_EXTENSION),
    ))
}

/// Nothing is written where everything is as it should be; `--check` makes sure of it.
fn check(program: &Command) -> Command {
    let mut command = bound(0, program);
    command
        .args(["codegen", "--check"])
        .current_dir(workspace::root())
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}
