//! What becomes of a request's body before it is sent.
//!
//! In: the body in memory and the headers. Out: the body compressed, and headers that say so; the checksum of what is sent.
//! Streams are sent as they are: neither can be said of them beforehand.

use crate::byte_stream::ByteStream;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderName, HeaderValue};
use md5::{Digest, Md5};
use std::io::Write;

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Compresses a body of `least` bytes or more with gzip. It comes behind encodings that the caller has applied.
pub(super) fn compress(body: ByteStream, least: u64, headers: &mut HeaderMap) -> ByteStream {
    let bytes = match body.in_memory() {
        Some(bytes) if bytes.len() as u64 >= least => bytes,
        _ => return body,
    };
    let Some(compressed) = gzip(bytes) else {
        return body;
    };
    let encoding = match headers.get(CONTENT_ENCODING) {
        Some(before) => [before.as_bytes(), b", gzip"].concat(),
        None => b"gzip".to_vec(),
    };
    let Ok(encoding) = HeaderValue::from_bytes(&encoding) else {
        return body;
    };
    headers.insert(CONTENT_ENCODING, encoding);
    headers.insert(CONTENT_LENGTH, compressed.len().into());
    compressed.into()
}

/// Writing to memory does not fail.
fn gzip(bytes: &Bytes) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// Adds `Content-MD5` (RFC 1864), unless the caller has given one.
pub(super) fn add_checksum(body: &ByteStream, headers: &mut HeaderMap) {
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn sent(body: &'static str, least: u64, before: Option<&'static str>) -> (Vec<u8>, HeaderMap) {
        let mut headers = HeaderMap::new();
        if let Some(before) = before {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(before));
        }
        let body = compress(body.into(), least, &mut headers);
        (body.in_memory().unwrap().to_vec(), headers)
    }

    #[test]
    fn large_bodies_are_compressed() {
        let (body, headers) = sent("aaaaaaaaaa", 10, None);
        let mut text = String::new();
        GzDecoder::new(&body[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "aaaaaaaaaa");
        assert_eq!(headers[CONTENT_ENCODING], "gzip");
        assert_eq!(headers[CONTENT_LENGTH], body.len().to_string());
        let (_, headers) = sent("aaaaaaaaaa", 10, Some("br"));
        assert_eq!(headers[CONTENT_ENCODING], "br, gzip");
    }

    #[test]
    fn small_bodies_stay_as_they_are() {
        let (body, headers) = sent("aaaaaaaaa", 10, None);
        assert_eq!((&body[..], headers.len()), (&b"aaaaaaaaa"[..], 0));
    }

    #[test]
    fn checksums_are_of_what_is_sent() {
        let mut headers = HeaderMap::new();
        add_checksum(&"".into(), &mut headers);
        assert_eq!(headers[CONTENT_MD5], "1B2M2Y8AsgTpgAmY7PhCfg==");
        headers.insert(CONTENT_MD5, HeaderValue::from_static("mine"));
        add_checksum(&"a".into(), &mut headers);
        assert_eq!(headers[CONTENT_MD5], "mine");
    }
}
