//! The commissioned model, broken in thousands of ways.
//!
//! In: `tests/mutants.rs`. Out: whether every mutant is refused or generated as it must be; in the long tier, whether thirty
//! of those that are generated compile. Only the optimized generator gets through all in little time.

use anyhow::Result;

use super::optimized;
use crate::models;
use crate::process::run;
use crate::steps::Outcome;
use crate::workspace;

/// Runs all mutants.
pub(crate) fn check() -> Result<Outcome> {
    run(&mut test())?;
    Ok(Outcome::Passed)
}

/// Runs all mutants, and compiles thirty of what comes of them, as modules of one crate.
pub(crate) fn compile() -> Result<Outcome> {
    let folder = workspace::target("mutants");
    run(test().env("TINSMITH_MUTANTS_OUT", folder.join("modules")))?;
    models::check_modules(&folder)
}

fn test() -> std::process::Command {
    let mut test = optimized::test("mutants");
    test.args(["--", "--nocapture"])
        .env("TINSMITH_MUTANTS", "all");
    test
}
