//! Generated crates in every feature combination that users may choose.
//!
//! In: the crates below `generated/`. Out: whether each builds without a warning, and its docs too.

use anyhow::Result;

use crate::process::{cargo, run};
use crate::steps::Outcome;

/// None, each alone, the default, and all.
const COMBINATIONS: [&str; 7] = [
    "",
    "client",
    "transport",
    "server",
    "serde",
    "default",
    "client,transport,server,serde",
];

/// Lints every generated crate in every combination, then builds its docs and its documentation tests.
pub(crate) fn check() -> Result<Outcome> {
    for package in crate::codegen::packages()? {
        for features in COMBINATIONS {
            println!("-- {package} with features [{features}]");
            run(
                cargo(&["clippy", "--quiet", "--locked", "--package", &package])
                    .args(["--no-default-features", "--features", features])
                    .args(["--", "--deny", "warnings"]),
            )?;
        }
        for features in ["default", "client,transport,server,serde"] {
            run(cargo(&[
                "doc",
                "--quiet",
                "--locked",
                "--no-deps",
                "--package",
                &package,
            ])
            .args(["--no-default-features", "--features", features])
            .env("RUSTDOCFLAGS", "--deny warnings"))?;
            run(cargo(&[
                "test",
                "--quiet",
                "--locked",
                "--doc",
                "--package",
                &package,
            ])
            .args(["--no-default-features", "--features", features]))?;
        }
    }
    Ok(Outcome::Passed)
}
