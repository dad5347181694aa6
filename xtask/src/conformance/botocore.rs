//! `cargo xtask conformance --botocore`: botocore's own protocol tests, as a second judge of clients made of C2J models.
//!
//! In: the suites of botocore's source distribution. Out: a row per suite and direction, and a part of
//! `docs/conformance.md`. How many tests there have to be is counted from the JSON alone. No case is left out, also none that
//! botocore itself passes over, and none contradicts Smithy's official tests.

mod convert;
mod source;

pub(crate) use source::distribution;

use std::fmt::{self, Display, Formatter, Write as _};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tinsmith_codegen::settings::{Runtime, Settings, Sides};
use tinsmith_codegen::{Source, generate};

use super::{page, run};
use crate::steps::Outcome;
use crate::{models, workspace};

/// The suites: a file of this name in `input`, and one in `output`.
const SUITES: &[&str] = &["rest-json", "json", "json_1_0", "json_1_0-query-compatible"];

/// Whether a client writes or reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Input,
    Output,
}

impl Display for Direction {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Input => "input",
            Self::Output => "output",
        })
    }
}

/// One row of the result.
struct Row {
    suite: &'static str,
    direction: Direction,
    cases: usize,
    passed: usize,
    failed: Vec<String>,
    skipped: usize,
}

/// Runs the suites in this folder, or those that are downloaded; an error, if a case fails.
pub(crate) fn conform(folder: Option<&Path>) -> Result<Outcome> {
    let suites = match folder {
        Some(folder) => source::given(folder)?,
        None => match source::downloaded()? {
            Some(suites) => suites,
            None => {
                return Ok(Outcome::Skipped(
                    "botocore's own suites: python3 is not on this machine, and they come from PyPI"
                        .to_owned(),
                ));
            }
        },
    };
    let workspace = workspace::target("conformance/botocore");
    fs::create_dir_all(&workspace)?;
    let mut names = Vec::new();
    let mut counts = Vec::new();
    for suite in SUITES {
        let mut entries = Vec::new();
        for direction in [Direction::Input, Direction::Output] {
            let file = suites.join(format!("{direction}/{suite}.json"));
            let told = || format!("in {}", file.display());
            let text = fs::read_to_string(&file).with_context(told)?;
            let read: Vec<Value> = serde_json::from_str(&text).with_context(told)?;
            counts.push((*suite, direction, cases(&read)));
            entries.extend(read.into_iter().map(|entry| (direction, entry)));
        }
        let name = format!("botocore-{}", suite.replace('_', "-"));
        generate_into(&name, &entries, &workspace.join(&name))
            .with_context(|| format!("the suite {suite}"))?;
        names.push(name);
    }
    let members: Vec<&str> = names.iter().map(String::as_str).collect();
    models::write_workspace(&workspace, &members)?;
    run::compile(&workspace)?;
    let mut rows = Vec::new();
    for (suite, direction, cases) in counts {
        let name = format!("botocore-{}", suite.replace('_', "-"));
        let prefix = format!("protocol_tests::client::{direction}_");
        let counts = run::run_tests(&workspace, &name, &prefix)?;
        rows.push(row(suite, direction, cases, counts));
    }
    let failed = report(&rows);
    // A folder of somebody's is not what the page is about.
    if folder.is_none() {
        page::write_botocore(&part(&rows))?;
    }
    if failed > 0 {
        bail!("{failed} of botocore's protocol tests failed");
    }
    Ok(Outcome::Passed)
}

/// How many cases there are, from the JSON alone.
fn cases(entries: &[Value]) -> usize {
    let cases = entries.iter().filter_map(|entry| entry["cases"].as_array());
    cases.map(Vec::len).sum()
}

fn generate_into(name: &str, entries: &[(Direction, Value)], out: &Path) -> Result<()> {
    let documents = convert::documents(name, entries)?;
    let sources = [
        Source::new(format!("{name}/service-2.json"), documents.model),
        Source::new(format!("{name}/cases.json"), documents.cases),
    ];
    let mut settings = Settings::new(name);
    settings.sides = Sides {
        client: true,
        server: false,
    };
    settings.protocol_tests = true;
    settings.runtime = Runtime::Path(workspace::path("runtime").display().to_string());
    match generate(&sources, &settings) {
        Ok(generated) => generated.files.write(out)?,
        Err(diagnostics) => bail!("{}", diagnostics.render(&sources, false)),
    };
    Ok(())
}

/// Holds what ran against what has to run.
fn row(suite: &'static str, direction: Direction, cases: usize, counts: run::Counts) -> Row {
    let mut failed = counts.failed;
    let ran = counts.passed.len() + failed.len() + counts.skipped;
    if ran != cases {
        failed.push(format!("{ran} tests for {cases} cases"));
    }
    Row {
        suite,
        direction,
        cases,
        passed: counts.passed.len(),
        failed,
        skipped: counts.skipped,
    }
}

/// Prints the rows, what failed, and the closing line. Answers with how many failures there are.
fn report(rows: &[Row]) -> usize {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    println!(
        "{:<28} {:<9} {:>6} {:>7} {:>7} {:>8}",
        "suite", "direction", "cases", "passed", "failed", "skipped"
    );
    for row in rows {
        println!(
            "{:<28} {:<9} {:>6} {:>7} {:>7} {:>8}",
            row.suite,
            row.direction.to_string(),
            row.cases,
            row.passed,
            row.failed.len(),
            row.skipped
        );
        passed += row.passed;
        failed += row.failed.len();
        skipped += row.skipped;
    }
    for row in rows {
        for test in &row.failed {
            println!("FAILED: {} {}: {test}", row.suite, row.direction);
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    failed
}

/// The part of the page.
fn part(rows: &[Row]) -> String {
    let mut text = format!(
        "{}\n<!-- Written by `cargo xtask conformance --botocore`. -->\n\n\
         The protocol tests in botocore's source distribution (`tests/unit/protocols`), read as C2J models: one generated \
         Rust test per case, of the client, which compares as Smithy's tests do, and lets no query parameter through that is \
         not expected. Of an error, its type and members are compared; the code that botocore would call it by \
         (`errorCode`) only says which type it is. The numbers of cases are counted from the JSON alone, apart from the \
         generator.\n\n\
         | suite | direction | cases | passed | failed |\n|---|---|---|---|---|\n",
        page::BOTOCORE
    );
    // Writing to a string cannot fail.
    for row in rows {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            row.suite,
            row.direction,
            row.cases,
            row.passed,
            row.failed.len()
        );
    }
    if rows.iter().all(|row| row.failed.is_empty()) {
        text.push_str(
            "\nNone of them contradicts Smithy's tests: the same generator passes both.\n",
        );
    }
    for row in rows {
        for test in &row.failed {
            let _ = writeln!(text, "\n* {}, {}: `{test}`", row.suite, row.direction);
        }
    }
    text
}
