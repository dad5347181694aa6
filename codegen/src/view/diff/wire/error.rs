//! Errors: what an operation may fail with, and what an error says besides its members.
//!
//! In: two operations, or two errors that face each other. Out: changes. Errors are known by their names on the wire; a
//! client keeps one that it does not know.

use super::super::Rule;
use super::super::words::{code, now};
use super::found::{At, Found};
use super::{
    BREAKS_OLD_CLIENT, Context, DIFFERS, NEW_TO_OLD_CLIENT, NEW_TO_OLD_SERVER, NOTHING, original,
};
use crate::id::ShapeId;
use crate::model::{
    AwsQueryCompatible, AwsQueryError, Binding, Error, HttpError, Model, Operation, Retryable,
    Shape,
};

/// The errors of two operations by name: the new ones in their order, then those that are gone.
pub(super) fn matched<'v>(
    context: &Context<'v>,
    old: &'v Operation,
    new: &'v Operation,
) -> Vec<(Option<&'v Binding>, Option<&'v Binding>)> {
    let name = |model: &'v Model, binding: &'v Binding| -> Option<&'v ShapeId> {
        model.get(&binding.target).map(original)
    };
    let named = |old_one: &&'v Binding, new_one: &'v Binding| {
        let (old, new) = (
            name(context.old.model, old_one),
            name(context.new.model, new_one),
        );
        old.map(ShapeId::name) == new.map(ShapeId::name)
    };
    let partner = |new_one: &'v Binding| old.errors.iter().find(|old_one| named(old_one, new_one));
    let mut all: Vec<_> = new
        .errors
        .iter()
        .map(|new_one| (partner(new_one), Some(new_one)))
        .collect();
    let gone = |old_one: &&'v Binding| new.errors.iter().all(|new_one| !named(old_one, new_one));
    all.extend(old.errors.iter().filter(gone).map(|old| (Some(old), None)));
    all
}

/// Compares the lists of errors of two operations.
pub(super) fn lists<'v>(
    context: &Context<'v>,
    operation: &Shape,
    (old, new): (&'v Operation, &'v Operation),
    found: &mut Found<'_>,
) {
    for pair in matched(context, old, new) {
        match pair {
            (None, Some(new)) => found.push(
                Rule::ErrorAdded,
                original(operation),
                code(new.target.name()),
                At::new(&new.at),
                NEW_TO_OLD_CLIENT,
            ),
            (Some(old), None) => found.push(
                Rule::ErrorRemoved,
                original(operation),
                code(old.target.name()),
                At::old(&old.at),
                NEW_TO_OLD_SERVER,
            ),
            _ => {}
        }
    }
}

/// Compares what two errors are besides their members.
pub(super) fn compare(context: &Context<'_>, old: &Shape, new: &Shape, found: &mut Found<'_>) {
    let subject = original(new);
    let at = At::both(&old.at, &new.at);
    let (before, after) = (status(old), status(new));
    if before != after {
        // Who looks at the status alone tells the classes apart: whose fault it is, and whether to try again.
        let effect = match before / 100 == after / 100 {
            true => NOTHING,
            false => DIFFERS,
        };
        found.push(
            Rule::ErrorStatusChanged,
            subject,
            now(before, after),
            at.applied::<HttpError>(&old.traits, &new.traits),
            effect,
        );
    }
    let (before, after) = (
        old.traits.get::<AwsQueryError>(),
        new.traits.get::<AwsQueryError>(),
    );
    let codes = (
        before.map(|error| error.code.as_str()),
        after.map(|error| error.code.as_str()),
    );
    // Where no header tells the code, it is no more than a note in the model.
    let is_told = |model: &Model| {
        model
            .services()
            .any(|(shape, _)| shape.traits.has::<AwsQueryCompatible>())
    };
    if codes.0 != codes.1 && is_told(context.old.model) && is_told(context.new.model) {
        let shown = |it: Option<&str>| it.map_or("none".to_owned(), code);
        let what = now(shown(codes.0), shown(codes.1));
        let at = at.applied::<AwsQueryError>(&old.traits, &new.traits);
        found.push(Rule::ErrorCodeChanged, subject, what, at, BREAKS_OLD_CLIENT);
    }
    let (before, after) = (old.traits.get::<Retryable>(), new.traits.get::<Retryable>());
    if before != after {
        let shown = |it: Option<&Retryable>| match it {
            None => "not retryable",
            Some(Retryable { throttling: false }) => "retryable",
            Some(Retryable { throttling: true }) => "throttling",
        };
        let what = now(shown(before), shown(after));
        let at = at.applied::<Retryable>(&old.traits, &new.traits);
        found.push(Rule::RetrySafetyChanged, subject, what, at, NOTHING);
    }
}

fn status(error: &Shape) -> u16 {
    match (error.traits.get(), error.traits.get()) {
        (Some(HttpError(status)), _) => *status,
        (None, Some(Error::Server)) => 500,
        (None, _) => 400,
    }
}
