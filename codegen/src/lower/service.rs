//! The service as a whole: what people and programs call it.
//!
//! In: the service shape, which a model of types alone may lack. Out: names for the docs, for signatures, and for the trait
//! that servers implement. The SDK id comes first, since it is the same in both formats of AWS's models.

use super::names::{Case, PRELUDE, Rule, Scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{AwsService, Shape, Title};

/// What the module `server` has besides the trait and what users have in scope beside it.
const SERVER: &[&str] = &["Context", "Operations", "Server"];

/// Names that a crate cannot have beside what it depends on, keywords apart.
const CRATES: &[&str] = &["alloc", "core", "proc_macro", "std", "test", "tinsmith"];

/// Checks the name of the generated crate.
pub(super) fn check_crate_name(name: &str, diagnostics: &mut Diagnostics) {
    let ident = name.replace('-', "_");
    let claimed = Scope::new(Case::Snake, &[CRATES]).claim(name);
    let is_free = claimed.is_some_and(|claimed| {
        !claimed.rules.contains(&Rule::Keyword) && !claimed.rules.contains(&Rule::Seed)
    });
    let is_name = ident.starts_with(|first: char| first.is_ascii_alphabetic())
        && ident
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_');
    if !is_free || !is_name {
        diagnostics.push(
            Diagnostic::error(format!("a crate cannot be called {name:?}")).help(
                "choose another name: a letter, then letters, digits, `-` and `_`, and no word of Rust's own",
            ),
        );
    }
}

/// What the service is called.
#[derive(Debug)]
pub(super) struct Called {
    /// For people: `AWS IoT Jobs Data Plane`.
    pub(super) title: String,
    /// For signatures and user agents: `IoT Jobs Data Plane`.
    pub(super) id: String,
    /// The trait that servers implement: `IotJobsDataPlane`.
    pub(super) server: String,
}

/// What a service is called; `krate` is the name of the generated crate.
pub(super) fn called(service: Option<&Shape>, krate: &str) -> Called {
    let sdk_id = service
        .and_then(|shape| shape.traits.get::<AwsService>())
        .map(|service| service.sdk_id.as_str());
    let id = sdk_id
        .filter(|id| !id.is_empty())
        .or_else(|| Some(service?.id.name()))
        .unwrap_or(krate);
    let title = service
        .and_then(|shape| shape.traits.get::<Title>())
        .map_or(id, |Title(title)| title.trim());
    let mut scope = Scope::new(Case::Pascal, &[PRELUDE, SERVER]);
    // A crate's name begins with a letter.
    let server = scope.claim(id).or_else(|| scope.claim(krate));
    Called {
        title: title.to_owned(),
        id: id.to_owned(),
        server: server.map(|claimed| claimed.ident).unwrap_or_default(),
    }
}
