//! How requests are authenticated.
//!
//! In: the traits of a service and of its operations. Out: schemes in the model's order (Smithy 2.0, "Authentication
//! traits"). A scheme that clients don't know is left out with a warning; it never refuses a model.

use super::unsupported::listed;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Auth, AwsService, HttpApiKeyAuth, HttpBearerAuth, Model, OptionalAuth, Shape, SigV4, Typed,
};
use crate::rust::AuthScheme;

const NO_AUTH: &str = "smithy.api#noAuth";

/// Schemes that Smithy has and clients don't know.
const UNKNOWN: &[&str] = &[
    "aws.auth#sigv4a",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
];

/// The schemes of a service, unless its operations say otherwise.
pub(super) fn of_service(service: &Shape) -> Vec<AuthScheme> {
    let ids = ids(service);
    if ids.is_empty() {
        return vec![AuthScheme::None];
    }
    ids.iter().filter_map(|id| scheme(service, id)).collect()
}

/// The schemes of an operation, where they differ from the service's.
pub(super) fn of_operation(model: &Model, operation: &Shape) -> Option<Vec<AuthScheme>> {
    let (service, _) = model.services().next()?;
    let own = match operation.traits.get::<Auth>() {
        // Smithy: an empty list is no authentication at all.
        Some(Auth(ids)) if ids.is_empty() => vec![AuthScheme::None],
        Some(Auth(ids)) => ids.iter().filter_map(|id| scheme(service, id)).collect(),
        None => of_service(service),
    };
    let mut schemes = own;
    if operation.traits.has::<OptionalAuth>() && !schemes.contains(&AuthScheme::None) {
        schemes.push(AuthScheme::None);
    }
    (schemes != of_service(service)).then_some(schemes)
}

/// What signatures call the service; C2J has old models that give no name of their own.
pub(super) fn signing_name(service: &Shape) -> Option<String> {
    match service.traits.get::<SigV4>() {
        Some(SigV4 { name }) => Some(name.clone()),
        None if ids(service).iter().any(|id| id == SigV4::ID) => {
            service.traits.get::<AwsService>()?.endpoint_prefix.clone()
        }
        None => None,
    }
}

/// Says which schemes a client doesn't know.
pub(super) fn warn(service: &Shape, diagnostics: &mut Diagnostics) {
    let unknown: Vec<String> = ids(service)
        .into_iter()
        .filter(|id| scheme(service, id).is_none())
        .collect();
    if !unknown.is_empty() {
        diagnostics.push(
            Diagnostic::warning(format!(
                "the client does not authenticate by {}",
                listed(&unknown)
            ))
            .about(&service.id)
            .at(service.traits.at::<Auth>().unwrap_or(&service.at))
            .help("use another scheme of the service, or set the headers in the transport that is given to the client"),
        );
    }
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
    ids.sort();
    ids
}

fn scheme(service: &Shape, id: &str) -> Option<AuthScheme> {
    Some(match id {
        NO_AUTH => AuthScheme::None,
        SigV4::ID => AuthScheme::SigV4,
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
