//! Types as fields and parameters name them.
//!
//! In: a type of the closed set. Out: its path, and how a value of it is taken from a caller.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Field, Module, Type, TypePath};

/// The path of a type of this crate.
pub(super) fn path(path: &TypePath) -> TokenStream {
    let name = super::ident(&path.name);
    match path.module {
        Module::Types => quote! { crate::types::#name },
        Module::Error => quote! { crate::error::#name },
        Module::Operation => quote! { crate::operation::#name },
    }
}

/// The type of a value.
pub(super) fn ty(ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote! { bool },
        Type::I8 => quote! { i8 },
        Type::I16 => quote! { i16 },
        Type::I32 => quote! { i32 },
        Type::I64 => quote! { i64 },
        Type::F32 => quote! { f32 },
        Type::F64 => quote! { f64 },
        Type::String => quote! { String },
        Type::Blob => quote! { tinsmith::Blob },
        Type::Timestamp => quote! { tinsmith::Timestamp },
        Type::Document => quote! { tinsmith::Document },
        Type::BigInteger => quote! { tinsmith::BigInteger },
        Type::BigDecimal => quote! { tinsmith::BigDecimal },
        Type::ByteStream => quote! { tinsmith::ByteStream },
        Type::Vec(item) => {
            let item = self::ty(item);
            quote! { Vec<#item> }
        }
        Type::Map(key, value) => {
            let (key, value) = (self::ty(key), self::ty(value));
            quote! { std::collections::HashMap<#key, #value> }
        }
        Type::Option(value) => {
            let value = self::ty(value);
            quote! { Option<#value> }
        }
        Type::Boxed(value) => {
            let value = self::ty(value);
            quote! { Box<#value> }
        }
        Type::Named(named) => path(named),
    }
}

/// The type of a field, its `Option` included.
pub(super) fn field(field: &Field) -> TokenStream {
    let ty = ty(&field.ty);
    if field.optional {
        quote! { Option<#ty> }
    } else {
        ty
    }
}

/// The type of a parameter that gives a value of `ty`: whatever converts without loss.
pub(super) fn parameter(ty: &Type) -> TokenStream {
    match ty {
        Type::Vec(item) => {
            let item = convertible(item);
            quote! { impl IntoIterator<Item = #item> }
        }
        Type::Map(key, value) => {
            let (key, value) = (convertible(key), convertible(value));
            quote! { impl IntoIterator<Item = (#key, #value)> }
        }
        Type::Boxed(value) => self::ty(value),
        ty => convertible(ty),
    }
}

/// What a parameter of the type [`parameter`] says becomes.
pub(super) fn converted(ty: &Type, value: TokenStream) -> TokenStream {
    match ty {
        Type::Vec(_) => quote! { tinsmith::generated::items(#value) },
        Type::Map(..) => quote! { tinsmith::generated::pairs(#value) },
        Type::Boxed(_) => quote! { Box::new(#value) },
        ty if is_convertible(ty) => quote! { #value.into() },
        _ => value,
    }
}

/// What a parameter of the type [`parameter`] says is given where there is no value yet.
pub(super) fn placeholder(ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote! { false },
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => quote! { 0 },
        Type::F32 | Type::F64 => quote! { 0.0 },
        Type::String => quote! { "" },
        Type::Timestamp => quote! { tinsmith::Timestamp::UNIX_EPOCH },
        Type::Document => quote! { tinsmith::Document::Null },
        Type::Blob | Type::BigInteger | Type::BigDecimal | Type::ByteStream => {
            let ty = self::ty(ty);
            quote! { #ty::default() }
        }
        Type::Vec(item) if is_convertible(item) => {
            let item = self::ty(item);
            quote! { Vec::<#item>::new() }
        }
        Type::Vec(_) => quote! { Vec::new() },
        Type::Map(key, value) if is_convertible(key) || is_convertible(value) => {
            let (key, value) = (self::ty(key), self::ty(value));
            quote! { std::collections::HashMap::<#key, #value>::new() }
        }
        Type::Map(..) => quote! { std::collections::HashMap::new() },
        Type::Option(_) => quote! { None },
        Type::Boxed(_) | Type::Named(_) => quote! { tinsmith::generated::placeholder() },
    }
}

fn convertible(ty: &Type) -> TokenStream {
    let name = self::ty(ty);
    if is_convertible(ty) {
        quote! { impl Into<#name> }
    } else {
        name
    }
}

/// Types that callers have in other forms.
fn is_convertible(ty: &Type) -> bool {
    matches!(
        ty,
        Type::String | Type::Blob | Type::Document | Type::ByteStream
    )
}
