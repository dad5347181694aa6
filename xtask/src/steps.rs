//! Steps of a task: each timed, all run, the failures counted at the end.
//!
//! In: named closures. Out: a line per step with its seconds, and a closing line of counts. Never stops at the first
//! failure: a run tells all there is to tell.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

/// How a step ended.
pub(crate) enum Outcome {
    /// All of it was run, and passed.
    Passed,
    /// Something that it needs is not here; what, and how to get it.
    Skipped(String),
}

/// The steps of one run.
#[derive(Default)]
pub(crate) struct Steps {
    rows: Vec<(String, Duration, String)>,
    failed: usize,
    skipped: usize,
}

impl Steps {
    /// Runs a step and says how it ended.
    pub(crate) fn run(&mut self, name: &str, step: impl FnOnce() -> Result<Outcome>) {
        println!("\n== {name}");
        let start = Instant::now();
        let result = match step() {
            Ok(Outcome::Passed) => "passed".to_owned(),
            Ok(Outcome::Skipped(what)) => {
                self.skipped += 1;
                format!("skipped: {what}")
            }
            Err(error) => {
                self.failed += 1;
                format!("FAILED: {error:#}")
            }
        };
        println!(
            "== {name}: {result} ({:.1} s)",
            start.elapsed().as_secs_f32()
        );
        self.rows.push((name.to_owned(), start.elapsed(), result));
    }

    /// Prints the table and the counts.
    pub(crate) fn finish(self) -> ExitCode {
        println!("\nseconds  step");
        for (name, time, result) in &self.rows {
            println!("{:7.1}  {name}: {result}", time.as_secs_f32());
        }
        let passed = self.rows.len() - self.failed - self.skipped;
        println!(
            "\nsteps: {passed} passed, {} failed, {} skipped",
            self.failed, self.skipped
        );
        if self.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
