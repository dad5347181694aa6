//! Characters that a pattern never tells apart are one symbol.
//!
//! In: all sets of characters that a pattern names. Out: numbered symbols, the symbols of every set, and the symbol of every
//! character. It knows nothing of what the pattern does with the sets.

use std::collections::{HashMap, HashSet};

use super::syntax::{CharSet, Node, word};

/// More symbols than this are refused: a cell of the generated table for characters is one byte.
pub(super) const MAX_SYMBOLS: usize = 250;

/// The symbols of one set of characters, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SymbolSet([u64; 4]);

impl SymbolSet {
    pub(super) fn contains(&self, symbol: usize) -> bool {
        self.0[symbol / 64] >> (symbol % 64) & 1 == 1
    }

    fn insert(&mut self, symbol: usize) {
        self.0[symbol / 64] |= 1 << (symbol % 64);
    }
}

/// The symbols that a pattern's characters fall into.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// Where a run of characters of one symbol starts, and that symbol; in order, the first at U+0000.
    pub(super) runs: Vec<(u32, u8)>,
    /// How many symbols there are.
    pub(super) symbols: usize,
    sets: HashMap<Vec<(u32, u32)>, SymbolSet>,
}

impl Alphabet {
    /// The alphabet of `node`; `None` if it has more than [`MAX_SYMBOLS`].
    pub(super) fn new(node: &Node) -> Option<Self> {
        let mut sets = Vec::new();
        let mut known = HashSet::new();
        collect(node, &mut sets, &mut known);

        // Every place where some set begins or ends, and which.
        let mut edges: Vec<(u32, usize)> = Vec::new();
        for (index, ranges) in sets.iter().enumerate() {
            for &(first, last) in ranges {
                edges.push((first, index));
                edges.push((last + 1, index));
            }
        }
        edges.sort_unstable();

        let mut inside = vec![0u64; sets.len().div_ceil(64)];
        let mut numbers: HashMap<Vec<u64>, u8> = HashMap::new();
        let mut members: Vec<Vec<u64>> = Vec::new();
        let mut runs: Vec<(u32, u8)> = Vec::new();
        let mut edges = edges.into_iter().peekable();
        let mut at = 0;
        while at <= u32::from(char::MAX) {
            while let Some((_, index)) = edges.next_if(|edge| edge.0 == at) {
                inside[index / 64] ^= 1 << (index % 64);
            }
            let next_at = edges.peek().map_or(u32::MAX, |edge| edge.0);
            // A symbol that no character has would be in the way of every question about all symbols.
            if !(at >= 0xd800 && next_at <= 0xe000) {
                let symbol = match numbers.get(&inside) {
                    Some(&symbol) => symbol,
                    None => {
                        let symbol = u8::try_from(members.len())
                            .ok()
                            .filter(|&symbol| usize::from(symbol) < MAX_SYMBOLS)?;
                        members.push(inside.clone());
                        numbers.insert(inside.clone(), symbol);
                        symbol
                    }
                };
                runs.push((at, symbol));
            }
            at = next_at;
        }
        let mut alphabet = Self {
            runs,
            symbols: members.len(),
            sets: HashMap::new(),
        };
        for (index, ranges) in sets.into_iter().enumerate() {
            let mut symbols = SymbolSet::default();
            for (symbol, member) in members.iter().enumerate() {
                if member[index / 64] >> (index % 64) & 1 == 1 {
                    symbols.insert(symbol);
                }
            }
            alphabet.sets.insert(ranges, symbols);
        }
        Some(alphabet)
    }

    /// The symbols of a set that the pattern names.
    pub(super) fn symbols_of(&self, set: &CharSet) -> SymbolSet {
        self.sets.get(&ranges(set)).copied().unwrap_or_default()
    }

    /// All symbols.
    pub(super) fn all(&self) -> SymbolSet {
        let mut all = SymbolSet::default();
        (0..self.symbols).for_each(|symbol| all.insert(symbol));
        all
    }
}

/// The ranges of `set` over numbers without a gap: what ends before the surrogates and goes on after them is one range.
fn ranges(set: &CharSet) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for range in set.ranges() {
        let (first, last) = (u32::from(range.start()), u32::from(range.end()));
        match ranges.last_mut() {
            Some(before) if before.1 == 0xd7ff && first == 0xe000 => before.1 = last,
            _ => ranges.push((first, last)),
        }
    }
    ranges
}

fn collect(node: &Node, sets: &mut Vec<Vec<(u32, u32)>>, known: &mut HashSet<Vec<(u32, u32)>>) {
    match node {
        Node::Empty | Node::Start | Node::End => {}
        Node::Class(set) => add(set, sets, known),
        Node::WordBoundary { .. } => add(&word(), sets, known),
        Node::Concat(nodes) | Node::Alt(nodes) => {
            nodes.iter().for_each(|node| collect(node, sets, known))
        }
        Node::Repeat { node, .. } | Node::Look { node, .. } => collect(node, sets, known),
    }
}

fn add(set: &CharSet, sets: &mut Vec<Vec<(u32, u32)>>, known: &mut HashSet<Vec<(u32, u32)>>) {
    let ranges = ranges(set);
    if known.insert(ranges.clone()) {
        sets.push(ranges);
    }
}
