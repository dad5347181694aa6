//! How many tests there have to be.
//!
//! In: the models' JSON. Out: the services whose protocol is supported, with the number of cases on each side. It reads the
//! JSON alone, and shares no line with the generator: the one is held against the other.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Side;

/// The protocols whose tests are run, in the order of the report.
const PROTOCOLS: &[&str] = &[
    "aws.protocols#restJson1",
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
];

/// A service with tests.
#[derive(Clone, Debug)]
pub(super) struct Service {
    /// Its id.
    pub(super) id: String,
    /// The id of its protocol.
    pub(super) protocol: &'static str,
    client: usize,
    server: usize,
}

impl Service {
    /// Its name, without the namespace.
    pub(super) fn name(&self) -> &str {
        self.id.split('#').nth(1).unwrap_or(&self.id)
    }

    /// The name of its protocol, without the namespace.
    pub(super) fn protocol(&self) -> &str {
        self.protocol.split('#').nth(1).unwrap_or(self.protocol)
    }

    /// The name of its crate: `rest-json-validation`.
    pub(super) fn krate(&self) -> String {
        let mut name = String::new();
        let mut before = '_';
        for char in self.name().chars() {
            if char.is_uppercase() && before.is_lowercase() {
                name.push('-');
            }
            name.extend(char.to_lowercase());
            before = char;
        }
        name.replace('_', "-")
    }

    /// How many cases a side has.
    pub(super) fn cases(&self, side: Side) -> usize {
        match side {
            Side::Client => self.client,
            Side::Server => self.server,
        }
    }
}

/// The services that have tests of a supported protocol, by protocol and then in the order of the JSON.
pub(super) fn services(models: &str) -> Result<Vec<Service>> {
    let json: Value = serde_json::from_str(models).context("the models are no JSON")?;
    let shapes = json["shapes"]
        .as_object()
        .context("the models have no shapes")?;
    let mut services = Vec::new();
    for protocol in PROTOCOLS {
        for (id, shape) in shapes {
            if shape["type"] == "service" && shape["traits"].get(protocol).is_some() {
                let (client, server) = cases(&json["shapes"], id, protocol);
                if client + server > 0 {
                    services.push(Service {
                        id: id.clone(),
                        protocol,
                        client,
                        server,
                    });
                }
            }
        }
    }
    Ok(services)
}

/// The cases of a service: those at its operations, and those at the errors of any of them.
fn cases(shapes: &Value, service: &str, protocol: &str) -> (usize, usize) {
    let mut operations = BTreeSet::new();
    let mut errors: BTreeSet<&str> = targets(&shapes[service]["errors"]).collect();
    let mut open = vec![service];
    while let Some(id) = open.pop() {
        open.extend(targets(&shapes[id]["resources"]));
        for list in ["operations", "collectionOperations"] {
            operations.extend(targets(&shapes[id][list]));
        }
        for one in ["create", "put", "read", "update", "delete", "list"] {
            operations.extend(shapes[id][one]["target"].as_str());
        }
    }
    for operation in &operations {
        errors.extend(targets(&shapes[*operation]["errors"]));
    }
    let (mut client, mut server) = (0, 0);
    for shape in operations.iter().chain(&errors) {
        let traits = &shapes[*shape]["traits"];
        let tagged = |tag: &str| items(&traits["smithy.api#tags"]).any(|it| it == tag);
        for (id, malformed) in [
            ("smithy.test#httpRequestTests", false),
            ("smithy.test#httpResponseTests", false),
            ("smithy.test#httpMalformedRequestTests", true),
        ] {
            for case in items(&traits[id]).filter(|case| case["protocol"] == protocol) {
                let sets = case["testParameters"].as_object().map(|parameters| {
                    let lengths = parameters.values().map(|values| items(values).count());
                    lengths.max().unwrap_or(0)
                });
                let count = sets.unwrap_or(1);
                if case["appliesTo"] != "server" && !tagged("server-only") && !malformed {
                    client += count;
                }
                if case["appliesTo"] != "client" && !tagged("client-only") {
                    server += count;
                }
            }
        }
    }
    (client, server)
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn targets(list: &Value) -> impl Iterator<Item = &str> {
    items(list).filter_map(|item| item["target"].as_str())
}
