//! `cargo xtask conformance`: Smithy's official protocol tests, generated, compiled and run.
//!
//! In: the models that carry the tests. Out: a row per service and side, and `docs/conformance.md`. How many tests there
//! have to be is counted from the JSON alone, by [`count`], which knows nothing of the generator; a test more or less is a
//! failure.

pub(crate) mod botocore;
mod count;
mod judge;
mod page;
mod run;

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::steps::Outcome;
use crate::{shared, workspace};
pub(crate) use botocore::conform as conform_botocore;
use count::Service;
pub(crate) use judge::judge;
use run::Counts;

/// Where the tests are below the shared folder, and where they come from.
const SUITE: &str = "protocol-tests/aws-protocol-tests.json";
const ORIGIN: &str = "Smithy's official protocol tests, assembled into one JSON AST from smithy-lang/smithy 1.73.0 \
                      (packages smithy-protocol-tests and smithy-aws-protocol-tests on Maven Central)";

/// Corrections of tests that are broken where they come from: the id of a case, what is wrong in it, what is right, and
/// why. The text has to stand in the case, or it is a failure.
const PATCHES: &[Patch] = &[
    Patch {
        case: "RestJsonMalformedPatternReDOSString",
        kind: "smithy.test#httpMalformedRequestTests",
        wrong: "^([0-9]+)+$$",
        right: "^([0-9]+)+$",
        why: "the case has no `testParameters`, so its texts are no templates, and `$$` is no escape; the modelled pattern \
          ends with one `$` (smithy-lang/smithy#1506)",
    },
    Patch {
        case: "AwsJson11IntEnums",
        kind: "smithy.test#httpResponseTests",
        wrong: "\"X-Amz-Target\": \"JsonProtocol.JsonIntEnums\"",
        right: "",
        why: "the header names the operation of a request; it was copied into the response, which no protocol document \
              gives it, and no other response of the suite has it",
    },
];

/// A correction of one case.
struct Patch {
    case: &'static str,
    /// The trait in which it stands.
    kind: &'static str,
    wrong: &'static str,
    /// Nothing takes the member of an object away.
    right: &'static str,
    why: &'static str,
}

/// A side of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Side {
    Client,
    Server,
}

impl Side {
    const BOTH: [Self; 2] = [Self::Client, Self::Server];
}

impl Display for Side {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Client => "client",
            Self::Server => "server",
        })
    }
}

/// What is asked for.
#[derive(clap::Args, Default)]
pub(crate) struct Arguments {
    /// The models with the tests: a Smithy JSON AST [default: in the folder TINSMITH_SHARED, else in ../shared]
    #[arg(long, value_name = "FILE")]
    models: Option<PathBuf>,
    /// The project's own tests instead, of which some are wrong on purpose and have to fail
    #[arg(long, conflicts_with_all = ["models", "suite", "side"])]
    own: bool,
    /// One service alone, by its name in the models
    #[arg(long, value_name = "NAME")]
    suite: Option<String>,
    /// One side alone
    #[arg(long)]
    side: Option<Side>,
    /// botocore's own suites instead, in DIR or in its source distribution, which is downloaded
    #[arg(long, value_name = "DIR", conflicts_with_all = ["models", "suite", "side"])]
    botocore: Option<Option<PathBuf>>,
}

/// One row of the result.
struct Row {
    service: Service,
    side: Side,
    counts: Counts,
}

impl Row {
    /// Whether there are as many tests as there have to be, and all of them passed.
    fn is_complete(&self) -> bool {
        self.counts.failed.is_empty()
            && self.counts.skipped == 0
            && self.counts.passed.len() == self.service.cases(self.side)
    }
}

/// The task of the command line.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let outcome = match &arguments.botocore {
        Some(folder) => botocore::conform(folder.as_deref())?,
        None if arguments.own => judge()?,
        None => conform(arguments)?,
    };
    Ok(match outcome {
        Outcome::Passed => ExitCode::SUCCESS,
        Outcome::Skipped(what) => {
            println!("{what}");
            println!("0 passed, 0 failed, 0 skipped");
            ExitCode::FAILURE
        }
    })
}

/// Runs the tests; an error, if one of them fails.
pub(crate) fn conform(arguments: &Arguments) -> Result<Outcome> {
    let path = arguments
        .models
        .clone()
        .unwrap_or_else(|| shared::path(SUITE));
    let Ok(text) = fs::read_to_string(&path) else {
        return Ok(Outcome::Skipped(format!(
            "{} is absent (name it with --models, or its folder with TINSMITH_SHARED): {ORIGIN}",
            path.display()
        )));
    };
    let models = patched(&text).with_context(|| format!("in {}", path.display()))?;
    let services = chosen(count::services(&models)?, arguments.suite.as_deref())?;
    let sides: Vec<Side> = match arguments.side {
        Some(side) => vec![side],
        None => Side::BOTH.to_vec(),
    };
    let rows = run::all("suite", &models, services, &sides)?;
    let failed = report(&rows);
    // Models of somebody else are not what the page is about.
    if arguments.models.is_none() && arguments.suite.is_none() && arguments.side.is_none() {
        page::write_official(&rows)?;
    }
    if failed > 0 {
        bail!("{failed} protocol tests failed");
    }
    Ok(Outcome::Passed)
}

/// The text with its known faults corrected.
fn patched(text: &str) -> Result<String> {
    let mut text = text.to_owned();
    for patch in PATCHES {
        let id = format!("\"{}\"", patch.case);
        let stands_in = |at: &usize| {
            let before = &text[..*at];
            before
                .rfind("\"smithy.test#")
                .is_some_and(|start| before[start + 1..].starts_with(patch.kind))
        };
        let found = text.match_indices(&id).map(|(at, _)| at).find(stands_in);
        // Somebody else's models need not have the case.
        let Some(start) = found else {
            continue;
        };
        let behind = start + id.len();
        let end = text[behind..]
            .find("\"id\":")
            .map_or(text.len(), |end| behind + end);
        let case = &text[start..end];
        let Some((before, after)) = case.split_once(patch.wrong) else {
            bail!(
                "the case {} is not broken any more: remove its patch",
                patch.case
            );
        };
        let before = match patch.right {
            "" => before.trim_end().trim_end_matches(','),
            _ => before,
        };
        let right = format!(
            "{before}{}{}",
            patch.right,
            after.replace(patch.wrong, patch.right)
        );
        text.replace_range(start..end, &right);
    }
    Ok(text)
}

fn chosen(services: Vec<Service>, suite: Option<&str>) -> Result<Vec<Service>> {
    let Some(suite) = suite else {
        return Ok(services);
    };
    let names: Vec<String> = services.iter().map(|it| it.name().to_owned()).collect();
    let chosen: Vec<Service> = services
        .into_iter()
        .filter(|service| service.name().eq_ignore_ascii_case(suite))
        .collect();
    if chosen.is_empty() {
        bail!("there is no suite {suite}, only {}", names.join(", "));
    }
    Ok(chosen)
}

/// Prints the rows, what failed, and the closing line. Answers with how many failures there are.
fn report(rows: &[Row]) -> usize {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    println!(
        "{:<28} {:<7} {:>6} {:>7} {:>7} {:>8}",
        "service", "side", "cases", "passed", "failed", "skipped"
    );
    for row in rows {
        let cases = row.service.cases(row.side);
        println!(
            "{:<28} {:<7} {cases:>6} {:>7} {:>7} {:>8}",
            row.service.name(),
            row.side.to_string(),
            row.counts.passed.len(),
            row.counts.failed.len(),
            row.counts.skipped
        );
        passed += row.counts.passed.len();
        failed += row.counts.failed.len();
        skipped += row.counts.skipped;
    }
    for row in rows {
        print!("{}", row.counts.details);
    }
    for row in rows {
        let ran = row.counts.passed.len() + row.counts.failed.len() + row.counts.skipped;
        if ran != row.service.cases(row.side) {
            println!(
                "FAILED: {} {}: {ran} tests for {} cases",
                row.service.name(),
                row.side,
                row.service.cases(row.side)
            );
            failed += 1;
        }
        for test in &row.counts.failed {
            println!("FAILED: {} {}: {test}", row.service.name(), row.side);
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    failed
}

/// The settings by which a service is generated: those of a file of its name, if there is one.
fn settings_file(service: &Service) -> Option<PathBuf> {
    let file = format!("tests/conformance/{}.toml", service.krate());
    Some(workspace::path(&file)).filter(|file| Path::is_file(file))
}
