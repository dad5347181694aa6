//! Which service, and which of its operations.
//!
//! In: settings. Out: the id of one service; its list of operations without those that were not asked for. Never guesses.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ShapeId;
use crate::model::{Kind, Model};
use crate::settings::{Settings, Sides, unknown};

/// Whether a setting means this shape: by its id or by its name alone.
pub(super) fn means(setting: &str, id: &ShapeId) -> bool {
    setting == id.as_str() || setting == id.name()
}

/// The service: the one that the settings name, else the only one.
pub(super) fn service(
    model: &Model,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<ShapeId> {
    let services: Vec<&ShapeId> = model.services().map(|(shape, _)| &shape.id).collect();
    let known = || services.iter().map(|id| id.as_str());
    if let Some(setting) = &settings.service {
        let found = services
            .iter()
            .copied()
            .find(|id| means(&setting.value, id));
        if found.is_none() {
            diagnostics.push(unknown("service", setting, known()));
        }
        return found.cloned();
    }
    match services.as_slice() {
        [one] => return Some((*one).clone()),
        [] if settings.sides == Sides::TYPES => {}
        [] => diagnostics.push(
            Diagnostic::error("the model has no service")
                .help("generate its types alone, with the sides `types`, or give the document with the service too"),
        ),
        _ => {
            let mut diagnostic = Diagnostic::error("the model has several services")
                .help(format!("say which with the setting `service`: {}", known().collect::<Vec<_>>().join(", ")));
            diagnostic.at = model.services().nth(1).map(|(shape, _)| shape.at.clone());
            diagnostics.push(diagnostic);
        }
    }
    None
}

/// Keeps the operations that the settings name, in the model's order.
pub(super) fn operations(
    model: &mut Model,
    service: &ShapeId,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) {
    let Some(chosen) = &settings.operations else {
        return;
    };
    let Some(Kind::Service(service)) = model.shapes.get_mut(service).map(|shape| &mut shape.kind)
    else {
        return;
    };
    for setting in chosen {
        if !service
            .operations
            .iter()
            .any(|operation| means(&setting.value, &operation.target))
        {
            let known = service
                .operations
                .iter()
                .map(|operation| operation.target.name());
            diagnostics.push(unknown("operation", setting, known));
        }
    }
    service.operations.retain(|operation| {
        chosen
            .iter()
            .any(|setting| means(&setting.value, &operation.target))
    });
}
