//! Documentation and deprecation, as attributes.
//!
//! In: lines of rustdoc Markdown, and texts of the model that are not Markdown. Out: attributes. Whatever a text holds,
//! it stays on its line and inside its literal.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Deprecation;
use crate::source::is_unseen;

/// Outer docs, a line each; `otherwise` where there are none.
pub(super) fn docs(lines: &[String], otherwise: impl FnOnce() -> String) -> TokenStream {
    let lines = if lines.is_empty() {
        &[otherwise()]
    } else {
        lines
    };
    let lines = lines.iter().map(|line| doc_line(line));
    quote! { #(#[doc = #lines])* }
}

/// Outer docs of one line.
pub(super) fn doc(line: &str) -> TokenStream {
    let line = doc_line(line);
    quote! { #[doc = #line] }
}

/// The docs of a file, of one line each.
pub(super) fn inner_docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| doc_line(line));
    quote! { #(#![doc = #lines])* }
}

/// The beginning of some docs, if it can stand alone: a first paragraph of two lines at most, or else as many of its
/// sentences as fit on one.
pub(super) fn beginning(lines: &[String]) -> Vec<String> {
    let paragraph = lines.split(String::is_empty).next().unwrap_or_default();
    let is_prose = |line: &String| {
        !["```", "#", "-", "*", ">", "|", " ", "[^"]
            .iter()
            .any(|block| line.starts_with(block))
    };
    if !paragraph.iter().all(is_prose) {
        return Vec::new();
    }
    if paragraph.len() <= 2 {
        return paragraph.to_vec();
    }
    // Code and links may have sentences in them, and are never cut.
    let text = paragraph.join(" ");
    let ends = text.match_indices(". ").map(|(at, _)| &text[..=at]);
    let is_whole = |text: &&str| {
        let count = |char| text.matches(char).count();
        text.len() <= 95
            && count('`') % 2 == 0
            && count('[') == count(']')
            && count('(') == count(')')
    };
    ends.filter(is_whole)
        .last()
        .map(str::to_owned)
        .into_iter()
        .collect()
}

/// One line, with the blank that stands behind `///`.
fn doc_line(line: &str) -> String {
    let line = line.replace(char::is_control, " ");
    if line.is_empty() {
        line
    } else {
        format!(" {line}")
    }
}

/// `#[deprecated]`, with its note, if there is one.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> TokenStream {
    match deprecation {
        None => TokenStream::new(),
        Some(Deprecation { note: None }) => quote! { #[deprecated] },
        Some(Deprecation { note: Some(note) }) => quote! { #[deprecated(note = #note)] },
    }
}

/// The name in the model, for the search of rustdoc, where Rust's differs.
pub(super) fn alias(modelled: &str, name: &str) -> TokenStream {
    let is_plain = modelled
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || char == '_');
    if modelled == name || modelled.is_empty() || !is_plain {
        return TokenStream::new();
    }
    quote! { #[doc(alias = #modelled)] }
}

/// Any text as a code span.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(is_unseen, " ");
    if text.trim().is_empty() {
        return format!("\"{text}\"");
    }
    let longest = text
        .split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// Any text as words: nothing in it has a meaning in Markdown.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    for char in text.trim().chars() {
        if matches!(
            char,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '$'
        ) {
            plain.push('\\');
        }
        plain.push(if is_unseen(char) { ' ' } else { char });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_lines() {
        assert_eq!(doc_line("a\n*/ b\r"), " a */ b ");
        assert_eq!(doc_line(""), "");
    }

    #[test]
    fn code_spans_hold_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(" "), "\" \"");
    }

    #[test]
    fn words_are_only_words() {
        assert_eq!(plain("[A] <b>\n#"), "\\[A\\] \\<b\\> \\#");
    }

    #[test]
    fn docs_begin_with_what_can_stand_alone() {
        let begun =
            |text: &str| beginning(&text.split('\n').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(begun("one\ntwo\n\nthree"), ["one", "two"]);
        assert_eq!(
            begun("One. Two `a. b` and\nthree. Four.\nFive."),
            ["One. Two `a. b` and three. Four."]
        );
        assert_eq!(begun("One [a. b\nc](d) e\nf."), Vec::<String>::new());
        assert!(begun("one:\n```text\n\nx\n```").is_empty());
        assert!(begun("").is_empty() && beginning(&[]).is_empty());
    }
}
