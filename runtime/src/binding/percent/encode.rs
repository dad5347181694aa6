//! Text to percent-encoded text.
//!
//! In: any text. Out: the same with everything encoded that is not unreserved, appended to a buffer.

/// Whether a byte stands for itself: RFC 3986's unreserved characters, and `/` in the second table.
const fn plain(slash: bool) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric()
            || matches!(byte as u8, b'-' | b'.' | b'_' | b'~')
            || (slash && byte as u8 == b'/');
        byte += 1;
    }
    table
}

static PLAIN: [bool; 256] = plain(false);
static PLAIN_OR_SLASH: [bool; 256] = plain(true);

/// Appends `text` with everything encoded that is not unreserved.
pub(crate) fn encode(text: &str, to: &mut String) {
    encode_by(&PLAIN, text, to);
}

/// The same, but `/` stays, as in greedy labels.
pub(crate) fn encode_path(text: &str, to: &mut String) {
    encode_by(&PLAIN_OR_SLASH, text, to);
}

fn encode_by(plain: &[bool; 256], text: &str, to: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !plain[usize::from(byte)]) {
        let (before, after) = rest.split_at(at);
        to.push_str(before);
        let Some(character) = after.chars().next() else {
            return;
        };
        let (encoded, after) = after.split_at(character.len_utf8());
        for byte in encoded.bytes() {
            to.push('%');
            to.push(char::from(DIGITS[usize::from(byte >> 4)]));
            to.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        rest = after;
    }
    to.push_str(rest);
}
