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

/// Whether the requests of an operation are signed, or may be.
pub(super) fn is_signed(model: &Model, operation: &Shape) -> bool {
    of_operation(model, operation)
        .or_else(|| Some(of_service(model.services().next()?.0)))
        .is_some_and(|schemes| schemes.contains(&AuthScheme::SigV4))
}

/// What signatures call the service, if any of its requests is signed.
pub(super) fn signing_name(model: &Model, service: &Shape) -> Option<String> {
    let any = of_service(service).contains(&AuthScheme::SigV4)
        || paths::operations(model).any(|(operation, _)| is_signed(model, operation));
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

/// Says which schemes a client doesn't know; those of the service once.
pub(super) fn warn(model: &Model, service: &Shape, diagnostics: &mut Diagnostics) {
    let mut warn = Warn {
        service,
        of_service: &[],
        diagnostics,
    };
    let of_service = ids(service);
    warn.about(service, &of_service, service.traits.at::<Auth>());
    warn.of_service = &of_service;
    for (operation, _) in paths::operations(model) {
        if let Some(Auth(ids)) = operation.traits.get() {
            warn.about(operation, ids, operation.traits.at::<Auth>());
        }
        if operation.traits.unread(AUTHTYPE).is_some() {
            warn.about(operation, &[AUTHTYPE.to_owned()], None);
        }
    }
}

struct Warn<'w> {
    service: &'w Shape,
    /// What was said of the service already.
    of_service: &'w [String],
    diagnostics: &'w mut Diagnostics,
}

impl Warn<'_> {
    /// Those of a service or an operation.
    fn about(&mut self, shape: &Shape, ids: &[String], at: Option<&Location>) {
        let unknown = ids.iter().filter(|id| scheme(self.service, id).is_none());
        let instead = if unknown.clone().count() < ids.len() {
            "the client uses the other schemes that are listed"
        } else {
            "requests are sent without a word of who sends them, unless the transport that is given to the client adds it"
        };
        let unknown: Vec<String> = unknown
            .filter(|id| !self.of_service.contains(id))
            .map(|id| match id.strip_prefix("c2j#") {
                Some(key) => format!("what `{key}` says"),
                None => id.clone(),
            })
            .collect();
        if unknown.is_empty() {
            return;
        }
        let what = listed(&unknown);
        self.diagnostics.push(
            Diagnostic::warning(format!("the client does not authenticate by {what}"))
                .about(&shape.id)
                .at(at.unwrap_or(&shape.at))
                .help(instead),
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
