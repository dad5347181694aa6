//! A pattern as a table of states.
//!
//! In: the table and a text. Out: whether the text leads from the first state to one that accepts. It never steps back.

use super::Window;
use super::symbols::Symbols;

/// A deterministic automaton over kinds of characters.
///
/// A row of its table has the next state for every symbol, and then 1 if a text may end in the state. State 0 rejects whatever
/// follows and state 1 accepts whatever follows.
#[derive(Debug)]
pub struct Automaton {
    symbols: Symbols,
    table: Table,
    /// The length of a row.
    stride: usize,
    start: usize,
    window: Window,
}

#[derive(Debug)]
enum Table {
    /// A cell is a byte.
    Narrow(&'static [u8]),
    /// A cell is two bytes, the lower first.
    Wide(&'static [u8]),
}

impl Automaton {
    /// An automaton with cells of one byte, started in the state `start`; `min` and `max` are the number of characters that a text
    /// may have besides, `u32::MAX` for no bound.
    #[must_use]
    pub const fn narrow(
        symbols: Symbols,
        cells: &'static [u8],
        start: u16,
        min: u32,
        max: u32,
    ) -> Self {
        let (stride, start) = (symbols.count as usize + 1, start as usize);
        Self {
            symbols,
            table: Table::Narrow(cells),
            stride,
            start,
            window: Window { min, max },
        }
    }

    /// The same with cells of two bytes, the lower first.
    #[must_use]
    pub const fn wide(
        symbols: Symbols,
        cells: &'static [u8],
        start: u16,
        min: u32,
        max: u32,
    ) -> Self {
        let (stride, start) = (symbols.count as usize + 1, start as usize);
        Self {
            symbols,
            table: Table::Wide(cells),
            stride,
            start,
            window: Window { min, max },
        }
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        if !self.window.holds(text) {
            return false;
        }
        match self.table {
            Table::Narrow(cells) => self.run(text, |cell| usize::from(cells[cell])),
            Table::Wide(cells) => {
                let (cells, _) = cells.as_chunks::<2>();
                self.run(text, |cell| usize::from(u16::from_le_bytes(cells[cell])))
            }
        }
    }

    #[inline]
    fn run(&self, text: &str, cell: impl Fn(usize) -> usize) -> bool {
        let mut state = self.start;
        for c in text.chars() {
            state = cell(state * self.stride + usize::from(self.symbols.symbol(c)));
            if state <= 1 {
                return state == 1;
            }
        }
        cell(state * self.stride + self.stride - 1) == 1
    }
}
