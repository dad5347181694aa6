//! The bytes of the tables, as the runtime reads them.
//!
//! In: a matcher's tables. Out: bytes, for byte strings in generated code. It never decides anything; `pattern.rs` of the
//! runtime says what each byte means.

use crate::rust::{AutomatonTable, Others, Run, Step, StepTable};

/// Where each run starts, in three bytes, the lowest first, and its symbol.
fn runs_of_symbols(runs: &[(u32, u8)]) -> Vec<u8> {
    let bytes = |&(start, symbol): &(u32, u8)| {
        let [low, middle, high, _] = start.to_le_bytes();
        [low, middle, high, symbol]
    };
    runs.iter().flat_map(bytes).collect()
}

impl Others {
    /// The runs, or the exceptions from the categories.
    pub(crate) fn run_bytes(&self) -> Vec<u8> {
        match self {
            Self::One(_) => Vec::new(),
            Self::Runs(runs)
            | Self::Categories {
                exceptions: runs, ..
            } => runs_of_symbols(runs),
        }
    }
}

impl AutomatonTable {
    /// The cells: one byte each if the table is narrow, else two, the lower first.
    pub(crate) fn cell_bytes(&self) -> Vec<u8> {
        let bytes = if self.is_narrow() { 1 } else { 2 };
        self.cells
            .iter()
            .flat_map(|cell| cell.to_le_bytes().into_iter().take(bytes))
            .collect()
    }
}

impl StepTable {
    /// The steps: what to do, and two numbers of two bytes each.
    pub(crate) fn step_bytes(&self) -> Vec<u8> {
        let bytes = |step: &Step| {
            let (does, first, second) = match *step {
                Step::Found => (0, 0, 0),
                Step::Take(set, next) => (1, set, next),
                Step::Run(run, next) => (2, run, next),
                Step::Fork(one, other) => (3, one, other),
                Step::Start(next) => (4, next, 0),
                Step::End(next) => (5, next, 0),
                Step::WordBoundary(next) => (6, next, 0),
                Step::NoWordBoundary(next) => (7, next, 0),
            };
            let ([a, b], [c, d]) = (first.to_le_bytes(), second.to_le_bytes());
            [does, a, b, c, d]
        };
        self.steps.iter().flat_map(bytes).collect()
    }

    /// The sets: a bit for each symbol, the first in the lowest bit; every set starts with a new byte.
    pub(crate) fn set_bytes(&self) -> Vec<u8> {
        let byte = |bits: &[bool]| {
            bits.iter()
                .rev()
                .fold(0, |byte, &bit| byte << 1 | u8::from(bit))
        };
        self.sets
            .iter()
            .flat_map(|set| set.chunks(8).map(byte))
            .collect()
    }

    /// The runs: the set in one byte; the step, the least and the most characters in two bytes each.
    pub(crate) fn run_bytes(&self) -> Vec<u8> {
        let bytes = |run: &Run| {
            let ([a, b], [c, d]) = (run.step.to_le_bytes(), run.min.to_le_bytes());
            let [e, f] = run.max.unwrap_or(u16::MAX).to_le_bytes();
            [run.set, a, b, c, d, e, f]
        };
        self.runs.iter().flat_map(bytes).collect()
    }
}
