//! Where requests go.
//!
//! In: a URL. Out: scheme, authority and path prefix, checked once, before anything is sent.

use http::header::HeaderValue;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};
use http::{Uri, uri};
use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::net::Ipv4Addr;
use std::str::FromStr;

/// The URL of a service: `https://example.com`, perhaps with a port, perhaps with a path that all requests start with.
///
/// ```
/// use tinsmith::client::Endpoint;
///
/// let endpoint: Endpoint = "http://127.0.0.1:8080/prefix/".parse()?;
/// assert_eq!(endpoint.to_string(), "http://127.0.0.1:8080/prefix");
/// # Ok::<(), tinsmith::client::EndpointError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    host: HeaderValue,
    /// Without a trailing slash.
    path: String,
}

impl Endpoint {
    /// What every path starts with: empty, or `/prefix`.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The header `Host`: the authority without the scheme's usual port.
    pub(crate) fn host(&self) -> &HeaderValue {
        &self.host
    }

    /// The endpoint with `prefix` in front of its host name; `None` where the host is an address, which has no names
    /// below it.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Result<Option<Self>, EndpointError> {
        let host = self.authority.host();
        if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
            return Ok(None);
        }
        let url = format!("{}://{prefix}{}{}", self.scheme, self.authority, self.path);
        url.parse().map(Some)
    }

    pub(crate) fn uri(&self, path: PathAndQuery) -> Result<Uri, uri::InvalidUriParts> {
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(path);
        Uri::from_parts(parts)
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(url: &str) -> Result<Self, EndpointError> {
        if !(url.starts_with("http://") || url.starts_with("https://")) {
            return Err(EndpointError("must start with http:// or https://"));
        }
        if url.contains(['?', '#']) {
            return Err(EndpointError("must have no query and no fragment"));
        }
        let parts = url
            .parse::<Uri>()
            .map_err(|_| EndpointError("is not a URL"))?
            .into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(EndpointError("has no host"));
        };
        if authority.as_str().contains('@') {
            return Err(EndpointError("must have no user name or password"));
        }
        if authority.host().is_empty() {
            return Err(EndpointError("has no host"));
        }
        let usual = if scheme == Scheme::HTTPS { 443 } else { 80 };
        let host = match authority.port_u16() {
            Some(port) if port == usual => authority.host(),
            None if authority.as_str() != authority.host() => {
                return Err(EndpointError("has a port that is none of 1 to 65535"));
            }
            _ => authority.as_str(),
        };
        let host = HeaderValue::from_str(host)
            .map_err(|_| EndpointError("has a host that no header can carry"))?;
        let path = parts.path_and_query.as_ref().map_or("", PathAndQuery::path);
        let path = path.trim_end_matches('/').to_owned();
        Ok(Self {
            scheme,
            authority,
            host,
            path,
        })
    }
}

impl TryFrom<&str> for Endpoint {
    type Error = EndpointError;

    fn try_from(url: &str) -> Result<Self, EndpointError> {
        url.parse()
    }
}

impl Display for Endpoint {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

/// Why a text is no endpoint. It doesn't show the text, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndpointError(&'static str);

impl Display for EndpointError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "the URL {}", self.0)
    }
}

impl Error for EndpointError {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_taken_apart() {
        for (url, host, path, uri) in [
            (
                "https://example.com",
                "example.com",
                "",
                "https://example.com/x?y",
            ),
            (
                "https://example.com/",
                "example.com",
                "",
                "https://example.com/x?y",
            ),
            (
                "https://example.com:443/a",
                "example.com",
                "/a",
                "https://example.com:443/a/x?y",
            ),
            (
                "http://example.com:443",
                "example.com:443",
                "",
                "http://example.com:443/x?y",
            ),
            (
                "http://[::1]:8080/a/b/",
                "[::1]:8080",
                "/a/b",
                "http://[::1]:8080/a/b/x?y",
            ),
        ] {
            let endpoint: Endpoint = url.parse().unwrap();
            assert_eq!(endpoint.host(), host);
            assert_eq!(endpoint.path(), path);
            let full = format!("{path}/x?y");
            assert_eq!(
                endpoint.uri(full.parse().unwrap()).unwrap().to_string(),
                uri
            );
        }
    }

    #[test]
    fn names_get_prefixes_and_addresses_none() {
        for (url, prefixed) in [
            ("https://example.com", Some("https://a.b-example.com")),
            (
                "http://example.com:8080/x",
                Some("http://a.b-example.com:8080/x"),
            ),
            ("http://127.0.0.1:8080", None),
            ("http://[::1]", None),
        ] {
            let endpoint: Endpoint = url.parse().unwrap();
            let found = endpoint.with_prefix("a.b-").unwrap();
            assert_eq!(found.map(|it| it.to_string()).as_deref(), prefixed);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for url in [
            "",
            "example.com",
            "ftp://example.com",
            "https://",
            "https:///path",
            "https://user:secret@example.com",
            "https://example.com?x=1",
            "https://example.com#x",
            "https://exa mple.com",
            "https://example.com:99999",
            "https://example.com:",
            "//example.com",
        ] {
            let error = url.parse::<Endpoint>().unwrap_err();
            assert!(!error.to_string().contains("secret"));
        }
    }
}
