//! The Rust type of a value.
//!
//! In: the shape that a member targets. Out: a type of the closed set. Never whether the value may be missing: that is the
//! member's.

use super::Context;
use crate::id::ShapeId;
use crate::model::{Kind, Sparse};
use crate::rust::Type;

/// How deep lists and maps may nest in each other. No model comes near; the rest protects the stack.
const MAX_DEPTH: usize = 64;

/// The type of values of this shape; why there is none, otherwise.
pub(super) fn of(context: &Context<'_>, target: &ShapeId) -> Result<Type, String> {
    at_depth(context, target, 0)
}

fn at_depth(context: &Context<'_>, target: &ShapeId, depth: usize) -> Result<Type, String> {
    if depth > MAX_DEPTH {
        return Err(format!("lists and maps nest more than {MAX_DEPTH} deep"));
    }
    let Some(shape) = context.model.get(target) else {
        return Err(format!("{target} is not in the model"));
    };
    let element = |id: &ShapeId| -> Result<Box<Type>, String> {
        let value = at_depth(context, id, depth + 1)?;
        Ok(Box::new(if shape.traits.has::<Sparse>() {
            Type::Option(Box::new(value))
        } else {
            value
        }))
    };
    Ok(match &shape.kind {
        Kind::Blob => Type::Blob,
        Kind::Boolean => Type::Bool,
        Kind::String => Type::String,
        Kind::Byte => Type::I8,
        Kind::Short => Type::I16,
        Kind::Integer => Type::I32,
        Kind::Long => Type::I64,
        Kind::Float => Type::F32,
        Kind::Double => Type::F64,
        Kind::BigInteger => Type::BigInteger,
        Kind::BigDecimal => Type::BigDecimal,
        Kind::Timestamp => Type::Timestamp,
        Kind::Document => Type::Document,
        Kind::List(member) => Type::Vec(element(&member.target)?),
        Kind::Map { key, value } => {
            let key = at_depth(context, &key.target, depth + 1)?;
            Type::Map(Box::new(key), element(&value.target)?)
        }
        Kind::Structure(_) | Kind::Union(_) | Kind::Enum(_) | Kind::IntEnum(_) => {
            match context.paths.shape(target) {
                Some(place) => Type::Named(place.path.clone()),
                None => return Err(format!("{target} has no Rust type")),
            }
        }
        Kind::Service(_) | Kind::Resource(_) | Kind::Operation(_) => {
            return Err(format!(
                "{target} is no data: it is a {}",
                shape.kind.name()
            ));
        }
    })
}
