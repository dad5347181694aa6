//! Where the rest goes: what a row that misses its aim is made of.
//!
//! In: a row that was measured. Out: its parts and what each takes, measured and not guessed: samples of `perf`, program
//! points of valgrind's DHAT, symbols of the program, seconds of cargo's `--timings`, lines. Nothing here decides whether a
//! row holds.

pub(super) mod allocations;
pub(super) mod build;
pub(super) mod lines;
pub(super) mod samples;
mod symbol;
pub(super) mod weight;

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many parts are shown one by one.
const SHOWN: usize = 14;

/// What something is made of.
#[derive(Clone, Debug)]
pub(crate) enum Profile {
    /// Parts of different size, the largest first.
    Parts {
        /// What was measured, and in what.
        what: String,
        /// Their names and sizes.
        parts: Vec<(String, f64)>,
    },
    /// Things that count alike.
    Names(Vec<String>),
}

impl Profile {
    pub(super) fn new(what: impl Into<String>, parts: BTreeMap<String, f64>) -> Self {
        let mut parts: Vec<(String, f64)> = parts.into_iter().collect();
        // Parts of one size stay in the order of their names.
        parts.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        Self::Parts {
            what: what.into(),
            parts,
        }
    }

    /// For readers.
    pub(super) fn markdown(&self) -> String {
        match self {
            Self::Parts { what, parts } => table(what, parts),
            Self::Names(names) => format!("{}\n", names.join(", ")),
        }
    }
}

fn table(what: &str, parts: &[(String, f64)]) -> String {
    let whole: f64 = parts.iter().map(|(_, size)| size).sum();
    let share = |size: f64| size / whole * 100.0;
    let mut text = format!("| {what} | | share |\n|---|--:|--:|\n");
    for (name, size) in parts.iter().take(SHOWN) {
        let _ = writeln!(
            text,
            "| {name} | {} | {:.0} % |",
            figure(*size),
            share(*size)
        );
    }
    let rest = parts.iter().skip(SHOWN);
    let size: f64 = rest.clone().map(|(_, size)| size).sum();
    if size > 0.0 {
        let _ = writeln!(
            text,
            "| {} others | {} | {:.0} % |",
            rest.count(),
            figure(size),
            share(size)
        );
    }
    text
}

fn figure(size: f64) -> String {
    if size >= 100.0 || size.fract() == 0.0 {
        format!("{size:.0}")
    } else {
        format!("{size:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_parts_come_first_and_the_small_ones_together() {
        let parts = (1..=16)
            .map(|n| (format!("part {n:02}"), f64::from(n)))
            .collect();
        let text = Profile::new("things", parts).markdown();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2 + SHOWN + 1);
        assert_eq!(lines[2], "| part 16 | 16 | 12 % |");
        assert_eq!(lines[2 + SHOWN], "| 2 others | 3 | 2 % |");
    }
}
