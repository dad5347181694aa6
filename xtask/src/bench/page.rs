//! The table, printed and kept.
//!
//! In: rows and their figures. Out: Markdown, the same for both.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};

use super::contenders::{Contenders, median, quantile};
use super::machine;
use super::profile::Profile;
use super::row::{Aim, Bound, Figures, Row, Unit};
use crate::workspace;

/// The peers whose versions a reader wants to know.
const PEERS: [&str; 14] = [
    "aws-sdk-iotjobsdataplane",
    "aws-smithy-http-server",
    "aws-smithy-json",
    "axum",
    "hyper",
    "jiter",
    "matchit",
    "percent-encoding",
    "regex",
    "serde",
    "serde_json",
    "simd-json",
    "sonic-rs",
    "tokio",
];

/// Ours, the peer's, the ratio and the bar of each row.
pub(crate) fn table(rows: &[&Row], figures: &[Figures]) -> String {
    let mut text = String::from(
        "| row | ours | peer | ratio | rounds | instructions | bar | | aim | |\n|---|--:|--:|--:|---|--:|---|---|---|---|\n",
    );
    for (row, figures) in rows.iter().zip(figures) {
        let spread = figures.spread.map_or_else(String::new, |(low, high)| {
            format!("{} to {}", short(low), short(high))
        });
        let _ = writeln!(
            text,
            "| `{}`: {} | {} | {} | {} | {spread} | {} | {} | {} | {} | {} |",
            row.name,
            row.what,
            value(figures.ours, row.unit),
            figures
                .peer
                .map_or_else(String::new, |peer| value(peer, row.unit)),
            figures.ratio.map_or_else(String::new, short),
            figures.instructions.map_or_else(String::new, short),
            bound(row.bar, row.unit),
            if row.bar.holds(figures) {
                "holds"
            } else {
                "**falls short**"
            },
            aim(row.aim, row.unit),
            if row.aim.holds(figures) {
                "reached"
            } else {
                "missed"
            },
        );
    }
    text
}

/// Every contender of every group that was measured.
pub(crate) fn contenders<'c>(groups: impl Iterator<Item = &'c Contenders>) -> String {
    let mut text = String::from(
        "| group | contender | ns, median | half of the rounds | instructions | allocations |\n|---|---|--:|---|--:|--:|\n",
    );
    for group in groups {
        for contender in &group.list {
            let quarter = |part| short(quantile(&contender.rounds, part));
            let _ = writeln!(
                text,
                "| `{}` | {} | {} | {} to {} | {} | {} |",
                group.group,
                contender.name,
                short(median(&contender.rounds)),
                quarter(0.25),
                quarter(0.75),
                contender.instructions.map_or_else(String::new, short),
                contender.allocations.map_or_else(String::new, short),
            );
        }
    }
    text
}

/// Where the rest goes, of the rows that miss their aim.
pub(crate) fn profiles(profiles: &[(Vec<&Row>, Profile)]) -> String {
    let mut text = String::new();
    for (rows, profile) in profiles {
        let names: Vec<String> = rows.iter().map(|row| format!("`{}`", row.name)).collect();
        let _ = write!(text, "\n### {}\n\n{}", names.join(", "), profile.markdown());
    }
    text
}

/// The page for readers.
pub(crate) fn whole<'c>(
    rows: &[&Row],
    figures: &[Figures],
    groups: impl Iterator<Item = &'c Contenders>,
    profiles: &str,
    rounds: usize,
    taken: Duration,
) -> Result<String> {
    let held = rows
        .iter()
        .zip(figures)
        .filter(|(row, f)| row.bar.holds(f))
        .count();
    let reached = rows
        .iter()
        .zip(figures)
        .filter(|(row, f)| row.aim.holds(f))
        .count();
    let mut machine = String::new();
    for line in machine::describe() {
        let _ = writeln!(machine, "- {line}");
    }
    Ok(format!(
        "# Speed and weight beside the peers\n\n\
         Written by `cargo xtask bench` in {:.0} minutes; `cargo xtask bench ROW...` measures rows whose names begin so. \
         Of {} rows, {held} hold their bar and {reached} reach their aim.\n\n\
         {}\n\
         Times are the processor's, medians of {rounds} rounds, in which the contenders of a row take turns, in one process bound to one core; \
         a row's ratio is the median of the rounds' ratios, and `rounds` says between which ratios half of them lie. \
         Instructions are those of user code, as callgrind counts them. Builds are measured once each, with the release \
         profile as cargo has it and symbols stripped, from an empty target folder, downloads not counted. What the peers do \
         is in `bench/speed/src`: each is written as a good engineer would write it with that library.\n\n\
         ## Machine and versions\n\n{machine}- {}\n\n\
         ## Where the rest goes\n\n\
         What ours is made of, for each row that misses its aim. Time is sampled by `perf` over repeated runs, the making of \
         their input included, and a function counts with all that was inlined into it; allocations are those that valgrind's \
         DHAT saw, by the innermost part of the stack that is not the standard library; seconds of crates overlap; code \
         counts for the crate that wrote it, generic code for the crate that wrote the generic code.\n{profiles}\n\
         ## Every contender\n\n\
         The rows `choice-*` are the comparisons by which libraries were chosen. An allocation that is grown counts twice.\n\n{}",
        taken.as_secs_f32() / 60.0,
        rows.len(),
        table(rows, figures),
        versions()?,
        contenders(groups),
    ))
}

/// The peers' versions, from the lock file.
fn versions() -> Result<String> {
    let lock = fs::read_to_string(workspace::path("bench/Cargo.lock"))
        .context("cannot read bench/Cargo.lock")?;
    let mut lines = lock.lines();
    let mut found: Vec<(String, String)> = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(name) = quoted(line, "name = ")
            && PEERS.contains(&name)
            && let Some(version) = lines.next().and_then(|line| quoted(line, "version = "))
        {
            // Of two versions the lock file has the older one first, and it is somebody else's.
            found.retain(|(found, _)| found != name);
            found.push((name.to_owned(), version.to_owned()));
        }
    }
    let found: Vec<String> = found
        .into_iter()
        .map(|(name, version)| format!("{name} {version}"))
        .collect();
    Ok(found.join(", "))
}

fn quoted<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    line.strip_prefix(key)?.strip_prefix('"')?.strip_suffix('"')
}

/// Three significant digits, and no more than a reader needs.
fn short(value: f64) -> String {
    match value.abs() {
        v if v >= 100.0 => format!("{value:.0}"),
        v if v >= 10.0 => format!("{value:.1}"),
        v if v >= 0.1 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

fn value(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Nanoseconds => format!("{} ns", short(value)),
        Unit::Milliseconds => format!("{} ms", short(value)),
        Unit::Seconds => format!("{} s", short(value)),
        Unit::Megabytes => format!("{} MB", short(value)),
        Unit::PerSecond => format!("{value:.0} /s"),
        Unit::Count => format!("{value:.0}"),
    }
}

fn bound(bound: Bound, unit: Unit) -> String {
    match bound {
        Bound::Ratio(most) => format!("<= {most}"),
        Bound::RatioBelow(less) => format!("< {less}"),
        Bound::RatioAtLeast(least) => format!(">= {least}"),
        Bound::Ours(most) => format!(
            "ours <= {}",
            match unit {
                Unit::Milliseconds => format!("{most} ms"),
                _ => most.to_string(),
            }
        ),
    }
}

fn aim(aim: Aim, unit: Unit) -> String {
    match aim {
        Aim::Bound(of) => bound(of, unit),
        Aim::AheadOfAll => "ahead of all".to_owned(),
    }
}
