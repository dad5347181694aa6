//! Operations: which there are, and how each goes over HTTP.
//!
//! In: two versions. Out: changes, and the operations that both have. Their messages are compared elsewhere.

use super::super::words::{code, list, now};
use super::super::{Effect, Rule, Wire};
use super::found::{At, Found};
use super::service::auth;
use super::{
    BREAKS_BOTH, BREAKS_NEW_CLIENT, BREAKS_OLD_CLIENT, Context, NEW_TO_OLD_SERVER, NOTHING, error,
    events, operations, original, traits,
};
use crate::id::ShapeId;
use crate::model::{
    Auth, Endpoint, Http, HttpChecksumRequired, Idempotent, LeftOut, Model, Operation,
    OperationContextParams, Paginated, Readonly, RequestCompression, Segment, Shape,
    StaticContextParams, StreamingOperation, UnsignedPayload, Uri, Waitable,
};

/// Compares all operations.
pub(super) fn compare<'v>(
    context: &Context<'v>,
    found: &mut Found<'_>,
) -> Vec<(&'v Operation, &'v Operation)> {
    let mut both = Vec::new();
    let (old, new) = (context.old.model, context.new.model);
    for (shape, operation) in operations(new) {
        let name = original(shape);
        match named(old, name) {
            Some(before) => {
                one(context, before, (shape, operation), found);
                both.push((before.1, operation));
            }
            None if is_left_out(old, name) => {
                let what = "no longer one of event streams";
                streaming(name, what, At::new(&shape.at), found);
            }
            None => found.push(
                Rule::OperationAdded,
                name,
                called(shape),
                At::new(&shape.at),
                NEW_TO_OLD_SERVER,
            ),
        }
    }
    for (shape, _) in operations(old) {
        let name = original(shape);
        match named(new, name) {
            Some(_) => {}
            None if is_left_out(new, name) => {
                let what = "one of event streams";
                streaming(name, what, At::old(&shape.at), found);
            }
            None => found.push(
                Rule::OperationRemoved,
                name,
                called(shape),
                At::old(&shape.at),
                BREAKS_OLD_CLIENT,
            ),
        }
    }
    left_out(context, found);
    both
}

fn named<'v>(model: &'v Model, name: &ShapeId) -> Option<(&'v Shape, &'v Operation)> {
    operations(model).find(|(shape, _)| original(shape).name() == name.name())
}

/// `POST /trees`
fn called(operation: &Shape) -> String {
    let http = operation.traits.get::<Http>();
    http.map_or(String::new(), |http| {
        code(format!("{} {}", http.method, http.uri))
    })
}

fn streaming(name: &ShapeId, what: &str, at: At<'_>, found: &mut Found<'_>) {
    found.push(Rule::StreamingOperationChanged, name, what, at, BREAKS_BOTH);
}

/// The operations of event streams, which the generator leaves out.
fn streaming_operations(model: &Model) -> impl Iterator<Item = (&StreamingOperation, &Shape)> {
    model.services().flat_map(|(service, _)| {
        let left_out = service.traits.get::<LeftOut>();
        let left_out = left_out.map_or(&[][..], |LeftOut(operations)| operations);
        left_out.iter().map(move |operation| (operation, service))
    })
}

fn is_left_out(model: &Model, name: &ShapeId) -> bool {
    left_out_as(model, name).is_some()
}

fn left_out_as<'v>(model: &'v Model, name: &ShapeId) -> Option<&'v StreamingOperation> {
    let mut operations = streaming_operations(model).map(|(operation, _)| operation);
    operations.find(|operation| operation.id.name() == name.name())
}

/// Operations of event streams: those that only one version has, and the events of those that both have.
fn left_out(context: &Context<'_>, found: &mut Found<'_>) {
    let (old, new) = (context.old.model, context.new.model);
    let is_there = |model: &Model, id| is_left_out(model, id) || named(model, id).is_some();
    for (operation, service) in streaming_operations(new) {
        let id = &operation.id;
        if let Some(before) = left_out_as(old, id) {
            events::compare(before, operation, found);
        }
        if is_there(old, id) {
            continue;
        }
        let at = At::new(&service.at);
        found.push(
            Rule::OperationAdded,
            id,
            "of event streams",
            at,
            NEW_TO_OLD_SERVER,
        );
    }
    for (operation, service) in streaming_operations(old) {
        let id = &operation.id;
        if is_there(new, id) {
            continue;
        }
        let at = At::old(&service.at);
        found.push(
            Rule::OperationRemoved,
            id,
            "of event streams",
            at,
            BREAKS_OLD_CLIENT,
        );
    }
}

fn one<'v>(
    context: &Context<'v>,
    (old_shape, old): (&'v Shape, &'v Operation),
    (new_shape, new): (&'v Shape, &'v Operation),
    found: &mut Found<'_>,
) {
    let subject = original(new_shape);
    let at = At::both(&old_shape.at, &new_shape.at);
    let (before, after) = (&old_shape.traits, &new_shape.traits);
    let mut say =
        |rule, what: String, at: At<'_>, effect| found.push(rule, subject, what, at, effect);
    if context.old.http
        && context.new.http
        && let (Some(old), Some(new)) = (before.get::<Http>(), after.get::<Http>())
    {
        let at = at.applied::<Http>(before, after);
        http(old, new, &mut |rule, what, effect| {
            say(rule, what, at, effect)
        });
    }
    let prefix = |endpoint: Option<&Endpoint>| {
        endpoint.map_or("none".to_owned(), |endpoint| code(&endpoint.host_prefix))
    };
    let (old_prefix, new_prefix) = (before.get::<Endpoint>(), after.get::<Endpoint>());
    if old_prefix != new_prefix {
        let what = now(prefix(old_prefix), prefix(new_prefix));
        let at = at.applied::<Endpoint>(before, after);
        say(Rule::HostPrefixChanged, what, at, BREAKS_BOTH);
    }
    match (
        before.has::<HttpChecksumRequired>(),
        after.has::<HttpChecksumRequired>(),
    ) {
        (false, true) => say(
            Rule::ChecksumRequirementChanged,
            "required".to_owned(),
            at.applied::<HttpChecksumRequired>(before, after),
            BREAKS_OLD_CLIENT,
        ),
        (true, false) => say(
            Rule::ChecksumRequirementChanged,
            "no longer required".to_owned(),
            at.applied::<HttpChecksumRequired>(before, after),
            BREAKS_NEW_CLIENT,
        ),
        _ => {}
    }
    let encodings = |it: Option<&RequestCompression>| -> Vec<String> {
        it.map(|it| it.encodings.iter().map(code).collect())
            .unwrap_or_default()
    };
    let (old_encodings, new_encodings) = (encodings(before.get()), encodings(after.get()));
    if old_encodings != new_encodings {
        // A client compresses with what its model lists.
        let lacks =
            |list: &[String], of: &[String]| of.iter().any(|encoding| !list.contains(encoding));
        let effect = Wire::new(
            breaking(lacks(&new_encodings, &old_encodings)),
            breaking(lacks(&old_encodings, &new_encodings)),
        );
        let what = now(list(&old_encodings), list(&new_encodings));
        let at = at.applied::<RequestCompression>(before, after);
        say(Rule::CompressionChanged, what, at, effect);
    }
    let retry = |traits: &crate::model::Traits| match (
        traits.has::<Readonly>(),
        traits.has::<Idempotent>(),
    ) {
        (true, _) => "readonly",
        (_, true) => "idempotent",
        _ => "neither readonly nor idempotent",
    };
    if retry(before) != retry(after) {
        let what = now(retry(before), retry(after));
        say(Rule::RetrySafetyChanged, what, at, NOTHING);
    }
    if before.get::<Paginated>() != after.get::<Paginated>() {
        let at = at.applied::<Paginated>(before, after);
        say(Rule::PaginationChanged, String::new(), at, NOTHING);
    }
    if before.get::<Waitable>() != after.get::<Waitable>() {
        let at = at.applied::<Waitable>(before, after);
        say(Rule::WaitersChanged, String::new(), at, NOTHING);
    }
    match (
        before.has::<UnsignedPayload>(),
        after.has::<UnsignedPayload>(),
    ) {
        (false, true) => say(
            Rule::PayloadSigningChanged,
            "no longer signed".to_owned(),
            at.applied::<UnsignedPayload>(before, after),
            BREAKS_NEW_CLIENT,
        ),
        (true, false) => say(
            Rule::PayloadSigningChanged,
            "signed".to_owned(),
            at.applied::<UnsignedPayload>(before, after),
            BREAKS_OLD_CLIENT,
        ),
        _ => {}
    }
    if before.get::<StaticContextParams>() != after.get::<StaticContextParams>()
        || before.get::<OperationContextParams>() != after.get::<OperationContextParams>()
    {
        let what = "its parameters".to_owned();
        say(Rule::EndpointRulesChanged, what, at, NEW_TO_OLD_SERVER);
    }
    if let Some((what, effect)) = auth(
        (context.old.model, old_shape),
        (context.new.model, new_shape),
    ) {
        let at = at.applied::<Auth>(before, after);
        say(Rule::AuthChanged, what, at, effect);
    }
    traits::compare(before, after, &subject.to_string(), at, found);
    error::lists(context, new_shape, (old, new), found);
}

fn http(old: &Http, new: &Http, say: &mut impl FnMut(Rule, String, Wire)) {
    if old.method != new.method {
        let what = now(code(&old.method), code(&new.method));
        say(Rule::MethodChanged, what, BREAKS_BOTH);
    }
    if let (Ok(before), Ok(after)) = (Uri::parse(&old.uri), Uri::parse(&new.uri)) {
        let effect = uris(&before, &after);
        if effect != NOTHING {
            let what = now(code(&old.uri), code(&new.uri));
            say(Rule::UriChanged, what, effect);
        }
    }
    if old.code != new.code {
        // A success is a success, whatever its number.
        let is_success = |code: u16| (200..300).contains(&code);
        let effect = match is_success(old.code) && is_success(new.code) {
            true => NOTHING,
            false => BREAKS_BOTH,
        };
        say(Rule::StatusChanged, now(old.code, new.code), effect);
    }
}

/// What follows from two URIs. Names of labels are not on the wire; which member a label stands for is compared with the
/// members.
fn uris(old: &Uri<'_>, new: &Uri<'_>) -> Wire {
    let mut effect = NOTHING;
    let is_same = |(old, new): (&Segment<'_>, &Segment<'_>)| match (old, new) {
        (Segment::Label { greedy: old, .. }, Segment::Label { greedy: new, .. }) => old == new,
        (old, new) => old == new,
    };
    let mut segments = old.segments.iter().zip(&new.segments);
    if old.segments.len() != new.segments.len() || !segments.all(is_same) {
        effect = effect.or(BREAKS_BOTH);
    }
    // A server asks for the parameters that its model fixes, and passes over others.
    let lacks = |query: &[(&str, Option<&str>)], of: &[(&str, Option<&str>)]| {
        of.iter().any(|parameter| !query.contains(parameter))
    };
    effect.or(Wire::new(
        breaking(lacks(&old.query, &new.query)),
        breaking(lacks(&new.query, &old.query)),
    ))
}

fn breaking(is_breaking: bool) -> Effect {
    match is_breaking {
        true => Effect::Breaking,
        false => Effect::None,
    }
}
