//! Texts of any characters of a set.
//!
//! In: the set, a window for the number of characters, and a text. Out: whether the text is so. It never asks in which order
//! the characters are.

use super::Window;
use super::symbols::Others;

/// A set of characters, and how many of them a text may have.
#[derive(Debug)]
pub struct Class {
    /// Whether each byte may occur.
    bytes: [bool; 256],
    /// Decides on characters whose bytes may not: they are of the set if their symbol is 1.
    others: Option<Others>,
    window: Window,
}

impl Class {
    /// The set of the ASCII characters in `ranges`, pairs of first and last (`b"09AZ"` is `[0-9A-Z]`), and of all others if
    /// `others`; `min` to `max` of them, `u32::MAX` for no bound.
    #[must_use]
    pub const fn new(ranges: &[u8], others: bool, min: u32, max: u32) -> Self {
        let mut bytes = [false; 256];
        let mut i = 0;
        while i + 1 < ranges.len() {
            let mut byte = ranges[i] as usize;
            while byte <= ranges[i + 1] as usize {
                bytes[byte] = true;
                byte += 1;
            }
            i += 2;
        }
        let mut byte = 0x80;
        while byte < 0x100 {
            bytes[byte] = others;
            byte += 1;
        }
        Self {
            bytes,
            others: None,
            window: Window { min, max },
        }
    }

    /// The same, with those of the other characters whose symbol is 1.
    #[must_use]
    pub const fn with_others(ranges: &[u8], others: Others, min: u32, max: u32) -> Self {
        let mut class = Self::new(ranges, false, min, max);
        class.others = Some(others);
        class
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        if !self.window.holds(text) {
            return false;
        }
        // Eight bytes at a time: a branch for each would take twice as long.
        let (chunks, rest) = text.as_bytes().as_chunks::<8>();
        let plain = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(true, |all, &byte| all & self.bytes[byte as usize])
        };
        let good = chunks.iter().take_while(|chunk| plain(*chunk)).count();
        if good == chunks.len() && plain(rest) {
            return true;
        }
        let Some(others) = &self.others else {
            return false;
        };
        // What has been passed is ASCII, so what is left begins with a character.
        text[8 * good..]
            .chars()
            .all(|c| match self.bytes.get(c as usize) {
                Some(&inside) if c.is_ascii() => inside,
                _ => others.symbol(c) == 1,
            })
    }
}
