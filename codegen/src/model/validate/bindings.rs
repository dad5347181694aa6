//! How operations and their members are bound to HTTP (Smithy 2.0, "HTTP bindings").

use super::super::{
    Endpoint, HostLabel, Http, HttpApiKeyAuth, HttpHeader, HttpLabel, HttpPayload,
    HttpPrefixHeaders, HttpQuery, HttpQueryParams, HttpResponseCode, Kind, Member, Required,
    Segment, Shape, Streaming, Typed, Uri,
};
use super::{Check, constraints};
use crate::source::Location;
use std::collections::HashSet;

pub(super) fn check(shape: &Shape, check: &mut Check<'_, '_>) {
    api_key(shape, check);
    let Kind::Operation(operation) = &shape.kind else {
        return;
    };
    let model = check.model;
    let structure = |id| {
        model
            .get(id)
            .filter(|s| matches!(s.kind, Kind::Structure(_)))
    };
    let input = operation
        .input
        .as_ref()
        .and_then(|binding| structure(&binding.target));
    host_prefix(shape, input, check);
    let Some(http) = shape.traits.get::<Http>() else {
        return;
    };
    let at = shape.traits.at::<Http>().unwrap_or(&shape.at).clone();
    if !is_token(&http.method) {
        check.error(
            &shape.id,
            &at,
            format!("{:?} is no HTTP method", http.method),
            "a method is a word like GET or POST",
        );
    }
    constraints::status(shape.id.as_str(), http.code, &at, check);
    match Uri::parse(&http.uri) {
        Ok(uri) => labels(shape, &uri, input, &at, check),
        Err(problem) => check.error(
            &shape.id,
            &at,
            format!("the URI {:?} is not one: {problem}", http.uri),
            "write it like /things/{thingName}/jobs?list=all",
        ),
    }
    if let Some(input) = input {
        message(input, true, check);
    }
    let output = operation
        .output
        .as_ref()
        .and_then(|binding| structure(&binding.target));
    let errors = operation
        .errors
        .iter()
        .filter_map(|binding| structure(&binding.target));
    for response in output.into_iter().chain(errors) {
        message(response, false, check);
    }
}

/// Each label has a member, and each member that says so a label.
fn labels(
    operation: &Shape,
    uri: &Uri<'_>,
    input: Option<&Shape>,
    at: &Location,
    check: &mut Check<'_, '_>,
) {
    let members = input
        .map(|input| check.model.members(input))
        .unwrap_or_default();
    for segment in &uri.segments {
        let Segment::Label { name, greedy } = *segment else {
            continue;
        };
        let member = members
            .iter()
            .find(|m| m.name == name && m.traits.has::<HttpLabel>());
        let Some(member) = member else {
            check.error(
                &operation.id,
                at,
                format!("the URI has the label {name:?}, and the input no member for it"),
                "bind a member of the input to it: \"location\": \"uri\" in C2J, the trait smithy.api#httpLabel in Smithy",
            );
            continue;
        };
        let subject = input.map(|input| input.id.member(name)).unwrap_or_default();
        if !member.traits.has::<Required>() {
            check.error(
                &subject,
                &member.at,
                format!("the label {name:?} is not required"),
                "without it there is no URI: make the member required",
            );
        }
        let text = |kind: &Kind| matches!(kind, Kind::String | Kind::Enum(_));
        let target = check.model.get(&member.target).map(|target| &target.kind);
        if let Some(kind) = target.filter(|kind| !is_simple(kind) || greedy && !text(kind)) {
            wrong_kind::<HttpLabel>(
                &subject,
                member,
                kind,
                if greedy { "strings" } else { SIMPLE },
                check,
            );
        }
    }
    for member in members
        .iter()
        .filter(|member| member.traits.has::<HttpLabel>())
    {
        if uri.labels().all(|label| label != member.name) {
            check.error(
                input
                    .map(|input| input.id.member(&member.name))
                    .unwrap_or_default(),
                &member.at,
                format!(
                    "the member {:?} is bound to a label, and the URI of {} has none",
                    member.name, operation.id
                ),
                format!("put {{{}}} into the URI, or unbind the member", member.name),
            );
        }
    }
}

const SIMPLE: &str = "strings, numbers, booleans and timestamps";

/// Whether a value can be written as text in a URI or a header.
fn is_simple(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::String
            | Kind::Enum(_)
            | Kind::Boolean
            | Kind::Byte
            | Kind::Short
            | Kind::Integer
            | Kind::IntEnum(_)
            | Kind::Long
            | Kind::Float
            | Kind::Double
            | Kind::BigInteger
            | Kind::BigDecimal
            | Kind::Timestamp
    )
}

fn wrong_kind<T: Typed>(
    subject: &str,
    member: &Member,
    kind: &Kind,
    may: &str,
    check: &mut Check<'_, '_>,
) {
    check.error(
        subject,
        member.traits.at::<T>().unwrap_or(&member.at),
        format!("{} cannot bind a shape of kind {}", T::ID, kind.name()),
        format!("it binds {may}"),
    );
}

/// The members of one message. Bindings that are for the other direction say nothing.
fn message(structure: &Shape, request: bool, check: &mut Check<'_, '_>) {
    let mut names: HashSet<String> = HashSet::new();
    let mut whole: Vec<&str> = Vec::new();
    let mut payload = false;
    let members = check.model.members(structure);
    for member in &members {
        let subject = structure.id.member(&member.name);
        let traits = &member.traits;
        let mut bound = Vec::new();
        let model = check.model;
        let kind = |id| model.get(id).map(|shape| &shape.kind);
        let target = kind(&member.target);
        let item = match target {
            Some(Kind::List(item)) => kind(&item.target),
            other => other,
        };
        // A map of texts, or of lists of texts.
        let texts = match target {
            Some(Kind::Map { value, .. }) => match kind(&value.target) {
                Some(Kind::List(item)) => kind(&item.target),
                other => other,
            },
            other => other,
        };
        let is_map = matches!(target, Some(Kind::Map { .. }));
        let is_text = |kind: &Kind| matches!(kind, Kind::String | Kind::Enum(_));
        if let Some(HttpHeader(name)) = traits.get() {
            bound.push(HttpHeader::ID);
            if !is_token(name) {
                check.error(
                    &subject,
                    traits.at::<HttpHeader>().unwrap_or(&member.at),
                    format!("{name:?} is no name of a header"),
                    "a header's name has letters, digits and - . _ and the like, and no spaces (RFC 9110, token)",
                );
            }
            if !names.insert(format!("header {}", name.to_ascii_lowercase())) {
                twice(&subject, member, &format!("the header {name:?}"), check);
            }
            if let Some(kind) = item.filter(|kind| !is_simple(kind)) {
                wrong_kind::<HttpHeader>(
                    &subject,
                    member,
                    kind,
                    &format!("{SIMPLE}, and lists of these"),
                    check,
                );
            }
        }
        if let Some(HttpPrefixHeaders(prefix)) = traits.get() {
            bound.push(HttpPrefixHeaders::ID);
            whole.push(HttpPrefixHeaders::ID);
            if !prefix.is_empty() && !is_token(prefix) {
                check.error(
                    &subject,
                    traits.at::<HttpPrefixHeaders>().unwrap_or(&member.at),
                    format!("{prefix:?} cannot begin the name of a header"),
                    "a header's name has letters, digits and - . _ and the like, and no spaces (RFC 9110, token)",
                );
            }
            if let Some(kind) = texts.filter(|kind| !is_map || !is_text(kind)) {
                wrong_kind::<HttpPrefixHeaders>(
                    &subject,
                    member,
                    kind,
                    "maps from strings to strings",
                    check,
                );
            }
        }
        if request {
            if traits.has::<HttpLabel>() {
                bound.push(HttpLabel::ID);
            }
            if let Some(HttpQuery(name)) = traits.get() {
                bound.push(HttpQuery::ID);
                if !names.insert(format!("query {name}")) {
                    twice(
                        &subject,
                        member,
                        &format!("the query parameter {name:?}"),
                        check,
                    );
                }
                if let Some(kind) = item.filter(|kind| !is_simple(kind)) {
                    wrong_kind::<HttpQuery>(
                        &subject,
                        member,
                        kind,
                        &format!("{SIMPLE}, and lists of these"),
                        check,
                    );
                }
            }
            if traits.has::<HttpQueryParams>() {
                bound.push(HttpQueryParams::ID);
                whole.push(HttpQueryParams::ID);
                if let Some(kind) = texts.filter(|kind| !is_map || !is_text(kind)) {
                    wrong_kind::<HttpQueryParams>(
                        &subject,
                        member,
                        kind,
                        "maps from strings to strings or lists of strings",
                        check,
                    );
                }
            }
        } else if traits.has::<HttpResponseCode>() {
            bound.push(HttpResponseCode::ID);
            whole.push(HttpResponseCode::ID);
            if let Some(kind) =
                target.filter(|kind| !matches!(kind, Kind::Integer | Kind::IntEnum(_)))
            {
                wrong_kind::<HttpResponseCode>(&subject, member, kind, "integers", check);
            }
        }
        if traits.has::<HttpPayload>() {
            payload = true;
            bound.push(HttpPayload::ID);
            whole.push(HttpPayload::ID);
            let fits = |kind: &Kind| {
                is_text(kind)
                    || matches!(
                        kind,
                        Kind::Structure(_)
                            | Kind::Union(_)
                            | Kind::Document
                            | Kind::Blob
                            | Kind::List(_)
                            | Kind::Map { .. }
                    )
            };
            if let Some(kind) = target.filter(|kind| !fits(kind)) {
                wrong_kind::<HttpPayload>(
                    &subject,
                    member,
                    kind,
                    "structures, unions, documents, blobs, strings, lists and maps",
                    check,
                );
            }
        } else if model.effective::<Streaming>(member).is_some()
            && matches!(target, Some(Kind::Blob))
        {
            check.error(
                &subject,
                &member.at,
                format!("the streaming blob {:?} is not the payload", member.name),
                "a stream is the whole body: bind it with \"payload\" in C2J, smithy.api#httpPayload in Smithy",
            );
        }
        if let [first, second, ..] = bound.as_slice() {
            check.error(
                &subject,
                &member.at,
                format!(
                    "the member {:?} is bound twice, by {first} and by {second}",
                    member.name
                ),
                "keep one of the two",
            );
        }
    }
    for id in [
        HttpPrefixHeaders::ID,
        HttpQueryParams::ID,
        HttpResponseCode::ID,
        HttpPayload::ID,
    ] {
        if whole.iter().filter(|bound| **bound == id).count() > 1 {
            check.shape_error(
                structure,
                format!("{id} is on several members"),
                "it takes all there is: only one member can have it",
            );
        }
    }
    if payload {
        beside_payload(structure, &members, request, check);
    }
}

/// Where one member is the whole body, no other may be in it.
fn beside_payload(
    structure: &Shape,
    members: &[&Member],
    request: bool,
    check: &mut Check<'_, '_>,
) {
    for member in members {
        let traits = &member.traits;
        let either = traits.has::<HttpPayload>()
            || traits.has::<HttpHeader>()
            || traits.has::<HttpPrefixHeaders>();
        let bound = if request {
            traits.has::<HttpLabel>()
                || traits.has::<HttpQuery>()
                || traits.has::<HttpQueryParams>()
        } else {
            traits.has::<HttpResponseCode>()
        };
        if !either && !bound {
            check.error(
                structure.id.member(&member.name),
                &member.at,
                format!(
                    "the member {:?} is in the body, and another member is the whole body",
                    member.name
                ),
                "bind it to a header, or make neither of them the payload",
            );
        }
    }
}

fn twice(subject: &str, member: &Member, what: &str, check: &mut Check<'_, '_>) {
    check.error(
        subject,
        &member.at,
        format!("{what} is bound to two members"),
        "bind one of them otherwise",
    );
}

/// Labels in the host's prefix have members too.
fn host_prefix(operation: &Shape, input: Option<&Shape>, check: &mut Check<'_, '_>) {
    let Some(endpoint) = operation.traits.get::<Endpoint>() else {
        return;
    };
    let at = operation
        .traits
        .at::<Endpoint>()
        .unwrap_or(&operation.at)
        .clone();
    let members = input
        .map(|input| check.model.members(input))
        .unwrap_or_default();
    for part in endpoint.host_prefix.split('{').skip(1) {
        let label = part.split('}').next().unwrap_or_default();
        if !members
            .iter()
            .any(|m| m.name == label && m.traits.has::<HostLabel>())
        {
            check.error(
                &operation.id,
                &at,
                format!("the host prefix has the label {label:?}, and the input no member for it"),
                "mark a member of the input: \"hostLabel\": true in C2J, the trait smithy.api#hostLabel in Smithy",
            );
        }
    }
}

/// A key in a header needs the name of one.
fn api_key(shape: &Shape, check: &mut Check<'_, '_>) {
    let Some(key) = shape.traits.get::<HttpApiKeyAuth>() else {
        return;
    };
    let at = shape.traits.at::<HttpApiKeyAuth>().unwrap_or(&shape.at);
    if key.in_query && key.name.is_empty() {
        check.error(
            &shape.id,
            at,
            "the query parameter of a key has no name",
            "give it one in `name`",
        );
    }
    if !key.in_query && !is_token(&key.name) {
        check.error(
            &shape.id,
            at,
            format!("{:?} is no name of a header", key.name),
            "a header's name has letters, digits and - . _ and the like, and no spaces (RFC 9110, token)",
        );
    }
    if key
        .scheme
        .as_deref()
        .is_some_and(|scheme| !is_token(scheme))
    {
        check.error(
            &shape.id,
            at,
            "the scheme of a key is no word",
            "write a word like ApiKey, which stands in front of the key in the header",
        );
    }
}

/// RFC 9110, 5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}
