//! `cargo xtask endpoints`: published endpoint tests against compiled endpoint rules.
//!
//! In: the rule sets and endpoint tests of botocore's source distribution, and the first service's in both formats where the
//! shared folder is. Out: counts, and each test that failed. All rule sets are compiled by the generator, and then by rustc,
//! into one crate below `target/endpoints`; it resolves the tests' parameters. How many tests there have to be is counted
//! from the JSON alone. No service and no test is left out. Where tests say which operation is called, and the protocol is
//! one that clients speak, the clients are generated and called too ([`calls`]).

mod calls;
mod read;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::process::{cargo, run as run_command};
use crate::steps::Outcome;
use crate::{conformance, workspace};

/// What is asked of a run.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// The folder of botocore's source distribution; it is downloaded unless given
    #[arg(long)]
    source: Option<PathBuf>,
}

/// The rules of one service, compiled.
struct Service {
    name: String,
    /// The file of the generated module.
    module: String,
    /// What has a list `testCases`.
    tests: Value,
}

/// Runs the tests.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if let Outcome::Skipped(what) = check(arguments)? {
        println!("skipped: {what}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the tests as a step; an error, if one fails.
pub(crate) fn check(arguments: &Arguments) -> Result<Outcome> {
    let source = match &arguments.source {
        Some(folder) => folder.clone(),
        None => match conformance::botocore::distribution()? {
            Some(folder) => folder,
            None => {
                return Ok(Outcome::Skipped(
                    "botocore's endpoint tests: python3 is not on this machine, and they come from PyPI"
                        .to_owned(),
                ));
            }
        },
    };
    let shared = read::shared()?;
    let is_shared = !shared.is_empty();
    let mut services = read::botocore(&source)?;
    services.extend(shared);
    println!("{} rule sets became Rust", services.len());
    let folder = workspace::target("endpoints");
    let cases = write_crate(&folder, &services)?;
    let list = json!({
        "partitions": source.join("botocore/data/partitions.json"),
        "cases": cases,
        // Four of its tests contradict botocore's on this.
        "before_dual_stack_in_iso": read::SHARED_SMITHY,
    });
    fs::write(folder.join("tests.json"), list.to_string())?;
    // It fails unless it judges as many.
    run_command(cargo(&["run", "--quiet", "--", "tests.json"]).current_dir(&folder))?;
    calls::check(&source)?;
    Ok(match is_shared {
        true => Outcome::Passed,
        false => Outcome::Skipped(
            "the rules of the first service in its Smithy edition: they are in no shared folder (set TINSMITH_SHARED)"
                .to_owned(),
        ),
    })
}

/// One crate of all modules, with the judge as its program, and a file of tests for each. Answers with how many tests
/// there are.
fn write_crate(folder: &Path, services: &[Service]) -> Result<usize> {
    let (modules, tests) = (folder.join("src/services"), folder.join("tests"));
    for folder in [&modules, &tests] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    let mut list = String::from("use tinsmith::generated::endpoint::ResolveEndpoint;\n\n");
    let mut table = String::from("\npub const ALL: &[(&str, ResolveEndpoint)] = &[\n");
    let mut cases = 0;
    for (number, service) in services.iter().enumerate() {
        let name = &service.name;
        cases += service.tests["testCases"]
            .as_array()
            .with_context(|| format!("{name} has no endpoint tests"))?
            .len();
        fs::write(modules.join(format!("{name}.rs")), &service.module)?;
        fs::write(
            tests.join(format!("{name}.json")),
            service.tests.to_string(),
        )?;
        let _ = writeln!(
            list,
            "#[path = \"services/{name}.rs\"]\nmod service_{number};"
        );
        let _ = writeln!(table, "    ({name:?}, service_{number}::resolve),");
    }
    fs::write(folder.join("src/services.rs"), list + &table + "];\n")?;
    let judge = fs::read_to_string(workspace::path("tests/endpoints/judge.rs"))?;
    fs::write(folder.join("src/main.rs"), judge)?;
    let runtime = workspace::path("runtime").display().to_string();
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"endpoints\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             serde_json = \"1\"\ntinsmith = {{ path = {runtime:?}, default-features = false, features = [\"client\"] }}\n"
        ),
    )?;
    fs::copy(workspace::path("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(cases)
}
