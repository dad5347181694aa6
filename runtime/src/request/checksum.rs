//! The checksum of a body that some operations want (Smithy 2.0, `httpChecksumRequired`).
//!
//! In: the body as it is sent, in memory, and the headers. Out: one header. Of a stream nothing can be said before it is
//! sent: its caller has to.

use crate::byte_stream::ByteStream;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue};
use md5::{Digest, Md5};

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Adds `Content-MD5` (RFC 1864), unless the caller has given one.
pub(super) fn add(body: &ByteStream, headers: &mut HeaderMap) {
    let Some(bytes) = body.in_memory() else {
        return;
    };
    if headers.contains_key(CONTENT_MD5) {
        return;
    }
    let checksum = STANDARD.encode(Md5::digest(bytes));
    if let Ok(checksum) = HeaderValue::from_str(&checksum) {
        headers.insert(CONTENT_MD5, checksum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_that_is_given_stays() {
        let mut headers = HeaderMap::new();
        add(&"".into(), &mut headers);
        assert_eq!(headers[CONTENT_MD5], "1B2M2Y8AsgTpgAmY7PhCfg==");
        headers.insert(CONTENT_MD5, HeaderValue::from_static("mine"));
        add(&"a".into(), &mut headers);
        assert_eq!(headers[CONTENT_MD5], "mine");
    }
}
