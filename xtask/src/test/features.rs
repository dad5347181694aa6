//! Generated crates in every feature combination that users may choose.
//!
//! In: the crates below `generated/`, and which features they have. Out: whether each builds without a warning, and its
//! docs too.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::process::Stdio;

use crate::process::{cargo, run};
use crate::steps::Outcome;

/// Lints every generated crate with no feature, with each alone, with the default ones and with all, then builds its docs
/// and its documentation tests.
pub(crate) fn check() -> Result<Outcome> {
    let metadata = metadata()?;
    for package in crate::codegen::packages()? {
        let own = features(&metadata, &package)?;
        let all = own.join(",");
        let mut combinations = vec![""];
        combinations.extend(own.iter().map(String::as_str));
        combinations.extend(["default", &all]);
        for features in combinations {
            println!("-- {package} with features [{features}]");
            run(
                cargo(&["clippy", "--quiet", "--locked", "--package", &package])
                    .args(["--no-default-features", "--features", features])
                    .args(["--", "--deny", "warnings"]),
            )?;
        }
        for features in ["default", &all] {
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

/// The features of a package, but for `default`.
fn features(metadata: &Value, package: &str) -> Result<Vec<String>> {
    let packages = metadata["packages"].as_array();
    let found = packages.and_then(|all| all.iter().find(|it| it["name"] == package));
    let features = found.and_then(|it| it["features"].as_object());
    let names = features.with_context(|| format!("no package {package} in the workspace"))?;
    Ok(names
        .keys()
        .filter(|name| *name != "default")
        .cloned()
        .collect())
}

fn metadata() -> Result<Value> {
    let output = cargo(&["metadata", "--no-deps", "--locked", "--format-version", "1"])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start `cargo metadata`")?;
    if !output.status.success() {
        bail!("{} from `cargo metadata`", output.status);
    }
    serde_json::from_slice(&output.stdout).context("`cargo metadata` prints no JSON")
}
