//! Inline content -> Markdown words -> lines.
//!
//! In: the inline content of one block. Out: [`Word`]s, between which a line may be broken, and lines of a given width
//! made of them. A code span and a link are one word each.
//! Emphasis that Markdown's delimiters can't express where it stands (`x**(y)**z`) is written as an HTML tag.
//! Never sees blocks: prefixes of lists and quotes are the page's.

use super::escape::{self, Place};
use super::inline::{Emphasis, Gap, Inline};
use super::spans::{self, Content, Label, Names, Span};

/// Markdown that must stay on one line.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) gap: Gap,
    /// Begins with text, so that it may need a backslash at the beginning of a line.
    literal: bool,
}

/// Turns the content of a block into words.
pub(super) fn words(inline: &Inline, names: &Names<'_>, place: Place) -> Vec<Word> {
    let spans = spans::resolve(inline, names);
    let mut writer = Writer::new(place);
    let mut rest = spans.as_slice();
    while let Some(first) = rest.first() {
        let alike = rest
            .iter()
            .take_while(|span| span.emphasis == first.emphasis)
            .count();
        let (run, others) = rest.split_at(alike);
        writer.run(run, others.first());
        rest = others;
    }
    writer.words
}

/// The same without emphasis and links, for a line that stands alone.
pub(super) fn plain_words(inline: &Inline, place: Place) -> Vec<Word> {
    let spans = spans::plain(inline);
    let mut writer = Writer::new(place);
    writer.run(&spans, None);
    writer.words
}

/// Lines of at most `width` characters, where words allow it.
pub(super) fn wrap(words: Vec<Word>, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for mut word in words {
        let length = word.text.chars().count();
        if !line.is_empty() {
            if word.gap == Gap::Break {
                line.push('\\');
                lines.push(std::mem::take(&mut line));
            } else if used + 1 + length > width {
                lines.push(std::mem::take(&mut line));
            } else {
                line.push(' ');
                used += 1;
            }
        }
        if line.is_empty() {
            used = 0;
            if word.literal {
                escape::line_start(&mut word.text);
            }
        }
        line.push_str(&word.text);
        used += length;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// One line, whatever its length; `line_break` stands for each line break.
pub(super) fn one_line(words: Vec<Word>, line_break: &str) -> String {
    let mut line = String::new();
    for mut word in words {
        if line.is_empty() {
            if word.literal {
                escape::line_start(&mut word.text);
            }
        } else {
            line.push_str(if word.gap == Gap::Break {
                line_break
            } else {
                " "
            });
        }
        line.push_str(&word.text);
    }
    line
}

struct Writer {
    words: Vec<Word>,
    place: Place,
    ending: Ending,
    /// What stands around all of the words, `None` for blanks or edges.
    around: Option<char>,
}

/// What the last word ends in, where that matters for what follows at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Other,
    /// A code span: more backticks would belong to it.
    Code,
    /// The delimiter of an emphasis: more stars would belong to it.
    Mark,
    /// The short form of a link: a bracket would make it another form.
    Shortcut,
}

impl Writer {
    fn new(place: Place) -> Self {
        Self {
            words: Vec::new(),
            place,
            ending: Ending::Other,
            around: None,
        }
    }

    /// Spans of one emphasis; `next` is the span after them.
    fn run(&mut self, run: &[Span], next: Option<&Span>) {
        let Some(first) = run.first() else { return };
        if first.emphasis == Emphasis::None {
            for (index, span) in run.iter().enumerate() {
                self.span(span, run.get(index + 1).or(next));
            }
            return;
        }
        let before = self.last_char(first.gap);
        let joins_mark = self.ending == Ending::Mark && first.gap == Gap::None;
        // The run is written apart, since its delimiters depend on what it begins and ends with.
        let mut inner = Writer {
            around: Some('*'),
            ..Self::new(self.place)
        };
        for (index, span) in run.iter().enumerate() {
            inner.span(span, run.get(index + 1));
        }
        let after = next.and_then(|next| first_char(next, first.emphasis));
        let meets_mark =
            after.is_some() && next.is_some_and(|next| next.emphasis != Emphasis::None);
        let begins = inner
            .words
            .first()
            .and_then(|word| word.text.chars().next());
        let ends = inner
            .words
            .last()
            .and_then(|word| word.text.chars().next_back());
        let delimits =
            !joins_mark && !meets_mark && is_flanking(before, begins) && is_flanking(after, ends);
        let strong = first.emphasis == Emphasis::Strong;
        let (open, close) = match (delimits, strong) {
            (true, true) => ("**", "**"),
            (true, false) => ("*", "*"),
            (false, true) => ("<strong>", "</strong>"),
            (false, false) => ("<em>", "</em>"),
        };
        if let Some(word) = inner.words.first_mut() {
            word.text.insert_str(0, open);
            word.literal = false;
        }
        if let Some(word) = inner.words.last_mut() {
            word.text.push_str(close);
        }
        for word in inner.words {
            if word.gap == Gap::None && !self.words.is_empty() {
                self.joined().push_str(&word.text);
            } else {
                self.words.push(word);
            }
        }
        self.ending = if delimits {
            Ending::Mark
        } else {
            Ending::Other
        };
    }

    fn span(&mut self, span: &Span, next: Option<&Span>) {
        match &span.content {
            Content::Text(text) => {
                let after = next.map_or(self.around, |next| first_char(next, span.emphasis));
                self.text(text, span.gap, after);
            }
            Content::Code(text) => self.code(text, span.gap),
            Content::Link { label, destination } => {
                let place = self.place;
                let text = self.open_word(self.gap_after(Ending::Shortcut, span.gap), false);
                write_label(text, label, place);
                text.push('(');
                text.push_str(destination);
                text.push(')');
            }
            Content::Shortcut { name } => {
                let place = self.place;
                let text = self.open_word(self.gap_after(Ending::Shortcut, span.gap), false);
                text.push('[');
                escape::code(text, name, place);
                text.push(']');
                self.ending = Ending::Shortcut;
            }
            Content::Address(address) => {
                let text = self.open_word(span.gap, false);
                text.push('<');
                text.push_str(address);
                text.push('>');
            }
        }
    }

    fn text(&mut self, text: &str, gap: Gap, after: Option<char>) {
        let place = self.place;
        let link = escape::may_have_address(text);
        let mut words = text.split(' ').peekable();
        let mut gap = gap;
        while let Some(word) = words.next() {
            let before = self.last_char(gap);
            let after = if words.peek().is_some() { None } else { after };
            let out = self.open_word(gap, true);
            out.reserve(word.len() + 1);
            let ends_in_code = escape::word(out, word, before, after, place, link);
            if ends_in_code {
                self.ending = Ending::Code;
            }
            gap = Gap::Space;
        }
    }

    fn code(&mut self, code: &str, gap: Gap) {
        let place = self.place;
        let gap = self.gap_after(Ending::Code, gap);
        escape::code(self.open_word(gap, false), code, place);
        self.ending = Ending::Code;
    }

    /// The gap before what must not follow an ending at once.
    fn gap_after(&self, ending: Ending, gap: Gap) -> Gap {
        if gap == Gap::None && self.ending == ending {
            Gap::Space
        } else {
            gap
        }
    }

    /// The last character that will stand before what is written next, `None` for a blank or an edge.
    fn last_char(&self, gap: Gap) -> Option<char> {
        match self.words.last() {
            None => self.around,
            Some(word) if gap == Gap::None => word.text.chars().next_back(),
            Some(_) => None,
        }
    }

    /// Where to write: the last word if there is no gap, or a new one.
    fn open_word(&mut self, gap: Gap, literal: bool) -> &mut String {
        self.ending = Ending::Other;
        if gap != Gap::None || self.words.is_empty() {
            self.words.push(Word {
                text: String::new(),
                gap,
                literal,
            });
        }
        self.joined()
    }

    /// The last word; there is one whenever this is called, and a fresh one otherwise.
    fn joined(&mut self) -> &mut String {
        if self.words.is_empty() {
            self.words.push(Word {
                text: String::new(),
                gap: Gap::None,
                literal: false,
            });
        }
        let last = self.words.len() - 1;
        &mut self.words[last].text
    }
}

/// `[label]`, with its text escaped.
fn write_label(out: &mut String, label: &[Label], place: Place) {
    out.push('[');
    let mut after_code = false;
    for (index, part) in label.iter().enumerate() {
        if index > 0 && (part.gap != Gap::None || (after_code && part.code)) {
            out.push(' ');
        }
        if part.code {
            escape::code(out, &part.text, place);
        } else {
            let next = label.get(index + 1);
            let after = next.map_or(Some(']'), |next| {
                Some('`').filter(|_| next.gap == Gap::None)
            });
            let mut before = Some('[').filter(|_| index == 0 || part.gap == Gap::None);
            let mut words = part.text.split(' ').peekable();
            while let Some(word) = words.next() {
                let last = words.peek().is_none();
                let after = if last { after } else { None };
                escape::word(out, word, before, after, place, false);
                if !last {
                    out.push(' ');
                }
                before = None;
            }
        }
        after_code = part.code;
    }
    out.push(']');
}

/// The first character of a span that follows text of an emphasis; `None` is a blank.
fn first_char(span: &Span, emphasis: Emphasis) -> Option<char> {
    if span.gap != Gap::None {
        return None;
    }
    if span.emphasis != Emphasis::None && span.emphasis != emphasis {
        return Some('*');
    }
    match &span.content {
        Content::Text(text) => text.chars().next(),
        Content::Code(_) => Some('`'),
        Content::Link { .. } | Content::Shortcut { .. } => Some('['),
        Content::Address(_) => Some('<'),
    }
}

/// Whether stars between two characters open or close an emphasis on the inner side: the rule of CommonMark's
/// "flanking delimiter runs". `None` is a blank or an edge.
fn is_flanking(outer: Option<char>, inner: Option<char>) -> bool {
    let Some(inner) = inner else { return false };
    if inner.is_alphanumeric() {
        return true;
    }
    // For other punctuation than this a tag is written where stars would do: correct, and rare.
    let is_punctuation =
        |outer: char| outer.is_ascii_punctuation() || ('\u{2010}'..='\u{2027}').contains(&outer);
    outer.is_none_or(|outer| outer.is_whitespace() || is_punctuation(outer))
}
