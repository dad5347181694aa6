//! Writes a [`rust::Crate`] as tokens: one definition in, one `quote!` out that reads like the result.
//!
//! In: the Rust-shaped description of a crate, in which every name and type is settled. Out: its files, as token streams
//! and, for what is not Rust, as text. Nothing is decided here but the layout of code: no shape is seen, no name is made,
//! no file is touched and no text is formatted.
//!
//! Text of the model ends in literals and in doc attributes only, so whatever it says, it says it as data.
//!
//! Quotes name everything that comes from elsewhere by its absolute path; [`imports`] makes `use` lines of these.

mod attributes;
mod auth;
mod binding;
mod call;
mod client;
mod endpoint;
mod enumeration;
mod error;
mod imports;
mod int_enumeration;
mod jmespath;
mod layout;
mod lints;
mod literal;
mod manifest;
mod member;
mod operation;
mod pages;
mod pattern;
mod protocol_tests;
mod readme;
mod routes;
mod sample;
mod schema;
mod server;
mod server_binding;
mod structure;
#[cfg(test)]
mod tests;
mod types;
mod union;
mod waiters;

use std::iter::once_with;

use proc_macro2::{Ident, Span, TokenStream};

use crate::rust;

/// One file of the generated crate.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Where it stands, from the crate's folder, with `/`: `src/types/job_execution.rs`.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) content: Content,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Rust: groups of items, between which stands an empty line. Inner attributes are part of the first group.
    Rust(Vec<TokenStream>),
    /// TOML, with the same header as Rust files.
    Toml(String),
    /// Markdown: text, and between it code.
    Markdown(Vec<Part>),
}

/// A part of a Markdown file.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// As it is.
    Text(String),
    /// Groups of Rust items for a code block with this info string.
    Code(&'static str, Vec<TokenStream>),
}

/// All files of the crate, in no particular order. `picture` is Mermaid for the README. Each is made when it is asked for:
/// the tokens of a large crate take hundreds of times the memory of its text, and the allocator's time grows with them.
pub(crate) fn files<'k>(
    krate: &'k rust::Crate,
    picture: Option<&'k str>,
) -> impl Iterator<Item = File> + 'k {
    let operations = krate.operations.iter();
    let each = |file: fn(&rust::Operation) -> File| operations.clone().map(file);
    let (calls, bindings) = (each(call::file), each(server_binding::file));
    let first: [fn(&rust::Crate) -> File; 4] = [
        manifest::file,
        |_| manifest::formatting(),
        layout::root,
        layout::types,
    ];
    let client = krate.client.iter().flat_map(move |client| {
        let rules = match &client.endpoints {
            rust::Endpoints::Rules { rules, .. } => Some(rules),
            _ => None,
        };
        once_with(|| client::file(krate))
            .chain(rules.into_iter().map(endpoint::file))
            .chain(calls.clone())
            .chain(waiters::file(krate))
    });
    let server = krate
        .server
        .iter()
        .flat_map(move |server| once_with(|| server::file(krate, server)).chain(bindings.clone()));
    let tests = krate.protocol_tests.iter();
    first
        .into_iter()
        .map(move |file| file(krate))
        .chain(once_with(move || readme::file(krate, picture)))
        .chain(schema::file(&krate.schema))
        .chain(krate.types.iter().map(definition))
        .chain(layout::errors(krate))
        .chain(krate.errors.iter().map(move |it| error::file(krate, it)))
        .chain(layout::operations(krate))
        .chain(operations.map(move |it| operation::file(krate, it)))
        .chain(client)
        .chain(server)
        .chain(tests.flat_map(move |tests| protocol_tests::files(krate, tests)))
}

fn definition(definition: &rust::Definition) -> File {
    match definition {
        rust::Definition::Structure(structure) => structure::file(structure),
        rust::Definition::Union(union) => union::file(union),
        rust::Definition::Enum(enumeration) => enumeration::file(enumeration),
        rust::Definition::IntEnum(enumeration) => int_enumeration::file(enumeration),
    }
}

/// A Rust file: its inner docs and attributes, then the `use` lines that `items` need, then `items`.
fn rust_file(path: String, inner: TokenStream, items: Vec<TokenStream>) -> File {
    let (uses, items) = imports::shorten(&path, items);
    let groups = [inner, uses].into_iter().chain(items);
    let groups = groups.filter(|group| !group.is_empty()).collect();
    File {
        path,
        content: Content::Rust(groups),
    }
}

/// An identifier, raw or not. `lower` makes none that is not one.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
