//! Why a request cannot say who sends it.

use crate::auth::AuthScheme;
use crate::byte_stream::BoxError;
use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Why a request cannot say who sends it: which setting is missing or wrong. It shows no secret.
#[derive(Debug)]
pub struct AuthError {
    setting: &'static str,
    what: String,
    source: Option<BoxError>,
}

impl AuthError {
    #[cold]
    pub(super) fn setting(setting: &'static str, what: impl Into<String>) -> Self {
        Self {
            setting,
            what: what.into(),
            source: None,
        }
    }

    /// What a provider says.
    #[cold]
    pub(super) fn provider(setting: &'static str, error: impl Into<BoxError>) -> Self {
        let error = error.into();
        Self {
            setting,
            what: error.to_string(),
            source: Some(error),
        }
    }

    /// There is an identity for none of the schemes that the model has.
    #[cold]
    pub(super) fn nobody(schemes: &[AuthScheme]) -> Self {
        let of = |scheme: &AuthScheme| match scheme {
            AuthScheme::None => ("no_auth", "nothing"),
            AuthScheme::SigV4 => ("credentials", "a signature"),
            AuthScheme::Bearer => ("token", "a bearer token"),
            AuthScheme::ApiKeyHeader { .. } | AuthScheme::ApiKeyQuery(_) => {
                ("api_key", "an API key")
            }
        };
        let wanted: Vec<&str> = schemes.iter().map(|scheme| of(scheme).1).collect();
        let wanted = wanted.join(" or ");
        let setting = schemes.first().map_or("no_auth", |scheme| of(scheme).0);
        let what = format!(
            "is not set, and the operation wants {wanted}; `no_auth` sends requests without"
        );
        Self::setting(setting, what)
    }

    #[cfg(feature = "sigv4")]
    #[cold]
    pub(super) fn no_clock() -> Self {
        let what = "is not set, and this target has none that could tell a signature's time";
        Self::setting("clock", what)
    }

    /// The name of the setting, as the method of [`ConfigBuilder`](crate::client::ConfigBuilder) is called.
    pub fn setting_name(&self) -> &'static str {
        self.setting
    }
}

impl Display for AuthError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "setting `{}`: {}", self.setting, self.what)
    }
}

impl Error for AuthError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn Error + 'static))
    }
}
