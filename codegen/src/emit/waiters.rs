//! What a client can wait for: `client/waiters.rs`.
//!
//! In: the [`Waiter`]s of a crate. Out: a method of the client and a static for each.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::{code, docs, inner_docs, plain};
use super::jmespath::expression;
use super::{File, ident, rust_file, types};
use crate::rust::{Acceptor, AcceptorState, Comparator, Crate, Looked, Operation, Waiter};

/// The pauses of a waiter that says nothing of them, in seconds: the runtime knows them.
const DELAYS: (u32, u32) = (2, 120);

/// The file, if there is anything to wait for.
pub(super) fn file(krate: &Crate) -> Option<File> {
    if krate.waiters.is_empty() {
        return None;
    }
    let of_operation = |waiter: &Waiter| krate.operations.get(waiter.operation);
    let methods = krate
        .waiters
        .iter()
        .filter_map(|waiter| Some(method(waiter, of_operation(waiter)?)));
    let methods = quote! { impl crate::client::Client { #(#methods)* } };
    let statics = krate.waiters.iter().map(constant);
    let doc = format!("What a client of {} can wait for.", plain(&krate.title));
    let items = std::iter::once(methods).chain(statics).collect();
    Some(rust_file(
        "src/client/waiters.rs".to_owned(),
        inner_docs(&[doc]),
        items,
    ))
}

fn method(waiter: &Waiter, operation: &Operation) -> TokenStream {
    let (method, constant) = (ident(&waiter.method), ident(&waiter.constant));
    let (input, called) = (
        types::path(&operation.input.path),
        operation.method.trim_start_matches("r#"),
    );
    let mut lines = match waiter.docs.as_slice() {
        [] => vec![format!("Waits for {}.", code(&waiter.modelled))],
        lines => lines.to_vec(),
    };
    let (min, max) = waiter.delays;
    lines.push(String::new());
    lines.push(format!(
        "Calls [`{called}`](Self::{called}) until it is so, with pauses of {min} to {max}"
    ));
    lines.push("seconds, but no longer than `max_wait`.".to_owned());
    let docs = docs(&lines, String::new);
    let deprecated = waiter.deprecated.then(|| quote! { #[deprecated] });
    quote! {
        #docs
        #deprecated
        pub fn #method(&self, input: #input, max_wait: std::time::Duration) -> tinsmith::client::Wait<#input> {
            tinsmith::client::Wait::new(self.core.clone(), input, max_wait, &#constant)
        }
    }
}

fn constant(waiter: &Waiter) -> TokenStream {
    let (constant, name) = (ident(&waiter.constant), &waiter.modelled);
    let lines: Vec<String> = waiter
        .acceptors
        .iter()
        .map(|acceptor| format!("* {}", acceptor.docs))
        .collect();
    let docs = docs(&lines, || code(name));
    let acceptors = waiter.acceptors.iter().map(acceptor);
    let delays = (waiter.delays != DELAYS).then(|| {
        let (min, max) = waiter.delays;
        let (min, max) = (Literal::u32_unsuffixed(min), Literal::u32_unsuffixed(max));
        quote! { .delays(#min, #max) }
    });
    quote! {
        #docs
        static #constant: tinsmith::generated::client::Waiter =
            tinsmith::generated::client::Waiter::new(#name, &[#(#acceptors),*]) #delays;
    }
}

fn acceptor(acceptor: &Acceptor) -> TokenStream {
    let state = match acceptor.state {
        AcceptorState::Success => quote! { success },
        AcceptorState::Failure => quote! { failure },
        AcceptorState::Retry => quote! { retry },
    };
    let looked = match &acceptor.matcher {
        Looked::Success(success) => quote! { Success(#success) },
        Looked::Status(status) => {
            let status = Literal::u16_unsuffixed(*status);
            quote! { Status(#status) }
        }
        Looked::Error(names) => quote! { Error(&[#(#names),*]) },
        Looked::Output(path, by) => {
            let (path, by) = (expression(path), comparator(by));
            quote! { Output(#path, #by) }
        }
        Looked::InputOutput(path, by) => {
            let (path, by) = (expression(path), comparator(by));
            quote! { InputOutput(#path, #by) }
        }
    };
    let message = acceptor.message.as_ref().map(|message| {
        let message = expression(message);
        quote! { .message(#message) }
    });
    quote! {
        tinsmith::generated::client::Acceptor::#state(
            tinsmith::generated::client::Matcher::#looked
        ) #message
    }
}

fn comparator(of: &Comparator) -> TokenStream {
    let of = match of {
        Comparator::StringEquals(text) => quote! { StringEquals(#text) },
        Comparator::BooleanEquals(value) => quote! { BooleanEquals(#value) },
        Comparator::AllStringEquals(text) => quote! { AllStringEquals(#text) },
        Comparator::AnyStringEquals(text) => quote! { AnyStringEquals(#text) },
        Comparator::AllBooleanEquals(value) => quote! { AllBooleanEquals(#value) },
        Comparator::AnyBooleanEquals(value) => quote! { AnyBooleanEquals(#value) },
    };
    quote! { tinsmith::generated::client::Comparator::#of }
}
