//! What the runtime must know of a member, as one expression.
//!
//! In: a [`MemberSchema`]. Out: the runtime's `Member`, made in a constant expression.

use std::fmt::Write;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::{Elements, MemberSchema, TimestampFormat};

/// The static table of a structure's or union's members.
pub(super) struct Statics {
    /// The module around it, where it is named from elsewhere.
    module: TokenStream,
    /// The table: `MEMBERS`.
    members: Ident,
}

impl Statics {
    /// For a type that has a file of its own.
    pub(super) fn own() -> Self {
        Self {
            module: TokenStream::new(),
            members: super::ident("MEMBERS"),
        }
    }

    /// For the input of an operation.
    pub(super) fn input() -> Self {
        Self {
            module: TokenStream::new(),
            members: super::ident("INPUT"),
        }
    }

    /// For the output of an operation.
    pub(super) fn output() -> Self {
        Self {
            module: TokenStream::new(),
            members: super::ident("OUTPUT"),
        }
    }

    /// The same, as another module names it; `file` is the operation's.
    pub(super) fn seen_from_outside(mut self, file: &str) -> Self {
        let file = super::ident(file);
        self.module = quote! { crate::operation::#file:: };
        self
    }

    /// The table.
    pub(super) fn definition<'a>(
        &self,
        visibility: TokenStream,
        members: impl ExactSizeIterator<Item = &'a MemberSchema>,
    ) -> TokenStream {
        let table = &self.members;
        let count = proc_macro2::Literal::usize_unsuffixed(members.len());
        let members = members.map(member);
        quote! {
            #visibility static #table: [tinsmith::generated::Member; #count] = [#(#members),*];
        }
    }

    /// The constant of `Structure` and `Union` that leads to the table of the type that is called `modelled` in the model.
    pub(super) fn schema(&self, modelled: &str) -> TokenStream {
        let table = &self.members;
        quote! {
            const SCHEMA: &'static tinsmith::generated::Schema =
                &tinsmith::generated::Schema::new(#modelled, &#table);
        }
    }

    /// A reference to the member at `index`.
    pub(super) fn member(&self, index: usize) -> TokenStream {
        let Self { module, members } = self;
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        quote! { &#module #members[#index] }
    }
}

/// The member of a structure or union.
pub(super) fn member(schema: &MemberSchema) -> TokenStream {
    let json = json_key(&schema.wire);
    let renamed = (schema.wire != schema.name).then_some(schema.name.as_str());
    let more = more(schema.constraints.as_deref(), renamed, None);
    let facts = facts(schema);
    quote! { tinsmith::generated::Member::new(#json) #facts #more }
}

/// The element of a list, or the key or value of a map; `key` describes the key that belongs to a value.
pub(super) fn element(schema: &MemberSchema, key: Option<&str>) -> TokenStream {
    let more = more(schema.constraints.as_deref(), None, key);
    let facts = facts(schema);
    quote! { tinsmith::generated::Member::element() #facts #more }
}

fn facts(schema: &MemberSchema) -> TokenStream {
    let flags = [
        (schema.required, quote! { tinsmith::generated::REQUIRED }),
        (schema.bound, quote! { tinsmith::generated::BOUND }),
        (schema.sensitive, quote! { tinsmith::generated::SENSITIVE }),
        (
            schema.media_type,
            quote! { tinsmith::generated::MEDIA_TYPE },
        ),
    ];
    let flags: Vec<_> = flags
        .into_iter()
        .filter_map(|(set, flag)| set.then_some(flag))
        .collect();
    let flags = (!flags.is_empty()).then(|| quote! { .flags(#(#flags)|*) });
    let timestamp = schema.timestamp.map(|format| {
        let format = match format {
            TimestampFormat::EpochSeconds => quote! { EpochSeconds },
            TimestampFormat::DateTime => quote! { DateTime },
            TimestampFormat::HttpDate => quote! { HttpDate },
        };
        quote! { .timestamp(tinsmith::TimestampFormat::#format) }
    });
    let elements = match &schema.elements {
        Elements::None => TokenStream::new(),
        Elements::List(item) => {
            let item = schema_static(item);
            quote! { .list(&#item) }
        }
        Elements::Map(value) => {
            let value = schema_static(value);
            quote! { .map(&#value) }
        }
    };
    quote! { #flags #timestamp #elements }
}

/// What is unusual about a member; most often constraints alone, which are shared.
fn more(constraints: Option<&str>, renamed: Option<&str>, key: Option<&str>) -> TokenStream {
    let renamed = renamed.map(|name| quote! { .renamed(#name) });
    let key = key.map(schema_static).map(|key| quote! { .key(&#key) });
    let start = match constraints.map(schema_static) {
        Some(constraints) => constraints,
        None if renamed.is_none() && key.is_none() => return TokenStream::new(),
        None => quote! { tinsmith::generated::More::new() },
    };
    quote! { .more(&#start #renamed #key) }
}

fn schema_static(name: &str) -> TokenStream {
    let name = super::ident(name);
    quote! { crate::schema::#name }
}

/// The JSON text in front of a member's value: `,"name":`.
fn json_key(name: &str) -> String {
    let mut json = String::from(",\"");
    for char in name.chars() {
        match char {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            char if char < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(json, "\\u{:04x}", u32::from(char));
            }
            char => json.push(char),
        }
    }
    json.push_str("\":");
    json
}

#[cfg(test)]
mod tests {
    use super::json_key;

    #[test]
    fn keys_are_json() {
        assert_eq!(json_key("jobId"), ",\"jobId\":");
        assert_eq!(json_key("a\"\\\n"), ",\"a\\\"\\\\\\u000a\":");
    }
}
