//! A small model in Smithy's JSON, with a place for text wherever a model has one.

use serde_json::{Value, json};
use tinsmith_codegen::Source;

use crate::{Documents, Holds, Text};

pub(crate) const DOCUMENTS: Documents = Documents {
    name: "Smithy",
    places: &[
        ("@service", Holds::Name),
        ("@version", Holds::Free),
        ("@title", Holds::Free),
        ("@sdk", Holds::Name),
        ("@prefix-of-endpoints", Holds::Free),
        ("@docs", Holds::Free),
        ("@key-name", Holds::Meaning),
        ("@key-scheme", Holds::Restricted),
        ("@unknown-trait", Holds::Restricted),
        ("@tag", Holds::Free),
        ("@link", Holds::Free),
        ("@operation", Holds::Name),
        ("@operation-docs", Holds::Free),
        ("@uri", Holds::Meaning),
        ("@query-key", Holds::Meaning),
        ("@query-value", Holds::Meaning),
        ("@method", Holds::Restricted),
        ("@query", Holds::Restricted),
        ("@header", Holds::Restricted),
        ("@prefix", Holds::Restricted),
        ("@member", Holds::Name),
        ("@member-docs", Holds::Free),
        ("@shape", Holds::Name),
        ("@shape-docs", Holds::Free),
        ("@pattern", Holds::Meaning),
        ("@value", Holds::Name),
        ("@value-name", Holds::Name),
        ("@value-docs", Holds::Free),
        ("@error", Holds::Name),
        ("@error-docs", Holds::Free),
        ("@code", Holds::Restricted),
        ("@media", Holds::Restricted),
        ("@default", Holds::Free),
        ("@json", Holds::Free),
        ("@note", Holds::Free),
        ("@union", Holds::Name),
        ("@empty-label", Holds::Restricted),
        ("@usual-header", Holds::Restricted),
        ("@usual-value", Holds::Restricted),
    ],
    make,
};

fn make(text: &Text<'_>) -> (Vec<Source>, String) {
    let quoted = |place| Value::String(text(place)).to_string();
    let settings = format!(
        "[empty_labels]\nid = {}\n[headers]\n{} = {}\n",
        quoted("@empty-label"),
        quoted("@usual-header"),
        quoted("@usual-value"),
    );
    (vec![Source::new("model.json", model(text))], settings)
}

/// The model with these texts in its places.
fn model(text: &Text<'_>) -> String {
    let name = |place: &str| format!("evil.model#{}", text(place));
    let mut shapes = serde_json::Map::new();
    let mut add = |id: String, shape: Value| shapes.insert(id, shape);
    add(
        name("@service"),
        json!({ "type": "service", "version": text("@version"), "operations": [{ "target": name("@operation") }], "traits": {
            "aws.protocols#restJson1": {}, "smithy.api#title": text("@title"),
            "aws.api#service": { "sdkId": text("@sdk"), "endpointPrefix": text("@prefix-of-endpoints") },
            "smithy.api#httpApiKeyAuth": { "name": text("@key-name"), "in": "header", "scheme": text("@key-scheme") },
            "smithy.api#tags": [text("@tag")], "smithy.api#externalDocumentation": { text("@link"): text("@link") },
            format!("evil.model#{}", text("@unknown-trait")): text("@unknown-trait"),
            "smithy.api#documentation": text("@docs") } }),
    );
    let uri = format!(
        "/things/{}/{{id}}?{}={}",
        text("@uri"),
        text("@query-key"),
        text("@query-value")
    );
    add(
        name("@operation"),
        json!({ "type": "operation", "input": { "target": "evil.model#In" }, "output": { "target": "evil.model#Out" },
            "errors": [{ "target": name("@error") }],
            "traits": { "smithy.api#http": { "method": text("@method"), "uri": uri, "code": 200 },
                "smithy.api#documentation": text("@operation-docs") } }),
    );
    add(
        "evil.model#In".to_owned(),
        json!({ "type": "structure", "members": {
            "id": { "target": "smithy.api#String", "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} } },
            "q": { "target": "smithy.api#String", "traits": { "smithy.api#httpQuery": text("@query") } },
            "h": { "target": "smithy.api#String", "traits": { "smithy.api#httpHeader": text("@header") } },
            "p": { "target": "evil.model#Map", "traits": { "smithy.api#httpPrefixHeaders": text("@prefix") } },
            text("@member"): { "target": name("@shape"), "traits": {
                "smithy.api#documentation": text("@member-docs"), "smithy.api#jsonName": text("@json") } } } }),
    );
    add(
        "evil.model#Out".to_owned(),
        json!({ "type": "structure", "members": {
            "body": { "target": "evil.model#Typed", "traits": { "smithy.api#httpPayload": {} } } } }),
    );
    add(
        "evil.model#Typed".to_owned(),
        json!({ "type": "blob", "traits": { "smithy.api#mediaType": text("@media") } }),
    );
    add(
        "evil.model#Map".to_owned(),
        json!({ "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "smithy.api#String" } }),
    );
    add(
        name("@shape"),
        json!({ "type": "structure", "members": {
            "patterned": { "target": "evil.model#Patterned" }, "choice": { "target": "evil.model#Choice" },
            "either": { "target": "evil.model#Either" },
            "old": { "target": "smithy.api#String", "traits": {
                "smithy.api#deprecated": { "message": text("@note"), "since": text("@note") } } },
            "text": { "target": "smithy.api#String", "traits": { "smithy.api#default": text("@default") } } },
            "traits": { "smithy.api#documentation": text("@shape-docs") } }),
    );
    add(
        "evil.model#Patterned".to_owned(),
        json!({ "type": "string", "traits": { "smithy.api#pattern": text("@pattern") } }),
    );
    add(
        "evil.model#Choice".to_owned(),
        json!({ "type": "enum", "members": { "FIRST": { "target": "smithy.api#Unit" },
            text("@value-name"): { "target": "smithy.api#Unit", "traits": {
                "smithy.api#enumValue": text("@value"), "smithy.api#documentation": text("@value-docs") } } } }),
    );
    add(
        "evil.model#Either".to_owned(),
        json!({ "type": "union", "members": { "one": { "target": "smithy.api#String" },
            text("@union"): { "target": "smithy.api#String" } } }),
    );
    add(
        name("@error"),
        json!({ "type": "structure", "members": { "message": { "target": "smithy.api#String" } }, "traits": {
            "smithy.api#error": "client", "smithy.api#httpError": 400,
            "aws.protocols#awsQueryError": { "code": text("@code"), "httpResponseCode": 400 },
            "smithy.api#documentation": text("@error-docs") } }),
    );
    json!({ "smithy": "2.0", "shapes": shapes }).to_string()
}
