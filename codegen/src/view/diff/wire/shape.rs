//! Two shapes that face each other.
//!
//! In: a pair. Out: what changed in the shape itself, and in its members; what they target is a pair of its own, or is
//! compared where the member stands.

use super::found::{At, Found};
use super::pairs::{Matched, Pair, matched};
use super::{Context, Role, Travels, constraints, error, member, original, target, traits};
use crate::model::Shape;

/// Compares a pair.
pub(super) fn compare<'v>(
    context: &Context<'v>,
    pair: &Pair<'v>,
    travels: Travels,
    found: &mut Found<'_>,
) {
    let (Some(old), Some(new)) = (
        context.old.model.get(pair.old),
        context.new.model.get(pair.new),
    ) else {
        return;
    };
    let subject = original(new).to_string();
    let at = At::both(&old.at, &new.at);
    target::compare(old, new, &subject, at, travels, found);
    constraints::shapes(context, (old, new), &subject, at, travels, found);
    traits::compare(&old.traits, &new.traits, &subject, at, found);
    if pair.role == Role::Error {
        error::compare(context, old, new, found);
    }
    if pair.role != Role::Nested && context.old.http && context.new.http {
        member::body(context, (old, new), pair.role, found);
    }
    members(context, pair, (old, new), travels, found);
}

fn members<'v>(
    context: &Context<'v>,
    pair: &Pair<'v>,
    (old, new): (&'v Shape, &'v Shape),
    travels: Travels,
    found: &mut Found<'_>,
) {
    let parents = member::Parents {
        old,
        new,
        role: pair.role,
        travels,
    };
    for one in matched(context, old, new, pair.role) {
        match one {
            Matched::Both(old, new) => parents.compare(context, &old, &new, found),
            Matched::Added(new) => parents.added(context, &new, found),
            Matched::Removed(old) => parents.removed(context, &old, found),
        }
    }
}
