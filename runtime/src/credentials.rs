//! Who signs, and where that is found out.
//!
//! In: an access key id, its secret and perhaps a session token; or a provider that knows where to look. Out:
//! [`Credentials`], whose secrets are overwritten when they are dropped and never shown. No provider has a clock of its
//! own: each is told what time it is.

mod access_key;
#[cfg(feature = "aws-config")]
mod aws_config;
mod cached;
mod chain;
#[cfg(feature = "client")]
mod environment;
mod error;
#[cfg(feature = "client")]
mod profile;
mod provider;

pub use access_key::Credentials;
#[cfg(feature = "aws-config")]
pub use aws_config::AwsConfigCredentials;
pub use cached::CachedCredentials;
pub use chain::CredentialsChain;
#[cfg(feature = "client")]
pub use environment::EnvironmentCredentials;
pub use error::CredentialsError;
#[cfg(feature = "client")]
pub use profile::ProfileCredentials;
pub use provider::{CredentialsFuture, ProvideCredentials};

#[cfg(all(test, feature = "client"))]
#[allow(clippy::unwrap_used)]
mod tests;
