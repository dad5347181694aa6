//! What is known of a body when its request is signed.
//!
//! In: a body. Out: what stands for it in the signature: its hash, or the word that it is not signed.

use super::error::SigningError;
use super::hex::{self, Hex};
use super::{CONTENT_SHA256, UNSIGNED_PAYLOAD};
use crate::byte_stream::ByteStream;
use http::HeaderMap;
use http::request::Parts;
use http::uri::Scheme;
use sha2::{Digest, Sha256};

/// What is known of a body when its request is signed. A hash that the request carries in `x-amz-content-sha256` already
/// goes before both.
#[derive(Clone, Copy)]
pub enum Payload<'a> {
    /// All of it.
    Bytes(&'a [u8]),
    /// The SHA-256 of all of it.
    Sha256(&'a [u8; 32]),
    /// It is not signed.
    Unsigned,
}

impl<'a> Payload<'a> {
    /// What stands for a body, as AWS's SDKs choose it. `unsigned` says whether the operation's signatures leave the body
    /// out (`aws.auth#unsignedPayload`).
    ///
    /// A body in memory is signed, unless the operation leaves it out and the connection is encrypted. One that streams
    /// cannot be: it is sent unsigned where the operation or an encrypted connection allows that, or where the request
    /// carries its hash.
    ///
    /// # Errors
    ///
    /// [`SigningError::UnsignedStream`], if nothing allows it.
    pub fn of(head: &Parts, body: &'a ByteStream, unsigned: bool) -> Result<Self, SigningError> {
        let encrypted = head.uri.scheme() == Some(&Scheme::HTTPS);
        match body.in_memory() {
            Some(_) if unsigned && encrypted => Ok(Self::Unsigned),
            Some(bytes) => Ok(body.hash().map_or(Self::Bytes(bytes), Self::Sha256)),
            None if unsigned || encrypted || head.headers.contains_key(CONTENT_SHA256) => {
                Ok(Self::Unsigned)
            }
            None => Err(SigningError::UnsignedStream),
        }
    }

    /// What stands for it in the signature of a request with these headers.
    pub(super) fn hash(self, headers: &HeaderMap) -> PayloadHash {
        if headers.contains_key(CONTENT_SHA256) {
            return PayloadHash::Sent;
        }
        match self {
            Self::Bytes(bytes) => PayloadHash::Own(body_hash(bytes)),
            Self::Sha256(hash) => PayloadHash::Own(hex::encode(hash)),
            Self::Unsigned => PayloadHash::Unsigned,
        }
    }
}

/// The digits of a body's hash.
pub(crate) fn body_hash(bytes: &[u8]) -> Hex {
    // Most requests have no body.
    if bytes.is_empty() {
        return *b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    }
    hex::encode(&Sha256::digest(bytes).into())
}

/// What stands for a body in a signature.
pub(super) enum PayloadHash {
    /// The header `x-amz-content-sha256`, which is there already.
    Sent,
    /// Its hash.
    Own(Hex),
    /// That it is not signed.
    Unsigned,
}

impl PayloadHash {
    /// The text, which may be a header's.
    pub(super) fn text<'t>(&'t self, headers: &'t HeaderMap) -> &'t [u8] {
        match self {
            Self::Sent => headers
                .get(CONTENT_SHA256)
                .map_or(&[], |value| value.as_bytes().trim_ascii()),
            Self::Own(hex) => hex,
            Self::Unsigned => UNSIGNED_PAYLOAD.as_bytes(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use http::Request;

    fn head(url: &str) -> Parts {
        Request::put(url).body(()).unwrap().into_parts().0
    }

    fn stream() -> ByteStream {
        /// Never ready, of no known length.
        struct Pending;
        impl http_body::Body for Pending {
            type Data = bytes::Bytes;
            type Error = std::convert::Infallible;
            fn poll_frame(
                self: std::pin::Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>>
            {
                std::task::Poll::Pending
            }
        }
        ByteStream::new(Pending)
    }

    #[test]
    fn what_can_be_signed_is() {
        let (plain, tls) = (head("http://h/"), head("https://h/"));
        let body = ByteStream::from("body");
        for (head, unsigned) in [(&plain, false), (&plain, true), (&tls, false)] {
            let payload = Payload::of(head, &body, unsigned).unwrap();
            assert!(matches!(payload, Payload::Bytes(b"body")));
        }
        let payload = Payload::of(&tls, &body, true).unwrap();
        assert!(matches!(payload, Payload::Unsigned));
    }

    #[test]
    fn streams_need_something_that_allows_them() {
        let (mut plain, tls) = (head("http://h/"), head("https://h/"));
        let body = stream();
        for (head, unsigned) in [(&plain, true), (&tls, false), (&tls, true)] {
            let payload = Payload::of(head, &body, unsigned).unwrap();
            assert!(matches!(payload, Payload::Unsigned));
        }
        let refused = Payload::of(&plain, &body, false).err();
        assert_eq!(refused, Some(SigningError::UnsignedStream));
        let hash = http::HeaderValue::from_static("0123");
        plain.headers.insert(CONTENT_SHA256, hash);
        let payload = Payload::of(&plain, &body, false).unwrap();
        assert_eq!(payload.hash(&plain.headers).text(&plain.headers), b"0123");
    }

    #[test]
    fn no_body_has_a_known_hash() {
        let hash: [u8; 32] = Sha256::digest(b"").into();
        assert_eq!(body_hash(b""), hex::encode(&hash));
    }
}
