//! The server's side of an operation: how the input comes in and the output goes out.
//!
//! In: an [`Operation`]. Out: its file in the module `server`.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{code, inner_docs};
use super::binding::{Binding, Held};
use super::member::Statics;
use super::{File, ident, rust_file, types};
use crate::rust::{Operation, Violated};

/// The file of an operation's server side.
pub(super) fn file(operation: &Operation) -> File {
    let doc = format!(
        "How {} comes in and is answered.",
        code(&operation.modelled)
    );
    rust_file(
        format!("src/server/{}.rs", operation.file),
        inner_docs(&[doc]),
        vec![binding(operation)],
    )
}

fn binding(operation: &Operation) -> TokenStream {
    let input = types::path(&operation.input.path);
    let request = &operation.request;
    let received = Binding {
        structure: &operation.input,
        statics: Statics::input().seen_from_outside(&operation.file),
        path: &request.path,
        query_literals: &request.query_literals,
        bound: &request.bound,
        body: &request.body,
    };
    let response = &operation.response;
    let sent = Binding {
        structure: &operation.output,
        statics: Statics::output().seen_from_outside(&operation.file),
        path: &[],
        query_literals: &[],
        bound: &response.bound,
        body: &response.body,
    };
    let decode = (!received.is_document() || received.has_defaults()).then(|| {
        let read = received.read(&ident("input"), &quote! { Self }, true);
        quote! {
            fn decode(
                from: &mut tinsmith::generated::RequestDecoder<'_, crate::Protocol>,
            ) -> Result<Self, tinsmith::generated::Rejection> {
                #read
            }
        }
    });
    let encode = (!sent.is_document()).then(|| {
        let write = sent.write(&ident("output"), Held::Owned);
        let nothing = sent.is_nothing();
        let (output, to) = if nothing {
            ("_", "_")
        } else {
            ("output", "to")
        };
        let (output, to) = (ident(output), ident(to));
        quote! {
            fn encode(
                #output: Self::Output,
                #to: &mut tinsmith::generated::ResponseEncoder<crate::Protocol>,
            ) -> Result<(), tinsmith::generated::EncodeError> {
                #write
            }
        }
    });
    let violated = violated(&operation.violated);
    quote! {
        impl tinsmith::generated::server::Operation for #input {
            type Protocol = crate::Protocol;
            #decode
            #encode
            fn violated(violations: tinsmith::Violations) -> Self::Error { #violated }
        }
    }
}

/// The error that violations of the input become.
fn violated(violated: &Violated) -> TokenStream {
    match violated {
        Violated::Framework => {
            quote! { tinsmith::generated::server::validation_exception(&violations).into() }
        }
        Violated::Modelled {
            error,
            message_required,
            message,
            field_list,
        } => {
            let error = types::path(error);
            let new = if *message_required {
                quote! { #error::new(violations.to_string()) }
            } else {
                quote! { #error::new() }
            };
            let message = message
                .as_ref()
                .filter(|_| !message_required)
                .map(|setter| {
                    let setter = ident(setter);
                    quote! { .#setter(violations.to_string()) }
                });
            let field_list = field_list.as_ref().map(|(setter, item)| {
                let (setter, item) = (ident(setter), types::path(item));
                // Both are required, and arguments come in the order of their names.
                quote! {
                    .#setter(violations.iter().map(|violation| {
                        #item::new(violation.message(), violation.path())
                    }))
                }
            });
            // An error without a message says nothing of what was violated.
            let unused = (!message_required && message.is_none() && field_list.is_none())
                .then(|| quote! { let _ = violations; });
            quote! { #unused #new #message #field_list.into() }
        }
    }
}
