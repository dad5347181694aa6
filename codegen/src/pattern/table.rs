//! Writes an automaton down as what the runtime takes.
//!
//! In: a minimal automaton, its alphabet and a window. Out: the matcher. It never changes what is accepted.

use std::sync::OnceLock;

use regex_syntax::hir::{Class, HirKind};

use super::Refusal;
use super::alphabet::Alphabet;
use super::determinize::Dfa;
use crate::rust::{
    AutomatonTable, BY_CATEGORY, CATEGORIES, ClassOthers, Matcher, Others, Symbols, Window,
};

/// More cells than this are refused: a table is part of every program that checks the pattern.
const MAX_CELLS: usize = 1 << 16;

/// The smallest matcher for `dfa`, started at `start`, and `window`.
pub(super) fn matcher(
    dfa: &Dfa,
    start: u32,
    alphabet: &Alphabet,
    window: Window,
) -> Result<Matcher, Refusal> {
    if dfa.sink(true) == Some(start) && window == Window::OPEN {
        return Ok(Matcher::Any);
    }
    if let Some((set, counted)) = one_set(dfa, start) {
        return Ok(class(&set, alphabet, window.and(counted)));
    }
    automaton(dfa, start, alphabet, window)
}

/// If the automaton only asks that all characters are of one set, and counts them: whether each symbol is of the set, and how
/// many there may be.
fn one_set(dfa: &Dfa, start: u32) -> Option<(Vec<bool>, Window)> {
    let dead = dfa.sink(false);
    if dead == Some(start) {
        return Some((vec![false; dfa.symbols], Window { min: 1, max: None }));
    }
    let mut set: Option<Vec<bool>> = None;
    let (mut state, mut min) = (start, None);
    for count in 0..=u32::try_from(dfa.states()).ok()? {
        match (min, dfa.accepts(state)) {
            (None, true) => min = Some(count),
            (Some(_), false) => return None,
            _ => {}
        }
        let row = dfa.row(state);
        let live: Vec<bool> = row.iter().map(|&to| Some(to) != dead).collect();
        let mut targets = row.iter().copied().filter(|&to| Some(to) != dead);
        let Some(next) = targets.next() else {
            return Some((
                set.unwrap_or(live),
                Window {
                    min: min?,
                    max: Some(count),
                },
            ));
        };
        if targets.any(|target| target != next) || set.as_ref().is_some_and(|set| *set != live) {
            return None;
        }
        set = Some(live);
        if next == state {
            return Some((
                set?,
                Window {
                    min: min?,
                    max: None,
                },
            ));
        }
        state = next;
    }
    None
}

/// The matcher for any number of characters of a set of symbols.
fn class(set: &[bool], alphabet: &Alphabet, window: Window) -> Matcher {
    let inside: Vec<u8> = set.iter().map(|&inside| u8::from(inside)).collect();
    let symbols = symbols(alphabet, &inside);
    let mut ascii: Vec<(u8, u8)> = Vec::new();
    for c in (0u8..)
        .zip(symbols.ascii)
        .filter_map(|(c, inside)| (inside == 1).then_some(c))
    {
        match ascii.last_mut() {
            Some(before) if before.1 + 1 == c => before.1 = c,
            _ => ascii.push((c, c)),
        }
    }
    let others = match symbols.others {
        Others::One(0) => ClassOthers::None,
        Others::One(_) => ClassOthers::All,
        others => ClassOthers::Some(others),
    };
    Matcher::Class {
        ascii,
        others,
        window,
    }
}

/// The runs of an alphabet with their ends.
fn runs(alphabet: &Alphabet) -> impl Iterator<Item = (u32, u32, u8)> {
    let ends = alphabet
        .runs
        .iter()
        .skip(1)
        .map(|run| run.0 - 1)
        .chain([u32::from(char::MAX)]);
    alphabet
        .runs
        .iter()
        .zip(ends)
        .map(|(&(first, symbol), last)| (first, last, symbol))
}

fn automaton(
    dfa: &Dfa,
    start: u32,
    alphabet: &Alphabet,
    window: Window,
) -> Result<Matcher, Refusal> {
    let (merged, columns) = merge_symbols(dfa);
    let width = columns.len() + 1;
    let (dead, found) = (dfa.sink(false), dfa.sink(true));

    let mut numbers = vec![0u16; dfa.states()];
    let mut order = Vec::new();
    for state in 0..dfa.states() as u32 {
        if Some(state) == dead || Some(state) == found {
            numbers[state as usize] = u16::from(Some(state) == found);
        } else {
            order.push(state);
            numbers[state as usize] =
                u16::try_from(order.len() + 1).map_err(|_| Refusal::TooLarge {
                    states: dfa.states(),
                })?;
        }
    }
    let states = order.len() + 2;
    if states * width > MAX_CELLS {
        return Err(Refusal::TooLarge { states });
    }
    let mut cells = Vec::with_capacity(states * width);
    for sink in [0, 1] {
        cells.resize(cells.len() + width, sink);
    }
    for &state in &order {
        let row = dfa.row(state);
        cells.extend(columns.iter().map(|&column| numbers[row[column] as usize]));
        cells.push(u16::from(dfa.accepts(state)));
    }

    Ok(Matcher::Automaton(AutomatonTable {
        symbols: symbols(alphabet, &merged),
        cells,
        start: numbers[start as usize],
        window,
    }))
}

/// The symbols of characters, after symbols of `alphabet` have been `merged` into fewer.
pub(super) fn symbols(alphabet: &Alphabet, merged: &[u8]) -> Symbols {
    let mut ascii = [0; 128];
    let mut others: Vec<(u32, u8)> = Vec::new();
    for (first, last, symbol) in runs(alphabet) {
        let symbol = merged[usize::from(symbol)];
        for code in first..=last.min(0x7f) {
            ascii[code as usize] = symbol;
        }
        if last > 0x7f && others.last().is_none_or(|run| run.1 != symbol) {
            others.push((first.max(0x80), symbol));
        }
    }
    let count = merged.iter().max().map_or(0, |most| most + 1);
    Symbols {
        ascii,
        others: shortest(others),
        count,
    }
}

/// Symbols that lead to the same state from every state are one: the new symbol of each, and one old symbol for each new one.
fn merge_symbols(dfa: &Dfa) -> (Vec<u8>, Vec<usize>) {
    let same = |one: usize, other: usize| {
        dfa.table
            .chunks_exact(dfa.symbols)
            .all(|row| row[one] == row[other])
    };
    let mut columns: Vec<usize> = Vec::new();
    let mut merged = Vec::with_capacity(dfa.symbols);
    for symbol in 0..dfa.symbols {
        let known = columns.iter().position(|&column| same(column, symbol));
        merged.push(known.unwrap_or(columns.len()) as u8);
        if known.is_none() {
            columns.push(symbol);
        }
    }
    (merged, columns)
}

/// Runs longer than this are tried as categories.
const FEW_RUNS: usize = 12;

/// The shortest way to say the symbols of characters that are not ASCII.
fn shortest(runs: Vec<(u32, u8)>) -> Others {
    if let [(_, symbol)] = runs[..] {
        return Others::One(symbol);
    }
    if runs.len() <= FEW_RUNS {
        return Others::Runs(runs);
    }

    // Both lists of runs cut each other to pieces; each piece has one category and one symbol.
    let categories = category_runs();
    let mut pieces: Vec<(u32, u32, u8, u8)> = Vec::new();
    let mut ends: Vec<u32> = runs
        .iter()
        .map(|run| run.0)
        .chain(categories.iter().map(|run| run.0))
        .filter(|&at| at >= 0x80)
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.push(u32::from(char::MAX) + 1);
    for bounds in ends.windows(2) {
        let at = |runs: &[(u32, u8)]| {
            runs[runs
                .partition_point(|run| run.0 <= bounds[0])
                .saturating_sub(1)]
            .1
        };
        pieces.push((bounds[0], bounds[1] - bounds[0], at(categories), at(&runs)));
    }
    // The symbol of a category is that of most of its characters.
    let mut characters = vec![[0u32; 256]; CATEGORIES.len()];
    for &(_, length, category, symbol) in &pieces {
        characters[usize::from(category)][usize::from(symbol)] += length;
    }
    let mut symbols = [0u8; CATEGORIES.len()];
    for (category, characters) in characters.iter().enumerate() {
        let most = (0..=u8::MAX)
            .rev()
            .max_by_key(|&symbol| characters[usize::from(symbol)]);
        symbols[category] = most.unwrap_or(0);
    }
    let mut exceptions: Vec<(u32, u8)> = Vec::new();
    for &(first, _, category, symbol) in &pieces {
        let entry = if symbols[usize::from(category)] == symbol {
            BY_CATEGORY
        } else {
            symbol
        };
        if exceptions.last().map_or(BY_CATEGORY, |run| run.1) != entry {
            exceptions.push((first, entry));
        }
    }
    if exceptions.len() < runs.len() / 2 {
        Others::Categories {
            symbols,
            exceptions,
        }
    } else {
        Others::Runs(runs)
    }
}

/// Where a run of characters of one general category starts, and the place of that category in [`CATEGORIES`].
pub(super) fn category_runs() -> &'static [(u32, u8)] {
    static RUNS: OnceLock<Vec<(u32, u8)>> = OnceLock::new();
    RUNS.get_or_init(|| {
        let mut runs = Vec::new();
        for (category, name) in (0u8..).zip(CATEGORIES) {
            let Ok(hir) = regex_syntax::Parser::new().parse(&format!("\\p{{{name}}}")) else {
                continue;
            };
            match hir.kind() {
                HirKind::Class(Class::Unicode(set)) => {
                    runs.extend(
                        set.ranges()
                            .iter()
                            .map(|range| (u32::from(range.start()), category)),
                    );
                }
                // The category of one character: Zl and Zp.
                HirKind::Literal(literal) => {
                    let first = std::str::from_utf8(&literal.0)
                        .ok()
                        .and_then(|text| text.chars().next());
                    runs.extend(first.map(|c| (u32::from(c), category)));
                }
                _ => {}
            }
        }
        runs.sort_unstable();
        runs
    })
}
