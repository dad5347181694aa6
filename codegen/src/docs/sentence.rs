//! Where the first sentence of a paragraph ends.
//!
//! In: the words of a paragraph. Out: how many of them are its first sentence. A guess: abbreviations are known by a
//! short list, and a sentence is taken to begin with anything but a small letter. Never changes a word.

use super::inline::Gap;
use super::words::Word;

/// The number of words in the first sentence: all of them if no end is found.
pub(super) fn length(words: &[Word]) -> usize {
    let last = words
        .windows(2)
        .position(|pair| ends_between(&pair[0], &pair[1]));
    last.map_or(words.len(), |last| last + 1)
}

/// Whether a sentence ends between two words.
fn ends_between(word: &Word, next: &Word) -> bool {
    const ABBREVIATIONS: [&str; 8] = [
        "e.g.", "i.e.", "etc.", "vs.", "cf.", "no.", "approx.", "incl.",
    ];
    let bare = word
        .text
        .trim_end_matches([')', '"', '\'', '\u{201d}', '\u{2019}']);
    let stops = bare.ends_with(['.', '!', '?']);
    let opening = bare.trim_start_matches(['(', '"', '\'']);
    let known = ABBREVIATIONS
        .iter()
        .any(|abbreviation| opening.eq_ignore_ascii_case(abbreviation));
    // A.B. or U.S.: letters and full stops in turns.
    let initials = opening.len() > 1
        && opening
            .split_terminator('.')
            .all(|part| part.chars().count() == 1);
    let begins = next.gap == Gap::Break
        || next
            .text
            .chars()
            .find(|character| character.is_alphanumeric())
            .is_none_or(|first| !first.is_lowercase())
        || next.text.starts_with('`');
    stops && !known && !initials && begins
}
