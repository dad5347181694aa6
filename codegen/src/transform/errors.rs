//! Errors of the service are errors of each operation.
//!
//! In: a service with errors. Out: its operations with these behind their own. Never twice.

use crate::id::ShapeId;
use crate::model::{Kind, Model};

pub(super) fn copy(model: &mut Model, service: &ShapeId) {
    let Some(Kind::Service(service)) = model.shapes.get_mut(service).map(|shape| &mut shape.kind)
    else {
        return;
    };
    let errors = std::mem::take(&mut service.errors);
    let operations: Vec<ShapeId> = service
        .operations
        .iter()
        .map(|o| o.target.clone())
        .collect();
    for id in operations {
        if let Some(Kind::Operation(operation)) =
            model.shapes.get_mut(&id).map(|shape| &mut shape.kind)
        {
            for error in &errors {
                if operation
                    .errors
                    .iter()
                    .all(|own| own.target != error.target)
                {
                    operation.errors.push(error.clone());
                }
            }
        }
    }
}
