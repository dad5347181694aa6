//! Eight bytes at a time.
//!
//! In: text as bytes. Out: answers about eight of them in a few instructions, in safe and portable Rust. Nothing here
//! knows JSON's grammar beyond which bytes end a plain run of a string.

/// Every byte 1.
const ONES: u64 = u64::from_ne_bytes([1; 8]);
/// Every byte's highest bit.
const HIGHS: u64 = ONES << 7;

/// The eight bytes at `at`, the first one lowest; `None` if there are fewer.
#[inline(always)]
pub(super) fn at(text: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*text.get(at..)?.first_chunk()?))
}

/// Whether any byte of `word` is a quote, a backslash or below a space. If so, the lowest set bit of the answer lies in
/// the first such byte; the bits above may be wrong.
#[inline(always)]
pub(super) const fn special(word: u64) -> u64 {
    let quotes = word ^ (ONES * b'"' as u64);
    let backslashes = word ^ (ONES * b'\\' as u64);
    let below_space = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = quotes.wrapping_sub(ONES) & !quotes;
    let backslash = backslashes.wrapping_sub(ONES) & !backslashes;
    (below_space | quote | backslash) & HIGHS
}

/// How many bytes lie in front of the first one that `special` found; 8 if it found none.
#[inline(always)]
pub(super) const fn plain_bytes(found: u64) -> usize {
    found.trailing_zeros() as usize / 8
}

/// How many of sixteen bytes are plain before the first that is not.
///
/// In text with an escape every ten bytes or so, whether the next eight have one is anyone's guess and costs a mispredicted
/// branch each time; that sixteen have one is nearly certain, and where it lies is found without a branch.
#[inline(always)]
pub(super) fn plain_of_16(bytes: &[u8; 16]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    let plain = |word: [u8; 8]| plain_bytes(special(u64::from_le_bytes(word)));
    let (first, second) = (plain(words[0]), plain(words[1]));
    if first == 8 { 8 + second } else { first }
}

/// Copies a text of up to sixteen bytes that is plain, in two pieces that may overlap; how much was copied. Longer texts,
/// and those that are not plain, are left to others.
#[inline(always)]
pub(super) fn copy_plain(from: &[u8], to: &mut [u8]) -> usize {
    let length = from.len();
    let Some(to) = to.get_mut(..length) else {
        return 0;
    };
    if let (8..=16, Some(first), Some(last)) =
        (length, from.first_chunk::<8>(), from.last_chunk::<8>())
    {
        let words = [u64::from_le_bytes(*first), u64::from_le_bytes(*last)];
        if special(words[0]) | special(words[1]) != 0 {
            return 0;
        }
        to[..8].copy_from_slice(first);
        to[length - 8..].copy_from_slice(last);
        return length;
    }
    if let (4..8, Some(first), Some(last)) =
        (length, from.first_chunk::<4>(), from.last_chunk::<4>())
    {
        let word =
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32;
        if special(word) != 0 {
            return 0;
        }
        to[..4].copy_from_slice(first);
        to[length - 4..].copy_from_slice(last);
        return length;
    }
    0
}

/// The number that eight decimal digits make, if all eight are digits.
#[inline(always)]
pub(super) const fn eight_digits(word: u64) -> Option<u64> {
    let digits = word.wrapping_sub(ONES * b'0' as u64);
    // A byte above 9 gets its highest bit by adding 0x76; one below '0' has borrowed.
    if (digits | digits.wrapping_add(ONES * 0x76) | word) & HIGHS != 0 {
        return None;
    }
    // Neighbours are joined to two, four, then eight digits.
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let low = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    let high = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001);
    Some((low.wrapping_add(high) >> 32) & 0xffff_ffff)
}

/// Whether `text` begins with `start`. From eight bytes on, two overlapping words are compared instead of a call.
#[inline(always)]
pub(super) fn starts_with(text: &[u8], start: &[u8]) -> bool {
    let length = start.len();
    let Some(text) = text.get(..length) else {
        return false;
    };
    match (
        text.first_chunk::<8>(),
        start.first_chunk::<8>(),
        text.last_chunk::<8>(),
        start.last_chunk::<8>(),
    ) {
        (Some(a), Some(b), Some(c), Some(d)) => {
            a == b && c == d && (length <= 16 || text[8..length - 8] == start[8..length - 8])
        }
        _ => text == start,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found() {
        for byte in 0..=255u8 {
            for place in 0..8 {
                for after in [b'a', b'"', 0x80, 0x00] {
                    let mut bytes = [b'x'; 8];
                    bytes[place] = byte;
                    bytes[place + 1..].fill(after);
                    let expected = bytes
                        .iter()
                        .position(|byte| *byte < 0x20 || matches!(byte, b'"' | b'\\'));
                    let found = special(at(&bytes, 0).unwrap());
                    let actual = (found != 0).then(|| plain_bytes(found));
                    assert_eq!(actual, expected, "{bytes:?}");
                    let mut sixteen = [b'x'; 16];
                    sixteen[8..].copy_from_slice(&bytes);
                    assert_eq!(plain_of_16(&sixteen), 8 + expected.unwrap_or(8));
                    sixteen[3] = b'"';
                    assert_eq!(plain_of_16(&sixteen), 3);
                }
            }
        }
    }

    #[test]
    fn short_plain_texts_are_copied_whole() {
        for length in 0..20 {
            let plain: Vec<u8> = (0..length).map(|i| b'a' + i).collect();
            let mut to = [b'.'; 24];
            let copied = copy_plain(&plain, &mut to);
            assert_eq!(
                copied,
                if (4..=16).contains(&length) {
                    plain.len()
                } else {
                    0
                }
            );
            assert_eq!(to[..copied], plain[..copied]);
            assert!(to[copied..].iter().all(|byte| *byte == b'.'));
            for place in 0..plain.len() {
                for byte in [b'"', b'\\', 0, 0x1f] {
                    let mut special = plain.clone();
                    special[place] = byte;
                    assert_eq!(copy_plain(&special, &mut to), 0);
                }
            }
        }
        assert_eq!(copy_plain(b"12345678", &mut [0; 7]), 0);
    }

    #[test]
    fn eight_digits_are_a_number_and_nothing_else_is() {
        for (text, number) in [
            ("00000000", 0),
            ("12345678", 12_345_678),
            ("99999999", 99_999_999),
        ] {
            assert_eq!(eight_digits(at(text.as_bytes(), 0).unwrap()), Some(number));
        }
        for byte in 0..=255u8 {
            for place in 0..8 {
                let mut bytes = *b"90909090";
                bytes[place] = byte;
                let expected = std::str::from_utf8(&bytes)
                    .ok()
                    .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
                    .and_then(|text| text.parse().ok());
                assert_eq!(
                    eight_digits(u64::from_le_bytes(bytes)),
                    expected,
                    "{bytes:?}"
                );
            }
        }
    }

    #[test]
    fn starts_agree_with_the_standard_library() {
        let text = b"\"abcdefghijklmnopqrstuvwxyz\":1";
        for length in 0..=text.len() {
            let mut start = text[..length].to_vec();
            assert!(starts_with(text, &start));
            for place in 0..length {
                start[place] ^= 1;
                assert!(!starts_with(text, &start));
                start[place] ^= 1;
            }
        }
        assert!(!starts_with(b"ab", b"abc"));
    }
}
