//! Blocks -> lines with the prefixes of the lists and quotes that they stand in.
//!
//! In: finished blocks, and lists, items and quotes that open and close, not always properly. Out: all the lines, with
//! an empty line wherever CommonMark needs one to tell blocks apart. An item or quote without content leaves no trace.
//! Never looks into a block.

/// Prose is wrapped here: 100 columns less an indentation of four and the `/// ` that the lines are printed with.
const WIDTH: usize = 92;
/// But lines are at least this long, however deep in lists they stand.
const NARROWEST: usize = 40;
/// Lists, items and quotes that are kept inside each other; what is nested deeper joins the innermost of these.
const DEEPEST: usize = 16;
/// CommonMark reads no more than nine digits as the number of an item.
const HIGHEST_NUMBER: u64 = 999_999_999;

/// The lines so far, and what is open. See the module's documentation.
pub(super) struct Layout {
    lines: Vec<String>,
    /// Never empty: the document itself is the first.
    stack: Vec<Container>,
    /// Containers that were opened beyond the deepest level, and not closed yet.
    ignored: usize,
    /// An empty line is due before the next block.
    apart: bool,
}

/// What lines can stand in.
struct Container {
    sort: ContainerSort,
    /// What the first line in it begins with, until that is written.
    marker: Option<String>,
    /// What the other lines begin with.
    prefix: String,
    /// Blocks written directly in it, or for a list its items.
    blocks: usize,
    /// The last block in it is a paragraph.
    ends_in_paragraph: bool,
    /// The last block in it is a list with such markers: one more of the kind would continue it.
    ends_in_list: Option<char>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ContainerSort {
    Document,
    Quote,
    List { next: Option<u64>, mark: char },
    Item,
}

impl Container {
    fn new(sort: ContainerSort) -> Self {
        Self {
            sort,
            marker: None,
            prefix: String::new(),
            blocks: 0,
            ends_in_paragraph: false,
            ends_in_list: None,
        }
    }

    fn is_list(&self) -> bool {
        matches!(self.sort, ContainerSort::List { .. })
    }
}

impl Layout {
    pub(super) fn new() -> Self {
        Self {
            lines: Vec::new(),
            stack: vec![Container::new(ContainerSort::Document)],
            ignored: 0,
            apart: false,
        }
    }

    /// All the lines.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// How long the lines of a paragraph may be here.
    pub(super) fn width(&self) -> usize {
        let indentation: usize = self
            .stack
            .iter()
            .map(|container| container.prefix.len())
            .sum();
        WIDTH.saturating_sub(indentation).max(NARROWEST)
    }

    /// Whether the innermost container is an item.
    pub(super) fn in_item(&self) -> bool {
        self.top().sort == ContainerSort::Item
    }

    /// Writes a block into the innermost container.
    pub(super) fn write(&mut self, block: Vec<String>, is_paragraph: bool) {
        if self.apart && !self.lines.is_empty() {
            let begun = self
                .stack
                .iter()
                .take_while(|container| container.marker.is_none());
            let prefix: String = begun.map(|container| container.prefix.as_str()).collect();
            self.lines.push(prefix.trim_end().to_owned());
        }
        for line in block {
            let mut whole = String::new();
            for container in &mut self.stack {
                match container.marker.take() {
                    Some(marker) => whole.push_str(&marker),
                    None => whole.push_str(&container.prefix),
                }
            }
            whole.push_str(&line);
            whole.truncate(whole.trim_end().len());
            self.lines.push(whole);
        }
        self.apart = true;
        let container = self.top_mut();
        container.blocks += 1;
        container.ends_in_paragraph = is_paragraph;
        container.ends_in_list = None;
    }

    pub(super) fn open_quote(&mut self) {
        if !self.has_room() {
            self.ignored += 1;
            return;
        }
        let mut quote = Container::new(ContainerSort::Quote);
        quote.marker = Some("> ".to_owned());
        quote.prefix = "> ".to_owned();
        self.stack.push(quote);
    }

    /// Closes the innermost quote, with all that is open in it.
    pub(super) fn close_quote(&mut self) {
        self.close(|container| container.sort == ContainerSort::Quote);
    }

    /// Opens a list; an ordered one has a first number.
    pub(super) fn open_list(&mut self, first: Option<u64>) {
        if !self.has_room() {
            self.ignored += 1;
            return;
        }
        let (mark, other) = if first.is_some() {
            ('.', ')')
        } else {
            ('-', '*')
        };
        let parent = self.top();
        let mark = if parent.ends_in_list == Some(mark) {
            other
        } else {
            mark
        };
        // What belongs to one paragraph of an item stays close to it; only some lists may follow one at once.
        if parent.sort == ContainerSort::Item
            && parent.blocks == 1
            && parent.ends_in_paragraph
            && first.is_none_or(|first| first == 1)
        {
            self.apart = false;
        }
        self.stack
            .push(Container::new(ContainerSort::List { next: first, mark }));
    }

    /// Closes the innermost list, with all that is open in it.
    pub(super) fn close_list(&mut self) {
        self.close(Container::is_list);
    }

    /// Opens the next item of the innermost list. Without a list it makes one.
    pub(super) fn open_item(&mut self) {
        self.close_item();
        if !self.top().is_list() {
            self.open_list(None);
        }
        let list = self.top_mut();
        let ContainerSort::List { next, mark } = &mut list.sort else {
            return;
        };
        let marker = match next {
            Some(number) => {
                let marker = format!("{number}{mark} ");
                *number = (*number + 1).min(HIGHEST_NUMBER);
                marker
            }
            None => format!("{mark} "),
        };
        // Text may stand between items, out of place; after that a list begins anew, which takes an empty line.
        let follows = list.blocks > 0 && !list.ends_in_paragraph;
        let mut item = Container::new(ContainerSort::Item);
        item.prefix = " ".repeat(marker.len());
        item.marker = Some(marker);
        self.stack.push(item);
        if follows {
            self.apart = false;
        }
    }

    /// Closes the item that is open in the innermost list, with the quotes in it.
    pub(super) fn close_item(&mut self) {
        self.close_innermost(
            |container| container.sort == ContainerSort::Item,
            Container::is_list,
        );
    }

    fn has_room(&self) -> bool {
        self.stack.len() + 2 <= DEEPEST
    }

    fn top(&self) -> &Container {
        &self.stack[self.stack.len() - 1]
    }

    fn top_mut(&mut self) -> &mut Container {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    /// Closes the innermost container of a sort, unless it was one too many to be opened.
    fn close(&mut self, wanted: fn(&Container) -> bool) {
        if self.ignored > 0 {
            self.ignored -= 1;
        } else {
            self.close_innermost(wanted, |_| false);
        }
    }

    /// Closes the innermost container of a sort, and all in it, unless a barrier lies between.
    fn close_innermost(&mut self, wanted: fn(&Container) -> bool, barrier: fn(&Container) -> bool) {
        let innermost = self
            .stack
            .iter()
            .rposition(|container| wanted(container) || barrier(container));
        if let Some(at) = innermost.filter(|at| wanted(&self.stack[*at])) {
            while self.stack.len() > at {
                self.pop();
            }
        }
    }

    fn pop(&mut self) {
        if self.stack.len() < 2 {
            return;
        }
        let Some(closed) = self.stack.pop() else {
            return;
        };
        let parent = self.top_mut();
        match closed.sort {
            ContainerSort::List { mark, .. } if closed.blocks > 0 => {
                parent.blocks += 1;
                parent.ends_in_paragraph = false;
                parent.ends_in_list = Some(mark);
                self.apart = true;
            }
            ContainerSort::Quote if closed.marker.is_none() => {
                parent.blocks += 1;
                parent.ends_in_paragraph = false;
                parent.ends_in_list = None;
            }
            ContainerSort::Item if closed.marker.is_none() => {
                parent.blocks += 1;
                parent.ends_in_paragraph = false;
            }
            ContainerSort::Item => {
                // It was empty, and is not there.
                if let ContainerSort::List {
                    next: Some(number), ..
                } = &mut parent.sort
                {
                    *number = number.saturating_sub(1);
                }
            }
            _ => {}
        }
    }
}
