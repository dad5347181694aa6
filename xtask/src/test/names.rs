//! The names of all models of botocore, which are under test as a table.
//!
//! In: botocore's models. Out: whether the table holds. Only the optimized generator reads all 472 in little time.

use anyhow::Result;

use super::optimized;
use crate::process::run;
use crate::python;
use crate::steps::Outcome;

/// Runs `tests/names.rs` with the models.
pub(crate) fn check() -> Result<Outcome> {
    let Some(models) = python::botocore_models()? else {
        return Ok(Outcome::Skipped(
            "botocore's models: python3 is not on this machine, and they come from PyPI".to_owned(),
        ));
    };
    run(optimized::test("names").env("TINSMITH_BOTOCORE", models))?;
    Ok(Outcome::Passed)
}
