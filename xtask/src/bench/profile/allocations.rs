//! Who allocates, as valgrind's DHAT sees it.
//!
//! In: a case of `bench/speed`. Out: allocations of one run, by the innermost part of the stack that is not the standard
//! library. One that is grown counts once here.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Profile;
use super::symbol::part;
use crate::bench::contenders::path;
use crate::process::{exists, run};
use crate::workspace;

/// How often the case runs.
const TIMES: u32 = 64;

/// The allocations of a case.
pub(crate) fn of_case(group: &str, name: &str) -> Result<Option<Profile>> {
    if !exists("valgrind") {
        return Ok(None);
    }
    let file = workspace::target("bench-dhat");
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=dhat", "--num-callers=60"])
        .arg(format!("--dhat-out-file={}", file.display()))
        .arg(path("speed"))
        .args(["count", group, name, &TIMES.to_string()]);
    run(valgrind.stdout(Stdio::null()).stderr(Stdio::null()))?;
    let text = std::fs::read(&file).context("DHAT wrote no profile")?;
    // It may be large.
    let _ = std::fs::remove_file(&file);
    let profile: Value = serde_json::from_slice(&text).context("DHAT's profile")?;
    let parts = parts(&profile).context("DHAT's profile has another form than expected")?;
    Ok(Some(Profile::new(
        format!("{group}, {name}: allocations"),
        parts,
    )))
}

fn parts(profile: &Value) -> Option<BTreeMap<String, f64>> {
    let frames: Vec<&str> = profile["ftbl"]
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let mut parts: BTreeMap<String, f64> = BTreeMap::new();
    for point in profile["pps"].as_array()? {
        let blocks = point["tbk"].as_f64()?;
        let stack: Vec<&str> = point["fs"]
            .as_array()?
            .iter()
            .filter_map(|index| frames.get(usize::try_from(index.as_u64()?).ok()?).copied())
            .collect();
        // What is made once, before, does not count.
        if stack
            .iter()
            .any(|frame| frame.contains("measured_by_callgrind"))
        {
            let by = stack.iter().map(|frame| frame_part(frame)).find(|part| {
                !matches!(
                    part.as_str(),
                    "std" | "the allocator (malloc, free)" | "without a path" | "without a name"
                )
            });
            *parts
                .entry(by.unwrap_or_else(|| "std".to_owned()))
                .or_default() += blocks / f64::from(TIMES);
        }
    }
    Some(parts)
}

/// `0x12AB: function (file)`.
fn frame_part(frame: &str) -> String {
    let function = frame.split_once(": ").map_or(frame, |(_, rest)| rest);
    let (function, object) = function.rsplit_once(" (").unwrap_or((function, ""));
    part(function, object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allocation_belongs_to_the_innermost_part_that_is_not_std() {
        let profile = serde_json::json!({
            "ftbl": ["[root]", "0x1: malloc (in /x)", "0x2: alloc::raw_vec::finish_grow (in /y)",
                "0x3: http::uri::Uri::from_parts (in /y)", "0x4: speed::measured_by_callgrind (in /y)"],
            "pps": [{"tbk": 128, "fs": [1, 2, 3, 4]}, {"tbk": 7, "fs": [1, 2, 3]}],
        });
        assert_eq!(
            parts(&profile),
            Some(BTreeMap::from([("http".to_owned(), 2.0)]))
        );
    }
}
