//! Credentials of the official chain (`aws-config`), or of anything else that speaks `aws-credential-types`.
//!
//! In: a provider of that crate. Out: what it finds, kept until shortly before it expires. Where it looks, and over which
//! network, is its own affair.

use super::{
    CachedCredentials, Credentials, CredentialsError, CredentialsFuture, ProvideCredentials,
};
use aws_credential_types::provider::ProvideCredentials as Official;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_credential_types::provider::error::CredentialsError as OfficialError;
use std::fmt::{self, Debug, Formatter};
use std::time::SystemTime;

/// Credentials of the official chain: `SdkConfig::credentials_provider` of `aws-config`, or any provider of
/// `aws-credential-types`. They are kept as [`CachedCredentials`] says.
///
/// ```
/// use tinsmith::credentials::AwsConfigCredentials;
///
/// # fn with(provider: aws_credential_types::provider::SharedCredentialsProvider) -> AwsConfigCredentials {
/// // let shared = aws_config::load_defaults(BehaviorVersion::latest()).await;
/// // let provider = shared.credentials_provider().expect("there is one by default");
/// AwsConfigCredentials::new(provider)
/// # }
/// ```
pub struct AwsConfigCredentials(CachedCredentials<Adapter>);

impl AwsConfigCredentials {
    /// Those of this provider.
    pub fn new(provider: impl Official + 'static) -> Self {
        let provider = SharedCredentialsProvider::new(provider);
        Self(CachedCredentials::new(Adapter(provider)))
    }
}

struct Adapter(SharedCredentialsProvider);

impl ProvideCredentials for Adapter {
    fn credentials(&self, _: SystemTime) -> CredentialsFuture<'_> {
        let found = self.0.provide_credentials();
        Box::pin(async move {
            let found = found.await.map_err(|error| told(&error))?;
            let credentials = Credentials::new(found.access_key_id(), found.secret_access_key())
                .with_source("the credentials of `AwsConfigCredentials`");
            let credentials = match found.session_token() {
                Some(token) => credentials.with_session(token, found.expiry()),
                None => credentials.with_expiry(found.expiry()),
            };
            Ok(credentials)
        })
    }
}

/// The official error with its causes, which say what the chain looked for.
fn told(error: &OfficialError) -> CredentialsError {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    match error {
        OfficialError::CredentialsNotLoaded(_) => CredentialsError::absent(text),
        _ => CredentialsError::new(text),
    }
}

impl ProvideCredentials for AwsConfigCredentials {
    fn credentials(&self, now: SystemTime) -> CredentialsFuture<'_> {
        self.0.credentials(now)
    }

    fn at_hand(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        self.0.at_hand(now)
    }
}

impl Debug for AwsConfigCredentials {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("AwsConfigCredentials")
    }
}
