//! `cargo xtask diff`: what changed between two versions of a model.
//!
//! In: the models of `model/services.toml` at a git revision and in the work tree, or the pinned versions of botocore. Out:
//! the diff of each service with its verdicts; committed examples; a table that holds the verdict on Rust against
//! cargo-semver-checks.

mod agreement;
mod base;
mod examples;
mod findings;
mod rustdoc;
mod user;

use std::process::ExitCode;

use anyhow::Result;
use clap::{ArgGroup, Args, ValueEnum};

use crate::python;
use crate::steps::Outcome;

/// What is compared, and how it is said.
#[derive(Args)]
#[command(group = ArgGroup::new("what").required(true).args(["base", "examples", "semver_checks"]))]
pub(crate) struct Arguments {
    /// Compare the models at this git revision with those of the work tree
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// The services, by crate name; all of them unless given
    #[arg(requires = "base")]
    services: Vec<String>,
    /// How it is said
    #[arg(long, value_enum, default_value_t = Format::Text, requires = "base")]
    format: Format,
    /// Write the diffs of real updates below docs/examples
    #[arg(long)]
    examples: bool,
    /// Hold the verdict on Rust against cargo-semver-checks, and write docs/semver-agreement.md
    #[arg(long)]
    semver_checks: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For a pull request
    Markdown,
    /// For tools
    Json,
}

/// Runs the task: exit status 0 when nothing breaks, 1 when something does.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if let Some(base) = &arguments.base {
        return base::run(base, &arguments.services, arguments.format);
    }
    let outcome = match arguments.examples {
        true => examples::write(),
        false => agreement::check(),
    }?;
    println!("{outcome}");
    Ok(ExitCode::SUCCESS)
}

/// Holds the verdict on Rust against cargo-semver-checks, and the committed examples against the diff.
pub(crate) fn agree() -> Result<Outcome> {
    if python::interpreter()?.is_none() {
        return Ok(Outcome::Skipped(
            "botocore's models: python3 is not on this machine, and they come from PyPI".to_owned(),
        ));
    }
    println!("{}", examples::write()?);
    println!("{}", agreement::check()?);
    Ok(Outcome::Passed)
}
