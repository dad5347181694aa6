//! Allocations, counted by an allocator that counts.
//!
//! In: a group. Out: how often each of its contenders allocates in one run.

use anyhow::{Context, Result, bail};

use super::contenders::{Contenders, program};
use crate::process::output;

/// Counts for all contenders of a group.
pub(crate) fn count(group: &str, contenders: &mut Contenders) -> Result<()> {
    let text = output(program("allocations")?.arg(group))?;
    for line in text.lines() {
        let [_, name, allocations, _bytes] = line.split('\t').collect::<Vec<_>>()[..] else {
            bail!("bench/speed printed {line:?}");
        };
        let found = contenders
            .list
            .iter_mut()
            .find(|contender| contender.name == name)
            .with_context(|| format!("no times for {name:?}"))?;
        let allocations = allocations.parse();
        found.allocations = Some(allocations.with_context(|| format!("figures in {line:?}"))?);
    }
    Ok(())
}
