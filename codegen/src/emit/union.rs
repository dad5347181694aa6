//! Unions: an enum with a variant per member and an open one.
//!
//! In: a [`Union`]. Out: its file.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{alias, code, deprecated, doc, docs};
use super::member::Statics;
use super::structure::arm;
use super::{File, ident, rust_file, types};
use crate::rust::{Union, UnionVariant};

/// The file of a union.
pub(super) fn file(union: &Union) -> File {
    let statics = Statics::own();
    let members = union.variants.iter().map(|variant| &variant.schema);
    rust_file(
        format!("src/types/{}.rs", union.file),
        TokenStream::new(),
        vec![
            definition(union),
            debug(union),
            visits(
                union,
                &statics,
                statics.definition(TokenStream::new(), members),
            ),
        ],
    )
}

fn definition(union: &Union) -> TokenStream {
    let (name, unknown) = (ident(&union.path.name), ident(&union.unknown));
    let docs = docs(&union.docs, || {
        format!("{} of the model.", code(&union.modelled))
    });
    let alias = alias(&union.modelled, &union.path.name);
    let deprecated = deprecated(union.deprecated.as_ref());
    let debug = (!union.sensitive).then(|| quote! { Debug, });
    let variants = union.variants.iter().map(variant);
    let doc = doc("A member that this version of the crate does not know. It cannot be sent.");
    quote! {
        #docs
        #alias
        #deprecated
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #doc
            #unknown,
        }
    }
}

fn variant(variant: &UnionVariant) -> TokenStream {
    let name = ident(&variant.name);
    let docs = docs(&variant.docs, || {
        format!("The member {}.", code(&variant.schema.name))
    });
    let value = variant.ty.as_ref().map(|ty| {
        let ty = types::ty(ty);
        quote! { (#ty) }
    });
    quote! { #docs #name #value }
}

/// `Debug` that hides what is sensitive: some variants, or the union as a whole.
fn debug(union: &Union) -> TokenStream {
    if !union.sensitive {
        return TokenStream::new();
    }
    let (name, text) = (ident(&union.path.name), &union.path.name);
    let body = if union.variants.iter().any(|variant| variant.sensitive) {
        let arms = union.variants.iter().map(|variant| {
            let (name, text) = (ident(&variant.name), variant.name.trim_start_matches("r#"));
            match (&variant.ty, variant.sensitive) {
                (None, _) => quote! { Self::#name => f.write_str(#text) },
                (Some(_), true) => quote! {
                    Self::#name(_) => f.debug_tuple(#text).field(&tinsmith::generated::Redacted).finish()
                },
                (Some(_), false) => quote! {
                    Self::#name(value) => f.debug_tuple(#text).field(value).finish()
                },
            }
        });
        let (unknown, text) = (ident(&union.unknown), &union.unknown);
        quote! {
            match self {
                #(#arms,)*
                Self::#unknown => f.write_str(#text),
            }
        }
    } else {
        quote! { f.debug_tuple(#text).field(&tinsmith::generated::Redacted).finish() }
    };
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { #body }
        }
    }
}

/// How codecs and the validator visit the union, by the `table` of its members.
fn visits(union: &Union, statics: &Statics, table: TokenStream) -> TokenStream {
    let (name, unknown) = (ident(&union.path.name), ident(&union.unknown));
    let schema = statics.schema(&union.modelled);
    let encoded = union.variants.iter().enumerate().map(|(index, variant)| {
        let (name, member) = (ident(&variant.name), statics.member(index));
        match &variant.ty {
            Some(_) => quote! { Self::#name(value) => to.member(#member, value) },
            None => quote! { Self::#name => to.member(#member, &tinsmith::generated::Unit) },
        }
    });
    let decoded = union.variants.iter().enumerate().map(|(index, variant)| {
        let (name, member) = (ident(&variant.name), statics.member(index));
        let make = match &variant.ty {
            Some(_) => quote! { Self::#name },
            None => quote! { |tinsmith::generated::Unit| Self::#name },
        };
        arm(
            index,
            quote! { tinsmith::generated::variant(from, #member, slot, #make) },
        )
    });
    quote! {
        #table
        impl tinsmith::generated::Union for #name {
            #schema
            fn encode<W: tinsmith::generated::Writer>(&self, to: &mut W) -> Result<(), W::Error> {
                match self {
                    #(#encoded,)*
                    Self::#unknown => Ok(()),
                }
            }
            fn decode<R: tinsmith::generated::Reader>(
                index: usize,
                from: &mut R,
                slot: &mut Option<Self>,
            ) -> Result<(), R::Error> {
                match index {
                    #(#decoded,)*
                    _ => from.skip(),
                }
            }
            fn unknown() -> Self { Self::#unknown }
        }
        tinsmith::generated::union!(#name);
    }
}
