//! No two operations of a service on one route (Smithy 2.0, "http trait": conflicts).

use super::super::{Http, Kind, Model, Segment, Uri};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::id::ShapeId;
use std::collections::{HashMap, HashSet};

pub(super) fn check(model: &Model, severity: Severity, diagnostics: &mut Diagnostics) {
    for (service, _) in model.services() {
        let mut routes: HashMap<String, &ShapeId> = HashMap::new();
        for id in operations(model, &service.id) {
            let Some(operation) = model.get(id) else {
                continue;
            };
            let Some(http) = operation.traits.get::<Http>() else {
                continue;
            };
            let Ok(uri) = Uri::parse(&http.uri) else {
                continue;
            };
            let first = *routes.entry(route(&http.method, &uri)).or_insert(id);
            if first != id {
                diagnostics.push(Diagnostic {
                    severity,
                    ..Diagnostic::error(format!(
                        "{} and {} are on one route: {} {}",
                        first.name(),
                        id.name(),
                        http.method,
                        http.uri
                    ))
                    .about(id)
                    .at(operation.traits.at::<Http>().unwrap_or(&operation.at))
                    .help("a server cannot tell them apart: give one another method, path or query literal")
                });
            }
        }
    }
}

/// The operations of a service and of its resources, in order, each once.
fn operations<'m>(model: &'m Model, service: &'m ShapeId) -> Vec<&'m ShapeId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![service];
    while let Some(id) = open.pop() {
        let (operations, resources) = match model.get(id).map(|shape| &shape.kind) {
            Some(Kind::Service(service)) => (&service.operations, &service.resources),
            Some(Kind::Resource(resource)) => (&resource.operations, &resource.resources),
            _ => continue,
        };
        found.extend(
            operations
                .iter()
                .map(|o| &o.target)
                .filter(|id| seen.insert(*id)),
        );
        open.extend(
            resources
                .iter()
                .map(|r| &r.target)
                .filter(|id| seen.insert(*id)),
        );
    }
    found
}

/// What two operations may not have in common. Labels are alike whatever they are called; a slash at the end, the order of
/// query literals and escapes make no difference to a server.
fn route(method: &str, uri: &Uri<'_>) -> String {
    let mut path = String::new();
    let (last, rest) = match uri.segments.split_last() {
        Some((Segment::Literal(""), rest)) => (None, rest),
        Some((last, rest)) => (Some(last), rest),
        None => (None, &[][..]),
    };
    for segment in rest.iter().chain(last) {
        path.push('/');
        match segment {
            Segment::Literal(text) => path.push_str(&unescaped(text)),
            // No literal has an unescaped brace.
            Segment::Label { greedy: false, .. } => path.push_str("{}"),
            Segment::Label { greedy: true, .. } => path.push_str("{+}"),
        }
    }
    let mut query: Vec<String> = uri
        .query
        .iter()
        .map(|(key, value)| match value {
            Some(value) => format!("{}={}", unescaped(key), unescaped(value)),
            None => unescaped(key),
        })
        .collect();
    query.sort_unstable();
    format!("{method} {path}?{}", query.join("&"))
}

/// Percent escapes undone, but for those of what would be mistaken for a part of the URI.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(percent) = rest.find('%') {
        plain.push_str(&rest[..percent]);
        rest = &rest[percent..];
        let byte = rest
            .get(1..3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte.map(char::from) {
            Some(c) if c.is_ascii_graphic() && !"/?&=%{}".contains(c) => {
                plain.push(c);
                rest = &rest[3..];
            }
            _ => {
                plain.push('%');
                rest = &rest[1..];
            }
        }
    }
    plain + rest
}
