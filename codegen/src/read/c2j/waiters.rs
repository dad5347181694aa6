//! `waiters-2.json` into `smithy.waiters#waitable`.
//!
//! In: the file's waiters, each of which names its operation. Out: the trait on these operations. Smithy's waiters differ
//! in this:
//!
//! | C2J | here |
//! |---|---|
//! | `delay` | the shortest pause; the longest is Smithy's 120 seconds, or the delay if that is longer |
//! | `maxAttempts` | not read: callers say how long they wait |
//! | matchers `path`, `pathAll`, `pathAny` | `output`, with a comparator for the type of what is expected |
//! | matcher `error` of a name | `errorType` |
//! | matcher `error` of a truth value | `success` of the other |
//! | matcher `status` | the same, which Smithy has not |

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::sibling::operation;
use crate::id::ShapeId;
use crate::model::{
    Acceptor, AcceptorState, Matcher, Model, PathComparator, PathMatcher, Value, Waitable, Waiter,
};

/// The longest pause of a waiter whose delay is not longer, in seconds.
const MAX_DELAY: u32 = 120;

/// Adds the waiters to the operations of `service` that they call.
pub(super) fn read(
    node: Option<Node>,
    service: &ShapeId,
    model: &mut Model,
    findings: &mut Findings<'_>,
) {
    for (name, node) in super::entries(node, findings).unwrap_or_default() {
        findings.about(service);
        let entry = node.clone();
        let Some(mut object) = node.object(findings) else {
            continue;
        };
        let Some(called) = object.take_string("operation", findings) else {
            lacks(&object, "operation", findings);
            continue;
        };
        let Some(shape) = operation("waiters", &called, &entry, service, model, findings) else {
            continue;
        };
        if let Some(waiter) = waiter(name, object, findings) {
            let mut waitable = shape.traits.get::<Waitable>().cloned().unwrap_or_default();
            waitable.0.push(waiter);
            shape.traits.insert(waitable, entry.at);
        }
    }
}

fn waiter(name: String, mut object: Object, findings: &mut Findings<'_>) -> Option<Waiter> {
    let at = object.at.clone();
    let Some(delay) = object.take("delay") else {
        lacks(&object, "delay", findings);
        return None;
    };
    let min_delay = delay.whole("a number of seconds", findings)?;
    let Some(acceptors) = object.take("acceptors") else {
        lacks(&object, "acceptors", findings);
        return None;
    };
    let acceptors: Vec<Option<Acceptor>> = acceptors
        .array(findings)?
        .into_iter()
        .map(|node| acceptor(node.object(findings)?, findings))
        .collect();
    Some(Waiter {
        name,
        documentation: object.take_string("description", findings),
        acceptors: acceptors.into_iter().collect::<Option<_>>()?,
        min_delay,
        max_delay: min_delay.max(MAX_DELAY),
        deprecated: object.take_flag("deprecated", findings).is_some(),
        at,
    })
}

fn acceptor(mut object: Object, findings: &mut Findings<'_>) -> Option<Acceptor> {
    let at = object.at.clone();
    let state = match object.take_string("state", findings).as_deref() {
        Some("success") => AcceptorState::Success,
        Some("failure") => AcceptorState::Failure,
        Some("retry") => AcceptorState::Retry,
        _ => {
            findings.error(
                &at,
                "the acceptor has no state that is known",
                "let \"state\" be one of success, failure, retry",
            );
            return None;
        }
    };
    let kind = object.take_string("matcher", findings).unwrap_or_default();
    let argument = object.take_string("argument", findings);
    let Some(expected) = object.take("expected") else {
        lacks(&object, "expected", findings);
        return None;
    };
    let matcher = match (kind.as_str(), argument, expected.value) {
        ("status", None, Value::Number(number)) => {
            let node = Node {
                value: Value::Number(number),
                at: expected.at,
            };
            Matcher::Status(node.whole("an HTTP status code", findings)?)
        }
        ("error", None, Value::String(name)) => Matcher::ErrorType(name),
        ("error", None, Value::Boolean(any)) => Matcher::Success(!any),
        (kind, Some(path), expected) => {
            let comparator = match (kind, expected) {
                ("path", Value::String(text)) => PathComparator::StringEquals(text),
                ("path", Value::Boolean(value)) => PathComparator::BooleanEquals(value),
                ("pathAll", Value::String(text)) => PathComparator::AllStringEquals(text),
                ("pathAll", Value::Boolean(value)) => PathComparator::AllBooleanEquals(value),
                ("pathAny", Value::String(text)) => PathComparator::AnyStringEquals(text),
                ("pathAny", Value::Boolean(value)) => PathComparator::AnyBooleanEquals(value),
                _ => return unknown(&at, findings),
            };
            Matcher::Output(PathMatcher { path, comparator })
        }
        _ => return unknown(&at, findings),
    };
    Some(Acceptor {
        state,
        matcher,
        message: None,
        at,
    })
}

fn unknown<T>(at: &crate::source::Location, findings: &mut Findings<'_>) -> Option<T> {
    findings.error(
        at,
        "the acceptor matches nothing that is known",
        "`path`, `pathAll` and `pathAny` have an argument and expect a string or a boolean, `error` a name or a boolean, \
         `status` a number",
    );
    None
}

fn lacks(object: &Object, key: &str, findings: &mut Findings<'_>) {
    findings.error(
        &object.at,
        format!("the waiter lacks {key:?}"),
        format!("add {key:?}"),
    );
}
