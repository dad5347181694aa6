//! Traits that are read and that a client would have to act on, but cannot.
//!
//! In: the operations of a model. Out: a warning that names the operations, so that nothing is dropped without a word.
//! Never refuses: the rest of the operation is right.

use super::operation::is_compressible;
use super::paths;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Model, RequestCompression, Shape, Typed};

/// How many operations a warning names.
const NAMED: usize = 8;

/// Says what the client of a service does not do.
pub(super) fn warn(model: &Model, service: &Shape, diagnostics: &mut Diagnostics) {
    let operations: Vec<String> = paths::operations(model)
        .filter(|(shape, _)| shape.traits.has::<RequestCompression>() && !is_compressible(shape))
        .map(|(shape, _)| shape.id.name().to_owned())
        .collect();
    if !operations.is_empty() {
        let operations = listed(&operations);
        diagnostics.push(
            Diagnostic::warning(format!(
                "the client compresses no body in {operations}: {} does not list gzip, which is the one encoding that it knows",
                RequestCompression::ID
            ))
            .about(&service.id)
            .at(&service.at)
            .help("set it in the transport that is given to the client"),
        );
    }
}

/// The first few names, and how many more there are.
pub(super) fn listed(names: &[String]) -> String {
    let shown = names[..names.len().min(NAMED)].join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
