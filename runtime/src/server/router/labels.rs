//! Where the labels of a route lie in a path.
//!
//! In: ranges, from the search. Out: the text of each label, still percent-encoded.

use std::ops::Range;

/// The most labels that a route may have. The generator refuses models with more; those of AWS have up to five.
pub(super) const MOST: usize = 16;

/// Where the labels of a route lie in a path.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// An `http::Uri` is shorter than 65,535 bytes.
    ranges: [(u16, u16); MOST],
    length: usize,
}

impl Labels {
    /// The label that is number `index`, counted from 0; empty, if there is no such.
    pub(crate) fn get<'p>(&self, path: &'p str, index: usize) -> &'p str {
        self.ranges
            .get(..self.length)
            .and_then(|ranges| ranges.get(index))
            .and_then(|&(start, end)| path.get(usize::from(start)..usize::from(end)))
            .unwrap_or_default()
    }

    /// Takes one more, if there is room; for the search, which takes it back when it turns around.
    pub(super) fn push(&mut self, range: Range<usize>) -> bool {
        let (Ok(start), Ok(end)) = (u16::try_from(range.start), u16::try_from(range.end)) else {
            return false;
        };
        match self.ranges.get_mut(self.length) {
            Some(slot) => {
                *slot = (start, end);
                self.length += 1;
                true
            }
            None => false,
        }
    }

    pub(super) fn pop(&mut self) {
        self.length = self.length.saturating_sub(1);
    }
}
