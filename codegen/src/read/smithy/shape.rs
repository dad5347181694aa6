//! Shapes of the AST: every type of both versions.
//!
//! In: one entry of `shapes`. Out: one shape with its members and traits. Never looks at another shape.

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::{leftover, prelude};
use super::{id, reference, traits};
use crate::id::ShapeId;
use crate::model::{
    Binding, Kind, Member, Operation, Resource, Service, Shape, Traits, UniqueItems,
};

pub(super) fn read(id: &ShapeId, mut object: Object, findings: &mut Findings<'_>) -> Option<Shape> {
    let at = object.at.clone();
    let Some(kind) = object.take("type") else {
        findings.error(
            &at,
            "the shape has no type",
            "add \"type\", for example \"string\"",
        );
        return None;
    };
    let kind_at = kind.at.clone();
    let mut shape_traits = Traits::default();
    traits::read(object.take("traits"), &mut shape_traits, findings);
    let kind = match kind.string(findings)?.as_str() {
        "blob" => Kind::Blob,
        "boolean" => Kind::Boolean,
        "string" => Kind::String,
        "enum" => Kind::Enum(members(id, &mut object, findings)),
        "byte" => Kind::Byte,
        "short" => Kind::Short,
        "integer" => Kind::Integer,
        "intEnum" => Kind::IntEnum(members(id, &mut object, findings)),
        "long" => Kind::Long,
        "float" => Kind::Float,
        "double" => Kind::Double,
        "bigInteger" => Kind::BigInteger,
        "bigDecimal" => Kind::BigDecimal,
        "timestamp" => Kind::Timestamp,
        "document" => Kind::Document,
        "list" => Kind::List(Box::new(part(id, "member", &mut object, findings)?)),
        "set" => {
            shape_traits.insert(UniqueItems, kind_at);
            Kind::List(Box::new(part(id, "member", &mut object, findings)?))
        }
        "map" => Kind::Map {
            key: Box::new(part(id, "key", &mut object, findings)?),
            value: Box::new(part(id, "value", &mut object, findings)?),
        },
        "structure" => Kind::Structure(members(id, &mut object, findings)),
        "union" => Kind::Union(members(id, &mut object, findings)),
        "service" => Kind::Service(service(&mut object, findings)),
        "resource" => Kind::Resource(resource(&mut object, findings)),
        "operation" => Kind::Operation(operation(&mut object, findings)),
        other => {
            findings.error(
                &kind_at,
                format!("unknown type {other:?}"),
                "the types are those of the Smithy JSON AST 1.0 and 2.0",
            );
            return None;
        }
    };
    findings.about(id);
    let mixins = bindings(object.take("mixins"), findings);
    object.refuse(&FOREIGN, kind.name(), findings);
    leftover("smithy#", object, &mut shape_traits);
    Some(Shape {
        id: id.clone(),
        kind,
        traits: shape_traits,
        mixins,
        at,
    })
}

/// Parts, and the type of the shapes that have them.
const FOREIGN: [(&str, &str); 4] = [
    ("members", "structure"),
    ("member", "list"),
    ("key", "map"),
    ("value", "map"),
];

fn members(id: &ShapeId, object: &mut Object, findings: &mut Findings<'_>) -> Vec<Member> {
    let Some(entries) = object
        .take("members")
        .and_then(|node| node.object(findings))
    else {
        return Vec::new();
    };
    entries
        .rest()
        .filter_map(|(name, node)| member(id, &name, node, findings))
        .collect()
}

fn member(owner: &ShapeId, name: &str, node: Node, findings: &mut Findings<'_>) -> Option<Member> {
    findings.about(owner.member(name));
    let at = node.at.clone();
    if node.value.as_str().is_some() {
        findings.error(
            &at,
            format!("the member {name:?} is a string"),
            format!("a member is an object: {{\"target\": \"namespace#Shape\"}} (in {name:?})"),
        );
        return None;
    }
    let mut object = node.object(findings)?;
    let Some(target) = object.take("target") else {
        findings.error(
            &at,
            format!("the member {name:?} has no target"),
            "add \"target\" with the id of a shape",
        );
        return None;
    };
    let target_at = target.at.clone();
    let target = id(&target.string(findings)?, &target_at, findings)?;
    let mut member_traits = Traits::default();
    traits::read(object.take("traits"), &mut member_traits, findings);
    leftover("smithy#", object, &mut member_traits);
    Some(Member {
        name: name.to_owned(),
        target,
        traits: member_traits,
        at,
    })
}

/// The one member of a list, or the key or the value of a map.
fn part(
    id: &ShapeId,
    name: &str,
    object: &mut Object,
    findings: &mut Findings<'_>,
) -> Option<Member> {
    match object.take(name) {
        Some(node) => member(id, name, node, findings),
        None => {
            findings.error(
                &object.at,
                format!("{name:?} is missing"),
                format!("add \"{name}\": {{\"target\": \"...\"}}"),
            );
            None
        }
    }
}

fn bindings(node: Option<Node>, findings: &mut Findings<'_>) -> Vec<Binding> {
    node.and_then(|node| node.array(findings))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|item| binding(item, findings))
        .collect()
}

fn binding(node: Node, findings: &mut Findings<'_>) -> Option<Binding> {
    reference(node, findings).map(|(target, at)| Binding { target, at })
}

fn service(object: &mut Object, findings: &mut Findings<'_>) -> Service {
    let mut rename = Vec::new();
    if let Some(renames) = object.take("rename").and_then(|node| node.object(findings)) {
        for (text, node) in renames.rest() {
            let shape = id(&text, &node.at, findings);
            if let (Some(shape), Some(name)) = (shape, node.string(findings)) {
                rename.push((shape, name));
            }
        }
    }
    Service {
        version: object.take_string("version", findings).unwrap_or_default(),
        operations: bindings(object.take("operations"), findings),
        resources: bindings(object.take("resources"), findings),
        errors: bindings(object.take("errors"), findings),
        rename,
    }
}

fn resource(object: &mut Object, findings: &mut Findings<'_>) -> Resource {
    let mut operations = Vec::new();
    for key in ["put", "create", "read", "update", "delete", "list"] {
        operations.extend(object.take(key).and_then(|node| binding(node, findings)));
    }
    for key in ["operations", "collectionOperations"] {
        operations.extend(bindings(object.take(key), findings));
    }
    Resource {
        operations,
        resources: bindings(object.take("resources"), findings),
    }
}

fn operation(object: &mut Object, findings: &mut Findings<'_>) -> Operation {
    let data = |key: &str, object: &mut Object, findings: &mut Findings<'_>| {
        object
            .take(key)
            .and_then(|node| binding(node, findings))
            .filter(|binding| binding.target != prelude::unit())
    };
    Operation {
        input: data("input", object, findings),
        output: data("output", object, findings),
        errors: bindings(object.take("errors"), findings),
    }
}
