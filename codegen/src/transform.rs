//! The model as it is generated: a chain of passes, each from model to model.
//!
//! In: a validated model and the settings. Out: a model of one service, in which each operation stands for itself. Never
//! chooses a Rust name.
//!
//! After it:
//! * there is one service (none if the model has none and only types are asked for), with all its operations in its list;
//!   nobody needs resources, mixins, errors of the service or renames any more;
//! * each operation has an input and an output of its own, `<Operation>Input` and `<Operation>Output`, marked with
//!   [`Dedicated`](crate::model::Dedicated), which also says what the model gave it;
//! * every shape is reachable from the service.

mod choose;
mod dedicate;
mod errors;
mod mixins;
mod prune;
mod rename;
mod resources;
mod streams;

use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::settings::Settings;

/// Runs all passes. A setting that matches nothing is an error in `diagnostics`, with the nearest name that there is.
#[must_use]
pub fn transform(mut model: Model, settings: &Settings, diagnostics: &mut Diagnostics) -> Model {
    // First, since members and traits that come from a mixin count everywhere.
    mixins::flatten(&mut model);
    let service = choose::service(&model, settings, diagnostics);
    if let Some(service) = &service {
        // Operations that are bound to resources become the service's own, so that they can be chosen by name.
        resources::bind(&mut model, service);
        choose::operations(&mut model, service, settings, diagnostics);
        // Before anything is done for operations that will not be there.
        streams::leave_out(&mut model, service, diagnostics);
        errors::copy(&mut model, service);
        // Before inputs and outputs are named after their operations.
        rename::apply(&mut model, service, settings, diagnostics);
        // What is not needed must not keep a name from what is.
        prune::unreachable(&mut model, Some(service));
        dedicate::inputs_and_outputs(&mut model, service);
    }
    // Last: what nothing refers to any more goes.
    prune::unreachable(&mut model, service.as_ref());
    model
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
