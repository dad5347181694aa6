//! Instructions, counted by valgrind's callgrind.
//!
//! In: a group. Out: how many user instructions one run of each of its contenders takes. They do not depend on what else
//! the machine does, but valgrind offers older instructions than the processor (no AVX-512, no SHA), so that what is
//! vectorized or hashed takes more of them than it does without valgrind.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, bail};

use super::contenders::{Contenders, path, program};
use crate::workspace;

/// How often each case runs.
const TIMES: u32 = 64;

/// The function of `bench/speed` in which instructions count.
const FUNCTION: &str = "*measured_by_callgrind*";

/// Counts for all contenders of a group, several at a time.
pub(crate) fn count(group: &str, contenders: &mut Contenders) -> Result<()> {
    program("speed")?;
    let binary = path("speed");
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let queue = Mutex::new(contenders.list.iter_mut());
    let results: Vec<Result<()>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(contender) = queue.lock().ok().and_then(|mut q| q.next()) {
                        let count = instructions(&binary, group, &contender.name)?;
                        contender.instructions = Some(count);
                    }
                    Ok(())
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| bail!("a thread panicked")))
            .collect()
    });
    results.into_iter().collect()
}

fn instructions(binary: &Path, group: &str, name: &str) -> Result<f64> {
    // Callgrind replaces the file that it is given, whatever that is: `/dev/null` would be a file afterwards.
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let profile = workspace::target(&format!("callgrind-{}-{run}", std::process::id()));
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(format!("--toggle-collect={FUNCTION}"))
        .arg(binary)
        .args(["count", group, name, &TIMES.to_string()])
        .stdin(Stdio::null())
        .output()
        .context("cannot start valgrind")?;
    // It may write none.
    let _ = std::fs::remove_file(&profile);
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .and_then(|(_, count)| count.trim().parse::<f64>().ok());
    match collected {
        Some(collected) if output.status.success() => Ok(collected / f64::from(TIMES)),
        _ => bail!("callgrind counted nothing for {group} {name:?}:\n{text}"),
    }
}
