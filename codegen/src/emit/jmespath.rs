//! JMESPath expressions, as constants.
//!
//! In: a [`JmesPath`]. Out: the runtime's expression of the same form.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{DocumentLiteral, JmesComparison, JmesFunction, JmesPath};

/// The constant of an expression.
pub(super) fn expression(of: &JmesPath) -> TokenStream {
    let case = case(of);
    quote! { tinsmith::generated::client::Expression::#case }
}

fn case(of: &JmesPath) -> TokenStream {
    let to = |of: &JmesPath| {
        let of = expression(of);
        quote! { &#of }
    };
    match of {
        JmesPath::Current => quote! { Current },
        JmesPath::Path(names) => quote! { Path(&[#(#names),*]) },
        JmesPath::Index(index) => {
            let index = Literal::i64_unsuffixed(*index);
            quote! { Index(#index) }
        }
        JmesPath::Slice { start, stop, step } => {
            let place = |place: &Option<i64>| match place {
                Some(place) => {
                    let place = Literal::i64_unsuffixed(*place);
                    quote! { Some(#place) }
                }
                None => quote! { None },
            };
            let (start, stop) = (place(start), place(stop));
            let step = Literal::i64_unsuffixed(*step);
            quote! { Slice { start: #start, stop: #stop, step: #step } }
        }
        JmesPath::Literal(value) => {
            let value = literal(value);
            quote! { Literal(#value) }
        }
        JmesPath::Chain(steps) => {
            let steps = steps.iter().map(expression);
            quote! { Chain(&[#(#steps),*]) }
        }
        JmesPath::Each(of, then) => {
            let (of, then) = (to(of), to(then));
            quote! { Each(#of, #then) }
        }
        JmesPath::Flatten(of, then) => {
            let (of, then) = (to(of), to(then));
            quote! { Flatten(#of, #then) }
        }
        JmesPath::Values(of, then) => {
            let (of, then) = (to(of), to(then));
            quote! { Values(#of, #then) }
        }
        JmesPath::Filter(of, condition, then) => {
            let (of, condition, then) = (to(of), to(condition), to(then));
            quote! { Filter(#of, #condition, #then) }
        }
        JmesPath::Or(first, second) => {
            let (first, second) = (to(first), to(second));
            quote! { Or(#first, #second) }
        }
        JmesPath::And(first, second) => {
            let (first, second) = (to(first), to(second));
            quote! { And(#first, #second) }
        }
        JmesPath::Not(of) => {
            let of = to(of);
            quote! { Not(#of) }
        }
        JmesPath::Compare(how, left, right) => {
            let (how, left, right) = (comparison(*how), to(left), to(right));
            quote! { Compare(tinsmith::generated::client::Comparison::#how, #left, #right) }
        }
        JmesPath::List(items) => {
            let items = items.iter().map(expression);
            quote! { List(&[#(#items),*]) }
        }
        JmesPath::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| {
                let value = expression(value);
                quote! { (#name, #value) }
            });
            quote! { Object(&[#(#entries),*]) }
        }
        JmesPath::Call(name, arguments) => {
            let (name, arguments) = (function(*name), arguments.iter().map(expression));
            quote! { Call(tinsmith::generated::client::Function::#name, &[#(#arguments),*]) }
        }
    }
}

fn literal(value: &DocumentLiteral) -> TokenStream {
    let case = match value {
        DocumentLiteral::Null => quote! { Null },
        DocumentLiteral::Bool(value) => quote! { Boolean(#value) },
        DocumentLiteral::Number(text) => match text.parse() {
            Ok(number) => {
                let number = Literal::i64_unsuffixed(number);
                quote! { Integer(#number) }
            }
            Err(_) => {
                // JSON has no number that is no double, and none that is infinite was parsed.
                let number = Literal::f64_unsuffixed(text.parse().unwrap_or_default());
                quote! { Double(#number) }
            }
        },
        DocumentLiteral::String(text) => quote! { String(#text) },
        DocumentLiteral::Array(items) => {
            let items = items.iter().map(literal);
            quote! { List(&[#(#items),*]) }
        }
        DocumentLiteral::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| {
                let value = literal(value);
                quote! { (#name, #value) }
            });
            quote! { Object(&[#(#entries),*]) }
        }
    };
    quote! { tinsmith::generated::client::Literal::#case }
}

fn comparison(of: JmesComparison) -> TokenStream {
    match of {
        JmesComparison::Equal => quote! { Equal },
        JmesComparison::NotEqual => quote! { NotEqual },
        JmesComparison::Less => quote! { Less },
        JmesComparison::LessOrEqual => quote! { LessOrEqual },
        JmesComparison::Greater => quote! { Greater },
        JmesComparison::GreaterOrEqual => quote! { GreaterOrEqual },
    }
}

fn function(of: JmesFunction) -> TokenStream {
    match of {
        JmesFunction::Contains => quote! { Contains },
        JmesFunction::EndsWith => quote! { EndsWith },
        JmesFunction::Keys => quote! { Keys },
        JmesFunction::Length => quote! { Length },
        JmesFunction::NotNull => quote! { NotNull },
        JmesFunction::StartsWith => quote! { StartsWith },
        JmesFunction::Values => quote! { Values },
    }
}
