//! What nothing refers to goes.
//!
//! In: a model and its service. Out: the shapes that can be reached from it, in input order. Without a service: all data
//! shapes that do not define a trait, and what they refer to.

use crate::id::ShapeId;
use crate::model::{Kind, Mixin, Model, TraitDefinition};
use std::collections::HashSet;

pub(super) fn unreachable(model: &mut Model, service: Option<&ShapeId>) {
    let mut open: Vec<ShapeId> = match service {
        Some(service) => vec![service.clone()],
        None => model
            .shapes
            .values()
            .filter(|shape| {
                let data = !matches!(
                    shape.kind,
                    Kind::Service(_) | Kind::Resource(_) | Kind::Operation(_)
                );
                data && !shape.traits.has::<TraitDefinition>() && !shape.traits.has::<Mixin>()
            })
            .map(|shape| shape.id.clone())
            .collect(),
    };
    let mut reached: HashSet<ShapeId> = open.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let Some(shape) = model.get(&id) else {
            continue;
        };
        let members = shape.kind.members().map(|member| &member.target);
        let bindings = match &shape.kind {
            Kind::Service(service) => service.operations.iter().collect(),
            Kind::Operation(o) => o.input.iter().chain(&o.output).chain(&o.errors).collect(),
            _ => Vec::new(),
        };
        for target in members.chain(bindings.into_iter().map(|binding| &binding.target)) {
            if reached.insert(target.clone()) {
                open.push(target.clone());
            }
        }
    }
    model.shapes.retain(|id, _| reached.contains(id));
}
