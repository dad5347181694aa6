//! Who sends a shape to whom.
//!
//! In: a model with operations. Out: for each shape, whether it is part of a request, a response or an error. Shapes that
//! are part of a request are those that a server has to validate.

use crate::id::ShapeId;
use crate::model::{Kind, Model};
use std::collections::HashMap;

/// Where a shape is part of what is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Of an input.
    pub input: bool,
    /// Of an output.
    pub output: bool,
    /// Of an error.
    pub error: bool,
}

impl Reached {
    fn covers(self, other: Self) -> bool {
        (self.input || !other.input)
            && (self.output || !other.output)
            && (self.error || !other.error)
    }

    fn with(self, other: Self) -> Self {
        Self {
            input: self.input || other.input,
            output: self.output || other.output,
            error: self.error || other.error,
        }
    }
}

/// The parts that every shape of a model has in what is sent.
#[derive(Clone, Debug)]
pub struct Reach {
    shapes: HashMap<ShapeId, Reached>,
}

impl Reach {
    /// Follows the members of every operation's input, output and errors.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let mut open: Vec<(&ShapeId, Reached)> = Vec::new();
        for shape in model.shapes.values() {
            let Kind::Operation(operation) = &shape.kind else {
                continue;
            };
            let none = Reached::default();
            let (input, output, error) = (
                Reached {
                    input: true,
                    ..none
                },
                Reached {
                    output: true,
                    ..none
                },
                Reached {
                    error: true,
                    ..none
                },
            );
            open.extend(operation.input.iter().map(|b| (&b.target, input)));
            open.extend(operation.output.iter().map(|b| (&b.target, output)));
            open.extend(operation.errors.iter().map(|b| (&b.target, error)));
        }
        let mut shapes: HashMap<ShapeId, Reached> = HashMap::new();
        while let Some((id, reached)) = open.pop() {
            let there = shapes.get(id).copied().unwrap_or_default();
            if there.covers(reached) {
                continue;
            }
            shapes.insert(id.clone(), there.with(reached));
            if let Some(shape) = model.get(id) {
                open.extend(shape.kind.members().map(|member| (&member.target, reached)));
            }
        }
        Self { shapes }
    }

    /// Where the shape is part of what is sent. Nowhere, in a model without operations.
    #[must_use]
    pub fn of(&self, shape: &ShapeId) -> Reached {
        self.shapes.get(shape).copied().unwrap_or_default()
    }
}
