//! Which error a violated input becomes.
//!
//! In: an operation's errors. Out: the one that says "what you sent is wrong", if the operation models one. The order of
//! the errors in the model never decides. In turn:
//!
//! 1. the error that the settings name for the operation;
//! 2. `smithy.framework#ValidationException`;
//! 3. among the errors that are the client's fault, have the status 400 and require nothing but a message at most: the one
//!    whose name ranks first in [`CONVENTIONAL`]; between two of one rank the one that sorts first;
//! 4. the only one of them;
//! 5. the framework's own `ValidationException`, with a warning.

use super::paths::{self, original};
use super::structure::{message_of, setter, status};
use super::unsupported::listed;
use super::{Context, Output, value_type};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Error, Kind, Member, Operation, Required, Shape};
use crate::rust::{Type, TypePath, Violated};
use crate::settings::{Setting, unknown};

/// What services call the error for input that is wrong, most telling first. `*` stands for any end. This is the only list
/// of names in the generator; the settings override it.
const CONVENTIONAL: &[&str] = &[
    "ValidationException",
    "InvalidRequestException",
    "BadRequestException",
    "InvalidParameter*",
    "InvalidArgument*",
    "InvalidInput*",
];

/// The error that Smithy's own servers return. It also lists the violations one by one.
const FRAMEWORK: &str = "smithy.framework#ValidationException";

/// Decides for one operation. `None` where nothing fits.
pub(super) fn modelled(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    operation: &Operation,
) -> Option<Violated> {
    let errors: Vec<&Shape> = operation
        .errors
        .iter()
        .filter_map(|error| context.model.get(&error.target))
        .collect();
    if let Some(violated) = overridden(context, out, shape, &errors) {
        return Some(violated);
    }
    if let Some(error) = errors.iter().find(|error| error.id.as_str() == FRAMEWORK) {
        return violated(context, error);
    }
    let mut candidates: Vec<&Shape> = errors
        .into_iter()
        .filter(|error| matches!(error.traits.get(), Some(Error::Client)) && status(error) == 400)
        .filter(|error| fits(error))
        .collect();
    candidates.sort_by_key(|error| (rank(original(error)), error.id.as_str()));
    match candidates.as_slice() {
        [best, ..] if rank(original(best)) < CONVENTIONAL.len() => violated(context, best),
        [only] => violated(context, only),
        _ => None,
    }
}

/// The error that the settings name, if they do. One that does not fit is reported, and nothing is generated.
fn overridden(
    context: &Context<'_>,
    out: &mut Output<'_>,
    operation: &Shape,
    errors: &[&Shape],
) -> Option<Violated> {
    let settings = context.settings;
    let named = settings
        .validation_errors
        .iter()
        .find(|(name, _)| is(operation, name))
        .map(|(_, error)| error);
    let setting = named.or(settings.validation_error.as_ref())?;
    let Some(error) = errors.iter().find(|error| is(error, setting)) else {
        // The setting for all operations passes over those that don't model the error.
        named?;
        let known = errors.iter().map(|error| error.id.name());
        let what = format!("error of {}", operation.id.name());
        out.diagnostics
            .push(unknown(&what, setting, known).about(&operation.id));
        return Some(Violated::Framework);
    };
    let violated = fits(error).then(|| violated(context, error)).flatten();
    if violated.is_none() {
        out.diagnostics.push(Diagnostic {
            at: setting.at.clone(),
            ..Diagnostic::error(format!(
                "violations cannot become {}: it requires more than a message",
                setting.value
            ))
            .about(&error.id)
            .help("name an error that can be made from a message")
        });
    }
    Some(violated.unwrap_or(Violated::Framework))
}

/// Whether a setting means this shape.
fn is(shape: &Shape, setting: &Setting) -> bool {
    [shape.id.as_str(), shape.id.name(), original(shape)].contains(&setting.value.as_str())
}

/// Reports settings of the rule that match no operation.
pub(super) fn unmatched(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for (name, _) in &context.settings.validation_errors {
        if !paths::operations(context.model).any(|(shape, _)| is(shape, name)) {
            let known = paths::operations(context.model).map(|(shape, _)| shape.id.name());
            diagnostics.push(unknown("operation", name, known));
        }
    }
    let Some(setting) = &context.settings.validation_error else {
        return;
    };
    let errors = || {
        context
            .model
            .shapes
            .values()
            .filter(|shape| shape.traits.has::<Error>())
    };
    if !errors().any(|error| is(error, setting)) {
        diagnostics.push(unknown(
            "error",
            setting,
            errors().map(|error| error.id.name()),
        ));
    }
}

/// One warning for all operations that model nothing fit.
pub(super) fn warn(service: &Shape, operations: &[String], diagnostics: &mut Diagnostics) {
    if operations.is_empty() {
        return;
    }
    let names = listed(operations);
    diagnostics.push(
        Diagnostic::warning(format!(
            "violations become a ValidationException of the framework in {names}: no client error with the status 400 \
             there can be made from a message alone"
        ))
        .about(&service.id)
        .at(&service.at)
        .help("name an error of the operation in `validation_error` of the settings, if one is meant for this"),
    );
}

fn rank(name: &str) -> usize {
    let fits = |pattern: &&str| match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == *pattern,
    };
    CONVENTIONAL
        .iter()
        .position(fits)
        .unwrap_or(CONVENTIONAL.len())
}

fn members(error: &Shape) -> &[Member] {
    match &error.kind {
        Kind::Structure(members) => members,
        _ => &[],
    }
}

/// Whether an error can be made from a message alone.
fn fits(error: &Shape) -> bool {
    let mut required = members(error)
        .iter()
        .filter(|member| member.traits.has::<Required>());
    let is_message = |member: &Member| {
        member.name.eq_ignore_ascii_case("message")
            || member.name.eq_ignore_ascii_case("errorMessage")
    };
    required.next().is_none_or(is_message) && required.next().is_none()
}

/// How to make this error. `None` if a required message is no string.
fn violated(context: &Context<'_>, error: &Shape) -> Option<Violated> {
    let place = context.paths.shape(&error.id)?;
    let members = members(error);
    let message = message_of(context, members.iter()).map(|index| &members[index]);
    let message_required = message.is_some_and(|message| message.traits.has::<Required>());
    if members.iter().any(|member| member.traits.has::<Required>()) && !message_required {
        return None;
    }
    let field_list = match error.id.as_str() {
        FRAMEWORK => field_list(context, members),
        _ => None,
    };
    let setter = |member: &Member| setter(members, member);
    Some(Violated::Modelled {
        error: place.path.clone(),
        message_required,
        message: message.filter(|_| !message_required).and_then(setter),
        field_list: field_list.and_then(|(member, item)| Some((setter(member)?, item))),
    })
}

/// The framework's list of violations, and the type of its items.
fn field_list<'m>(context: &Context<'_>, members: &'m [Member]) -> Option<(&'m Member, TypePath)> {
    let member = members.iter().find(|member| member.name == "fieldList")?;
    let Ok(Type::Vec(item)) = value_type::of(context, &member.target) else {
        return None;
    };
    match *item {
        Type::Named(item) => Some((member, item)),
        _ => None,
    }
}
