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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use aws_credential_types::Credentials as OfficialCredentials;
    use aws_credential_types::provider::future;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn key(expires: Option<SystemTime>) -> OfficialCredentials {
        let token = Some("whisper".to_owned());
        OfficialCredentials::new("AKID", "hush", token, expires, "test")
    }

    #[tokio::test]
    async fn a_provider_of_the_official_crate_plugs_in() {
        let provider = AwsConfigCredentials::new(key(Some(at(3600))));
        assert!(provider.at_hand(at(0)).is_none());
        let found = provider.credentials(at(0)).await.unwrap();
        assert_eq!(found.access_key_id(), "AKID");
        assert_eq!(found.secret_access_key(), "hush");
        assert_eq!(found.session_token(), Some("whisper"));
        assert_eq!(found.expires(), Some(at(3600)));
        assert!(provider.at_hand(at(1)).is_some());
        let shared = SharedCredentialsProvider::new(key(None));
        let found = AwsConfigCredentials::new(shared).credentials(at(0)).await;
        assert_eq!(found.unwrap().expires(), None);
    }

    #[tokio::test]
    async fn what_has_expired_is_told_without_secrets() {
        let provider = AwsConfigCredentials::new(key(Some(at(10))));
        let error = provider.credentials(at(20)).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the credentials of `AwsConfigCredentials`: the key AKID expired at 1970-01-01T00:00:10Z; get a new one"
        );
        assert!(!format!("{error:?} {provider:?}").contains("hush"));
    }

    /// Lives for an hour each time, and then fails.
    #[derive(Clone, Debug, Default)]
    struct Hourly(Arc<AtomicU64>);

    impl Official for Hourly {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            future::ProvideCredentials::new(async {
                match self.0.fetch_add(1, Ordering::Relaxed) {
                    round @ 0..2 => Ok(key(Some(at(3600 * (round + 1))))),
                    2 => Err(OfficialError::not_loaded("nobody is logged in")),
                    _ => Err(OfficialError::provider_error("the service is down")),
                }
            })
        }
    }

    #[tokio::test]
    async fn it_is_asked_again_before_the_end() {
        let hourly = Hourly::default();
        let provider = AwsConfigCredentials::new(hourly.clone());
        let expires = async |now| {
            let found = provider.credentials(at(now)).await;
            found.map(|credentials| credentials.expires())
        };
        assert_eq!(expires(0).await, Ok(Some(at(3600))));
        assert_eq!(expires(3299).await, Ok(Some(at(3600))));
        assert_eq!(expires(3300).await, Ok(Some(at(7200))));
        assert_eq!(hourly.0.load(Ordering::Relaxed), 2);
        // It fails, and the old ones last; then they don't.
        assert_eq!(expires(7000).await, Ok(Some(at(7200))));
        let error = expires(7200).await.unwrap_err();
        let expected = "an error occurred while loading credentials: the service is down";
        assert_eq!(error.to_string(), expected);
        assert!(!error.is_absent());
        let absent = AwsConfigCredentials::new(Hourly(Arc::new(AtomicU64::new(2))));
        let error = absent.credentials(at(0)).await.unwrap_err();
        assert!(error.is_absent());
        assert!(
            error.to_string().ends_with("nobody is logged in"),
            "{error}"
        );
    }
}
