//! The bodies of two messages as a whole.
//!
//! In: two inputs, outputs or errors that face each other. Out: whether there is a body where there was none, or it is one
//! member where it was a document. Only protocols with HTTP bindings know the difference.

use super::super::Rule;
use super::super::words::{code, now};
use super::found::{At, Found};
use super::location::{Location, located};
use super::{BREAKS_BOTH, BREAKS_NEW_CLIENT, BREAKS_OLD_CLIENT, Context, Role, Side, original};
use crate::model::{Dedicated, Shape};

/// What the body of a message is.
#[derive(PartialEq)]
enum Body<'v> {
    /// No server takes one.
    Refused,
    /// The message is an empty structure: a client sends none, a server takes any document.
    Empty,
    Members,
    Payload(&'v str),
}

impl<'v> Body<'v> {
    fn of(side: &Side<'v>, shape: &'v Shape, role: Role) -> Self {
        let members = located(side, shape, role);
        let dedicated = shape.traits.get::<Dedicated>();
        let is_modelled = dedicated.is_none_or(|dedicated| dedicated.from.is_some());
        let payload = members
            .iter()
            .find(|(_, location)| *location == Location::Payload);
        let has_keys = members
            .iter()
            .any(|(_, location)| matches!(location, Location::Key(_)));
        match payload {
            Some((member, _)) => Self::Payload(&member.name),
            None if has_keys => Self::Members,
            None if members.is_empty() && is_modelled => Self::Empty,
            None => Self::Refused,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Refused | Self::Empty => "nothing".to_owned(),
            Self::Members => "a document of members".to_owned(),
            Self::Payload(name) => format!("{} alone", code(name)),
        }
    }
}

/// Compares the bodies of two messages as a whole. A server that models no body refuses one with 415.
pub(super) fn compare<'v>(
    context: &Context<'v>,
    (old, new): (&'v Shape, &'v Shape),
    role: Role,
    found: &mut Found<'_>,
) {
    let (before, after) = (
        Body::of(&context.old, old, role),
        Body::of(&context.new, new, role),
    );
    let (rule, effect) = match (&before, &after) {
        (Body::Refused | Body::Empty, Body::Refused | Body::Empty)
        | (Body::Members, Body::Members | Body::Empty)
        | (Body::Empty, _) => return,
        (Body::Payload(old), Body::Payload(new)) if old == new => return,
        (Body::Refused, _) if role == Role::Input => (Rule::BodyAdded, BREAKS_NEW_CLIENT),
        (_, Body::Refused) if role == Role::Input => (Rule::BodyRemoved, BREAKS_OLD_CLIENT),
        (Body::Refused, Body::Members) | (Body::Members, Body::Refused) => return,
        _ => (Rule::PayloadChanged, BREAKS_BOTH),
    };
    let subject = original(new).to_string();
    let at = At::both(&old.at, &new.at);
    let what = now(before.shown(), after.shown());
    found.push(rule, subject, what, at, effect);
}
