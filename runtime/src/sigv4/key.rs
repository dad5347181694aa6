//! Keys of signatures: derived from a secret for a day, a region and a service.
//!
//! In: credentials and a scope. Out: a key that signs. The last key is kept, so that the next signature of the same scope
//! derives none. Keys are overwritten when they are dropped.

use super::date::SigningDate;
use super::hex::{self, Hex};
use super::params::Scope;
use super::sink::Sink;
use super::{ALGORITHM, TERMINATOR};
use crate::credentials::Credentials;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::{PoisonError, RwLock};
use zeroize::Zeroizing;

/// A key that signs, ready to go: its two blocks are hashed already.
#[derive(Clone)]
pub(super) struct SigningKey(Hmac<Sha256>);

/// The state of HMAC under a key.
fn keyed(key: &[u8]) -> Hmac<Sha256> {
    // HMAC takes keys of any length; this is what it does with one that it would refuse.
    <Hmac<Sha256> as KeyInit>::new_from_slice(key)
        .unwrap_or_else(|_| <Hmac<Sha256> as KeyInit>::new(&Default::default()))
}

fn next(key: &[u8], text: &[u8]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(keyed(key).chain_update(text).finalize().into_bytes().into())
}

impl SigningKey {
    /// The key for a day and a scope.
    pub(super) fn derive(secret: &str, day: &[u8], scope: Scope<'_>) -> Self {
        let mut first = Zeroizing::new(Vec::with_capacity(4 + secret.len()));
        first.extend_from_slice(b"AWS4");
        first.extend_from_slice(secret.as_bytes());
        let key = next(&first, day);
        let key = next(&*key, scope.region.as_bytes());
        let key = next(&*key, scope.service.as_bytes());
        let key = next(&*key, TERMINATOR.as_bytes());
        Self(keyed(&*key))
    }

    /// The signature of a request. `scope` is the scope's text: `20150830/eu-west-1/iot/aws4_request`.
    pub(super) fn sign(self, date: &SigningDate, scope: &[u8], request: &[u8; 32]) -> Hex {
        let mut mac = self.0;
        mac.put(ALGORITHM.as_bytes());
        mac.put(b"\n");
        mac.put(date.text());
        mac.put(b"\n");
        mac.put(scope);
        mac.put(b"\n");
        mac.put(&hex::encode(request));
        hex::encode(&mac.finalize().into_bytes().into())
    }
}

/// The key that was used last.
#[derive(Default)]
pub(crate) struct KeyCache(RwLock<Option<Entry>>);

struct Entry {
    /// Kept, so that its secret's address stands for its secret.
    credentials: Credentials,
    day: [u8; 8],
    region: Box<str>,
    service: Box<str>,
    key: SigningKey,
}

impl Entry {
    fn fits(&self, credentials: &Credentials, day: &[u8; 8], scope: Scope<'_>) -> bool {
        let (ours, theirs) = (
            self.credentials.secret_access_key(),
            credentials.secret_access_key(),
        );
        self.day == *day
            && *self.region == *scope.region
            && *self.service == *scope.service
            && (std::ptr::eq(ours, theirs) || ours == theirs)
    }
}

impl KeyCache {
    /// The key for a day and a scope; derived, unless it is the one that was used last.
    pub(super) fn key(
        &self,
        credentials: &Credentials,
        day: &[u8; 8],
        scope: Scope<'_>,
    ) -> SigningKey {
        let cached = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = cached
            .as_ref()
            .filter(|entry| entry.fits(credentials, day, scope))
        {
            return entry.key.clone();
        }
        drop(cached);
        let key = SigningKey::derive(credentials.secret_access_key(), day, scope);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Entry {
            credentials: credentials.clone(),
            day: *day,
            region: scope.region.into(),
            service: scope.service.into(),
            key: key.clone(),
        });
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCOPE: Scope<'_> = Scope {
        region: "us-east-1",
        service: "iam",
    };
    const DAY: &[u8; 8] = b"20150830";

    fn bytes(key: SigningKey) -> [u8; 32] {
        key.0.finalize().into_bytes().into()
    }

    #[test]
    fn whatever_the_key_is_for_tells_it_apart() {
        let cache = KeyCache::default();
        let one = Credentials::new("one", "secret");
        let first = bytes(cache.key(&one, DAY, SCOPE));
        assert_eq!(bytes(cache.key(&one, DAY, SCOPE)), first);
        // The same secret elsewhere in memory is the same.
        assert_eq!(
            bytes(cache.key(&Credentials::new("two", "secret"), DAY, SCOPE)),
            first
        );
        let other = |credentials: &Credentials, day, region, service| {
            // Between two others, so that the cached one is never the right one.
            let key = bytes(cache.key(credentials, day, Scope { region, service }));
            assert_eq!(bytes(cache.key(&one, DAY, SCOPE)), first);
            key
        };
        let keys = [
            other(&Credentials::new("one", "Secret"), DAY, "us-east-1", "iam"),
            other(&one, b"20150831", "us-east-1", "iam"),
            other(&one, DAY, "us-east-2", "iam"),
            other(&one, DAY, "us-east-1", "iot"),
        ];
        for (index, key) in keys.iter().enumerate() {
            assert!(*key != first && !keys[..index].contains(key));
        }
    }
}
