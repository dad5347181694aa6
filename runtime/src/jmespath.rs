//! JMESPath expressions over values of generated types, for waiters and for what endpoints are made of.
//!
//! In: an [`Expression`], parsed and checked when code was generated, and a value. Out: what the expression selects, as a
//! [`Document`]. A structure is an object with the model's names of members, whatever they are on the wire; a timestamp is
//! its seconds since 1970, a blob its base64 (Smithy 2.0, "Waiters", JMESPath data model). No text is parsed here.

mod compare;
mod evaluate;
mod expression;
mod function;
mod view;

pub use evaluate::TypeError;
pub use expression::{Comparison, Expression, Function, Literal};
pub(crate) use view::{view, view_to_show};

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use crate::codec::Structure;
use crate::document::Document;

impl Expression {
    /// What the expression selects in a structure; null where it selects nothing, or a function cannot take what it is
    /// given.
    pub fn select<T: Structure>(&self, value: &T) -> Document {
        self.evaluate(&view(value)).unwrap_or_default()
    }

    /// The texts that the expression selects in a structure: of a list, those of its items; none where it selects nothing.
    pub fn select_texts<T: Structure>(&self, value: &T) -> Vec<String> {
        let text = |document: Document| match document {
            Document::String(text) => Some(text),
            _ => None,
        };
        match self.select(value) {
            Document::Array(items) => items.into_iter().filter_map(text).collect(),
            one => text(one).into_iter().collect(),
        }
    }
}
