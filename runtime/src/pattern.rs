//! Checks texts against modelled patterns.
//!
//! In: a pattern that was compiled to tables when the code was generated, and a text. Out: whether the pattern is found in it.
//! One pass over the text, no allocation, no regular expression engine. It never sees the pattern's own text.

mod automaton;
mod class;
mod steps;
mod symbols;
#[cfg(test)]
mod tests;

pub use automaton::Automaton;
pub use class::Class;
pub use steps::Steps;
pub use symbols::{Categories, Others, Symbols};

/// A compiled pattern.
#[derive(Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "it is made as a static and never moved; a pointer to the set would be one more step"
)]
pub enum Pattern {
    /// Every text matches.
    Any,
    /// All characters are of one set, and so many of them.
    Class(Class),
    /// An automaton decides.
    Automaton(&'static Automaton),
    /// Steps decide, where an automaton would be too large.
    Steps(&'static Steps),
    /// All of these are found.
    AllOf(&'static [Pattern]),
    /// Any of these is found.
    AnyOf(&'static [Pattern]),
    /// This is not found.
    Not(&'static Pattern),
}

impl Pattern {
    /// Whether the pattern is found in `text`.
    #[must_use]
    #[inline]
    pub fn matches(&self, text: &str) -> bool {
        match self {
            // Nearly all patterns that models have.
            Self::Class(class) => class.matches(text),
            other => other.matches_otherwise(text),
        }
    }

    #[inline(never)]
    fn matches_otherwise(&self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Class(class) => class.matches(text),
            Self::Automaton(automaton) => automaton.matches(text),
            Self::Steps(steps) => steps.matches(text),
            Self::AllOf(patterns) => patterns.iter().all(|pattern| pattern.matches(text)),
            Self::AnyOf(patterns) => patterns.iter().any(|pattern| pattern.matches(text)),
            Self::Not(pattern) => !pattern.matches(text),
        }
    }
}

/// How many characters (Unicode scalar values) a text may have; the upper bound is `u32::MAX` for none.
#[derive(Clone, Copy, Debug)]
struct Window {
    min: u32,
    max: u32,
}

impl Window {
    #[inline]
    fn holds(self, text: &str) -> bool {
        // A character is one to four bytes long: most texts need no counting.
        let bytes = text.len();
        let (min, max) = (self.min as usize, self.max as usize);
        if bytes.div_ceil(4) >= min && (bytes <= max || self.max == u32::MAX) {
            return true;
        }
        bytes >= min && (bytes / 4 <= max || self.max == u32::MAX) && self.count_fits(text)
    }

    #[cold]
    fn count_fits(self, text: &str) -> bool {
        let (min, max) = (self.min as usize, self.max as usize);
        let characters = text.chars().count();
        min <= characters && (characters <= max || self.max == u32::MAX)
    }
}
