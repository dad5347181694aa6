//! What must never be shown.
//!
//! In: a member. Out: whether its value, or something that would be printed with it, is sensitive. A structure or union
//! inside hides its own, so the question ends there.

use std::collections::HashSet;

use crate::id::ShapeId;
use crate::model::{Kind, Member, Model, Sensitive};

/// Whether the value of this member is hidden: the member, its target, or what its target collects is sensitive.
pub(super) fn is_hidden(model: &Model, member: &Member) -> bool {
    member.traits.has::<Sensitive>() || collects(model, &member.target, &mut HashSet::new())
}

fn collects<'m>(model: &'m Model, id: &'m ShapeId, seen: &mut HashSet<&'m ShapeId>) -> bool {
    let Some(shape) = model.get(id) else {
        return false;
    };
    if shape.traits.has::<Sensitive>() {
        return true;
    }
    let mut inside = |member: &'m Member| {
        member.traits.has::<Sensitive>()
            || (seen.insert(&member.target) && collects(model, &member.target, seen))
    };
    match &shape.kind {
        Kind::List(member) => inside(member),
        Kind::Map { key, value } => inside(key) || inside(value),
        _ => false,
    }
}
