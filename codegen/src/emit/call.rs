//! The client's side of an operation: the fluent call, and how the input goes out and the output comes in.
//!
//! In: an [`Operation`]. Out: its file in the module `client`.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{beginning, code, deprecated, doc, docs, inner_docs};
use super::binding::{Binding, Held};
use super::jmespath::expression;
use super::member::Statics;
use super::{File, ident, pages, rust_file, types};
use crate::rust::{ArgumentValue, Field, Operation, ParameterValue};

/// The file of a call.
pub(super) fn file(operation: &Operation) -> File {
    let doc = format!(
        "The call of {}, and how it goes over HTTP.",
        code(&operation.modelled)
    );
    rust_file(
        format!("src/client/{}.rs", operation.file),
        inner_docs(&[doc]),
        vec![
            call(operation),
            methods(operation),
            binding(operation),
            pages::implementations(operation),
        ],
    )
}

fn call(operation: &Operation) -> TokenStream {
    let (fluent, input) = (ident(&operation.fluent), types::path(&operation.input.path));
    let method = operation.method.trim_start_matches("r#");
    let doc = doc(&format!(
        "A call of {} in the making; see [`Client::{method}`].",
        code(&operation.modelled)
    ));
    let deprecated = deprecated(operation.deprecated.as_ref());
    let clone = operation
        .input
        .cloneable
        .then(|| quote! { #[derive(Clone)] });
    quote! {
        #doc
        #deprecated
        #clone
        #[must_use = "a call does nothing until it is sent"]
        pub struct #fluent(tinsmith::generated::client::Draft<#input>);
    }
}

fn methods(operation: &Operation) -> TokenStream {
    let fluent = ident(&operation.fluent);
    let (input, output) = (
        types::path(&operation.input.path),
        types::path(&operation.output.path),
    );
    let error = types::path(&operation.error.path);
    let required = operation
        .input
        .fields
        .iter()
        .filter(|field| is_checked(field));
    let required = required.map(|field| field.name.trim_start_matches("r#"));
    let setters = operation.input.fields.iter().map(setter);
    let build_doc = doc("The input alone. An error names the required members that are not set.");
    let send_doc = doc("Sends the call.");
    let pages = pages::methods(operation);
    quote! {
        impl #fluent {
            pub(super) fn new(client: &crate::client::Client) -> Self {
                Self(tinsmith::generated::client::Draft::new(&client.core, &[#(#required),*]))
            }
            #(#setters)*
            #build_doc
            pub fn build(self) -> Result<#input, tinsmith::MissingMembers> {
                self.0.build()
            }
            #send_doc
            pub async fn send(self) -> Result<#output, tinsmith::client::Error<#error>> {
                self.0.send().await
            }
            #pages
        }
    }
}

fn setter(field: &Field) -> TokenStream {
    let (setter, name) = (ident(&field.setter), ident(&field.name));
    let docs = docs(&beginning(&field.docs), || {
        format!("Sets {}.", code(field.name.trim_start_matches("r#")))
    });
    let deprecated = deprecated(field.deprecated.as_ref());
    let parameter = types::parameter(&field.ty);
    let value = types::converted(&field.ty, quote! { value });
    let value = if field.optional {
        quote! { Some(#value) }
    } else {
        value
    };
    let text = field.name.trim_start_matches("r#");
    let given = is_checked(field).then(|| quote! { self.0.given(#text); });
    quote! {
        #docs
        #deprecated
        pub fn #setter(mut self, value: #parameter) -> Self {
            self.0.input.#name = #value;
            #given
            self
        }
    }
}

/// Whether a call cannot be sent without the field. The runtime makes a token where there is none.
fn is_checked(field: &Field) -> bool {
    field.is_required() && !field.idempotency_token
}

/// How the operation goes over HTTP, from the client's side.
fn binding(operation: &Operation) -> TokenStream {
    let input = types::path(&operation.input.path);
    let request = &operation.request;
    let sent = Binding {
        structure: &operation.input,
        statics: Statics::input().seen_from_outside(&operation.file),
        path: &request.path,
        query_literals: &request.query_literals,
        bound: &request.bound,
        body: &request.body,
    };
    let response = &operation.response;
    let received = Binding {
        structure: &operation.output,
        statics: Statics::output().seen_from_outside(&operation.file),
        path: &[],
        query_literals: &[],
        bound: &response.bound,
        body: &response.body,
    };
    let token = operation
        .input
        .fields
        .iter()
        .find(|field| field.idempotency_token);
    let token = token.map(|field| {
        let name = ident(&field.name);
        quote! { to.idempotency_token(&mut self.#name)?; }
    });
    let host = operation
        .host_prefix
        .iter()
        .map(|part| sent.write_host_part(part, &ident("self")));
    let deviations = deviations(operation, &sent);
    let is_changed = token.is_some() || !operation.deviations.empty_labels.is_empty();
    let mutable = is_changed.then(|| quote! { mut });
    let encode = sent.write(&ident("self"), Held::Owned);
    let decode = (!received.is_document()).then(|| {
        let read = received.read(&ident("output"), &quote! { Self::Output }, false);
        quote! {
            fn decode(
                from: &mut tinsmith::generated::ResponseDecoder<'_, crate::Protocol>,
            ) -> Result<Self::Output, tinsmith::generated::DecodeError> {
                #read
            }
        }
    });
    let parameters = endpoint_parameters(operation);
    quote! {
        impl tinsmith::generated::client::Operation for #input {
            type Protocol = crate::Protocol;
            #parameters
            fn encode(
                #mutable self,
                to: &mut tinsmith::generated::RequestEncoder<crate::Protocol>,
            ) -> Result<(), tinsmith::generated::EncodeError> {
                #deviations
                #token
                #(#host)*
                #encode
            }
            #decode
        }
    }
}

/// The parameters of the endpoint rules that the operation brings along.
fn endpoint_parameters(operation: &Operation) -> Option<TokenStream> {
    let arguments = &operation.endpoint_arguments;
    let puts = arguments.iter().map(|argument| {
        let name = &argument.parameter;
        match &argument.value {
            ArgumentValue::Fixed(ParameterValue::String(text)) => quote! { to.put(#name, #text); },
            ArgumentValue::Fixed(ParameterValue::Boolean(value)) => {
                quote! { to.put(#name, #value); }
            }
            ArgumentValue::Fixed(ParameterValue::Strings(texts)) => {
                quote! { to.put(#name, vec![#(#texts),*]); }
            }
            ArgumentValue::Field { field, required } => {
                let put = ident(if *required {
                    "put_required"
                } else {
                    "put_member"
                });
                let field = operation.input.fields.get(*field).map(|it| ident(&it.name));
                quote! { to.#put(#name, &self.#field); }
            }
            ArgumentValue::Text(path) => {
                let path = expression(path);
                quote! { to.put_text(#name, #path.select_texts(self)); }
            }
            ArgumentValue::Texts(path) => {
                let path = expression(path);
                quote! { to.put_texts(#name, #path.select_texts(self)); }
            }
        }
    });
    (!arguments.is_empty()).then(|| {
        quote! {
            fn endpoint_parameters<'a>(
                &'a self,
                to: &mut tinsmith::generated::endpoint::EndpointParameters<'a>,
            ) {
                #(#puts)*
            }
        }
    })
}

/// The statements by which a request deviates from its protocol.
fn deviations(operation: &Operation, sent: &Binding<'_>) -> TokenStream {
    let deviations = &operation.deviations;
    let value = ident("self");
    let endpoint = deviations.endpoint.map(|field| {
        let (member, name) = sent.field(field);
        quote! { to.endpoint(#member, &#value.#name)?; }
    });
    let labels = deviations.empty_labels.iter().map(|(field, text)| {
        let (_, name) = sent.field(*field);
        quote! { to.replace_empty(&mut #value.#name, #text); }
    });
    let headers = deviations
        .headers
        .iter()
        .map(|(name, text)| quote! { to.fixed_header(#name, #text)?; });
    quote! { #endpoint #(#labels)* #(#headers)* }
}
