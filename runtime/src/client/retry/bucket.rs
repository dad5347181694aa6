//! A store of tokens that repetitions take from, so that a service that fails for long is not asked thrice as often.
//!
//! In: what a repetition costs, what a success gives back. Out: whether there was enough. It never blocks.

use std::sync::atomic::{AtomicU32, Ordering};

/// A store of tokens, full at first.
#[derive(Debug)]
pub(super) struct Bucket {
    capacity: u32,
    tokens: AtomicU32,
}

impl Bucket {
    pub(super) fn new(capacity: u32) -> Self {
        Self {
            capacity,
            tokens: AtomicU32::new(capacity),
        }
    }

    /// Takes `cost` tokens, if there are so many.
    pub(super) fn take(&self, cost: u32) -> bool {
        self.tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
                tokens.checked_sub(cost)
            })
            .is_ok()
    }

    /// Puts tokens back, as far as there is room.
    pub(super) fn give(&self, tokens: u32) {
        // Nearly always it is full, which costs one load.
        if self.tokens.load(Ordering::Relaxed) == self.capacity {
            return;
        }
        let put = |there: u32| Some(there.saturating_add(tokens).min(self.capacity));
        // The closure always gives a value.
        let _ = self
            .tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, put);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_never_below_zero_nor_above_its_capacity() {
        let bucket = Bucket::new(20);
        assert!(bucket.take(14));
        assert!(!bucket.take(14));
        bucket.give(7);
        assert!(!bucket.take(14));
        bucket.give(1);
        assert!(bucket.take(14));
        bucket.give(u32::MAX);
        assert!(bucket.take(20));
        assert!(!bucket.take(1));
    }
}
