//! Conditions around statements.
//!
//! In: what the conditions of a rule become, and the statements of the rule. Out: `if`s, one inside the other where something
//! is computed between two conditions.

use super::scope::Binding;
use crate::rust::{EndpointCondition, EndpointExpression, EndpointStep};

/// What a condition becomes.
pub(super) enum Item {
    /// It has to be true.
    Is(EndpointExpression),
    /// It has to be there.
    Some(Binding, EndpointExpression),
    /// It is computed.
    Let(Binding, EndpointExpression),
}

/// Conditions without those that always hold; none of a rule that never matches.
pub(super) fn needed(items: Vec<Item>) -> Option<Vec<Item>> {
    let mut needed = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Is(EndpointExpression::Boolean(true)) => {}
            Item::Is(EndpointExpression::Boolean(false)) => return None,
            item => needed.push(item),
        }
    }
    Some(needed)
}

/// Conditions around statements.
pub(super) fn nest(items: Vec<Item>, inside: Vec<EndpointStep>) -> Vec<EndpointStep> {
    let mut inside = inside;
    let mut items = items;
    loop {
        let mut conditions = Vec::new();
        while let Some(item) = items.pop_if(|item| !matches!(item, Item::Let(..))) {
            conditions.push(match item {
                Item::Is(value) => EndpointCondition::Is(value),
                Item::Some(binding, value) | Item::Let(binding, value) => {
                    EndpointCondition::Some(binding.variable, value)
                }
            });
        }
        if !conditions.is_empty() {
            conditions.reverse();
            inside = vec![EndpointStep::If(conditions, inside)];
        }
        match items.pop() {
            Some(Item::Let(binding, value)) => {
                inside.insert(0, EndpointStep::Let(binding.variable, value));
            }
            _ => return inside,
        }
    }
}
