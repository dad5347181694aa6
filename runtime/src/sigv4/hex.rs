//! Hexadecimal digits in lower case.
//!
//! In: a hash. Out: its 64 digits.

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The digits of a SHA-256.
pub(crate) type Hex = [u8; 64];

/// The digits of `hash`.
pub(super) fn encode(hash: &[u8; 32]) -> Hex {
    let mut text = [0; 64];
    for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(hash) {
        *pair = [
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        ];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_two_digits() {
        let mut hash = [0; 32];
        hash[0] = 0x0f;
        hash[1] = 0xa9;
        hash[31] = 0xff;
        let text = encode(&hash);
        assert_eq!(&text[..6], b"0fa900");
        assert_eq!(&text[60..], b"00ff");
    }
}
