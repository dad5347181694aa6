//! The module `schema`: patterns, constraints and elements that several members refer to.
//!
//! In: a [`SchemaModule`]. Out: its file, or none if it is empty.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::inner_docs;
use super::literal::integer;
use super::pattern::pattern;
use super::{File, ident, member, rust_file};
use crate::rust::{Constraints, ElementSchema, NumberBound, SchemaModule};

/// The file of the module.
pub(super) fn file(schema: &SchemaModule) -> Option<File> {
    let statics = [
        schema.patterns.iter().map(pattern).collect::<TokenStream>(),
        schema.constraints.iter().map(constraints).collect(),
        schema.elements.iter().map(element).collect(),
    ];
    let doc = "What values must satisfy, and what lists and maps hold.".to_owned();
    (!is_empty(schema)).then(|| {
        rust_file(
            "src/schema.rs".to_owned(),
            inner_docs(&[doc]),
            statics.into(),
        )
    })
}

/// Whether there is nothing to write.
pub(super) fn is_empty(schema: &SchemaModule) -> bool {
    let SchemaModule {
        patterns,
        constraints,
        elements,
        // what is not checked needs no code
        idle: _,
        unchecked: _,
    } = schema;
    patterns.is_empty() && constraints.is_empty() && elements.is_empty()
}

fn constraints(constraints: &Constraints) -> TokenStream {
    let name = ident(&constraints.name);
    let length = constraints.length.map(|(min, max)| {
        let (min, max) = (
            option(min, |min| integer(min.into())),
            option(max, |max| integer(max.into())),
        );
        quote! { .length(#min, #max) }
    });
    let range = constraints
        .range
        .as_ref()
        .map(|(min, max)| range(min.as_ref(), max.as_ref()));
    let pattern = constraints.pattern.as_ref().map(|constraint| {
        let (pattern, modelled) = (ident(&constraint.pattern), &constraint.modelled);
        quote! { .pattern(&#pattern, #modelled) }
    });
    let unique = constraints.unique_items.then(|| quote! { .unique() });
    quote! {
        pub(crate) static #name: tinsmith::generated::More = tinsmith::generated::More::of(
            &tinsmith::generated::Constraints::new() #length #range #pattern #unique
        );
    }
}

fn range(min: Option<&NumberBound>, max: Option<&NumberBound>) -> TokenStream {
    let fits = |bound: Option<&NumberBound>| match bound {
        None => true,
        Some(NumberBound::Integer(value)) => i64::try_from(*value).is_ok(),
        Some(NumberBound::Decimal(_)) => false,
    };
    let text = |bound: &NumberBound| match bound {
        NumberBound::Integer(value) => value.to_string(),
        NumberBound::Decimal(text) => text.clone(),
    };
    if fits(min) && fits(max) {
        let number = |bound: &NumberBound| match bound {
            NumberBound::Integer(value) => integer(*value),
            NumberBound::Decimal(text) => quote! { #text },
        };
        let (min, max) = (option(min, number), option(max, number));
        quote! { .range(#min, #max) }
    } else {
        let text = |bound: &NumberBound| {
            let text = text(bound);
            quote! { #text }
        };
        let (min, max) = (option(min, text), option(max, text));
        quote! { .decimal_range(#min, #max) }
    }
}

fn option<T>(value: Option<T>, some: impl FnOnce(T) -> TokenStream) -> TokenStream {
    match value.map(some) {
        Some(value) => quote! { Some(#value) },
        None => quote! { None },
    }
}

fn element(element: &ElementSchema) -> TokenStream {
    let name = ident(&element.name);
    let member = member::element(&element.schema, element.key.as_deref());
    quote! { pub(crate) static #name: tinsmith::generated::Member = #member; }
}
