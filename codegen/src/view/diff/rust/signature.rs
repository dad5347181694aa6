//! Signatures: what a caller's code depends on.
//!
//! In: the signatures of an item in two crates. Out: what differs, by which rule, and in which words.

use super::super::surface::{Item, Signature, path, written};
use super::super::words::{code, list, now};
use super::super::{Effect, Rule};
use super::Judged;
use crate::rust::Type;

/// What an item is, where its path does not tell.
pub(super) fn described(item: &Item<'_>) -> String {
    match &item.signature {
        Signature::Field { ty, optional, .. } => field(ty, *optional),
        Signature::Holds(Some(ty)) => code(written(ty)),
        _ if item.kind.is_type() => item.kind.name().to_owned(),
        _ => String::new(),
    }
}

/// What differs between two signatures, and in which words.
pub(super) fn differences(old: &Signature<'_>, new: &Signature<'_>) -> Vec<(Judged, String)> {
    let breaking = |rule| (rule, Effect::Breaking);
    match (old, new) {
        (
            Signature::Field {
                ty: before,
                optional: was_optional,
                setter: old_setter,
            },
            Signature::Field {
                ty: after,
                optional: is_optional,
                setter: new_setter,
            },
        ) => {
            let mut all = Vec::new();
            if (before, was_optional) != (after, is_optional) {
                let what = now(field(before, *was_optional), field(after, *is_optional));
                all.push((breaking(Rule::FieldTypeChanged), what));
            }
            if old_setter != new_setter {
                let what = now(code(old_setter), code(new_setter));
                all.push((breaking(Rule::SetterRenamed), what));
            }
            all
        }
        (Signature::Holds(before), Signature::Holds(after)) if before != after => {
            let shown = |ty: &Option<Type>| {
                ty.as_ref()
                    .map_or("nothing".to_owned(), |ty| code(written(ty)))
            };
            let what = now(shown(before), shown(after));
            vec![(breaking(Rule::VariantTypeChanged), what)]
        }
        (Signature::Arguments(before), Signature::Arguments(after)) => {
            let rule = if !types(before).eq(types(after)) {
                Rule::ConstructorChanged
            } else if have_moved(before, after) {
                Rule::ArgumentsReordered
            } else {
                return Vec::new();
            };
            let what = now(arguments(before), arguments(after));
            vec![(breaking(rule), what)]
        }
        (Signature::Call { .. }, Signature::Call { .. })
        | (Signature::Pages(_), Signature::Pages(_))
        | (Signature::Items(_), Signature::Items(_))
        | (Signature::Wait(_), Signature::Wait(_))
            if old != new =>
        {
            vec![(breaking(Rule::ClientMethodChanged), call(old, new))]
        }
        (Signature::Method { .. }, Signature::Method { .. }) if old != new => {
            vec![(breaking(Rule::ServerMethodChanged), call(old, new))]
        }
        _ => Vec::new(),
    }
}

fn field(ty: &Type, optional: bool) -> String {
    let ty = written(ty);
    code(if optional {
        format!("Option<{ty}>")
    } else {
        ty
    })
}

fn types<'a>(of: &'a [(&str, &Type)]) -> impl Iterator<Item = &'a Type> {
    of.iter().map(|(_, ty)| *ty)
}

/// Whether arguments changed places. One that only has another name is the affair of its field.
fn have_moved(old: &[(&str, &Type)], new: &[(&str, &Type)]) -> bool {
    old.iter().enumerate().any(|(place, (name, _))| {
        let now = new.iter().position(|(other, _)| other == name);
        now.is_some_and(|now| now != place)
    })
}

fn arguments(of: &[(&str, &Type)]) -> String {
    let arguments: Vec<String> = of
        .iter()
        .map(|(name, ty)| format!("{name}: {}", written(ty)))
        .collect();
    code(format!("new({})", arguments.join(", ")))
}

/// What differs between two calls.
fn call(old: &Signature<'_>, new: &Signature<'_>) -> String {
    let types = |of: &Signature<'_>| -> Vec<String> {
        match of {
            Signature::Call {
                operation,
                fluent,
                input,
                output,
                error,
            } => vec![
                (*operation).to_owned(),
                format!("client::{fluent}"),
                path(input),
                path(output),
                path(error),
            ],
            Signature::Method {
                operation,
                input,
                output,
                error,
            } => vec![
                (*operation).to_owned(),
                path(input),
                path(output),
                path(error),
            ],
            Signature::Pages(tokens) => tokens.iter().map(|ty| written(ty)).collect(),
            Signature::Items(ty) => vec![written(ty)],
            Signature::Wait(input) => vec![path(input)],
            _ => Vec::new(),
        }
    };
    let pairs = types(old).into_iter().zip(types(new));
    let differing: Vec<String> = pairs
        .filter(|(old, new)| old != new)
        .map(|(old, new)| now(code(old), code(new)))
        .collect();
    if differing.is_empty() {
        return "another number of tokens".to_owned();
    }
    list(&differing)
}
