//! Shapes that are called otherwise: by the service's `rename`, and by the settings, which win.
//!
//! In: pairs of a shape and a name. Out: shapes under their new ids, marked with [`Renamed`], and all references to them.
//! Never a name on the wire.

use super::choose::means;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ShapeId;
use crate::model::{Binding, Kind, Model, Renamed};
use crate::settings::{Settings, unknown};
use indexmap::IndexMap;

pub(super) fn apply(
    model: &mut Model,
    service: &ShapeId,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) {
    let mut names: IndexMap<ShapeId, String> = IndexMap::new();
    if let Some(Kind::Service(service)) = model.shapes.get_mut(service).map(|shape| &mut shape.kind)
    {
        names.extend(std::mem::take(&mut service.rename));
    }
    for (shape, name) in &settings.rename {
        let meant: Vec<&ShapeId> = model
            .shapes
            .keys()
            .filter(|id| means(&shape.value, id))
            .collect();
        match meant.as_slice() {
            [] => diagnostics.push(unknown(
                "shape",
                shape,
                model.shapes.keys().map(ShapeId::as_str),
            )),
            [id] => {
                names.insert((*id).clone(), name.value.clone());
            }
            several => {
                let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
                let mut diagnostic =
                    Diagnostic::error(format!("{:?} means several shapes", shape.value))
                        .help(format!("write the whole id: {}", ids.join(" or ")));
                diagnostic.at.clone_from(&shape.at);
                diagnostics.push(diagnostic);
            }
        }
    }
    names.retain(|id, name| model.shapes.contains_key(id) && name != id.name());
    if names.is_empty() {
        return;
    }
    let new_ids: IndexMap<ShapeId, ShapeId> = names
        .into_iter()
        .map(|(id, name)| {
            let new = ShapeId::new(id.namespace(), &name);
            (id, new)
        })
        .collect();
    for (id, new) in &new_ids {
        let claimed = model.shapes.contains_key(new) && !new_ids.contains_key(new)
            || new_ids.values().filter(|other| *other == new).count() > 1;
        if claimed {
            let mut diagnostic = Diagnostic::error(format!(
                "{id} cannot be renamed to {:?}: that is taken",
                new.name()
            ))
            .about(id)
            .help("choose another name");
            diagnostic.at = model.get(id).map(|shape| shape.at.clone());
            diagnostics.push(diagnostic);
            return;
        }
    }
    let shapes = std::mem::take(&mut model.shapes);
    for (id, mut shape) in shapes {
        for_each_reference(&mut shape.kind, &mut |target| {
            if let Some(new) = new_ids.get(target) {
                target.clone_from(new);
            }
        });
        if let Some(new) = new_ids.get(&id) {
            shape.traits.insert(Renamed { from: id }, shape.at.clone());
            shape.id.clone_from(new);
        }
        model.shapes.insert(shape.id.clone(), shape);
    }
}

/// Visits every id that a shape refers to.
fn for_each_reference(kind: &mut Kind, visit: &mut impl FnMut(&mut ShapeId)) {
    for member in kind.members_mut() {
        visit(&mut member.target);
    }
    let bindings: Vec<&mut Binding> = match kind {
        Kind::Operation(operation) => operation
            .input
            .iter_mut()
            .chain(&mut operation.output)
            .chain(&mut operation.errors)
            .collect(),
        Kind::Service(service) => service
            .operations
            .iter_mut()
            .chain(&mut service.resources)
            .chain(&mut service.errors)
            .collect(),
        Kind::Resource(resource) => resource
            .operations
            .iter_mut()
            .chain(&mut resource.resources)
            .collect(),
        _ => Vec::new(),
    };
    for binding in bindings {
        visit(&mut binding.target);
    }
}
