//! Percent-encoded text to text.
//!
//! In: a segment of a path, or a name or value of a query. Out: what it stands for, without a copy where nothing is encoded.

use crate::find_byte::find_byte;
use std::borrow::Cow;

/// The text that `encoded` stands for; `None` if a `%` is not followed by two hexadecimal digits, or the bytes are not
/// UTF-8.
pub(crate) fn decode(encoded: &str) -> Option<Cow<'_, str>> {
    let Some(first) = find_byte(encoded.as_bytes(), b'%') else {
        return Some(Cow::Borrowed(encoded));
    };
    let bytes = encoded.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    decoded.extend_from_slice(bytes.get(..first)?);
    let mut rest = bytes.get(first..)?;
    while let Some((&byte, after)) = rest.split_first() {
        if byte != b'%' {
            decoded.push(byte);
            rest = after;
            continue;
        }
        let ([high, low], after) = after.split_first_chunk::<2>()?;
        decoded.push(digit(*high)? << 4 | digit(*low)?);
        rest = after;
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
