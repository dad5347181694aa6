//! The protocols that can be generated: one entry each.
//!
//! In: the protocols that a service lists, and the one that the user wants. Out: the entry for it, or a diagnostic that
//! names those that are supported. Never the name of a service. A new protocol is a codec in the runtime and an entry here.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Protocol as Modelled, Protocols, Shape};
use crate::settings::{Setting, unknown};

/// What the generator must know of a protocol.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Protocol {
    /// The id of its trait.
    pub(super) id: &'static str,
    /// What the runtime calls it.
    pub(super) runtime: &'static str,
    /// Whether HTTP bindings count. Where they don't, every call is `POST /` with all members in the body, and
    /// operations are told apart by the header `X-Amz-Target`.
    pub(super) http_bindings: bool,
    /// Whether `jsonName` counts.
    pub(super) json_name: bool,
    /// Whether the body of an error names it with its namespace.
    pub(super) error_namespace: bool,
    /// The media type of a body.
    pub(super) media_type: &'static str,
}

/// The supported protocols.
pub(super) const SUPPORTED: &[Protocol] = &[
    Protocol {
        id: "aws.protocols#restJson1",
        runtime: "RestJson1",
        http_bindings: true,
        json_name: true,
        error_namespace: false,
        media_type: "application/json",
    },
    Protocol {
        id: "aws.protocols#awsJson1_0",
        runtime: "AwsJson1_0",
        http_bindings: false,
        json_name: false,
        error_namespace: true,
        media_type: "application/x-amz-json-1.0",
    },
    Protocol {
        id: "aws.protocols#awsJson1_1",
        runtime: "AwsJson1_1",
        http_bindings: false,
        json_name: false,
        error_namespace: false,
        media_type: "application/x-amz-json-1.1",
    },
];

/// A protocol, and what the service calls itself in it.
#[derive(Debug)]
pub(super) struct Choice<'m> {
    pub(super) protocol: &'static Protocol,
    /// The name in front of the operation in `X-Amz-Target`.
    pub(super) target: &'m str,
}

/// The protocol that the settings name, or else the first of the service that is supported.
pub(super) fn choose<'m>(
    service: &'m Shape,
    wanted: Option<&Setting>,
    diagnostics: &mut Diagnostics,
) -> Option<Choice<'m>> {
    let modelled: &[Modelled] = service
        .traits
        .get::<Protocols>()
        .map_or(&[], |protocols| &protocols.0);
    let named = |modelled: &&Modelled| {
        wanted.is_none_or(|wanted| {
            modelled.id == wanted.value || modelled.id.split('#').nth(1) == Some(&wanted.value)
        })
    };
    let open: Vec<&Modelled> = modelled.iter().filter(named).collect();
    if let Some(wanted) = wanted.filter(|_| open.is_empty()) {
        let known = modelled.iter().map(|protocol| protocol.id.as_str());
        diagnostics.push(unknown("protocol", wanted, known).about(&service.id));
        return None;
    }
    let choice = open.iter().find_map(|modelled| {
        let protocol = SUPPORTED
            .iter()
            .find(|supported| supported.id == modelled.id)?;
        let target = modelled.target.as_deref().unwrap_or(service.id.name());
        Some(Choice { protocol, target })
    });
    if choice.is_none() {
        let ids: Vec<&str> = open.iter().map(|protocol| protocol.id.as_str()).collect();
        let message = match ids.as_slice() {
            [] => "the service names no protocol".to_owned(),
            [one] => format!("protocol {one} is not supported yet"),
            several => format!(
                "none of the protocols {} is supported yet",
                several.join(", ")
            ),
        };
        let supported: Vec<&str> = SUPPORTED.iter().map(|protocol| protocol.id).collect();
        diagnostics.push(
            Diagnostic::error(message)
                .about(&service.id)
                .at(service.traits.at::<Protocols>().unwrap_or(&service.at))
                .help(format!(
                    "supported: {}; types and validators alone need no protocol: generate with the sides `types`",
                    supported.join(", ")
                )),
        );
    }
    choice
}
