//! Where canonical forms go.
//!
//! In: bytes, piece by piece. Out: a hash; in tests, text. Nothing is put together in memory first.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Takes a canonical form, piece by piece.
pub(super) trait Sink {
    /// Takes the next piece.
    fn put(&mut self, bytes: &[u8]);
}

impl Sink for Sha256 {
    fn put(&mut self, bytes: &[u8]) {
        Digest::update(self, bytes);
    }
}

impl Sink for Hmac<Sha256> {
    fn put(&mut self, bytes: &[u8]) {
        Mac::update(self, bytes);
    }
}

impl Sink for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

/// Whether a byte stands for itself (RFC 3986, 2.3).
pub(super) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Puts bytes, percent-encoding all that don't stand for themselves; slashes too, unless they are kept.
pub(super) fn put_encoded(to: &mut impl Sink, mut bytes: &[u8], keep_slash: bool) {
    let stays = |byte: u8| is_unreserved(byte) || (keep_slash && byte == b'/');
    while let Some(clean) = bytes.iter().position(|byte| !stays(*byte)) {
        let (before, rest) = bytes.split_at(clean);
        to.put(before);
        let Some((&byte, after)) = rest.split_first() else {
            return;
        };
        to.put(&[
            b'%',
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        ]);
        bytes = after;
    }
    to.put(bytes);
}
