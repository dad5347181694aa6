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

/// A new UUID, where the keys are random.
///
/// # Errors
///
/// On targets without an operating system, where they are not.
#[cfg(feature = "client")]
pub(crate) fn random() -> Result<String, &'static str> {
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        return Err("this target has no random numbers; give `Config` a source of tokens");
    }
    Ok(uuid())
}

/// A random number, where the keys are random: for pauses that shall not be those of others, and nothing that is secret.
#[cfg(feature = "client")]
pub(crate) fn number() -> u64 {
    KEYS[0].hash_one(COUNTER.fetch_add(1, Ordering::Relaxed))
}

/// A new UUID.
pub(crate) fn uuid() -> String {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let [high, low] = [&KEYS[0], &KEYS[1]].map(|key| key.hash_one(count));
    format(high, low)
}

/// The text of a UUID whose version (4) and variant (RFC 9562) replace six bits.
fn format(high: u64, low: u64) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let high = high & !0xf000 | 0x4000;
    let low = low & !(0b11 << 62) | 0b10 << 62;
    let mut text = String::with_capacity(36);
    for (index, byte) in high
        .to_be_bytes()
        .into_iter()
        .chain(low.to_be_bytes())
        .enumerate()
    {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_form_is_that_of_version_4() {
        assert_eq!(format(0, 0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(
            format(u64::MAX, u64::MAX),
            "ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(
            format(0x0123_4567_89ab_cdef, 0x0123_4567_89ab_cdef),
            "01234567-89ab-4def-8123-456789abcdef"
        );
    }

    #[test]
    fn no_two_are_equal() {
        let ids: HashSet<String> = (0..1000).map(|_| uuid()).collect();
        assert_eq!(ids.len(), 1000);
    }
}
