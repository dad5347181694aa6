//! Signs requests with AWS's Signature Version 4, as the model, the endpoint and the configuration say.
//!
//! In: a request, and the time. Out: the same request, signed; or which setting stands in the way.

use super::AuthError;
use crate::auth::AuthScheme;
use crate::byte_stream::ByteStream;
use crate::client::config;
use crate::client::core::Inner;
use crate::client::rules::{EndpointAuthScheme, ResolvedEndpoint};
use crate::credentials::Credentials;
use crate::sigv4::{Payload, Scope, Settings, SigningParams};
use http::request::Parts;
use std::time::SystemTime;

/// What the scheme is called in endpoint rules.
const SIGV4: &str = "sigv4";

/// Signs a request that is complete otherwise.
pub(super) fn sign(
    client: &Inner,
    endpoint: &ResolvedEndpoint,
    credentials: &Credentials,
    now: SystemTime,
    unsigned_payload: bool,
    head: &mut Parts,
    body: &ByteStream,
) -> Result<(), AuthError> {
    let params = params(client, endpoint, credentials, now)?;
    Payload::of(head, body, unsigned_payload)
        .and_then(|payload| client.signer.sign(head, payload, &params))
        .map_err(|error| AuthError::provider("credentials", error))
}

/// Who signs, for what, when, and by which rules.
pub(super) fn params<'a>(
    client: &'a Inner,
    endpoint: &'a ResolvedEndpoint,
    credentials: &'a Credentials,
    now: SystemTime,
) -> Result<SigningParams<'a>, AuthError> {
    let (scope, settings) = scope(client, endpoint)?;
    Ok(SigningParams::new(credentials, scope, now).settings(settings))
}

/// Credentials that can be used now.
pub(super) async fn credentials(
    settings: &config::Settings,
    now: SystemTime,
) -> Result<Credentials, AuthError> {
    let Some(provider) = &settings.credentials else {
        return Err(AuthError::nobody(&[AuthScheme::SigV4]));
    };
    match provider.at_hand(now) {
        Some(found) => found,
        None => provider.credentials(now).await,
    }
    .and_then(|credentials| credentials.check(now).map(|()| credentials))
    .map_err(|error| AuthError::provider("credentials", error))
}

/// What signatures are made for: what the endpoint says, else the model's name and the configured region.
pub(super) fn scope<'a>(
    client: &'a Inner,
    endpoint: &'a ResolvedEndpoint,
) -> Result<(Scope<'a>, Settings), AuthError> {
    let special = special(endpoint)?;
    let region = special
        .and_then(|scheme| scheme.signing_region.as_deref())
        .or(client.config.region())
        .ok_or_else(|| {
            AuthError::setting("region", "is not set, and signatures are made for a region")
        })?;
    let service = special
        .and_then(|scheme| scheme.signing_name.as_deref())
        .unwrap_or(client.service.name_in_signatures());
    let settings = special.map_or_else(Settings::default, |scheme| Settings {
        double_encode: !scheme.disable_double_encoding,
        normalize_path: !scheme.disable_normalize_path,
        ..Settings::default()
    });
    Ok((Scope { region, service }, settings))
}

/// What is special about signatures at an endpoint.
fn special(endpoint: &ResolvedEndpoint) -> Result<Option<&EndpointAuthScheme>, AuthError> {
    let schemes = endpoint.auth_schemes();
    match schemes.iter().find(|scheme| scheme.name == SIGV4) {
        None if !schemes.is_empty() => {
            let names: Vec<&str> = schemes.iter().map(|scheme| scheme.name.as_str()).collect();
            let what = format!(
                "the endpoint wants signatures that this client cannot make: {}",
                names.join(", ")
            );
            Err(AuthError::setting("endpoint_url", what))
        }
        scheme => Ok(scheme),
    }
}
