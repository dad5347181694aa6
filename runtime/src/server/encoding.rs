//! Compressed requests (Smithy 2.0, `requestCompression`).
//!
//! In: a collected body and the header `Content-Encoding`. Out: the body as it was before, and the header without the encoding
//! that was undone. It gives up at the same number of bytes that a body may have uncompressed.

use super::rejection::Rejection;
use bytes::Bytes;
use flate2::read::GzDecoder;
use http::header::{CONTENT_ENCODING, Entry};
use http::{HeaderMap, HeaderValue};
use std::io::Read;

/// Undoes gzip, if that was applied last.
pub(super) fn decompress(
    body: Bytes,
    headers: &mut HeaderMap,
    limit: u64,
) -> Result<Bytes, Rejection> {
    if body.is_empty() || !take_gzip(headers) {
        return Ok(body);
    }
    let mut plain = Vec::new();
    // One byte more than fits tells a body that is too large from one that is not.
    let mut reader = GzDecoder::new(&body[..]).take(limit.saturating_add(1));
    if reader.read_to_end(&mut plain).is_err() {
        return Err(Rejection::serialization(
            "The body could not be read: it is no gzip.".to_owned(),
        ));
    }
    if plain.len() as u64 > limit {
        return Err(Rejection::too_large(limit));
    }
    Ok(plain.into())
}

/// Takes `gzip` off the end of the header, and says whether it was there.
fn take_gzip(headers: &mut HeaderMap) -> bool {
    let all: Vec<&str> = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let all = all.join(", ");
    let (before, last) = all.rsplit_once(',').unwrap_or(("", &all));
    if !last.trim().eq_ignore_ascii_case("gzip") {
        return false;
    }
    match HeaderValue::from_str(before.trim_end()) {
        Ok(before) if !before.is_empty() => {
            headers.insert(CONTENT_ENCODING, before);
        }
        _ => {
            if let Entry::Occupied(entry) = headers.entry(CONTENT_ENCODING) {
                entry.remove_entry_mult();
            }
        }
    }
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(text: &str) -> Bytes {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap().into()
    }

    fn headers(values: &[&'static str]) -> HeaderMap {
        let values = values
            .iter()
            .map(|value| (CONTENT_ENCODING, HeaderValue::from_static(value)));
        let mut headers = HeaderMap::new();
        for (name, value) in values {
            headers.append(name, value);
        }
        headers
    }

    #[test]
    fn gzip_is_undone_where_it_was_applied_last() {
        for (values, left) in [
            (&["gzip"][..], None),
            (&["custom, GZIP"], Some("custom")),
            (&["a", "b, gzip"], Some("a, b")),
        ] {
            let mut headers = headers(values);
            let body = decompress(gzip("hello"), &mut headers, 5).unwrap();
            assert_eq!(&body[..], b"hello");
            let found = headers.get(CONTENT_ENCODING);
            assert_eq!(found.and_then(|value| value.to_str().ok()), left);
        }
        for values in [&[][..], &["gzip, br"], &["x-gzip"]] {
            let mut headers = headers(values);
            let body = decompress(gzip("hello"), &mut headers, 5).unwrap();
            assert_eq!(body, gzip("hello"));
        }
    }

    #[test]
    fn what_is_too_large_or_no_gzip_is_refused() {
        assert!(decompress(gzip("hello!"), &mut headers(&["gzip"]), 5).is_err());
        let bomb = gzip(&"a".repeat(1 << 20));
        assert!(decompress(bomb, &mut headers(&["gzip"]), 1 << 10).is_err());
        assert!(decompress("hello".into(), &mut headers(&["gzip"]), 5).is_err());
        let cut = gzip("hello").slice(..12);
        assert!(decompress(cut, &mut headers(&["gzip"]), 5).is_err());
    }
}
