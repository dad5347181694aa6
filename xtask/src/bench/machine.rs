//! What the figures were measured on.
//!
//! In: the machine. Out: its processor, system and tools, as a reader needs them to compare. No name of the machine, no
//! path of it.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;

/// One line for each thing that matters.
pub(crate) fn describe() -> Vec<String> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let processor = first_line_of("/proc/cpuinfo", "model name").unwrap_or_default();
    let memory = first_line_of("/proc/meminfo", "MemTotal").unwrap_or_default();
    vec![
        format!("{processor}, {cores} cores, memory {memory}"),
        format!(
            "{} {}",
            std::env::consts::OS,
            first_word_of("/proc/sys/kernel/osrelease")
        ),
        version("rustc"),
        version("cargo"),
        version("valgrind"),
    ]
    .into_iter()
    .filter(|line| !line.trim().is_empty())
    .collect()
}

/// The value of a key in one of the files of `/proc`.
fn first_line_of(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    let (_, value) = line.split_once(':')?;
    Some(value.trim().to_owned())
}

fn first_word_of(file: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn version(program: &str) -> String {
    Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .map(|text| text.trim().to_owned())
        .unwrap_or_default()
}
