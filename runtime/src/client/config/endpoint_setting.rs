//! Values for the parameters of a service's endpoint rules.

/// The value of a parameter of a service's endpoint rules; see
/// [`endpoint_parameter`](super::ConfigBuilder::endpoint_parameter).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointSetting {
    /// A text.
    String(String),
    /// Yes or no.
    Boolean(bool),
    /// Texts.
    Strings(Vec<String>),
}

impl From<&str> for EndpointSetting {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for EndpointSetting {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<bool> for EndpointSetting {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Vec<String>> for EndpointSetting {
    fn from(value: Vec<String>) -> Self {
        Self::Strings(value)
    }
}
