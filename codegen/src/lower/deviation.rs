//! What the settings say of a service that its model does not: how its client has to deviate from the protocol.
//!
//! In: the settings and an operation. Out: what its requests have besides. A setting that matches nothing is an error.

use super::paths::{operations, original};
use super::{Context, Output};
use crate::diagnostic::Diagnostics;
use crate::model::Shape;
use crate::rust::Deviations;
use crate::settings::{Setting, unknown};

/// The deviations of an operation, whose input is `input`.
pub(super) fn of(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    input: &Shape,
) -> Deviations {
    let settings = context.settings;
    let field = |name: &Setting| {
        let mut members = input.kind.members();
        members.position(|member| member.name == name.value)
    };
    let mut deviations = Deviations {
        tree_hash: settings.tree_hash.iter().any(|it| names(shape, it)),
        ..Deviations::default()
    };
    for (name, value) in &settings.headers {
        let header = (name.value.to_ascii_lowercase(), value.value.clone());
        deviations.headers.push(header);
    }
    for (member, value) in &settings.empty_labels {
        if let Some(field) = field(member) {
            deviations.empty_labels.push((field, value.value.clone()));
        }
    }
    let endpoint = settings.endpoint_members.iter();
    for (_, member) in endpoint.filter(|(operation, _)| names(shape, operation)) {
        deviations.endpoint = field(member);
        if deviations.endpoint.is_none() {
            let known = input.kind.members().map(|member| member.name.as_str());
            let what = format!("member of the input of {}", shape.id.name());
            out.diagnostics.push(unknown(&what, member, known));
        }
    }
    deviations
}

/// Whether a setting names this operation.
fn names(shape: &Shape, setting: &Setting) -> bool {
    [shape.id.as_str(), shape.id.name(), original(shape)].contains(&setting.value.as_str())
}

/// Reports settings that match nothing.
pub(super) fn unmatched(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let settings = context.settings;
    let endpoints = settings.endpoint_members.iter().map(|(name, _)| name);
    for name in settings.tree_hash.iter().chain(endpoints) {
        if !operations(context.model).any(|(shape, _)| names(shape, name)) {
            let known = operations(context.model).map(|(shape, _)| shape.id.name());
            diagnostics.push(unknown("operation", name, known));
        }
    }
    for (name, _) in &settings.empty_labels {
        let inputs = operations(context.model)
            .filter_map(|(_, it)| context.model.get(&it.input.as_ref()?.target))
            .flat_map(|input| input.kind.members())
            .map(|member| member.name.as_str());
        let known: Vec<&str> = inputs.collect();
        if !known.contains(&name.value.as_str()) {
            diagnostics.push(unknown("member of an input", name, known));
        }
    }
}
