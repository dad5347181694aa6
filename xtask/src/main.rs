//! `cargo xtask`: what reads, generates or compares models is in `codegen/`; what downloads, compiles, runs and counts
//! is here.

mod catalogue;
mod codegen;
mod conformance;
mod models;
mod process;
mod python;
mod shared;
mod snapshots;
mod steps;
mod test;
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
        Task::Codegen { services, check } => codegen::run(&services, check),
        Task::Conformance { arguments } => conformance::run(&arguments),
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
