//! The tables of the catalogue.
//!
//! In: what came of each model, and the sums. Out: Markdown, for the terminal and for docs/catalogue.md. Never counts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use tinsmith_codegen::view::{Constraint, Decider, Fate, Syntax};

use super::account::{Account, Sum};
use super::compile::{Compiled, Passed};
use super::growth::Growth;
use super::made::{Crate, Made};
use super::plot::exponent;
use super::process_cost::Cost;

/// Everything but the summary.
pub(crate) fn report(rows: &[Made], account: &Account) -> String {
    let mut text = String::new();
    missing(&mut text, rows);
    protocols(&mut text, account);
    largest(&mut text, rows);
    constraints(&mut text, account);
    patterns(&mut text, account);
    idle_traits(&mut text, account);
    text
}

/// By protocol.
fn protocols(text: &mut String, account: &Account) {
    text.push_str(
        "\n| protocol | models | generated | types alone | operations | left out | shapes | files | lines | model, MB | seconds | failures |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let all = std::iter::once(("all", &account.all));
    let each = account.protocols.iter();
    for (name, sum) in each.map(|(name, sum)| (name.as_str(), sum)).chain(all) {
        let Sum {
            models,
            generated,
            types,
            operations,
            left_out,
            shapes,
            files,
            lines,
            ..
        } = sum;
        let _ = writeln!(
            text,
            "| {name} | {models} | {generated} | {types} | {operations} | {left_out} | {shapes} | {files} | {lines} | {:.1} | {:.1} | {} |",
            sum.bytes as f64 / 1e6,
            sum.seconds,
            sum.failures,
        );
    }
}

/// How many models the table of the largest has.
const LARGEST: usize = 10;

/// What takes longest.
fn largest(text: &mut String, rows: &[Made]) {
    text.push_str(
        "\n| the largest models | generated | operations | shapes | files | lines | model, MB | read, s | lower, s | emit, s | seconds |\n\
         |---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut rows: Vec<&Made> = rows.iter().collect();
    rows.sort_by_key(|row| (Reverse(row.bytes), &row.name));
    for row in rows.into_iter().take(LARGEST) {
        let Some(size) = row.size() else {
            continue;
        };
        let what = match row.is_generated() {
            true => "all",
            false => "types",
        };
        let _ = writeln!(
            text,
            "| {} | {what} | {} | {} | {} | {} | {:.1} | {:.2} | {:.2} | {:.2} | {:.2} |",
            row.name,
            size.operations,
            row.shapes,
            size.files,
            size.lines,
            row.bytes as f64 / 1e6,
            row.time.read,
            row.time.lower,
            row.time.emit,
            row.time.total(),
        );
    }
}

/// What is not there, by name.
fn missing(text: &mut String, rows: &[Made]) {
    text.push_str("No protocol of these services is supported; of them the types are generated, as with `--sides types`:\n\n");
    let mut by_protocols: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in rows {
        if matches!(row.crate_, Crate::Types(_)) {
            by_protocols
                .entry(row.protocols.join(", "))
                .or_default()
                .push(&row.name);
        }
    }
    for (protocols, names) in by_protocols {
        let _ = writeln!(
            text,
            "- {protocols} ({}): {}",
            names.len(),
            names.join(", ")
        );
    }
    text.push_str("\nOperations that are left out of crates:\n\n");
    for row in rows.iter().filter(|row| row.is_generated()) {
        let reasons: BTreeSet<&str> = row.left_out.iter().map(|(_, why)| &**why).collect();
        for reason in reasons {
            let names = row.left_out.iter().filter(|(_, why)| why == reason);
            let names: Vec<&str> = names.map(|(name, _)| &**name).collect();
            let _ = writeln!(text, "- {}: {} ({reason})", row.name, names.join(", "));
        }
    }
}

const CONSTRAINTS: [(Constraint, &str); 6] = [
    (Constraint::Required, "required"),
    (Constraint::Length, "length"),
    (Constraint::Range, "range"),
    (Constraint::Pattern, "pattern"),
    (Constraint::Enum, "enum"),
    (Constraint::UniqueItems, "unique items"),
];

fn constraints(text: &mut String, account: &Account) {
    text.push_str(
        "\n| constraint | in the models | checked | any value satisfies it | only servers send it | not in use | accepted by name | dropped |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for (constraint, name) in CONSTRAINTS {
        let of = |fate| account.fates.get(&(constraint, fate)).copied().unwrap_or(0);
        let modelled = account.constraints.get(&constraint).copied().unwrap_or(0);
        let found: usize = [
            Fate::Checked,
            Fate::Idle,
            Fate::Sent,
            Fate::Accepted,
            Fate::Missing,
        ]
        .into_iter()
        .map(of)
        .sum();
        let _ = writeln!(
            text,
            "| {name} | {modelled} | {} | {} | {} | {} | {} | {} |",
            of(Fate::Checked),
            of(Fate::Idle),
            of(Fate::Sent),
            // inputs that several operations share become several structures, so there can be more than were modelled
            modelled.saturating_sub(found),
            of(Fate::Accepted),
            of(Fate::Missing),
        );
    }
}

const SYNTAX: [(Syntax, &str); 9] = [
    (Syntax::Any, "all"),
    (Syntax::NegativeLookAhead, "negative look-ahead"),
    (Syntax::LookAhead, "look-ahead"),
    (Syntax::LookBehind, "look-behind"),
    (Syntax::Possessive, "possessive quantifier"),
    (Syntax::Atomic, "atomic group"),
    (Syntax::PosixOrJava, "POSIX and Java classes"),
    (Syntax::UnicodeProperty, "Unicode property"),
    (Syntax::Backreference, "back-reference"),
];

fn patterns(text: &mut String, account: &Account) {
    text.push_str(
        "\n| patterns that are received, with | patterns | set of characters | automaton | steps | several of these | any text matches | accepted by name |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for (syntax, name) in SYNTAX {
        let by = |decider| {
            account
                .patterns
                .get(&(syntax, decider))
                .copied()
                .unwrap_or(0)
        };
        let deciders = [
            Decider::Class,
            Decider::Automaton,
            Decider::Steps,
            Decider::Parts,
            Decider::Nothing,
            Decider::Accepted,
        ];
        let counts = deciders.map(by);
        let _ = write!(text, "| {name} | {} |", counts.iter().sum::<usize>());
        for count in counts {
            let _ = write!(text, " {count} |");
        }
        text.push('\n');
    }
    for accepted in &account.accepted {
        let _ = writeln!(text, "\nAccepted as not checked: {accepted}");
    }
}

fn idle_traits(text: &mut String, account: &Account) {
    text.push_str("\n| trait on which nothing acts | times | models |\n|---|---|---|\n");
    for (id, (times, models)) in &account.idle_traits {
        let _ = writeln!(text, "| `{id}` | {times} | {models} |");
    }
}

/// What it took, and what is wrong.
pub(crate) fn summary(
    account: &Account,
    cost: &Cost,
    seconds: f64,
    jobs: usize,
    failures: &[String],
) -> String {
    let mut text = String::from("\n");
    for failure in failures {
        let _ = writeln!(text, "FAILED {failure}");
    }
    let _ = writeln!(
        text,
        "{} models, {} crates generated, and the types alone of {}; {}; {} failures",
        account.all.models,
        account.all.generated,
        account.all.types,
        took(cost, seconds, jobs),
        failures.len()
    );
    text
}

fn took(cost: &Cost, seconds: f64, jobs: usize) -> String {
    let mut text = format!("{seconds:.1} s with {jobs} at once");
    if let Some(seconds) = cost.processor_seconds {
        let _ = write!(text, ", {seconds:.1} s of processors");
    }
    if let Some(bytes) = cost.peak_memory {
        let _ = write!(text, ", {:.0} MiB at most", bytes as f64 / 1_048_576.0);
    }
    text
}

/// The page.
pub(crate) fn page(
    rows: &[Made],
    account: &Account,
    cost: &Cost,
    seconds: f64,
    growth: &Growth,
    compiled: &Compiled,
    plot: &str,
) -> String {
    let mut text = String::from(
        "# The catalogue: all models of botocore 1.44.5\n\n\
         Written by `cargo xtask catalogue --page`, which generates one crate after the other; without `--page` it works on \
         all processors.\n\n",
    );
    let _ = writeln!(text, "It took {}.\n", took(cost, seconds, 1));
    let plot = plot.rsplit('/').next().unwrap_or(plot);
    let _ = writeln!(
        text,
        "![Seconds over the size of the model]({plot})\n\n\
         Seconds grow with the size of the model to the power of {:.2} (read), {:.2} (lower) and {:.2} (emit): a straight \
         line fitted to the logarithms of all models from 100 kB on.\n",
        exponent(rows, |time| time.read),
        exponent(rows, |time| time.lower),
        exponent(rows, |time| time.emit),
    );
    text.push_str(
        "Real models have a little of everything. These are made, and have many of one thing; the fastest of some runs \
         counts:\n",
    );
    text.push_str(&growth.table);
    text.push('\n');
    text.push_str(&report(rows, account));
    text.push_str(&self::compiled(compiled));
    text
}

/// What was compiled, and what that took.
pub(crate) fn compiled(compiled: &Compiled) -> String {
    let mut text = String::new();
    let passed = &compiled.passed;
    if passed.is_empty() {
        return text;
    }
    let _ = writeln!(
        text,
        "\n{} crates, with pages, waiters and endpoints where they are published, passed `cargo check --all-features` with \
         warnings denied. Seconds and memory are those of the compiler for the \
         crate alone.\n\n| crate | lines | seconds | lines a second | memory, MiB |\n|---|---|---|---|---|",
        passed.len(),
    );
    for Passed {
        name,
        lines,
        seconds,
        cost,
    } in passed
    {
        let seconds = cost.processor_seconds.unwrap_or(*seconds);
        let memory = cost.peak_memory.map_or_else(String::new, |bytes| {
            format!("{:.0}", bytes as f64 / 1_048_576.0)
        });
        let _ = writeln!(
            text,
            "| {name} | {lines} | {seconds:.1} | {:.0} | {memory} |",
            *lines as f64 / seconds,
        );
    }
    text
}
