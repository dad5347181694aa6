//! Errors: structures that a service answers with.
//!
//! In: a [`Structure`] with [`ErrorFacts`]. Out: its file.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::binding::{Binding, Held};
use super::member::Statics;
use super::{File, ident, rust_file, structure};
use crate::rust::{Body, Crate, ErrorFacts, Structure};

/// The file of an error.
pub(super) fn file(krate: &Crate, error: &Structure) -> File {
    let mut items = structure::items(
        error,
        &Statics::own(),
        TokenStream::new(),
        &structure::modelled(error),
    );
    items.extend(
        error
            .error
            .as_ref()
            .map(|facts| service_error(krate, error, facts)),
    );
    rust_file(
        format!("src/error/{}.rs", error.file),
        TokenStream::new(),
        items,
    )
}

fn service_error(krate: &Crate, error: &Structure, facts: &ErrorFacts) -> TokenStream {
    let (name, code) = (ident(&error.path.name), &facts.code);
    let status = Literal::u16_unsuffixed(facts.status);
    let message = facts.message.and_then(|index| error.fields.get(index));
    let message = message.map(|field| ident(&field.name));
    let bindings = bindings(krate, error, facts);
    let placeholder = structure::placeholder(error);
    let placeholder = placeholder.map(|placeholder| quote! { ; #placeholder });
    let is_plain = facts.type_name.is_none() && facts.query_error.is_none();
    if facts.retryable.is_none() && bindings.is_empty() && is_plain {
        let message = message.map(|name| quote! { , #name });
        return quote! { tinsmith::generated::service_error!(#name, #code, #status #message #placeholder); };
    }
    let type_name = facts.type_name.as_ref();
    let type_name = type_name.map(|name| quote! { const TYPE: &'static str = #name; });
    let query_error = facts.query_error.as_ref();
    let query_error = query_error.map(|error| {
        quote! { const QUERY_ERROR: Option<&'static str> = Some(#error); }
    });
    let retryable = facts.retryable.map(|throttling| {
        let retry = ident(if throttling { "Throttling" } else { "Transient" });
        quote! {
            const RETRYABLE: Option<tinsmith::generated::Retry> = Some(tinsmith::generated::Retry::#retry);
        }
    });
    let message = message.map(|name| {
        quote! {
            fn message(&self) -> Option<&str> {
                tinsmith::generated::MessageField::text(&self.#name)
            }
        }
    });
    quote! {
        impl tinsmith::generated::ServiceError for #name {
            const CODE: &'static str = #code;
            #type_name
            #query_error
            const STATUS: u16 = #status;
            #retryable
            #message
            #bindings
        }
        tinsmith::generated::service_error!(#name #placeholder);
    }
}

/// How members travel outside the body, where some do.
///
/// Paths are absolute here: what stands under a `cfg` must not lead to a `use` line that stands under none.
fn bindings(krate: &Crate, error: &Structure, facts: &ErrorFacts) -> TokenStream {
    let response = &facts.response;
    if response.bound.is_empty() && !matches!(response.body, Body::Payload { .. }) {
        return TokenStream::new();
    }
    let binding = Binding {
        structure: error,
        statics: Statics::own(),
        path: &[],
        query_literals: &[],
        bound: &response.bound,
        body: &response.body,
    };
    let write = binding.write(&ident("self"), Held::Borrowed);
    let read = binding.read(&ident("error"), &quote! { Self }, false);
    let encode = krate.server.as_ref().map(|_| {
        quote! {
            #[cfg(feature = "server")]
            fn encode_response<P: ::tinsmith::generated::Protocol>(
                &self,
                to: &mut ::tinsmith::generated::ResponseEncoder<P>,
            ) -> Result<(), ::tinsmith::generated::EncodeError> {
                #write
            }
        }
    });
    let decode = krate.client.as_ref().map(|_| {
        quote! {
            #[cfg(feature = "client")]
            fn decode_response<P: ::tinsmith::generated::Protocol>(
                from: &mut ::tinsmith::generated::ResponseDecoder<'_, P>,
            ) -> Result<Self, ::tinsmith::generated::DecodeError> {
                #read
            }
        }
    });
    quote! { #encode #decode }
}
