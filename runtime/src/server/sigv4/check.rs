//! The way of one request through the checks.
//!
//! In: a request. Out: the same with an [`Identity`], or why not. The body is taken in only for a request that somebody is
//! known for, and only up to a limit; one that is not signed stays a stream.

use super::identity::Identity;
use super::lookup::CredentialsLookup;
use super::refusal::Refusal;
use crate::byte_stream::{ByteStream, CollectError};
use crate::credentials::Credentials;
use crate::server::BODY_LIMIT;
use crate::sigv4::{
    CONTENT_SHA256, Candidate, Claim, KeyCache, Settings, UNSIGNED_PAYLOAD, body_hash, is_same,
};
use bytes::Bytes;
use http::header::HOST;
use http::request::Parts;
use http::{HeaderValue, Request};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How far the date of a signature may be from the clock, as AWS has it.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// What requests are held against.
pub(super) struct Rules<L> {
    pub(super) lookup: Arc<L>,
    pub(super) region: Option<String>,
    pub(super) service: Option<String>,
    pub(super) window: Duration,
    pub(super) clock: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    pub(super) body_limit: u64,
    pub(super) unsigned_payload: bool,
    pub(super) settings: Settings,
    pub(super) keys: Arc<KeyCache>,
}

impl<L> Clone for Rules<L> {
    fn clone(&self) -> Self {
        Self {
            lookup: Arc::clone(&self.lookup),
            region: self.region.clone(),
            service: self.service.clone(),
            clock: Arc::clone(&self.clock),
            keys: Arc::clone(&self.keys),
            ..*self
        }
    }
}

impl<L> Rules<L> {
    pub(super) fn new(lookup: L) -> Self {
        Self {
            lookup: Arc::new(lookup),
            region: None,
            service: None,
            window: WINDOW,
            clock: Arc::new(SystemTime::now),
            body_limit: BODY_LIMIT,
            unsigned_payload: false,
            settings: Settings::default(),
            keys: Arc::default(),
        }
    }

    fn check_scope(&self, claim: &Claim<'_>) -> Result<(), Refusal> {
        for (what, wanted, said) in [
            ("region", &self.region, claim.region()),
            ("service", &self.service, claim.service()),
        ] {
            if let Some(wanted) = wanted.as_deref().filter(|wanted| *wanted != said) {
                return Err(Refusal::other_scope(what, wanted));
            }
        }
        Ok(())
    }

    fn check_time(&self, claim: &Claim<'_>, now: SystemTime) -> Result<(), Refusal> {
        let ahead = claim.time.duration_since(now).unwrap_or_default();
        let behind = now.duration_since(claim.time).unwrap_or_default();
        match claim.expires_in {
            Some(expires_in) if behind >= expires_in => {
                Err(Refusal::presigned_expired(claim.time + expires_in, now))
            }
            Some(_) if ahead <= self.window => Ok(()),
            None if ahead.max(behind) <= self.window => Ok(()),
            _ => Err(Refusal::outside_window(claim.time, now, self.window)),
        }
    }

    async fn collect(&self, body: ByteStream) -> Result<Bytes, Refusal> {
        body.collect(self.body_limit)
            .await
            .map_err(|error| match error {
                CollectError::TooLarge { limit } => Refusal::too_large(limit),
                CollectError::Stream(_) => Refusal::incomplete_body(),
            })
    }

    /// The body, if the request is signed.
    async fn check_signature(
        &self,
        candidate: Candidate<'_>,
        hash: Option<&HeaderValue>,
        body: ByteStream,
    ) -> Result<ByteStream, Refusal> {
        let Some(hash) = hash else {
            let bytes = self.collect(body).await?;
            let signed = candidate.is_signed(&body_hash(&bytes))
                // Presigned requests of Amazon S3 say nothing of their body.
                || (self.unsigned_payload && candidate.is_signed(UNSIGNED_PAYLOAD.as_bytes()));
            return signed.then(|| bytes.into()).ok_or_else(Refusal::mismatch);
        };
        let unsigned = hash == UNSIGNED_PAYLOAD;
        if unsigned && !self.unsigned_payload {
            return Err(Refusal::unsigned_body());
        }
        let digits = |hash: &[u8]| {
            hash.len() == 64
                && hash
                    .iter()
                    .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
        };
        if !unsigned && !digits(hash.as_bytes()) {
            let streaming = hash.as_bytes().starts_with(b"STREAMING-");
            return Err(Refusal::unknown_body_signature(streaming));
        }
        // Before the body is read, which nobody may ask for without a signature.
        if !candidate.is_signed(hash.as_bytes()) {
            return Err(Refusal::mismatch());
        }
        if unsigned {
            return Ok(body);
        }
        let bytes = self.collect(body).await?;
        if body_hash(&bytes) == hash.as_bytes() {
            Ok(bytes.into())
        } else {
            Err(Refusal::body_mismatch())
        }
    }
}

impl<L: CredentialsLookup> Rules<L> {
    /// The request with the identity of who signed it.
    pub(super) async fn check(
        &self,
        request: Request<ByteStream>,
        now: SystemTime,
    ) -> Result<Request<ByteStream>, Refusal> {
        let (mut head, body) = request.into_parts();
        add_host(&mut head);
        let claim = Claim::read(&head)?;
        self.check_scope(&claim)?;
        self.check_time(&claim, now)?;
        let found = self.lookup.find(claim.access_key_id()).await;
        let credentials = found
            .map_err(|_| Refusal::lookup_failed())?
            .ok_or_else(Refusal::unknown_key)?;
        check_session(&claim, &credentials, now)?;
        let candidate = Candidate::new(&head, &claim, &credentials, &self.keys, self.settings)?;
        let hash = only_hash(&head)?;
        let body = self.check_signature(candidate, hash, body).await?;
        let identity = Identity::new(claim.access_key_id(), claim.region(), claim.service());
        head.extensions.insert(identity);
        Ok(Request::from_parts(head, body))
    }
}

/// HTTP/2 says the host in the URI.
fn add_host(head: &mut Parts) {
    if head.headers.contains_key(HOST) {
        return;
    }
    let host = head.uri.authority().map(|authority| authority.as_str());
    if let Some(value) = host.and_then(|host| HeaderValue::try_from(host).ok()) {
        head.headers.insert(HOST, value);
    }
}

fn only_hash(head: &Parts) -> Result<Option<&HeaderValue>, Refusal> {
    let mut values = head.headers.get_all(CONTENT_SHA256).iter();
    match (values.next(), values.next()) {
        (hash, None) => Ok(hash),
        _ => Err(Refusal::unknown_body_signature(false)),
    }
}

fn check_session(
    claim: &Claim<'_>,
    credentials: &Credentials,
    now: SystemTime,
) -> Result<(), Refusal> {
    let same = match (credentials.session_token(), claim.token.as_deref()) {
        (Some(ours), Some(theirs)) => is_same(ours.as_bytes(), theirs.as_bytes()),
        (None, None) => true,
        _ => false,
    };
    if !same {
        return Err(Refusal::other_token());
    }
    match credentials.expires() {
        Some(expires) if expires <= now => Err(Refusal::expired_token()),
        _ => Ok(()),
    }
}
