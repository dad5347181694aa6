//! What a client goes by.
//!
//! In: settings, one call each. Out: a configuration that is complete and consistent, or the name of the setting that is
//! not. Nothing is read from the environment unless a setting asks for it, and nothing is connected.

mod builder;
mod endpoint_setting;
mod error;

pub use builder::ConfigBuilder;
pub(super) use builder::is_app_name;
pub use endpoint_setting::EndpointSetting;
pub use error::ConfigError;

use super::clock::Clock;
use super::endpoint::Endpoint;
use super::environment::EndpointsByService;
use super::retry::RetryPolicy;
use super::timer::Timer;
use super::transport::Transport;
#[cfg(feature = "sigv4")]
use crate::credentials::ProvideCredentials;
use crate::identity::{ProvideApiKey, ProvideToken};
use crate::request::RequestOptions;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

/// What a client goes by. Cheap to clone. Clones share what their clients learn about the service's load (see
/// [`StandardRetries`](super::StandardRetries)).
///
/// ```no_run
/// use std::time::Duration;
/// use tinsmith::client::Config;
///
/// let config = Config::builder()
///     .endpoint_url("https://example.com")
///     .timeout(Duration::from_secs(10))
///     .build()?;
/// # Ok::<(), tinsmith::client::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct Config(Arc<Settings>);

pub(super) struct Settings {
    pub(super) endpoint_url: Option<Endpoint>,
    /// Where services are found by the environment, if not there.
    pub(super) endpoints: Option<Box<dyn EndpointsByService>>,
    pub(super) region: Option<String>,
    pub(super) use_fips: bool,
    pub(super) use_dual_stack: bool,
    /// Parameters of the service's endpoint rules, by name.
    pub(super) endpoint_parameters: Vec<(String, EndpointSetting)>,
    #[cfg(feature = "sigv4")]
    pub(super) credentials: Option<Box<dyn ProvideCredentials>>,
    pub(super) token: Option<Box<dyn ProvideToken>>,
    pub(super) api_key: Option<Box<dyn ProvideApiKey>>,
    pub(super) authenticate: bool,
    pub(super) transport: Box<dyn Transport>,
    pub(super) clock: Option<Box<dyn Clock>>,
    pub(super) correct_clock: bool,
    pub(super) timer: Option<Box<dyn Timer>>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retries: Option<Box<dyn RetryPolicy>>,
    pub(super) app_name: Option<String>,
    pub(super) sdk_headers: bool,
    pub(super) response_limit: u64,
    pub(super) request: RequestOptions,
}

impl Settings {
    /// Whether a request may be sent more than once.
    pub(super) fn may_repeat(&self) -> bool {
        self.retries
            .as_ref()
            .is_some_and(|it| it.max_attempts() > 1)
    }
}

impl Config {
    /// A configuration to be filled in.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// The explicit endpoint, if there is one. It wins over region and rules.
    pub fn endpoint_url(&self) -> Option<&Endpoint> {
        self.0.endpoint_url.as_ref()
    }

    /// The region, if there is one.
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// Whether requests go to endpoints with FIPS 140 cryptography.
    pub fn use_fips(&self) -> bool {
        self.0.use_fips
    }

    /// Whether requests go to endpoints that are reached over IPv4 and IPv6.
    pub fn use_dual_stack(&self) -> bool {
        self.0.use_dual_stack
    }

    /// Who signs, if there are credentials.
    #[cfg(feature = "sigv4")]
    pub fn credentials(&self) -> Option<&dyn ProvideCredentials> {
        self.0.credentials.as_deref()
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0
    }
}

impl Debug for Config {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Config");
        if let Some(endpoint) = &self.0.endpoint_url {
            shown.field("endpoint_url", &format_args!("{endpoint}"));
        }
        shown
            .field("region", &self.0.region)
            .field("use_fips", &self.0.use_fips)
            .field("use_dual_stack", &self.0.use_dual_stack)
            .field("timeout", &self.0.timeout)
            .field("attempt_timeout", &self.0.attempt_timeout)
            .field("app_name", &self.0.app_name)
            .field("response_limit", &self.0.response_limit)
            .finish_non_exhaustive()
    }
}
