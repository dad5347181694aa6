//! The checksums that Amazon S3 Glacier wants of uploads: SHA-256 of the body, and the root of a tree of such sums over pieces of
//! one mebibyte (Amazon S3 Glacier Developer Guide, "Computing Checksums").
//!
//! In: the body in memory. Out: two headers. Of a stream nothing can be said before it is sent: its caller has to.

use crate::byte_stream::ByteStream;
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const TREE_HASH: HeaderName = HeaderName::from_static("x-amz-sha256-tree-hash");
const PIECE: usize = 1024 * 1024;

type Sum = [u8; 32];

/// Adds both headers, unless the caller has given them.
pub(super) fn add(body: &ByteStream, headers: &mut HeaderMap) {
    let Some(bytes) = body.in_memory() else {
        return;
    };
    for (name, sum) in [
        (CONTENT_SHA256, Sha256::digest(bytes).into()),
        (TREE_HASH, tree_hash(bytes)),
    ] {
        if let Ok(value) = HeaderValue::from_str(&hex(&sum)) {
            headers.entry(name).or_insert(value);
        }
    }
}

fn tree_hash(bytes: &[u8]) -> Sum {
    let mut level: Vec<Sum> = bytes
        .chunks(PIECE)
        .map(|piece| Sha256::digest(piece).into())
        .collect();
    if level.is_empty() {
        return Sha256::digest(bytes).into();
    }
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => Sha256::new()
                    .chain_update(left)
                    .chain_update(right)
                    .finalize()
                    .into(),
                // One without a neighbour goes up as it is.
                alone => alone.first().copied().unwrap_or_default(),
            })
            .collect();
    }
    level.first().copied().unwrap_or_default()
}

fn hex(sum: &Sum) -> String {
    sum.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_is_its_own_root() {
        let sum = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
        assert_eq!(hex(&tree_hash(b"hello world")), sum);
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex(&tree_hash(b"")), nothing);
    }

    #[test]
    fn pieces_are_paired_level_by_level() {
        let bytes: Vec<u8> = (0..2 * PIECE + 1).map(|i| (i % 251) as u8).collect();
        let sum = |bytes: &[u8]| -> Sum { Sha256::digest(bytes).into() };
        let left = [sum(&bytes[..PIECE]), sum(&bytes[PIECE..2 * PIECE])].concat();
        let root = sum(&[sum(&left), sum(&bytes[2 * PIECE..])].concat());
        assert_eq!(tree_hash(&bytes), root);
    }
}
