//! Identifiers that no one else has made: UUIDs of version 4.
//!
//! In: the random keys that the standard library takes from the operating system. Out: 36 characters. They are unique, not
//! secret: nothing may depend on no one guessing them.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// SipHash under a random key of 128 bits is a pseudo-random function, so that hashes of a counter are as good as random
/// numbers, and cost no call of the operating system.
static KEYS: LazyLock<[RandomState; 2]> =
    LazyLock::new(|| [RandomState::new(), RandomState::new()]);
static COUNTER: AtomicU64 = AtomicU64::new(0);

/// The characters of a new UUID, where the keys are random.
///
/// # Errors
///
/// On targets without an operating system, where they are not.
#[cfg(feature = "client")]
pub(crate) fn random() -> Result<[u8; 36], &'static str> {
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        return Err("this target has no random numbers; give `Config` a source of tokens");
    }
    Ok(characters())
}

/// A new UUID.
#[cfg(feature = "server")]
pub(crate) fn uuid() -> String {
    text(characters())
}

/// The characters as text.
pub(crate) fn text(characters: [u8; 36]) -> String {
    characters.map(char::from).iter().collect()
}

fn characters() -> [u8; 36] {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let [high, low] = [&KEYS[0], &KEYS[1]].map(|key| key.hash_one(count));
    format(high, low)
}

/// A number from 0 up to 1, for waits that no two clients have in common. Where keys are not random, it still differs
/// from the one before.
#[cfg(feature = "client")]
pub(crate) fn fraction() -> f64 {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    // As many bits as fit into the fraction.
    (KEYS[0].hash_one(count) >> 11) as f64 / (1u64 << 53) as f64
}

/// The characters of a UUID whose version (4) and variant (RFC 9562) replace six bits.
fn format(high: u64, low: u64) -> [u8; 36] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let high = high & !0xf000 | 0x4000;
    let low = low & !(0b11 << 62) | 0b10 << 62;
    let mut characters = [b'-'; 36];
    let places = (0..36).filter(|place| !matches!(place, 8 | 13 | 18 | 23));
    let digits = [high, low]
        .into_iter()
        .flat_map(u64::to_be_bytes)
        .flat_map(|byte| [byte >> 4, byte & 15]);
    for (place, digit) in places.zip(digits) {
        characters[place] = DIGITS[usize::from(digit)];
    }
    characters
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_form_is_that_of_version_4() {
        assert_eq!(text(format(0, 0)), "00000000-0000-4000-8000-000000000000");
        assert_eq!(
            text(format(u64::MAX, u64::MAX)),
            "ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(
            text(format(0x0123_4567_89ab_cdef, 0x0123_4567_89ab_cdef)),
            "01234567-89ab-4def-8123-456789abcdef"
        );
    }

    #[test]
    fn no_two_are_equal() {
        let ids: HashSet<String> = (0..1000).map(|_| uuid()).collect();
        assert_eq!(ids.len(), 1000);
    }
}
