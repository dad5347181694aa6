//! What a client goes by.
//!
//! In: settings, one call each. Out: a configuration that is complete and consistent, or the name of the setting that is
//! not. Nothing is read from the environment, and nothing is connected.

use super::endpoint::{Endpoint, EndpointError};
use super::timer::Timer;
use super::tokens::IdempotencyTokens;
use super::transport::Transport;
use crate::request::RequestOptions;
use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};
use std::sync::Arc;
use std::time::Duration;

/// How long a call may take unless set otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How large a response may be unless set otherwise: the largest answers of AWS's services, a few times over.
const RESPONSE_LIMIT: u64 = 64 * 1024 * 1024;

/// What a client goes by. Cheap to clone.
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
    pub(super) endpoint: Endpoint,
    pub(super) transport: Box<dyn Transport>,
    pub(super) timer: Option<Box<dyn Timer>>,
    pub(super) timeout: Option<Duration>,
    pub(super) response_limit: u64,
    pub(super) request: RequestOptions,
}

impl Config {
    /// A configuration to be filled in.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// Where requests go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.0.endpoint
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0
    }
}

impl Debug for Config {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("endpoint", &format_args!("{}", self.0.endpoint))
            .field("timeout", &self.0.timeout)
            .field("response_limit", &self.0.response_limit)
            .finish_non_exhaustive()
    }
}

/// Makes a [`Config`].
#[derive(Default)]
pub struct ConfigBuilder {
    endpoint: Option<Result<Endpoint, EndpointError>>,
    transport: Option<Box<dyn Transport>>,
    timer: Option<Box<dyn Timer>>,
    /// What was asked for; inside, `None` is no timeout.
    timeout: Option<Option<Duration>>,
    response_limit: Option<u64>,
    request: RequestOptions,
}

impl ConfigBuilder {
    /// The URL of the service: `https://example.com`. A path in it is what all paths start with.
    pub fn endpoint_url(mut self, url: impl AsRef<str>) -> Self {
        self.endpoint = Some(url.as_ref().parse());
        self
    }

    /// What carries the requests, in place of the default transport: a `tower` service, a generated server, or anything
    /// else that is a [`Transport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// What measures the timeout. The default transport brings one along.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Some(Box::new(timer));
        self
    }

    /// How long a call may take, from the first byte that is sent to the last that is received; of an output that
    /// streams, to its head. 60 seconds unless set, where there is a timer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(Some(timeout));
        self
    }

    /// Calls may take as long as they like.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = Some(None);
        self
    }

    /// How many bytes a response's body may have, unless it streams: 64 MiB unless set.
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.response_limit = Some(bytes);
        self
    }

    /// Where idempotency tokens come from, in place of random UUIDs.
    pub fn idempotency_tokens(mut self, tokens: impl IdempotencyTokens + 'static) -> Self {
        self.request.tokens = Some(Arc::new(tokens));
        self
    }

    /// How many bytes a request's body has at least that is compressed, where the operation allows it: 10,240 unless set.
    #[cfg(feature = "gzip")]
    pub fn compress_from(mut self, bytes: u64) -> Self {
        self.request.compress_from = Some(bytes);
        self
    }

    /// No request is compressed.
    #[cfg(feature = "gzip")]
    pub fn no_compression(mut self) -> Self {
        self.request.compress_from = None;
        self
    }

    /// Host names stay as the endpoint has them, also in operations for which the model puts something in front of them.
    /// Addresses always do.
    pub fn no_host_prefix(mut self) -> Self {
        self.request.host_prefix = false;
        self
    }

    /// The configuration.
    ///
    /// # Errors
    ///
    /// If a setting is missing or wrong; the error names it.
    pub fn build(self) -> Result<Config, ConfigError> {
        let endpoint = match self.endpoint {
            Some(Ok(endpoint)) => endpoint,
            Some(Err(error)) => return Err(ConfigError::new("endpoint_url", error)),
            None => return Err(ConfigError::new("endpoint_url", "is not set")),
        };
        let (transport, timer) = match self.transport {
            Some(transport) => (transport, self.timer),
            None => default_transport(self.timer)?,
        };
        let timeout = match self.timeout {
            Some(Some(Duration::ZERO)) => {
                return Err(ConfigError::new("timeout", "must be greater than zero"));
            }
            Some(Some(_)) if timer.is_none() => {
                return Err(ConfigError::new(
                    "timeout",
                    "needs a `timer`, which this transport doesn't bring along",
                ));
            }
            Some(timeout) => timeout,
            None => Some(TIMEOUT),
        };
        Ok(Config(Arc::new(Settings {
            endpoint,
            transport,
            timer,
            timeout,
            response_limit: self.response_limit.unwrap_or(RESPONSE_LIMIT),
            request: self.request,
        })))
    }
}

type TransportAndTimer = (Box<dyn Transport>, Option<Box<dyn Timer>>);

#[cfg(feature = "transport")]
fn default_transport(timer: Option<Box<dyn Timer>>) -> Result<TransportAndTimer, ConfigError> {
    let transport = super::HttpTransport::builder()
        .build()
        .map_err(|error| ConfigError::new("transport", error))?;
    let timer = timer.unwrap_or_else(|| Box::new(super::TokioTimer));
    Ok((Box::new(transport), Some(timer)))
}

#[cfg(not(feature = "transport"))]
fn default_transport(_: Option<Box<dyn Timer>>) -> Result<TransportAndTimer, ConfigError> {
    Err(ConfigError::new(
        "transport",
        "is not set, and there is no default without the feature `transport`",
    ))
}

impl Debug for ConfigBuilder {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("ConfigBuilder")
    }
}

/// A setting that is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    setting: &'static str,
    what: String,
}

impl ConfigError {
    fn new(setting: &'static str, what: impl Display) -> Self {
        Self {
            setting,
            what: what.to_string(),
        }
    }

    /// The name of the setting, as the method of [`ConfigBuilder`] is called.
    pub fn setting(&self) -> &'static str {
        self.setting
    }
}

impl Display for ConfigError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "setting `{}`: {}", self.setting, self.what)
    }
}

impl Error for ConfigError {}
