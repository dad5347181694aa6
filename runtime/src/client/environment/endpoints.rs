//! Endpoints that the environment gives services.
//!
//! In: variables and a profile. Out: the endpoint of a service, once it is known which service a client is of; or which
//! variable or which line of a file has none that can be used.

use super::{ConfigError, Look, boolean};
use crate::client::endpoint::{Endpoint, EndpointError};
use crate::environment::{EnvironmentError, Said};
use std::collections::BTreeMap;

/// What follows is the service's id in capitals, with underscores.
const OF_SERVICE: &str = "AWS_ENDPOINT_URL_";
const OF_ALL: &str = "AWS_ENDPOINT_URL";
const SETTING: &str = "endpoint_url";

/// Knows the endpoints of services. Whatever asks sees no more than this, so that a program that reads no environment does
/// not carry the reader.
pub(in crate::client) trait EndpointsByService: Send + Sync {
    /// The endpoint of a service, by its id.
    ///
    /// # Errors
    ///
    /// If the place that says it has no URL of an endpoint; the error names the place.
    fn of(&self, service: &str) -> Result<Option<&Endpoint>, EnvironmentError>;
}

/// Endpoints that the environment gives services.
#[derive(Debug, Default)]
pub(super) struct EnvironmentEndpoints {
    /// By the service's id in lower case, with underscores. What is wrong concerns only a client of that service.
    by_variable: BTreeMap<String, Result<Endpoint, EnvironmentError>>,
    by_variable_for_all: Option<Endpoint>,
    in_profile: BTreeMap<String, Result<Endpoint, EnvironmentError>>,
    in_profile_for_all: Option<Endpoint>,
}

impl EnvironmentEndpoints {
    /// All of them; `None` if there are none.
    pub(super) fn read(look: &Look<'_>) -> Result<Option<Self>, ConfigError> {
        let wrong = |error: EnvironmentError| ConfigError::new(SETTING, error);
        let ignore = look
            .find(
                &["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"],
                "ignore_configured_endpoint_urls",
                boolean,
            )
            .map_err(wrong)?;
        if ignore == Some(true) {
            return Ok(None);
        }
        let mut found = Self::default();
        for (name, url) in look.environment.variables_of(OF_SERVICE) {
            let Some(service) = name.strip_prefix(OF_SERVICE) else {
                continue;
            };
            let endpoint = url.and_then(|url| in_variable(&name, &url));
            found
                .by_variable
                .insert(service.to_ascii_lowercase(), endpoint);
        }
        if let Some(url) = look.environment.variable(OF_ALL).map_err(wrong)? {
            found.by_variable_for_all = Some(in_variable(OF_ALL, &url).map_err(wrong)?);
        }
        if let Some(profile) = look.profile {
            for (service, said) in profile.of_services(SETTING).map_err(wrong)? {
                let service = service.to_ascii_lowercase();
                found.in_profile.insert(service, in_file(&said));
            }
            if let Some(said) = profile.setting(SETTING) {
                found.in_profile_for_all = Some(in_file(said).map_err(wrong)?);
            }
        }
        let nothing = found.by_variable.is_empty()
            && found.by_variable_for_all.is_none()
            && found.in_profile.is_empty()
            && found.in_profile_for_all.is_none();
        Ok((!nothing).then_some(found))
    }
}

impl EndpointsByService for EnvironmentEndpoints {
    fn of(&self, service: &str) -> Result<Option<&Endpoint>, EnvironmentError> {
        let id = service.to_ascii_lowercase().replace([' ', '-'], "_");
        let found = match (self.by_variable.get(&id), &self.by_variable_for_all) {
            (Some(endpoint), _) => Some(endpoint),
            (None, Some(endpoint)) => return Ok(Some(endpoint)),
            (None, None) => self.in_profile.get(&id),
        };
        match found {
            Some(Ok(endpoint)) => Ok(Some(endpoint)),
            Some(Err(error)) => Err(error.clone()),
            None => Ok(self.in_profile_for_all.as_ref()),
        }
    }
}

fn in_file(said: &Said<'_>) -> Result<Endpoint, EnvironmentError> {
    said.text()?
        .parse()
        .map_err(|error: EndpointError| said.place.wrong(&format!("`{SETTING}`: {error}")))
}

fn in_variable(name: &str, url: &str) -> Result<Endpoint, EnvironmentError> {
    url.trim().parse().map_err(|error: EndpointError| {
        EnvironmentError::new(format!("the variable {name}: {error}"))
    })
}
