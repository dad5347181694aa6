//! `cargo xtask test`: what CI runs, each step timed.
//!
//! In: the checkout. Out: a table of steps, and what was absent. Never loosens a check because something is slow: what
//! is slow runs with `--all`.

mod clients;
mod features;
mod fixtures;
mod formats;
mod hostile;
mod long;
mod moto;
mod mutants;
mod names;
mod optimized;
mod outside;
mod update;
mod wasm;
mod weight;

use std::process::ExitCode;

use anyhow::Result;

use crate::process::{cargo, run};
use crate::steps::{Outcome, Steps};
use crate::{catalogue, conformance, diff, endpoints};

/// Models of botocore whose crates are compiled on every run: small, of different kinds.
const SHORT: &str = "pricing-plan-manager,iot-data,signer";

/// Runs the tests; with `all`, the long tier too.
pub(crate) fn run_all(all: bool) -> Result<ExitCode> {
    let mut steps = Steps::default();
    steps.run("unit, snapshot and story tests", || {
        run(cargo(&[
            "test",
            "--workspace",
            "--all-features",
            "--locked",
            "--no-fail-fast",
        ])
        .env("INSTA_UPDATE", "no"))?;
        Ok(Outcome::Passed)
    });
    steps.run(
        "generated crates, every feature combination",
        features::check,
    );
    steps.run("the weight of the clients", weight::check);
    steps.run("the pure core on WebAssembly", wasm::check);
    steps.run("one service in two formats", formats::check);
    steps.run("the fixtures, compiled", fixtures::compile);
    steps.run("the names of all models of botocore", names::check);
    steps.run("the library in somebody else's crate", outside::check);
    steps.run(
        "protocol tests, some of them wrong on purpose",
        conformance::judge,
    );
    steps.run("Smithy's official protocol tests", || {
        conformance::conform(&conformance::Arguments::default())
    });
    steps.run("botocore's own protocol tests", || {
        conformance::conform_botocore(None)
    });
    steps.run("endpoint tests", || {
        endpoints::check(&endpoints::Arguments::default())
    });
    steps.run("boto3 against jobs-plane", clients::boto3);
    steps.run(
        "the official Rust SDK against jobs-plane",
        clients::official_sdk,
    );
    steps.run("five thousand broken models", mutants::check);
    steps.run("texts that try to be code, compiled", hostile::check);
    steps.run("all models of botocore, three of them compiled", || {
        catalogue::step(&["--compile", SHORT])
    });
    steps.run("generated clients against moto's server", moto::check);
    if all {
        steps.run("a model update, in a clone", update::check);
        steps.run(
            "twenty models of botocore, generated and compiled",
            long::twenty_models,
        );
        steps.run(
            "all models of botocore twice, forty of them compiled",
            || catalogue::step(&["--again", "--growth", "--compile", "sample"]),
        );
        steps.run("thirty broken models, compiled", mutants::compile);
        steps.run(
            "the verdict on Rust against cargo-semver-checks",
            diff::agree,
        );
    }
    Ok(steps.finish())
}
