//! Who sends a request, where that is not an access key of AWS: bearer tokens and API keys.
//!
//! In: a secret text, or a provider that knows where to look. Out: [`Token`] and [`ApiKey`], whose text is overwritten when
//! they are dropped and never shown.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;
use zeroize::Zeroizing;

/// A bearer token (RFC 6750), perhaps one that expires. Cheap to clone. Its text is overwritten when the last clone is
/// dropped, and no `Debug` shows it.
#[derive(Clone)]
pub struct Token(Arc<(Zeroizing<String>, Option<SystemTime>)>);

impl Token {
    /// A token that does not expire.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Arc::new((Zeroizing::new(token.into()), None)))
    }

    /// A token, and the time from which on it is worth nothing.
    pub fn expiring(token: impl Into<String>, expires: SystemTime) -> Self {
        Self(Arc::new((Zeroizing::new(token.into()), Some(expires))))
    }

    /// The secret text.
    pub fn token(&self) -> &str {
        &self.0.0
    }

    /// The time from which on the token is worth nothing; `None` if there is none.
    pub fn expires(&self) -> Option<SystemTime> {
        self.0.1
    }
}

impl Debug for Token {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("expires", &self.0.1)
            .finish_non_exhaustive()
    }
}

/// A key that says who calls (`smithy.api#httpApiKeyAuth`). Cheap to clone. Its text is overwritten when the last clone is
/// dropped, and no `Debug` shows it.
#[derive(Clone)]
pub struct ApiKey(Arc<Zeroizing<String>>);

impl ApiKey {
    /// The key with this text.
    pub fn new(key: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(key.into())))
    }

    /// The secret text.
    pub fn key(&self) -> &str {
        &self.0
    }
}

impl Debug for ApiKey {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(..)")
    }
}

/// An identity that is on its way.
pub type IdentityFuture<'a, T> =
    Pin<Box<dyn Future<Output = Result<T, IdentityError>> + Send + 'a>>;

/// Whatever knows a bearer token. It is asked once per attempt, so that one that looks somewhere keeps what it found until
/// it expires.
pub trait ProvideToken: Send + Sync + 'static {
    /// The token for a request that is sent at `now`; `None`, where the client has no clock.
    fn token(&self, now: Option<SystemTime>) -> IdentityFuture<'_, Token>;

    /// The same, if it is at hand without waiting: no future has to be made then.
    fn at_hand(&self, now: Option<SystemTime>) -> Option<Result<Token, IdentityError>> {
        let _ = now;
        None
    }
}

impl ProvideToken for Token {
    fn token(&self, _: Option<SystemTime>) -> IdentityFuture<'_, Token> {
        let token = self.clone();
        Box::pin(async move { Ok(token) })
    }

    fn at_hand(&self, _: Option<SystemTime>) -> Option<Result<Token, IdentityError>> {
        Some(Ok(self.clone()))
    }
}

/// Whatever knows an API key. It is asked once per attempt.
pub trait ProvideApiKey: Send + Sync + 'static {
    /// The key for a request that is sent now.
    fn api_key(&self) -> IdentityFuture<'_, ApiKey>;

    /// The same, if it is at hand without waiting: no future has to be made then.
    fn at_hand(&self) -> Option<Result<ApiKey, IdentityError>> {
        None
    }
}

impl ProvideApiKey for ApiKey {
    fn api_key(&self) -> IdentityFuture<'_, ApiKey> {
        let key = self.clone();
        Box::pin(async move { Ok(key) })
    }

    fn at_hand(&self) -> Option<Result<ApiKey, IdentityError>> {
        Some(Ok(self.clone()))
    }
}

/// Why there is no token or key: what was looked for, where, and what to do. It shows no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityError(String);

impl IdentityError {
    /// What was looked for, where, and what to do.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl Display for IdentityError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for IdentityError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_shown() {
        let shown = format!("{:?} {:?}", Token::new("hush"), ApiKey::new("hush"));
        assert!(!shown.contains("hush"));
    }
}
