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
    // With its second bit turned over, a quote is what comes after all that is below a space, which stays there.
    let turned = (word ^ (ONES * 2)).wrapping_sub(ONES * 0x21);
    let backslashes = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (turned | backslashes) & !word & HIGHS
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

/// Copies between slices of the same length, which is at least four for most: pieces of a fixed size that may overlap,
/// instead of a call.
#[inline(always)]
pub(super) fn copy(from: &[u8], to: &mut [u8]) {
    if !(ends::<8, 16>(from, to) || ends::<4, 8>(from, to) || ends::<16, 32>(from, to)) {
        to.copy_from_slice(from);
    }
}

/// Copies the first and the last bytes, if that is all there are.
#[inline(always)]
fn ends<const N: usize, const MOST: usize>(from: &[u8], to: &mut [u8]) -> bool {
    if from.len() > MOST {
        return false;
    }
    let (Some(first), Some(last)) = (from.first_chunk::<N>(), from.last_chunk::<N>()) else {
        return false;
    };
    if let Some(to) = to.first_chunk_mut::<N>() {
        *to = *first;
    }
    if let Some(to) = to.last_chunk_mut::<N>() {
        *to = *last;
    }
    true
}

/// Copies between slices of the same length, at most 64. Whether all bytes are plain; if not, the copy is of no use.
#[inline(always)]
pub(super) fn copy_plain(from: &[u8], to: &mut [u8]) -> bool {
    if let (Some(first), Some(last)) = (from.first_chunk::<32>(), from.last_chunk::<32>()) {
        ends::<32, 64>(from, to);
        let ([a, b], [c, d]) = (halves(first), halves(last));
        return both(words(a), words(b)) | both(words(c), words(d)) == 0;
    }
    if let (Some(first), Some(last)) = (from.first_chunk(), from.last_chunk()) {
        ends::<16, 32>(from, to);
        return both(words(first), words(last)) == 0;
    }
    if let (Some(first), Some(last)) = (from.first_chunk(), from.last_chunk()) {
        ends::<8, 16>(from, to);
        return special(u64::from_le_bytes(*first)) | special(u64::from_le_bytes(*last)) == 0;
    }
    if let (Some(first), Some(last)) = (from.first_chunk::<4>(), from.last_chunk::<4>()) {
        ends::<4, 8>(from, to);
        let [a, b, c, d] = *first;
        let [e, f, g, h] = *last;
        return special(u64::from_le_bytes([a, b, c, d, e, f, g, h])) == 0;
    }
    // Up to three bytes: the first, the last and the one between are all.
    let mut plain = true;
    if let Some(last) = from.len().checked_sub(1) {
        for at in [0, from.len() / 2, last] {
            to[at] = from[at];
            plain &= from[at] >= b' ' && !matches!(from[at], b'"' | b'\\');
        }
    }
    plain
}

#[inline(always)]
fn halves(bytes: &[u8; 32]) -> [&[u8; 16]; 2] {
    let (halves, _) = bytes.as_chunks();
    [&halves[0], &halves[1]]
}

#[inline(always)]
fn words(bytes: &[u8; 16]) -> [u64; 2] {
    let (words, _) = bytes.as_chunks();
    [u64::from_le_bytes(words[0]), u64::from_le_bytes(words[1])]
}

/// What [`special`] finds in either pair; where is lost. Written as it is for compilers to take pairs at once.
#[inline(always)]
const fn both(a: [u64; 2], b: [u64; 2]) -> u64 {
    let found = [special(a[0]) | special(b[0]), special(a[1]) | special(b[1])];
    found[0] | found[1]
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
    fn texts_are_plain_without_special_bytes() {
        for length in 0..40 {
            let plain: Vec<u8> = (0..length).map(|i| b'a' + i % 26).collect();
            let is_plain = |text: &[u8]| {
                let mut copy = vec![0; text.len()];
                let plain = copy_plain(text, &mut copy);
                assert!(!plain || copy == text);
                plain
            };
            assert!(is_plain(&plain));
            for place in 0..plain.len() {
                for byte in [b'"', b'\\', 0, 0x1f] {
                    let mut special = plain.clone();
                    special[place] = byte;
                    assert!(!is_plain(&special), "{special:?}");
                }
                for byte in [b' ', b'!', b'#', 0x7f, 0x80, 0xff] {
                    let mut plain = plain.clone();
                    plain[place] = byte;
                    assert!(is_plain(&plain), "{plain:?}");
                }
            }
        }
    }

    #[test]
    fn copies_are_complete() {
        for length in 0..70u8 {
            let text: Vec<u8> = (0..length).collect();
            let mut to = vec![0xff; text.len()];
            copy(&text, &mut to);
            assert_eq!(to, text);
        }
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
