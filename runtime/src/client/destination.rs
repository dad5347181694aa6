//! Where requests of a client go.
//!
//! In: a configuration and what is known of the service. Out: an endpoint, or why there is none. It looks nothing up.

use super::config::Config;
use super::rules::{EndpointRuleError, ResolvedEndpoint};
use super::service::ServiceSchema;

/// Where all requests go whose operation has nothing to say about it.
pub(super) fn resolve(
    config: &Config,
    service: &ServiceSchema,
) -> Result<ResolvedEndpoint, EndpointRuleError> {
    let by_environment = match &config.settings().endpoints {
        Some(endpoints) => endpoints
            .of(service.name())
            .map_err(|error| EndpointRuleError::new(format!("setting `endpoint_url`: {error}")))?,
        None => None,
    };
    match config.endpoint_url().or(by_environment) {
        Some(endpoint) => Ok(endpoint.clone().into()),
        None => Err(EndpointRuleError::new(
            "the setting `endpoint_url` is not set",
        )),
    }
}
