//! Compressed requests (Smithy 2.0, `requestCompression`).
//!
//! In: the body in memory and the headers. Out: the body compressed, and headers that say so. A stream is sent as it is.

use crate::byte_stream::ByteStream;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderValue};
use std::io::Write;

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
}
