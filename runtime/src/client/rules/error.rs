//! Why there is no endpoint.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Why a service's rules give no endpoint for some settings: the message that the model has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointRuleError(Cow<'static, str>);

impl EndpointRuleError {
    /// An error with this message.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(message.into())
    }

    /// The rules have nothing for these parameters.
    #[cold]
    pub fn exhausted() -> Self {
        Self::new("no endpoint rule of the service matches these settings")
    }

    /// A parameter that the rules cannot do without is not set.
    #[cold]
    pub fn missing(parameter: &str) -> Self {
        Self::new(format!(
            "the endpoint rules of the service need the parameter `{parameter}`, which is not set"
        ))
    }

    /// What is wrong, as the model says it.
    pub fn message(&self) -> &str {
        &self.0
    }
}

impl Display for EndpointRuleError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for EndpointRuleError {}
