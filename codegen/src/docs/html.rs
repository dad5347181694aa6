//! HTML -> what a page is told.
//!
//! In: an HTML fragment, well formed or not, in the vocabulary of browsers, of AWS (`<note>`, `<fullname>`) and the
//! bits of DocBook that are left in old models. Out: calls to a [`Page`]. The tokenizer follows the WHATWG's rules;
//! how elements nest is left to the page, which forgives everything.
//! A tag that nobody knows is dropped if it is closed somewhere, and is text otherwise: people write
//! `arn:aws:iam::<account-id>:role`. Scripts, styles and comments are dropped. Never writes Markdown.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::page::Page;

/// Elements by which a text is recognised as HTML, whatever it claims to be.
const BLOCKS: &str =
    "p ul ol li dl dt dd note important caution warning fullname table pre h1 h2 h3 h4 div para";
/// Elements that make a text HTML as long as nothing in it looks like Markdown.
const INLINES: &str = "code b i a em strong br u replaceable";
/// Elements without a meaning for a page, whose tags are dropped even if they are never closed.
const TRANSPARENT: &str = "abbr big body button center cite col colgroup del dfn font form head html input ins label \
    link mark meta q s small span strike sub sup time u wbr";

/// Reads an HTML fragment.
pub(super) fn read(text: &str, page: &mut Page<'_>) {
    let mut reader = Reader::new(text, false);
    // After a last, unfinished tag there would be no token, and the text were lost: `a <b`.
    let unfinished = text.rfind('<').filter(|at| !text[*at..].contains('>'));
    let (whole, rest) = text.split_at(unfinished.unwrap_or(text.len()));
    reader.feed(whole, page);
    reader.text(rest, page);
}

/// Whether a text that should be CommonMark is HTML: it has blocks of HTML outside of code, or it has other HTML and
/// nothing that means something in Markdown.
pub(super) fn is_likely(text: &str) -> bool {
    let mut fenced = false;
    let mut marked = false;
    let mut inline = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        }
        marked |= fenced
            || line.contains(['`', ']'])
            || trimmed.starts_with(['#', '*', '-', '+', '>'])
            || trimmed.starts_with(|first: char| first.is_ascii_digit());
        if fenced {
            continue;
        }
        // After an odd number of backticks on its line, a tag is likely code.
        let mut in_code = false;
        for (index, part) in line.split('<').enumerate() {
            if index > 0 && !in_code {
                let name = part.strip_prefix('/').unwrap_or(part);
                let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric());
                let (name, after) = name.split_at(end.unwrap_or(name.len()));
                let is_tag = after.starts_with(['>', '/', ' '])
                    || (after.is_empty() && part.len() > name.len());
                if is_tag && is_one_of(BLOCKS, name) {
                    return true;
                }
                inline |= is_tag && is_one_of(INLINES, name);
            }
            in_code ^= part.bytes().filter(|byte| *byte == b'`').count() % 2 == 1;
        }
    }
    inline && !marked
}

/// Reads HTML in one or more stretches of the same text.
pub(super) struct Reader<'t> {
    whole: &'t str,
    /// Names that have an end tag somewhere; looked up only when an unknown tag comes along.
    closed: OnceCell<BTreeSet<String>>,
    /// The element whose content is dropped.
    dropping: Option<&'static str>,
    /// Something stood before what is read now.
    begun: bool,
}

/// A start tag under way.
#[derive(Default)]
struct Tag {
    name: String,
    start: usize,
    attribute: Attribute,
    address: Option<String>,
    alternative: Option<String>,
}

#[derive(Clone, Copy, Default)]
enum Attribute {
    Address,
    Alternative,
    #[default]
    Other,
}

impl<'t> Reader<'t> {
    /// `whole` is the text that all stretches come from; `begun` says whether the first stretch may stand within it.
    pub(super) fn new(whole: &'t str, begun: bool) -> Self {
        Self {
            whole,
            closed: OnceCell::new(),
            dropping: None,
            begun,
        }
    }

    /// Reads a stretch.
    pub(super) fn feed(&mut self, stretch: &str, page: &mut Page<'_>) {
        let mut tag = Tag::default();
        let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            match event {
                CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value), page),
                CallbackEvent::OpenStartTag { name } => {
                    tag = Tag {
                        name: String::from_utf8_lossy(name).into_owned(),
                        start: span.start,
                        ..Tag::default()
                    };
                }
                CallbackEvent::AttributeName { name } => {
                    tag.attribute = match name {
                        b"href" | b"url" => Attribute::Address,
                        b"alt" => Attribute::Alternative,
                        _ => Attribute::Other,
                    };
                    if matches!(tag.attribute, Attribute::Address) {
                        tag.address = Some(String::new());
                    }
                }
                CallbackEvent::AttributeValue { value } => {
                    let value = String::from_utf8_lossy(value).into_owned();
                    match tag.attribute {
                        Attribute::Address => tag.address = Some(value),
                        Attribute::Alternative => tag.alternative = Some(value),
                        Attribute::Other => {}
                    }
                }
                CallbackEvent::CloseStartTag { self_closing } => {
                    let source = stretch.get(tag.start..span.end).unwrap_or_default();
                    self.start(&tag, source, page);
                    if self_closing {
                        self.end(&tag.name, page);
                    }
                }
                CallbackEvent::EndTag { name } => self.end(&String::from_utf8_lossy(name), page),
                CallbackEvent::Comment { .. }
                | CallbackEvent::Doctype { .. }
                | CallbackEvent::Error(_) => {}
            }
            page.is_complete().then_some(())
        });
        // The tokenizer gives a value only when the page is complete: one step reads all.
        let _ = Tokenizer::new_with_emitter(stretch, emitter).next();
    }

    /// Whether what stands here is the content of an element that is dropped.
    pub(super) fn is_dropping(&self) -> bool {
        self.dropping.is_some()
    }

    fn text(&mut self, text: &str, page: &mut Page<'_>) {
        if self.dropping.is_some() {
            return;
        }
        self.begun |= !text.trim().is_empty();
        if page.in_code() {
            return page.text(text);
        }
        // Some authors of HTML write `name` all the same.
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('`') {
            let code = after.split_once('`').filter(|(code, _)| is_wordlike(code));
            page.text(before);
            if let Some((code, others)) = code {
                page.code(code);
                rest = others;
            } else {
                page.text("`");
                rest = after;
            }
        }
        page.text(rest);
    }

    fn start(&mut self, tag: &Tag, source: &str, page: &mut Page<'_>) {
        if self.dropping.is_some() {
            return;
        }
        match tag.name.as_str() {
            "p" | "para" | "div" | "section" | "article" | "header" | "footer" | "main"
            | "figure" | "figcaption" | "address" | "details" | "summary" | "fullname"
            | "title" | "caption" => page.paragraph(),
            "code" | "tt" | "kbd" | "samp" | "filename" | "function" | "literal" => {
                page.open_code()
            }
            "b" | "strong" => page.open_strong(),
            "i" | "em" | "var" | "replaceable" | "emphasis" => page.open_em(),
            "a" | "ulink" => page.open_link(tag.address.as_deref()),
            "br" => page.line_break(),
            "ul" | "dl" | "menu" => page.open_list(None),
            "ol" => page.open_list(Some(1)),
            "li" => page.open_item(),
            "dt" => page.open_term(),
            "dd" => page.open_description(),
            "note" => page.open_quote(Some("Note")),
            "important" => page.open_quote(Some("Important")),
            "caution" => page.open_quote(Some("Caution")),
            "warning" => page.open_quote(Some("Warning")),
            "tip" => page.open_quote(Some("Tip")),
            "blockquote" => page.open_quote(None),
            "pre" | "programlisting" => page.open_verbatim(),
            "h1" => page.open_heading(1),
            "h2" => page.open_heading(2),
            "h3" => page.open_heading(3),
            "h4" => page.open_heading(4),
            "h5" => page.open_heading(5),
            "h6" => page.open_heading(6),
            "hr" => page.rule(),
            "table" => page.open_table(),
            "tr" => page.open_row(),
            "td" | "th" => page.open_cell(),
            "thead" | "tbody" | "tfoot" => {}
            "script" => self.dropping = Some("script"),
            "style" => self.dropping = Some("style"),
            "img" => self.text(tag.alternative.as_deref().unwrap_or_default(), page),
            name if is_one_of(TRANSPARENT, name) || self.is_closed(name) => {}
            // A tag of nobody's around everything.
            _ if !self.begun => {}
            _ => self.text(source, page),
        }
        self.begun = true;
    }

    fn end(&mut self, name: &str, page: &mut Page<'_>) {
        if let Some(dropping) = self.dropping {
            if name == dropping {
                self.dropping = None;
            }
            return;
        }
        match name {
            "p" | "para" | "div" | "section" | "article" | "header" | "footer" | "main"
            | "figure" | "figcaption" | "address" | "details" | "summary" | "fullname"
            | "title" | "caption" => page.paragraph(),
            "code" | "tt" | "kbd" | "samp" | "filename" | "function" | "literal" => {
                page.close_code()
            }
            "b" | "strong" => page.close_strong(),
            "i" | "em" | "var" | "replaceable" | "emphasis" => page.close_em(),
            "a" | "ulink" => page.close_link(),
            "ul" | "dl" | "ol" | "menu" => page.close_list(),
            "li" => page.close_item(),
            "dt" => page.close_term(),
            "dd" => page.close_item(),
            "note" | "important" | "caution" | "warning" | "tip" | "blockquote" => {
                page.close_quote()
            }
            "pre" | "programlisting" => page.close_verbatim(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => page.close_heading(),
            "table" => page.close_table(),
            "td" | "th" => page.close_cell(),
            _ => {}
        }
    }

    fn is_closed(&self, name: &str) -> bool {
        let closed = self.closed.get_or_init(|| {
            let end_tags = self.whole.split("</").skip(1);
            let names =
                end_tags.filter_map(|tag| tag.split(['>', ' ', '\t', '\n', '/', '<']).next());
            names.map(str::to_ascii_lowercase).collect()
        });
        closed.contains(name)
    }
}

fn is_one_of(names: &str, name: &str) -> bool {
    names
        .split(' ')
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a text can be one word of code.
fn is_wordlike(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|character| character.is_alphanumeric() || "_-.:/$#@=".contains(character))
}
