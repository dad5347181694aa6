//! Operations with event streams are left out: nothing here can speak them yet.
//!
//! In: the service's operations. Out: those without an event stream, and a warning for each of the others. Never an error:
//! the rest of the service is useful.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ShapeId;
use crate::model::{Kind, LeftOut, Model, Operation, Streaming};

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
            && let Some(stream) = event_stream(model, data)
        {
            diagnostics.push(
                Diagnostic::warning(format!(
                    "the operation {} is left out: {stream} is an event stream, which is not supported yet",
                    operation.id.name()
                ))
                .about(&operation.id)
                .at(&operation.at)
                .help("the rest of the service is generated"),
            );
            left_out.push(operation.id.clone());
        }
    }
    if left_out.is_empty() {
        return;
    }
    if let Some(shape) = model.shapes.get_mut(service) {
        if let Kind::Service(service) = &mut shape.kind {
            service
                .operations
                .retain(|operation| !left_out.contains(&operation.target));
        }
        shape.traits.insert(LeftOut(left_out), shape.at.clone());
    }
}

/// The member that is an event stream: a streaming union right in the input or output.
fn event_stream(model: &Model, operation: &Operation) -> Option<String> {
    operation
        .input
        .iter()
        .chain(&operation.output)
        .find_map(|binding| {
            let structure = model.get(&binding.target)?;
            let member = structure.kind.members().find(|member| {
                let union = model
                    .get(&member.target)
                    .is_some_and(|target| matches!(target.kind, Kind::Union(_)));
                union && model.effective::<Streaming>(member).is_some()
            })?;
            Some(structure.id.member(&member.name))
        })
}
