//! The inline content of one block: text with its emphasis, code and links, blanks collapsed as HTML does.
//!
//! In: calls in reading order (text, something opens, something closes). Out: [`Piece`]s: what looks like one word or
//! one code span to a reader is one piece.
//! Mark-up may be nested wrongly or left open: it is counted, never stacked, and forgotten when the block ends.
//! Characters that a reader can't see, or that reorder what is seen, end here. Never writes Markdown.

use crate::source::is_unseen;

/// What stands between a piece and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: both belong to one word.
    #[default]
    None,
    /// A blank, where a line may be wrapped.
    Space,
    /// A line break that the author asked for.
    Break,
}

/// How a piece is stressed. Markdown could combine both; one at a time reads well enough and can't be ambiguous.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Emphasis {
    #[default]
    None,
    Em,
    Strong,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// An absolute address, unescaped.
    Address(String),
    /// Whatever its text is the name of.
    Name,
}

/// A stretch of text of one kind. The text is never empty and has single blanks only, none at its ends.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) gap: Gap,
    pub(super) kind: Kind,
}

/// What distinguishes a piece from its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) emphasis: Emphasis,
    pub(super) code: bool,
    /// Index into [`Inline::links`].
    pub(super) link: Option<usize>,
}

/// The content of the block under way. See the module's documentation.
#[derive(Debug, Default)]
pub(super) struct Inline {
    pieces: Vec<Piece>,
    links: Vec<Link>,
    gap: Gap,
    strong: usize,
    em: usize,
    code: usize,
    /// A new element of code has begun: after a blank it is a span of its own.
    code_begins: bool,
    /// The open link, and the emphasis it began with: all of a link is stressed alike.
    link: Option<(usize, Emphasis)>,
}

impl Inline {
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    pub(super) fn links(&self) -> &[Link] {
        &self.links
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether text now goes into a code span.
    pub(super) fn in_code(&self) -> bool {
        self.code > 0
    }

    /// Takes the content and forgets all mark-up that is still open.
    pub(super) fn take(&mut self) -> Inline {
        std::mem::take(self)
    }

    /// Forgets all mark-up that is still open, but keeps the content.
    pub(super) fn close_all(&mut self) {
        (self.strong, self.em, self.code, self.link) = (0, 0, 0, None);
    }

    /// Adds text, and says whether any of it can be seen.
    pub(super) fn text(&mut self, mut text: &str) -> bool {
        let mut seen = false;
        while !text.is_empty() {
            // Most text is plain ASCII, and goes in whole words.
            let plain = text
                .bytes()
                .position(|byte| !byte.is_ascii_graphic())
                .unwrap_or(text.len());
            let (word, rest) = text.split_at(plain);
            if !word.is_empty() {
                self.open_piece().push_str(word);
                seen = true;
            }
            let mut chars = rest.chars();
            match chars.next().map(Sort::of) {
                Some(Sort::Blank) => self.space(),
                Some(Sort::Seen(character)) => {
                    self.open_piece().push(character);
                    seen = true;
                }
                Some(Sort::Unseen) | None => {}
            }
            text = chars.as_str();
        }
        seen
    }

    pub(super) fn space(&mut self) {
        if self.gap == Gap::None && !self.pieces.is_empty() {
            self.gap = Gap::Space;
        }
    }

    /// A line break. Says whether there already was one just before it: two in a row mean a new paragraph.
    pub(super) fn line_break(&mut self) -> bool {
        let repeated = self.gap == Gap::Break;
        if !self.pieces.is_empty() {
            self.gap = Gap::Break;
        }
        repeated
    }

    pub(super) fn open_strong(&mut self) {
        self.strong += 1;
    }

    pub(super) fn close_strong(&mut self) {
        self.strong = self.strong.saturating_sub(1);
    }

    pub(super) fn open_em(&mut self) {
        self.em += 1;
    }

    pub(super) fn close_em(&mut self) {
        self.em = self.em.saturating_sub(1);
    }

    pub(super) fn open_code(&mut self) {
        self.code_begins |= self.code == 0;
        self.code += 1;
    }

    pub(super) fn close_code(&mut self) {
        self.code = self.code.saturating_sub(1);
    }

    /// A link opens; `None` (it leads nowhere that can be written down) leaves its text as text.
    pub(super) fn open_link(&mut self, link: Option<Link>) {
        self.link = None;
        if let Some(link) = link {
            self.link = Some((self.links.len(), self.emphasis()));
            self.links.push(link);
        }
    }

    pub(super) fn close_link(&mut self) {
        self.link = None;
    }

    /// The last character, if text could be joined to it.
    pub(super) fn last_char(&self) -> Option<char> {
        self.pieces
            .last()
            .and_then(|piece| piece.text.chars().next_back())
    }

    fn emphasis(&self) -> Emphasis {
        match self.link {
            Some((_, emphasis)) => emphasis,
            None if self.strong > 0 => Emphasis::Strong,
            None if self.em > 0 => Emphasis::Em,
            None => Emphasis::None,
        }
    }

    /// The text that the next character goes to, with the pending gap already in it.
    fn open_piece(&mut self) -> &mut String {
        let kind = Kind {
            emphasis: self.emphasis(),
            code: self.code > 0,
            link: self.link.map(|(index, _)| index),
        };
        let gap = std::mem::take(&mut self.gap);
        let begins = std::mem::take(&mut self.code_begins) && gap == Gap::Space && kind.code;
        let alike = self.pieces.last().is_some_and(|last| last.kind == kind);
        let joins = alike && gap != Gap::Break && !begins;
        if !joins {
            self.pieces.push(Piece {
                text: String::new(),
                gap,
                kind,
            });
        }
        let last = self.pieces.len() - 1;
        let text = &mut self.pieces[last].text;
        if joins && gap == Gap::Space {
            text.push(' ');
        }
        text
    }
}

/// What a character is to a reader.
pub(super) enum Sort {
    Blank,
    Seen(char),
    /// Not there for a reader: control characters, marks that change the direction of text (rustc denies them in
    /// documentation), and characters without width (clippy denies them in literals).
    Unseen,
}

impl Sort {
    pub(super) fn of(character: char) -> Self {
        match character {
            '\t' | '\n' | '\u{c}' | '\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' => {
                Self::Blank
            }
            other if is_unseen(other) => Self::Unseen,
            other if other.is_whitespace() => Self::Blank,
            other => Self::Seen(other),
        }
    }
}
