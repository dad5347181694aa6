//! Changes as they are found.
//!
//! In: findings with locations. Out: changes with places. What is found in several messages, since operations share a
//! structure, is one change that does all that was found.

use std::collections::HashMap;

use super::super::place::Spots;
use super::super::{Change, Rule, Spot, Verdict, Wire};
use crate::model::{Traits, Typed};
use crate::source::{Location, Source};

pub(super) struct Found<'v> {
    old: Spots<'v>,
    new: Spots<'v>,
    changes: Vec<Change>,
    known: HashMap<Key, usize>,
}

/// What makes two findings one.
type Key = (Rule, String, String, Option<String>);

/// Where something stood, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct At<'l> {
    pub(super) old: Option<&'l Location>,
    pub(super) new: Option<&'l Location>,
}

impl<'l> At<'l> {
    pub(super) fn both(old: &'l Location, new: &'l Location) -> Self {
        Self {
            old: Some(old),
            new: Some(new),
        }
    }

    pub(super) fn old(old: &'l Location) -> Self {
        Self {
            old: Some(old),
            new: None,
        }
    }

    pub(super) fn new(new: &'l Location) -> Self {
        Self {
            old: None,
            new: Some(new),
        }
    }
}

impl<'l> At<'l> {
    /// Where a trait stood and stands; else where its owner does.
    pub(super) fn applied<T: Typed>(self, old: &'l Traits, new: &'l Traits) -> Self {
        Self {
            old: old.at::<T>().or(self.old),
            new: new.at::<T>().or(self.new),
        }
    }
}

impl<'v> Found<'v> {
    pub(super) fn new(old: &'v [Source], new: &'v [Source]) -> Self {
        Self {
            old: Spots::new(old),
            new: Spots::new(new),
            changes: Vec::new(),
            known: HashMap::new(),
        }
    }

    pub(super) fn push(
        &mut self,
        rule: Rule,
        shape: impl ToString,
        what: impl Into<String>,
        at: At<'_>,
        wire: Wire,
    ) {
        let (shape, what) = (shape.to_string(), what.into());
        let old = at.old.and_then(|at| self.old.of(at));
        let new = at.new.and_then(|at| self.new.of(at));
        let place = new.as_ref().or(old.as_ref()).map(Spot::to_string);
        let key = (rule, shape.clone(), what.clone(), place);
        if let Some(index) = self.known.get(&key) {
            if let Some(Change { verdict, .. }) = self.changes.get_mut(*index)
                && let Verdict::Wire(there) = *verdict
            {
                *verdict = Verdict::Wire(there.or(wire));
            }
            return;
        }
        self.known.insert(key, self.changes.len());
        self.changes.push(Change {
            rule,
            shape: Some(shape),
            path: None,
            what,
            old,
            new,
            verdict: Verdict::Wire(wire),
        });
    }

    pub(super) fn finish(self) -> Vec<Change> {
        self.changes
    }
}
