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

/// All files of the crate, in no particular order. `picture` is Mermaid for the README.
pub(crate) fn files(krate: &rust::Crate, picture: Option<&str>) -> Vec<File> {
    let mut files = vec![
        manifest::file(krate),
        manifest::formatting(),
        readme::file(krate, picture),
        layout::root(krate),
        layout::types(krate),
    ];
    files.extend(schema::file(&krate.schema));
    files.extend(krate.types.iter().map(definition));
    files.extend(layout::errors(krate));
    files.extend(krate.errors.iter().map(|error| error::file(krate, error)));
    files.extend(layout::operations(krate));
    files.extend(
        krate
            .operations
            .iter()
            .map(|operation| operation::file(krate, operation)),
    );
    if let Some(client) = &krate.client {
        files.push(client::file(krate));
        if let rust::Endpoints::Rules { rules, .. } = &client.endpoints {
            files.push(endpoint::file(rules));
        }
        files.extend(krate.operations.iter().map(call::file));
        files.extend(waiters::file(krate));
    }
    if let Some(server) = &krate.server {
        files.push(server::file(krate, server));
        files.extend(krate.operations.iter().map(server_binding::file));
    }
    if let Some(tests) = &krate.protocol_tests {
        files.extend(protocol_tests::files(krate, tests));
    }
    files
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
