//! Bounds, and where they stand.

use super::super::{HttpError, Kind, Length, Pattern, Range, Shape, Traits, Typed, UniqueItems};
use super::Check;
use crate::source::Location;

pub(super) fn check(shape: &Shape, check: &mut Check<'_, '_>) {
    one(shape.id.as_str(), &shape.traits, Some(&shape.kind), check);
    if let Some(HttpError(code)) = shape.traits.get() {
        let at = shape.traits.at::<HttpError>().unwrap_or(&shape.at);
        status(shape.id.as_str(), *code, at, check);
    }
    for member in shape.kind.members() {
        let target = check.model.get(&member.target).map(|target| &target.kind);
        one(
            &shape.id.member(&member.name),
            &member.traits,
            target,
            check,
        );
    }
}

/// Checks a status code.
pub(super) fn status(subject: &str, code: u16, at: &Location, check: &mut Check<'_, '_>) {
    if !(100..=999).contains(&code) {
        check.error(
            subject,
            at,
            format!("{code} is no HTTP status code"),
            "status codes have three digits, from 100 to 999",
        );
    }
}

fn one(subject: &str, traits: &Traits, kind: Option<&Kind>, check: &mut Check<'_, '_>) {
    if let (Some(length), Some(at)) = (traits.get::<Length>(), traits.at::<Length>()) {
        if let (Some(min), Some(max)) = (length.min, length.max)
            && min > max
        {
            crossed(subject, &min.to_string(), &max.to_string(), at, check);
        }
        let fits = |kind: &Kind| {
            matches!(
                kind,
                Kind::String | Kind::Enum(_) | Kind::Blob | Kind::List(_) | Kind::Map { .. }
            )
        };
        stands::<Length>(
            subject,
            kind,
            fits,
            "strings, blobs, lists and maps",
            at,
            check,
        );
    }
    if let (Some(range), Some(at)) = (traits.get::<Range>(), traits.at::<Range>()) {
        if let (Some(min), Some(max)) = (&range.min, &range.max)
            && min.compare(max).is_gt()
        {
            crossed(subject, &min.to_string(), &max.to_string(), at, check);
        }
        let fits = |kind: &Kind| {
            matches!(
                kind,
                Kind::Byte
                    | Kind::Short
                    | Kind::Integer
                    | Kind::IntEnum(_)
                    | Kind::Long
                    | Kind::Float
                    | Kind::Double
                    | Kind::BigInteger
                    | Kind::BigDecimal
            )
        };
        stands::<Range>(subject, kind, fits, "numbers", at, check);
    }
    if let Some(at) = traits.at::<Pattern>() {
        let fits = |kind: &Kind| matches!(kind, Kind::String | Kind::Enum(_));
        stands::<Pattern>(subject, kind, fits, "strings", at, check);
    }
    if let Some(at) = traits.at::<UniqueItems>() {
        stands::<UniqueItems>(
            subject,
            kind,
            |kind| matches!(kind, Kind::List(_)),
            "lists",
            at,
            check,
        );
    }
}

fn crossed(subject: &str, min: &str, max: &str, at: &Location, check: &mut Check<'_, '_>) {
    check.error(
        subject,
        at,
        format!("no value is at least {min} and at most {max}"),
        "swap the two bounds or correct one",
    );
}

fn stands<T: Typed>(
    subject: &str,
    kind: Option<&Kind>,
    fits: impl Fn(&Kind) -> bool,
    where_it_may: &str,
    at: &Location,
    check: &mut Check<'_, '_>,
) {
    if let Some(kind) = kind.filter(|kind| !fits(kind)) {
        check.error(
            subject,
            at,
            format!(
                "{} says nothing about a shape of kind {}",
                T::ID,
                kind.name()
            ),
            format!("it may stand on {where_it_may}"),
        );
    }
}
