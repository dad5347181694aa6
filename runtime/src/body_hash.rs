//! The SHA-256 of a body, made while the body is written.
//!
//! In: what has been written so far, again and again. Out: the hash of all of it. It takes nothing but whole blocks, a
//! little behind the writer, and never looks at the same one twice.
//!
//! A processor hashes a block in steps of which each waits for the one before, and has most of its units free for other
//! work meanwhile. Between the blocks of a body it writes the rest of it nearly for nothing; after it, it would only wait.

use sha2::{Digest, Sha256};

/// A SHA-256.
pub(crate) type BodyHash = [u8; 32];

/// Bytes in a block.
const BLOCK: usize = 64;

/// How far behind the writer the hash stays, in bytes: what was written just now is still on its way to memory, and
/// reading it in pieces of another size than it was written in would mean to wait for it.
const BEHIND: usize = 512;

/// From how many bytes on a body is hashed as it is written. Smaller ones gain less than it costs.
const WORTH_IT: usize = 4096;

/// Follows a writer, from the start of a body.
#[derive(Default)]
pub(crate) struct Follower {
    hash: Sha256,
    /// How many bytes have been hashed; whole blocks.
    done: usize,
}

impl Follower {
    /// The length at which to begin.
    pub(crate) const FIRST: usize = WORTH_IT;

    /// Goes on with what has been `written` since, which does not change any more. Out: the length at which to come again.
    pub(crate) fn follow(&mut self, written: &[u8]) -> usize {
        let end = written.len().saturating_sub(BEHIND) / BLOCK * BLOCK;
        if let Some(blocks) = written.get(self.done..end) {
            self.hash.update(blocks);
            self.done = end;
        }
        self.done + BLOCK + BEHIND
    }

    /// The hash of all that has been `written`.
    pub(crate) fn finish(mut self, written: &[u8]) -> BodyHash {
        self.hash
            .update(written.get(self.done..).unwrap_or_default());
        self.hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_hash_of_the_whole_however_it_is_written() {
        let text: Vec<u8> = (0..20_000u32).map(|i| (i * 7 + i / 256) as u8).collect();
        for length in [0, 1, 64, 575, 576, 577, 4096, 19_999] {
            for step in [1, 41, 64, 5000] {
                let (mut follower, mut due) = (Follower::default(), Follower::FIRST);
                for written in (0..=length).step_by(step) {
                    if written >= due {
                        due = follower.follow(&text[..written]);
                        assert!(due > written, "there is something to do again");
                    }
                }
                let expected: BodyHash = Sha256::digest(&text[..length]).into();
                assert_eq!(follower.finish(&text[..length]), expected);
            }
        }
    }
}
