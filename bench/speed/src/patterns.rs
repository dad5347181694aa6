//! Patterns, as the generator decides for them.
//!
//! In: one text for each kind of pattern, as most are: it matches. Out: the rows `choice-pattern-*`: what is generated (a set
//! of characters, an automaton, steps) beside the same pattern in the regex crate. Tables come from the build script.

use std::sync::LazyLock;

use regex::Regex;
use tinsmith::generated::{Automaton, Class, Others, Pattern, Steps, Symbols};

use crate::measure::Case;

include!(concat!(env!("OUT_DIR"), "/patterns.rs"));

/// The rows.
pub(crate) const ROWS: &[&str] = &[
    "choice-pattern-class",
    "choice-pattern-automaton",
    "choice-pattern-steps",
];

const THING: &str = "sensor-gateway-0000123456";
const ARN: &str = "arn:aws:iot:eu-west-1:123456789012:thing/sensor-gateway-0000123456";
const HOST: &str = "sensor-gateway-0000123456.data.eu-west-1.example";

static CLASS: LazyLock<Regex> = LazyLock::new(|| regex(include_str!("../patterns/class.txt")));
// The regex crate has no look-ahead: its part is a comparison of lengths, and left out here.
static AUTOMATON: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = include_str!("../patterns/automaton.txt").trim();
    regex(&pattern.replace("(?=.{1,253}$)", ""))
});
static STEPS: LazyLock<Regex> = LazyLock::new(|| regex(include_str!("../patterns/steps.txt")));

fn regex(pattern: &str) -> Regex {
    Regex::new(&format!("^(?:{})$", pattern.trim())).expect("a constant")
}

/// The cases.
pub(crate) fn cases() -> Vec<Case> {
    let pair =
        |row, ours: &'static Pattern, regex: &'static LazyLock<Regex>, text: &'static str| {
            assert!(ours.matches(text) && regex.is_match(text), "{text} matches");
            [
                Case::new(row, "ours", move || ours.matches(text)),
                Case::new(row, "regex", move || regex.is_match(text)),
            ]
        };
    [
        pair(ROWS[0], &THING_NAME_PATTERN, &CLASS, THING),
        pair(ROWS[1], &HOST_NAME_PATTERN, &AUTOMATON, HOST),
        pair(ROWS[2], &THING_ARN_PATTERN, &STEPS, ARN),
    ]
    .into_iter()
    .flatten()
    .collect()
}
