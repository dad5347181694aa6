//! How a service's endpoint is found.

use super::error::EndpointRuleError;
use super::metadata::EndpointMetadata;
use super::parameters::{ENDPOINT, EndpointParameters};
use super::resolved::ResolvedEndpoint;

/// The endpoint rules of a model, compiled.
pub type ResolveEndpoint =
    fn(&EndpointParameters<'_>) -> Result<ResolvedEndpoint, EndpointRuleError>;

/// How a service's endpoint is found.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Endpoints {
    /// Settings say it: the model doesn't know.
    Explicit,
    /// It is derived from names.
    Metadata(EndpointMetadata),
    /// By rules.
    Rules(Rules),
}

/// Endpoint rules, and what they need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) resolve: ResolveEndpoint,
    /// The names of parameters that are not settings of every client.
    pub(crate) parameters: &'static [&'static str],
    /// Operations bring parameters along.
    pub(crate) per_call: bool,
}

impl Endpoints {
    /// The endpoint for these parameters.
    pub(crate) fn resolve(
        &self,
        parameters: &EndpointParameters<'_>,
    ) -> Result<ResolvedEndpoint, EndpointRuleError> {
        match self {
            Self::Explicit => match parameters.string(ENDPOINT) {
                Some(url) => ResolvedEndpoint::new(url),
                None => Err(EndpointRuleError::new(
                    "the setting `endpoint_url` is not set, and the service's model has nothing in its place",
                )),
            },
            Self::Metadata(metadata) => metadata.resolve(parameters),
            Self::Rules(rules) => (rules.resolve)(parameters),
        }
    }

    /// Whether operations bring parameters along.
    pub(crate) const fn is_per_call(&self) -> bool {
        matches!(self, Self::Rules(Rules { per_call: true, .. }))
    }
}
