//! The canonical form of a request, hashed as it comes.
//!
//! In: the parts of a request that are signed. Out: its SHA-256. The form itself is never put together in memory.

use super::headers::SignedHeaders;
use super::params::Settings;
use super::sink::Sink;
use super::{path, query};
use sha2::{Digest, Sha256};

/// The parts of a request that are signed, but for its body.
pub(super) struct CanonicalHead<'r> {
    pub(super) method: &'r str,
    /// As it is sent.
    pub(super) path: &'r str,
    /// As it is sent.
    pub(super) query: &'r str,
    /// The parameter of the query that holds the signature.
    pub(super) without: Option<&'r str>,
    pub(super) settings: Settings,
    pub(super) headers: &'r SignedHeaders<'r>,
    /// The list of their names.
    pub(super) names: &'r [u8],
}

impl CanonicalHead<'_> {
    fn put(&self, to: &mut impl Sink) {
        to.put(self.method.as_bytes());
        to.put(b"\n");
        path::put(to, self.path, self.settings);
        to.put(b"\n");
        query::put(to, self.query, self.without);
        to.put(b"\n");
        self.headers.put(to);
        to.put(b"\n");
        to.put(self.names);
        to.put(b"\n");
    }

    /// The hash as far as the head goes.
    pub(super) fn hash(&self) -> HashedHead {
        let mut hash = Sha256::new();
        self.put(&mut hash);
        HashedHead(hash)
    }
}

/// The hash of a request, as far as its head goes.
#[derive(Clone)]
pub(super) struct HashedHead(Sha256);

impl HashedHead {
    /// The hash of the request, with what stands for its body.
    pub(super) fn finish(mut self, payload: &[u8]) -> [u8; 32] {
        self.0.put(payload);
        self.0.finalize().into()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use http::{HeaderMap, HeaderValue};

    #[test]
    fn every_part_has_its_line() {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("example.com"));
        headers.insert("x-amz-date", HeaderValue::from_static("20150830T123600Z"));
        let signed = SignedHeaders::of(&headers);
        let head = CanonicalHead {
            method: "GET",
            path: "/a b",
            query: "b&a=1",
            without: None,
            settings: Settings::default(),
            headers: &signed,
            names: b"host;x-amz-date",
        };
        let mut text = Vec::new();
        head.put(&mut text);
        assert_eq!(
            String::from_utf8(text.clone()).unwrap(),
            "GET\n/a%20b\na=1&b=\nhost:example.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n"
        );
        text.extend_from_slice(b"hash");
        let expected: [u8; 32] = Sha256::digest(&text).into();
        assert_eq!(head.hash().finish(b"hash"), expected);
    }
}
