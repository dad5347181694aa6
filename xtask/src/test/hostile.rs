//! Texts that try to be code.
//!
//! In: `tests/hostile`. Out: whether each is data wherever a model has text, and whether what is generated compiles. Only
//! the optimized generator gets through all in little time.

use anyhow::Result;

use super::optimized;
use crate::models;
use crate::process::run;
use crate::steps::Outcome;
use crate::workspace;

/// Runs all of it, and compiles a crate for each text, as modules of one.
pub(crate) fn check() -> Result<Outcome> {
    let folder = workspace::target("hostile");
    run(optimized::test("hostile")
        .env("TINSMITH_HOSTILE", "all")
        .env("TINSMITH_HOSTILE_OUT", folder.join("modules")))?;
    models::check_modules(&folder)
}
