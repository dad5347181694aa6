//! `smithy.waiters#waitable` (Smithy 2.0, "Waiters").
//!
//! In: the trait's value. Out: waiters. A path is only text here.

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::traits::{needed, word_of};
use crate::model::{
    Acceptor, AcceptorState, Matcher, PathComparator, PathMatcher, Waitable, Waiter,
};

/// The pauses of a waiter that names none, in seconds.
const DELAYS: (u32, u32) = (2, 120);

/// Reads the trait. `None` after a finding.
pub(super) fn read(node: Node, findings: &mut Findings<'_>) -> Option<Waitable> {
    let waiters = node.object(findings)?.rest();
    let waiters = waiters.map(|(name, node)| waiter(name, node.object(findings)?, findings));
    // All of them are read, so that all findings are told.
    let waiters: Vec<Option<Waiter>> = waiters.collect();
    waiters.into_iter().collect::<Option<_>>().map(Waitable)
}

fn waiter(name: String, mut object: Object, findings: &mut Findings<'_>) -> Option<Waiter> {
    let at = object.at.clone();
    let acceptors = needed(&mut object, "acceptors", findings)?.array(findings)?;
    let acceptors: Vec<Option<Acceptor>> = acceptors
        .into_iter()
        .map(|node| acceptor(node.object(findings)?, findings))
        .collect();
    let documentation = object.take_string("documentation", findings);
    let mut delay = |key, otherwise| match object.take(key) {
        Some(node) => node.whole("a number of seconds, one or more", findings),
        None => Some(otherwise),
    };
    let min_delay = delay("minDelay", DELAYS.0)?;
    let max_delay = delay("maxDelay", DELAYS.1.max(min_delay))?;
    if min_delay == 0 || min_delay > max_delay {
        findings.error(
            &at,
            format!("pauses of {min_delay} to {max_delay} seconds are none"),
            "let `minDelay` be at least 1, and `maxDelay` no less",
        );
        return None;
    }
    Some(Waiter {
        name,
        documentation,
        acceptors: acceptors.into_iter().collect::<Option<_>>()?,
        min_delay,
        max_delay,
        deprecated: object.take_flag("deprecated", findings).is_some(),
        at,
    })
}

fn acceptor(mut object: Object, findings: &mut Findings<'_>) -> Option<Acceptor> {
    let at = object.at.clone();
    let states = [
        ("success", AcceptorState::Success),
        ("failure", AcceptorState::Failure),
        ("retry", AcceptorState::Retry),
    ];
    let state = word_of(
        needed(&mut object, "state", findings)?,
        &states,
        "states",
        findings,
    )?;
    let matcher = needed(&mut object, "matcher", findings)?.object(findings)?;
    Some(Acceptor {
        state,
        matcher: self::matcher(matcher, findings)?,
        message: object.take_string("message", findings),
        at,
    })
}

fn matcher(mut object: Object, findings: &mut Findings<'_>) -> Option<Matcher> {
    if let Some(node) = object.take("success") {
        return Some(Matcher::Success(node.boolean(findings)?));
    }
    if let Some(node) = object.take("errorType") {
        let id = node.string(findings)?;
        let name = id.rsplit('#').next().unwrap_or(&id);
        return Some(Matcher::ErrorType(name.to_owned()));
    }
    if let Some(node) = object.take("output") {
        return Some(Matcher::Output(path(node.object(findings)?, findings)?));
    }
    if let Some(node) = object.take("inputOutput") {
        let path = path(node.object(findings)?, findings)?;
        return Some(Matcher::InputOutput(path));
    }
    findings.error(
        &object.at,
        "the matcher matches nothing",
        "it has one of \"success\", \"errorType\", \"output\" and \"inputOutput\"",
    );
    None
}

/// A comparator with what it expects, if it can expect that.
type Comparator = fn(String) -> Option<PathComparator>;

fn path(mut object: Object, findings: &mut Findings<'_>) -> Option<PathMatcher> {
    let path = needed(&mut object, "path", findings)?.string(findings)?;
    let expected = needed(&mut object, "expected", findings)?;
    let expected_at = expected.at.clone();
    let expected = expected.string(findings)?;
    let comparators: [(&str, Comparator); 4] = [
        ("stringEquals", |text| {
            Some(PathComparator::StringEquals(text))
        }),
        ("booleanEquals", |text| {
            text.parse().ok().map(PathComparator::BooleanEquals)
        }),
        ("allStringEquals", |text| {
            Some(PathComparator::AllStringEquals(text))
        }),
        ("anyStringEquals", |text| {
            Some(PathComparator::AnyStringEquals(text))
        }),
    ];
    let node = needed(&mut object, "comparator", findings)?;
    let comparator = word_of(node, &comparators, "comparators", findings)?;
    let Some(comparator) = comparator(expected) else {
        findings.error(
            &expected_at,
            "a boolean is expected to be neither true nor false",
            "write \"true\" or \"false\"",
        );
        return None;
    };
    Some(PathMatcher { path, comparator })
}
