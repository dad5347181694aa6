//! Fixtures of one concept each: a small model, and the Rust that it becomes.
//!
//! In: `tests/fixtures/<concept>/model.smithy.json`, `model.c2j.json` beside it where C2J can say the same, and below
//! `expected/` the generated files that show the concept; `settings.toml` where it needs settings. Out: whether both formats give the same files, and whether
//! these are the expected ones, byte for byte. `TINSMITH_UPDATE=1` writes the expected files anew: review what changes.
//! Which files a fixture shows is what is in its folder: to show another one, create it empty and update. That all of
//! them compile is a step of `cargo xtask test`.

#[path = "fixtures/fixture.rs"]
mod fixture;
mod project;

use std::fmt::Write as _;
use std::fs;

use fixture::{Fixture, fixtures};
use tinsmith_codegen::Files;

/// The variable that has the expected files written instead of compared.
const UPDATE: &str = "TINSMITH_UPDATE";

#[test]
fn every_fixture_becomes_what_is_expected() {
    let update = std::env::var_os(UPDATE).is_some_and(|value| value == "1");
    let mut wrong = String::new();
    let mut compared = 0;
    for fixture in fixtures() {
        let files = match fixture.generate("model.smithy.json") {
            Ok(files) => files,
            Err(diagnostics) => {
                let _ = writeln!(wrong, "{}:\n{diagnostics}", fixture.name);
                continue;
            }
        };
        let expected = fixture.expected();
        assert!(
            !expected.is_empty(),
            "{} shows no file in its folder `expected`",
            fixture.name
        );
        for path in expected {
            let Some(text) = files.get(&path) else {
                let _ = writeln!(wrong, "{}: no file {path} is generated", fixture.name);
                continue;
            };
            let file = fixture.folder.join("expected").join(&path);
            if update {
                fs::write(&file, text).expect("an expected file can be written");
            }
            let expected = fs::read_to_string(&file).expect("an expected file");
            compared += 1;
            if expected != text {
                let _ = writeln!(
                    wrong,
                    "{}: {path}: {}",
                    fixture.name,
                    first_difference(&expected, text)
                );
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{wrong}\nif this is meant: {UPDATE}=1 cargo test --package tinsmith-tests --test fixtures"
    );
    println!("{compared} files as expected");
}

/// Every file, not only those that are shown.
#[test]
fn both_formats_give_the_same_files() {
    let mut wrong = String::new();
    let mut compared = 0;
    for fixture in fixtures().into_iter().filter(Fixture::has_c2j) {
        let (smithy, c2j) = (
            fixture.generate("model.smithy.json"),
            fixture.generate("model.c2j.json"),
        );
        match (smithy, c2j) {
            (Ok(smithy), Ok(c2j)) => {
                compared += 1;
                for difference in differences(&smithy, &c2j) {
                    let _ = writeln!(wrong, "{}: {difference}", fixture.name);
                }
            }
            (smithy, c2j) => {
                for diagnostics in [smithy.err(), c2j.err()].into_iter().flatten() {
                    let _ = writeln!(wrong, "{}:\n{diagnostics}", fixture.name);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(compared > 0, "no fixture has both formats");
    println!("{compared} fixtures alike in both formats");
}

/// A folder that the workspace of fixtures would not hold is a fixture that nobody looks at.
#[test]
fn every_folder_is_a_fixture() {
    for fixture in fixtures() {
        assert!(
            fixture.folder.join("model.smithy.json").is_file(),
            "{} has no model.smithy.json",
            fixture.name
        );
    }
}

/// What differs between what the two formats give.
fn differences(smithy: &Files, c2j: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in smithy.iter() {
        match c2j.get(path) {
            None => found.push(format!("{path} is not made of C2J")),
            // the manifest has the models' fingerprints
            Some(other) if without_fingerprints(other) != without_fingerprints(text) => {
                found.push(format!("{path}: {}", first_difference(text, other)));
            }
            Some(_) => {}
        }
    }
    let of_c2j_alone = c2j.iter().filter(|(path, _)| smithy.get(path).is_none());
    found.extend(of_c2j_alone.map(|(path, _)| format!("{path} is made of C2J alone")));
    found
}

fn without_fingerprints(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| !line.contains("= \"sha256:"))
        .collect()
}

fn first_difference(expected: &str, found: &str) -> String {
    let (mut one, mut other) = (expected.lines(), found.lines());
    for number in 1.. {
        match (one.next(), other.next()) {
            (None, None) => break,
            (one, other) if one == other => {}
            (one, other) => {
                let shown = |line: Option<&str>| {
                    line.map_or("the end".to_owned(), |line| format!("`{line}`"))
                };
                return format!(
                    "line {number} should be {}, and is {}",
                    shown(one),
                    shown(other)
                );
            }
        }
    }
    "the ends of lines differ".to_owned()
}
