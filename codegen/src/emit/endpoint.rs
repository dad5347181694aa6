//! The module `client::endpoint`: a service's endpoint rules as one function.
//!
//! In: [`EndpointRules`]. Out: the file of the module. What is computed, and in which order, was decided before.

mod expression;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use expression::expression;

use super::attributes::{code, docs, inner_docs};
use super::literal::integer;
use super::{File, ident, rust_file};

use crate::rust::{
    EndpointAnswer, EndpointAuthScheme, EndpointCondition, EndpointExpression, EndpointOutcome,
    EndpointParameter, EndpointProperty, EndpointRules, EndpointStep, Endpoints, ParameterKind,
    ParameterValue,
};

/// The file of the module.
pub(super) fn file(rules: &EndpointRules) -> File {
    let doc = "Where requests go: the endpoint rules of the model.".to_owned();
    rust_file(
        "src/client/endpoint.rs".to_owned(),
        inner_docs(&[doc]),
        vec![resolve(rules)],
    )
}

fn resolve(rules: &EndpointRules) -> TokenStream {
    let mut lines = vec![
        "The endpoint for these parameters:".to_owned(),
        String::new(),
    ];
    lines.extend(rules.parameters.iter().map(described));
    if rules.parameters.is_empty() {
        lines = vec!["The endpoint, which no parameter changes.".to_owned()];
    }
    let docs = docs(&lines, String::new);
    let variables = rules.parameters.iter().map(parameter);
    let steps = rules.steps.iter().map(step);
    let outcome = outcome(&rules.outcome);
    let body = quote! { #(#variables)* #(#steps)* #outcome };
    let parameters = match mentions(&body, "parameters") {
        true => quote! { parameters },
        false => quote! { _ },
    };
    quote! {
        #docs
        pub(super) fn resolve(
            #parameters: &tinsmith::generated::endpoint::EndpointParameters<'_>,
        ) -> Result<
            tinsmith::generated::endpoint::ResolvedEndpoint,
            tinsmith::generated::endpoint::EndpointRuleError,
        > {
            #body
        }
    }
}

/// Whether a name stands somewhere in the tokens.
fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// A line of the docs.
fn described(parameter: &EndpointParameter) -> String {
    let name = code(&parameter.modelled);
    let built_in = parameter
        .built_in
        .as_ref()
        .map(|built_in| format!(", or else {}", code(built_in)));
    let default = match &parameter.default {
        Some(ParameterValue::Boolean(value)) => format!(", or else `{value}`"),
        Some(ParameterValue::String(text)) => format!(", or else {}", code(&format!("{text:?}"))),
        Some(ParameterValue::Strings(texts)) => {
            format!(", or else {}", code(&format!("{texts:?}")))
        }
        None if parameter.required => ", which has to be set".to_owned(),
        None => String::new(),
    };
    format!("* {name}{}{default}", built_in.unwrap_or_default())
}

/// Whether it has to be set, and there is nothing in its place.
fn is_needed(parameter: &EndpointParameter) -> bool {
    parameter.required && parameter.default.is_none()
}

/// A parameter's value; of one that nobody reads, whether it is set, if it has to be.
fn parameter(parameter: &EndpointParameter) -> TokenStream {
    let get = ident(match parameter.kind {
        ParameterKind::String => "string",
        ParameterKind::Boolean => "boolean",
        ParameterKind::Strings => "strings",
    });
    let name = &parameter.modelled;
    let built_in = parameter.built_in.as_ref().map(|built_in| {
        quote! { .or(parameters.#get(#built_in)) }
    });
    let value = quote! { parameters.#get(#name) #built_in };
    let value = match &parameter.default {
        Some(ParameterValue::Boolean(default)) => quote! { #value.unwrap_or(#default) },
        Some(ParameterValue::String(default)) => quote! { #value.unwrap_or(#default) },
        Some(ParameterValue::Strings(texts)) => {
            let texts = texts.iter();
            let texts = texts.map(|text| quote! { std::borrow::Cow::Borrowed(#text) });
            quote! {
                #value.unwrap_or({
                    static DEFAULT: &[std::borrow::Cow<'static, str>] = &[#(#texts),*];
                    DEFAULT
                })
            }
        }
        None if is_needed(parameter) => quote! {
            #value.ok_or_else(|| tinsmith::generated::endpoint::EndpointRuleError::missing(#name))?
        },
        None => value,
    };
    match &parameter.variable {
        Some(variable) => {
            let variable = ident(variable);
            quote! { let #variable = #value; }
        }
        None if is_needed(parameter) => quote! { #value; },
        None => TokenStream::new(),
    }
}

fn step(step: &EndpointStep) -> TokenStream {
    match step {
        EndpointStep::Let(name, value) => {
            let (name, value) = (ident(name), expression(value));
            quote! { let #name = #value; }
        }
        EndpointStep::If(conditions, steps) => {
            let conditions = conditions.iter().map(condition);
            let steps = steps.iter().map(self::step);
            quote! { if #(#conditions)&&* { #(#steps)* } }
        }
        EndpointStep::Return(outcome) => {
            let outcome = self::outcome(outcome);
            quote! { return #outcome; }
        }
    }
}

fn condition(condition: &EndpointCondition) -> TokenStream {
    match condition {
        EndpointCondition::Is(value) => expression(value),
        EndpointCondition::Some(name, value) => {
            let (name, value) = (ident(name), expression(value));
            quote! { let Some(#name) = #value }
        }
    }
}

fn outcome(outcome: &EndpointOutcome) -> TokenStream {
    match outcome {
        EndpointOutcome::Endpoint(endpoint) => answer(endpoint),
        EndpointOutcome::Error(message) => {
            let message = match message {
                // What is not a literal has to live as long as the error.
                message @ (EndpointExpression::Text(_) | EndpointExpression::Format(_)) => {
                    expression(message)
                }
                message => {
                    let message = expression(message);
                    quote! { String::from(#message) }
                }
            };
            quote! { Err(tinsmith::generated::endpoint::EndpointRuleError::new(#message)) }
        }
        EndpointOutcome::Exhausted => {
            quote! { Err(tinsmith::generated::endpoint::EndpointRuleError::exhausted()) }
        }
    }
}

fn answer(answer: &EndpointAnswer) -> TokenStream {
    let url = expression(&answer.url);
    let endpoint = quote! { tinsmith::generated::endpoint::ResolvedEndpoint::new(#url) };
    let headers = answer.headers.iter().map(|(name, value)| {
        let value = expression(value);
        quote! { .header(#name, #value)? }
    });
    let schemes = answer.auth_schemes.iter().map(|scheme| {
        let scheme = auth_scheme(scheme);
        quote! { .auth_scheme(#scheme) }
    });
    let properties = answer.properties.iter().map(|(name, value)| {
        let value = property(value);
        quote! { .property(#name, #value) }
    });
    let more: TokenStream = headers.chain(schemes).chain(properties).collect();
    if more.is_empty() {
        endpoint
    } else {
        quote! { Ok(#endpoint? #more) }
    }
}

fn auth_scheme(scheme: &EndpointAuthScheme) -> TokenStream {
    let name = expression(&scheme.name);
    let signing_name = scheme.signing_name.as_ref().map(|name| {
        let name = expression(name);
        quote! { .signing_name(#name) }
    });
    let signing_region = scheme.signing_region.as_ref().map(|region| {
        let region = expression(region);
        quote! { .signing_region(#region) }
    });
    let regions = scheme.signing_region_set.iter().map(|region| {
        let region = expression(region);
        quote! { .in_signing_region(#region) }
    });
    let encoding = scheme
        .disable_double_encoding
        .then(|| quote! { .without_double_encoding() });
    let path = scheme
        .disable_normalize_path
        .then(|| quote! { .without_normalized_path() });
    quote! {
        tinsmith::generated::endpoint::EndpointAuthScheme::new(#name)
            #signing_name #signing_region #(#regions)* #encoding #path
    }
}

fn property(property: &EndpointProperty) -> TokenStream {
    match property {
        EndpointProperty::Text(text) => {
            let text = expression(text);
            quote! { tinsmith::Document::from(#text) }
        }
        EndpointProperty::Boolean(value) => quote! { tinsmith::Document::Boolean(#value) },
        EndpointProperty::Integer(value) => {
            let value = integer((*value).into());
            quote! { tinsmith::Document::Integer(#value) }
        }
        EndpointProperty::List(items) => {
            let items = items.iter().map(self::property);
            quote! { tinsmith::Document::Array(vec![#(#items),*]) }
        }
        EndpointProperty::Map(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = self::property(value);
                quote! { (#name.to_owned(), #value) }
            });
            quote! { tinsmith::Document::Object(vec![#(#members),*]) }
        }
    }
}

/// What the service's description says of its endpoints.
pub(super) fn of_service(endpoints: &Endpoints) -> TokenStream {
    match endpoints {
        Endpoints::Explicit => TokenStream::new(),
        Endpoints::Metadata { prefix, global } => {
            let global = match global {
                Some(host) => quote! { Some(#host) },
                None => quote! { None },
            };
            quote! { .endpoint_metadata(#prefix, #global) }
        }
        Endpoints::Rules { rules, per_call } => {
            let own = rules.settable().map(|parameter| &parameter.modelled);
            let per_call = per_call.then(|| quote! { .endpoint_per_call() });
            quote! { .endpoint_rules(endpoint::resolve, &[#(#own),*]) #per_call }
        }
    }
}
