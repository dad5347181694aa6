//! `cargo xtask catalogue`: all of AWS's models.
//!
//! In: every `service-2.json` of botocore, or below a folder, with what stands beside it. Out: a crate of each that speaks a
//! supported protocol, the types of each other one and what is missing of it, by name; what became of every constraint;
//! some of the crates compiled; tables of it all. Fails where a model that could be generated is not, where a constraint was dropped without a word, and
//! where a crate does not compile. Nothing is kept but what was compiled, below `target/catalogue`.

mod account;
mod compile;
mod crew;
pub(crate) mod find;
mod growth;
mod made;
mod plot;
pub(crate) mod process_cost;
mod sample;
mod settings;
mod tables;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;

use crate::process::{cargo, run};
use crate::steps::Outcome;
use crate::{python, workspace};
use account::Account;
use find::Found;
use growth::Growth;
use made::Made;
use process_cost::Cost;

/// What the command takes.
#[derive(Args, Clone, Default)]
pub(crate) struct Arguments {
    /// The folder of the models, `<service>/<version>/service-2.json[.gz]` [default: those of the pinned botocore, from
    /// PyPI]
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Only these services, by the names of their folders
    #[arg(long, value_delimiter = ',', value_name = "SERVICE")]
    only: Vec<String>,
    /// Compile these services too, or `sample` (forty of them), or `all`
    #[arg(long, value_delimiter = ',', value_name = "SERVICE,...|sample|all")]
    compile: Vec<String>,
    /// How many models are worked on at once [default: the number of processors]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Generate everything twice and compare, and format every file again: nothing may change
    #[arg(long)]
    again: bool,
    /// Generate made models too, which have many of one thing: time may not grow much faster than their size
    #[arg(long)]
    growth: bool,
    /// Measure one model after the other, and growth, and write the page and the plot to docs/
    #[arg(long)]
    page: bool,
}

/// Where the page and the plot go.
const PAGE: &str = "docs/catalogue.md";
const PLOT: &str = "docs/catalogue.svg";

/// Runs the command. An unoptimized generator takes ten times as long, so it is the optimized one that does it.
pub(crate) fn run_optimized(arguments: &Arguments) -> Result<ExitCode> {
    if !cfg!(debug_assertions) {
        return match catalogue(arguments)? {
            Some(0) => Ok(ExitCode::SUCCESS),
            Some(failures) => {
                eprintln!("error: {failures} failures, told above");
                Ok(ExitCode::FAILURE)
            }
            None => {
                eprintln!("error: {ABSENT}; give a folder with --models");
                Ok(ExitCode::FAILURE)
            }
        };
    }
    let rest = std::env::args_os().skip_while(|argument| argument != "catalogue");
    let mut command = cargo(&["run", "--quiet", "--release", "--package", "xtask", "--"]);
    let status = command.args(rest).status().context("cannot start cargo")?;
    // it has said what there is to say
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Runs the command as a step of the tests, with these arguments.
pub(crate) fn step(arguments: &[&str]) -> Result<Outcome> {
    if python::botocore_models()?.is_none() {
        return Ok(Outcome::Skipped(ABSENT.to_owned()));
    }
    run(cargo(&[
        "run",
        "--quiet",
        "--release",
        "--locked",
        "--package",
        "xtask",
        "--",
    ])
    .arg("catalogue")
    .args(arguments))?;
    Ok(Outcome::Passed)
}

const ABSENT: &str = "botocore's models: python3 is not on this machine, and they come from PyPI";

/// The number of failures; none where there are no models.
fn catalogue(arguments: &Arguments) -> Result<Option<usize>> {
    let folder = match &arguments.models {
        Some(folder) => folder.clone(),
        None => match python::botocore_models()? {
            Some(folder) => folder,
            None => return Ok(None),
        },
    };
    let models = find::models(&folder, &arguments.only)?;
    let settings = settings::Catalogue::read()?;
    let jobs = match (arguments.page, arguments.jobs) {
        // what is measured has the machine to itself
        (true, _) => 1,
        (false, Some(jobs)) => jobs.max(1),
        (false, None) => std::thread::available_parallelism().map_or(1, usize::from),
    };
    let start = Instant::now();
    let rows = crew::work(jobs, &models, |_, model| {
        made::make(model, &settings, arguments.again)
    });
    let seconds = start.elapsed().as_secs_f64();
    let cost = Cost::of_this_process();
    let account = Account::of(&rows);
    print!("{}", tables::report(&rows, &account));
    let unused = match arguments.only.is_empty() && arguments.models.is_none() {
        true => settings.unused(&rows),
        false => Vec::new(),
    };
    let growth = match arguments.growth || arguments.page {
        true => growth::measure()?,
        false => Growth::default(),
    };
    print!("{}", growth.table);
    let wanted = sample::choose(&arguments.compile, &rows)?;
    let compiled = compile::check(&models, &wanted, &settings, jobs)?;
    print!("{}", tables::compiled(&compiled));
    let mut failures = account.failures.clone();
    failures.extend(unused);
    failures.extend(growth.failures.iter().cloned());
    failures.extend(compiled.failures.iter().cloned());
    print!(
        "{}",
        tables::summary(&account, &cost, seconds, jobs, &failures)
    );
    if arguments.page {
        let text = tables::page(&rows, &account, &cost, seconds, &growth, &compiled, PLOT);
        fs::write(workspace::path(PAGE), text).with_context(|| format!("cannot write {PAGE}"))?;
        fs::write(workspace::path(PLOT), plot::plot(&rows))
            .with_context(|| format!("cannot write {PLOT}"))?;
        println!("{PAGE} and {PLOT} are written");
    }
    Ok(Some(failures.len()))
}
