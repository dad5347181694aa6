//! The blocks of one documentation text -> lines of Markdown.
//!
//! In: what a reader of HTML or CommonMark comes across, in order: text, and what begins or ends. Beginnings and ends
//! need not match. Out: lines of Markdown, or the first sentence. One block is under way at any time; when something
//! ends it, it is written into the `layout`, which knows the lists and quotes around it. Never reads mark-up.

use super::escape::{self, Place};
use super::inline::{Inline, Link, Sort};
use super::layout::Layout;
use super::sentence;
use super::spans::Names;
use super::table::Table;
use super::words::{self, Word};

/// A documentation text under way. See the module's documentation.
pub(super) struct Page<'a> {
    names: &'a Names<'a>,
    layout: Layout,
    inline: Inline,
    /// What all of the block is so far, if the next paragraph joins it.
    lead: Option<Lead>,
    /// A term of a definition list is under way.
    term: bool,
    heading: Option<usize>,
    verbatim: Option<String>,
    table: Option<Table>,
    /// Only the first paragraph is wanted, and kept here.
    first: Option<Option<Inline>>,
}

/// What a paragraph may begin with, though it stands outside of it in the source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// The label of a notice, which is nothing without the notice.
    Label,
    /// The term of a definition.
    Term,
}

impl<'a> Page<'a> {
    pub(super) fn new(names: &'a Names<'a>) -> Self {
        Self {
            names,
            layout: Layout::new(),
            inline: Inline::default(),
            lead: None,
            term: false,
            heading: None,
            verbatim: None,
            table: None,
            first: None,
        }
    }

    /// A page of which only the first paragraph is kept.
    pub(super) fn summary(names: &'a Names<'a>) -> Self {
        Self {
            first: Some(None),
            ..Self::new(names)
        }
    }

    /// Whether nothing that follows makes a difference.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self.first, Some(Some(_)))
    }

    /// All the lines.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_everything();
        self.layout.into_lines()
    }

    /// The first sentence of the first paragraph, as one line.
    pub(super) fn first_sentence(mut self) -> String {
        self.end_everything();
        let Some(Some(inline)) = self.first else {
            return String::new();
        };
        let mut words = words::plain_words(&inline, Place::Cell);
        words.truncate(sentence::length(&words));
        words::one_line(words, " ")
    }

    fn end_everything(&mut self) {
        self.close_verbatim();
        if self.table.is_some() {
            self.table.iter_mut().for_each(|table| table.inner = 0);
            self.close_table();
        }
        self.drop_label();
        self.end_block();
    }

    // Text.

    pub(super) fn text(&mut self, text: &str) {
        if let Some(verbatim) = &mut self.verbatim {
            return push_verbatim(verbatim, text);
        }
        if self.inline.text(text) {
            self.lead = None;
        }
    }

    /// Text that is code, wherever it stands.
    pub(super) fn code(&mut self, text: &str) {
        self.open_code();
        self.text(text);
        self.close_code();
    }

    /// Whether text goes into code just now, be it a span or a block.
    pub(super) fn in_code(&self) -> bool {
        self.verbatim.is_some() || self.inline.in_code()
    }

    pub(super) fn open_strong(&mut self) {
        self.inline.open_strong();
    }

    pub(super) fn close_strong(&mut self) {
        self.inline.close_strong();
    }

    pub(super) fn open_em(&mut self) {
        self.inline.open_em();
    }

    pub(super) fn close_em(&mut self) {
        self.inline.close_em();
    }

    pub(super) fn open_code(&mut self) {
        self.inline.open_code();
    }

    pub(super) fn close_code(&mut self) {
        self.inline.close_code();
    }

    /// A link opens; without an address its text may be a name.
    pub(super) fn open_link(&mut self, address: Option<&str>) {
        self.inline.open_link(match address {
            Some(address) => escape::linkable(address).map(Link::Address),
            None => Some(Link::Name),
        });
    }

    pub(super) fn close_link(&mut self) {
        self.inline.close_link();
    }

    pub(super) fn line_break(&mut self) {
        if let Some(verbatim) = &mut self.verbatim {
            verbatim.push('\n');
        } else if self.inline.line_break() && self.table.is_none() {
            self.paragraph();
        }
    }

    // Blocks.

    /// A paragraph begins or ends.
    pub(super) fn paragraph(&mut self) {
        if self.verbatim.is_some() {
            return;
        }
        if self.break_cell() {
            return;
        }
        if self.lead.is_some() || self.term {
            self.inline.close_all();
            self.inline.space();
            self.restore_term();
        } else {
            self.end_block();
        }
    }

    /// A heading of level 1 to 6 begins.
    pub(super) fn open_heading(&mut self, level: usize) {
        if self.ends_block() {
            self.heading = Some(level.clamp(1, 6));
        }
    }

    pub(super) fn close_heading(&mut self) {
        if self.heading.is_some() {
            self.end_block();
        }
    }

    pub(super) fn rule(&mut self) {
        if self.ends_block() {
            // Hyphens or stars after the marker of a list would make a rule of the whole line.
            self.write(vec!["___".to_owned()], false);
        }
    }

    pub(super) fn open_verbatim(&mut self) {
        if self.in_cell() {
            self.open_code();
        } else if self.ends_block() {
            self.verbatim = Some(String::new());
        }
    }

    pub(super) fn close_verbatim(&mut self) {
        if self.in_cell() {
            self.close_code();
        }
        let Some(text) = self.verbatim.take() else {
            return;
        };
        self.inline.close_all();
        let content: Vec<&str> = text.lines().map(str::trim_end).collect();
        let is_filled = |line: &&str| !line.is_empty();
        let Some(from) = content.iter().position(is_filled) else {
            return;
        };
        let to = content
            .iter()
            .rposition(is_filled)
            .map_or(from, |last| last + 1);
        let fence = "`".repeat(escape::longest_run(&text, '`').max(2) + 1);
        let mut block = vec![format!("{fence}text")];
        block.extend(content[from..to].iter().map(|line| (*line).to_owned()));
        block.push(fence);
        self.write(block, false);
    }

    /// A quote begins; `label` is what kind of a notice it is.
    pub(super) fn open_quote(&mut self, label: Option<&str>) {
        if !self.ends_block() {
            return;
        }
        self.layout.open_quote();
        if let Some(label) = label {
            self.inline.open_strong();
            self.inline.text(label);
            self.inline.text(":");
            self.inline.close_strong();
            self.inline.space();
            self.lead = Some(Lead::Label);
        }
    }

    pub(super) fn close_quote(&mut self) {
        self.drop_label();
        if self.ends_block() {
            self.layout.close_quote();
        }
    }

    /// A list begins; an ordered one has a first number.
    pub(super) fn open_list(&mut self, first: Option<u64>) {
        if self.ends_block() {
            self.layout.open_list(first);
        }
    }

    pub(super) fn close_list(&mut self) {
        if self.ends_block() {
            self.layout.close_list();
        }
    }

    pub(super) fn open_item(&mut self) {
        if self.ends_block() {
            self.layout.open_item();
        }
    }

    pub(super) fn close_item(&mut self) {
        if self.ends_block() {
            self.layout.close_item();
        }
    }

    /// The term of a definition begins: an item of its own, stressed.
    pub(super) fn open_term(&mut self) {
        self.open_item();
        if !self.in_cell() && self.verbatim.is_none() {
            self.term = true;
            self.restore_term();
        }
    }

    pub(super) fn close_term(&mut self) {
        if !self.term {
            return;
        }
        if self
            .inline
            .last_char()
            .is_some_and(|last| !":.;?!".contains(last))
        {
            self.inline.close_all();
            self.restore_term();
            self.inline.text(":");
        }
        self.inline.close_all();
        self.inline.space();
        self.term = false;
        self.lead = (!self.inline.is_empty()).then_some(Lead::Term);
    }

    /// The description of a term begins.
    pub(super) fn open_description(&mut self) {
        self.close_term();
        if self.lead.is_some() {
            return;
        }
        if self.layout.in_item() {
            self.paragraph();
        } else {
            self.open_item();
        }
    }

    pub(super) fn open_table(&mut self) {
        if let Some(table) = self.table.as_mut().filter(|table| table.in_cell) {
            table.inner += 1;
        } else if self.table.is_none() && self.ends_block() {
            self.table = Some(Table::default());
        }
    }

    pub(super) fn open_row(&mut self) {
        self.close_cell();
        if let Some(table) = self.outer_table() {
            table.begin_row();
        }
    }

    pub(super) fn open_cell(&mut self) {
        self.close_cell();
        if self.outer_table().is_some() {
            // What stood between the cells goes before the table.
            self.end_block();
        }
        if let Some(table) = self.outer_table() {
            table.begin_cell();
        }
    }

    pub(super) fn close_cell(&mut self) {
        if !self.in_cell() {
            return;
        }
        if self.outer_table().is_none() {
            self.inline.line_break();
            return;
        }
        let inline = self.inline.take();
        let words = words::words(&inline, self.names, Place::Cell);
        if let Some(table) = &mut self.table {
            table.end_cell(words::one_line(words, "<br>"));
        }
    }

    pub(super) fn close_table(&mut self) {
        if let Some(table) = self.table.as_mut().filter(|table| table.inner > 0) {
            table.inner -= 1;
            self.inline.line_break();
            return;
        }
        self.close_cell();
        let Some(table) = self.table.take() else {
            return;
        };
        self.end_block();
        self.write(table.into_lines(), false);
    }

    /// The table, unless another one is open in its cell.
    fn outer_table(&mut self) -> Option<&mut Table> {
        self.table.as_mut().filter(|table| table.inner == 0)
    }

    // How blocks end, and what they stand in.

    /// Ends the block under way, for what begins or ends here; `false` where there can be no block, so that text stays
    /// inline.
    fn ends_block(&mut self) -> bool {
        if self.verbatim.is_some() || self.break_cell() {
            return false;
        }
        self.end_block();
        true
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.in_cell)
    }

    /// In a cell of a table a block is no more than a line break.
    fn break_cell(&mut self) -> bool {
        let in_cell = self.in_cell();
        if in_cell {
            self.inline.close_all();
            self.inline.line_break();
        }
        in_cell
    }

    /// A label that nothing came after is not shown.
    fn drop_label(&mut self) {
        if self.lead == Some(Lead::Label) {
            self.lead = None;
            self.inline.take();
        }
    }

    fn restore_term(&mut self) {
        if self.term {
            self.inline.open_strong();
        }
    }

    /// Writes the paragraph, heading or lone label under way, if there is one.
    fn end_block(&mut self) {
        self.term = false;
        let lead = self.lead.take();
        let heading = self.heading.take();
        let inline = self.inline.take();
        if inline.is_empty() {
            return;
        }
        if let Some(first) = &mut self.first {
            if first.is_none() && lead != Some(Lead::Label) {
                *first = Some(inline);
            }
            return;
        }
        let words = words::words(&inline, self.names, Place::Prose);
        if let Some(level) = heading {
            let line = heading_line(level, words);
            return self.write(vec![line], false);
        }
        self.write(words::wrap(words, self.layout.width()), true);
    }

    fn write(&mut self, block: Vec<String>, is_paragraph: bool) {
        if self.first.is_none() && !block.is_empty() {
            self.layout.write(block, is_paragraph);
        }
    }
}

fn heading_line(level: usize, mut words: Vec<Word>) -> String {
    if let Some(last) = words.last_mut() {
        escape::heading_end(&mut last.text);
    }
    format!("{} {}", "#".repeat(level), words::one_line(words, " "))
}

/// Text of a code block: blanks count in it, tabs are four of them.
fn push_verbatim(verbatim: &mut String, text: &str) {
    for character in text.chars() {
        match (character, Sort::of(character)) {
            ('\n', _) => verbatim.push('\n'),
            ('\r', _) => {}
            ('\t', _) => verbatim.push_str("    "),
            (_, Sort::Seen(character)) => verbatim.push(character),
            (_, Sort::Blank) => verbatim.push(' '),
            (_, Sort::Unseen) => {}
        }
    }
}
