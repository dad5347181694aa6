//! Where members travel, in words that do not depend on their names in the model.
//!
//! In: the members of a structure in its role. Out: each member's location: the second label of the path, a header, a
//! key in the body.

use std::collections::HashMap;
use std::fmt;

use super::{Role, Side, operations};
use crate::id::ShapeId;
use crate::knowledge::{Message, Part, Place};
use crate::model::{Http, JsonName, Member, Model, Shape, Uri};

/// The labels of each input, in the order of the path.
pub(super) struct Labels<'v>(HashMap<&'v ShapeId, Vec<&'v str>>);

impl<'v> Labels<'v> {
    pub(super) fn new(model: &'v Model) -> Self {
        let of = |(shape, operation): (&'v Shape, &'v crate::model::Operation)| {
            let http = shape.traits.get::<Http>()?;
            let uri = Uri::parse(&http.uri).ok()?;
            Some((&operation.input.as_ref()?.target, uri.labels().collect()))
        };
        Self(operations(model).filter_map(of).collect())
    }

    fn position(&self, input: &ShapeId, member: &str) -> usize {
        let labels = self.0.get(input).map_or(&[][..], Vec::as_slice);
        // A label that no path has is a finding of the model's validation.
        labels
            .iter()
            .position(|label| *label == member)
            .unwrap_or(labels.len())
    }
}

/// Where a member travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Location<'v> {
    /// The label of this number in the path.
    Label(usize),
    /// A parameter of the query.
    Query(&'v str),
    /// All other parameters of the query.
    QueryParams,
    /// A header, in lower case: case means nothing there.
    Header(String),
    /// All headers with this prefix, in lower case.
    PrefixHeaders(String),
    /// The whole body.
    Payload,
    /// The status code.
    Status,
    /// A key of the body.
    Key(&'v str),
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label(number) => write!(f, "label {} of the path", number + 1),
            Self::Query(name) => write!(f, "the query parameter `{name}`"),
            Self::QueryParams => f.write_str("all other query parameters"),
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::PrefixHeaders(prefix) if prefix.is_empty() => f.write_str("all other headers"),
            Self::PrefixHeaders(prefix) => write!(f, "the headers `{prefix}*`"),
            Self::Payload => f.write_str("the whole body"),
            Self::Status => f.write_str("the status code"),
            Self::Key(key) => write!(f, "the key `{key}`"),
        }
    }
}

/// The members of a structure or union, each with its location.
pub(super) fn located<'v>(
    side: &Side<'v>,
    shape: &'v Shape,
    role: Role,
) -> Vec<(&'v Member, Location<'v>)> {
    let part = match role {
        Role::Input => Part::Input,
        Role::Output | Role::Error | Role::Nested => Part::Output,
    };
    let message = Message::new(shape, part, role != Role::Nested && side.http);
    let members = message.members.into_iter();
    let located = members.map(|(member, place)| {
        let location = match place {
            Place::Label => Location::Label(side.labels.position(&shape.id, &member.name)),
            Place::Query(name) => Location::Query(name),
            Place::QueryParams => Location::QueryParams,
            Place::Header(name) => Location::Header(name.to_ascii_lowercase()),
            Place::PrefixHeaders(prefix) => Location::PrefixHeaders(prefix.to_ascii_lowercase()),
            Place::Payload => Location::Payload,
            Place::Status => Location::Status,
            Place::Body => Location::Key(key(side, member)),
        };
        (member, location)
    });
    located.collect()
}

/// The key of a member in JSON. Protocols without HTTP bindings ignore `jsonName`.
fn key<'v>(side: &Side<'v>, member: &'v Member) -> &'v str {
    match member.traits.get::<JsonName>() {
        Some(JsonName(name)) if side.http => name,
        _ => &member.name,
    }
}
