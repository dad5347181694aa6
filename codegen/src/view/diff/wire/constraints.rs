//! Constraints: what a server refuses.
//!
//! In: the constraints of two shapes, or of two members, whose own replace those of what they target. Out: which were
//! tightened and which loosened. Nobody checks responses, so nothing follows from what is in them alone.

use std::cmp::Ordering;

use super::super::words::{bounds, code, now};
use super::super::{Rule, Wire};
use super::found::{At, Found};
use super::language::{self, Relation};
use super::{
    BREAKS_BOTH, BREAKS_NEW_CLIENT, BREAKS_OLD_CLIENT, Context, NEW_TO_OLD_SERVER, NOTHING, Travels,
};
use crate::model::{
    Length, Member, Number, Pattern, Range, Shape, Sparse, Traits, Typed, UniqueItems,
};

/// The constraints of one version.
#[derive(Default)]
struct Constraints<'m> {
    length: Option<&'m Length>,
    range: Option<&'m Range>,
    pattern: Option<&'m Pattern>,
    unique_items: bool,
    sparse: bool,
}

impl<'m> Constraints<'m> {
    fn of(traits: &'m Traits) -> Self {
        Self {
            length: traits.get(),
            range: traits.get(),
            pattern: traits.get(),
            unique_items: traits.has::<UniqueItems>(),
            sparse: traits.has::<Sparse>(),
        }
    }
}

/// Compares those of two shapes.
pub(super) fn shapes(
    context: &Context<'_>,
    (old, new): (&Shape, &Shape),
    subject: &str,
    at: At<'_>,
    travels: Travels,
    found: &mut Found<'_>,
) {
    let (old, new) = (Constraints::of(&old.traits), Constraints::of(&new.traits));
    compare(context, &old, &new, subject, at, travels, found);
}

/// Compares those of two members. `whole`: all that counts there; else only what one of the members says itself, since
/// their targets are compared with each other.
pub(super) fn members(
    context: &Context<'_>,
    (old, new): (&Member, &Member),
    whole: bool,
    subject: &str,
    at: At<'_>,
    travels: Travels,
    found: &mut Found<'_>,
) {
    let members = Members {
        context,
        old,
        new,
        whole,
    };
    let (length, range, pattern) = (members.both(), members.both(), members.both());
    let unique_items = members.both::<UniqueItems>();
    let sparse = members.both::<Sparse>();
    let old = Constraints {
        length: length.0,
        range: range.0,
        pattern: pattern.0,
        unique_items: unique_items.0.is_some(),
        sparse: sparse.0.is_some(),
    };
    let new = Constraints {
        length: length.1,
        range: range.1,
        pattern: pattern.1,
        unique_items: unique_items.1.is_some(),
        sparse: sparse.1.is_some(),
    };
    compare(context, &old, &new, subject, at, travels, found);
}

struct Members<'c, 'v> {
    context: &'c Context<'v>,
    old: &'c Member,
    new: &'c Member,
    whole: bool,
}

impl<'c> Members<'c, '_> {
    fn both<T: Typed + 'c>(&self) -> (Option<&'c T>, Option<&'c T>) {
        let (old, new) = (self.old, self.new);
        if self.whole || old.traits.has::<T>() || new.traits.has::<T>() {
            let context = self.context;
            (
                context.old.model.effective(old),
                context.new.model.effective(new),
            )
        } else {
            (None, None)
        }
    }
}

fn compare(
    context: &Context<'_>,
    old: &Constraints<'_>,
    new: &Constraints<'_>,
    subject: &str,
    at: At<'_>,
    travels: Travels,
    found: &mut Found<'_>,
) {
    let mut say = |rule: Rule, what: String, requests: Wire, responses: Wire| {
        found.push(rule, subject, what, at, travels.effect(requests, responses));
    };
    let (tighter, looser) = (BREAKS_OLD_CLIENT, NEW_TO_OLD_SERVER);

    let window = |length: Option<&Length>| {
        let (min, max) = length.map_or((None, None), |length| (length.min, length.max));
        // No lower bound and one of zero are the same.
        (min.filter(|min| *min > 0), max)
    };
    let (before, after) = (window(old.length), window(new.length));
    let change = Change::between(before, after, |a, b| a.cmp(b));
    let what = || now(bounds(before.0, before.1), bounds(after.0, after.1));
    if change.tightened {
        say(Rule::LengthTightened, what(), tighter, NOTHING);
    }
    if change.loosened {
        say(Rule::LengthLoosened, what(), looser, NOTHING);
    }

    let window = |range: Option<&Range>| match range {
        Some(Range { min, max }) => (min.clone(), max.clone()),
        None => (None, None),
    };
    let (before, after) = (window(old.range), window(new.range));
    let change = Change::between(
        (before.0.as_ref(), before.1.as_ref()),
        (after.0.as_ref(), after.1.as_ref()),
        |a, b| Number::compare(a, b),
    );
    let what = || {
        now(
            bounds(before.0.clone(), before.1.clone()),
            bounds(after.0.clone(), after.1.clone()),
        )
    };
    if change.tightened {
        say(Rule::RangeTightened, what(), tighter, NOTHING);
    }
    if change.loosened {
        say(Rule::RangeLoosened, what(), looser, NOTHING);
    }

    match (old.pattern, new.pattern) {
        (None, Some(new)) => say(Rule::PatternAdded, code(&new.modelled), tighter, NOTHING),
        (Some(old), None) => say(Rule::PatternRemoved, code(&old.modelled), looser, NOTHING),
        (Some(old), Some(new)) if old.regex != new.regex => {
            let what = now(code(&old.modelled), code(&new.modelled));
            let (rule, requests) = match related(context, old, new) {
                Some(Relation::Same) => (Rule::PatternRewritten, NOTHING),
                Some(Relation::Narrower) => (Rule::PatternTightened, tighter),
                Some(Relation::Wider) => (Rule::PatternLoosened, looser),
                Some(Relation::Other) | None => (Rule::PatternChanged, BREAKS_BOTH),
            };
            say(rule, what, requests, NOTHING);
        }
        _ => {}
    }
    match (old.unique_items, new.unique_items) {
        (false, true) => say(Rule::UniqueItemsAdded, String::new(), tighter, NOTHING),
        (true, false) => say(Rule::UniqueItemsRemoved, String::new(), looser, NOTHING),
        _ => {}
    }
    match (old.sparse, new.sparse) {
        (false, true) => say(Rule::SparseAdded, String::new(), looser, BREAKS_OLD_CLIENT),
        (true, false) => say(
            Rule::SparseRemoved,
            String::new(),
            tighter,
            BREAKS_NEW_CLIENT,
        ),
        _ => {}
    }
}

/// How the texts relate that two patterns accept, if both could be compiled.
fn related(context: &Context<'_>, old: &Pattern, new: &Pattern) -> Option<Relation> {
    let old = language::matcher(context.old.krate, &old.modelled)?;
    let new = language::matcher(context.new.krate, &new.modelled)?;
    language::relation(old, new)
}

/// How a window moved; both at once where it did.
struct Change {
    tightened: bool,
    loosened: bool,
}

impl Change {
    fn between<T>(
        (old_min, old_max): (Option<T>, Option<T>),
        (new_min, new_max): (Option<T>, Option<T>),
        compare: impl Fn(&T, &T) -> Ordering,
    ) -> Self {
        let less = |a: &Option<T>, b: &Option<T>, none: Ordering| match (a, b) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => none,
            (Some(_), None) => none.reverse(),
            (Some(a), Some(b)) => compare(a, b),
        };
        let min = less(&old_min, &new_min, Ordering::Less);
        let max = less(&old_max, &new_max, Ordering::Greater);
        Self {
            tightened: min.is_lt() || max.is_gt(),
            loosened: min.is_gt() || max.is_lt(),
        }
    }
}
