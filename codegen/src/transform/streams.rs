//! Operations with event streams are left out: nothing here can speak them yet.
//!
//! In: the service's operations. Out: those without an event stream, and a warning for each of the others; of these, which
//! events their streams have, for who compares two versions. Never an error:
//! the rest of the service is useful.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ShapeId;
use crate::model::{
    Kind, LeftOut, Member, Model, Operation, Shape, StreamEvent, Streaming, StreamingOperation,
};

pub(super) fn leave_out(model: &mut Model, service: &ShapeId, diagnostics: &mut Diagnostics) {
    let Some(Kind::Service(shape)) = model.get(service).map(|shape| &shape.kind) else {
        return;
    };
    let mut left_out = Vec::new();
    for binding in &shape.operations {
        let Some(operation) = model.get(&binding.target) else {
            continue;
        };
        if let Kind::Operation(data) = &operation.kind
            && let streams = event_streams(model, data)
            && let Some((_, structure, member)) = streams.first()
        {
            let stream = structure.id.member(&member.name);
            diagnostics.push(
                Diagnostic::warning(format!(
                    "the operation {} is left out: {stream} is an event stream, which is not supported yet",
                    operation.id.name()
                ))
                .about(&operation.id)
                .at(&operation.at)
                .help("the rest of the service is generated"),
            );
            left_out.push(StreamingOperation {
                id: operation.id.clone(),
                events: streams
                    .iter()
                    .flat_map(|(is_input, _, member)| events(model, *is_input, member))
                    .collect(),
            });
        }
    }
    if left_out.is_empty() {
        return;
    }
    if let Some(shape) = model.shapes.get_mut(service) {
        if let Kind::Service(service) = &mut shape.kind {
            service
                .operations
                .retain(|operation| left_out.iter().all(|left| left.id != operation.target));
        }
        shape.traits.insert(LeftOut(left_out), shape.at.clone());
    }
}

/// The members that are event streams, streaming unions right in the input or output: whether it is the input, the
/// structure, and the member.
fn event_streams<'m>(
    model: &'m Model,
    operation: &Operation,
) -> Vec<(bool, &'m Shape, &'m Member)> {
    let inputs = operation.input.iter().map(|binding| (true, binding));
    let outputs = operation.output.iter().map(|binding| (false, binding));
    inputs
        .chain(outputs)
        .filter_map(|(is_input, binding)| {
            let structure = model.get(&binding.target)?;
            let member = structure.kind.members().find(|member| {
                let union = model
                    .get(&member.target)
                    .is_some_and(|target| matches!(target.kind, Kind::Union(_)));
                union && model.effective::<Streaming>(member).is_some()
            })?;
            Some((is_input, structure, member))
        })
        .collect()
}

/// What a stream carries.
fn events(model: &Model, is_input: bool, stream: &Member) -> Vec<StreamEvent> {
    let Some(union) = model.get(&stream.target) else {
        return Vec::new();
    };
    let kind = |member: &Member| {
        let target = model.get(&member.target);
        target.map_or("nothing", |target| target.kind.name())
    };
    let event = |event: &Member| StreamEvent {
        id: union.id.member(&event.name),
        name: event.name.clone(),
        at: event.at.clone(),
        is_sent_by_clients: is_input,
        members: model
            .get(&event.target)
            .into_iter()
            .flat_map(|structure| structure.kind.members())
            .map(|member| (member.name.clone(), kind(member)))
            .collect(),
    };
    union.kind.members().map(event).collect()
}
