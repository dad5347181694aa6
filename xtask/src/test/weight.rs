//! How many crates it takes to depend on a generated client.
//!
//! In: what cargo resolves for the crates below `generated/`. Out: the counts, held against their bars. Build and
//! development dependencies, which reach no binary, are not counted; the generated crate and the runtime are.

use std::collections::BTreeSet;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::process::cargo;
use crate::steps::Outcome;

/// Features, and how many crates there are at most with them. The official SDK's client takes 116.
const BARS: [(&str, usize); 2] = [
    // The default: over the network, with TLS.
    ("default", 60),
    // The pure core without a transport, signing included.
    ("client", 30),
];

/// Counts the crates of every generated client.
pub(crate) fn check() -> Result<Outcome> {
    let mut heavy = Vec::new();
    for package in crate::codegen::packages()? {
        for (features, bar) in BARS {
            let count = count(&package, features)?;
            println!("{package} with features [{features}]: {count} crates, at most {bar}");
            if count > bar {
                heavy.push(format!(
                    "{package} with features [{features}] takes {count} crates, {bar} are allowed; \
                     `cargo tree -e normal -p {package} --no-default-features --features {features}` lists them"
                ));
            }
        }
    }
    if heavy.is_empty() {
        Ok(Outcome::Passed)
    } else {
        bail!("{}", heavy.join("\n"));
    }
}

fn count(package: &str, features: &str) -> Result<usize> {
    let output = cargo(&["tree", "--locked", "--edges", "normal", "--prefix", "none"])
        .args(["--format", "{p}", "--package", package])
        .args(["--no-default-features", "--features", features])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start `cargo tree`")?;
    if !output.status.success() {
        bail!("{} from `cargo tree` of {package}", output.status);
    }
    let lines = String::from_utf8(output.stdout).context("`cargo tree` prints no UTF-8")?;
    // A crate that was listed before is marked `(*)`.
    let crates: BTreeSet<&str> = lines
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty())
        .collect();
    Ok(crates.len())
}
