//! URLs, as endpoint rules see them.

use http::Uri;
use std::net::Ipv4Addr;

/// The parts of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedUrl<'a> {
    /// `http` or `https`.
    pub scheme: &'a str,
    /// The host, and the port if one is given.
    pub authority: &'a str,
    /// The path, as it is.
    pub path: &'a str,
    /// The host is an address, not a name.
    pub is_ip: bool,
    normalized_path: String,
}

impl ParsedUrl<'_> {
    /// The path, with a slash at either end.
    pub fn normalized_path(&self) -> &str {
        &self.normalized_path
    }
}

/// Takes a URL apart. `None` if it is none, or has a query, a fragment, or a user's name.
pub fn parse_url(text: &str) -> Option<ParsedUrl<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    if !matches!(scheme, "http" | "https") || text.contains(['?', '#']) {
        return None;
    }
    let uri: Uri = text.parse().ok()?;
    let (host, port) = (uri.host()?, uri.authority()?.port_u16());
    let end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // a port that is no number, or somebody's name
    if host.is_empty() || (port.is_none() && authority != host) || authority.contains('@') {
        return None;
    }
    let trimmed = path.trim_matches('/');
    let normalized_path = match trimmed.is_empty() {
        true => "/".to_owned(),
        false => format!("/{trimmed}/"),
    };
    Some(ParsedUrl {
        scheme,
        authority,
        path,
        normalized_path,
        is_ip: host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_taken_apart() {
        for (text, authority, path, normalized, is_ip) in [
            ("https://example.com", "example.com", "", "/", false),
            ("https://example.com/", "example.com", "/", "/", false),
            (
                "http://example.com:80/foo/bar",
                "example.com:80",
                "/foo/bar",
                "/foo/bar/",
                false,
            ),
            ("https://127.0.0.1/x/", "127.0.0.1", "/x/", "/x/", true),
            ("https://[fe80::1]:8443", "[fe80::1]:8443", "", "/", true),
        ] {
            let url = parse_url(text).unwrap();
            assert_eq!(url.scheme, text.split(':').next().unwrap());
            assert_eq!(
                (url.authority, url.path, url.normalized_path(), url.is_ip),
                (authority, path, normalized, is_ip)
            );
        }
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "example.com",
            "ftp://example.com",
            "https://",
            "https:///x",
            "https://example.com:8443?foo=bar",
            "https://example.com#x",
            "https://user@example.com",
            "https://example.com:port",
            "https://a b",
        ] {
            assert_eq!(parse_url(text), None, "{text}");
        }
    }
}
