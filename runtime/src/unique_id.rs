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
pub(crate) fn random() -> Result<Uuid, &'static str> {
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        return Err("this target has no random numbers; give `Config` a source of tokens");
    }
    Ok(uuid())
}

/// The characters as text.
#[cfg(feature = "client")]
pub(crate) fn text(uuid: Uuid) -> String {
    uuid.map(char::from).iter().collect()
}

/// A new UUID.
pub(crate) fn uuid() -> Uuid {
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

/// The text of a UUID, which is ASCII.
pub(crate) type Uuid = [u8; 36];

/// `00` to `ff`.
static PAIRS: [[u8; 2]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut table = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = [DIGITS[byte >> 4], DIGITS[byte & 15]];
        byte += 1;
    }
    table
};

/// The text of a UUID whose version (4) and variant (RFC 9562) replace six bits.
fn format(high: u64, low: u64) -> Uuid {
    /// Where the two digits of each byte stand.
    const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
    let high = high & !0xf000 | 0x4000;
    let low = low & !(0b11 << 62) | 0b10 << 62;
    let number = u128::from(high) << 64 | u128::from(low);
    let mut text = [b'-'; 36];
    for (place, byte) in PLACES.into_iter().zip(number.to_be_bytes()) {
        text[place..place + 2].copy_from_slice(&PAIRS[usize::from(byte)]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_form_is_that_of_version_4() {
        assert_eq!(format(0, 0), *b"00000000-0000-4000-8000-000000000000");
        assert_eq!(
            format(u64::MAX, u64::MAX),
            *b"ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(
            format(0x0123_4567_89ab_cdef, 0x0123_4567_89ab_cdef),
            *b"01234567-89ab-4def-8123-456789abcdef"
        );
    }

    #[test]
    fn no_two_are_equal() {
        let ids: HashSet<Uuid> = (0..1000).map(|_| uuid()).collect();
        assert_eq!(ids.len(), 1000);
    }
}
