//! Where a byte is.
//!
//! In: some ten bytes, as a segment of a path has them, and one or two to look for. Out: the first place. Eight bytes at a time:
//! libraries for long texts cost more to call than they save here.

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHS: u64 = ONES << 7;

/// The first place of `byte` in `bytes`.
#[inline]
pub(crate) fn find_byte(bytes: &[u8], byte: u8) -> Option<usize> {
    find_either(bytes, byte, byte)
}

/// The first place of either in `bytes`.
#[inline]
pub(crate) fn find_either(bytes: &[u8], this: u8, that: u8) -> Option<usize> {
    // The highest bit of each byte that is the wanted one, and perhaps of those behind the first such.
    let matching = |word: u64, wanted: u8| {
        let differences = word ^ (ONES * u64::from(wanted));
        differences.wrapping_sub(ONES) & !differences & HIGHS
    };
    let in_word = |word: [u8; 8]| {
        let word = u64::from_le_bytes(word);
        let found = matching(word, this) | matching(word, that);
        (found != 0).then(|| found.trailing_zeros() as usize / 8)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        if let Some(at) = in_word(*word) {
            return Some(index * 8 + at);
        }
    }
    match bytes.last_chunk::<8>() {
        // The last eight bytes: what has been looked through does not have it.
        Some(last) => in_word(*last).map(|at| bytes.len() - 8 + at),
        None => rest
            .iter()
            .position(|found| *found == this || *found == that),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_found() {
        for length in 0..40 {
            for place in 0..length {
                for other in [b'a', b'.', b'0', 0xff, 0] {
                    let mut bytes = vec![other; length];
                    bytes[place] = b'/';
                    assert_eq!(find_byte(&bytes, b'/'), Some(place));
                    bytes[length - 1] = b'/';
                    assert_eq!(find_byte(&bytes, b'/'), Some(place));
                    assert_eq!(find_byte(&bytes[..place], b'/'), None);
                    assert_eq!(find_either(&bytes, b'%', b'/'), Some(place));
                    bytes[place] = b'%';
                    assert_eq!(find_either(&bytes, b'%', b'/'), Some(place));
                }
            }
        }
    }
}
