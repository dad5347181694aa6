//! The literal segments that may follow at a place of the tree, and where each leads.
//!
//! In: pairs of text and node, while the generated crate is compiled. Out: the node of a segment, at a cost that does not
//! grow with their number: a table of hashes is laid out beside them at compile time.

use super::node::Node;

/// Literal segments, percent-decoded, and where each leads.
#[derive(Debug)]
pub struct Literals<const N: usize> {
    entries: [(&'static str, Node); N],
    /// One more than the index of the first entry of each hash; 0 for none.
    first: [u16; N],
    /// The same of the next entry with the hash of an entry.
    next: [u16; N],
}

impl<const N: usize> Literals<N> {
    /// These; no two with the same text.
    ///
    /// # Panics
    ///
    /// While the generated crate is compiled, if there are more than 65,534.
    pub const fn new(entries: [(&'static str, Node); N]) -> Self {
        assert!(N < u16::MAX as usize, "too many literals at one place");
        let (mut first, mut next) = ([0; N], [0; N]);
        let mut index = 0;
        while index < N {
            let slot = slot(entries[index].0.as_bytes(), N);
            next[index] = first[slot];
            index += 1;
            first[slot] = index as u16;
        }
        Self {
            entries,
            first,
            next,
        }
    }

    /// The same without their number.
    pub(super) const fn table(&'static self) -> Table {
        Table {
            entries: &self.entries,
            first: &self.first,
            next: &self.next,
        }
    }
}

/// [`Literals`] of any number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    entries: &'static [(&'static str, Node)],
    first: &'static [u16],
    next: &'static [u16],
}

impl Table {
    pub(super) const EMPTY: Self = Self {
        entries: &[],
        first: &[],
        next: &[],
    };

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All nodes that are led to.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &'static Node> + use<> {
        self.entries.iter().map(|(_, node)| node)
    }

    /// Where `segment` leads.
    #[inline]
    pub(super) fn find(&self, segment: &[u8]) -> Option<&'static Node> {
        let mut at = *self.first.get(slot(segment, self.entries.len()))?;
        loop {
            let index = usize::from(at).checked_sub(1)?;
            let (text, node) = self.entries.get(index)?;
            if text.as_bytes() == segment {
                return Some(node);
            }
            at = *self.next.get(index)?;
        }
    }
}

/// Which of `slots` a text belongs to, by its length and its first and last eight bytes.
#[inline]
const fn slot(text: &[u8], slots: usize) -> usize {
    let (first, last) = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (short(text), 0),
    };
    // Odd numbers without a pattern: the digits of pi and of e.
    let mixed = (first ^ text.len() as u64).wrapping_mul(0x3243_f6a8_885a_308d)
        ^ last.rotate_left(29).wrapping_mul(0xb7e1_5162_8aed_2a6b);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0x3243_f6a8_885a_308d) >> 32;
    ((mixed * slots as u64) >> 32) as usize
}

/// Fewer than eight bytes as a number.
#[inline]
const fn short(text: &[u8]) -> u64 {
    let (mut number, mut at) = (0, 0);
    while at < text.len() {
        number = number << 8 | text[at] as u64;
        at += 1;
    }
    number
}
