//! What changed on the wire.
//!
//! In: two versions of a model. Out: changes, each with what it does to an old client of a new server and to a new client
//! of an old one. Shapes are compared where they face each other, on the way from the operations to what they send: that a
//! shape is called otherwise, stands in another namespace or came through a mixin is no change. Constraints count where
//! a server checks them: in requests.

mod body;
mod constraints;
mod endpoint_rules;
mod error;
mod events;
mod found;
mod language;
mod location;
mod member;
mod operation;
mod pairs;
mod service;
mod shape;
mod target;
mod traits;

use super::{Change, Effect, Version, Wire, original};
use crate::model::{Kind, Model, Shape};
use crate::rust::Crate;
use found::Found;
use location::Labels;
use pairs::Pairs;

/// Both versions, and what is asked of them again and again.
struct Context<'v> {
    old: Side<'v>,
    new: Side<'v>,
}

/// One version.
struct Side<'v> {
    model: &'v Model,
    krate: &'v Crate,
    /// Whether members are bound to parts of an HTTP message, and have keys of their own in JSON.
    http: bool,
    labels: Labels<'v>,
}

impl<'v> Side<'v> {
    fn new(version: Version<'v>) -> Self {
        // Where operations are told apart by a header, all members are in the body, under their own names.
        let http = version
            .krate
            .operations
            .iter()
            .all(|operation| operation.target.is_none());
        Self {
            model: version.model,
            krate: version.krate,
            http,
            labels: Labels::new(version.model),
        }
    }
}

/// The changes, in the order in which the service leads to them.
pub(super) fn changes(old: Version<'_>, new: Version<'_>) -> Vec<Change> {
    let context = Context {
        old: Side::new(old),
        new: Side::new(new),
    };
    let mut found = Found::new(old.sources, new.sources);
    service::compare(&context, old.krate, new.krate, &mut found);
    let operations = operation::compare(&context, &mut found);
    for (pair, travels) in &Pairs::new(&context, &operations) {
        shape::compare(&context, pair, *travels, &mut found);
    }
    found.finish()
}

/// In which messages something travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Travels {
    /// From clients to servers.
    in_requests: bool,
    /// From servers to clients.
    in_responses: bool,
}

impl Travels {
    const REQUEST: Self = Self {
        in_requests: true,
        in_responses: false,
    };
    const RESPONSE: Self = Self {
        in_requests: false,
        in_responses: true,
    };

    /// The effect of a change that does this in requests, and that in responses.
    fn effect(self, requests: Wire, responses: Wire) -> Wire {
        let of = |travels: bool, wire: Wire| if travels { wire } else { Wire::NONE };
        of(self.in_requests, requests).or(of(self.in_responses, responses))
    }
}

/// What a structure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Role {
    Input,
    Output,
    Error,
    Nested,
}

const NOTHING: Wire = Wire::NONE;
const BREAKS_BOTH: Wire = Wire::new(Effect::Breaking, Effect::Breaking);
const BREAKS_OLD_CLIENT: Wire = Wire::new(Effect::Breaking, Effect::None);
const BREAKS_NEW_CLIENT: Wire = Wire::new(Effect::None, Effect::Breaking);
const NEW_TO_OLD_CLIENT: Wire = Wire::new(Effect::Addition, Effect::None);
const NEW_TO_OLD_SERVER: Wire = Wire::new(Effect::None, Effect::Addition);
const DIFFERS: Wire = Wire::new(Effect::Addition, Effect::Addition);

/// The operations of a version, by name.
fn operations(model: &Model) -> impl Iterator<Item = (&Shape, &crate::model::Operation)> {
    model.shapes.values().filter_map(|shape| match &shape.kind {
        Kind::Operation(operation) => Some((shape, operation)),
        _ => None,
    })
}
