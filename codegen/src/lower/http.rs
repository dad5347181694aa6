//! How the members of an input, an output or an error go over HTTP.
//!
//! In: the `http` trait and the members' binding traits. Out: lists of what stands outside the body, and what the body is.
//! Bindings count at the top level of an input, output or error only, and those of requests mean nothing in responses. In a
//! protocol without bindings everything is in the body.

use super::Context;
use crate::knowledge::{Message, Part, Place};
use crate::model::{MediaType, Segment, Shape, Uri};
use crate::rust::{Body, Bound, Place as To, Request, Response, UriPart};

/// What a structure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// An operation's input.
    Input,
    /// An operation's output.
    Output,
    /// An error.
    Error,
    /// A part of others.
    Nested,
}

impl Role {
    /// Where the members of a structure in this role go.
    pub(super) fn message<'m>(self, context: &Context<'_>, shape: &'m Shape) -> Message<'m> {
        let part = match self {
            Self::Input => Part::Input,
            _ => Part::Output,
        };
        Message::new(shape, part, self != Self::Nested && context.has_bindings())
    }
}

/// A request. `modelled` says whether the model gives the operation an input at all.
pub(super) fn request(
    context: &Context<'_>,
    method: &str,
    uri: &Uri<'_>,
    input: &Message<'_>,
    modelled: bool,
) -> Request {
    let body = match payload(context, input) {
        Some(payload) => payload,
        None if input.body().next().is_some() => Body::Members,
        None if input.members.is_empty() && modelled => Body::Empty,
        None => Body::None,
    };
    let literal = |text: &&str| (*text).to_owned();
    Request {
        method: method.to_owned(),
        path: path(uri, input),
        query_literals: uri
            .query
            .iter()
            .map(|(key, value)| (literal(key), value.as_ref().map(literal)))
            .collect(),
        bound: bound(input),
        body,
    }
}

/// A response. A modelled output or error is a document even where nothing of it is in the body.
pub(super) fn response(
    context: &Context<'_>,
    status: u16,
    output: &Message<'_>,
    modelled: bool,
) -> Response {
    let body = match payload(context, output) {
        Some(payload) => payload,
        None if modelled => Body::Members,
        None => Body::None,
    };
    Response {
        status,
        bound: bound(output),
        body,
    }
}

/// What stands outside path and body, in the order of the model, but maps that take what no other member does stand last.
fn bound(message: &Message<'_>) -> Vec<Bound> {
    let place = |place: &Place<'_>| match place {
        Place::Label | Place::Payload | Place::Body => None,
        Place::Query(name) => Some(To::Query((*name).to_owned())),
        Place::QueryParams => Some(To::QueryParams),
        Place::Header(name) => Some(To::Header((*name).to_owned())),
        Place::PrefixHeaders(prefix) => Some(To::PrefixHeaders((*prefix).to_owned())),
        Place::Status => Some(To::StatusCode),
    };
    let members = message.members.iter().enumerate();
    let mut bound: Vec<Bound> = members
        .filter_map(|(field, (_, at))| {
            Some(Bound {
                field,
                to: place(at)?,
            })
        })
        .collect();
    bound.sort_by_key(|bound| matches!(bound.to, To::QueryParams | To::PrefixHeaders(_)));
    bound
}

fn payload(context: &Context<'_>, message: &Message<'_>) -> Option<Body> {
    let field = message
        .members
        .iter()
        .position(|(_, place)| *place == Place::Payload)?;
    let media_type = context.model.effective::<MediaType>(message.payload()?);
    Some(Body::Payload {
        field,
        content_type: media_type.map(|MediaType(media_type)| media_type.clone()),
    })
}

/// The path, adjacent literals joined. A label without a member is a finding of the model's validation.
fn path(uri: &Uri<'_>, input: &Message<'_>) -> Vec<UriPart> {
    let mut path: Vec<UriPart> = Vec::new();
    let mut literal = String::new();
    for segment in &uri.segments {
        literal.push('/');
        match segment {
            Segment::Literal(text) => literal.push_str(text),
            Segment::Label { name, greedy } => {
                let Some(field) = input
                    .members
                    .iter()
                    .position(|(member, _)| member.name == *name)
                else {
                    continue;
                };
                path.push(UriPart::Literal(std::mem::take(&mut literal)));
                path.push(UriPart::Label {
                    field,
                    greedy: *greedy,
                });
            }
        }
    }
    if !literal.is_empty() {
        path.push(UriPart::Literal(literal));
    }
    path
}
