//! A suite of botocore, as documents that the generator reads.
//!
//! In: the entries of `input/NAME.json` and `output/NAME.json`. Out: one C2J model with all of their operations and shapes,
//! and a Smithy AST that applies their cases to it as protocol tests. Nothing is left out: what cannot be told in these
//! words is an error.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::Direction;

type Object = Map<String, Value>;

/// The documents that stand for a suite.
pub(super) struct Documents {
    /// The C2J model.
    pub(super) model: String,
    /// The Smithy AST with the cases.
    pub(super) cases: String,
}

/// What is gathered from the entries.
struct Suite {
    namespace: String,
    protocol: &'static str,
    metadata: Object,
    operations: Object,
    shapes: Object,
    /// By the shape at which they stand, the cases by trait.
    cases: BTreeMap<String, BTreeMap<&'static str, Vec<Value>>>,
}

/// Makes the documents of a suite, whose service and crate are called `name`.
pub(super) fn documents(name: &str, entries: &[(Direction, Value)]) -> Result<Documents> {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let (_, first) = entries.first().context("the suite has no entry")?;
    let mut suite = Suite {
        namespace: format!("com.amazonaws.{letters}"),
        protocol: protocol(&first["metadata"])?,
        metadata: Object::new(),
        operations: Object::new(),
        shapes: Object::new(),
        cases: BTreeMap::new(),
    };
    for (direction, entry) in entries {
        let told = || format!("{direction}: {}", entry["description"]);
        suite.add(*direction, entry).with_context(told)?;
    }
    suite.metadata.insert("serviceId".to_owned(), json!(name));
    let applied: Object = suite
        .cases
        .into_iter()
        .map(|(shape, traits)| {
            let id = format!("{}#{shape}", suite.namespace);
            (id, json!({"type": "apply", "traits": traits}))
        })
        .collect();
    let model = json!({
        "version": "2.0",
        "metadata": suite.metadata,
        "operations": suite.operations,
        "shapes": suite.shapes,
    });
    Ok(Documents {
        model: serde_json::to_string_pretty(&model)?,
        cases: serde_json::to_string_pretty(&json!({"smithy": "2.0", "shapes": applied}))?,
    })
}

fn protocol(metadata: &Value) -> Result<&'static str> {
    let words = (
        metadata["protocol"].as_str(),
        metadata["jsonVersion"].as_str(),
    );
    Ok(match words {
        (Some("rest-json"), _) => "aws.protocols#restJson1",
        (Some("json"), Some("1.0")) => "aws.protocols#awsJson1_0",
        (Some("json"), Some("1.1")) => "aws.protocols#awsJson1_1",
        _ => bail!("{metadata} names no protocol that is judged here"),
    })
}

impl Suite {
    fn add(&mut self, direction: Direction, entry: &Value) -> Result<()> {
        merge(&mut self.metadata, object(&entry["metadata"])?)?;
        merge(&mut self.shapes, object(&entry["shapes"])?)?;
        for case in entry["cases"].as_array().context("it has no cases")? {
            let id = case["id"].as_str().context("a case has no id")?;
            let told = || format!("the case {id}");
            let given = object(&case["given"]).with_context(told)?;
            let operation = given.get("name").and_then(Value::as_str);
            let operation = operation.context("its operation has no name")?;
            let there = self
                .operations
                .entry(operation)
                .or_insert_with(|| json!({}));
            let there = there.as_object_mut().context("no operation")?;
            merge(there, given).with_context(told)?;
            let (shape, kind, test) = match direction {
                Direction::Input => (
                    operation.to_owned(),
                    "smithy.test#httpRequestTests",
                    self.request(entry, case).with_context(told)?,
                ),
                Direction::Output => {
                    let (shape, test) = self.response(case).with_context(told)?;
                    let shape = shape.unwrap_or_else(|| operation.to_owned());
                    (shape, "smithy.test#httpResponseTests", test)
                }
            };
            let mut test = test;
            // The direction is in the name of the test: the same case may stand in both.
            test.insert("id".to_owned(), json!(format!("{direction} {id}")));
            test.insert("protocol".to_owned(), json!(self.protocol));
            let traits = self.cases.entry(shape).or_default();
            traits.entry(kind).or_default().push(Value::Object(test));
        }
        Ok(())
    }

    fn request(&self, entry: &Value, case: &Value) -> Result<Object> {
        let wire = object(&case["serialized"])?;
        let mut test = Object::new();
        for (key, value) in wire {
            match key.as_str() {
                "method" | "uri" | "headers" | "forbidHeaders" | "requireHeaders" => {
                    test.insert(key.clone(), value.clone());
                }
                "body" => insert_body(&mut test, value)?,
                "host" => {
                    // What is asked for may be a path too, which is the endpoint's and stands in the URI.
                    let host = value.as_str().context("`host` is no text")?;
                    let host = host.split('/').next().unwrap_or(host);
                    test.insert("resolvedHost".to_owned(), json!(host));
                }
                _ => bail!("`serialized` has the unknown key {key}"),
            }
        }
        if let Some(endpoint) = entry["clientEndpoint"].as_str() {
            let host = endpoint.trim_start_matches("https://");
            test.insert("host".to_owned(), json!(host));
        }
        let shape = case["given"]["input"]["shape"].as_str();
        // botocore compares the whole query, Smithy only what is named.
        test.insert(
            "forbidQueryParams".to_owned(),
            self.absent(shape, &case["params"], wire),
        );
        test.insert(
            "params".to_owned(),
            Self::params(shape, case.get("params"))?,
        );
        Ok(test)
    }

    /// The query parameters that this input could have, and that a request does not have.
    fn absent(&self, shape: Option<&str>, params: &Value, wire: &Object) -> Value {
        let uri = wire.get("uri").and_then(Value::as_str).unwrap_or_default();
        let query = uri.split_once('?').map_or("", |(_, query)| query);
        let there: Vec<&str> = query
            .split('&')
            .filter_map(|pair| pair.split('=').next())
            .collect();
        let members = shape.and_then(|shape| self.shapes.get(shape)?["members"].as_object());
        let mut names = Vec::new();
        for (name, member) in members.into_iter().flatten() {
            if member["location"] != "querystring" {
                continue;
            }
            let of = member["shape"].as_str().unwrap_or_default();
            match self.shapes.get(of) {
                // The parameters of a map are called by its keys.
                Some(of) if of["type"] == "map" => {
                    let entries = params[name].as_object().into_iter().flatten();
                    names.extend(entries.map(|(key, _)| key.as_str()));
                }
                _ => names.push(member["locationName"].as_str().unwrap_or(name)),
            }
        }
        names.retain(|name| !there.contains(name));
        json!(names)
    }

    /// The test, and the error at which it stands if it is one.
    fn response(&self, case: &Value) -> Result<(Option<String>, Object)> {
        let mut test = Object::new();
        for (key, value) in object(&case["response"])? {
            match key.as_str() {
                "status_code" => {
                    test.insert("code".to_owned(), value.clone());
                }
                "headers" => {
                    test.insert(key.clone(), value.clone());
                }
                "body" => insert_body(&mut test, value)?,
                _ => bail!("`response` has the unknown key {key}"),
            }
        }
        let (error, shape, value) = match case.get("error") {
            Some(value) => {
                let shape = self.error(case)?;
                (Some(shape.clone()), Some(shape), Some(value))
            }
            None => {
                let shape = case["given"]["output"]["shape"].as_str();
                (None, shape.map(str::to_owned), case.get("result"))
            }
        };
        let value = Self::params(shape.as_deref(), value)?;
        test.insert("params".to_owned(), value);
        Ok((error, test))
    }

    /// The error of the operation that has the case's code: its name, or the code it is given.
    fn error(&self, case: &Value) -> Result<String> {
        let code = case["errorCode"].as_str().context("it has no errorCode")?;
        let errors = case["given"]["errors"].as_array().into_iter().flatten();
        errors
            .filter_map(|error| error["shape"].as_str())
            .find(|name| {
                let shape = self.shapes.get(*name);
                *name == code || shape.is_some_and(|shape| shape["error"]["code"] == code)
            })
            .map(str::to_owned)
            .with_context(|| format!("its operation has no error of the code {code}"))
    }

    /// The value. It is written as Smithy writes it: blobs and what holds JSON as texts, timestamps as seconds, and floats
    /// that are no numbers by their names. The generator finds members that the shape has not.
    fn params(shape: Option<&str>, value: Option<&Value>) -> Result<Value> {
        match (shape, value) {
            (_, None) => bail!("it says no value"),
            (Some(_), Some(value)) => Ok(value.clone()),
            (None, Some(Value::Object(members))) if members.is_empty() => Ok(json!({})),
            (None, Some(_)) => bail!("it has a value, and its operation has no shape for it"),
        }
    }
}

/// A body, compared as JSON where it is an object or a list.
fn insert_body(test: &mut Object, body: &Value) -> Result<()> {
    let text = body.as_str().context("`body` is no text")?;
    test.insert("body".to_owned(), body.clone());
    if let Ok(Value::Object(_) | Value::Array(_)) = serde_json::from_str(text) {
        test.insert("bodyMediaType".to_owned(), json!("application/json"));
    }
    Ok(())
}

fn object(value: &Value) -> Result<&Object> {
    value.as_object().context("it is no object")
}

/// Adds what another entry says of the same. Both may say different things only in prose, and in the errors, of which each
/// names those that it is about.
fn merge(there: &mut Object, other: &Object) -> Result<()> {
    for (key, value) in other {
        match (there.get_mut(key), value) {
            (None, _) => {
                there.insert(key.clone(), value.clone());
            }
            (Some(first), _) if first == value || key == "documentation" => {}
            (Some(Value::Array(first)), Value::Array(other)) if key == "errors" => {
                let new = other.iter().filter(|it| !first.contains(it));
                let new: Vec<Value> = new.cloned().collect();
                first.extend(new);
            }
            _ => bail!("two entries say different things of {key}"),
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn entry(case: Value) -> Value {
        json!({
            "description": "D",
            "clientEndpoint": "https://example.com/at",
            "metadata": {"protocol": "rest-json"},
            "shapes": {
                "In": {"type": "structure", "members": {
                    "Q": {"shape": "S", "location": "querystring", "locationName": "q"},
                    "R": {"shape": "S", "location": "querystring", "locationName": "r"},
                    "M": {"shape": "Ms", "location": "querystring"},
                    "J": {"shape": "S", "jsonvalue": true}
                }},
                "S": {"type": "string"},
                "Ms": {"type": "map", "key": {"shape": "S"}, "value": {"shape": "S"}},
                "E": {"type": "structure", "members": {}, "exception": true, "error": {"code": "Own"}}
            },
            "cases": [case]
        })
    }

    #[test]
    fn a_request_forbids_the_query_that_it_has_not() {
        let case = json!({
            "id": "One",
            "given": {"name": "Op", "input": {"shape": "In"}},
            "params": {"Q": "a", "M": {"q": "b", "k": "c"}, "J": "{}"},
            "serialized": {"method": "GET", "uri": "/at/x?q=a", "body": "{}", "host": "b.example.com/at"}
        });
        let documents = documents("botocore-x", &[(Direction::Input, entry(case))]).unwrap();
        let cases: Value = serde_json::from_str(&documents.cases).unwrap();
        let applied = &cases["shapes"]["com.amazonaws.botocorex#Op"];
        let test = &applied["traits"]["smithy.test#httpRequestTests"][0];
        assert_eq!(test["id"], "input One");
        assert_eq!(test["host"], "example.com/at");
        assert_eq!(test["resolvedHost"], "b.example.com");
        assert_eq!(test["forbidQueryParams"], json!(["k", "r"]));
        assert_eq!(test["bodyMediaType"], "application/json");
        assert_eq!(test["params"]["J"], "{}");
    }

    #[test]
    fn an_error_is_found_by_the_code_it_is_given() {
        let case = json!({
            "id": "Two",
            "given": {"name": "Op", "errors": [{"shape": "E"}]},
            "errorCode": "Own",
            "error": {},
            "response": {"status_code": 400}
        });
        let documents = documents("botocore-x", &[(Direction::Output, entry(case))]).unwrap();
        let cases: Value = serde_json::from_str(&documents.cases).unwrap();
        let applied = &cases["shapes"]["com.amazonaws.botocorex#E"];
        let test = &applied["traits"]["smithy.test#httpResponseTests"][0];
        assert_eq!(test["code"], 400);
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        let case = json!({
            "id": "Three",
            "given": {"name": "Op"},
            "params": {},
            "serialized": {"method": "GET", "uri": "/", "trailers": {}}
        });
        let error = documents("botocore-x", &[(Direction::Input, entry(case))]).err();
        assert!(format!("{:#}", error.unwrap()).contains("trailers"));
    }
}
