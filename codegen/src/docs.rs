//! Model documentation -> rustdoc Markdown.
//!
//! In: a documentation string as the model has it. AWS writes HTML fragments with a vocabulary of its own (`<note>`,
//! `<fullname>`, links without an address that mean a shape), Smithy's specification says CommonMark, which may
//! contain HTML, and AWS's Smithy models carry AWS's HTML all the same.
//!
//! Out: lines for `#[doc = " ..."]`, without that leading space. Whatever the text was, they make rustdoc,
//! rustc and clippy say nothing with warnings denied: no address and no tag stands bare, no bracket opens a link,
//! code is always a `text` block (so no doc test ever runs), and invisible or direction-changing characters are gone.
//!
//! How: two readers (`html`, `commonmark`) walk their input once and tell a `page` what begins and ends; the page
//! collects the `inline` content of the block under way, has it written by `spans`, `words` and `escape`, and hands each block to
//! the `layout`, which keeps the open lists and quotes. Nothing is recursive and nesting is bounded, so hostile input
//! costs time in proportion to its length.
//!
//! Never: a Rust name is not chosen here (the caller resolves names), and nothing fails: any text has some Markdown.

mod commonmark;
mod escape;
mod html;
mod inline;
mod layout;
mod page;
mod sentence;
mod spans;
mod table;
#[cfg(test)]
mod tests;
mod words;

use page::Page;

/// What the model's format says its documentation is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// HTML fragments: `documentation` in C2J models.
    Html,
    /// CommonMark: the trait `smithy.api#documentation`. A text that is plainly HTML is still read as HTML.
    CommonMark,
}

/// Turns documentation into Markdown lines for `#[doc = " ..."]`.
///
/// Prose is wrapped so that generated code stays within 100 columns at one level of indentation; code spans and links
/// are never broken. No line has trailing blanks; the first and the last are not empty; an empty result means that
/// there was nothing to say.
///
/// `links` resolves what stands in `<code>Name</code>` or `<a>Name</a>` to an intra-doc path, such as
/// `crate::types::JobExecution`, or to the very same name where it is in scope (then the short form `` [`Name`] `` is
/// written). It is asked for texts that may be no name at all, and what it answers is written down as it is.
pub(crate) fn markdown(
    text: &str,
    format: Format,
    links: &dyn Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut page = Page::new(links);
    read(text, format, &mut page);
    page.finish()
}

/// The first sentence of the documentation as one line, for tables and READMEs; empty if there is none.
///
/// The line is Markdown that needs nothing around it: words and code spans, without links and emphasis, and with what
/// would have a meaning (`|` too) escaped.
pub(crate) fn summary(text: &str) -> String {
    let unlinked = |_: &str| None;
    let mut page = Page::summary(&unlinked);
    // The mark-up decides: with no format at hand, plain text reads the same either way.
    read(text, Format::CommonMark, &mut page);
    page.first_sentence()
}

fn read(text: &str, format: Format, page: &mut Page<'_>) {
    if format == Format::Html || html::is_likely(text) {
        html::read(text, page);
    } else {
        commonmark::read(text, page);
    }
}
