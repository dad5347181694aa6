//! Whatever knows who signs.
//!
//! In: the time. Out: credentials, or why there are none. Providers look; none of them signs.

use super::{Credentials, CredentialsError};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

/// Credentials that are on their way.
pub type CredentialsFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// Whatever knows who signs. It is asked once per request: one that looks somewhere keeps what it found, or is put into
/// [`CachedCredentials`](super::CachedCredentials).
pub trait ProvideCredentials: Send + Sync + 'static {
    /// The credentials for a request that is signed at `now`.
    fn credentials(&self, now: SystemTime) -> CredentialsFuture<'_>;

    /// The same, if they are at hand without waiting: no future has to be made then.
    fn at_hand(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        let _ = now;
        None
    }
}

impl ProvideCredentials for Credentials {
    fn credentials(&self, _: SystemTime) -> CredentialsFuture<'_> {
        ready(Ok(self.clone()))
    }

    fn at_hand(&self, _: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        Some(Ok(self.clone()))
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Arc<P> {
    fn credentials(&self, now: SystemTime) -> CredentialsFuture<'_> {
        (**self).credentials(now)
    }

    fn at_hand(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        (**self).at_hand(now)
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Box<P> {
    fn credentials(&self, now: SystemTime) -> CredentialsFuture<'_> {
        (**self).credentials(now)
    }

    fn at_hand(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        (**self).at_hand(now)
    }
}

/// A result that is there already.
pub(super) fn ready(result: Result<Credentials, CredentialsError>) -> CredentialsFuture<'static> {
    Box::pin(std::future::ready(result))
}
