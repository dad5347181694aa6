//! Values that stand in the code.
//!
//! In: a default, and the type that it is a value of. Out: an expression.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::types;
use crate::rust::{DocumentLiteral, Literal, Type};

/// An expression of type `ty`.
pub(super) fn expression(literal: &Literal, ty: &Type) -> TokenStream {
    if is_zero(literal, ty) {
        return zero(ty);
    }
    match literal {
        Literal::Bool(value) => quote! { #value },
        Literal::Integer(value) => integer((*value).into()),
        Literal::Float(text) => float(text, ty),
        Literal::String(text) => quote! { #text.to_owned() },
        Literal::Blob(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote! { tinsmith::Blob::from(#bytes) }
        }
        Literal::Timestamp { seconds, nanos: 0 } => {
            let seconds = integer((*seconds).into());
            quote! { tinsmith::Timestamp::from_secs(#seconds) }
        }
        Literal::Timestamp { seconds, nanos } => {
            let (seconds, nanos) = (integer((*seconds).into()), integer((*nanos).into()));
            quote! { tinsmith::Timestamp::new(#seconds, #nanos).unwrap_or(tinsmith::Timestamp::UNIX_EPOCH) }
        }
        Literal::Number(text) => quote! { #text.parse().unwrap_or_default() },
        Literal::Variant { of, name } => {
            let (of, name) = (types::path(of), super::ident(name));
            quote! { #of::#name }
        }
        Literal::EmptyVec => quote! { Vec::new() },
        Literal::EmptyMap => quote! { std::collections::HashMap::new() },
        Literal::Document(document) => document_expression(document),
    }
}

/// A statement that fills `slot`, an `Option`, where it is empty.
pub(super) fn filled(slot: TokenStream, literal: &Literal, ty: &Type) -> TokenStream {
    let value = expression(literal, ty);
    if is_cheap(literal) {
        quote! { #slot.get_or_insert(#value); }
    } else if is_zero(literal, ty) {
        quote! { #slot.get_or_insert_default(); }
    } else {
        quote! { #slot.get_or_insert_with(|| #value); }
    }
}

/// Whether the value is what `Default` gives for its type.
pub(super) fn is_zero(literal: &Literal, ty: &Type) -> bool {
    match literal {
        Literal::Bool(value) => !value,
        Literal::Integer(value) => *value == 0 && !matches!(ty, Type::Named(_)),
        Literal::Float(text) => text.parse::<f64>().is_ok_and(|value| value.to_bits() == 0),
        Literal::String(text) => text.is_empty() && !matches!(ty, Type::Named(_)),
        Literal::Blob(bytes) => bytes.is_empty(),
        Literal::Number(text) => text == "0",
        Literal::EmptyVec | Literal::EmptyMap | Literal::Document(DocumentLiteral::Null) => true,
        Literal::Timestamp { .. } | Literal::Variant { .. } | Literal::Document(_) => false,
    }
}

/// `Default`'s value as one would write it.
fn zero(ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote! { false },
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => quote! { 0 },
        Type::F32 | Type::F64 => quote! { 0.0 },
        Type::String => quote! { String::new() },
        Type::Vec(_) => quote! { Vec::new() },
        Type::Map(..) => quote! { std::collections::HashMap::new() },
        ty => {
            let ty = types::ty(ty);
            quote! { #ty::default() }
        }
    }
}

/// Whether the value costs nothing to make.
fn is_cheap(literal: &Literal) -> bool {
    matches!(
        literal,
        Literal::Bool(_)
            | Literal::Integer(_)
            | Literal::Float(_)
            | Literal::Variant { .. }
            | Literal::Timestamp { nanos: 0, .. }
            | Literal::Document(DocumentLiteral::Bool(_) | DocumentLiteral::Number(_))
    )
}

/// An integer without a suffix.
pub(super) fn integer(value: i128) -> TokenStream {
    let digits = Token::u128_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}

fn float(text: &str, ty: &Type) -> TokenStream {
    let ty = types::ty(ty);
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => {
            let digits = Token::f64_unsuffixed(value.abs());
            if value.is_sign_negative() {
                quote! { -#digits }
            } else {
                quote! { #digits }
            }
        }
        Ok(value) if value == f64::INFINITY => quote! { #ty::INFINITY },
        Ok(value) if value == f64::NEG_INFINITY => quote! { #ty::NEG_INFINITY },
        _ => quote! { #ty::NAN },
    }
}

fn document_expression(document: &DocumentLiteral) -> TokenStream {
    match document {
        DocumentLiteral::Null => quote! { tinsmith::Document::Null },
        DocumentLiteral::Bool(value) => quote! { tinsmith::Document::Boolean(#value) },
        DocumentLiteral::Number(text) => match text.parse::<i64>() {
            Ok(value) => {
                let value = integer(value.into());
                quote! { tinsmith::Document::Integer(#value) }
            }
            Err(_) => {
                let value = float(text, &Type::F64);
                quote! { tinsmith::Document::Double(#value) }
            }
        },
        DocumentLiteral::String(text) => quote! { tinsmith::Document::from(#text) },
        DocumentLiteral::Array(items) if items.is_empty() => {
            quote! { tinsmith::Document::Array(Vec::new()) }
        }
        DocumentLiteral::Array(items) => {
            let items = items.iter().map(document_expression);
            quote! { tinsmith::Document::Array(vec![#(#items),*]) }
        }
        DocumentLiteral::Object(members) if members.is_empty() => {
            quote! { tinsmith::Document::Object(Vec::new()) }
        }
        DocumentLiteral::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = document_expression(value);
                quote! { (#name.to_owned(), #value) }
            });
            quote! { tinsmith::Document::Object(vec![#(#members),*]) }
        }
    }
}
