//! Enums.
//!
//! In: an enum of strings or integers. Out: an open Rust enum with one variant per value. Values are never changed: only
//! their names are chosen here.
//!
//! The variants of an enum of strings are named after the values, not after the members that Smithy gives them, so that a
//! model says the same in both formats. A value without letter or digit is spelled out: `*` is `Asterisk`, `!=` is
//! `ExclamationEquals`, the empty text is `Empty`; a character without a spelling is its code point, as in `U2603`. The
//! variants of an enum of integers are named after its members. The name of the variant for what the model does not know is
//! fixed and seeded, so that no update of the model moves it.

use super::names::{Case, Claimed, Scope};
use super::paths::{Place, labels};
use super::{Context, Output, prose};
use crate::diagnostic::Diagnostic;
use crate::model::{EnumValue, Internal, Kind, Member, Number, Sensitive, Shape, Value};
use crate::rust::{Definition, Enum, IntEnum, IntVariant, Variant};

/// Seeds for the variants of an open enum or union: the variant that holds what the model does not know. No enum of AWS's
/// models has it as a value, unlike `Unknown` and `Other`.
pub(super) const OPEN: &[&str] = &["Unrecognized"];

/// The value of a member on the wire.
pub(super) fn value(member: &Member) -> Value {
    match member.traits.get::<EnumValue>() {
        Some(EnumValue(value)) => value.clone(),
        None => Value::String(member.name.clone()),
    }
}

/// The variants' names, in order.
pub(super) fn claim(members: &[Member]) -> Vec<Claimed> {
    let mut scope = Scope::new(Case::Pascal, &[OPEN]);
    let mut name = |name: &str| {
        scope
            .claim(name)
            .or_else(|| scope.claim(&spelled(name)))
            .unwrap_or_else(|| Claimed {
                // Every spelling has a letter.
                ident: "Unnamed".to_owned(),
                rules: Vec::new(),
            })
    };
    members
        .iter()
        .map(|member| match value(member) {
            Value::String(text) => name(&text),
            _ => name(&member.name),
        })
        .collect()
}

/// A name for a text that has neither letter nor digit.
fn spelled(text: &str) -> String {
    if text.trim().is_empty() {
        return if text.is_empty() { "Empty" } else { "Blank" }.to_owned();
    }
    let words: Vec<String> = text
        .chars()
        .map(|character| {
            let name = match character {
                '!' => "Exclamation",
                '"' => "Quote",
                '#' => "Hash",
                '$' => "Dollar",
                '%' => "Percent",
                '&' => "Ampersand",
                '\'' => "Apostrophe",
                '(' | ')' => "Parenthesis",
                '*' => "Asterisk",
                '+' => "Plus",
                ',' => "Comma",
                '-' => "Minus",
                '.' => "Dot",
                '/' => "Slash",
                ':' => "Colon",
                ';' => "Semicolon",
                '<' => "Less",
                '=' => "Equals",
                '>' => "Greater",
                '?' => "Question",
                '@' => "At",
                '[' | ']' => "Bracket",
                '\\' => "Backslash",
                '^' => "Caret",
                '_' => "Underscore",
                '`' => "Backtick",
                '{' | '}' => "Brace",
                '|' => "Bar",
                '~' => "Tilde",
                ' ' => "Blank",
                other => return format!("U{:X}", u32::from(other)),
            };
            name.to_owned()
        })
        .collect();
    words.join(" ")
}

/// Lowers an enum of either kind.
pub(super) fn lower(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    place: &Place,
) -> Option<Definition> {
    let members = match &shape.kind {
        Kind::Enum(members) | Kind::IntEnum(members) => members,
        _ => return None,
    };
    let names = claim(members);
    let unknown = OPEN.concat();
    for (member, name) in members.iter().zip(&names) {
        let modelled = match value(member) {
            Value::String(text) => text,
            _ => member.name.clone(),
        };
        out.member_name(place, &modelled, &name.ident, labels(name));
    }
    let docs = context.prose.of(&shape.traits);
    let deprecated = prose::deprecation(&shape.traits);
    let internal = |member: &Member| member.traits.has::<Internal>();
    let (path, file, modelled) = (
        place.path.clone(),
        place.file.clone(),
        place.modelled.clone(),
    );
    let sensitive = shape.traits.has::<Sensitive>();
    if matches!(shape.kind, Kind::Enum(_)) {
        let mut variants = Vec::with_capacity(members.len());
        for (member, name) in members.iter().zip(names) {
            let Value::String(text) = value(member) else {
                out.unsound(no_value(shape, member, "a string"));
                continue;
            };
            variants.push(Variant {
                name: name.ident,
                docs: context.prose.of_variant(&member.traits),
                internal: internal(member),
                value: text,
            });
        }
        return Some(Definition::Enum(Enum {
            path,
            file,
            modelled,
            docs,
            deprecated,
            variants,
            unknown,
            sensitive,
        }));
    }
    let mut variants = Vec::with_capacity(members.len());
    for (member, name) in members.iter().zip(names) {
        let number = match value(member) {
            Value::Number(Number::Integer(number)) => i32::try_from(number).ok(),
            _ => None,
        };
        let Some(number) = number else {
            out.unsound(no_value(shape, member, "a whole number of 32 bits"));
            continue;
        };
        variants.push(IntVariant {
            name: name.ident,
            docs: context.prose.of_variant(&member.traits),
            internal: internal(member),
            value: number,
        });
    }
    Some(Definition::IntEnum(IntEnum {
        path,
        file,
        modelled,
        docs,
        deprecated,
        variants,
        unknown,
    }))
}

fn no_value(shape: &Shape, member: &Member, what: &str) -> Diagnostic {
    Diagnostic::error(format!("the value of this member is not {what}"))
        .about(shape.id.member(&member.name))
        .at(member.traits.at::<EnumValue>().unwrap_or(&member.at))
        .help(format!("give it {what} with `smithy.api#enumValue`"))
}
