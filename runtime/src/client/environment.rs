//! Settings of the environment.
//!
//! In: variables and a profile of AWS's shared files, as AWS's SDKs know them. Out: values for settings that were not
//! made otherwise, or which variable or which line of a file is wrong. It is read once, when a configuration is built.

mod endpoints;

pub(super) use endpoints::EndpointsByService;
use endpoints::EnvironmentEndpoints;

use super::config::{Config, ConfigBuilder, ConfigError};
use super::retry::StandardRetries;
use super::rules::is_valid_host_label;
use crate::environment::{Environment, EnvironmentError, Profile, ProfileFiles};

impl Config {
    /// A configuration with what the process's environment says, to be completed: see [`ConfigBuilder::environment`].
    ///
    /// ```no_run
    /// use tinsmith::client::Config;
    ///
    /// let config = Config::from_environment().build()?;
    /// # Ok::<(), tinsmith::client::ConfigError>(())
    /// ```
    pub fn from_environment() -> ConfigBuilder {
        Self::builder().environment(Environment::process())
    }
}

impl ConfigBuilder {
    /// Settings that are not made otherwise are looked up in an environment, variables first, then the profile that
    /// `AWS_PROFILE` names (`default` if it names none) in AWS's shared files. An empty variable counts as not set.
    ///
    /// | setting | variables | in the profile |
    /// |---|---|---|
    /// | `region` | `AWS_REGION`, `AWS_DEFAULT_REGION` | `region` |
    /// | `endpoint_url` | `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL` | `endpoint_url` in `[services NAME]`, `endpoint_url` |
    /// | `use_fips` | `AWS_USE_FIPS_ENDPOINT` | `use_fips_endpoint` |
    /// | `use_dual_stack` | `AWS_USE_DUALSTACK_ENDPOINT` | `use_dualstack_endpoint` |
    /// | `retries` | `AWS_MAX_ATTEMPTS`, `AWS_RETRY_MODE` (`standard`) | `max_attempts`, `retry_mode` |
    /// | `app_name` | `AWS_SDK_UA_APP_ID` | `sdk_ua_app_id` |
    /// | `credentials`, unless there is a `token` or an `api_key` | `AWS_ACCESS_KEY_ID` and its kin | `aws_access_key_id` and its kin |
    ///
    /// `<SERVICE>` is the service's id in capitals, with underscores for spaces: `IOT_JOBS_DATA_PLANE`. With
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` (or `ignore_configured_endpoint_urls`) `true`, no endpoint is looked up.
    pub fn environment(mut self, environment: Environment) -> Self {
        // By pointer, so that a program that asks no environment does not carry what reads one.
        self.fill = Some(Box::new(move |builder| builder.filled(&environment)));
        self
    }

    /// Looks up what is not set.
    fn filled(mut self, environment: &Environment) -> Result<Self, ConfigError> {
        let whole = |error| ConfigError::new("environment", error);
        let files = ProfileFiles::read(environment).map_err(whole)?;
        let profile = files.profile().map_err(whole)?;
        let look = Look {
            environment,
            profile: profile.as_ref(),
        };
        if self.region.is_none() {
            self.region = look.up("region", REGION, region)?;
        }
        if self.use_fips.is_none() {
            self.use_fips = look.up("use_fips", USE_FIPS, boolean)?;
        }
        if self.use_dual_stack.is_none() {
            self.use_dual_stack = look.up("use_dual_stack", USE_DUAL_STACK, boolean)?;
        }
        if self.app_name.is_none() {
            self.app_name = look.up("app_name", APP_NAME, app_name)?;
        }
        if self.retries.is_none() {
            look.up("retries", RETRY_MODE, retry_mode)?;
            if let Some(attempts) = look.up("retries", MAX_ATTEMPTS, attempts)? {
                self.retries = Some(Some(Box::new(StandardRetries::new().attempts(attempts))));
            }
        }
        if self.endpoint_url.is_none() {
            self.endpoints = EnvironmentEndpoints::read(&look)?.map(|it| Box::new(it) as _);
        }
        // A token or key of the program's own says who calls.
        #[cfg(feature = "sigv4")]
        if self.credentials.is_none() && self.token.is_none() && self.api_key.is_none() {
            let chain = crate::credentials::CredentialsChain::of_environment(environment);
            self.credentials = Some(Box::new(chain));
        }
        Ok(self)
    }
}

/// Where a setting is said: variables in their order, and a setting of the profile.
type Names = (&'static [&'static str], &'static str);

const REGION: Names = (&["AWS_REGION", "AWS_DEFAULT_REGION"], "region");
const USE_FIPS: Names = (&["AWS_USE_FIPS_ENDPOINT"], "use_fips_endpoint");
const USE_DUAL_STACK: Names = (&["AWS_USE_DUALSTACK_ENDPOINT"], "use_dualstack_endpoint");
const APP_NAME: Names = (&["AWS_SDK_UA_APP_ID"], "sdk_ua_app_id");
const RETRY_MODE: Names = (&["AWS_RETRY_MODE"], "retry_mode");
const MAX_ATTEMPTS: Names = (&["AWS_MAX_ATTEMPTS"], "max_attempts");

/// Looks settings up.
struct Look<'e> {
    environment: &'e Environment,
    profile: Option<&'e Profile<'e>>,
}

impl Look<'_> {
    /// What `read` makes of a setting, from the first place that says it; what is wrong there follows the place's name.
    fn up<T>(
        &self,
        setting: &'static str,
        (variables, in_profile): Names,
        read: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Result<Option<T>, ConfigError> {
        self.find(variables, in_profile, read)
            .map_err(|error| ConfigError::new(setting, error))
    }

    fn find<T>(
        &self,
        variables: &[&'static str],
        in_profile: &str,
        read: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Result<Option<T>, EnvironmentError> {
        for name in variables {
            if let Some(text) = self.environment.variable(name)? {
                let value = read(text.trim());
                return value
                    .map(Some)
                    .map_err(|what| EnvironmentError::variable(name, what));
            }
        }
        let Some(said) = self.profile.and_then(|profile| profile.setting(in_profile)) else {
            return Ok(None);
        };
        read(said.text()?)
            .map(Some)
            .map_err(|what| said.place.wrong(&format!("`{in_profile}` {what}")))
    }
}

fn region(text: &str) -> Result<String, &'static str> {
    if is_valid_host_label(text, false) {
        Ok(text.to_owned())
    } else {
        Err("must have 1 to 63 letters, digits and inner hyphens")
    }
}

fn boolean(text: &str) -> Result<bool, &'static str> {
    if text.eq_ignore_ascii_case("true") {
        Ok(true)
    } else if text.eq_ignore_ascii_case("false") {
        Ok(false)
    } else {
        Err("must be `true` or `false`")
    }
}

fn app_name(text: &str) -> Result<String, &'static str> {
    if super::config::is_app_name(text) {
        Ok(text.to_owned())
    } else {
        Err("must have 1 to 50 letters, digits and any of !#$%&'*+-.^_`|~")
    }
}

fn retry_mode(text: &str) -> Result<(), &'static str> {
    if text.eq_ignore_ascii_case("standard") {
        Ok(())
    } else {
        Err("must be `standard`, which is the only mode that this client has")
    }
}

fn attempts(text: &str) -> Result<u32, &'static str> {
    match text.parse() {
        Ok(0) | Err(_) => Err("must be a whole number of 1 or more"),
        Ok(attempts) => Ok(attempts),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
