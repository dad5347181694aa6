//! Enums of integers: a variant per value and an open one.
//!
//! In: an [`IntEnum`]. Out: its file.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::{alias, code, deprecated, doc, docs};
use super::literal::integer;
use super::{File, ident, rust_file};
use crate::rust::{IntEnum, IntVariant};

/// The file of an enum of integers.
pub(super) fn file(enumeration: &IntEnum) -> File {
    rust_file(
        format!("src/types/{}.rs", enumeration.file),
        TokenStream::new(),
        vec![
            definition(enumeration),
            numbers(enumeration),
            visits(enumeration),
        ],
    )
}

fn definition(enumeration: &IntEnum) -> TokenStream {
    let (name, unknown) = (ident(&enumeration.path.name), ident(&enumeration.unknown));
    let docs = docs(&enumeration.docs, || {
        format!("{} of the model.", code(&enumeration.modelled))
    });
    let alias = alias(&enumeration.modelled, &enumeration.path.name);
    let deprecated = deprecated(enumeration.deprecated.as_ref());
    let variants = enumeration.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = self::docs(&variant.docs, || format!("`{}`", variant.value));
        quote! { #docs #name }
    });
    let doc = doc("A value that the model does not list, kept as it came.");
    quote! {
        #docs
        #alias
        #deprecated
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #doc
            #unknown(i32),
        }
    }
}

fn numbers(enumeration: &IntEnum) -> TokenStream {
    let (name, unknown) = (ident(&enumeration.path.name), ident(&enumeration.unknown));
    let doc = doc("The value on the wire.");
    let arms = enumeration.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), integer(variant.value.into()));
        quote! { Self::#name => #value }
    });
    quote! {
        impl #name {
            #doc
            pub fn as_i32(&self) -> i32 {
                match self {
                    #(#arms,)*
                    Self::#unknown(value) => *value,
                }
            }
        }
    }
}

/// How codecs and the validator see the enum: by a table that can be searched.
fn visits(enumeration: &IntEnum) -> TokenStream {
    let (name, unknown) = (ident(&enumeration.path.name), ident(&enumeration.unknown));
    let mut variants: Vec<&IntVariant> = enumeration.variants.iter().collect();
    variants.sort_by_key(|variant| variant.value);
    let values = variants.iter().map(|variant| {
        let (variant, value) = (ident(&variant.name), integer(variant.value.into()));
        quote! { (#value, #name::#variant) }
    });
    let internal = enumeration
        .variants
        .iter()
        .filter(|variant| variant.internal);
    let internal: Vec<TokenStream> = internal
        .map(|variant| integer(variant.value.into()))
        .collect();
    let internal = (!internal.is_empty()).then(|| quote! { , [#(#internal),*] });
    let count = Literal::usize_unsuffixed(variants.len());
    quote! {
        static VALUES: [(i32, #name); #count] = [#(#values),*];
        tinsmith::generated::int_enum!(#name, #unknown, VALUES #internal);
    }
}
