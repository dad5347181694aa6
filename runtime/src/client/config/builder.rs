//! Makes a [`Config`].
//!
//! In: settings, one call each. Out: a configuration, or the first setting that is missing or wrong.

use super::endpoint_setting::EndpointSetting;
use super::error::ConfigError;
use super::{Config, Settings};
use crate::client::clock::{Clock, default_clock};
use crate::client::endpoint::{Endpoint, EndpointError};
use crate::client::environment::EndpointsByService;
use crate::client::retry::{RetryPolicy, StandardRetries};
use crate::client::rules::is_valid_host_label;
use crate::client::timer::Timer;
use crate::client::tokens::IdempotencyTokens;
use crate::client::transport::Transport;
#[cfg(feature = "sigv4")]
use crate::credentials::ProvideCredentials;
use crate::identity::{ProvideApiKey, ProvideToken};
use crate::request::RequestOptions;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

/// How long a call may take unless set otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How large a response may be unless set otherwise: the largest answers of AWS's services, a few times over.
const RESPONSE_LIMIT: u64 = 64 * 1024 * 1024;
/// How long the name of an application may be.
const APP_NAME_LIMIT: usize = 50;

/// Sets what is not set otherwise.
pub(in crate::client) type Fill =
    Box<dyn FnOnce(ConfigBuilder) -> Result<ConfigBuilder, ConfigError> + Send + Sync>;

/// Makes a [`Config`].
#[derive(Default)]
pub struct ConfigBuilder {
    /// The first setting whose value could not be taken.
    wrong: Option<ConfigError>,
    /// Sets what is not set otherwise.
    pub(in crate::client) fill: Option<Fill>,
    pub(in crate::client) endpoint_url: Option<Result<Endpoint, EndpointError>>,
    /// Where services are found by the environment.
    pub(in crate::client) endpoints: Option<Box<dyn EndpointsByService>>,
    pub(in crate::client) region: Option<String>,
    pub(in crate::client) use_fips: Option<bool>,
    pub(in crate::client) use_dual_stack: Option<bool>,
    endpoint_parameters: Vec<(String, EndpointSetting)>,
    #[cfg(feature = "sigv4")]
    pub(in crate::client) credentials: Option<Box<dyn ProvideCredentials>>,
    pub(in crate::client) token: Option<Box<dyn ProvideToken>>,
    pub(in crate::client) api_key: Option<Box<dyn ProvideApiKey>>,
    no_auth: bool,
    transport: Option<Box<dyn Transport>>,
    clock: Option<Box<dyn Clock>>,
    no_clock_correction: bool,
    timer: Option<Box<dyn Timer>>,
    /// What was asked for; inside, `None` is no timeout.
    timeout: Option<Option<Duration>>,
    attempt_timeout: Option<Duration>,
    /// What was asked for; inside, `None` is no repetition.
    pub(in crate::client) retries: Option<Option<Box<dyn RetryPolicy>>>,
    pub(in crate::client) app_name: Option<String>,
    no_sdk_headers: bool,
    response_limit: Option<u64>,
    request: RequestOptions,
}

impl ConfigBuilder {
    /// The URL of the service: `https://example.com`. A path in it is what all paths start with. It wins over region and
    /// rules, and leaves what signatures are made for as it is.
    pub fn endpoint_url(mut self, url: impl AsRef<str>) -> Self {
        self.endpoint_url = Some(url.as_ref().parse());
        self
    }

    /// The region: `eu-central-1`. Requests go there, unless there is an `endpoint_url`, and are signed for it.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Whether requests go to endpoints with FIPS 140 cryptography.
    pub fn use_fips(mut self, yes: bool) -> Self {
        self.use_fips = Some(yes);
        self
    }

    /// Whether requests go to endpoints that are reached over IPv4 and IPv6.
    pub fn use_dual_stack(mut self, yes: bool) -> Self {
        self.use_dual_stack = Some(yes);
        self
    }

    /// A parameter of the service's endpoint rules that is no setting of every client, by the name that the model gives it:
    /// `ForcePathStyle`, `AccountIdEndpointMode`. A name that the rules don't have is an error of each call.
    pub fn endpoint_parameter(
        mut self,
        name: impl Into<String>,
        value: impl Into<EndpointSetting>,
    ) -> Self {
        let name = name.into();
        self.endpoint_parameters.retain(|(there, _)| *there != name);
        self.endpoint_parameters.push((name, value.into()));
        self
    }

    /// Who signs: [`Credentials`](crate::credentials::Credentials), or whatever knows where they are.
    #[cfg(feature = "sigv4")]
    pub fn credentials(mut self, credentials: impl ProvideCredentials) -> Self {
        self.credentials = Some(Box::new(credentials));
        self
    }

    /// The bearer token: a [`Token`](crate::Token), or whatever knows where it is.
    pub fn token(mut self, token: impl ProvideToken) -> Self {
        self.token = Some(Box::new(token));
        self
    }

    /// The API key: an [`ApiKey`](crate::ApiKey), or whatever knows where it is.
    pub fn api_key(mut self, key: impl ProvideApiKey) -> Self {
        self.api_key = Some(Box::new(key));
        self
    }

    /// Requests say nothing of who sends them, whatever the model asks for: for emulators, and for endpoints that know it
    /// otherwise, by a certificate for example. It wins over credentials, tokens and keys.
    pub fn no_auth(mut self) -> Self {
        self.no_auth = true;
        self
    }

    /// What carries the requests, in place of the default transport: a `tower` service, a generated server,
    /// [`from_fn`](crate::client::from_fn), or anything else that is a [`Transport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// What tells the time for signatures, in place of the system's clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// Signatures have the clock's own time, also after the service has said that it is wrong.
    pub fn no_clock_correction(mut self) -> Self {
        self.no_clock_correction = true;
        self
    }

    /// What waits: for timeouts, and between attempts. The default transport brings one along.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Some(Box::new(timer));
        self
    }

    /// How long a call may take with all its attempts and the waits between them, to the last byte that is received; of an
    /// output that streams, to its head. 60 seconds unless set, where there is a timer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(Some(timeout));
        self
    }

    /// Calls may take as long as they like.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = Some(None);
        self
    }

    /// How long each attempt may take, from the first byte that is sent to the last that is received. Unless set, only
    /// the `timeout` of the call ends it.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// When failed attempts are repeated, in place of [`StandardRetries`], which hold where there is a timer.
    pub fn retries(mut self, policy: impl RetryPolicy) -> Self {
        self.retries = Some(Some(Box::new(policy)));
        self
    }

    /// Nothing is repeated: a call is one request.
    pub fn no_retries(mut self) -> Self {
        self.retries = Some(None);
        self
    }

    /// What the application is called in the header `User-Agent`: at most 50 letters, digits and any of
    /// ``!#$%&'*+-.^_`|~``.
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.app_name = Some(name.into());
        self
    }

    /// Requests carry none of the headers by which AWS's services learn of SDKs and repetitions: `User-Agent`,
    /// `amz-sdk-invocation-id`, `amz-sdk-request`.
    pub fn no_sdk_headers(mut self) -> Self {
        self.no_sdk_headers = true;
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

    /// Makes [`build`](Self::build) fail with this error, unless another setting was wrong before.
    #[allow(
        dead_code,
        reason = "settings of some features only can fail by themselves"
    )]
    pub(in crate::client) fn reject(mut self, error: ConfigError) -> Self {
        self.wrong.get_or_insert(error);
        self
    }

    /// The configuration.
    ///
    /// # Errors
    ///
    /// If a setting is missing or wrong; the error names it.
    pub fn build(mut self) -> Result<Config, ConfigError> {
        if let Some(error) = self.wrong {
            return Err(error);
        }
        let builder = match self.fill.take() {
            Some(fill) => fill(self)?,
            None => self,
        };
        let endpoint_url = match builder.endpoint_url.transpose() {
            Ok(endpoint) => endpoint,
            Err(error) => return Err(ConfigError::new("endpoint_url", error)),
        };
        if builder
            .region
            .as_deref()
            .is_some_and(|it| !is_valid_host_label(it, false))
        {
            let what = "must have 1 to 63 letters, digits and inner hyphens";
            return Err(ConfigError::new("region", what));
        }
        if builder
            .app_name
            .as_deref()
            .is_some_and(|it| !is_app_name(it))
        {
            let what = "must have 1 to 50 letters, digits and any of !#$%&'*+-.^_`|~";
            return Err(ConfigError::new("app_name", what));
        }
        let (transport, timer) = match builder.transport {
            Some(transport) => {
                let timer = builder.timer.or_else(|| transport.timer());
                (transport, timer)
            }
            None => default_transport(builder.timer)?,
        };
        let has_timer = timer.is_some();
        let timeout = match builder.timeout {
            Some(timeout) => checked("timeout", timeout, has_timer)?,
            None => Some(TIMEOUT),
        };
        let attempt_timeout = checked("attempt_timeout", builder.attempt_timeout, has_timer)?;
        let retries: Option<Box<dyn RetryPolicy>> = match builder.retries {
            Some(Some(_)) if !has_timer => return Err(no_timer("retries")),
            Some(retries) => retries,
            None if has_timer => Some(Box::new(StandardRetries::new())),
            None => None,
        };
        Ok(Config(Arc::new(Settings {
            endpoint_url,
            endpoints: builder.endpoints,
            region: builder.region,
            use_fips: builder.use_fips.unwrap_or_default(),
            use_dual_stack: builder.use_dual_stack.unwrap_or_default(),
            endpoint_parameters: builder.endpoint_parameters,
            #[cfg(feature = "sigv4")]
            credentials: builder.credentials,
            token: builder.token,
            api_key: builder.api_key,
            authenticate: !builder.no_auth,
            transport,
            clock: builder.clock.or_else(default_clock),
            correct_clock: !builder.no_clock_correction,
            timer,
            timeout,
            attempt_timeout,
            retries,
            app_name: builder.app_name,
            sdk_headers: !builder.no_sdk_headers,
            response_limit: builder.response_limit.unwrap_or(RESPONSE_LIMIT),
            request: builder.request,
        })))
    }
}

/// A timeout that can be kept.
fn checked(
    setting: &'static str,
    timeout: Option<Duration>,
    has_timer: bool,
) -> Result<Option<Duration>, ConfigError> {
    match timeout {
        Some(Duration::ZERO) => Err(ConfigError::new(setting, "must be greater than zero")),
        Some(_) if !has_timer => Err(no_timer(setting)),
        timeout => Ok(timeout),
    }
}

fn no_timer(setting: &'static str) -> ConfigError {
    ConfigError::new(
        setting,
        "needs a `timer`, which this transport doesn't bring along",
    )
}

/// Whether a text is a token of a header (RFC 9110, 5.6.2), and no long one.
pub(in crate::client) fn is_app_name(text: &str) -> bool {
    matches!(text.len(), 1..=APP_NAME_LIMIT)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

type TransportAndTimer = (Box<dyn Transport>, Option<Box<dyn Timer>>);

#[cfg(feature = "transport")]
fn default_transport(timer: Option<Box<dyn Timer>>) -> Result<TransportAndTimer, ConfigError> {
    let transport = crate::client::HttpTransport::builder().build()?;
    let timer = timer.or_else(|| transport.timer());
    Ok((Box::new(transport), timer))
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
