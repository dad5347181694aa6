//! Which crates are compiled.
//!
//! In: what the user named, and what came of all models. Out: the names of crates. The sample is the same for the same
//! models: the ten largest, the ten with the strangest names, and twenty by lot.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::made::Made;

/// How many of each kind are in the sample.
const LARGEST: usize = 10;
const STRANGEST: usize = 10;
const BY_LOT: usize = 20;

/// The seed of the lot.
const SEED: u64 = 0x7469_6e73_6d69_7468;

/// The crates for `sample`, `all`, or the names of crates.
pub(crate) fn choose(wanted: &[String], rows: &[Made]) -> Result<BTreeSet<String>> {
    let generated: Vec<&Made> = rows.iter().filter(|row| row.is_generated()).collect();
    let mut chosen = BTreeSet::new();
    for wanted in wanted {
        match wanted.as_str() {
            "sample" => chosen.extend(sample(&generated)),
            "all" => chosen.extend(generated.iter().map(|row| row.name.clone())),
            name if generated.iter().any(|row| row.name == name) => {
                chosen.insert(name.to_owned());
            }
            name => bail!("no crate {name:?} was generated that could be compiled"),
        }
    }
    Ok(chosen)
}

fn sample(generated: &[&Made]) -> Vec<String> {
    let mut left = generated.to_vec();
    let mut sample = Vec::new();
    left.sort_by_key(|row| (Reverse(row.bytes), row.name.clone()));
    sample.extend(left.drain(..LARGEST.min(left.len())));
    left.sort_by_key(|row| (Reverse(row.strangeness), row.name.clone()));
    sample.extend(left.drain(..STRANGEST.min(left.len())));
    left.sort_by_key(|row| row.name.clone());
    let mut lot = Lot(SEED);
    for _ in 0..BY_LOT.min(left.len()) {
        sample.push(left.swap_remove(lot.below(left.len())));
    }
    sample.into_iter().map(|row| row.name.clone()).collect()
}

/// Numbers by lot: Marsaglia's xorshift, which is the same everywhere.
pub(crate) struct Lot(pub(crate) u64);

impl Lot {
    /// A number below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap_or_default()
    }
}
