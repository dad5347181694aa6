//! How one message goes over HTTP: a line for each member outside the body, and the body.
//!
//! In: a structure, and where its fields go. Out: the statements of an encoding or decoding function, whose parameter is
//! `to` or `from`. The lines name the runtime's verbs; none of them looks at a value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::member::Statics;
use super::{ident, literal};
use crate::rust::{Body, Bound, Field, Place, Structure, Type, UriPart};

/// One message.
pub(super) struct Binding<'a> {
    /// The structure that is sent.
    pub(super) structure: &'a Structure,
    /// What its statics are called.
    pub(super) statics: Statics,
    /// The path of a request; empty for a response.
    pub(super) path: &'a [UriPart],
    /// Query parameters that are always sent.
    pub(super) query_literals: &'a [(String, Option<String>)],
    /// The fields outside path and body.
    pub(super) bound: &'a [Bound],
    /// The body.
    pub(super) body: &'a Body,
}

/// How a function that writes has its message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Owned: the payload is moved out of it.
    Owned,
    /// By reference: the payload is cloned.
    Borrowed,
}

impl Binding<'_> {
    /// Whether all of the message is in the body, which is what the runtime takes for granted.
    pub(super) fn is_document(&self) -> bool {
        let has_labels = self
            .path
            .iter()
            .any(|part| matches!(part, UriPart::Label { .. }));
        matches!(self.body, Body::Members) && self.bound.is_empty() && !has_labels
    }

    /// Whether nothing of the message is sent.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self.body, Body::None | Body::Empty) && self.bound.is_empty()
    }

    /// Whether a server fills something in that a client need not send.
    pub(super) fn has_defaults(&self) -> bool {
        self.structure
            .fields
            .iter()
            .any(|field| field.optional && field.default.is_some())
    }

    /// Statements that write the message `value` and leave the function's result.
    pub(super) fn write(&self, value: &Ident, held: Held) -> TokenStream {
        let path = self.path.iter().map(|part| self.write_part(part, value));
        let literals = self.query_literals.iter().map(|(name, text)| match text {
            Some(text) => quote! { to.query_literal(#name, Some(#text)); },
            None => quote! { to.query_literal(#name, None); },
        });
        let bound = self.fields().map(|(bound, index, field)| {
            let (member, name) = (self.statics.member(index), ident(&field.name));
            match &bound.to {
                Place::Query(key) => quote! { to.query(#member, #key, &#value.#name)?; },
                Place::QueryParams => quote! { to.query_params(#member, &#value.#name)?; },
                Place::Header(key) => {
                    let key = key.to_ascii_lowercase();
                    quote! { to.header(#member, #key, &#value.#name)?; }
                }
                Place::PrefixHeaders(prefix) => {
                    let prefix = prefix.to_ascii_lowercase();
                    quote! { to.prefix_headers(#member, #prefix, &#value.#name)?; }
                }
                Place::StatusCode => quote! { to.status(#value.#name)?; },
            }
        });
        let body = match (self.body, held) {
            (Body::None | Body::Empty, _) => quote! { Ok(()) },
            (Body::Members, Held::Owned) => quote! { to.body(&#value) },
            (Body::Members, Held::Borrowed) => quote! { to.body(#value) },
            (
                Body::Payload {
                    field: index,
                    content_type,
                },
                _,
            ) => {
                let (member, name) = (self.statics.member(*index), self.field_name(*index));
                let content_type = content_type.as_deref().unwrap_or_default();
                let clone = (held == Held::Borrowed).then(|| quote! { .clone() });
                quote! { to.payload(#member, #content_type, #value.#name #clone) }
            }
        };
        quote! { #(#path)* #(#literals)* #(#bound)* #body }
    }

    /// The statement that writes a part of what stands in front of the host name.
    pub(super) fn write_host_part(&self, part: &UriPart, value: &Ident) -> TokenStream {
        match part {
            UriPart::Literal(text) => quote! { to.host_literal(#text); },
            UriPart::Label { field: index, .. } => {
                let (member, name) = (self.statics.member(*index), self.field_name(*index));
                quote! { to.host_label(#member, &#value.#name)?; }
            }
        }
    }

    fn write_part(&self, part: &UriPart, value: &Ident) -> TokenStream {
        match part {
            UriPart::Literal(text) => quote! { to.literal(#text); },
            UriPart::Label {
                field: index,
                greedy,
            } => {
                let (member, name) = (self.statics.member(*index), self.field_name(*index));
                let verb = ident(if *greedy { "greedy_label" } else { "label" });
                quote! { to.#verb(#member, &#value.#name)?; }
            }
        }
    }

    /// Statements that read a message of type `ty` and leave the function's result. A `strict` reader, as a server is, says
    /// which members are missing, and fills the defaults in that a client does not send.
    pub(super) fn read(&self, value: &Ident, ty: &TokenStream, strict: bool) -> TokenStream {
        let labels = self.path.iter().filter_map(|part| match part {
            UriPart::Label { field, .. } => Some(*field),
            UriPart::Literal(_) => None,
        });
        let labels = labels.enumerate().map(|(place, index)| {
            let (member, name) = (self.statics.member(index), self.field_name(index));
            let place = proc_macro2::Literal::usize_unsuffixed(place);
            quote! { from.label(#member, #place, &mut #value.#name)?; }
        });
        let bound = self.fields().map(|(bound, index, field)| {
            let (member, name) = (self.statics.member(index), ident(&field.name));
            let required = if strict && field.is_required() {
                "_required"
            } else {
                ""
            };
            match &bound.to {
                Place::Query(key) => {
                    let verb = ident(&format!("query{required}"));
                    quote! { from.#verb(#member, #key, &mut #value.#name)?; }
                }
                Place::QueryParams => quote! { from.query_params(#member, &mut #value.#name)?; },
                Place::Header(key) => {
                    let (verb, key) = (
                        ident(&format!("header{required}")),
                        key.to_ascii_lowercase(),
                    );
                    quote! { from.#verb(#member, #key, &mut #value.#name)?; }
                }
                Place::PrefixHeaders(prefix) => {
                    let prefix = prefix.to_ascii_lowercase();
                    quote! { from.prefix_headers(#member, #prefix, &mut #value.#name)?; }
                }
                Place::StatusCode => quote! { from.status(&mut #value.#name); },
            }
        });
        let payload = match self.body {
            Body::Payload { field: index, .. } => self.structure.fields.get(*index).map(|field| {
                let (member, name) = (self.statics.member(*index), ident(&field.name));
                let is_required = strict && field.is_required() && field.ty != Type::ByteStream;
                let verb = ident(if is_required {
                    "payload_required"
                } else {
                    "payload"
                });
                quote! { from.#verb(#member, &mut #value.#name)?; }
            }),
            _ => None,
        };
        let optional = self
            .structure
            .fields
            .iter()
            .filter(|field| strict && field.optional);
        let defaults = optional.filter_map(|field| {
            let (name, default) = (ident(&field.name), field.default.as_ref()?);
            Some(literal::filled(quote! { #value.#name }, default, &field.ty))
        });
        let lines: Vec<TokenStream> = labels.chain(bound).chain(payload).chain(defaults).collect();
        let start = match self.body {
            Body::Members | Body::Empty if lines.is_empty() => return quote! { from.body() },
            Body::Members | Body::Empty => quote! { from.body()? },
            Body::None | Body::Payload { .. } if lines.is_empty() => {
                return quote! { Ok(from.no_body()) };
            }
            Body::None | Body::Payload { .. } => quote! { from.no_body() },
        };
        quote! {
            let mut #value: #ty = #start;
            #(#lines)*
            Ok(#value)
        }
    }

    /// A reference to a field's member, and the field's name.
    pub(super) fn field(&self, index: usize) -> (TokenStream, Ident) {
        (self.statics.member(index), self.field_name(index))
    }

    fn fields(&self) -> impl Iterator<Item = (&Bound, usize, &Field)> {
        self.bound
            .iter()
            .filter_map(|bound| Some((bound, bound.field, self.structure.fields.get(bound.field)?)))
    }

    fn field_name(&self, index: usize) -> Ident {
        // `lower` numbers the fields that it has just made.
        ident(
            self.structure
                .fields
                .get(index)
                .map_or("_", |field| &field.name),
        )
    }
}
