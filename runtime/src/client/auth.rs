//! Says in a request who sends it.
//!
//! In: the schemes that the model has for an operation, and the identities of the configuration. Out: a signature, a token
//! or a key in the request; or which setting is missing. It takes the first scheme that there is an identity for, and
//! shows no secret.

mod error;
#[cfg(feature = "sigv4")]
mod signature;

pub use error::AuthError;

use super::config::Settings;
use super::core::Inner;
use super::rules::ResolvedEndpoint;
use super::skew;
use crate::auth::AuthScheme;
use crate::binding::percent;
use crate::byte_stream::ByteStream;
#[cfg(feature = "sigv4")]
use crate::credentials::Credentials;
use crate::identity::{ApiKey, Token};
use crate::operation::OperationSchema;
#[cfg(feature = "sigv4")]
use crate::sigv4::{Payload, SigningError};
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{HeaderName, HeaderValue, Uri};
#[cfg(feature = "sigv4")]
use std::time::Duration;
use std::time::SystemTime;

/// The scheme by which an operation's requests are authenticated: the first one, in the model's order, that there is an
/// identity for.
pub(super) fn choose(
    settings: &Settings,
    schemes: &'static [AuthScheme],
) -> Result<AuthScheme, AuthError> {
    // Where the model has schemes that nobody here knows, the list is empty: whoever gives the transport sees to it.
    if !settings.authenticate || schemes.is_empty() {
        return Ok(AuthScheme::None);
    }
    let available = |scheme: &&AuthScheme| match scheme {
        AuthScheme::None => true,
        #[cfg(feature = "sigv4")]
        AuthScheme::SigV4 => settings.credentials.is_some(),
        #[cfg(not(feature = "sigv4"))]
        AuthScheme::SigV4 => false,
        AuthScheme::Bearer => settings.token.is_some(),
        AuthScheme::ApiKeyHeader { .. } | AuthScheme::ApiKeyQuery(_) => settings.api_key.is_some(),
    };
    match schemes.iter().find(available) {
        Some(scheme) => Ok(*scheme),
        None => Err(AuthError::nobody(schemes)),
    }
}

/// Signs a request in its query.
#[cfg(feature = "sigv4")]
pub(super) async fn presign(
    client: &Inner,
    operation: &OperationSchema,
    endpoint: &ResolvedEndpoint,
    expires_in: Duration,
    head: &mut Parts,
    body: &ByteStream,
) -> Result<(), AuthError> {
    let schemes = operation.auth_schemes();
    if !(schemes.unwrap_or(client.service.auth_schemes())).contains(&AuthScheme::SigV4) {
        return Err(AuthError::setting(
            "credentials",
            "have no part in the operation: its requests are not signed, and cannot be presigned",
        ));
    }
    let identity = identity(client, AuthScheme::SigV4, client.skew.seconds()).await?;
    let Identity::AccessKey(credentials, now) = identity else {
        return Err(AuthError::nobody(&[AuthScheme::SigV4]));
    };
    let unsigned_payload = operation.has_unsigned_payload();
    let payload = Payload::of(head, body, unsigned_payload)
        .map_err(|error| AuthError::provider("credentials", error))?;
    let params = signature::params(client, endpoint, &credentials, now)?;
    client
        .signer
        .presign(head, payload, &params, expires_in)
        .map_err(|error| {
            let setting = match error {
                SigningError::ExpiresIn(_) => "expires_in",
                _ => "credentials",
            };
            AuthError::provider(setting, error)
        })
}

/// Who sends a request.
pub(super) enum Identity {
    Nobody,
    #[cfg(feature = "sigv4")]
    AccessKey(Credentials, SystemTime),
    Token(Token),
    ApiKey(ApiKey),
}

/// Who sends a request now. `ahead` is how far the service's clock is ahead of ours, in seconds.
pub(super) async fn identity(
    client: &Inner,
    scheme: AuthScheme,
    ahead: i64,
) -> Result<Identity, AuthError> {
    let settings = client.config.settings();
    let now = || client.now().map(|now| skew::corrected(now, ahead));
    match scheme {
        AuthScheme::None => Ok(Identity::Nobody),
        #[cfg(feature = "sigv4")]
        AuthScheme::SigV4 => {
            let now = now().ok_or_else(AuthError::no_clock)?;
            let credentials = signature::credentials(settings, now).await?;
            Ok(Identity::AccessKey(credentials, now))
        }
        // It is chosen only where there are credentials.
        #[cfg(not(feature = "sigv4"))]
        AuthScheme::SigV4 => Err(AuthError::nobody(&[scheme])),
        AuthScheme::Bearer => token(settings, now()).await.map(Identity::Token),
        AuthScheme::ApiKeyHeader { .. } | AuthScheme::ApiKeyQuery(_) => {
            api_key(settings).await.map(Identity::ApiKey)
        }
    }
}

/// Says in a request that is complete otherwise who sends it.
pub(super) fn apply(
    client: &Inner,
    operation: &OperationSchema,
    endpoint: &ResolvedEndpoint,
    scheme: AuthScheme,
    identity: &Identity,
    head: &mut Parts,
    body: &ByteStream,
) -> Result<(), AuthError> {
    #[cfg(not(feature = "sigv4"))]
    let _ = (client, operation, endpoint, body);
    match (identity, scheme) {
        (Identity::Nobody, _) => Ok(()),
        #[cfg(feature = "sigv4")]
        (Identity::AccessKey(credentials, now), _) => {
            let unsigned_payload = operation.has_unsigned_payload();
            signature::sign(
                client,
                endpoint,
                credentials,
                *now,
                unsigned_payload,
                head,
                body,
            )
        }
        (Identity::Token(token), _) => {
            let value = secret("token", "Bearer", token.token())?;
            head.headers.insert(AUTHORIZATION, value);
            Ok(())
        }
        (Identity::ApiKey(key), AuthScheme::ApiKeyQuery(name)) => {
            add_query(&mut head.uri, name, key.key())
        }
        (Identity::ApiKey(key), AuthScheme::ApiKeyHeader { name, scheme }) => {
            let value = secret("api_key", scheme, key.key())?;
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
                AuthError::setting("api_key", "the model wants it in a header that is none")
            })?;
            head.headers.insert(name, value);
            Ok(())
        }
        (Identity::ApiKey(_), _) => Ok(()),
    }
}

async fn token(settings: &Settings, now: Option<SystemTime>) -> Result<Token, AuthError> {
    let Some(provider) = &settings.token else {
        return Err(AuthError::nobody(&[AuthScheme::Bearer]));
    };
    match provider.at_hand(now) {
        Some(found) => found,
        None => provider.token(now).await,
    }
    .map_err(|error| AuthError::provider("token", error))
    .and_then(|token| match (token.expires(), now) {
        (Some(end), Some(now)) if end <= now => {
            Err(AuthError::setting("token", "the token has expired"))
        }
        _ => Ok(token),
    })
}

async fn api_key(settings: &Settings) -> Result<ApiKey, AuthError> {
    let Some(provider) = &settings.api_key else {
        return Err(AuthError::setting("api_key", "is not set"));
    };
    match provider.at_hand() {
        Some(found) => found,
        None => provider.api_key().await,
    }
    .map_err(|error| AuthError::provider("api_key", error))
}

/// The value of a header, behind the name of a scheme if there is one. It is kept out of whatever prints headers.
fn secret(setting: &'static str, scheme: &str, text: &str) -> Result<HeaderValue, AuthError> {
    if text.is_empty() {
        return Err(AuthError::setting(setting, "its text is empty"));
    }
    let value = match scheme {
        "" => HeaderValue::from_str(text),
        scheme => HeaderValue::from_maybe_shared(Bytes::from([scheme, " ", text].concat())),
    };
    let mut value = value
        .map_err(|_| AuthError::setting(setting, "its text has characters that no header has"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Adds a parameter to the query of a URI.
fn add_query(uri: &mut Uri, name: &str, value: &str) -> Result<(), AuthError> {
    if value.is_empty() {
        return Err(AuthError::setting("api_key", "its text is empty"));
    }
    let unfit = |_| AuthError::setting("api_key", "the URI takes no further parameter");
    let mut parts = std::mem::take(uri).into_parts();
    let path = parts.path_and_query.as_ref();
    let mut text = path.map_or("/", PathAndQuery::as_str).to_owned();
    text.push(if text.contains('?') { '&' } else { '?' });
    percent::encode(name, &mut text);
    text.push('=');
    percent::encode(value, &mut text);
    parts.path_and_query = Some(
        PathAndQuery::from_maybe_shared(Bytes::from(text)).map_err(|_| {
            AuthError::setting("api_key", "its text has characters that no query has")
        })?,
    );
    *uri = Uri::from_parts(parts).map_err(unfit)?;
    Ok(())
}
