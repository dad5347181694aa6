//! What older ways to say things mean in Smithy 2.0.
//!
//! In: a model with all its traits. Out: strings with the `enum` trait are enum shapes; members of version 1.0 that had a
//! zero value by their type say so with a default. Never touches what a document of version 2.0 says of defaults.

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::prelude;
use crate::id::ShapeId;
use crate::model::{
    ClientOptional, DefaultValue, Deprecated, Documentation, EnumValue, Internal, Kind, Member,
    Model, Number, Range, Required, Streaming, Tags, Traits, Value,
};
use crate::source::Location;

/// The trait of version 1.0 that lists the values of a string.
const ENUM: &str = "smithy.api#enum";
/// The trait of version 1.0 that takes the zero value from a number or a boolean.
const BOX: &str = "smithy.api#box";

/// Turns strings with the `enum` trait into enum shapes.
pub(super) fn enums(model: &mut Model, findings: &mut Findings<'_>) {
    for shape in model.shapes.values_mut() {
        if !matches!(shape.kind, Kind::String) {
            continue;
        }
        let Some((value, at)) = shape.traits.take_unread(ENUM) else {
            continue;
        };
        findings.about(&shape.id);
        let Some(definitions) = (Node { value, at }).array(findings) else {
            continue;
        };
        let members: Vec<Member> = definitions
            .into_iter()
            .filter_map(|node| definition(node.object(findings)?, findings))
            .collect();
        if !members.is_empty() {
            shape.kind = Kind::Enum(members);
        }
    }
}

/// One value. Its name is the modelled one, else the value itself. A value tagged `internal` is internal: the trait that
/// says so of members of enum shapes did not exist.
fn definition(mut object: Object, findings: &mut Findings<'_>) -> Option<Member> {
    let at = object.at.clone();
    let Some(value) = object.take("value") else {
        findings.error(&at, "the enum definition has no value", "add \"value\"");
        return None;
    };
    let value = value.string(findings)?;
    let name = object.take_string("name", findings);
    let mut traits = Traits::default();
    traits.insert(EnumValue(Value::String(value.clone())), at.clone());
    if let Some(text) = object.take_string("documentation", findings) {
        traits.insert(Documentation(text), at.child("documentation"));
    }
    if let Some(at) = object.take_flag("deprecated", findings) {
        traits.insert(Deprecated::default(), at);
    }
    if let Some(node) = object.take("tags") {
        let at = node.at.clone();
        let tags = node.strings(findings)?;
        if tags.iter().any(|tag| tag == "internal") {
            traits.insert(Internal, at.clone());
        }
        traits.insert(Tags(tags), at);
    }
    super::super::leftover("smithy.api#enum.", object, &mut traits);
    Some(Member {
        name: name.unwrap_or(value),
        target: prelude::unit(),
        traits,
        at,
    })
}

/// Gives members of version 1.0 the defaults that their types had: zero for numbers, false for booleans, nothing for a
/// streaming blob. Not where `box` takes it away, where a range forbids zero, or where the member has to be there anyway.
pub(super) fn first_version(old: &[ShapeId], model: &mut Model) {
    for id in old {
        let Some(Kind::Structure(members)) = model.get(id).map(|shape| &shape.kind) else {
            continue;
        };
        let defaults: Vec<Option<Value>> = members.iter().map(|m| zero(model, m)).collect();
        let Some(shape) = model.shapes.get_mut(id) else {
            continue;
        };
        for (member, default) in shape.kind.members_mut().zip(defaults) {
            if let Some(value) = default {
                let at: Location = member.at.clone();
                member.traits.insert(DefaultValue(value), at);
            }
        }
    }
}

fn zero(model: &Model, member: &Member) -> Option<Value> {
    let traits = &member.traits;
    if traits.unread(BOX).is_some()
        || traits.has::<Required>()
        || traits.has::<DefaultValue>()
        || traits.has::<ClientOptional>()
    {
        return None;
    }
    if let Some((_, default)) = prelude::kind(&member.target) {
        return default.filter(|_| allows_zero(traits.get::<Range>()));
    }
    let target = model.get(&member.target)?;
    if target.traits.unread(BOX).is_some() {
        return None;
    }
    match &target.kind {
        Kind::Boolean => Some(Value::Boolean(false)),
        Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::Float | Kind::Double => {
            allows_zero(model.effective::<Range>(member))
                .then_some(Value::Number(Number::Integer(0)))
        }
        Kind::Blob if target.traits.has::<Streaming>() => Some(Value::String(String::new())),
        _ => None,
    }
}

/// Whether zero is in the range.
fn allows_zero(range: Option<&Range>) -> bool {
    let zero = Number::Integer(0);
    range.is_none_or(|range| {
        range
            .min
            .as_ref()
            .is_none_or(|min| min.compare(&zero).is_le())
            && range
                .max
                .as_ref()
                .is_none_or(|max| max.compare(&zero).is_ge())
    })
}
