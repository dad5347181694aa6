//! `cargo xtask`: what reads, generates or compares models is in `codegen/`; what downloads, compiles, runs and counts
//! is here.

// first, since its macros stand for the standard library's
#[macro_use]
#[path = "../../codegen/cli/print.rs"]
mod print;

mod bench;
mod catalogue;
mod codegen;
mod conformance;
mod diff;
mod endpoints;
mod models;
mod process;
mod python;
mod shared;
mod slim;
mod snapshots;
mod steps;
mod test;
mod versions;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Generate a crate of every model of AWS, and say what became of each
    Catalogue {
        #[command(flatten)]
        arguments: catalogue::Arguments,
    },
    /// Measure speed and weight beside the peers, and write docs/benchmarks.md
    Bench {
        /// The rows whose names begin so; all of them unless given, and docs/benchmarks.md is written for all only
        rows: Vec<String>,
        /// How many times the rows of time are measured, at least 3
        #[arg(long, default_value_t = 33, value_parser = clap::value_parser!(u16).range(3..))]
        rounds: u16,
    },
    /// Generate the crates and snapshots that model/services.toml names
    Codegen {
        /// The services, by crate name; all of them unless given
        services: Vec<String>,
        /// Write nothing; list what differs and exit with 1 if anything does
        #[arg(long)]
        check: bool,
    },
    /// Run Smithy's official protocol tests, or botocore's, against generated clients and servers
    Conformance {
        #[command(flatten)]
        arguments: conformance::Arguments,
    },
    /// Say what changed between two versions of a model: on the wire, and for Rust code that uses the crate
    ///
    /// Exit status 0 when nothing breaks, 1 when something does, 2 when the versions cannot be compared.
    Diff {
        #[command(flatten)]
        arguments: diff::Arguments,
    },
    /// Compile the endpoint rules of all models of botocore, and run its endpoint tests against them
    Endpoints {
        #[command(flatten)]
        arguments: endpoints::Arguments,
    },
    /// Compile a large service whole and with a few of its operations, and say what that saves
    Slim {
        #[command(flatten)]
        arguments: slim::Arguments,
    },
    /// Run the tests that CI runs
    Test {
        /// Run the long tier too: many crates generated and compiled
        #[arg(long)]
        all: bool,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Catalogue { arguments } => catalogue::run_optimized(&arguments),
        Task::Bench { rows, rounds } => bench::run(&rows, rounds.into()),
        Task::Codegen { services, check } => codegen::run(&services, check),
        Task::Conformance { arguments } => conformance::run(&arguments),
        Task::Diff { arguments } => {
            return diff::run(&arguments).unwrap_or_else(|error| {
                eprintln!("error: {error:#}");
                ExitCode::from(2)
            });
        }
        Task::Endpoints { arguments } => endpoints::run(&arguments),
        Task::Slim { arguments } => slim::run(&arguments),
        Task::Test { all } => test::run_all(all),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
