//! Operations of resources are operations of the service.
//!
//! In: a service with resources. Out: the service with their operations behind its own, depth first. Never a resource.

use crate::id::ShapeId;
use crate::model::{Binding, Kind, Model};
use std::collections::HashSet;

pub(super) fn bind(model: &mut Model, service: &ShapeId) {
    let Some(Kind::Service(shape)) = model.get(service).map(|shape| &shape.kind) else {
        return;
    };
    let mut operations: Vec<Binding> = shape.operations.clone();
    let mut seen = HashSet::new();
    // The next one to visit is the last one.
    let mut open: Vec<&Binding> = shape.resources.iter().rev().collect();
    while let Some(binding) = open.pop() {
        if let Some(Kind::Resource(resource)) = model.get(&binding.target).map(|shape| &shape.kind)
            && seen.insert(&binding.target)
        {
            operations.extend(resource.operations.iter().cloned());
            open.extend(resource.resources.iter().rev());
        }
    }
    let mut known = HashSet::new();
    operations.retain(|operation| known.insert(operation.target.clone()));
    if let Some(Kind::Service(service)) = model.shapes.get_mut(service).map(|shape| &mut shape.kind)
    {
        service.operations = operations;
        service.resources.clear();
    }
}
