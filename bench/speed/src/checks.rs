//! The constraints of UpdateJobExecution, checked without a generator.
//!
//! In: the parts of an input. Out: whether it is good, or the first member that is not. Both ways check the same; the one
//! without a regular expression for what is plainly a set of bytes is the faster one, and the servers here use it.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

static VALUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[^\p{C}]+$"));
static JOB: LazyLock<Regex> = LazyLock::new(|| pattern("^[a-zA-Z0-9_-]+$"));
static THING: LazyLock<Regex> = LazyLock::new(|| pattern("^[a-zA-Z0-9:_-]+$"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// Checks an input with bytes compared by hand, and the `regex` crate for what is not ASCII.
///
/// # Errors
///
/// The first member that is not good.
pub(crate) fn by_hand(
    thing: &str,
    job: &str,
    details: Option<&HashMap<String, String>>,
) -> Result<(), &'static str> {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let name = |text: &str| {
        matches!(text.len(), 1..=128) && text.bytes().all(|byte| word(byte) || byte == b':')
    };
    if !name(thing) {
        return Err("thingName");
    }
    if !(matches!(job.len(), 1..=64) && job.bytes().all(word)) {
        return Err("jobId");
    }
    let value = |text: &str| {
        !text.is_empty()
            && (text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || VALUE.is_match(text))
    };
    let good = |(key, text): (&String, &String)| name(key) && value(text);
    if !details.is_none_or(|details| details.iter().all(good)) {
        return Err("statusDetails");
    }
    Ok(())
}

/// Checks an input with the `regex` crate.
///
/// # Errors
///
/// The first member that is not good.
pub(crate) fn by_regex(
    thing: &str,
    job: &str,
    details: Option<&HashMap<String, String>>,
) -> Result<(), &'static str> {
    // Bytes where the pattern lets no other characters through, so that nothing is counted that need not be.
    let name = |text: &str| matches!(text.len(), 1..=128) && THING.is_match(text);
    if !name(thing) {
        return Err("thingName");
    }
    if !(matches!(job.len(), 1..=64) && JOB.is_match(job)) {
        return Err("jobId");
    }
    let good = |(key, text): (&String, &String)| name(key) && VALUE.is_match(text);
    if !details.is_none_or(|details| details.iter().all(good)) {
        return Err("statusDetails");
    }
    Ok(())
}
