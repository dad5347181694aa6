//! Where time goes, sampled by `perf`.
//!
//! In: a program that runs what is measured again and again. Out: the share of samples of each part. Where there is no
//! `perf`, or the machine forbids it, there is no profile.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use super::Profile;
use super::symbol::part;
use crate::bench::contenders::path;
use crate::process::{exists, output, run};
use crate::workspace;

/// Samples per second: no multiple of what timers do.
const FREQUENCY: &str = "9973";
/// How long a case is sampled, in nanoseconds.
const TIME: f64 = 1.5e9;

/// Samples one case of `bench/speed` that takes so many nanoseconds a time.
pub(crate) fn of_case(group: &str, name: &str, nanoseconds: f64) -> Result<Option<Profile>> {
    let times = (TIME / 2.0 / nanoseconds.max(1.0)).ceil() as u64;
    let mut program = Command::new(path("speed"));
    program.args(["count", group, name, &times.to_string()]);
    of_program(&program, &format!("{group}, {name}: samples"))
}

/// Samples a program to its end.
pub(crate) fn of_program(program: &Command, what: &str) -> Result<Option<Profile>> {
    let file = workspace::target("bench-samples");
    let Some(mut perf) = record(&file) else {
        return Ok(None);
    };
    perf.arg(program.get_program()).args(program.get_args());
    if let Some(folder) = program.get_current_dir() {
        perf.current_dir(folder);
    }
    run(perf.stdout(Stdio::null()).stderr(Stdio::null()))?;
    read(&file, what).map(Some)
}

/// Samples a process that runs, until the child that this gives is waited for.
pub(crate) fn of_process(process: &Child, seconds: u32) -> Result<Option<Child>> {
    let Some(mut perf) = record(&workspace::target("bench-samples")) else {
        return Ok(None);
    };
    perf.args([
        "--pid",
        &process.id().to_string(),
        "sleep",
        &seconds.to_string(),
    ]);
    let child = perf.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    child.context("cannot start perf").map(Some)
}

/// What such a child has sampled.
pub(crate) fn taken(mut child: Child, what: &str) -> Result<Profile> {
    child.wait().context("perf was lost")?;
    read(&workspace::target("bench-samples"), what)
}

fn record(file: &Path) -> Option<Command> {
    if !exists("perf") {
        return None;
    }
    let mut perf = Command::new("perf");
    perf.args(["record", "--quiet", "--freq", FREQUENCY, "--output"]);
    perf.arg(file);
    Some(perf)
}

fn read(file: &Path, what: &str) -> Result<Profile> {
    let mut script = Command::new("perf");
    script
        .args(["script", "--fields", "ip,sym,dso", "--input"])
        .arg(file);
    let text = output(script.stderr(Stdio::null()));
    // It may be large.
    let _ = std::fs::remove_file(file);
    let mut parts: BTreeMap<String, f64> = BTreeMap::new();
    for line in text?.lines() {
        // Address, function, and in parentheses what it is in.
        let Some((_, rest)) = line.trim().split_once(' ') else {
            continue;
        };
        let (function, object) = rest.rsplit_once(" (").unwrap_or((rest, ""));
        *parts.entry(part(function.trim(), object)).or_default() += 1.0;
    }
    Ok(Profile::new(what, parts))
}
