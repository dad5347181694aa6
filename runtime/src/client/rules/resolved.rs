//! What the rules say of a request: where it goes, and how it is signed there.

use super::super::endpoint::Endpoint;
use super::error::EndpointRuleError;
use crate::document::Document;
use http::{HeaderName, HeaderValue};

/// Where requests go, and what counts for them there.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedEndpoint {
    endpoint: Endpoint,
    headers: Vec<(HeaderName, HeaderValue)>,
    auth_schemes: Vec<EndpointAuthScheme>,
    properties: Vec<(&'static str, Document)>,
}

impl ResolvedEndpoint {
    /// The endpoint at this URL.
    ///
    /// # Errors
    ///
    /// If it is no URL of an endpoint. The error doesn't show the URL.
    pub fn new(url: impl AsRef<str>) -> Result<Self, EndpointRuleError> {
        match url.as_ref().parse::<Endpoint>() {
            Ok(endpoint) => Ok(Self::from(endpoint)),
            Err(error) => Err(EndpointRuleError::new(format!(
                "the endpoint rules of the service lead to no endpoint: {error}"
            ))),
        }
    }

    /// Adds a header that requests have there; of one name there may be several.
    ///
    /// # Errors
    ///
    /// If it is none.
    pub fn header(
        mut self,
        name: &'static str,
        value: impl AsRef<str>,
    ) -> Result<Self, EndpointRuleError> {
        let value = HeaderValue::from_str(value.as_ref());
        match (HeaderName::from_bytes(name.as_bytes()), value) {
            (Ok(name), Ok(value)) => {
                self.headers.push((name, value));
                Ok(self)
            }
            _ => Err(EndpointRuleError::new(format!(
                "the endpoint rules of the service give the header `{name}` a value that no header can have"
            ))),
        }
    }

    /// Adds a scheme by which requests are authenticated there; the preferred one comes first.
    pub fn auth_scheme(mut self, scheme: EndpointAuthScheme) -> Self {
        self.auth_schemes.push(scheme);
        self
    }

    /// Adds another property.
    pub fn property(mut self, name: &'static str, value: Document) -> Self {
        self.properties.push((name, value));
        self
    }

    /// Where requests go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The headers that requests have there.
    pub fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.headers
    }

    /// What differs there from how the service is modelled to be authenticated, the preferred scheme first.
    pub fn auth_schemes(&self) -> &[EndpointAuthScheme] {
        &self.auth_schemes
    }

    /// Properties besides.
    pub fn properties(&self) -> &[(&'static str, Document)] {
        &self.properties
    }
}

impl From<Endpoint> for ResolvedEndpoint {
    fn from(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            headers: Vec::new(),
            auth_schemes: Vec::new(),
            properties: Vec::new(),
        }
    }
}

/// How requests are authenticated at an endpoint: what differs from the scheme as the service has it modelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointAuthScheme {
    /// `sigv4`, `sigv4a` or another scheme.
    pub name: String,
    /// The service in the signature's scope.
    pub signing_name: Option<String>,
    /// The region in the signature's scope.
    pub signing_region: Option<String>,
    /// The regions of a `sigv4a` signature.
    pub signing_region_set: Vec<String>,
    /// The path is not encoded a second time in what is signed.
    pub disable_double_encoding: bool,
    /// The path is not normalized in what is signed.
    pub disable_normalize_path: bool,
}

impl EndpointAuthScheme {
    /// The scheme of this name, as it is modelled.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Sets the service in the signature's scope.
    pub fn signing_name(mut self, name: impl Into<String>) -> Self {
        self.signing_name = Some(name.into());
        self
    }

    /// Sets the region in the signature's scope.
    pub fn signing_region(mut self, region: impl Into<String>) -> Self {
        self.signing_region = Some(region.into());
        self
    }

    /// Adds a region to those of a `sigv4a` signature.
    pub fn in_signing_region(mut self, region: impl Into<String>) -> Self {
        self.signing_region_set.push(region.into());
        self
    }

    /// The path is not encoded a second time in what is signed.
    pub fn without_double_encoding(mut self) -> Self {
        self.disable_double_encoding = true;
        self
    }

    /// The path is not normalized in what is signed.
    pub fn without_normalized_path(mut self) -> Self {
        self.disable_normalize_path = true;
        self
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_endpoint_is_an_error_that_does_not_show_it() {
        for url in ["https://user:secret@example.com", "nowhere", "https://a b"] {
            let error = ResolvedEndpoint::new(url).unwrap_err();
            assert!(error.message().contains("the URL "), "{error}");
            assert!(!error.message().contains("secret"));
        }
    }

    #[test]
    fn headers_are_checked() {
        let endpoint = ResolvedEndpoint::new("https://example.com").unwrap();
        let error = endpoint.clone().header("x-a", "secret\nline").unwrap_err();
        assert!(error.message().contains("`x-a`") && !error.message().contains("secret"));
        let endpoint = endpoint.header("x-a", "1").unwrap();
        assert_eq!(endpoint.headers()[0].0, "x-a");
    }
}
