//! Questions over a whole model, answered once.
//!
//! In: a transformed model. Out: where members of a message travel ([`Message`]), which members have to be boxed
//! ([`Recursion`]), and who sends a shape to whom ([`Reach`]). Never changes the model.

mod bindings;
mod reach;
mod recursion;

pub use bindings::{Message, Part, Place};
pub use reach::{Reach, Reached};
pub use recursion::Recursion;

use crate::model::Model;

/// What is asked of a whole model, answered.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// Which members have to be boxed.
    pub recursion: Recursion,
    /// Who sends a shape to whom.
    pub reach: Reach,
}

impl Knowledge {
    /// Answers all questions over a transformed model.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        Self {
            recursion: Recursion::new(model),
            reach: Reach::new(model),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
