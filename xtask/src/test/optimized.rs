//! Tests of the generator that only an optimized one gets through in little time.
//!
//! In: the name of such a test. Out: the command that builds and runs it.

use std::process::Command;

use crate::process::cargo;

/// A test of the package `tinsmith-codegen`.
pub(super) fn test(name: &str) -> Command {
    cargo(&[
        "test",
        "--release",
        "--locked",
        "--package",
        "tinsmith-codegen",
        "--test",
        name,
    ])
}
