//! What a model must hold to before anything is made of it.
//!
//! In: a model as read. Out: findings, all of them, each with shape, place and what to do. Never changes the model, never
//! stops at the first problem. Patterns are not compiled here.
//!
//! | checked in | what |
//! |---|---|
//! | `depth` | mixins do not nest without end; where they do, nothing else is looked at |
//! | `references` | every reference resolves, and to the right kind of shape; mixins are mixins, and not their own |
//! | `names` | names have a letter or digit; enums have distinct values |
//! | `constraints` | bounds are bounds, and stand on shapes that have a length, a size or a text |
//! | `bindings` | HTTP: methods, URIs, labels, headers, query, payload, status codes |
//! | `recursion` | every shape has a finite value and a Rust type |
//! | `routes` | no two operations of a service on one route; apart, since only a server minds |

mod bindings;
mod constraints;
mod depth;
mod names;
mod recursion;
mod references;
mod routes;

use super::{Model, Shape};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Location;

impl Model {
    /// Checks everything but routes. When there are no errors, every reference resolves. `false` where the model cannot be
    /// looked at any further, after at least one error.
    pub fn validate(&self, diagnostics: &mut Diagnostics) -> bool {
        let mut check = Check {
            model: self,
            diagnostics,
        };
        if !depth::check(&mut check) {
            return false;
        }
        for shape in self.shapes.values() {
            references::check(shape, &mut check);
            names::check(shape, &mut check);
            constraints::check(shape, &mut check);
            bindings::check(shape, &mut check);
        }
        recursion::check(&mut check);
        true
    }

    /// Checks that no two operations of a service are on one route. A server cannot tell such operations apart: for one it
    /// is an error, for clients alone a warning.
    pub fn validate_routes(&self, severity: Severity, diagnostics: &mut Diagnostics) {
        routes::check(self, severity, diagnostics);
    }
}

/// A model that is being checked.
struct Check<'m, 'd> {
    model: &'m Model,
    diagnostics: &'d mut Diagnostics,
}

impl Check<'_, '_> {
    fn error(
        &mut self,
        subject: impl ToString,
        at: &Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics
            .push(Diagnostic::error(message).about(subject).at(at).help(help));
    }

    /// An error about a shape as a whole.
    fn shape_error(&mut self, shape: &Shape, message: impl Into<String>, help: impl Into<String>) {
        self.error(&shape.id, &shape.at, message, help);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
