//! The keys that shapes, members and operations have in common, and members themselves.
//!
//! In: an object that refers to a shape. Out: a member with its traits. Never looks at the target.

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::{context, leftover, unread};
use super::Document;
use crate::model::{
    Deprecated, Documentation, Endpoint, HostLabel, HttpHeader, HttpLabel, HttpPrefixHeaders,
    HttpQuery, HttpResponseCode, IdempotencyToken, JsonName, MediaType, Member, Pattern, Sensitive,
    Streaming, TimestampFormat, Traits, Typed,
};

/// A member, and the label it is bound to where that has another name.
pub(super) struct Read {
    pub(super) member: Member,
    pub(super) label: Option<String>,
}

/// Reads a reference to a shape; `named` for the members of structures, whose `locationName` is a key.
pub(super) fn read(
    document: &Document,
    name: &str,
    node: Node,
    named: bool,
    findings: &mut Findings<'_>,
) -> Option<Read> {
    let at = node.at.clone();
    if node.value.as_str().is_some() {
        findings.error(
            &at,
            format!("the member {name:?} is a string"),
            format!("a member is an object: {{\"shape\": \"...\"}} (in {name:?})"),
        );
        return None;
    }
    let mut object = node.object(findings)?;
    let Some(target) = object.take_string("shape", findings) else {
        findings.error(
            &at,
            format!("the member {name:?} names no shape"),
            "add \"shape\" with the name of a shape of this model",
        );
        return None;
    };
    let mut traits = Traits::default();
    documentation(&mut object, &mut traits, findings);
    deprecated(&mut object, &mut traits, findings);
    flag(&mut object, "sensitive", Sensitive, &mut traits, findings);
    flag(&mut object, "streaming", Streaming, &mut traits, findings);
    flag(
        &mut object,
        "idempotencyToken",
        IdempotencyToken,
        &mut traits,
        findings,
    );
    flag(&mut object, "hostLabel", HostLabel, &mut traits, findings);
    timestamp_format(&mut object, &mut traits, findings);
    pattern(&mut object, &mut traits, findings);
    // A string that holds JSON: base64 in a header, plain text elsewhere.
    if let Some(at) = object.take_flag("jsonvalue", findings) {
        traits.insert(MediaType("application/json".to_owned()), at);
    }
    for (key, id) in [
        ("eventpayload", "smithy.api#eventPayload"),
        ("eventheader", "smithy.api#eventHeader"),
    ] {
        if let Some(node) = object.take(key) {
            traits.apply(unread(id, node.value), node.at);
        }
    }
    if let Some(node) = object.take("contextParam") {
        let at = node.at.clone();
        if let Some(parameter) = context::parameter(node, findings) {
            traits.insert(parameter, at);
        }
    }
    let label = location(document, name, named, &mut object, &mut traits, findings);
    unchecked(&object, "a member", findings);
    leftover("c2j#", object, &mut traits);
    Some(Read {
        member: Member {
            name: name.to_owned(),
            target: document.id(&target),
            traits,
            at,
        },
        label,
    })
}

/// `location` and `locationName`. The label, where it has another name than the member.
fn location(
    document: &Document,
    member: &str,
    named: bool,
    object: &mut Object,
    traits: &mut Traits,
    findings: &mut Findings<'_>,
) -> Option<String> {
    let Some(node) = object.take("location") else {
        // Formats that are XML, or that only name list items, keep it: there it is something else than a key.
        if named && document.metadata.has_keys() {
            let node = object.take("locationName")?;
            let at = node.at.clone();
            let name = node.string(findings)?;
            if name != member {
                traits.insert(JsonName(name), at);
            }
        }
        return None;
    };
    let at = node.at.clone();
    let location = node.string(findings)?;
    let given = object.take("locationName");
    let at = given.as_ref().map_or(at.clone(), |node| node.at.clone());
    let given = match given {
        Some(node) => Some(node.string(findings)?),
        None => None,
    };
    let name = given.clone().unwrap_or_else(|| member.to_owned());
    match location.as_str() {
        "uri" => {
            traits.insert(HttpLabel, at);
            return (name != member).then_some(name);
        }
        "querystring" => traits.insert(HttpQuery(name), at),
        "header" => traits.insert(HttpHeader(name), at),
        "headers" => traits.insert(HttpPrefixHeaders(given.unwrap_or_default()), at),
        "statusCode" => traits.insert(HttpResponseCode, at),
        other => findings.error(
            &at,
            format!("unknown location {other:?}"),
            "locations are uri, querystring, header, headers and statusCode",
        ),
    }
    None
}

/// Says of constraints that stand where C2J has none that nothing checks them.
pub(super) fn unchecked(object: &Object, place: &str, findings: &mut Findings<'_>) {
    for key in ["enum", "min", "max", "pattern"] {
        if object.has(key) {
            findings.warning(
                &object.at.child(key),
                format!("{key:?} is not checked: it says nothing on {place}"),
                "move it to a shape of its own that has a size or a text",
            );
        }
    }
}

/// A key that is `true` where a marker trait is meant.
pub(super) fn flag<T: Typed>(
    object: &mut Object,
    key: &str,
    marker: T,
    traits: &mut Traits,
    findings: &mut Findings<'_>,
) {
    if let Some(at) = object.take_flag(key, findings) {
        traits.insert(marker, at);
    }
}

/// `documentation`, if it says anything.
pub(super) fn documentation(object: &mut Object, traits: &mut Traits, findings: &mut Findings<'_>) {
    if let Some(node) = object.take("documentation") {
        let at = node.at.clone();
        if let Some(text) = node.string(findings).filter(|text| !text.trim().is_empty()) {
            traits.insert(Documentation(text), at);
        }
    }
}

/// `deprecated`, `deprecatedMessage`, `deprecatedSince`.
pub(super) fn deprecated(object: &mut Object, traits: &mut Traits, findings: &mut Findings<'_>) {
    let at = object.at.child("deprecated");
    let flag = object.take_flag("deprecated", findings);
    let message = object.take_string("deprecatedMessage", findings);
    let since = object.take_string("deprecatedSince", findings);
    if flag.is_some() || message.is_some() || since.is_some() {
        traits.insert(Deprecated { message, since }, at);
    }
}

/// `timestampFormat`.
pub(super) fn timestamp_format(
    object: &mut Object,
    traits: &mut Traits,
    findings: &mut Findings<'_>,
) {
    let Some(node) = object.take("timestampFormat") else {
        return;
    };
    let at = node.at.clone();
    let format = match node.string(findings).as_deref() {
        Some("iso8601") => TimestampFormat::DateTime,
        Some("rfc822") => TimestampFormat::HttpDate,
        Some("unixTimestamp") => TimestampFormat::EpochSeconds,
        Some(other) => {
            findings.error(
                &at,
                format!("unknown timestamp format {other:?}"),
                "formats are iso8601, rfc822 and unixTimestamp",
            );
            return;
        }
        None => return,
    };
    traits.insert(format, at);
}

/// `pattern`: in C2J the whole string has to match.
pub(super) fn pattern(object: &mut Object, traits: &mut Traits, findings: &mut Findings<'_>) {
    if let Some(node) = object.take("pattern") {
        let at = node.at.clone();
        if let Some(modelled) = node.string(findings) {
            let regex = format!("^(?:{modelled})$");
            traits.insert(Pattern { regex, modelled }, at);
        }
    }
}

/// `endpoint`, whose only key in use is `hostPrefix`.
pub(super) fn endpoint(object: &mut Object, traits: &mut Traits, findings: &mut Findings<'_>) {
    let Some(mut endpoint) = object
        .take("endpoint")
        .and_then(|node| node.object(findings))
    else {
        return;
    };
    let at = endpoint.at.clone();
    if let Some(host_prefix) = endpoint.take_string("hostPrefix", findings) {
        traits.insert(Endpoint { host_prefix }, at);
    }
    leftover("c2j#endpoint.", endpoint, traits);
}
