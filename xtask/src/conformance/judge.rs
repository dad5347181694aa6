//! Judges the judge: protocol tests of which some are wrong on purpose.
//!
//! In: the project's own model of protocol tests, with a case for each kind of assertion that holds and one that does not. Out:
//! success, if those called `Right...` pass and those called `Wrong...` fail, all of them.

use std::fs;

use anyhow::{Context, Result, bail};

use super::{Side, count, run};
use crate::steps::Outcome;
use crate::workspace;

const MODEL: &str = "tests/protocol-tests/model.smithy.json";

/// Runs them.
pub(crate) fn judge() -> Result<Outcome> {
    let text = fs::read_to_string(workspace::path(MODEL))
        .with_context(|| format!("cannot read {MODEL}"))?;
    let services = count::services(&text)?;
    let rows = run::all("judge", &text, services, &Side::BOTH)?;
    let mut ran = 0;
    for row in &rows {
        let wanted = row.service.cases(row.side);
        let found = row.counts.passed.len() + row.counts.failed.len();
        if found != wanted {
            bail!("the {}: {found} tests for {wanted} cases", row.side);
        }
        let fooled = row
            .counts
            .passed
            .iter()
            .filter(|test| test.starts_with("wrong"));
        let mistaken = row
            .counts
            .failed
            .iter()
            .filter(|test| test.starts_with("right"));
        let unjust: Vec<&str> = fooled.chain(mistaken).map(String::as_str).collect();
        if !unjust.is_empty() {
            bail!("the {} is misjudged by {}", row.side, unjust.join(", "));
        }
        ran += found;
    }
    println!("{ran} protocol tests passed or failed as they have to");
    Ok(Outcome::Passed)
}
