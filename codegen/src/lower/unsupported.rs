//! Traits that are read and that a client would have to act on, but does not yet.
//!
//! In: the operations of a model. Out: one warning per trait, which names the operations, so that nothing is dropped
//! without a word. Never refuses: the rest of the operation is right.

use super::paths;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Endpoint, HttpChecksumRequired, Model, RequestCompression, Shape, Traits, Typed,
};

/// How many operations a warning names.
const NAMED: usize = 8;

/// Says what the client of a service does not do.
pub(super) fn warn(model: &Model, service: &Shape, diagnostics: &mut Diagnostics) {
    let help = "set it in the transport that is given to the client";
    let mut say = |id: &str, what: &str, has: fn(&Traits) -> bool| {
        let operations: Vec<String> = paths::operations(model)
            .filter(|(shape, _)| has(&shape.traits))
            .map(|(shape, _)| shape.id.name().to_owned())
            .collect();
        if !operations.is_empty() {
            let operations = listed(&operations);
            diagnostics.push(
                Diagnostic::warning(format!(
                    "the trait {id} is not supported yet: {what} in {operations}"
                ))
                .about(&service.id)
                .at(&service.at)
                .help(help),
            );
        }
    };
    say(
        Endpoint::ID,
        "the client puts no prefix before the host name",
        Traits::has::<Endpoint>,
    );
    say(
        HttpChecksumRequired::ID,
        "the client sends no checksum",
        Traits::has::<HttpChecksumRequired>,
    );
    say(
        RequestCompression::ID,
        "the client compresses no body",
        Traits::has::<RequestCompression>,
    );
}

/// The first few names, and how many more there are.
pub(super) fn listed(names: &[String]) -> String {
    let shown = names[..names.len().min(NAMED)].join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
