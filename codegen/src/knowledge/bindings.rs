//! Where each member of a message travels (Smithy 2.0, "HTTP bindings").
//!
//! In: the structure that is the input, the output or an error of an operation. Out: each member's place. Protocols
//! without HTTP bindings ask the same question, and get the body as the answer to all of it.

use crate::model::{
    HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery, HttpQueryParams,
    HttpResponseCode, Member, Shape,
};

/// Which message a structure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The input of an operation: a request.
    Input,
    /// The output of an operation, or an error: a response.
    Output,
}

/// Where a member travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'m> {
    /// The label of the URI that has the member's name.
    Label,
    /// The parameter of this name.
    Query(&'m str),
    /// All parameters that no other member has.
    QueryParams,
    /// The header of this name.
    Header(&'m str),
    /// All headers with this prefix, which may be empty.
    PrefixHeaders(&'m str),
    /// The whole body.
    Payload,
    /// The status code.
    Status,
    /// A member of the body.
    Body,
}

/// The members of one message and their places.
#[derive(Clone, Debug)]
pub struct Message<'m> {
    /// Every member of the structure, in its order.
    pub members: Vec<(&'m Member, Place<'m>)>,
}

impl<'m> Message<'m> {
    /// The places of a structure's members. `http`: whether the protocol knows HTTP bindings.
    #[must_use]
    pub fn new(structure: &'m Shape, part: Part, http: bool) -> Self {
        let members = structure
            .kind
            .members()
            .map(|member| {
                let place = if http {
                    place(member, part)
                } else {
                    Place::Body
                };
                (member, place)
            })
            .collect();
        Self { members }
    }

    /// The members that are in the body, each under its own key.
    pub fn body(&self) -> impl Iterator<Item = &'m Member> {
        self.members
            .iter()
            .filter(|(_, place)| *place == Place::Body)
            .map(|(member, _)| *member)
    }

    /// The member that is the whole body.
    #[must_use]
    pub fn payload(&self) -> Option<&'m Member> {
        self.members
            .iter()
            .find(|(_, place)| *place == Place::Payload)
            .map(|(member, _)| *member)
    }
}

/// Bindings for the other direction say nothing: such a member is in the body.
fn place(member: &Member, part: Part) -> Place<'_> {
    let traits = &member.traits;
    if part == Part::Input {
        if traits.has::<HttpLabel>() {
            return Place::Label;
        }
        if let Some(HttpQuery(name)) = traits.get() {
            return Place::Query(name);
        }
        if traits.has::<HttpQueryParams>() {
            return Place::QueryParams;
        }
    } else if traits.has::<HttpResponseCode>() {
        return Place::Status;
    }
    if let Some(HttpHeader(name)) = traits.get() {
        Place::Header(name)
    } else if let Some(HttpPrefixHeaders(prefix)) = traits.get() {
        Place::PrefixHeaders(prefix)
    } else if traits.has::<HttpPayload>() {
        Place::Payload
    } else {
        Place::Body
    }
}
