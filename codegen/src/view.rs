//! What people read of a model and of its crate: small texts, made for review.
//!
//! In: a transformed model, or the crate as `lower` described it. Out: text, the same for the same input. Never code,
//! and never a decision: what is shown was decided before.

mod api;
mod coverage;
pub mod diff;
mod exchange;
pub mod graph;
mod names;
mod outline;
mod written;

use crate::model::Model;
use crate::rust::Crate;

pub use api::api;
pub use coverage::{
    Constraint, Coverage, Decider, Fate, Syntax, constraints, coverage, idle_traits,
};
pub use exchange::{Exchange, exchanges};
pub use graph::graph;
pub use names::names;
pub use outline::outline;
pub use written::written;

/// Everything that is snapshot for review: a name and a text each.
#[must_use]
pub fn all(model: &Model, krate: &Crate) -> Vec<(String, String)> {
    let mut views = vec![
        ("api".to_owned(), api(krate)),
        ("names".to_owned(), names(krate)),
        ("outline".to_owned(), outline(model)),
    ];
    let exchanges = exchanges(krate).into_iter();
    views.extend(
        exchanges.map(|exchange| (format!("exchange-{}", exchange.operation), exchange.text)),
    );
    views
}
