//! The verdict on Rust against cargo-semver-checks, on real updates.
//!
//! In: the pairs of `tests/versions`. Out: `docs/semver-agreement.md`, and an error if the two disagree where nothing here
//! explains it: each of its findings has to be a change of ours, and each breaking change of ours one of its findings, or
//! of a kind that it is known not to see. A user of everything that the old crate offers has to compile against the new one
//! exactly where the verdict says so.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Result, bail};
use tinsmith_codegen::view::diff::{Change, Diff, Effect, Layer, Rule};

use super::{examples, findings, rustdoc, user};
use crate::versions::{self, Pair};
use crate::workspace;

const PAGE: &str = "docs/semver-agreement.md";

/// Why cargo-semver-checks does not see a breaking change of ours, if it is known not to.
fn unseen(change: &Change) -> Option<&'static str> {
    Some(match change.rule {
        Rule::FieldTypeChanged => "it does not compare the types of fields",
        Rule::VariantTypeChanged => "it does not compare the types that variants hold",
        Rule::ConstructorChanged => {
            "it counts the parameters of a method, and does not compare their types"
        }
        Rule::ArgumentsReordered => "it does not compare the names of parameters; no compiler does",
        Rule::ClientMethodChanged | Rule::ServerMethodChanged => {
            "it does not compare the types of parameters and results"
        }
        Rule::ImplRemoved => {
            "its lint `derive_trait_impl_removed` looks for an attribute that rustdoc of this compiler writes otherwise, and \
             finds nothing"
        }
        _ => return None,
    })
}

/// One pair, compared by both.
struct Row<'p> {
    pair: &'p Pair,
    ours: Effect,
    breaking: usize,
    /// What it finds, by lint.
    lints: BTreeMap<String, usize>,
    /// Breaking changes of ours that it does not see, by rule and reason.
    unseen: BTreeMap<(&'static str, &'static str), usize>,
    /// How many of ours it sees.
    seen: usize,
    /// Whether the user of everything compiles against the new crate.
    compiles: bool,
}

impl Row<'_> {
    fn finds_breaking(&self) -> bool {
        !self.lints.is_empty()
    }

    fn agrees(&self) -> bool {
        (self.ours == Effect::Breaking) == self.finds_breaking()
    }
}

/// Compares all pairs and writes the page.
pub(crate) fn check() -> Result<String> {
    let pairs = versions::pairs()?;
    let mut rows = Vec::new();
    let mut unexplained = Vec::new();
    for pair in &pairs {
        println!("{} {} {}", pair.service, pair.old, pair.new);
        rows.push(row(pair, &mut unexplained)?);
    }
    if !unexplained.is_empty() {
        bail!("nothing explains\n{}", unexplained.join("\n"));
    }
    fs::write(workspace::path(PAGE), page(&rows)?)?;
    let agree = rows.iter().filter(|row| row.agrees()).count();
    Ok(format!(
        "{agree} of {} verdicts agree, and each difference is explained: {PAGE}",
        rows.len()
    ))
}

fn row<'p>(pair: &'p Pair, unexplained: &mut Vec<String>) -> Result<Row<'p>> {
    let (Some(old), Some(new), Some(diff)) = (
        versions::model(&pair.service, &pair.old)?,
        versions::model(&pair.service, &pair.new)?,
        examples::compared(pair)?,
    ) else {
        bail!("python3 is not on this machine, and botocore's models come from PyPI");
    };
    let called = format!("{} {} {}", pair.service, pair.old, pair.new);
    let old = rustdoc::describe(&pair.service, &pair.old, &old)?;
    let new = rustdoc::describe(&pair.service, &pair.new, &new)?;
    let report = rustdoc::compare(&old.described, &new.described)?;
    let findings = findings::read(&report)?;
    let ours: Vec<&Change> = breaking(&diff).collect();

    let name = called.replace(' ', "-");
    if !user::compiles(&old.krate, &name, &old.folder)? {
        bail!("{called}: the user of everything does not compile against its own crate");
    }
    let compiles = user::compiles(&old.krate, &name, &new.folder)?;
    // What only means something else is for no compiler to find.
    let stops = ours
        .iter()
        .any(|change| change.rule != Rule::ArgumentsReordered);
    if compiles == stops {
        let verdict = diff.rust().name();
        let what = if compiles {
            "compiles"
        } else {
            "does not compile"
        };
        unexplained.push(format!(
            "{called}: {verdict}, and the user of everything {what}"
        ));
    }
    let mut row = Row {
        pair,
        ours: diff.rust(),
        breaking: ours.len(),
        lints: BTreeMap::new(),
        unseen: BTreeMap::new(),
        seen: 0,
        compiles,
    };
    for finding in &findings {
        *row.lints.entry(finding.lint.clone()).or_default() += 1;
        if !ours.iter().any(|change| finding.is(change)) {
            unexplained.push(format!(
                "{called}: it finds {}: {}",
                finding.lint, finding.text
            ));
        }
    }
    for change in ours {
        if findings.iter().any(|finding| finding.is(change)) {
            row.seen += 1;
        } else if let Some(reason) = unseen(change) {
            *row.unseen.entry((change.rule.name(), reason)).or_default() += 1;
        } else {
            let path = change.path.as_deref().unwrap_or_default();
            unexplained.push(format!(
                "{called}: it does not find {}: {path}",
                change.rule.name()
            ));
        }
    }
    Ok(row)
}

fn breaking(diff: &Diff) -> impl Iterator<Item = &Change> {
    let changes = diff.changes.iter();
    changes.filter(|it| it.rule.layer() == Layer::Rust && it.verdict.worst() == Effect::Breaking)
}

fn page(rows: &[Row<'_>]) -> Result<String> {
    let count = |of: &dyn Fn(&Row<'_>) -> usize| rows.iter().map(of).sum::<usize>();
    let agree = rows.iter().filter(|row| row.agrees()).count();
    let found = count(&|row| row.lints.values().sum());
    let (ours, seen) = (count(&|row| row.breaking), count(&|row| row.seen));
    let stricter = |row: &&Row<'_>| !row.agrees() && row.ours == Effect::Breaking;
    let mut text = format!(
        "# The verdict on Rust, and cargo-semver-checks\n\n\
         Written by `cargo xtask diff --semver-checks`, a step of `cargo xtask test --all`. {} updates of models that AWS\n\
         published, taken from botocore: the crates of both versions, with the features `client` and `server`, described by\n\
         rustdoc of Rust {} and compared by cargo-semver-checks {}, against the verdict that `tinsmith diff` gives from the\n\
         generator's own description of the two crates, without compiling anything.\n\n\
         * {agree} of {} verdicts are the same. In the other {}, `tinsmith diff` says that code breaks, and\n  \
         cargo-semver-checks does not see it{}.\n\
         * All {found} findings of cargo-semver-checks are among the breaking changes of `tinsmith diff`, or follow from\n  \
         them: that a setter is gone follows from its field.\n\
         * Of the {ours} breaking changes that `tinsmith diff` tells, cargo-semver-checks finds {seen}; the other {} are of\n  \
         kinds that it does not compare, listed below.\n\
         * A program that uses everything the old crate offers, each type, field, constructor, setter, variant and method,\n  \
         compiles against the new crate in exactly those {} updates that `tinsmith diff` says break no code{}.\n\n\
         The command fails where anything is otherwise.\n\n\
         | service | botocore | tinsmith diff | cargo-semver-checks | same verdict | user of everything |\n\
         |---|---|---|---|---|---|\n",
        rows.len(),
        rustdoc::compiler()?,
        rustdoc::TOOL,
        rows.len(),
        rows.len() - agree,
        match rows
            .iter()
            .filter(|row| !row.agrees())
            .all(|row| stricter(&row))
        {
            true => "",
            false => ", or the other way round",
        },
        ours - seen,
        rows.iter()
            .filter(|row| row.ours != Effect::Breaking)
            .count(),
        match rows
            .iter()
            .filter(|row| row.ours == Effect::Breaking && row.compiles)
            .count()
        {
            0 => String::new(),
            more => format!(", and in {more} more"),
        },
    );
    for row in rows {
        let lints: Vec<String> = row
            .lints
            .iter()
            .map(|(lint, count)| format!("{count} {lint}"))
            .collect();
        let theirs = match lints.is_empty() {
            true => "compatible".to_owned(),
            false => format!("**breaking**: {}", lints.join(", ")),
        };
        let ours = match row.ours {
            Effect::Breaking if row.breaking == 1 => "**breaking**: 1 change".to_owned(),
            Effect::Breaking => format!("**breaking**: {} changes", row.breaking),
            other => other.name().to_owned(),
        };
        let compiles = if row.compiles {
            "compiles"
        } else {
            "does not compile"
        };
        let same = if row.agrees() { "yes" } else { "no, see below" };
        let _ = writeln!(
            text,
            "| {} | {} and {} | {ours} | {theirs} | {same} | {compiles} |",
            row.pair.service, row.pair.old, row.pair.new
        );
    }
    text.push_str("\n## Where the verdicts differ\n\n");
    for row in rows.iter().filter(|row| !row.agrees()) {
        let _ = writeln!(
            text,
            "* **{}, {} and {}**: {}.",
            row.pair.service,
            row.pair.old,
            row.pair.new,
            reasons(row)
        );
    }
    text.push_str(
        "\n## What cargo-semver-checks does not see\n\n| rule | changes | why |\n|---|---|---|\n",
    );
    let mut unseen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in rows {
        for (key, count) in &row.unseen {
            *unseen.entry(*key).or_default() += count;
        }
    }
    for ((rule, reason), count) in unseen {
        let _ = writeln!(text, "| [{rule}](rules/{rule}.md) | {count} | {reason} |");
    }
    Ok(text)
}

/// What of a pair only we call breaking.
fn reasons(row: &Row<'_>) -> String {
    let reasons: Vec<String> = row
        .unseen
        .iter()
        .map(|((rule, reason), count)| format!("{count} {rule}: {reason}"))
        .collect();
    reasons.join("; ")
}
