//! Judges endpoint rules that were compiled to Rust by the tests that were published with them.
//!
//! In: the name of a file that names botocore's `partitions.json`, says how many tests there are, and which service's were
//! written when the partitions aws-iso and aws-iso-b had no dual stack (botocore's own tests want them to have it); for each service of
//! the module `services`, a file of endpoint tests in `tests`. Out: each test that failed, and counts; an exit code.
//! `cargo xtask endpoints` copies this file into a crate that has these.

#![deny(warnings)]

mod services;

use std::process::ExitCode;
use std::{env, fs};

use serde_json::{Map, Value, json};
use tinsmith::Document;
use tinsmith::client::{Endpoint, EndpointAuthScheme, ResolvedEndpoint};
use tinsmith::generated::endpoint::{EndpointParameters, Partition, ResolveEndpoint, partition};

fn main() -> ExitCode {
    let tests = read(&env::args().nth(1).unwrap());
    let mut failures = partitions(&read(tests["partitions"].as_str().unwrap()));
    let mut judged = 0;
    for (name, resolve) in services::ALL {
        let is_old = tests["before_dual_stack_in_iso"].as_str() == Some(name);
        let cases = read(&format!("tests/{name}.json"));
        for (number, case) in cases["testCases"].as_array().unwrap().iter().enumerate() {
            judged += 1;
            if let Err(what) = judge(case, *resolve, is_old) {
                let told = &case["documentation"];
                failures.push(format!("{name}, test {number}, {told}: {what}"));
            }
        }
    }
    for failure in &failures {
        println!("FAILED: {failure}");
    }
    let (services, failed) = (services::ALL.len(), failures.len());
    println!("{judged} endpoint tests of {services} services, {failed} failures");
    if failures.is_empty() && tests["cases"] == judged {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn read(file: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// Holds the runtime's table against the published one.
fn partitions(published: &Value) -> Vec<String> {
    let mut failures = Vec::new();
    for published in published["partitions"].as_array().unwrap() {
        for region in published["regions"].as_object().unwrap().keys() {
            let found = partition(region);
            let found = json!({
                "name": found.name,
                "dnsSuffix": found.dns_suffix,
                "dualStackDnsSuffix": found.dual_stack_dns_suffix,
                "supportsFIPS": found.supports_fips,
                "supportsDualStack": found.supports_dual_stack,
                "implicitGlobalRegion": found.implicit_global_region,
            });
            if found != published["outputs"] {
                failures.push(format!("the region {region} is in {found}"));
            }
        }
    }
    failures
}

/// What was published of partitions when two of them had no dual stack.
fn old_partition(region: &str) -> &'static Partition {
    let known = partition(region);
    let supports_dual_stack = !matches!(known.name, "aws-iso" | "aws-iso-b");
    Box::leak(Box::new(Partition { supports_dual_stack, ..known.clone() }))
}

fn judge(case: &Value, resolve: ResolveEndpoint, is_old: bool) -> Result<(), String> {
    let none = Map::new();
    let mut parameters = EndpointParameters::new();
    if is_old {
        parameters = parameters.with_partitions(old_partition);
    }
    for (name, value) in case["params"].as_object().unwrap_or(&none) {
        match value {
            Value::String(text) => parameters.put(name, text.as_str()),
            Value::Bool(value) => parameters.put(name, *value),
            Value::Array(items) => {
                let texts: Vec<&str> = items.iter().map(|item| item.as_str().unwrap()).collect();
                parameters.put(name, texts);
            }
            value => return Err(format!("the parameter {name} is {value}")),
        }
    }
    let expected = &case["expect"];
    match (resolve(&parameters), &expected["endpoint"], &expected["error"]) {
        (Ok(found), Value::Object(expected), Value::Null) => compare(&found, expected),
        (Err(found), Value::Null, Value::String(expected)) if found.message() == expected => Ok(()),
        (Ok(found), ..) => Err(format!("expected {expected}, found {found:?}")),
        (Err(found), ..) => Err(format!("expected {expected}, found the error {found}")),
    }
}

fn compare(found: &ResolvedEndpoint, expected: &Map<String, Value>) -> Result<(), String> {
    let url: Endpoint = expected["url"].as_str().unwrap().parse().map_err(|error| format!("{error}"))?;
    if *found.endpoint() != url {
        return Err(format!("expected {url}, found {}", found.endpoint()));
    }
    let headers = headers(found);
    let expected_headers = expected.get("headers").cloned().unwrap_or(json!({}));
    if headers != expected_headers {
        return Err(format!("expected {expected_headers}, found {headers}"));
    }
    let properties = properties(found);
    let expected = expected.get("properties").cloned().unwrap_or(json!({}));
    if properties != expected {
        return Err(format!("expected {expected}, found {properties}"));
    }
    Ok(())
}

fn headers(found: &ResolvedEndpoint) -> Value {
    let mut headers = Map::new();
    for (name, value) in found.headers() {
        let values = headers.entry(name.as_str()).or_insert(json!([]));
        values.as_array_mut().unwrap().push(json!(value.to_str().unwrap()));
    }
    headers.into()
}

fn properties(found: &ResolvedEndpoint) -> Value {
    let mut properties = Map::new();
    for (name, value) in found.properties() {
        properties.insert((*name).to_owned(), document(value));
    }
    let schemes: Vec<Value> = found.auth_schemes().iter().map(scheme).collect();
    if !schemes.is_empty() {
        properties.insert("authSchemes".to_owned(), schemes.into());
    }
    properties.into()
}

fn scheme(scheme: &EndpointAuthScheme) -> Value {
    let mut members = Map::new();
    members.insert("name".to_owned(), json!(scheme.name));
    if let Some(name) = &scheme.signing_name {
        members.insert("signingName".to_owned(), json!(name));
    }
    if let Some(region) = &scheme.signing_region {
        members.insert("signingRegion".to_owned(), json!(region));
    }
    if !scheme.signing_region_set.is_empty() {
        members.insert("signingRegionSet".to_owned(), json!(scheme.signing_region_set));
    }
    if scheme.disable_double_encoding {
        members.insert("disableDoubleEncoding".to_owned(), json!(true));
    }
    if scheme.disable_normalize_path {
        members.insert("disableNormalizePath".to_owned(), json!(true));
    }
    members.into()
}

fn document(document: &Document) -> Value {
    match document {
        Document::String(text) => json!(text),
        Document::Boolean(value) => json!(value),
        Document::Integer(value) => json!(value),
        Document::Array(items) => items.iter().map(self::document).collect(),
        Document::Object(members) => {
            let members = members.iter();
            members.map(|(name, value)| (name.clone(), self::document(value))).collect()
        }
        other => panic!("no property is {other:?}"),
    }
}
