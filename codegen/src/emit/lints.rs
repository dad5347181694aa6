//! The lints that a crate cannot help breaking, since its model calls for it.
//!
//! In: the crate. Out: `#![allow(...)]` with the reason, only where it is needed. Whatever else a linter says of generated
//! code is an error of the generator.

use proc_macro2::TokenStream;
use quote::quote;

use super::layout::structures;
use crate::rust::{Crate, Definition, Type};

/// From here on a type may be too complex for clippy, which draws the line at 250, and counts a little differently.
const COMPLEX: usize = 200;

/// The attributes for the crate's root.
pub(super) fn allowed(krate: &Crate) -> TokenStream {
    let deprecated = is_deprecated_somewhere(krate).then(|| {
        let reason = "what the model deprecates is still sent and read";
        quote! { #![allow(deprecated, reason = #reason)] }
    });
    let reason = "the model calls it so";
    // a file `operation/operation.rs`
    let module = has_module_called_as_its_parent(krate)
        .then(|| quote! { #![allow(clippy::module_inception, reason = #reason)] });
    // a call `New`, made by its `new`
    let constructor = (krate.client.is_some()
        && krate
            .operations
            .iter()
            .any(|operation| operation.fluent == "New"))
    .then(|| quote! { #![allow(clippy::self_named_constructors, reason = #reason)] });
    let complex = has_complex_type(krate).then(|| {
        let reason = "the model nests lists and maps so deep";
        quote! { #![allow(clippy::type_complexity, reason = #reason)] }
    });
    quote! { #deprecated #module #constructor #complex }
}

/// Whether the crate's own code uses something that is deprecated.
fn is_deprecated_somewhere(krate: &Crate) -> bool {
    let in_types = krate.types.iter().any(|definition| match definition {
        Definition::Structure(structure) => structure.deprecated.is_some(),
        Definition::Union(union) => union.deprecated.is_some(),
        Definition::Enum(enumeration) => enumeration.deprecated.is_some(),
        Definition::IntEnum(enumeration) => enumeration.deprecated.is_some(),
    });
    in_types
        || krate
            .operations
            .iter()
            .any(|operation| operation.deprecated.is_some())
        || structures(krate).any(|structure| {
            structure.deprecated.is_some()
                || structure
                    .fields
                    .iter()
                    .any(|field| field.deprecated.is_some())
        })
}

fn has_module_called_as_its_parent(krate: &Crate) -> bool {
    let is_type = |definition: &Definition| {
        let file = match definition {
            Definition::Structure(structure) => &structure.file,
            Definition::Union(union) => &union.file,
            Definition::Enum(enumeration) => &enumeration.file,
            Definition::IntEnum(enumeration) => &enumeration.file,
        };
        file == "types"
    };
    krate.types.iter().any(is_type)
        || krate.errors.iter().any(|error| error.file == "error")
        || krate
            .operations
            .iter()
            .any(|operation| ["client", "operation", "server"].contains(&&*operation.file))
}

fn has_complex_type(krate: &Crate) -> bool {
    let fields = structures(krate)
        .flat_map(|structure| &structure.fields)
        .map(|field| (&field.ty, field.optional));
    let variants = krate.types.iter().flat_map(|definition| match definition {
        Definition::Union(union) => union.variants.as_slice(),
        _ => &[],
    });
    let variants = variants.filter_map(|variant| Some((variant.ty.as_ref()?, false)));
    fields
        .chain(variants)
        .any(|(ty, optional)| complexity(ty, 1 + usize::from(optional)) > COMPLEX)
}

/// As clippy counts: each name in the type, by how deep it stands.
fn complexity(ty: &Type, depth: usize) -> usize {
    10 * depth
        + match ty {
            Type::Vec(ty) | Type::Option(ty) | Type::Boxed(ty) => complexity(ty, depth + 1),
            Type::Map(key, value) => complexity(key, depth + 1) + complexity(value, depth + 1),
            _ => 0,
        }
}
