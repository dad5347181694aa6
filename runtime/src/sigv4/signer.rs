//! Signs requests in their headers.
//!
//! In: a head, its body's hash, who signs. Out: the head with `x-amz-date`, `authorization` and, where there is one, the
//! session's token. A request that is signed again loses the first signature.

use super::canonical::CanonicalHead;
use super::date::SigningDate;
use super::error::SigningError;
use super::headers::SignedHeaders;
use super::key::KeyCache;
use super::params::SigningParams;
use super::payload::{Payload, PayloadHash};
use super::{ALGORITHM, CONTENT_SHA256, DATE, TERMINATOR, TOKEN, UNSIGNED_PAYLOAD};
use bytes::Bytes;
use http::header::{AUTHORIZATION, HOST};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Uri};
use std::fmt::{self, Debug, Formatter};

/// Signs requests. It keeps the key that it used last, so that signatures of the same day, scope and secret cost no
/// derivation; one signer for each client is what makes that worth it.
///
/// The key and a clone of the credentials that it came from stay in memory until another takes their place, and are
/// overwritten then.
#[derive(Default)]
pub struct Signer {
    pub(super) keys: KeyCache,
}

impl Signer {
    /// A signer that has no key yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Signs a request: adds `x-amz-date`, `authorization`, and `x-amz-security-token` where the credentials belong to a
    /// session; `x-amz-content-sha256` where the settings want it or the body is not signed; and `host`, if it is missing.
    ///
    /// # Errors
    ///
    /// If something is missing, or cannot be sent. The request may have some of the headers then, and no signature.
    pub fn sign(
        &self,
        head: &mut Parts,
        payload: Payload<'_>,
        params: &SigningParams<'_>,
    ) -> Result<(), SigningError> {
        check(params)?;
        let date = SigningDate::new(params.time)?;
        add_host(&mut head.headers, &head.uri)?;
        let hash = payload.hash(&head.headers);
        add_date(&mut head.headers, &date)?;
        add_token(&mut head.headers, params)?;
        match &hash {
            PayloadHash::Unsigned => {
                let value = HeaderValue::from_static(UNSIGNED_PAYLOAD);
                head.headers.insert(CONTENT_SHA256, value);
            }
            PayloadHash::Own(hex) if params.settings.content_sha256_header => {
                let value = text_value(hex, "the body's hash")?;
                head.headers.insert(CONTENT_SHA256, value);
            }
            _ => {}
        }
        let value = self.authorization(head, &hash, &date, params)?;
        head.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    fn authorization(
        &self,
        head: &Parts,
        hash: &PayloadHash,
        date: &SigningDate,
        params: &SigningParams<'_>,
    ) -> Result<HeaderValue, SigningError> {
        const CREDENTIAL: &str = " Credential=";
        const SIGNED_HEADERS: &str = ", SignedHeaders=";
        const SIGNATURE: &str = ", Signature=";
        let signed = SignedHeaders::of(&head.headers);
        let scope_length = scope_length(params);
        let id = params.credentials.access_key_id();
        let length = ALGORITHM.len()
            + CREDENTIAL.len()
            + id.len()
            + 1
            + scope_length
            + SIGNED_HEADERS.len()
            + signed.names_length()
            + SIGNATURE.len()
            + 64;
        // Its scope and its list of names are part of what is signed.
        let mut text = Vec::with_capacity(length);
        for piece in [ALGORITHM, CREDENTIAL, id, "/"] {
            text.extend_from_slice(piece.as_bytes());
        }
        let scope = text.len()..text.len() + scope_length;
        put_scope(&mut text, date, params);
        text.extend_from_slice(SIGNED_HEADERS.as_bytes());
        let names = text.len();
        signed.put_names(&mut text);
        let request = CanonicalHead {
            method: head.method.as_str(),
            path: head.uri.path(),
            query: head.uri.query().unwrap_or_default(),
            without: None,
            settings: params.settings,
            headers: &signed,
            names: text.get(names..).unwrap_or_default(),
        };
        let request = request.hash().finish(hash.text(&head.headers));
        let key = self.keys.key(params.credentials, date.day(), params.scope);
        let signature = key.sign(date, text.get(scope).unwrap_or_default(), &request);
        text.extend_from_slice(SIGNATURE.as_bytes());
        text.extend_from_slice(&signature);
        let mut value = HeaderValue::from_maybe_shared(Bytes::from(text)).map_err(|_| {
            SigningError::Unsendable("the access key id, the region or the service")
        })?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl Debug for Signer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Signer")
    }
}

/// Whether there is everything that a signature needs.
pub(super) fn check(params: &SigningParams<'_>) -> Result<(), SigningError> {
    let credentials = params.credentials;
    if credentials.access_key_id().is_empty() || credentials.secret_access_key().is_empty() {
        return Err(SigningError::EmptyCredentials);
    }
    if let Some(since) = credentials
        .expires()
        .and_then(|expires| params.time.duration_since(expires).ok())
    {
        return Err(SigningError::ExpiredCredentials { since });
    }
    if params.scope.region.is_empty() {
        return Err(SigningError::EmptyScope("region"));
    }
    if params.scope.service.is_empty() {
        return Err(SigningError::EmptyScope("service"));
    }
    Ok(())
}

/// Says where the request goes, unless it says so itself.
pub(super) fn add_host(headers: &mut HeaderMap, uri: &Uri) -> Result<(), SigningError> {
    if headers.contains_key(HOST) {
        return Ok(());
    }
    let authority = uri.authority().ok_or(SigningError::NoHost)?;
    // Clients leave out the port that the scheme stands for (RFC 9110, 4.2.3).
    let host = match (uri.scheme_str(), uri.port_u16()) {
        (Some("http"), Some(80)) | (Some("https"), Some(443)) => authority.host(),
        _ => authority
            .as_str()
            .rsplit_once('@')
            .map_or(authority.as_str(), |(_, host)| host),
    };
    if host.is_empty() {
        return Err(SigningError::NoHost);
    }
    headers.insert(HOST, text_value(host.as_bytes(), "the host")?);
    Ok(())
}

fn add_date(headers: &mut HeaderMap, date: &SigningDate) -> Result<(), SigningError> {
    let value = text_value(date.text(), "the date")?;
    headers.insert(DATE, value);
    Ok(())
}

fn add_token(headers: &mut HeaderMap, params: &SigningParams<'_>) -> Result<(), SigningError> {
    match params.credentials.session_token() {
        Some(token) => {
            let mut value = text_value(token.as_bytes(), "the session token")?;
            value.set_sensitive(true);
            headers.insert(TOKEN, value);
        }
        // That of an earlier signature.
        None => {
            headers.remove(TOKEN);
        }
    }
    Ok(())
}

fn text_value(text: &[u8], what: &'static str) -> Result<HeaderValue, SigningError> {
    HeaderValue::from_bytes(text).map_err(|_| SigningError::Unsendable(what))
}

/// How many bytes the scope's text has.
pub(super) fn scope_length(params: &SigningParams<'_>) -> usize {
    let scope = params.scope;
    8 + 1 + scope.region.len() + 1 + scope.service.len() + 1 + TERMINATOR.len()
}

/// Puts the scope's text: `20150830/eu-west-1/iot/aws4_request`.
pub(super) fn put_scope(to: &mut Vec<u8>, date: &SigningDate, params: &SigningParams<'_>) {
    to.extend_from_slice(date.day());
    for piece in [params.scope.region, params.scope.service, TERMINATOR] {
        to.push(b'/');
        to.extend_from_slice(piece.as_bytes());
    }
}
