//! Where requests of a client go.
//!
//! In: a configuration and what is known of the service, and the input of a call whose operation has a say in it. Out: an
//! endpoint, or why there is none. It looks nothing up.

use super::config::{Config, EndpointSetting};
use super::operation::Operation;
use super::rules::{
    ENDPOINT, EndpointParameters, EndpointRuleError, EndpointValue, Endpoints, REGION,
    ResolvedEndpoint, USE_DUAL_STACK, USE_FIPS,
};
use super::service::ServiceSchema;
use std::borrow::Cow;

/// Where all requests go whose operation has nothing to say about it.
pub(super) fn resolve(
    config: &Config,
    service: &ServiceSchema,
) -> Result<ResolvedEndpoint, EndpointRuleError> {
    resolve_with(config, service, |_| {})
}

/// Where one call goes: as all do, unless the service's operations have something to say about it.
pub(super) fn of_call<'c, O: Operation>(
    config: &Config,
    service: &ServiceSchema,
    usual: &'c Result<ResolvedEndpoint, EndpointRuleError>,
    input: &O,
) -> Result<Cow<'c, ResolvedEndpoint>, EndpointRuleError> {
    if service.endpoints_of().is_per_call() {
        let resolved = resolve_with(config, service, |parameters| {
            input.endpoint_parameters(parameters);
        });
        return resolved.map(Cow::Owned);
    }
    usual.as_ref().map(Cow::Borrowed).map_err(Clone::clone)
}

fn resolve_with<'a>(
    config: &'a Config,
    service: &ServiceSchema,
    more: impl FnOnce(&mut EndpointParameters<'a>),
) -> Result<ResolvedEndpoint, EndpointRuleError> {
    let settings = config.settings();
    let by_environment = match &settings.endpoints {
        Some(endpoints) => endpoints
            .of(service.name())
            .map_err(|error| EndpointRuleError::new(format!("setting `endpoint_url`: {error}")))?,
        None => None,
    };
    let explicit = settings.endpoint_url.as_ref().or(by_environment);
    let url = explicit.map(ToString::to_string);
    let mut parameters = EndpointParameters::new();
    parameters.put_some(REGION, config.region());
    parameters.put(USE_FIPS, settings.use_fips);
    parameters.put(USE_DUAL_STACK, settings.use_dual_stack);
    for (name, value) in &settings.endpoint_parameters {
        check_name(name, service.endpoints_of())?;
        parameters.put(name, value);
    }
    more(&mut parameters);
    parameters.check()?;
    resolve_at(url.as_deref(), parameters, service)
}

/// With the explicit endpoint, which lives as long as this call.
fn resolve_at<'a>(
    url: Option<&'a str>,
    mut parameters: EndpointParameters<'a>,
    service: &ServiceSchema,
) -> Result<ResolvedEndpoint, EndpointRuleError> {
    parameters.put_some(ENDPOINT, url);
    service.endpoints_of().resolve(&parameters)
}

/// A parameter that the rules don't have is a typing error.
fn check_name(name: &str, endpoints: &Endpoints) -> Result<(), EndpointRuleError> {
    let known = match endpoints {
        Endpoints::Rules(rules) => rules.parameters,
        Endpoints::Explicit | Endpoints::Metadata(_) => &[],
    };
    if known.contains(&name) {
        return Ok(());
    }
    let known = match known {
        [] => "there are none".to_owned(),
        known => format!("there are {}", known.join(", ")),
    };
    Err(EndpointRuleError::new(format!(
        "setting `endpoint_parameter`: the service's endpoint rules have no parameter {name:?}: {known}"
    )))
}

impl<'a> From<&'a EndpointSetting> for EndpointValue<'a> {
    fn from(setting: &'a EndpointSetting) -> Self {
        match setting {
            EndpointSetting::String(text) => text.into(),
            EndpointSetting::Boolean(value) => Self::Boolean(*value),
            EndpointSetting::Strings(texts) => Self::Strings(texts.iter().map(Cow::from).collect()),
        }
    }
}
