//! The pure core on a target without clock, socket, thread and operating system.
//!
//! In: the crates below `generated/`. Out: whether their clients compile for it, or that the target could not be
//! installed.

use anyhow::Result;
use std::path::Path;
use std::process::Command;

use crate::process::{cargo, run};
use crate::steps::Outcome;

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the client of every generated crate, without the default transport.
pub(crate) fn check() -> Result<Outcome> {
    if !is_installed() && !install() {
        let what = format!("`rustup target add {TARGET}` could not install the target");
        return Ok(Outcome::Skipped(what));
    }
    for package in crate::codegen::packages()? {
        println!("-- {package} with features [client, tracing] on {TARGET}");
        run(
            cargo(&["check", "--quiet", "--locked", "--package", &package])
                .args(["--no-default-features", "--features", "client,tracing"])
                .args(["--target", TARGET]),
        )?;
    }
    Ok(Outcome::Passed)
}

/// Installs the standard library for the target, where rustup is what keeps the toolchain.
fn install() -> bool {
    let status = Command::new("rustup")
        .args(["target", "add", TARGET])
        .status();
    status.is_ok_and(|status| status.success())
}

/// Whether the standard library is here for the target.
fn is_installed() -> bool {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output();
    output.is_ok_and(|output| {
        let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success() && Path::new(&folder).is_dir()
    })
}
