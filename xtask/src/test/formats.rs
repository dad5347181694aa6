//! One service in two formats.
//!
//! In: AWS's own Smithy model of the first service, where it is at hand. Out: whether both give one crate but for an exact
//! list of differences. The test passes over what is absent, so what is absent is counted here.

use anyhow::Result;

use crate::process::{cargo, run};
use crate::shared;
use crate::steps::Outcome;

const AST: &str = "models/iot-jobs-data/iot-jobs-data-plane-2017-09-29.smithy.json";

/// Runs `tests/equivalence.rs` with the model.
pub(crate) fn check() -> Result<Outcome> {
    if !shared::path(AST).is_file() {
        return Ok(Outcome::Skipped(format!(
            "{AST} is in no folder that TINSMITH_SHARED names, nor in ../shared; it comes from AWS's repository of API \
             models (2025-04)"
        )));
    }
    run(&mut cargo(&[
        "test",
        "--locked",
        "--all-features",
        "--package",
        "tinsmith-tests",
        "--test",
        "equivalence",
    ]))?;
    Ok(Outcome::Passed)
}
