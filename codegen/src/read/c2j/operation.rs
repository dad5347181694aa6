//! `operations`.
//!
//! In: one entry of `operations`. Out: an operation with its traits. Never looks into its input or output.

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::{context, leftover, unread};
use super::{Document, Labels, errors, member};
use crate::id::ShapeId;
use crate::model::{
    Auth, Binding, Http, HttpBearerAuth, HttpChecksumRequired, Idempotent, Kind, Operation,
    Readonly, RequestCompression, Shape, SigV4, Traits, Typed, UnsignedPayload, Value,
};

/// An operation, and what it says of its errors.
pub(super) struct Read {
    pub(super) shape: Shape,
    /// Error traits that stand where the operation names the error.
    pub(super) errors: Vec<(ShapeId, Traits)>,
}

pub(super) fn read(
    document: &Document,
    name: &str,
    node: Node,
    labels: &Labels,
    findings: &mut Findings<'_>,
) -> Option<Read> {
    let id = document.operation_id(name);
    findings.about(&id);
    let mut object = node.object(findings)?;
    let at = object.at.clone();
    let mut traits = Traits::default();
    member::documentation(&mut object, &mut traits, findings);
    member::deprecated(&mut object, &mut traits, findings);
    // CloudFront writes the API version behind its names; the key of the entry is the name for people.
    if let Some(node) = object.take("name")
        && node.value.as_str() != Some(name)
    {
        traits.apply(unread("c2j#name", node.value), node.at);
    }
    let input = data(document, "input", &mut object, &mut traits, findings);
    let output = data(document, "output", &mut object, &mut traits, findings);
    let mut said = Vec::new();
    let errors = error_list(document, &mut object, &mut traits, &mut said, findings);
    let none = Vec::new();
    let labels = input
        .as_ref()
        .and_then(|input| labels.get(&input.target))
        .unwrap_or(&none);
    http(document, labels, &mut object, &mut traits, findings);
    member::flag(&mut object, "idempotent", Idempotent, &mut traits, findings);
    member::flag(&mut object, "readonly", Readonly, &mut traits, findings);
    member::endpoint(&mut object, &mut traits, findings);
    authentication(&mut object, &mut traits, findings);
    member::flag(
        &mut object,
        "httpChecksumRequired",
        HttpChecksumRequired,
        &mut traits,
        findings,
    );
    if let Some(node) = object.take("staticContextParams") {
        let at = node.at.clone();
        if let Some(values) = context::values(node, findings) {
            traits.insert(values, at);
        }
    }
    if let Some(node) = object.take("operationContextParams") {
        let at = node.at.clone();
        if let Some(paths) = context::paths(node, findings) {
            traits.insert(paths, at);
        }
    }
    // The same keys in both formats.
    if let Some(node) = object.take("httpChecksum") {
        traits.apply(unread("aws.protocols#httpChecksum", node.value), node.at);
    }
    if let Some(node) = object.take("requestcompression")
        && let Some(mut compression) = node.object(findings)
    {
        let at = compression.at.clone();
        if let Some(node) = compression.take("encodings") {
            let encodings = node.strings(findings).unwrap_or_default();
            traits.insert(RequestCompression { encodings }, at);
        }
        leftover("c2j#requestcompression.", compression, &mut traits);
    }
    leftover("c2j#", object, &mut traits);
    Some(Read {
        shape: Shape {
            id,
            kind: Kind::Operation(Operation {
                input,
                output,
                errors,
            }),
            traits,
            mixins: Vec::new(),
            at,
        },
        errors: said,
    })
}

/// `input` or `output`: a reference; what else stands there is about XML, and kept as one trait.
fn data(
    document: &Document,
    key: &str,
    object: &mut Object,
    traits: &mut Traits,
    findings: &mut Findings<'_>,
) -> Option<Binding> {
    let mut data = object.take(key)?.object(findings)?;
    let at = data.at.clone();
    let Some(name) = data.take_string("shape", findings) else {
        findings.error(&at, format!("`{key}` names no shape"), "add \"shape\"");
        return None;
    };
    leftover(&format!("c2j#{key}."), data, traits);
    Some(Binding {
        target: document.id(&name),
        at,
    })
}

fn error_list(
    document: &Document,
    object: &mut Object,
    traits: &mut Traits,
    said: &mut Vec<(ShapeId, Traits)>,
    findings: &mut Findings<'_>,
) -> Vec<Binding> {
    let mut errors: Vec<Binding> = Vec::new();
    let mut kept = Vec::new();
    let at = object.at.child("errors");
    let items = object
        .take("errors")
        .and_then(|node| node.array(findings))
        .unwrap_or_default();
    for item in items {
        let Some(mut error) = item.object(findings) else {
            continue;
        };
        let at = error.at.clone();
        let Some(name) = error.take_string("shape", findings) else {
            findings.error(&at, "the error names no shape", "add \"shape\"");
            continue;
        };
        let target = document.id(&name);
        let mut error_traits = Traits::default();
        errors::read(target.name(), &mut error, &mut error_traits, findings);
        said.push((target.clone(), error_traits));
        let rest: Vec<(String, Value)> = error.rest().map(|(k, node)| (k, node.value)).collect();
        if !rest.is_empty() {
            kept.push((name, Value::Object(rest)));
        }
        if errors.iter().all(|error| error.target != target) {
            errors.push(Binding { target, at });
        }
    }
    if !kept.is_empty() {
        traits.apply(unread("c2j#errors", Value::Object(kept)), at);
    }
    errors
}

/// `http`. Labels are called by their members, as in Smithy: in C2J a label may have a name of its own, which is not on the
/// wire. Protocols that are not bound to HTTP say `POST /` everywhere; what differs from that is kept.
fn http(
    document: &Document,
    labels: &[(String, String)],
    object: &mut Object,
    traits: &mut Traits,
    findings: &mut Findings<'_>,
) {
    let Some(node) = object.take("http") else {
        return;
    };
    let at = node.at.clone();
    let kept = node.value.clone();
    let Some(mut http) = node.object(findings) else {
        return;
    };
    let method = http.take_string("method", findings);
    let uri = http.take_string("requestUri", findings);
    if !document.metadata.is_rest() {
        if (method.as_deref(), uri.as_deref()) != (Some("POST"), Some("/")) {
            traits.apply(unread("c2j#http", kept), at);
        }
        return;
    }
    let code = match http.take("responseCode") {
        Some(node) => node.whole("an HTTP status code", findings),
        None => Some(200),
    };
    leftover("c2j#http.", http, traits);
    match (method, uri, code) {
        (Some(method), Some(uri), Some(code)) => {
            let uri = rename_labels(&uri, labels);
            traits.insert(Http { method, uri, code }, at);
        }
        _ => findings.error(
            &at,
            "`http` says too little",
            "add \"method\" and \"requestUri\"",
        ),
    }
}

/// The URI with each label called by its member.
fn rename_labels(uri: &str, labels: &[(String, String)]) -> String {
    let mut renamed = String::with_capacity(uri.len());
    let mut rest = uri;
    while let Some(open) = rest.find('{') {
        let (before, label) = rest.split_at(open + 1);
        renamed.push_str(before);
        let end = label.find(['+', '}']).unwrap_or(label.len());
        let (name, after) = label.split_at(end);
        let member = labels.iter().find(|(label, _)| label == name);
        renamed.push_str(member.map_or(name, |(_, member)| member));
        rest = after;
    }
    renamed + rest
}

/// `auth`, the older `authtype`, and `unsignedPayload`.
fn authentication(object: &mut Object, traits: &mut Traits, findings: &mut Findings<'_>) {
    if let Some(node) = object.take("auth") {
        let at = node.at.clone();
        traits.insert(Auth(node.strings(findings).unwrap_or_default()), at);
    }
    member::flag(object, "unsignedPayload", UnsignedPayload, traits, findings);
    let Some(node) = object.take("authtype") else {
        return;
    };
    match node.value.as_str() {
        Some("none") if !traits.has::<Auth>() => {
            traits.insert(Auth(vec!["smithy.api#noAuth".to_owned()]), node.at);
        }
        Some("none") => {}
        Some("v4") if !traits.has::<Auth>() => {
            traits.insert(Auth(vec![SigV4::ID.to_owned()]), node.at);
        }
        Some("bearer") if !traits.has::<Auth>() => {
            traits.insert(Auth(vec![HttpBearerAuth::ID.to_owned()]), node.at);
        }
        Some("v4" | "bearer") => {}
        Some("v4-unsigned-body") => traits.insert(UnsignedPayload, node.at),
        _ => traits.apply(unread("c2j#authtype", node.value), node.at),
    }
}
