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

    #[inline]
    pub(super) fn matches(&self, text: &str) -> bool {
        self.window.holds(text) && (self.all_plain(text.as_bytes()) || self.all_inside(text))
    }

    /// Whether all bytes may occur. Eight or four at a time, the last of them perhaps twice: a branch for each would take
    /// twice as long.
    #[inline]
    fn all_plain(&self, text: &[u8]) -> bool {
        let plain = |all, byte: &u8| all & self.bytes[usize::from(*byte)];
        let (words, rest) = text.as_chunks::<8>();
        if let Some(last) = text.last_chunk::<8>() {
            words.iter().all(|word| word.iter().fold(true, plain)) && last.iter().fold(true, plain)
        } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>())
        {
            first.iter().chain(last).fold(true, plain)
        } else {
            rest.iter().fold(true, plain)
        }
    }

    /// Whether all characters are of the set, where bytes do not decide.
    #[cold]
    #[inline(never)]
    fn all_inside(&self, text: &str) -> bool {
        let Some(others) = &self.others else {
            return false;
        };
        text.chars().all(|c| match self.bytes.get(c as usize) {
            Some(&inside) if c.is_ascii() => inside,
            _ => others.symbol(c) == 1,
        })
    }
}
