//! Signs requests in their query, so that whoever has the URL can send them for a while.
//!
//! In: a head, who signs, and how long it is good for. Out: the head, whose URI holds the signature. What it does not hold
//! are the signed headers besides `host`: they have to be sent along.

use super::canonical::CanonicalHead;
use super::date::SigningDate;
use super::error::SigningError;
use super::headers::SignedHeaders;
use super::params::SigningParams;
use super::payload::Payload;
use super::signer::{Signer, add_host, check, put_scope, scope_length};
use super::sink::put_encoded;
use super::{ALGORITHM, DATE, TOKEN};
use bytes::Bytes;
use http::Uri;
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::uri::PathAndQuery;
use std::time::Duration;

/// The longest that a presigned request can be good for: seven days.
pub const MAX_EXPIRES_IN: Duration = Duration::from_secs(7 * 24 * 60 * 60);

pub(super) const USER_AGENT: &str = "x-amz-user-agent";
/// The parameters of a signature. No request has them before.
pub(super) const PARAMETERS: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
];

impl Signer {
    /// Signs a request in its query. It is good for `expires_in`, cut off at the second, from the time of the signature
    /// on, but no longer than the credentials are. All headers that are there are signed too, and have to be sent with
    /// the URL as they are.
    ///
    /// # Errors
    ///
    /// If something is missing or cannot be sent, or `expires_in` is less than a second or more than
    /// [seven days](MAX_EXPIRES_IN). The URI is as it was then.
    pub fn presign(
        &self,
        head: &mut Parts,
        payload: Payload<'_>,
        params: &SigningParams<'_>,
        expires_in: Duration,
    ) -> Result<(), SigningError> {
        check(params)?;
        if expires_in < Duration::from_secs(1) || expires_in > MAX_EXPIRES_IN {
            return Err(SigningError::ExpiresIn(expires_in));
        }
        let date = SigningDate::new(params.time)?;
        let before = head.uri.query().unwrap_or_default();
        if let Some(name) = PARAMETERS
            .into_iter()
            .find(|name| names(before).any(|other| other == *name))
        {
            return Err(SigningError::AlreadySigned(name));
        }
        add_host(&mut head.headers, &head.uri)?;
        // What a signature in the headers would need, and what says who sends the request: not who signs it.
        for name in [DATE, TOKEN, AUTHORIZATION] {
            head.headers.remove(name);
        }
        head.headers.remove(USER_AGENT);
        let signed = SignedHeaders::of(&head.headers);
        let mut list = Vec::with_capacity(signed.names_length());
        signed.put_names(&mut list);
        let mut scope = Vec::with_capacity(scope_length(params));
        put_scope(&mut scope, &date, params);

        let path = match head.uri.path() {
            "" => "/",
            path => path,
        };
        let mut text = Vec::with_capacity(512 + path.len() + before.len());
        text.extend_from_slice(path.as_bytes());
        text.push(b'?');
        let query_start = text.len();
        text.extend_from_slice(before.as_bytes());
        if !before.is_empty() {
            text.push(b'&');
        }
        // In the order in which AWS documents them.
        text.extend_from_slice(b"X-Amz-Algorithm=");
        text.extend_from_slice(ALGORITHM.as_bytes());
        text.extend_from_slice(b"&X-Amz-Credential=");
        put_encoded(
            &mut text,
            params.credentials.access_key_id().as_bytes(),
            false,
        );
        text.extend_from_slice(b"%2F");
        put_encoded(&mut text, &scope, false);
        text.extend_from_slice(b"&X-Amz-Date=");
        text.extend_from_slice(date.text());
        text.extend_from_slice(format!("&X-Amz-Expires={}", expires_in.as_secs()).as_bytes());
        text.extend_from_slice(b"&X-Amz-SignedHeaders=");
        put_encoded(&mut text, &list, false);
        if let Some(token) = params.credentials.session_token() {
            text.extend_from_slice(b"&X-Amz-Security-Token=");
            put_encoded(&mut text, token.as_bytes(), false);
        }
        let query = text.get(query_start..).unwrap_or_default();
        let request = CanonicalHead {
            method: head.method.as_str(),
            path,
            // Only what was the query of a URI before, and ASCII.
            query: std::str::from_utf8(query).map_err(|_| SigningError::Unsendable("the query"))?,
            without: None,
            settings: params.settings,
            headers: &signed,
            names: &list,
        };
        let hash = payload.hash(&head.headers);
        let request = request.hash().finish(hash.text(&head.headers));
        let key = self.keys.key(params.credentials, date.day(), params.scope);
        let signature = key.sign(&date, &scope, &request);
        text.extend_from_slice(b"&X-Amz-Signature=");
        text.extend_from_slice(&signature);
        head.uri = with_path_and_query(&head.uri, text)?;
        Ok(())
    }
}

/// The names in a query, as they are written there.
fn names(query: &str) -> impl Iterator<Item = &str> {
    query
        .split('&')
        .map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name))
}

fn with_path_and_query(uri: &Uri, text: Vec<u8>) -> Result<Uri, SigningError> {
    let path = PathAndQuery::from_maybe_shared(Bytes::from(text))
        .map_err(|_| SigningError::Unsendable("the query"))?;
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path);
    Uri::from_parts(parts).map_err(|_| SigningError::Unsendable("the query"))
}
