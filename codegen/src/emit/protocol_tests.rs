//! Protocol tests: one `#[test]` per case.
//!
//! In: a [`ProtocolTests`]. Out: the module `protocol_tests`, with a file for each side. What a test asserts is the
//! runtime's; here is only said about what.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::attributes::{code, doc, inner_docs};
use super::{File, ident, literal, rust_file, types};
use crate::rust::{
    Check, Comparison, Crate, Expected, Expression, Operation, ProtocolTest, ProtocolTests,
    WireMessage, WireRequest, WireResponse,
};

/// The module's files.
pub(super) fn files(krate: &Crate, tests: &ProtocolTests) -> Vec<File> {
    let mut files = vec![root(krate)];
    if krate.client.is_some() {
        let items = tests.client.iter().map(|case| test(krate, case)).collect();
        files.push(side("client", "What the client sends and takes.", items));
    }
    if let Some(server) = &krate.server {
        let mut items = vec![recorder(krate, &server.name)];
        items.extend(tests.server.iter().map(|case| test(krate, case)));
        files.push(side(
            "server",
            "What the server takes, sends and refuses.",
            items,
        ));
    }
    files
}

fn root(krate: &Crate) -> File {
    let client = krate
        .client
        .as_ref()
        .map(|_| quote! { #[cfg(feature = "client")] mod client; });
    let server = krate
        .server
        .as_ref()
        .map(|_| quote! { #[cfg(feature = "server")] mod server; });
    let docs =
        inner_docs(&["The protocol tests that the model carries, one test per case.".to_owned()]);
    rust_file(
        "src/protocol_tests.rs".to_owned(),
        docs,
        vec![quote! { #client #server }],
    )
}

fn side(name: &str, doc: &str, items: Vec<TokenStream>) -> File {
    let docs = inner_docs(&[doc.to_owned()]);
    rust_file(
        format!("src/protocol_tests/{name}.rs"),
        quote! { #docs #![allow(deprecated)] },
        items,
    )
}

/// What implements the service, and keeps what comes in.
fn recorder(krate: &Crate, service: &str) -> TokenStream {
    let service = ident(service);
    let methods = krate.operations.iter().map(|operation| {
        let method = ident(&operation.method);
        let input = types::path(&operation.input.path);
        let output = types::path(&operation.output.path);
        let error = types::path(&operation.error.path);
        quote! {
            async fn #method(
                &self,
                input: #input,
                _: crate::server::Context,
            ) -> Result<#output, #error> {
                self.0.keep(input)
            }
        }
    });
    let doc = doc("Keeps the input of whatever is called.");
    quote! {
        #doc
        struct Recorder(tinsmith::cases::Kept);
        impl crate::server::#service for Recorder {
            #(#methods)*
        }
    }
}

fn test(krate: &Crate, test: &ProtocolTest) -> TokenStream {
    let name = ident(&test.name);
    let doc = doc(&code(&test.id));
    let body = body(krate, &test.check);
    quote! {
        #doc
        #[test]
        fn #name() { #body }
    }
}

fn body(krate: &Crate, check: &Check) -> TokenStream {
    let input = |number: &usize| types::path(&krate.operations[*number].input.path);
    match check {
        Check::Sent {
            input,
            request: wire,
        } => {
            let (input, request) = (expression(input), request(wire));
            quote! {
                let input = #input;
                tinsmith::cases::send(input, &#request);
            }
        }
        Check::Taken {
            operation,
            request: wire,
            input: expected,
        } => {
            let (of, request) = (input(operation), request(wire));
            let compared = compared(expected);
            quote! {
                let actual: #of = tinsmith::cases::take::<crate::server::Operations<Recorder>, _>(
                    Recorder,
                    &#request,
                );
                #compared
            }
        }
        Check::Output {
            operation,
            response: wire,
            output,
        } => {
            let (of, response, compared) = (input(operation), response(wire), compared(output));
            quote! {
                let actual = tinsmith::cases::output::<#of>(&#response);
                #compared
            }
        }
        Check::Failure {
            operation,
            response: wire,
            variant: name,
            error,
        } => {
            let (of, response) = (input(operation), response(wire));
            let variant = variant(&krate.operations[*operation], name);
            let compared = compared(error);
            quote! {
                let crate_error = tinsmith::cases::failure::<#of>(&#response);
                let #variant(actual) = crate_error else {
                    panic!("another error: {crate_error:?}");
                };
                #compared
            }
        }
        Check::Answered {
            operation,
            output,
            response: wire,
        } => {
            let (of, output, response) = (input(operation), expression(output), response(wire));
            quote! {
                let output = #output;
                tinsmith::cases::answer::<#of>(Ok(output), &#response);
            }
        }
        Check::Failed {
            operation,
            variant: name,
            error,
            response: wire,
        } => {
            let (of, error, response) = (input(operation), expression(error), response(wire));
            let variant = variant(&krate.operations[*operation], name);
            quote! {
                let error = #error;
                tinsmith::cases::answer::<#of>(Err(#variant(error)), &#response);
            }
        }
        Check::Refused {
            request: wire,
            answer,
        } => {
            let (request, response) = (request(wire), response(answer));
            quote! {
                tinsmith::cases::refuse::<crate::server::Operations<Recorder>>(
                    Recorder,
                    &#request,
                    &#response,
                );
            }
        }
        Check::Impossible(reason) => quote! { panic!("the case cannot be tested: {}", #reason); },
    }
}

fn variant(operation: &Operation, name: &str) -> TokenStream {
    let (of, name) = (types::path(&operation.error.path), ident(name));
    quote! { #of::#name }
}

/// Statements that compare `actual`.
fn compared(expected: &Expected) -> TokenStream {
    let value = expression(&expected.value);
    if expected.fields.is_empty() {
        return quote! { tinsmith::cases::same(&actual, &#value); };
    }
    let fields = expected.fields.iter().map(|field| {
        let name = ident(&field.name);
        match field.by {
            Comparison::Bytes => {
                quote! { tinsmith::cases::same_stream(actual.#name, expected.#name); }
            }
            Comparison::WithNan => {
                quote! { tinsmith::cases::same_with_nan(&actual.#name, &expected.#name); }
            }
            Comparison::Equality => {
                quote! { tinsmith::cases::same(&actual.#name, &expected.#name); }
            }
        }
    });
    quote! {
        let expected = #value;
        #(#fields)*
    }
}

fn expression(value: &Expression) -> TokenStream {
    match value {
        Expression::Literal(value, ty) => literal::expression(value, ty),
        Expression::Stream(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote! { tinsmith::ByteStream::from(&#bytes[..]) }
        }
        Expression::List(items) => {
            let items = items.iter().map(expression);
            quote! { vec![#(#items),*] }
        }
        Expression::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| {
                let (key, value) = (expression(key), expression(value));
                quote! { (#key, #value) }
            });
            quote! { std::collections::HashMap::from([#(#pairs),*]) }
        }
        Expression::Some(value) => {
            let value = expression(value);
            quote! { Some(#value) }
        }
        Expression::None => quote! { None },
        Expression::Boxed(value) => {
            let value = expression(value);
            quote! { Box::new(#value) }
        }
        Expression::Structure { of, fields, rest } => {
            let of = types::path(of);
            let rest = rest.then(|| quote! { ..Default::default() });
            let fields = fields.iter().map(|(name, value)| {
                let (name, value) = (ident(name), expression(value));
                quote! { #name: #value, }
            });
            quote! { #of { #(#fields)* #rest } }
        }
        Expression::Variant { of, name, value } => {
            let (of, name) = (types::path(of), ident(name));
            match value {
                Some(value) => {
                    let value = expression(value);
                    quote! { #of::#name(#value) }
                }
                None => quote! { #of::#name },
            }
        }
        Expression::UnknownText { of, text } => {
            let of = types::path(of);
            quote! { #of::from(#text) }
        }
        Expression::UnknownNumber { of, number } => {
            let (of, number) = (types::path(of), literal::integer((*number).into()));
            quote! { <#of as tinsmith::generated::IntEnum>::from_i32(#number) }
        }
    }
}

fn request(wire: &WireRequest) -> TokenStream {
    let (method, uri) = (&wire.method, &wire.uri);
    let host = text("host", wire.host.as_ref());
    let resolved = text("resolved_host", wire.resolved_host.as_ref());
    let query = texts("query", &wire.query);
    let forbidden = texts("forbid_query", &wire.forbid_query);
    let required = texts("require_query", &wire.require_query);
    let message = message(&wire.message);
    quote! {
        tinsmith::cases::Request {
            method: #method,
            uri: #uri,
            #host #resolved #query #forbidden #required #message
            ..tinsmith::cases::Request::NONE
        }
    }
}

fn response(wire: &WireResponse) -> TokenStream {
    let code = Token::u16_unsuffixed(wire.code);
    let message = message(&wire.message);
    quote! {
        tinsmith::cases::Response {
            code: #code,
            #message
            ..tinsmith::cases::Response::NONE
        }
    }
}

/// The field `message`, unless there is nothing in it.
fn message(wire: &WireMessage) -> TokenStream {
    if *wire == WireMessage::default() {
        return TokenStream::new();
    }
    let headers = wire
        .headers
        .iter()
        .map(|(name, value)| quote! { (#name, #value) });
    let headers = (!wire.headers.is_empty()).then(|| quote! { headers: &[#(#headers),*], });
    let forbidden = texts("forbid_headers", &wire.forbid_headers);
    let required = texts("require_headers", &wire.require_headers);
    let body = text("body", wire.body.as_ref());
    let media_type = text("media_type", wire.media_type.as_ref());
    let regex = text("message_regex", wire.message_regex.as_ref());
    quote! {
        message: tinsmith::cases::Message {
            #headers #forbidden #required #body #media_type #regex
            ..tinsmith::cases::Message::NONE
        },
    }
}

fn text(field: &str, value: Option<&String>) -> Option<TokenStream> {
    let field = ident(field);
    value.map(|value| quote! { #field: Some(#value), })
}

fn texts(field: &str, values: &[String]) -> Option<TokenStream> {
    let field = ident(field);
    (!values.is_empty()).then(|| quote! { #field: &[#(#values),*], })
}
