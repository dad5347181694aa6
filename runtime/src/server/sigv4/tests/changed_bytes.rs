//! A signed request, one byte of which is another: none is let through.

use super::*;
use http::{HeaderName, Method, Uri};

/// A request as bytes that can be changed one by one.
#[derive(Clone)]
struct Raw {
    method: Vec<u8>,
    path_and_query: Vec<u8>,
    /// Names and values by turns.
    headers: Vec<Vec<u8>>,
    body: Vec<u8>,
}

impl Raw {
    fn of(request: Request<ByteStream>) -> Self {
        let (head, body) = request.into_parts();
        let path_and_query = head.uri.path_and_query().unwrap().as_str();
        let signed = |name: &HeaderName| name != "user-agent";
        Self {
            method: head.method.as_str().into(),
            path_and_query: path_and_query.into(),
            headers: head
                .headers
                .iter()
                .filter(|(name, _)| signed(name))
                .flat_map(|(name, value)| [name.as_str().into(), value.as_bytes().into()])
                .collect(),
            body: at_once(body.collect(10_000)).unwrap().to_vec(),
        }
    }

    fn parts(&mut self) -> impl Iterator<Item = &mut Vec<u8>> {
        [&mut self.method, &mut self.path_and_query, &mut self.body]
            .into_iter()
            .chain(&mut self.headers)
    }

    /// The request, if it is one.
    fn request(self) -> Option<Request<ByteStream>> {
        let mut request = Request::new(ByteStream::from(self.body));
        *request.method_mut() = Method::from_bytes(&self.method).ok()?;
        *request.uri_mut() = Uri::try_from(self.path_and_query).ok()?;
        for pair in self.headers.chunks(2) {
            let name = HeaderName::from_bytes(&pair[0]).ok()?;
            // As a server reads it.
            let value = HeaderValue::from_bytes(pair[1].trim_ascii()).ok()?;
            request.headers_mut().append(name, value);
        }
        Some(request)
    }
}

/// Changes every byte in many ways, and gives the number of requests that were sent.
fn none_passes(layer: &RequireSigV4<impl CredentialsLookup>, raw: &Raw) -> usize {
    passes(send(layer, raw.clone().request().unwrap()));
    let mut sent = 0;
    let mut random = 7_u8;
    for part in 0..raw.clone().parts().count() {
        let length = raw.clone().parts().nth(part).unwrap().len();
        for at in 0..length {
            let bits = (0..8).map(|bit| 1 << bit);
            // Others that a single bit doesn't reach: case aside, `/` for `.`, `=` for `&`, and whatever comes.
            let others = (0..6).map(|_| {
                random = random.wrapping_mul(29).wrapping_add(113);
                random.max(1)
            });
            for mask in bits
                .chain([b'/' ^ b'.', b'=' ^ b'&', b'+' ^ b' '])
                .chain(others)
            {
                let mut changed = raw.clone();
                let bytes = changed.parts().nth(part).unwrap();
                bytes[at] ^= mask;
                let text = String::from_utf8_lossy(bytes).into_owned();
                // Names of headers have no case, whoever reads them.
                let original = raw.clone().parts().nth(part).unwrap().clone();
                if part >= 3 && part % 2 == 1 && bytes.eq_ignore_ascii_case(&original) {
                    continue;
                }
                let Some(request) = changed.request() else {
                    continue;
                };
                sent += 1;
                let status = send(layer, request).status();
                assert!(matches!(status.as_u16(), 400 | 403), "{status} for {text}");
            }
        }
    }
    sent
}

#[test]
fn none_passes_with_a_signature_in_its_headers() {
    let session = key().with_session(TOKEN, None);
    let raw = Raw::of(signed_by(&session, full(), now()));
    assert!(none_passes(&layer(session), &raw) > 5_000);
}

#[test]
fn none_passes_with_a_signature_in_its_query() {
    let session = key().with_session(TOKEN, None);
    let raw = Raw::of(presigned_by(&session, full(), 60));
    assert!(none_passes(&layer(session), &raw) > 5_000);
}

#[test]
fn none_passes_with_the_hash_of_its_body_in_a_header() {
    let (mut head, body) = full().into_parts();
    let keys = key();
    let params = SigningParams::new(&keys, SCOPE, now()).settings(crate::sigv4::Settings::S3);
    let payload = Payload::Bytes(body.as_bytes());
    Signer::new().sign(&mut head, payload, &params).unwrap();
    let raw = Raw::of(Request::from_parts(head, body.into()));
    let layer = layer(key()).settings(crate::sigv4::Settings::S3);
    assert!(none_passes(&layer, &raw) > 5_000);
}

/// What stands where doesn't change the signature, but another place may mean something else.
#[test]
fn other_requests_of_the_same_canonical_form_are_refused() {
    let layer = layer(key());
    for (url, same) in [
        ("http://h/a/b?x=1", "http://h/a//b?x=1"),
        ("http://h/a/b", "http://h/a/./b"),
        ("http://h/a/b", "http://h/c/../a/b"),
        ("http://h/a?x=%2F", "http://h/a?x=%2f"),
        ("http://h/a?x=1&y=2", "http://h/a?x=1&&y=2"),
        ("http://h/a?x=1", "http://h/a?x=1&"),
    ] {
        let signed = signed_by(&key(), request("GET", url).body("").unwrap(), now());
        let (mut head, body) = signed.into_parts();
        head.uri = same.parse().unwrap();
        let again = signed_by(&key(), request("GET", same).body("").unwrap(), now());
        // They do have the same signature.
        assert_eq!(
            again.headers()["authorization"],
            head.headers["authorization"]
        );
        let response = send(&layer, Request::from_parts(head, body));
        refused(
            response,
            403,
            "InvalidSignatureException",
            "would be that of other",
        );
    }
}
