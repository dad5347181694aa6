//! One sample HTTP exchange per operation.
//!
//! In: the crate in Rust's words. Out: a request and a response as text, with every member set once. A test sends the
//! samples to the generated server, so they are what the generated code reads. Values are made from names and types
//! alone: the same model gives the same text, and a change on the wire is a change of a line.

mod sample;

use std::fmt::Write as _;

use sample::Samples;

use crate::rust::{Body, Bound, Crate, Operation, Place, Structure, Type, UriPart};

/// The exchange of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The operation's name in the model.
    pub operation: String,
    /// The request and the response, as they go over the wire but for line ends and JSON's white space.
    pub text: String,
}

/// An exchange for each operation, in the order of the crate.
#[must_use]
pub fn exchanges(krate: &Crate) -> Vec<Exchange> {
    krate
        .operations
        .iter()
        .map(|operation| Exchange {
            operation: operation.modelled.clone(),
            text: exchange(&Samples::new(krate), operation),
        })
        .collect()
}

fn exchange(samples: &Samples<'_>, operation: &Operation) -> String {
    let (request, response) = (&operation.request, &operation.response);
    let mut text = format!(
        "{} {} HTTP/1.1\n",
        request.method,
        target(samples, operation)
    );
    if let Some(target) = &operation.target {
        let _ = writeln!(text, "x-amz-target: {target}");
    }
    message(
        &mut text,
        samples,
        &operation.input,
        &request.bound,
        &request.body,
    );
    let _ = write!(text, "\n\nHTTP/1.1 {}\n", response.status);
    message(
        &mut text,
        samples,
        &operation.output,
        &response.bound,
        &response.body,
    );
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The path and the query.
fn target(samples: &Samples<'_>, operation: &Operation) -> String {
    let request = &operation.request;
    let fields = &operation.input.fields;
    let mut target = String::new();
    for part in &request.path {
        match part {
            UriPart::Literal(literal) => target.push_str(literal),
            UriPart::Label { field, .. } => target.push_str(&sample::encoded(
                &samples.text(&fields[*field], "date-time"),
            )),
        }
    }
    let mut query: Vec<String> = Vec::new();
    for (key, value) in &request.query_literals {
        query.push(
            value
                .as_ref()
                .map_or_else(|| key.clone(), |value| format!("{key}={value}")),
        );
    }
    for bound in &request.bound {
        if let Place::Query(key) = &bound.to {
            let value = samples.text(&fields[bound.field], "date-time");
            query.push(format!(
                "{}={}",
                sample::encoded(key),
                sample::encoded(&value)
            ));
        }
    }
    if !query.is_empty() {
        let _ = write!(target, "?{}", query.join("&"));
    }
    target
}

/// Headers and body.
fn message(
    text: &mut String,
    samples: &Samples<'_>,
    structure: &Structure,
    bound: &[Bound],
    body: &Body,
) {
    for bound in bound {
        let field = &structure.fields[bound.field];
        match &bound.to {
            Place::Header(name) => {
                let _ = writeln!(
                    text,
                    "{}: {}",
                    name.to_lowercase(),
                    samples.text(field, "http-date")
                );
            }
            Place::PrefixHeaders(prefix) => {
                let _ = writeln!(text, "{}name: value", prefix.to_lowercase());
            }
            Place::Query(_) | Place::QueryParams | Place::StatusCode => {}
        }
    }
    match body {
        Body::None | Body::Empty => {}
        Body::Members => {
            let members = structure.fields.iter().enumerate().filter(|(index, _)| {
                !bound.iter().any(|bound| bound.field == *index)
                    && !structure.fields[*index].schema.bound
            });
            let json = samples.object(members.map(|(_, field)| (&field.schema, &field.ty)));
            let _ = write!(
                text,
                "content-type: {}\n\n{}",
                samples.media_type(),
                sample::pretty(&json)
            );
        }
        Body::Payload {
            field,
            content_type,
        } => {
            let field = &structure.fields[*field];
            let implied = match &field.ty {
                Type::Blob | Type::ByteStream => "application/octet-stream",
                Type::String => "text/plain",
                Type::Named(path) if samples.is_text(path) => "text/plain",
                _ => samples.media_type(),
            };
            let _ = write!(
                text,
                "content-type: {}\n\n",
                content_type.as_deref().unwrap_or(implied)
            );
            match &field.ty {
                Type::Blob | Type::ByteStream => text.push_str(&field.schema.name),
                _ if implied == "text/plain" => text.push_str(&samples.text(field, "date-time")),
                ty => text.push_str(&sample::pretty(&samples.value(
                    &field.schema,
                    ty,
                    &mut Vec::new(),
                ))),
            }
        }
    }
}
