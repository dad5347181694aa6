//! A modelled pattern becomes a table.
//!
//! In: the text of a regular expression, as the `@pattern` trait has it. Out: what the runtime needs to decide in one pass, and
//! without a regular expression engine, whether a text contains a match; or why that cannot be had. It never approximates a
//! pattern and never drops one.
//!
//! The road: [`parse`] reads the text, [`alphabet`] joins characters that the pattern does not tell apart, [`determinize`] makes
//! one deterministic automaton of it, look-arounds included, [`window`] takes out what is only a count of characters, and
//! [`table`] writes down the result. Compilation is bounded: a pattern too large for the limits is refused in a fraction of a
//! second.

mod alphabet;
mod class;
mod determinize;
mod minimize;
mod open;
mod parse;
mod parts;
mod program;
mod steps;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod window;

use std::fmt;

use alphabet::Alphabet;
use determinize::Limits;
use parts::{Part, Parts};
use syntax::Node;

use crate::rust::{ClassOthers, Matcher, Window};

/// Compiles a pattern: a text matches if the pattern is found anywhere in it.
pub(crate) fn compile(pattern: &str) -> Result<Matcher, Refusal> {
    if pattern.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    compile_node(parse::parse(pattern)?, &mut 0)
}

/// Compiles a pattern that was refused for texts of any length, for texts of `longest` characters at most: of longer ones,
/// which another constraint forbids, it may match what the pattern does not.
pub(crate) fn compile_for(pattern: &str, longest: u64) -> Result<Matcher, Refusal> {
    match compile(pattern) {
        Err(refusal @ Refusal::TooLarge { .. }) => {
            match open::without_counts(&parse::parse(pattern)?, longest) {
                Some(open) => compile_node(open, &mut 0),
                None => Err(refusal),
            }
        }
        result => result,
    }
}

/// Compiles a pattern, or a part of one, of which `spent` has been spent on other parts.
fn compile_node(node: Node, spent: &mut usize) -> Result<Matcher, Refusal> {
    let (node, window) = window::split(node);
    let alphabet = Alphabet::new(&node).ok_or(Refusal::TooManySymbols)?;
    // Steps are smaller than a large automaton, but slower, and cannot look around.
    let steps = steps::step_table(&node, &alphabet, window);
    let mut limits = if steps.is_some() {
        LIMITS_BEFORE_STEPS
    } else {
        LIMITS
    };
    if steps.is_some() {
        limits.moves = LIMITS.moves.min(*spent + limits.moves);
    }
    let automaton = determinize::determinize(&node, &alphabet, limits, spent)
        .and_then(|(dfa, start)| table::matcher(&dfa, start, &alphabet, window));
    match (automaton, steps) {
        (Ok(Matcher::Automaton(table)), Some(steps))
            if table.bytes() > LARGE && table.bytes() > steps.bytes() =>
        {
            Ok(Matcher::Steps(steps))
        }
        (Err(Refusal::TooLarge { .. }), Some(steps)) => Ok(Matcher::Steps(steps)),
        (Err(refusal @ Refusal::TooLarge { .. }), None) => match parts::parts(node) {
            Some(parts) => compile_parts(parts, window, spent),
            None => Err(refusal),
        },
        (automaton, _) => automaton,
    }
}

/// Compiles the parts of a pattern that is too large as a whole.
fn compile_parts(parts: Parts, window: Window, spent: &mut usize) -> Result<Matcher, Refusal> {
    let (all, parts) = match parts {
        Parts::All(parts) => (true, parts),
        Parts::Any(parts) => (false, parts),
    };
    let mut matchers = Vec::with_capacity(parts.len() + 1);
    if window != Window::OPEN {
        matchers.push(Matcher::Class {
            ascii: vec![(0, 0x7f)],
            others: ClassOthers::All,
            window,
        });
    }
    let mut compiled = Vec::with_capacity(parts.len());
    for Part { node, negated } in parts {
        let matcher = compile_node(node, spent)?;
        compiled.push(if negated {
            Matcher::Not(Box::new(matcher))
        } else {
            matcher
        });
    }
    if all {
        matchers.extend(compiled);
    } else if matchers.is_empty() {
        return Ok(Matcher::AnyOf(compiled));
    } else {
        matchers.push(Matcher::AnyOf(compiled));
    }
    Ok(Matcher::AllOf(matchers))
}

/// A pattern longer than this, in bytes, is refused unread. Real ones have some thousands at most.
const LONGEST: usize = 16 << 10;

/// An automaton larger than this, in bytes, gives way to steps.
const LARGE: usize = 4 << 10;

/// What one pattern may cost.
const LIMITS: Limits = Limits {
    steps: 20_000,
    states: 10_000,
    moves: 8_000_000,
    threads: 1_000_000,
};

/// What one pattern may cost that can do without an automaton.
const LIMITS_BEFORE_STEPS: Limits = Limits {
    steps: 5_000,
    states: 2_000,
    moves: 500_000,
    threads: 200_000,
};

/// Why a pattern was not compiled. Its text says so to whoever wrote the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is no regular expression.
    Syntax {
        /// Where, in bytes.
        offset: usize,
        /// What is wrong there.
        problem: String,
    },
    /// It refers to what a group matched: no automaton can do that.
    Backreference {
        /// Where, in bytes.
        offset: usize,
        /// The reference.
        text: String,
    },
    /// A possessive quantifier on something whose matches differ in length.
    Possessive {
        /// Where, in bytes.
        offset: usize,
        /// The quantifier.
        text: String,
    },
    /// An atomic group.
    Atomic {
        /// Where, in bytes.
        offset: usize,
        /// How the group begins.
        text: String,
    },
    /// A look-ahead (or `$` or `\b`) inside a look-behind.
    AheadInBehind,
    /// The automaton would have more states than this.
    TooLarge {
        /// How many there were when it was given up.
        states: usize,
    },
    /// Its text is too long.
    TooLong,
    /// It tells more kinds of characters apart than a table can.
    TooManySymbols,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { offset, problem } => write!(
                f,
                "the pattern is no regular expression: at byte {offset}, {problem}"
            ),
            Self::Backreference { offset, text } => write!(
                f,
                "the pattern refers back to a group (`{text}` at byte {offset}), which cannot be checked in linear time; write out what \
                 may be repeated there"
            ),
            Self::Possessive { offset, text } => write!(
                f,
                "the quantifier `{text}` at byte {offset} gives nothing back, and what it repeats differs in length, which is not \
                 supported; drop its last `+`"
            ),
            Self::Atomic { offset, text } => write!(
                f,
                "the pattern has an atomic group (`{text}` at byte {offset}), which is not supported; use `(?:` instead"
            ),
            Self::AheadInBehind => write!(
                f,
                "the pattern has a look-behind with a look-ahead, a `$` or a `\\b` in it, which is not supported; move it out of the \
                 look-behind"
            ),
            Self::TooLarge { states } => write!(
                f,
                "the pattern needs too large a table, given up at {states} states; use smaller counts in braces, or say the length with the \
                 length constraint"
            ),
            Self::TooLong => write!(f, "the pattern is longer than {LONGEST} bytes; split it up"),
            Self::TooManySymbols => write!(
                f,
                "the pattern tells more than {} kinds of characters apart; use fewer single characters and ranges",
                alphabet::MAX_SYMBOLS
            ),
        }
    }
}

impl std::error::Error for Refusal {}
