//! Which shapes face each other.
//!
//! In: the operations that both versions have. Out: pairs of an old and a new shape, reached by the same way from the same
//! message, with the messages in which they travel. A shape that only one version has is part of the change that brought
//! it, and no pair.

use std::collections::VecDeque;

use indexmap::IndexMap;

use super::location::{Location, located};
use super::{Context, Role, Travels, original};
use crate::id::ShapeId;
use crate::model::{Kind, Member, Operation, Shape};

/// Two shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pair<'v> {
    pub(super) old: &'v ShapeId,
    pub(super) new: &'v ShapeId,
    pub(super) role: Role,
}

/// All pairs, in the order in which the operations lead to them.
pub(super) struct Pairs<'v>(IndexMap<Pair<'v>, Travels>);

impl<'v> Pairs<'v> {
    pub(super) fn new(
        context: &Context<'v>,
        operations: &[(&'v Operation, &'v Operation)],
    ) -> Self {
        let mut pairs: IndexMap<Pair<'v>, Travels> = IndexMap::new();
        let mut open = VecDeque::new();
        for (old, new) in operations {
            let messages = [
                (&old.input, &new.input, Role::Input, Travels::REQUEST),
                (&old.output, &new.output, Role::Output, Travels::RESPONSE),
            ];
            for (old, new, role, travels) in messages {
                if let (Some(old), Some(new)) = (old, new) {
                    let (old, new) = (&old.target, &new.target);
                    open.push_back((Pair { old, new, role }, travels));
                }
            }
            for (old, new) in super::error::matched(context, old, new) {
                if let (Some(old), Some(new)) = (old, new) {
                    let pair = Pair {
                        old: &old.target,
                        new: &new.target,
                        role: Role::Error,
                    };
                    open.push_back((pair, Travels::RESPONSE));
                }
            }
        }
        while let Some((pair, travels)) = open.pop_front() {
            let there = pairs.get(&pair).copied();
            let known = there.unwrap_or_default();
            let all = Travels {
                in_requests: known.in_requests || travels.in_requests,
                in_responses: known.in_responses || travels.in_responses,
            };
            if there == Some(all) {
                continue;
            }
            pairs.insert(pair, all);
            let next = followed(context, pair).into_iter();
            open.extend(next.map(|next| (next, travels)));
        }
        Self(pairs)
    }
}

impl<'p, 'v> IntoIterator for &'p Pairs<'v> {
    type Item = (&'p Pair<'v>, &'p Travels);
    type IntoIter = indexmap::map::Iter<'p, Pair<'v>, Travels>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// The pairs that a pair leads to.
fn followed<'v>(context: &Context<'v>, pair: Pair<'v>) -> Vec<Pair<'v>> {
    let (Some(old), Some(new)) = (
        context.old.model.get(pair.old),
        context.new.model.get(pair.new),
    ) else {
        return Vec::new();
    };
    let both = matched(context, old, new, pair.role).into_iter();
    let targets = both.filter_map(|matched| match matched {
        Matched::Both(old, new) => Some((&old.0.target, &new.0.target)),
        _ => None,
    });
    let pairs = targets.filter(|(old, new)| is_pair(context, old, new));
    let role = Role::Nested;
    pairs.map(|(old, new)| Pair { old, new, role }).collect()
}

/// Whether two targets are compared once, wherever they face each other. Simple types of different names are compared at
/// each member that chose another one: who reads that `A` is now `B` wants to know where.
pub(super) fn is_pair(context: &Context<'_>, old: &ShapeId, new: &ShapeId) -> bool {
    match (context.old.model.get(old), context.new.model.get(new)) {
        (Some(old), Some(new)) => {
            let is_same = original(old).name() == original(new).name();
            is_same || is_aggregate(&old.kind) && old.kind.name() == new.kind.name()
        }
        _ => false,
    }
}

fn is_aggregate(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::List(_) | Kind::Map { .. } | Kind::Structure(_) | Kind::Union(_)
    )
}

/// A member with its location.
pub(super) type Located<'v> = (&'v Member, Location<'v>);

/// What became of a member.
pub(super) enum Matched<'v> {
    Both(Located<'v>, Located<'v>),
    Added(Located<'v>),
    Removed(Located<'v>),
}

/// The members of two shapes: the new ones in their order, then those that are gone. By name; what is left, by location.
pub(super) fn matched<'v>(
    context: &Context<'v>,
    old: &'v Shape,
    new: &'v Shape,
    role: Role,
) -> Vec<Matched<'v>> {
    if !is_aggregate(&old.kind) || old.kind.name() != new.kind.name() {
        return Vec::new();
    }
    let mut old: Vec<Option<Located<'v>>> = located(&context.old, old, role)
        .into_iter()
        .map(Some)
        .collect();
    let new = located(&context.new, new, role);
    let mut partners: Vec<Option<Located<'v>>> = new
        .iter()
        .map(|(member, _)| take(&mut old, |(other, _)| other.name == member.name))
        .collect();
    for (partner, (_, location)) in partners.iter_mut().zip(&new) {
        if partner.is_none() {
            *partner = take(&mut old, |(_, other)| other == location);
        }
    }
    let mut all: Vec<Matched<'v>> = partners
        .into_iter()
        .zip(new)
        .map(|(old, new)| match old {
            Some(old) => Matched::Both(old, new),
            None => Matched::Added(new),
        })
        .collect();
    all.extend(old.into_iter().flatten().map(Matched::Removed));
    all
}

fn take<'v>(
    from: &mut [Option<Located<'v>>],
    is_it: impl Fn(&Located<'v>) -> bool,
) -> Option<Located<'v>> {
    from.iter_mut()
        .find(|one| one.as_ref().is_some_and(&is_it))?
        .take()
}
