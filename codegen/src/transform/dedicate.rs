//! Each operation gets an input and an output of its own.
//!
//! In: operations that share structures, or have none. Out: `<Operation>Input` and `<Operation>Output` for each, right
//! behind it, with the members and traits of what the model gives it. A structure that something else refers to stays as
//! well, as a type. Never loses whether the model gave it one at all: [`Dedicated`] says so.
//!
//! Where the model has another shape of that id which is still needed, the new one goes into a namespace of its own,
//! `<namespace>.operations`: names are settled later, by one rule for all.

use crate::id::ShapeId;
use crate::model::{Binding, Dedicated, Input, Kind, Model, Output, Shape, Traits};
use indexmap::IndexMap;
use std::collections::HashSet;

pub(super) fn inputs_and_outputs(model: &mut Model, service: &ShapeId) {
    let Some(Kind::Service(service)) = model.get(service).map(|shape| &shape.kind) else {
        return;
    };
    let operations: Vec<ShapeId> = service
        .operations
        .iter()
        .map(|o| o.target.clone())
        .collect();
    let used = used_elsewhere(model);
    // Per operation, what goes right behind it.
    let mut made: IndexMap<ShapeId, Vec<Shape>> = IndexMap::new();
    let mut replaced = HashSet::new();
    for id in operations {
        let Some(shape) = model.get(&id) else {
            continue;
        };
        let Kind::Operation(operation) = &shape.kind else {
            continue;
        };
        let parts = [
            (operation.input.clone(), "Input"),
            (operation.output.clone(), "Output"),
        ];
        let shapes = parts.map(|(binding, suffix)| dedicated(model, shape, binding, suffix, &used));
        replaced.extend(shapes.iter().map(|shape| shape.id.clone()));
        let [input, output] = shapes.each_ref().map(|shape| Binding {
            target: shape.id.clone(),
            at: shape.at.clone(),
        });
        made.insert(id.clone(), shapes.into());
        if let Some(Kind::Operation(operation)) =
            model.shapes.get_mut(&id).map(|shape| &mut shape.kind)
        {
            operation.input = Some(input);
            operation.output = Some(output);
        }
    }
    let shapes = std::mem::take(&mut model.shapes);
    for (id, shape) in shapes {
        if replaced.contains(&id) {
            continue;
        }
        let behind = made.swap_remove(&id).unwrap_or_default();
        model.shapes.insert(id, shape);
        model
            .shapes
            .extend(behind.into_iter().map(|shape| (shape.id.clone(), shape)));
    }
}

/// Shapes that are referred to by a member or as an error: they are types of their own.
fn used_elsewhere(model: &Model) -> HashSet<ShapeId> {
    let mut used = HashSet::new();
    for shape in model.shapes.values() {
        used.extend(shape.kind.members().map(|member| member.target.clone()));
        if let Kind::Operation(operation) = &shape.kind {
            used.extend(operation.errors.iter().map(|error| error.target.clone()));
        }
    }
    used
}

fn dedicated(
    model: &Model,
    operation: &Shape,
    binding: Option<Binding>,
    suffix: &str,
    used: &HashSet<ShapeId>,
) -> Shape {
    let from = binding.and_then(|binding| model.get(&binding.target));
    let name = format!("{}{suffix}", operation.id.name());
    let mut id = ShapeId::new(operation.id.namespace(), &name);
    // A structure of this id that only operations refer to makes room: they all get their own.
    let stays =
        |shape: &Shape| used.contains(&shape.id) || !matches!(shape.kind, Kind::Structure(_));
    if model.get(&id).is_some_and(stays) {
        id = ShapeId::new(&format!("{}.operations", operation.id.namespace()), &name);
    }
    let mut shape = match from {
        Some(shape) => shape.clone(),
        None => Shape {
            id: id.clone(),
            kind: Kind::Structure(Vec::new()),
            traits: Traits::default(),
            mixins: Vec::new(),
            at: operation.at.clone(),
        },
    };
    let at = shape.at.clone();
    let from = from.map(|shape| shape.id.clone());
    shape.id = id;
    shape.traits.insert(Dedicated { from }, at.clone());
    match suffix {
        "Input" => shape.traits.insert(Input, at),
        _ => shape.traits.insert(Output, at),
    }
    shape
}
