//! The shapes that every Smithy model has without saying so (Smithy 2.0, "Prelude model").
//!
//! In: a model that refers to them. Out: the same model with those that it refers to. Never the prelude's traits: those
//! are typed or kept unread.

use crate::id::ShapeId;
use crate::model::{Binding, DefaultValue, Kind, Model, Number, Shape, Traits, Value};
use crate::source::Location;

/// The namespace of the prelude.
const NAMESPACE: &str = "smithy.api";

/// The structure without members that stands for nothing.
pub(super) fn unit() -> ShapeId {
    ShapeId::new(NAMESPACE, "Unit")
}

/// What a prelude shape is, and the default of the primitive ones.
pub(super) fn kind(id: &ShapeId) -> Option<(Kind, Option<Value>)> {
    if id.namespace() != NAMESPACE {
        return None;
    }
    let zero = || Some(Value::Number(Number::Integer(0)));
    Some(match id.name() {
        "Blob" => (Kind::Blob, None),
        "Boolean" => (Kind::Boolean, None),
        "PrimitiveBoolean" => (Kind::Boolean, Some(Value::Boolean(false))),
        "String" => (Kind::String, None),
        "Byte" => (Kind::Byte, None),
        "PrimitiveByte" => (Kind::Byte, zero()),
        "Short" => (Kind::Short, None),
        "PrimitiveShort" => (Kind::Short, zero()),
        "Integer" => (Kind::Integer, None),
        "PrimitiveInteger" => (Kind::Integer, zero()),
        "Long" => (Kind::Long, None),
        "PrimitiveLong" => (Kind::Long, zero()),
        "Float" => (Kind::Float, None),
        "PrimitiveFloat" => (Kind::Float, zero()),
        "Double" => (Kind::Double, None),
        "PrimitiveDouble" => (Kind::Double, zero()),
        "BigInteger" => (Kind::BigInteger, None),
        "BigDecimal" => (Kind::BigDecimal, None),
        "Timestamp" => (Kind::Timestamp, None),
        "Document" => (Kind::Document, None),
        "Unit" => (Kind::Structure(Vec::new()), None),
        _ => return None,
    })
}

/// Adds the prelude shapes that are referred to, in the order of the first reference.
pub(super) fn complete(model: &mut Model) {
    let mut missing: Vec<(ShapeId, Location)> = Vec::new();
    let mut note = |id: &ShapeId, at: &Location| {
        if id.namespace() == NAMESPACE && missing.iter().all(|(known, _)| known != id) {
            missing.push((id.clone(), at.clone()));
        }
    };
    for shape in model.shapes.values() {
        for member in shape.kind.members() {
            note(&member.target, &member.at);
        }
        if let Kind::Operation(operation) = &shape.kind {
            let bindings: Vec<&Binding> = operation.input.iter().chain(&operation.output).collect();
            for binding in bindings {
                note(&binding.target, &binding.at);
            }
        }
    }
    for (id, at) in missing {
        let Some((kind, default)) = kind(&id) else {
            continue;
        };
        let mut traits = Traits::default();
        if let Some(value) = default {
            traits.insert(DefaultValue(value), at.clone());
        }
        model.shapes.entry(id.clone()).or_insert(Shape {
            id,
            kind,
            traits,
            mixins: Vec::new(),
            at,
        });
    }
}
