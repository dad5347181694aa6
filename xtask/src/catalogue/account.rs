//! The sums over all models.
//!
//! In: what came of each. Out: counts by protocol, by constraint, by pattern and by trait.

use std::collections::BTreeMap;

use tinsmith_codegen::view::{Constraint, Decider, Fate, Syntax};

use super::made::{Crate, Made};

/// The sums.
#[derive(Default)]
pub(crate) struct Account {
    /// By the first protocol of the model.
    pub(crate) protocols: BTreeMap<String, Sum>,
    /// Over all models.
    pub(crate) all: Sum,
    /// The constraints of the models as they were read.
    pub(crate) constraints: BTreeMap<Constraint, usize>,
    /// What became of those of shapes that are in use.
    pub(crate) fates: BTreeMap<(Constraint, Fate), usize>,
    /// Which patterns are decided how.
    pub(crate) patterns: BTreeMap<(Syntax, Decider), usize>,
    /// Constraints that are accepted as not checked, with their model.
    pub(crate) accepted: Vec<String>,
    /// Traits on which nothing acts: how often they stand, and in how many models.
    pub(crate) idle_traits: BTreeMap<String, (usize, usize)>,
    /// Warnings, by how many models have them.
    pub(crate) failures: Vec<String>,
}

/// A line of the table.
#[derive(Default)]
pub(crate) struct Sum {
    pub(crate) models: usize,
    /// Of a protocol that is supported: whole crates.
    pub(crate) generated: usize,
    /// The others: types and validators.
    pub(crate) types: usize,
    pub(crate) operations: usize,
    pub(crate) left_out: usize,
    pub(crate) shapes: usize,
    pub(crate) files: usize,
    pub(crate) lines: usize,
    pub(crate) bytes: usize,
    pub(crate) seconds: f64,
    pub(crate) failures: usize,
}

impl Account {
    /// Sums everything up.
    pub(crate) fn of(rows: &[Made]) -> Self {
        let mut account = Self::default();
        for row in rows {
            let protocol = row.protocols.first().map_or("none", String::as_str);
            account
                .protocols
                .entry(protocol.to_owned())
                .or_default()
                .add(row);
            account.all.add(row);
            add(&mut account.constraints, &row.constraints);
            add(&mut account.fates, &row.coverage.constraints);
            add(&mut account.patterns, &row.coverage.patterns);
            for (id, times) in &row.idle_traits {
                let sum = account.idle_traits.entry(id.clone()).or_default();
                sum.0 += times;
                sum.1 += 1;
            }
            let accepted = row.coverage.accepted.iter();
            account
                .accepted
                .extend(accepted.map(|site| format!("{}: {site}", row.name)));
            let failures = row.failures.iter();
            account
                .failures
                .extend(failures.map(|failure| format!("{}: {failure}", row.name)));
        }
        account
    }
}

impl Sum {
    fn add(&mut self, row: &Made) {
        self.models += 1;
        self.shapes += row.shapes;
        self.bytes += row.bytes;
        self.left_out += row.left_out.len();
        self.seconds += row.time.total();
        self.failures += row.failures.len();
        match row.crate_ {
            Crate::Generated(_) => self.generated += 1,
            Crate::Types(_) => self.types += 1,
            Crate::Failed => {}
        }
        if let Some(size) = row.size() {
            self.operations += size.operations;
            self.files += size.files;
            self.lines += size.lines;
        }
    }
}

fn add<K: Ord + Copy>(to: &mut BTreeMap<K, usize>, from: &BTreeMap<K, usize>) {
    for (key, count) in from {
        *to.entry(*key).or_insert(0) += count;
    }
}
