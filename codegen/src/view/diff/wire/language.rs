//! Which texts two patterns accept.
//!
//! In: what decides, as it was compiled for the two crates. Out: whether one accepts all that the other accepts. Both are
//! run side by side over every kind of character, so the answer is exact; where that would take too long, or a pattern is
//! searched step by step, there is none.

use std::collections::HashSet;

use crate::rust::{BY_CATEGORY, CATEGORIES, ClassOthers, Crate, Matcher, Others, Window};

/// How the texts that the new pattern accepts relate to those of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    /// All old texts, and more.
    Wider,
    /// Some of the old texts, and no other.
    Narrower,
    /// Each accepts texts that the other refuses.
    Other,
}

/// How many states are looked at before the question is given up.
const STATES: usize = 200_000;

/// What decides for a pattern, by the text that the model has.
pub(super) fn matcher<'k>(krate: &'k Crate, modelled: &str) -> Option<&'k Matcher> {
    let patterns = krate.schema.constraints.iter();
    let mut patterns = patterns.filter_map(|constraints| constraints.pattern.as_ref());
    let pattern = patterns.find(|pattern| pattern.modelled == modelled)?;
    let mut statics = krate.schema.patterns.iter();
    let found = statics.find(|found| found.name == pattern.pattern)?;
    Some(&found.matcher)
}

/// Compares two patterns.
pub(super) fn relation(old: &Matcher, new: &Matcher) -> Option<Relation> {
    let mut leaves = Vec::new();
    collect(old, &mut leaves)?;
    collect(new, &mut leaves)?;
    let characters = characters(&leaves);
    let most = leaves.iter().map(|leaf| leaf.window());
    let cap = most
        .map(|window| window.max.map_or(window.min, |max| max.saturating_add(1)))
        .max()
        .unwrap_or_default();

    let start = State {
        length: 0,
        leaves: leaves.iter().map(Leaf::start).collect(),
    };
    let mut seen = HashSet::from([start.clone()]);
    let mut open = vec![start];
    let (mut wider, mut narrower) = (false, false);
    while let Some(state) = open.pop() {
        let mut number = 0;
        let was = state.accepts(old, &leaves, &mut number);
        let is = state.accepts(new, &leaves, &mut number);
        wider |= is && !was;
        narrower |= was && !is;
        if wider && narrower {
            return Some(Relation::Other);
        }
        for symbols in &characters {
            let next = State {
                length: (state.length + 1).min(cap),
                leaves: state
                    .leaves
                    .iter()
                    .zip(symbols)
                    .zip(&leaves)
                    .map(|((state, symbol), leaf)| leaf.step(*state, *symbol))
                    .collect(),
            };
            if seen.insert(next.clone()) {
                open.push(next);
            }
        }
        if seen.len() > STATES {
            return None;
        }
    }
    Some(match (wider, narrower) {
        (false, false) => Relation::Same,
        (true, false) => Relation::Wider,
        (false, true) => Relation::Narrower,
        (true, true) => Relation::Other,
    })
}

/// Where all parts of both patterns are after some text.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    /// How long it is, up to where that still matters.
    length: u32,
    leaves: Vec<u16>,
}

impl State {
    /// Whether the text so far is accepted. `number` counts the leaves, in the order in which they were collected.
    fn accepts(&self, matcher: &Matcher, leaves: &[Leaf<'_>], number: &mut usize) -> bool {
        match matcher {
            Matcher::Any => true,
            Matcher::AllOf(parts) => parts.iter().fold(true, |all, part| {
                let one = self.accepts(part, leaves, number);
                all && one
            }),
            Matcher::AnyOf(parts) => parts.iter().fold(false, |any, part| {
                let one = self.accepts(part, leaves, number);
                any || one
            }),
            Matcher::Not(part) => !self.accepts(part, leaves, number),
            Matcher::Class { .. } | Matcher::Automaton(_) | Matcher::Steps(_) => {
                let index = *number;
                *number += 1;
                match (leaves.get(index), self.leaves.get(index)) {
                    (Some(leaf), Some(state)) => {
                        leaf.accepts(*state) && holds(leaf.window(), self.length)
                    }
                    _ => false,
                }
            }
        }
    }
}

fn holds(window: Window, length: u32) -> bool {
    length >= window.min && window.max.is_none_or(|max| length <= max)
}

/// A part of a pattern that looks at characters.
enum Leaf<'m> {
    Class {
        ascii: &'m [(u8, u8)],
        others: &'m ClassOthers,
        window: Window,
    },
    Automaton(&'m crate::rust::AutomatonTable),
}

/// The leaves of a pattern, in order. `None` where one of them is searched step by step.
fn collect<'m>(matcher: &'m Matcher, leaves: &mut Vec<Leaf<'m>>) -> Option<()> {
    match matcher {
        Matcher::Any => {}
        Matcher::Class {
            ascii,
            others,
            window,
        } => leaves.push(Leaf::Class {
            ascii,
            others,
            window: *window,
        }),
        Matcher::Automaton(table) => leaves.push(Leaf::Automaton(table)),
        Matcher::Steps(_) => return None,
        Matcher::AllOf(parts) | Matcher::AnyOf(parts) => {
            for part in parts {
                collect(part, leaves)?;
            }
        }
        Matcher::Not(part) => collect(part, leaves)?,
    }
    Some(())
}

/// A kind of character.
#[derive(Clone, Copy)]
enum Kind {
    Ascii(u8),
    /// Not ASCII: at or behind this code point and before the next that matters, and of this general category.
    Other(u32, usize),
}

impl Leaf<'_> {
    fn window(&self) -> Window {
        match self {
            Self::Class { window, .. } => *window,
            Self::Automaton(table) => table.window,
        }
    }

    /// A class is in state 1 as long as it holds.
    fn start(&self) -> u16 {
        match self {
            Self::Class { .. } => 1,
            Self::Automaton(table) => table.start,
        }
    }

    fn step(&self, state: u16, symbol: u8) -> u16 {
        match self {
            Self::Class { .. } => state.min(u16::from(symbol)),
            Self::Automaton(table) => cell(table, state, usize::from(symbol)),
        }
    }

    fn accepts(&self, state: u16) -> bool {
        match self {
            Self::Class { .. } => state == 1,
            Self::Automaton(table) => cell(table, state, usize::from(table.symbols.count)) == 1,
        }
    }

    fn symbol(&self, kind: Kind) -> u8 {
        match (self, kind) {
            (Self::Class { ascii, .. }, Kind::Ascii(byte)) => {
                let is_in = ascii
                    .iter()
                    .any(|(low, high)| (*low..=*high).contains(&byte));
                u8::from(is_in)
            }
            (Self::Class { others, .. }, Kind::Other(at, category)) => match others {
                ClassOthers::None => 0,
                ClassOthers::All => 1,
                ClassOthers::Some(others) => other(others, at, category),
            },
            (Self::Automaton(table), Kind::Ascii(byte)) => {
                let symbol = table.symbols.ascii.get(usize::from(byte));
                symbol.copied().unwrap_or_default()
            }
            (Self::Automaton(table), Kind::Other(at, category)) => {
                other(&table.symbols.others, at, category)
            }
        }
    }

    fn others(&self) -> Option<&Others> {
        match self {
            Self::Class {
                others: ClassOthers::Some(others),
                ..
            } => Some(others),
            Self::Class { .. } => None,
            Self::Automaton(table) => Some(&table.symbols.others),
        }
    }
}

fn cell(table: &crate::rust::AutomatonTable, state: u16, column: usize) -> u16 {
    let width = usize::from(table.symbols.count) + 1;
    let cell = table.cells.get(usize::from(state) * width + column);
    cell.copied().unwrap_or_default()
}

fn other(others: &Others, at: u32, category: usize) -> u8 {
    let run = |runs: &[(u32, u8)]| {
        let behind = runs.partition_point(|(start, _)| *start <= at);
        behind
            .checked_sub(1)
            .and_then(|index| runs.get(index))
            .map(|(_, symbol)| *symbol)
    };
    match others {
        Others::One(symbol) => *symbol,
        Others::Runs(runs) => run(runs).unwrap_or_default(),
        Others::Categories {
            symbols,
            exceptions,
        } => match run(exceptions) {
            Some(symbol) if symbol != BY_CATEGORY => symbol,
            _ => symbols.get(category).copied().unwrap_or_default(),
        },
    }
}

/// Every kind of character that the leaves tell apart, as the symbol that each leaf has for it. A kind that no character
/// is of may be among them: then two patterns differ more than they do.
fn characters(leaves: &[Leaf<'_>]) -> Vec<Vec<u8>> {
    let mut starts = vec![0x80];
    let mut categories = 1;
    for others in leaves.iter().filter_map(Leaf::others) {
        match others {
            Others::One(_) => {}
            Others::Runs(runs) => starts.extend(runs.iter().map(|(start, _)| *start)),
            Others::Categories { exceptions, .. } => {
                starts.extend(exceptions.iter().map(|(start, _)| *start));
                categories = CATEGORIES.len();
            }
        }
    }
    let ascii = (0..0x80).map(Kind::Ascii);
    let other = starts
        .into_iter()
        .flat_map(|start| (0..categories).map(move |category| Kind::Other(start, category)));
    let mut seen = HashSet::new();
    ascii
        .chain(other)
        .map(|kind| leaves.iter().map(|leaf| leaf.symbol(kind)).collect())
        .filter(|symbols: &Vec<u8>| seen.insert(symbols.clone()))
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::settings::{Settings, Sides};
    use crate::{Source, plan};

    /// The matcher of a pattern, the way it comes from a model.
    fn compiled(pattern: &str) -> Crate {
        let text = format!(
            r##"{{"smithy": "2.0", "shapes": {{
                "a#S": {{"type": "service", "version": "1", "operations": [{{"target": "a#O"}}], "traits": {{"aws.protocols#restJson1": {{}}}}}},
                "a#O": {{"type": "operation", "input": {{"target": "a#I"}}, "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/"}}}}}},
                "a#I": {{"type": "structure", "members": {{"m": {{"target": "a#T"}}}}}},
                "a#T": {{"type": "string", "traits": {{"smithy.api#pattern": {}}}}}}}}}"##,
            serde_json::json!(pattern)
        );
        let mut settings = Settings::new("a");
        settings.sides = Sides::BOTH;
        plan(&[Source::new("a", text)], &settings).unwrap().krate
    }

    fn related(old: &str, new: &str) -> Option<Relation> {
        let (one, other) = (compiled(old), compiled(new));
        relation(matcher(&one, old).unwrap(), matcher(&other, new).unwrap())
    }

    #[test]
    fn patterns_relate_as_the_texts_that_they_accept() {
        use Relation::{Narrower, Other, Same, Wider};
        for (old, new, expected) in [
            ("^[a-z]+$", "^[a-z]+$", Same),
            ("^[a-z]+$", "^[a-z]*[a-z]$", Same),
            ("^[a-z]+$", "^(?:[a-m]|[n-z])+$", Same),
            ("^[a-z]+$", "^[a-z0-9]+$", Wider),
            ("^[a-z]{1,64}$", "^[a-z]{1,128}$", Wider),
            ("^[a-z]{0,64}$", "^[a-z]{1,64}$", Narrower),
            ("^(a|b)c?$", "^ac?$", Narrower),
            ("^[a-y]$", "^[b-z]$", Other),
            ("^[a-z]{1,8}$", "^[a-z0-9]{1,4}$", Other),
            ("a", "^a$", Narrower),
            ("^.*$", "^[^\\n\\r\\u2028\\u2029]*$", Same),
            ("^\\p{L}+$", "^[\\p{L}\\p{N}]+$", Wider),
            ("^[\\p{L}é]$", "^\\p{L}$", Same),
            ("^(?!aws).+$", "^.+$", Wider),
        ] {
            assert_eq!(related(old, new), Some(expected), "{old} and {new}");
        }
    }

    /// Windows of lengths would make too many states otherwise.
    #[test]
    fn what_takes_too_long_has_no_answer() {
        let found = related(
            "^([a-z]{1,60}-){1,50}[a-z]{1,60}$",
            "^([a-z]{1,61}-){1,50}[a-z]{1,60}$",
        );
        assert!(matches!(found, None | Some(Relation::Wider)), "{found:?}");
    }
}
