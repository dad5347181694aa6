//! Providers that are asked one after the other.
//!
//! In: providers in an order. Out: the credentials of the first that has some. One that has something wrong ends the
//! search: another provider's credentials would hide the fault.

use super::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
use std::fmt::{self, Debug, Formatter};
use std::sync::OnceLock;
use std::time::SystemTime;

/// Providers that are asked one after the other, until one has credentials, which then is asked for good. Where none has any, the error says what each
/// of them looked for. One that finds something that is wrong, a typo in a file for instance, ends the search with its
/// error.
///
/// ```
/// use tinsmith::credentials::{Credentials, CredentialsChain};
///
/// let chain = CredentialsChain::new()
///     .then(Credentials::new("AKIDEXAMPLE", "secret"));
/// ```
#[derive(Default)]
pub struct CredentialsChain {
    providers: Vec<Box<dyn ProvideCredentials>>,
    /// Which of them had credentials; it is asked first from then on.
    settled: OnceLock<usize>,
}

impl CredentialsChain {
    /// Nobody to ask.
    pub fn new() -> Self {
        Self::default()
    }

    /// The variables of an environment, then its shared files: see
    /// [`EnvironmentCredentials`](super::EnvironmentCredentials) and [`ProfileCredentials`](super::ProfileCredentials).
    #[cfg(feature = "client")]
    pub fn of_environment(environment: &crate::client::Environment) -> Self {
        Self::new()
            .then(super::EnvironmentCredentials::new(environment.clone()))
            .then(super::ProfileCredentials::new(environment.clone()))
    }

    /// Asks this one too, after those before it.
    #[must_use]
    pub fn then(mut self, provider: impl ProvideCredentials) -> Self {
        self.providers.push(Box::new(provider));
        self.settled = OnceLock::new();
        self
    }
}

/// What those said that have nothing.
#[derive(Default)]
struct Nothing(Vec<String>);

impl Nothing {
    /// Goes on if there was nothing, and ends if there was something.
    fn or(
        &mut self,
        result: Result<Credentials, CredentialsError>,
    ) -> Option<Result<Credentials, CredentialsError>> {
        match result {
            Err(error) if error.is_absent() => {
                self.0.push(error.to_string());
                None
            }
            result => Some(result),
        }
    }

    #[cold]
    fn into_error(self) -> CredentialsError {
        CredentialsError::absent(match self.0.as_slice() {
            [] => "no provider of credentials was given".to_owned(),
            all => format!("there are no credentials: {}", all.join("; ")),
        })
    }
}

impl CredentialsChain {
    /// The one that had credentials, if it still has some or something is wrong with it.
    fn settled(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        let provider = self.providers.get(*self.settled.get()?)?;
        let result = provider.at_hand(now)?;
        match result {
            Err(error) if error.is_absent() => None,
            result => Some(result),
        }
    }

    fn settle(&self, index: usize, result: &Result<Credentials, CredentialsError>) {
        if result.is_ok() {
            // Another thread may have come to the same end.
            let _ = self.settled.set(index);
        }
    }
}

impl ProvideCredentials for CredentialsChain {
    fn credentials(&self, now: SystemTime) -> CredentialsFuture<'_> {
        Box::pin(async move {
            let mut nothing = Nothing::default();
            for (index, provider) in self.providers.iter().enumerate() {
                let result = match provider.at_hand(now) {
                    Some(result) => result,
                    None => provider.credentials(now).await,
                };
                if let Some(result) = nothing.or(result) {
                    self.settle(index, &result);
                    return result;
                }
            }
            Err(nothing.into_error())
        })
    }

    fn at_hand(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        if let Some(result) = self.settled(now) {
            return Some(result);
        }
        let mut nothing = Nothing::default();
        for (index, provider) in self.providers.iter().enumerate() {
            if let Some(result) = nothing.or(provider.at_hand(now)?) {
                self.settle(index, &result);
                return Some(result);
            }
        }
        Some(Err(nothing.into_error()))
    }
}

impl Debug for CredentialsChain {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "CredentialsChain of {}", self.providers.len())
    }
}
