//! Comparing values, and whether a value holds.
//!
//! In: documents. Out: truth values, by JMESPath's rules. Numbers are compared by value, whichever form they are in.

use super::expression::Comparison;
use crate::document::Document;
use std::cmp::Ordering;

/// Whether a value counts as true: null, false and what is empty don't.
pub(super) fn holds(value: &Document) -> bool {
    match value {
        Document::Null => false,
        Document::Boolean(value) => *value,
        Document::String(text) => !text.is_empty(),
        Document::Array(items) => !items.is_empty(),
        Document::Object(entries) => !entries.is_empty(),
        Document::Integer(_) | Document::Double(_) | Document::Number(_) => true,
    }
}

/// The result of a comparison; none where the two have no order.
pub(super) fn compare(comparison: Comparison, left: &Document, right: &Document) -> Option<bool> {
    match comparison {
        Comparison::Equal => Some(equal(left, right)),
        Comparison::NotEqual => Some(!equal(left, right)),
        Comparison::Less => order(left, right).map(Ordering::is_lt),
        Comparison::LessOrEqual => order(left, right).map(Ordering::is_le),
        Comparison::Greater => order(left, right).map(Ordering::is_gt),
        Comparison::GreaterOrEqual => order(left, right).map(Ordering::is_ge),
    }
}

/// Whether two values are the same.
pub(super) fn equal(left: &Document, right: &Document) -> bool {
    match (left, right) {
        (Document::Array(left), Document::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| equal(left, right))
        }
        (Document::Object(entries), Document::Object(others)) => {
            entries.len() == others.len()
                && entries
                    .iter()
                    .all(|(name, value)| right.get(name).is_some_and(|other| equal(value, other)))
        }
        _ => match order(left, right) {
            Some(order) => order.is_eq(),
            None => left == right,
        },
    }
}

/// The order of two numbers.
fn order(left: &Document, right: &Document) -> Option<Ordering> {
    match (left, right) {
        (Document::Integer(left), Document::Integer(right)) => Some(left.cmp(right)),
        _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}
