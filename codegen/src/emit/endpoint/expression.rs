//! Values in endpoint rules.
//!
//! In: an [`EndpointExpression`]. Out: the Rust expression of the same form.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::ident;
use super::super::literal::integer;
use crate::rust::{EndpointExpression, EndpointPiece};

/// The value.
pub(super) fn expression(value: &EndpointExpression) -> TokenStream {
    match value {
        EndpointExpression::Variable(name) => {
            let name = ident(name);
            quote! { #name }
        }
        EndpointExpression::Text(text) => quote! { #text },
        EndpointExpression::Boolean(value) => quote! { #value },
        EndpointExpression::Integer(value) => integer((*value).into()),
        EndpointExpression::Format(pieces) => format(pieces),
        EndpointExpression::Field(of, name) => {
            let (of, name) = (expression(of), ident(name));
            quote! { #of.#name }
        }
        EndpointExpression::Method(of, name) => {
            let (of, name) = (expression(of), ident(name));
            quote! { #of.#name() }
        }
        EndpointExpression::Call("partition", arguments) => {
            let arguments = arguments.iter().map(expression);
            quote! { parameters.partition(#(#arguments),*) }
        }
        EndpointExpression::Call(function, arguments) => {
            let function = ident(function);
            let arguments = arguments.iter().map(expression);
            quote! { tinsmith::generated::endpoint::#function(#(#arguments),*) }
        }
        EndpointExpression::Borrow(value) => {
            let value = expression(value);
            quote! { &#value }
        }
        EndpointExpression::Owned(value) => {
            let value = expression(value);
            quote! { #value.to_owned() }
        }
        EndpointExpression::OwnedInside(value) => {
            let value = expression(value);
            quote! { #value.map(str::to_owned) }
        }
        EndpointExpression::Some(value) => {
            let value = expression(value);
            quote! { Some(#value) }
        }
        EndpointExpression::IsSome(value) => {
            let value = expression(value);
            quote! { #value.is_some() }
        }
        EndpointExpression::IsNone(value) => {
            let value = expression(value);
            quote! { #value.is_none() }
        }
        EndpointExpression::Not(value) => {
            let value = operand(value);
            quote! { !#value }
        }
        EndpointExpression::Equal(first, second) => {
            let (first, second) = (operand(first), operand(second));
            quote! { #first == #second }
        }
        EndpointExpression::Unequal(first, second) => {
            let (first, second) = (operand(first), operand(second));
            quote! { #first != #second }
        }
        EndpointExpression::FirstSet(values, fallback) => {
            let mut values = values.iter().map(operand);
            let first = values.next();
            let fallback = fallback.as_ref().map(|value| match &**value {
                value @ (EndpointExpression::Owned(_)
                | EndpointExpression::Format(_)
                | EndpointExpression::Call(..)) => {
                    let value = expression(value);
                    quote! { .unwrap_or_else(|| #value) }
                }
                value => {
                    let value = expression(value);
                    quote! { .unwrap_or(#value) }
                }
            });
            quote! { #first #(.or(#values))* #fallback }
        }
        EndpointExpression::Choice(parts) => {
            let [condition, first, second] = &**parts;
            let (condition, first, second) =
                (expression(condition), expression(first), expression(second));
            quote! { if #condition { #first } else { #second } }
        }
    }
}

/// A value beside an operator, in parentheses where it needs them.
fn operand(value: &EndpointExpression) -> TokenStream {
    let tokens = expression(value);
    match value {
        EndpointExpression::Equal(..)
        | EndpointExpression::Unequal(..)
        | EndpointExpression::Choice(_) => quote! { (#tokens) },
        _ => tokens,
    }
}

/// A text that is put together.
fn format(pieces: &[EndpointPiece]) -> TokenStream {
    let mut text = String::new();
    let mut arguments = Vec::new();
    for piece in pieces {
        match piece {
            EndpointPiece::Literal(literal) => {
                text.push_str(&literal.replace('{', "{{").replace('}', "}}"));
            }
            EndpointPiece::Value(EndpointExpression::Variable(name)) if !name.starts_with("r#") => {
                text.push_str(&format!("{{{name}}}"));
            }
            EndpointPiece::Value(value) => {
                text.push_str("{}");
                arguments.push(expression(value));
            }
        }
    }
    let text = Literal::string(&text);
    quote! { format!(#text #(, #arguments)*) }
}
