//! Where items of a crate come from.
//!
//! In: an item, by the names that the model gives its shape and its member. Out: the id and the place of these.

use std::collections::HashMap;

use super::super::place::Spots;
use super::super::surface::{Item, Kind};
use super::super::{Spot, original};
use crate::model::{self as shape, EnumValue, Member, Model, Shape, Value};
use crate::source::{Location, Source};

/// Where items come from.
pub(super) struct Origin<'v> {
    /// Shapes that hold data, by the name that the crate knows them by.
    data: HashMap<&'v str, &'v Shape>,
    /// Operations, likewise.
    operations: HashMap<&'v str, &'v Shape>,
    service: Option<&'v Shape>,
    spots: Spots<'v>,
}

impl<'v> Origin<'v> {
    pub(super) fn new(model: &'v Model, sources: &'v [Source]) -> Self {
        let (mut data, mut operations) = (HashMap::new(), HashMap::new());
        for shape in model.shapes.values() {
            let shapes = match shape.kind {
                shape::Kind::Operation(_) => &mut operations,
                shape::Kind::Service(_) | shape::Kind::Resource(_) => continue,
                _ => &mut data,
            };
            shapes.entry(original(shape).name()).or_insert(shape);
        }
        Self {
            data,
            operations,
            service: model.services().next().map(|(service, _)| service),
            spots: Spots::new(sources),
        }
    }

    /// The shape or member, and where it stands.
    pub(super) fn of(&mut self, item: &Item<'_>) -> Option<(String, Option<Spot>)> {
        let (name, member) = item.modelled;
        let shape: &'v Shape = match item.kind {
            Kind::ServerTrait => self.service?,
            Kind::ClientMethod | Kind::ServerMethod | Kind::ErrorEnum => {
                self.operations.get(name)?
            }
            _ => self.data.get(name).or_else(|| self.operations.get(name))?,
        };
        let member = member.and_then(|name| {
            let mut members = shape.kind.members();
            members.find(|member| member.name == name || is_value(member, name))
        });
        let at: &Location = member.map_or(&shape.at, |member| &member.at);
        let subject = match member {
            Some(member) => original(shape).member(&member.name),
            None => original(shape).to_string(),
        };
        Some((subject, self.spots.of(at)))
    }
}

fn is_value(member: &Member, text: &str) -> bool {
    matches!(member.traits.get(), Some(EnumValue(Value::String(value))) if value == text)
}
