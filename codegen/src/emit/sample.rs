//! Values for examples.
//!
//! In: a type. Out: an expression of it that anyone can read, if the type is simple.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::structure::is_required;
use crate::rust::{Crate, Definition, Field, Operation, Structure, Type};

/// The first operation that can be called, and answered, with simple values alone; or at least called.
pub(super) fn operation(krate: &Crate) -> Option<&Operation> {
    let can_call = |operation: &&Operation| {
        operation.deprecated.is_none() && is_simple(krate, &operation.input)
    };
    let can_answer = |operation: &&Operation| is_simple(krate, &operation.output);
    let mut callable = krate.operations.iter().filter(can_call);
    let first = callable.clone().next();
    callable.find(can_answer).or(first)
}

/// Whether the structure's required fields have sample values.
pub(super) fn is_simple(krate: &Crate, structure: &Structure) -> bool {
    structure
        .fields
        .iter()
        .filter(|field| is_required(field))
        .all(|field| value(krate, field).is_some())
}

/// The sample value of a field, if there is one.
pub(super) fn value(krate: &Crate, field: &Field) -> Option<TokenStream> {
    Some(match &field.ty {
        Type::Bool => quote! { true },
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => quote! { 1 },
        Type::F32 | Type::F64 => quote! { 1.5 },
        Type::String => {
            let text = field.schema.name.as_str();
            quote! { #text }
        }
        Type::Blob | Type::ByteStream => quote! { "data" },
        Type::Timestamp => {
            let root = crate_ident(krate);
            quote! { #root::types::Timestamp::from_secs(1_500_000_000) }
        }
        Type::Named(path) => {
            let variant = krate.types.iter().find_map(|definition| match definition {
                Definition::Enum(found) if found.path == *path => found.variants.first(),
                _ => None,
            })?;
            let (root, ty, variant) = (crate_ident(krate), ident(&path.name), ident(&variant.name));
            quote! { #root::types::#ty::#variant }
        }
        _ => return None,
    })
}

/// The crate as its users name it.
pub(super) fn crate_ident(krate: &Crate) -> proc_macro2::Ident {
    ident(&krate.name.replace('-', "_"))
}
