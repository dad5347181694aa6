//! The service: how one speaks with it at all.
//!
//! In: the services of two versions. Out: changes that touch every call.

use super::super::words::{code, list, now};
use super::super::{Effect, Rule, Wire};
use super::found::{At, Found};
use super::{
    BREAKS_BOTH, BREAKS_OLD_CLIENT, Context, NEW_TO_OLD_CLIENT, NEW_TO_OLD_SERVER, endpoint_rules,
    original, traits,
};
use crate::model::{
    Auth, AwsQueryCompatible, AwsService, HttpApiKeyAuth, HttpBearerAuth, Model, OptionalAuth,
    Protocol, Protocols, Shape, SigV4, Typed,
};
use crate::rust::Crate;

/// Compares the services, if both versions have one.
pub(super) fn compare(
    context: &Context<'_>,
    old_crate: &Crate,
    new_crate: &Crate,
    found: &mut Found<'_>,
) {
    let (Some((old, _)), Some((new, _))) = (
        context.old.model.services().next(),
        context.new.model.services().next(),
    ) else {
        return;
    };
    let subject = original(new);
    let at = At::both(&old.at, &new.at);
    let (before, after) = (&old.traits, &new.traits);
    let mut say =
        |rule, what: String, at: At<'_>, effect| found.push(rule, subject, what, at, effect);
    let spoken = at.applied::<Protocols>(before, after);

    // Clients speak the first protocol that is supported.
    let speaks_another = old_crate.protocol != new_crate.protocol;
    for protocol in protocols(new) {
        match protocols(old).iter().find(|other| other.id == protocol.id) {
            None => {
                let effect = match speaks_another {
                    true => Wire::new(Effect::None, Effect::Breaking),
                    false => NEW_TO_OLD_SERVER,
                };
                say(Rule::ProtocolAdded, code(&protocol.id), spoken, effect);
            }
            Some(other) => {
                let target = |protocol: &Protocol, service: &Shape| {
                    let target = protocol.target.as_deref();
                    target.unwrap_or(service.id.name()).to_owned()
                };
                let (old, new) = (target(other, old), target(protocol, new));
                if old != new && !context.old.http && !context.new.http {
                    say(
                        Rule::TargetChanged,
                        now(code(old), code(new)),
                        spoken,
                        BREAKS_BOTH,
                    );
                }
            }
        }
    }
    for protocol in protocols(old) {
        if protocols(new).iter().all(|other| other.id != protocol.id) {
            say(
                Rule::ProtocolRemoved,
                code(&protocol.id),
                spoken,
                BREAKS_OLD_CLIENT,
            );
        }
    }
    let name = |sigv4: Option<&SigV4>| sigv4.map(|sigv4| code(&sigv4.name));
    if let (Some(old), Some(new)) = (name(before.get()), name(after.get()))
        && old != new
    {
        let at = at.applied::<SigV4>(before, after);
        say(Rule::SigningNameChanged, now(old, new), at, BREAKS_BOTH);
    }
    let host = |service: Option<&AwsService>| {
        let service = service?;
        let prefix = service.endpoint_prefix.as_deref()?;
        Some(match &service.global_endpoint {
            Some(global) => format!("{}, or {} everywhere", code(prefix), code(global)),
            None => code(prefix),
        })
    };
    if let (Some(old), Some(new)) = (host(before.get()), host(after.get()))
        && old != new
    {
        let at = at.applied::<AwsService>(before, after);
        say(Rule::EndpointPrefixChanged, now(old, new), at, BREAKS_BOTH);
    }
    match (
        before.has::<AwsQueryCompatible>(),
        after.has::<AwsQueryCompatible>(),
    ) {
        (false, true) => say(
            Rule::QueryCompatibilityChanged,
            "sent".to_owned(),
            at.applied::<AwsQueryCompatible>(before, after),
            NEW_TO_OLD_CLIENT,
        ),
        (true, false) => say(
            Rule::QueryCompatibilityChanged,
            "no longer sent".to_owned(),
            at.applied::<AwsQueryCompatible>(before, after),
            BREAKS_OLD_CLIENT,
        ),
        _ => {}
    }
    if let (Some(old), Some(new)) = (
        before.get::<HttpApiKeyAuth>(),
        after.get::<HttpApiKeyAuth>(),
    ) && old != new
    {
        let at = at.applied::<HttpApiKeyAuth>(before, after);
        let what = "the key stands at another place".to_owned();
        say(Rule::AuthChanged, what, at, BREAKS_BOTH);
    }
    if let Some((what, effect)) = differing(&schemes(old), &schemes(new)) {
        let at = at.applied::<Auth>(before, after);
        say(Rule::AuthChanged, what, at, effect);
    }
    endpoint_rules::compare(old, new, at, found);
    traits::compare(before, after, &subject.to_string(), at, found);
}

fn protocols(service: &Shape) -> &[Protocol] {
    let protocols = service.traits.get::<Protocols>();
    protocols.map_or(&[], |Protocols(protocols)| protocols)
}

/// How an operation is authenticated in two versions, if that differs and is not told of the service as a whole.
pub(super) fn auth(
    (old_model, old): (&Model, &Shape),
    (new_model, new): (&Model, &Shape),
) -> Option<(String, Wire)> {
    let has_own = |shape: &Shape| shape.traits.has::<Auth>() || shape.traits.has::<OptionalAuth>();
    if !has_own(old) && !has_own(new) {
        return None;
    }
    let of = |model: &Model, operation: &Shape| {
        let mut ids = match operation.traits.get::<Auth>() {
            Some(Auth(own)) => own.clone(),
            None => {
                let service = model.services().next();
                service.map_or_else(Vec::new, |(service, _)| schemes(service))
            }
        };
        if operation.traits.has::<OptionalAuth>() {
            ids.push(NO_AUTH.to_owned());
        }
        ids
    };
    differing(&of(old_model, old), &of(new_model, new))
}

const NO_AUTH: &str = "smithy.api#noAuth";

/// The schemes of a service: those that it lists, else those whose traits it has, in the order of their ids.
fn schemes(service: &Shape) -> Vec<String> {
    let traits = &service.traits;
    if let Some(Auth(schemes)) = traits.get::<Auth>() {
        return schemes.clone();
    }
    let all = [
        (SigV4::ID, traits.has::<SigV4>()),
        (HttpApiKeyAuth::ID, traits.has::<HttpApiKeyAuth>()),
        (HttpBearerAuth::ID, traits.has::<HttpBearerAuth>()),
    ];
    let there = all.iter().filter(|(_, is_there)| *is_there);
    there.map(|(id, _)| (*id).to_owned()).collect()
}

/// What follows from two lists of schemes. A client uses the first one.
fn differing(old: &[String], new: &[String]) -> Option<(String, Wire)> {
    if old == new {
        return None;
    }
    let takes = |server: &[String], client: &[String]| match client.first() {
        Some(first) if !server.contains(first) => Effect::Breaking,
        _ => Effect::Addition,
    };
    let effect = Wire::new(takes(new, old), takes(old, new));
    let shown = |schemes: &[String]| list(&schemes.iter().map(code).collect::<Vec<_>>());
    Some((now(shown(old), shown(new)), effect))
}
