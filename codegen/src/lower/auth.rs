//! How requests are authenticated.
//!
//! In: the traits of a service and of its operations. Out: schemes in the model's order (Smithy 2.0, "Authentication
//! traits"). A scheme that clients don't know is left out with a warning; it never refuses a model. Where nothing else is
//! left, requests say nothing of who sends them.

use super::paths;
use super::unsupported::listed;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Auth, AwsService, HttpApiKeyAuth, HttpBearerAuth, Model, OptionalAuth, Shape, SigV4, Typed,
};
use crate::rust::AuthScheme;
use crate::source::Location;

const NO_AUTH: &str = "smithy.api#noAuth";

/// Schemes that models have and clients don't know. C2J's old ones stand where none of the new ones does.
const UNKNOWN: &[&str] = &[
    "aws.auth#sigv4a",
    SIGNATURE_VERSION,
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
];
const SIGNATURE_VERSION: &str = "c2j#signatureVersion";
const AUTHTYPE: &str = "c2j#authtype";

/// The schemes of a service, unless its operations say otherwise.
pub(super) fn of_service(service: &Shape) -> Vec<AuthScheme> {
    known(service, &ids(service))
}

/// The schemes of an operation, where they differ from the service's.
pub(super) fn of_operation(model: &Model, operation: &Shape) -> Option<Vec<AuthScheme>> {
    let (service, _) = model.services().next()?;
    let usual = of_service(service);
    let mut schemes = match operation.traits.get::<Auth>() {
        // An empty list is no authentication at all.
        Some(Auth(ids)) => known(service, ids),
        None => usual.clone(),
    };
    if operation.traits.has::<OptionalAuth>() && !schemes.contains(&AuthScheme::None) {
        schemes.push(AuthScheme::None);
    }
    (schemes != usual).then_some(schemes)
}

/// What signatures call the service, if any of its requests is signed.
pub(super) fn signing_name(model: &Model, service: &Shape) -> Option<String> {
    let signs = |schemes: Vec<AuthScheme>| schemes.contains(&AuthScheme::SigV4);
    let any = signs(of_service(service))
        || paths::operations(model)
            .filter_map(|(operation, _)| of_operation(model, operation))
            .any(signs);
    if any {
        name_in_signatures(service)
    } else {
        None
    }
}

/// C2J has old models that give no name of their own.
fn name_in_signatures(service: &Shape) -> Option<String> {
    match service.traits.get::<SigV4>() {
        Some(SigV4 { name }) => Some(name.clone()),
        None => service.traits.get::<AwsService>()?.endpoint_prefix.clone(),
    }
}

/// Says which schemes a client doesn't know.
pub(super) fn warn(model: &Model, service: &Shape, diagnostics: &mut Diagnostics) {
    let of_service = ids(service);
    let at = service.traits.at::<Auth>().unwrap_or(&service.at);
    one(service, service, &of_service, at, diagnostics);
    for (operation, _) in paths::operations(model) {
        if let Some(Auth(ids)) = operation.traits.get() {
            let own: Vec<String> = ids
                .iter()
                .filter(|id| !of_service.contains(id))
                .cloned()
                .collect();
            let at = operation.traits.at::<Auth>().unwrap_or(&operation.at);
            one(service, operation, &own, at, diagnostics);
        }
        if operation.traits.unread(AUTHTYPE).is_some() {
            let own = [AUTHTYPE.to_owned()];
            one(service, operation, &own, &operation.at, diagnostics);
        }
    }
}

/// Those of a service or an operation.
fn one(
    service: &Shape,
    shape: &Shape,
    ids: &[String],
    at: &Location,
    diagnostics: &mut Diagnostics,
) {
    let unknown: Vec<String> = ids
        .iter()
        .filter(|id| scheme(service, id).is_none())
        .map(|id| match id.strip_prefix("c2j#") {
            Some(key) => format!("what `{key}` says"),
            None => id.clone(),
        })
        .collect();
    if unknown.is_empty() {
        return;
    }
    let instead = if ids.len() > unknown.len() {
        "the client uses the other schemes that are listed"
    } else {
        "requests are sent without a word of who sends them, unless the transport that is given to the client adds it"
    };
    diagnostics.push(
        Diagnostic::warning(format!(
            "the client does not authenticate by {}",
            listed(&unknown)
        ))
        .about(&shape.id)
        .at(at)
        .help(instead),
    );
}

/// The schemes of a service as trait ids: those it lists, else all that it has, by name (Smithy 2.0, `auth`).
fn ids(service: &Shape) -> Vec<String> {
    if let Some(Auth(ids)) = service.traits.get() {
        return ids.clone();
    }
    let known = [SigV4::ID, HttpApiKeyAuth::ID, HttpBearerAuth::ID];
    let mut ids: Vec<String> = service
        .traits
        .iter()
        .map(|applied| applied.value.id())
        .filter(|id| known.contains(id) || UNKNOWN.contains(id))
        .map(str::to_owned)
        .collect();
    // S3's variants of version 4 are signed as that.
    if ids.len() > 1 {
        ids.retain(|id| id != SIGNATURE_VERSION);
    }
    ids.sort();
    ids
}

/// The schemes that clients know; that nobody is said to send a request, if there are none.
fn known(service: &Shape, ids: &[String]) -> Vec<AuthScheme> {
    let known: Vec<AuthScheme> = ids.iter().filter_map(|id| scheme(service, id)).collect();
    if known.is_empty() {
        vec![AuthScheme::None]
    } else {
        known
    }
}

fn scheme(service: &Shape, id: &str) -> Option<AuthScheme> {
    Some(match id {
        NO_AUTH => AuthScheme::None,
        SigV4::ID => {
            // Without a name for the service there is nothing to sign for.
            name_in_signatures(service)?;
            AuthScheme::SigV4
        }
        HttpBearerAuth::ID => AuthScheme::Bearer,
        HttpApiKeyAuth::ID => {
            let key = service.traits.get::<HttpApiKeyAuth>()?;
            if key.in_query {
                AuthScheme::ApiKeyQuery(key.name.clone())
            } else {
                AuthScheme::ApiKeyHeader {
                    name: key.name.to_ascii_lowercase(),
                    scheme: key.scheme.clone().unwrap_or_default(),
                }
            }
        }
        _ => return None,
    })
}
