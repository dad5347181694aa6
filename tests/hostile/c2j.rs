//! A small model in C2J with all that is published beside one, and settings, with a place for text wherever these have one.

use serde_json::{Map, Value, json};
use tinsmith_codegen::Source;

use crate::{Documents, Holds, Text};

pub(crate) const DOCUMENTS: Documents = Documents {
    name: "C2J",
    places: &[
        ("@full-name", Holds::Free),
        ("@abbreviation", Holds::Free),
        ("@service-id", Holds::Name),
        ("@api-version", Holds::Free),
        ("@endpoint-prefix", Holds::Free),
        ("@global-endpoint", Holds::Free),
        ("@signing-name", Holds::Free),
        ("@target-prefix", Holds::Restricted),
        ("@uid", Holds::Free),
        ("@docs", Holds::Free),
        ("@operation", Holds::Name),
        ("@operation-docs", Holds::Free),
        ("@operation-note", Holds::Free),
        ("@documentation-url", Holds::Free),
        ("@host-prefix", Holds::Meaning),
        ("@encoding", Holds::Free),
        ("@static-parameter", Holds::Name),
        ("@static-value", Holds::Free),
        ("@unknown-key", Holds::Free),
        ("@input", Holds::Name),
        ("@member", Holds::Name),
        ("@member-docs", Holds::Free),
        ("@location-name", Holds::Restricted),
        ("@pattern", Holds::Meaning),
        ("@value", Holds::Name),
        ("@enum", Holds::Name),
        ("@enum-docs", Holds::Free),
        ("@error", Holds::Name),
        ("@error-code", Holds::Restricted),
        ("@error-docs", Holds::Free),
        ("@note", Holds::Free),
        ("@input-token", Holds::Meaning),
        ("@output-token", Holds::Meaning),
        ("@result-key", Holds::Meaning),
        ("@limit-key", Holds::Meaning),
        ("@more", Holds::Meaning),
        ("@waiter", Holds::Name),
        ("@waiter-docs", Holds::Free),
        ("@argument", Holds::Meaning),
        ("@expected", Holds::Free),
        ("@expected-error", Holds::Restricted),
        ("@parameter", Holds::Meaning),
        ("@parameter-docs", Holds::Free),
        ("@parameter-default", Holds::Free),
        ("@built-in", Holds::Meaning),
        ("@rule-docs", Holds::Free),
        ("@rule-text", Holds::Meaning),
        ("@rule-url", Holds::Meaning),
        ("@rule-header", Holds::Meaning),
        ("@rule-header-value", Holds::Meaning),
        ("@rule-property", Holds::Meaning),
        ("@rule-property-value", Holds::Meaning),
        ("@rule-message", Holds::Meaning),
        ("@crate", Holds::Restricted),
        ("@rename", Holds::Name),
        ("@header", Holds::Meaning),
        ("@header-value", Holds::Restricted),
        ("@unchecked", Holds::Restricted),
        ("@violation", Holds::Restricted),
        ("@kept", Holds::Restricted),
    ],
    make,
};

/// An object whose keys are not known here.
fn object<const N: usize>(entries: [(String, Value); N]) -> Value {
    Value::Object(Map::from_iter(entries))
}

fn make(text: &Text<'_>) -> (Vec<Source>, String) {
    let documents = [
        ("service-2.json", model(text)),
        ("paginators-1.json", pages(text)),
        ("waiters-2.json", waiters(text)),
        ("endpoint-rule-set-1.json", rules(text)),
    ];
    let sources = documents.map(|(name, document)| Source::new(name, document.to_string()));
    (sources.into(), settings(text))
}

fn model(text: &Text<'_>) -> Value {
    json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": text("@api-version"), "endpointPrefix": text("@endpoint-prefix"), "jsonVersion": "1.1",
            "globalEndpoint": text("@global-endpoint"), "protocol": "json", "protocols": ["json"],
            "serviceAbbreviation": text("@abbreviation"), "serviceFullName": text("@full-name"),
            "serviceId": text("@service-id"), "signatureVersion": "v4", "signingName": text("@signing-name"),
            "targetPrefix": text("@target-prefix"), "uid": text("@uid"), "later": text("@unknown-key"),
        },
        "operations": object([(text("@operation"), json!({
            "name": text("@operation"),
            "http": { "method": "POST", "requestUri": "/" },
            "input": { "shape": text("@input") },
            "output": { "shape": "Answer" },
            "errors": [{ "shape": text("@error") }],
            "documentation": text("@operation-docs"),
            "documentationUrl": text("@documentation-url"),
            "deprecated": true, "deprecatedMessage": text("@operation-note"), "deprecatedSince": text("@operation-note"),
            "endpoint": { "hostPrefix": format!("{}.", text("@host-prefix")) },
            "requestcompression": { "encodings": ["gzip", text("@encoding")] },
            "staticContextParams": object([(text("@static-parameter"), json!({ "value": text("@static-value") }))]),
        }))]),
        "shapes": object([
            (text("@input"), json!({
                "type": "structure",
                "members": object([
                    (text("@member"), json!({
                        "shape": "Word", "documentation": text("@member-docs"), "locationName": text("@location-name") })),
                    ("choice".to_owned(), json!({ "shape": text("@enum") })),
                    ("next".to_owned(), json!({ "shape": "Plain" })),
                    ("odd".to_owned(), json!({ "shape": "Odd" })),
                    ("most".to_owned(), json!({ "shape": "Number" })),
                ]),
                "deprecated": true, "deprecatedMessage": text("@note"), "deprecatedSince": text("@note"),
            })),
            ("Answer".to_owned(), json!({
                "type": "structure",
                "members": {
                    "items": { "shape": "Items" }, "next": { "shape": "Plain" }, "isMore": { "shape": "Flag" },
                    "state": { "shape": "Plain" },
                } })),
            ("Items".to_owned(), json!({ "type": "list", "member": { "shape": "Plain" } })),
            ("Plain".to_owned(), json!({ "type": "string" })),
            ("Odd".to_owned(), json!({ "type": "string", "pattern": r"^(.)\1$" })),
            ("Number".to_owned(), json!({ "type": "integer" })),
            ("Flag".to_owned(), json!({ "type": "boolean" })),
            ("Word".to_owned(), json!({ "type": "string", "pattern": text("@pattern") })),
            (text("@enum"), json!({
                "type": "string", "enum": ["first", text("@value")], "documentation": text("@enum-docs") })),
            (text("@error"), json!({
                "type": "structure", "members": { "message": { "shape": "Plain" } }, "exception": true,
                "error": { "code": text("@error-code"), "httpStatusCode": 400, "senderFault": true },
                "documentation": text("@error-docs") })),
        ]),
        "documentation": text("@docs"),
    })
}

fn pages(text: &Text<'_>) -> Value {
    json!({ "pagination": object([(text("@operation"), json!({
        "input_token": text("@input-token"), "output_token": text("@output-token"), "result_key": text("@result-key"),
        "limit_key": text("@limit-key"), "more_results": text("@more") }))]) })
}

fn waiters(text: &Text<'_>) -> Value {
    json!({ "version": 2, "waiters": object([(text("@waiter"), json!({
        "operation": text("@operation"), "description": text("@waiter-docs"), "delay": 5, "maxAttempts": 40,
        "acceptors": [
            { "matcher": "path", "state": "success", "argument": text("@argument"), "expected": text("@expected") },
            { "matcher": "error", "state": "retry", "expected": text("@expected-error") },
        ] }))]) })
}

fn rules(text: &Text<'_>) -> Value {
    json!({
        "version": "1.0",
        "parameters": object([
            ("Region".to_owned(), json!({
                "type": "string", "builtIn": text("@built-in"), "documentation": text("@parameter-docs") })),
            (text("@parameter"), json!({
                "type": "string", "required": true, "default": text("@parameter-default"),
                "documentation": text("@parameter-docs") })),
        ]),
        "rules": [
            { "type": "endpoint", "documentation": text("@rule-docs"), "conditions": [
                { "fn": "isSet", "argv": [{ "ref": "Region" }] },
                { "fn": "stringEquals", "argv": [{ "ref": "Region" }, text("@rule-text")] }],
              "endpoint": {
                "url": text("@rule-url"),
                "headers": object([(text("@rule-header"), json!([text("@rule-header-value")]))]),
                "properties": object([(text("@rule-property"), json!(text("@rule-property-value")))]) } },
            { "type": "error", "conditions": [], "error": text("@rule-message") },
        ],
    })
}

/// A basic string of TOML: JSON escapes the same way all that has to be.
fn settings(text: &Text<'_>) -> String {
    let quoted = |place| Value::String(text(place)).to_string();
    format!(
        "crate = {}\noperations = [{}]\nunchecked_patterns = [{}]\n[validation_error]\ndefault = {}\n[rename]\n{} = {}\n\
         [headers]\n{} = {}\n",
        quoted("@crate"),
        quoted("@kept"),
        quoted("@unchecked"),
        quoted("@violation"),
        quoted("@enum"),
        quoted("@rename"),
        quoted("@header"),
        quoted("@header-value"),
    )
}

/// What stands in a place that is left in peace.
pub(crate) fn benign(place: &str) -> Option<&'static str> {
    Some(match place {
        "@pattern" => "^[a-z]+$",
        "@input-token" | "@output-token" => "next",
        "@result-key" => "items",
        "@limit-key" => "most",
        "@more" => "isMore",
        "@argument" => "state",
        "@built-in" => "AWS::Region",
        "@rule-url" => "https://example.com",
        "@kept" => "operation",
        "@unchecked" => "Odd",
        "@crate" => "evil",
        "@static-parameter" => "parameter",
        "@violation" => "error",
        _ => return None,
    })
}
