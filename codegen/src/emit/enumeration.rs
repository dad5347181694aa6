//! Enums of strings: a variant per value and an open one.
//!
//! In: an [`Enum`]. Out: its file.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::{alias, code, deprecated, doc, docs};
use super::{File, ident, rust_file};
use crate::rust::{Enum, Variant};

/// The file of an enum of strings.
pub(super) fn file(enumeration: &Enum) -> File {
    rust_file(
        format!("src/types/{}.rs", enumeration.file),
        TokenStream::new(),
        vec![
            definition(enumeration),
            debug(enumeration),
            texts(enumeration),
            visits(enumeration),
        ],
    )
}

fn definition(enumeration: &Enum) -> TokenStream {
    let (name, unknown) = (ident(&enumeration.path.name), ident(&enumeration.unknown));
    let docs = docs(&enumeration.docs, || {
        format!("{} of the model.", code(&enumeration.modelled))
    });
    let alias = alias(&enumeration.modelled, &enumeration.path.name);
    let deprecated = deprecated(enumeration.deprecated.as_ref());
    let debug = (!enumeration.sensitive).then(|| quote! { Debug, });
    let variants = enumeration.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = self::docs(&variant.docs, || code(&variant.value));
        quote! { #docs #name }
    });
    let doc = doc("A value that the model does not list, kept as it came.");
    quote! {
        #docs
        #alias
        #deprecated
        #[derive(Clone, #debug PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #doc
            #unknown(String),
        }
    }
}

fn debug(enumeration: &Enum) -> TokenStream {
    if !enumeration.sensitive {
        return TokenStream::new();
    }
    let (name, text) = (ident(&enumeration.path.name), &enumeration.path.name);
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(#text).field(&tinsmith::generated::Redacted).finish()
            }
        }
    }
}

fn texts(enumeration: &Enum) -> TokenStream {
    let (name, unknown) = (ident(&enumeration.path.name), ident(&enumeration.unknown));
    let doc = doc("The value on the wire.");
    let arms = enumeration.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        quote! { Self::#name => #value }
    });
    quote! {
        impl #name {
            #doc
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms,)*
                    Self::#unknown(value) => value,
                }
            }
        }
    }
}

/// How codecs and the validator see the enum: by a table that can be searched.
fn visits(enumeration: &Enum) -> TokenStream {
    let (name, unknown) = (ident(&enumeration.path.name), ident(&enumeration.unknown));
    let mut variants: Vec<&Variant> = enumeration.variants.iter().collect();
    variants.sort_by_key(|variant| (variant.value.len(), &variant.value));
    let values = variants.iter().map(|variant| {
        let (variant, value) = (ident(&variant.name), &variant.value);
        quote! { (#value, #name::#variant) }
    });
    let internal = enumeration
        .variants
        .iter()
        .filter(|variant| variant.internal);
    let internal: Vec<&String> = internal.map(|variant| &variant.value).collect();
    let internal = (!internal.is_empty()).then(|| quote! { , [#(#internal),*] });
    let count = Literal::usize_unsuffixed(variants.len());
    quote! {
        static VALUES: [(&str, #name); #count] = [#(#values),*];
        tinsmith::generated::string_enum!(#name, #unknown, VALUES #internal);
    }
}
