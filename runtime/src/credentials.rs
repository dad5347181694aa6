//! Who signs, and where that is found out.
//!
//! In: an access key id, its secret and perhaps a session token; or a provider that knows where to look. Out:
//! [`Credentials`], whose secrets are overwritten when they are dropped and never shown.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;
use zeroize::Zeroizing;

/// An access key of AWS, perhaps one that expires. Cheap to clone. Its secrets are overwritten when the last clone is
/// dropped, and no `Debug` shows them.
#[derive(Clone)]
pub struct Credentials(Arc<Inner>);

struct Inner {
    access_key_id: String,
    secret_access_key: Zeroizing<String>,
    session_token: Option<Zeroizing<String>>,
    expires: Option<SystemTime>,
}

impl Credentials {
    /// A key that does not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            access_key_id: access_key_id.into(),
            secret_access_key: Zeroizing::new(secret_access_key.into()),
            session_token: None,
            expires: None,
        }))
    }

    /// The same key with the token of a session, and the time from which on it is worth nothing.
    #[must_use]
    pub fn with_session(self, token: impl Into<String>, expires: Option<SystemTime>) -> Self {
        Self(Arc::new(Inner {
            access_key_id: self.0.access_key_id.clone(),
            secret_access_key: self.0.secret_access_key.clone(),
            session_token: Some(Zeroizing::new(token.into())),
            expires,
        }))
    }

    /// The id of the key, which is no secret.
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// The secret.
    pub fn secret_access_key(&self) -> &str {
        &self.0.secret_access_key
    }

    /// The token of a session, which is secret too.
    pub fn session_token(&self) -> Option<&str> {
        self.0.session_token.as_ref().map(|token| token.as_str())
    }

    /// The time from which on the key is worth nothing; `None` if there is none.
    pub fn expires(&self) -> Option<SystemTime> {
        self.0.expires
    }
}

impl Debug for Credentials {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.0.access_key_id)
            .field("expires", &self.0.expires)
            .finish_non_exhaustive()
    }
}

/// Credentials that are on their way.
pub type CredentialsFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// Whatever knows who signs. It is asked once per request, so that one that looks somewhere keeps what it found until it
/// expires.
pub trait ProvideCredentials: Send + Sync + 'static {
    /// The credentials for a request that is signed now.
    fn credentials(&self) -> CredentialsFuture<'_>;

    /// The same, if they are at hand without waiting: no future has to be made then.
    fn at_hand(&self) -> Option<Result<Credentials, CredentialsError>> {
        None
    }
}

impl ProvideCredentials for Credentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        let credentials = self.clone();
        Box::pin(async move { Ok(credentials) })
    }

    fn at_hand(&self) -> Option<Result<Credentials, CredentialsError>> {
        Some(Ok(self.clone()))
    }
}

/// Why there are no credentials: what was looked for, where, and what to do. It shows no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialsError(String);

impl CredentialsError {
    /// What was looked for, where, and what to do.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl Display for CredentialsError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for CredentialsError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_shown() {
        let credentials = Credentials::new("AKID", "hush").with_session("whisper", None);
        let shown = format!("{credentials:?}");
        assert!(shown.contains("AKID"));
        assert!(!shown.contains("hush") && !shown.contains("whisper"));
    }
}
