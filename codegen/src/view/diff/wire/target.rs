//! What a value is: its kind, and the values that an enum lists.
//!
//! In: two shapes that face each other. Out: changes of kind and of values. Its constraints are compared elsewhere, since
//! members may have their own.

use super::super::words::{code, list, now};
use super::super::{Rule, Wire};
use super::found::{At, Found};
use super::{
    BREAKS_BOTH, BREAKS_NEW_CLIENT, BREAKS_OLD_CLIENT, NEW_TO_OLD_CLIENT, NEW_TO_OLD_SERVER,
    Travels,
};
use crate::model::{EnumValue, Kind, Member, Shape, Value};

/// How one kind follows another: the rule, and what it does in requests and in responses.
type Step = (Rule, Wire, Wire);

/// Compares kinds and enum values.
pub(super) fn compare(
    old: &Shape,
    new: &Shape,
    subject: &str,
    at: At<'_>,
    travels: Travels,
    found: &mut Found<'_>,
) {
    if old.kind.name() != new.kind.name() {
        let (rule, requests, responses) = step(&old.kind, &new.kind);
        let what = now(code(old.kind.name()), code(new.kind.name()));
        found.push(rule, subject, what, at, travels.effect(requests, responses));
    }
    if let (Kind::Enum(before), Kind::Enum(after)) | (Kind::IntEnum(before), Kind::IntEnum(after)) =
        (&old.kind, &new.kind)
    {
        values(before, after, subject, at, travels, found);
    }
}

fn step(old: &Kind, new: &Kind) -> Step {
    match (old, new) {
        (Kind::String, Kind::Enum(_)) | (Kind::Integer, Kind::IntEnum(_)) => {
            (Rule::ValuesListed, BREAKS_OLD_CLIENT, NEW_TO_OLD_SERVER)
        }
        (Kind::Enum(_), Kind::String) | (Kind::IntEnum(_), Kind::Integer) => {
            (Rule::ValuesFreed, NEW_TO_OLD_SERVER, NEW_TO_OLD_CLIENT)
        }
        _ if holds(new, old) => (Rule::TypeWidened, NEW_TO_OLD_SERVER, BREAKS_OLD_CLIENT),
        _ if holds(old, new) => (Rule::TypeNarrowed, BREAKS_OLD_CLIENT, BREAKS_NEW_CLIENT),
        _ => (Rule::TypeChanged, BREAKS_BOTH, BREAKS_BOTH),
    }
}

/// Whether every number of the kind `small` is one of the kind `large`, exactly.
fn holds(large: &Kind, small: &Kind) -> bool {
    let bits = |kind: &Kind| match kind {
        Kind::Byte => Some(8),
        Kind::Short => Some(16),
        Kind::Integer => Some(32),
        Kind::Long => Some(64),
        Kind::BigInteger => Some(u32::MAX),
        _ => None,
    };
    let mantissa = |kind: &Kind| match kind {
        Kind::Float => Some(24),
        Kind::Double => Some(53),
        Kind::BigDecimal => Some(u32::MAX),
        _ => None,
    };
    match (bits(small), bits(large), mantissa(small), mantissa(large)) {
        (Some(small), Some(large), ..) => small < large,
        (_, _, Some(small), Some(large)) => small < large,
        (Some(small), _, _, Some(large)) => small <= large,
        _ => false,
    }
}

fn values(
    old: &[Member],
    new: &[Member],
    subject: &str,
    at: At<'_>,
    travels: Travels,
    found: &mut Found<'_>,
) {
    let lacks = |members: &[Member], value: &Value| {
        members
            .iter()
            .all(|member| !is_same(&self::value(member), value))
    };
    let added: Vec<&Member> = new
        .iter()
        .filter(|member| lacks(old, &value(member)))
        .collect();
    let removed: Vec<&Member> = old
        .iter()
        .filter(|member| lacks(new, &value(member)))
        .collect();
    if let Some(first) = added.first() {
        found.push(
            Rule::EnumValueAdded,
            subject,
            names(&added),
            At {
                new: Some(&first.at),
                ..at
            },
            travels.effect(NEW_TO_OLD_SERVER, NEW_TO_OLD_CLIENT),
        );
    }
    if let Some(first) = removed.first() {
        found.push(
            Rule::EnumValueRemoved,
            subject,
            names(&removed),
            At {
                old: Some(&first.at),
                ..at
            },
            travels.effect(BREAKS_OLD_CLIENT, NEW_TO_OLD_SERVER),
        );
    }
}

/// The value of an enum's member on the wire.
fn value(member: &Member) -> Value {
    match member.traits.get::<EnumValue>() {
        Some(EnumValue(value)) => value.clone(),
        None => Value::String(member.name.clone()),
    }
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.compare(other).is_eq(),
        _ => one == other,
    }
}

fn names(members: &[&Member]) -> String {
    let names: Vec<String> = members
        .iter()
        .map(|member| match value(member) {
            Value::String(text) => code(text),
            Value::Number(number) => code(number),
            _ => code(&member.name),
        })
        .collect();
    list(&names)
}
