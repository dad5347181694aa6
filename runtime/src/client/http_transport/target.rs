//! Where a connection leads.
//!
//! In: a request whose URI is absolute. Out: what connections are kept by, and the request as HTTP/1.1 has it on a
//! connection to there (RFC 9112, 3.2.1). It looks no name up.

use crate::byte_stream::ByteStream;
use crate::client::transport::TransportError;
use bytes::Bytes;
use http::header::HOST;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderValue, Request, Uri};
use std::fmt::{self, Display, Formatter};

/// A host, a port, and whether TLS is spoken there.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Target {
    authority: Authority,
    pub(super) tls: bool,
}

impl Target {
    /// Where a request goes. From then on it names its path alone, and its host in the header.
    pub(super) fn of(request: &mut Request<ByteStream>) -> Result<Self, TransportError> {
        let parts = std::mem::take(request.uri_mut()).into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            let what = "the default transport needs an absolute URI";
            return Err(TransportError::new(what).permanent());
        };
        let target = Self {
            authority,
            tls: scheme == Scheme::HTTPS,
        };
        if !target.tls && scheme != Scheme::HTTP {
            let what = format!("the default transport speaks HTTP and HTTPS, not `{scheme}`");
            return Err(TransportError::new(what).permanent());
        }
        let path = parts.path_and_query;
        *request.uri_mut() = Uri::from(path.unwrap_or(PathAndQuery::from_static("/")));
        if !request.headers().contains_key(HOST) {
            let host = HeaderValue::from_maybe_shared(Bytes::from(target.header()));
            let host = host.map_err(|error| TransportError::new(error).permanent())?;
            request.headers_mut().insert(HOST, host);
        }
        Ok(target)
    }

    /// The name or address, without the brackets of an address.
    pub(super) fn host(&self) -> &str {
        let host = self.authority.host();
        let inside = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        inside.unwrap_or(host)
    }

    pub(super) fn port(&self) -> u16 {
        self.authority.port_u16().unwrap_or(self.default_port())
    }

    fn default_port(&self) -> u16 {
        if self.tls { 443 } else { 80 }
    }

    /// The header `Host`. Clients leave out the port that the scheme stands for (RFC 9110, 4.2.3).
    fn header(&self) -> String {
        let host = self.authority.host();
        match self.authority.port_u16() {
            Some(port) if port != self.default_port() => format!("{host}:{port}"),
            _ => host.to_owned(),
        }
    }
}

/// Host and port, as they were given.
impl Display for Target {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.authority, f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_request_names_its_path_and_its_host() {
        for (uri, host, port, path, header) in [
            ("http://a.example", "a.example", 80, "/", "a.example"),
            (
                "https://a.example:443/p",
                "a.example",
                443,
                "/p",
                "a.example",
            ),
            (
                "https://a.example:80/p?q=1",
                "a.example",
                80,
                "/p?q=1",
                "a.example:80",
            ),
            ("http://[::1]:8000/", "::1", 8000, "/", "[::1]:8000"),
            ("http://[::1]", "::1", 80, "/", "[::1]"),
        ] {
            let mut request = Request::new(ByteStream::default());
            *request.uri_mut() = uri.parse().unwrap();
            let target = Target::of(&mut request).unwrap();
            assert_eq!((target.host(), target.port()), (host, port), "{uri}");
            assert_eq!(target.tls, uri.starts_with("https"), "{uri}");
            assert_eq!(request.uri().to_string(), path, "{uri}");
            assert_eq!(request.headers()[HOST], header, "{uri}");
        }
    }

    #[test]
    fn a_host_that_is_set_stays() {
        let mut request = Request::new(ByteStream::default());
        *request.uri_mut() = "http://a.example/".parse().unwrap();
        let other = HeaderValue::from_static("b.example");
        request.headers_mut().insert(HOST, other);
        Target::of(&mut request).unwrap();
        assert_eq!(request.headers()[HOST], "b.example");
    }

    #[test]
    fn what_leads_nowhere_is_refused() {
        for uri in ["/path", "ftp://a.example/"] {
            let mut request = Request::new(ByteStream::default());
            *request.uri_mut() = uri.parse().unwrap();
            let error = Target::of(&mut request).err().unwrap();
            assert!(error.is_permanent(), "{uri}");
        }
    }
}
