//! Names that something can be called by, and values that can be told apart.

use super::super::{EnumValue, Kind, Member, Number, Shape, Value};
use super::Check;
use std::collections::HashSet;

pub(super) fn check(shape: &Shape, check: &mut Check<'_, '_>) {
    if !is_name(shape.id.name()) {
        check.shape_error(
            shape,
            format!("nothing can be called {:?}", shape.id.name()),
            "give the shape a name with a letter or a digit",
        );
    }
    let mut names = HashSet::new();
    // Members of enums are named after their values, which may be anything: those without a letter are spelled out, and
    // equal ones are a finding of their own.
    let is_enum = matches!(shape.kind, Kind::Enum(_));
    for member in shape.kind.members().filter(|_| !is_enum) {
        if !is_name(&member.name) {
            check.error(
                shape.id.member(&member.name),
                &member.at,
                format!("nothing can be called {:?}", member.name),
                "give the member a name with a letter or a digit",
            );
        }
        if !names.insert(&member.name) {
            check.error(
                shape.id.member(&member.name),
                &member.at,
                format!("the member {:?} stands twice", member.name),
                "remove or rename one of the two",
            );
        }
    }
    match &shape.kind {
        Kind::Enum(members) => enumeration(
            shape,
            members,
            "a string",
            |value| matches!(value, Value::String(_)),
            check,
        ),
        Kind::IntEnum(members) => {
            let whole = |value: &Value| matches!(value, Value::Number(Number::Integer(number)) if i32::try_from(*number).is_ok());
            enumeration(shape, members, "a whole number of 32 bits", whole, check);
        }
        Kind::Union(members) if members.is_empty() && shape.mixins.is_empty() => check.shape_error(
            shape,
            "the union has no members",
            "a union has exactly one member at a time: give it one",
        ),
        _ => {}
    }
}

/// Whether a Rust name can be made of it.
fn is_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn enumeration(
    shape: &Shape,
    members: &[Member],
    what: &str,
    fits: impl Fn(&Value) -> bool,
    check: &mut Check<'_, '_>,
) {
    if members.is_empty() && shape.mixins.is_empty() {
        check.shape_error(
            shape,
            "the enum has no values",
            "give it one, or make it a plain shape",
        );
    }
    let mut seen: Vec<&Value> = Vec::new();
    let mut texts = HashSet::new();
    for member in members {
        let by_name;
        let value = match member.traits.get::<EnumValue>() {
            Some(EnumValue(value)) => value,
            None => {
                by_name = Value::String(member.name.clone());
                &by_name
            }
        };
        let at = member.traits.at::<EnumValue>().unwrap_or(&member.at);
        if !fits(value) {
            check.error(
                shape.id.member(&member.name),
                at,
                format!("the value of {:?} is not {what}", member.name),
                format!("give it {what} with the trait smithy.api#enumValue"),
            );
            continue;
        }
        let again = match value {
            Value::String(text) => !texts.insert(text.clone()),
            other => seen.contains(&other),
        };
        if again {
            let shown = match value {
                Value::String(text) => format!("{text:?}"),
                Value::Number(number) => number.to_string(),
                _ => String::new(),
            };
            check.error(
                shape.id.member(&member.name),
                at,
                format!("the value {shown} stands twice in the enum"),
                "remove one of the two",
            );
        } else if let Some(EnumValue(value)) = member.traits.get() {
            seen.push(value);
        }
    }
}
