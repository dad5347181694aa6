//! Whether a signature is the one that a secret makes.
//!
//! In: a request, what it says of its signature, and the credentials of who is said to have signed it. Out: yes, or what
//! speaks against it; never the signature that would have been right.

use super::canonical::{CanonicalHead, HashedHead};
use super::claim::Claim;
use super::headers::SignedHeaders;
use super::key::KeyCache;
use super::params::{Scope, Settings};
use super::{path, query};
use crate::credentials::Credentials;
use ctutils::CtEq;
use http::HeaderName;
use http::request::Parts;

/// What no signature can make up for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Uncovered {
    /// The list of signed headers is no list of lower-case names in ascending order.
    Names,
    /// A header that has to be signed is not in it.
    Header(HeaderName),
    /// The path is one of several that have the same signature.
    Path,
    /// The query is one of several that have the same signature.
    Query,
}

/// A request whose head is hashed, and whose signature waits for what stands for its body.
pub(crate) struct Candidate<'c> {
    head: HashedHead,
    claim: &'c Claim<'c>,
    credentials: &'c Credentials,
    keys: &'c KeyCache,
}

impl<'c> Candidate<'c> {
    /// Hashes the head, if its signature covers all that it has to.
    pub(crate) fn new(
        head: &'c Parts,
        claim: &'c Claim<'c>,
        credentials: &'c Credentials,
        keys: &'c KeyCache,
        settings: Settings,
    ) -> Result<Self, Uncovered> {
        covers(head, claim)?;
        // Clients sign the normal form of a path and send it as it is: one who could change it on the way would have the
        // signature of another path.
        if settings.normalize_path && !path::is_normal(head.uri.path()) {
            return Err(Uncovered::Path);
        }
        let text = head.uri.query().unwrap_or_default();
        if !query::is_unambiguous(text) {
            return Err(Uncovered::Query);
        }
        let headers = SignedHeaders::named(&head.headers, claim.names.split(';'));
        let canonical = CanonicalHead {
            method: head.method.as_str(),
            path: head.uri.path(),
            query: text,
            without: claim.is_presigned().then_some("X-Amz-Signature"),
            settings,
            headers: &headers,
            names: claim.names.as_bytes(),
        };
        Ok(Self {
            head: canonical.hash(),
            claim,
            credentials,
            keys,
        })
    }

    /// Whether the signature is right, if `payload` stands for the body. It takes the same time whichever byte differs.
    pub(crate) fn is_signed(&self, payload: &[u8]) -> bool {
        let claim = self.claim;
        let scope = Scope {
            region: claim.region(),
            service: claim.service(),
        };
        let request = self.head.clone().finish(payload);
        let key = self.keys.key(self.credentials, claim.date.day(), scope);
        let signature = key.sign(&claim.date, claim.scope().as_bytes(), &request);
        is_same(&signature, claim.signature.as_bytes())
    }
}

/// Whether two texts are the same, without telling by the time it takes where they differ.
pub(crate) fn is_same(ours: &[u8], theirs: &[u8]) -> bool {
    ours.ct_eq(theirs).to_bool()
}

/// Whether the list of signed headers is one, and has all that it must have.
fn covers(head: &Parts, claim: &Claim<'_>) -> Result<(), Uncovered> {
    let mut last = "";
    for name in claim.names.split(';') {
        if name <= last || name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(Uncovered::Names);
        }
        last = name;
    }
    let listed = |wanted: &str| claim.names.split(';').any(|name| name == wanted);
    if !listed("host") {
        return Err(Uncovered::Header(http::header::HOST));
    }
    match head.headers.keys().find(|name| {
        // Who sends it is not who presigned it.
        let exempt = claim.is_presigned() && *name == super::presign::USER_AGENT;
        name.as_str().starts_with("x-amz-") && !exempt && !listed(name.as_str())
    }) {
        Some(name) => Err(Uncovered::Header(name.clone())),
        None => Ok(()),
    }
}
