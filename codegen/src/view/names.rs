//! The table of names: what each name of the model is called in Rust.
//!
//! In: the names that `lower` chose. Out: a row each, and the rules beyond case conversion that were needed.

use std::fmt::Write as _;

use crate::rust::Crate;

/// A row for each shape, member and operation, in the order of the crate.
#[must_use]
pub fn names(krate: &Crate) -> String {
    let mut text = String::new();
    for name in &krate.names {
        let _ = write!(text, "{} -> {}", name.modelled, name.rust);
        if !name.rules.is_empty() {
            let _ = write!(text, "  ({})", name.rules.join(", "));
        }
        text.push('\n');
    }
    text
}
