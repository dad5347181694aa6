//! Values for examples.
//!
//! In: a type. Out: an expression of it that anyone can read, if the type is simple.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::rust::{Crate, Definition, Field, Operation, Structure, Type};

/// The first operation that can be called, and answered, with simple values alone; or at least called.
pub(super) fn operation(krate: &Crate) -> Option<&Operation> {
    let can_call = |operation: &&Operation| {
        operation.deprecated.is_none() && is_simple(krate, &operation.input)
    };
    let can_answer = |operation: &&Operation| is_simple(krate, &operation.output);
    let callable = krate.operations.iter().filter(can_call);
    let first = callable.clone().next();
    let answered = callable
        .clone()
        .find(|operation| required(krate, &operation.output).is_some());
    callable.clone().find(can_answer).or(answered).or(first)
}

/// Whether the structure's required fields have sample values.
pub(super) fn is_simple(krate: &Crate, structure: &Structure) -> bool {
    structure
        .fields
        .iter()
        .filter(|field| field.is_required())
        .all(|field| value(krate, field).is_some())
}

/// The sample value of a field, if there is one.
pub(super) fn value(krate: &Crate, field: &Field) -> Option<TokenStream> {
    simple(krate, field, &field.ty)
}

/// A value of a type that is neither a structure nor a collection.
fn simple(krate: &Crate, field: &Field, ty: &Type) -> Option<TokenStream> {
    Some(match ty {
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

/// How many structures may stand in each other.
const DEEPEST: usize = 3;

/// The values of a structure's required fields, as its `new` takes them, if there are some.
pub(super) fn required(krate: &Crate, structure: &Structure) -> Option<Vec<TokenStream>> {
    arguments(krate, structure, 0)
}

fn arguments(krate: &Crate, structure: &Structure, depth: usize) -> Option<Vec<TokenStream>> {
    let required = structure.arguments().into_iter();
    required
        .map(|field| argument(krate, field, &field.ty, depth))
        .collect()
}

/// What goes where a value of a type is taken: a simple value, a structure of such, or a collection of one of them.
fn argument(krate: &Crate, field: &Field, ty: &Type, depth: usize) -> Option<TokenStream> {
    let of = |ty: &Type| argument(krate, field, ty, depth);
    match ty {
        // an element that is a collection itself would have to be of exactly its type
        Type::Vec(item) if !matches!(**item, Type::Vec(_) | Type::Map(..)) => {
            let item = of(item)?;
            Some(quote! { [#item] })
        }
        Type::Map(key, item) if !matches!(**item, Type::Vec(_) | Type::Map(..)) => {
            let (key, item) = (of(key)?, of(item)?);
            Some(quote! { [(#key, #item)] })
        }
        Type::Boxed(inner) => of(inner),
        Type::Named(path) if depth < DEEPEST => {
            let structure = krate.types.iter().find_map(|definition| match definition {
                Definition::Structure(found) if found.path == *path => Some(found),
                _ => None,
            });
            let Some(structure) = structure else {
                return simple(krate, field, ty);
            };
            let values = arguments(krate, structure, depth + 1)?;
            let (root, name) = (crate_ident(krate), ident(&path.name));
            Some(quote! { #root::types::#name::new(#(#values),*) })
        }
        ty => simple(krate, field, ty),
    }
}

/// The crate as its users name it.
pub(super) fn crate_ident(krate: &Crate) -> proc_macro2::Ident {
    ident(&krate.name.replace('-', "_"))
}
