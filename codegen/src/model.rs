//! The neutral model: shapes in Smithy's vocabulary, whichever format they came in.
//!
//! In: what the readers understood. Out: shapes in input order with typed traits; after [`Model::validate`] every
//! reference resolves. Never holds a Rust name, a word of C2J or a token.

mod shape;
mod traits;
mod uri;
mod validate;
mod value;

pub use shape::{Binding, Kind, Member, Operation, Resource, Service, Shape};
pub use traits::*;
pub use uri::{Segment, Uri};
pub use value::{Number, Value};

use crate::id::ShapeId;
use indexmap::IndexMap;
use std::collections::HashSet;

/// A service model, or several merged ones.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Every shape, in input order.
    pub shapes: IndexMap<ShapeId, Shape>,
}

impl Model {
    /// The shape of this id.
    #[must_use]
    pub fn get(&self, id: &ShapeId) -> Option<&Shape> {
        self.shapes.get(id)
    }

    /// The shapes that are services, in input order.
    pub fn services(&self) -> impl Iterator<Item = (&Shape, &Service)> {
        self.shapes.values().filter_map(|shape| match &shape.kind {
            Kind::Service(service) => Some((shape, service)),
            _ => None,
        })
    }

    /// The members of a shape with those that it takes from its mixins (Smithy 2.0, "Mixins"): mixins first, in their
    /// order; a member that is written down again stands where the mixin has it.
    #[must_use]
    pub fn members<'m>(&'m self, shape: &'m Shape) -> Vec<&'m Member> {
        let mut members = IndexMap::new();
        for shape in self.with_mixins(shape) {
            for member in shape.kind.members() {
                members.insert(member.name.as_str(), member);
            }
        }
        members.into_values().collect()
    }

    /// A shape behind all of its mixins, each behind its own: later ones win. Each comes once, also where mixins go in a
    /// circle, which is a finding of [`Model::validate`].
    #[must_use]
    pub fn with_mixins<'m>(&'m self, shape: &'m Shape) -> Vec<&'m Shape> {
        if shape.mixins.is_empty() {
            return vec![shape];
        }
        let mut ordered = Vec::new();
        let mut seen: HashSet<&ShapeId> = HashSet::from([&shape.id]);
        // Shapes on the way down, each with the number of its mixins that were visited.
        let mut path = vec![(shape, 0)];
        while let Some((shape, visited)) = path.last_mut() {
            let shape: &Shape = shape;
            match shape.mixins.get(*visited) {
                Some(mixin) => {
                    *visited += 1;
                    if let Some(mixin) = self.get(&mixin.target)
                        && seen.insert(&mixin.id)
                    {
                        path.push((mixin, 0));
                    }
                }
                None => {
                    ordered.push(shape);
                    path.pop();
                }
            }
        }
        ordered
    }

    /// The trait of a member, or else of the shape that it targets (the rule for constraints and formats: a member's
    /// own trait replaces its target's).
    #[must_use]
    pub fn effective<'m, T: Typed>(&'m self, member: &'m Member) -> Option<&'m T> {
        member
            .traits
            .get::<T>()
            .or_else(|| self.get(&member.target)?.traits.get::<T>())
    }
}
