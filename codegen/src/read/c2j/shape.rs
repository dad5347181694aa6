//! `shapes`: every type that C2J has.
//!
//! In: one entry of `shapes`. Out: one shape with its members and traits. Never looks at another shape.

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::{leftover, prelude, unread};
use super::{Document, errors, member};
use crate::id::ShapeId;
use crate::model::{
    EnumValue, HttpPayload, Kind, Length, Member, Range, Required, RequiresLength, Sensitive,
    Shape, Sparse, Streaming, Traits, Value,
};
use crate::source::Location;

/// A shape, and what operations need to know of it.
pub(super) struct Read {
    pub(super) shape: Shape,
    /// Members bound to a label that is not called as they are: label, member.
    pub(super) labels: Vec<(String, String)>,
}

/// Parts, and the type of the shapes that have them.
const FOREIGN: [(&str, &str); 6] = [
    ("members", "structure"),
    ("required", "structure"),
    ("member", "list"),
    ("key", "map"),
    ("value", "map"),
    ("enum", "string"),
];

pub(super) fn read(
    document: &Document,
    name: &str,
    node: Node,
    findings: &mut Findings<'_>,
) -> Option<Read> {
    let id = document.id(name);
    findings.about(&id);
    let mut object = node.object(findings)?;
    let at = object.at.clone();
    let mut traits = Traits::default();
    let mut labels = Vec::new();
    member::documentation(&mut object, &mut traits, findings);
    member::deprecated(&mut object, &mut traits, findings);
    let Some(kind) = object.take("type") else {
        findings.error(
            &at,
            "the shape has no type",
            "add \"type\", for example \"string\"",
        );
        return None;
    };
    let kind_at = kind.at.clone();
    let kind = match kind.string(findings)?.as_str() {
        "structure" => structure(
            document,
            &id,
            &mut object,
            &mut traits,
            &mut labels,
            findings,
        )?,
        "list" => {
            length(&mut object, &mut traits, findings);
            Kind::List(Box::new(part(
                document,
                &id,
                "member",
                &mut object,
                findings,
            )?))
        }
        "map" => {
            length(&mut object, &mut traits, findings);
            Kind::Map {
                key: Box::new(part(document, &id, "key", &mut object, findings)?),
                value: Box::new(part(document, &id, "value", &mut object, findings)?),
            }
        }
        "string" => {
            length(&mut object, &mut traits, findings);
            match object.take("enum") {
                Some(values) => enumeration(&id, values, findings)?,
                None => Kind::String,
            }
        }
        "character" => {
            let one = Length {
                min: Some(1),
                max: Some(1),
            };
            traits.insert(one, kind_at);
            Kind::String
        }
        "blob" => {
            length(&mut object, &mut traits, findings);
            Kind::Blob
        }
        "boolean" => Kind::Boolean,
        "timestamp" => Kind::Timestamp,
        number => {
            let kind = match number {
                "byte" => Kind::Byte,
                "short" => Kind::Short,
                "integer" => Kind::Integer,
                "long" => Kind::Long,
                "float" => Kind::Float,
                "double" => Kind::Double,
                "biginteger" => Kind::BigInteger,
                "bigdecimal" => Kind::BigDecimal,
                other => {
                    findings.error(
                        &kind_at,
                        format!("unknown type {other:?}"),
                        "types are structure, list, map, string, character, blob, boolean, timestamp, byte, short, \
                         integer, long, float, double, biginteger and bigdecimal",
                    );
                    return None;
                }
            };
            range(&mut object, &mut traits, findings);
            kind
        }
    };
    findings.about(&id);
    member::pattern(&mut object, &mut traits, findings);
    member::timestamp_format(&mut object, &mut traits, findings);
    member::flag(&mut object, "sensitive", Sensitive, &mut traits, findings);
    member::flag(&mut object, "sparse", Sparse, &mut traits, findings);
    member::flag(&mut object, "streaming", Streaming, &mut traits, findings);
    member::flag(
        &mut object,
        "requiresLength",
        RequiresLength,
        &mut traits,
        findings,
    );
    errors::read(id.name(), &mut object, &mut traits, findings);
    object.refuse(&FOREIGN, kind.name(), findings);
    member::unchecked(
        &object,
        &format!("a shape of kind {}", kind.name()),
        findings,
    );
    leftover("c2j#", object, &mut traits);
    Some(Read {
        shape: Shape {
            id,
            kind,
            traits,
            mixins: Vec::new(),
            at,
        },
        labels,
    })
}

/// Structures, and what C2J marks on them: unions, event streams and documents.
fn structure(
    document: &Document,
    id: &ShapeId,
    object: &mut Object,
    traits: &mut Traits,
    labels: &mut Vec<(String, String)>,
    findings: &mut Findings<'_>,
) -> Option<Kind> {
    let mut members: Vec<Member> = Vec::new();
    for (name, node) in super::entries(object.take("members"), findings)? {
        findings.about(id.member(&name));
        let Some(read) = member::read(document, &name, node, true, findings) else {
            continue;
        };
        labels.extend(read.label.map(|label| (label, name)));
        members.push(read.member);
    }
    findings.about(id);
    if let Some(required) = object.take("required") {
        for item in required.array(findings)? {
            let at = item.at.clone();
            let Some(name) = item.string(findings) else {
                continue;
            };
            match members.iter_mut().find(|m| m.name == name) {
                Some(member) => member.traits.insert(Required, at),
                None => no_member("required", &name, &at, findings),
            }
        }
    }
    if let Some(node) = object.take("payload") {
        let at = node.at.clone();
        let name = node.string(findings)?;
        match members.iter_mut().find(|m| m.name == name) {
            Some(member) => member.traits.insert(HttpPayload, at),
            None => no_member("payload", &name, &at, findings),
        }
    }
    if let Some(at) = object.take_flag("eventstream", findings) {
        traits.insert(Streaming, at);
        return Some(Kind::Union(members));
    }
    if object.take_flag("union", findings).is_some() {
        return Some(Kind::Union(members));
    }
    if let Some(at) = object.take_flag("document", findings) {
        if members.is_empty() {
            return Some(Kind::Document);
        }
        traits.apply(unread("c2j#document", Value::Boolean(true)), at);
    }
    Some(Kind::Structure(members))
}

fn no_member(key: &str, name: &str, at: &Location, findings: &mut Findings<'_>) {
    findings.error(
        at,
        format!("`{key}` names {name:?}, which is no member of this structure"),
        "name a member as `members` has it",
    );
}

/// The one member of a list, or the key or the value of a map.
fn part(
    document: &Document,
    id: &ShapeId,
    name: &str,
    object: &mut Object,
    findings: &mut Findings<'_>,
) -> Option<Member> {
    findings.about(id.member(name));
    match object.take(name) {
        Some(node) => Some(member::read(document, name, node, false, findings)?.member),
        None => {
            findings.error(
                &object.at,
                format!("{name:?} is missing"),
                format!("add \"{name}\": {{\"shape\": \"...\"}}"),
            );
            None
        }
    }
}

/// `enum`: one member per value, called by the value itself.
fn enumeration(id: &ShapeId, values: Node, findings: &mut Findings<'_>) -> Option<Kind> {
    findings.about(id);
    let mut members = Vec::new();
    for item in values.array(findings)? {
        let at = item.at.clone();
        let value = item.string(findings)?;
        let mut traits = Traits::default();
        traits.insert(EnumValue(Value::String(value.clone())), at.clone());
        members.push(Member {
            name: value,
            target: prelude::unit(),
            traits,
            at,
        });
    }
    // A string without known values is what botocore makes of it too.
    Some(if members.is_empty() {
        Kind::String
    } else {
        Kind::Enum(members)
    })
}

/// `min` and `max` of a length.
fn length(object: &mut Object, traits: &mut Traits, findings: &mut Findings<'_>) {
    let (min, max) = (object.take("min"), object.take("max"));
    let Some(at) = min.as_ref().or(max.as_ref()).map(|node| node.at.clone()) else {
        return;
    };
    let bound = |node: Option<Node>, findings: &mut Findings<'_>| {
        node.and_then(|node| node.whole("a whole number, zero or more", findings))
    };
    let length = Length {
        min: bound(min, findings),
        max: bound(max, findings),
    };
    traits.insert(length, at);
}

/// `min` and `max` of a number.
fn range(object: &mut Object, traits: &mut Traits, findings: &mut Findings<'_>) {
    let (min, max) = (object.take("min"), object.take("max"));
    let Some(at) = min.as_ref().or(max.as_ref()).map(|node| node.at.clone()) else {
        return;
    };
    let range = Range {
        min: min.and_then(|node| node.number(findings)),
        max: max.and_then(|node| node.number(findings)),
    };
    traits.insert(range, at);
}
