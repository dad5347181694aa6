//! An access key.
//!
//! In: its id, its secret, perhaps the token of a session and a time of expiry. Out: the same for who signs, and whether
//! it can be used at all. Its secrets are overwritten when they are dropped, and never shown.

use super::CredentialsError;
use crate::timestamp::Timestamp;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::SystemTime;
use zeroize::Zeroizing;

/// An access key of AWS, perhaps one that expires. Cheap to clone. Its secrets are overwritten when the last clone is
/// dropped, and no `Debug` shows them.
#[derive(Clone)]
pub struct Credentials(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    access_key_id: String,
    secret_access_key: Zeroizing<String>,
    session_token: Option<Zeroizing<String>>,
    expires: Option<SystemTime>,
    /// Where they are from, for messages.
    source: Option<String>,
}

impl Credentials {
    /// A key that does not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            access_key_id: access_key_id.into(),
            secret_access_key: Zeroizing::new(secret_access_key.into()),
            session_token: None,
            expires: None,
            source: None,
        }))
    }

    /// The same key with the token of a session, and the time from which on it is worth nothing.
    #[must_use]
    pub fn with_session(self, token: impl Into<String>, expires: Option<SystemTime>) -> Self {
        let token = Zeroizing::new(token.into());
        self.with(|inner| {
            inner.session_token = Some(token);
            inner.expires = expires;
        })
    }

    /// The same key, and the time from which on it is worth nothing.
    #[must_use]
    pub fn with_expiry(self, expires: Option<SystemTime>) -> Self {
        self.with(|inner| inner.expires = expires)
    }

    /// The same key, and where it is from: messages say it.
    #[must_use]
    pub fn with_source(self, source: impl Into<String>) -> Self {
        let source = source.into();
        self.with(|inner| inner.source = Some(source))
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
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

    /// Whether a request can be signed with them at `now`: nothing is empty, nothing has characters that no header
    /// carries, and they have not expired.
    ///
    /// # Errors
    ///
    /// If not: which part, and where the credentials are from.
    pub fn check(&self, now: SystemTime) -> Result<(), CredentialsError> {
        let parts = [
            ("access key id", Some(self.access_key_id())),
            ("secret access key", Some(self.secret_access_key())),
            ("session token", self.session_token()),
        ];
        for (part, text) in parts {
            let Some(text) = text else { continue };
            if text.is_empty() {
                return Err(self.fault(&format!("the {part} is empty")));
            }
            // A line break that came along when the text was copied, most of the time.
            if let Some(at) = text.bytes().position(|byte| !byte.is_ascii_graphic()) {
                return Err(self.fault(&format!(
                    "the {part} has a character that no key has, at byte {}",
                    at + 1
                )));
            }
        }
        match self.expires() {
            Some(expires) if expires <= now => Err(self.fault(&format!(
                "the key {} expired at {}; get a new one",
                self.access_key_id(),
                Timestamp::from(expires)
            ))),
            _ => Ok(()),
        }
    }

    #[cold]
    fn fault(&self, what: &str) -> CredentialsError {
        CredentialsError::new(match &self.0.source {
            Some(source) => format!("{source}: {what}"),
            None => what.to_owned(),
        })
    }
}

impl Debug for Credentials {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.0.access_key_id)
            .field("expires", &self.0.expires)
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}
