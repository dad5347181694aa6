//! Reads the text of a modelled pattern.
//!
//! In: the text. Out: its syntax tree, or why there is none. It never asks whether the pattern can be compiled.
//!
//! Smithy says that patterns are ECMA-262 regular expressions over Unicode scalar values; those who write models write Java's
//! as often. A construct means what ECMA-262 says it means with its `u` flag; failing that, what Java says; failing that, what
//! ECMA-262's annex B says (a lone `{`, `}` or `]`, a needless backslash, `[\w-.]`). Meanings that differ between the two:
//! `\s` is Unicode white space, `.` stops at U+2028 and U+2029, `\w`, `\d` and `\b` are ASCII, `$` is the very end.

use super::Refusal;
use super::class::CharClasses;
use super::syntax::{CharSet, Node, char_set};

/// Groups nested deeper than this are refused, so that no text exhausts the stack.
const MAX_DEPTH: usize = 200;

/// Reads `text` as a pattern.
pub(super) fn parse(text: &str) -> Result<Node, Refusal> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let (groups, named) = count_groups(&chars);
    let mut parser = Parser {
        text,
        chars,
        at: 0,
        groups,
        named,
        flags: Flags::default(),
        depth: 0,
        intersected: false,
    };
    let node = parser.alternatives()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.error("this `)` closes no group")),
    }
}

/// What `(?ism)` and its like switch on.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    /// Letters match in either case: ASCII letters only, as in Java, or all with `u`.
    pub(super) ignore_case: bool,
    /// `^` and `$` match at line terminators too.
    multi_line: bool,
    /// `.` matches line terminators too.
    dot_all: bool,
    /// Case is that of Unicode.
    pub(super) unicode_case: bool,
}

pub(super) struct Parser<'a> {
    text: &'a str,
    chars: Vec<(usize, char)>,
    at: usize,
    /// How many capturing groups the whole pattern has: `\2` refers to the second if there is one.
    groups: usize,
    /// Whether any group has a name: only then does `\k` refer to one.
    named: bool,
    pub(super) flags: Flags,
    depth: usize,
    /// Inside the second half of an intersection, which cannot be one itself.
    pub(super) intersected: bool,
}

impl Parser<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).map(|&(_, c)| c)
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    pub(super) fn eat(&mut self, literal: &str) -> bool {
        let found = self.starts_with(literal);
        if found {
            self.at += literal.chars().count();
        }
        found
    }

    pub(super) fn starts_with(&self, literal: &str) -> bool {
        self.text[self.offset()..].starts_with(literal)
    }

    /// Where the parser is, in bytes.
    pub(super) fn offset(&self) -> usize {
        self.chars
            .get(self.at)
            .map_or(self.text.len(), |&(offset, _)| offset)
    }

    /// The text from byte `start` to where the parser is.
    fn since(&self, start: usize) -> String {
        self.text[start..self.offset()].to_owned()
    }

    pub(super) fn mark(&self) -> usize {
        self.at
    }

    pub(super) fn back_to(&mut self, mark: usize) {
        self.at = mark;
    }

    pub(super) fn error(&self, problem: impl Into<String>) -> Refusal {
        Refusal::Syntax {
            offset: self.offset(),
            problem: problem.into(),
        }
    }

    pub(super) fn error_at(offset: usize, problem: impl Into<String>) -> Refusal {
        Refusal::Syntax {
            offset,
            problem: problem.into(),
        }
    }

    fn alternatives(&mut self) -> Result<Node, Refusal> {
        let mut branches = Vec::new();
        loop {
            branches.push(self.sequence()?);
            if !self.eat("|") {
                return Ok(Node::alt(branches));
            }
        }
    }

    fn sequence(&mut self) -> Result<Node, Refusal> {
        let mut pieces = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            if self.eat("\\Q") {
                self.quoted(&mut pieces)?;
            } else {
                let atom = self.atom()?;
                pieces.push(self.repeated(atom)?);
            }
        }
        Ok(Node::concat(pieces))
    }

    /// Java's `\Q...\E`: everything in it stands for itself.
    fn quoted(&mut self, pieces: &mut Vec<Node>) -> Result<(), Refusal> {
        let mut last = None;
        while self.peek().is_some() && !self.eat("\\E") {
            if let Some(c) = self.next() {
                pieces.extend(last.replace(self.literal(u32::from(c))));
            }
        }
        if let Some(last) = last {
            pieces.push(self.repeated(last)?);
        }
        Ok(())
    }

    fn atom(&mut self) -> Result<Node, Refusal> {
        let start = self.offset();
        match self.next() {
            Some('^') if self.flags.multi_line => Ok(Node::alt(vec![
                Node::Start,
                Node::look(false, false, Node::Class(line_terminators())),
            ])),
            Some('^') => Ok(Node::Start),
            Some('$') if self.flags.multi_line => Ok(Node::alt(vec![
                Node::End,
                Node::look(true, false, Node::Class(line_terminators())),
            ])),
            Some('$') => Ok(Node::End),
            Some('.') if self.flags.dot_all => Ok(Node::any_char()),
            Some('.') => {
                let mut set = line_terminators();
                set.negate();
                Ok(Node::Class(set))
            }
            Some('(') => self.group(start),
            Some('[') => Ok(Node::Class(self.bracketed(start)?)),
            Some('\\') => self.escape(start),
            Some(c @ ('*' | '+' | '?')) => Err(Self::error_at(
                start,
                format!("there is nothing before this `{c}` to repeat"),
            )),
            Some('{') => {
                self.at -= 1;
                if self.braces()?.is_some() {
                    return Err(Self::error_at(
                        start,
                        "there is nothing before this `{` to repeat",
                    ));
                }
                self.at += 1;
                Ok(self.literal(u32::from('{')))
            }
            Some(c) => Ok(self.literal(u32::from(c))),
            None => Ok(Node::Empty),
        }
    }

    /// A character that stands for itself. A lone surrogate is in no text.
    fn literal(&self, code: u32) -> Node {
        let mut set = char_set(&[]);
        if let Some(c) = char::from_u32(code) {
            set = char_set(&[(c, c)]);
            self.fold(&mut set);
        }
        Node::Class(set)
    }

    /// Adds the other case of what is in `set`, under `(?i)`.
    pub(super) fn fold(&self, set: &mut CharSet) {
        if !self.flags.ignore_case {
            return;
        }
        if self.flags.unicode_case {
            // It fails only when the tables are switched off; they are not.
            let _ = set.try_case_fold_simple();
            return;
        }
        let mut other = Vec::new();
        for (first, last, shift) in [('a', 'z', -32i32), ('A', 'Z', 32)] {
            for c in first..=last {
                if set
                    .ranges()
                    .iter()
                    .any(|range| range.start() <= c && c <= range.end())
                    && let Some(swapped) = u32::from(c)
                        .checked_add_signed(shift)
                        .and_then(char::from_u32)
                {
                    other.push((swapped, swapped));
                }
            }
        }
        set.union(&char_set(&other));
    }

    /// What follows an opening parenthesis.
    fn group(&mut self, start: usize) -> Result<Node, Refusal> {
        if self.depth == MAX_DEPTH {
            return Err(Self::error_at(
                start,
                format!("groups are nested more than {MAX_DEPTH} deep"),
            ));
        }
        let mut look = None;
        let outer = self.flags;
        if self.eat("?") {
            if self.eat("=") {
                look = Some((true, false));
            } else if self.eat("!") {
                look = Some((true, true));
            } else if self.eat("<=") {
                look = Some((false, false));
            } else if self.eat("<!") {
                look = Some((false, true));
            } else if self.eat("<") || self.eat("P<") {
                self.group_name()?;
            } else if self.eat(">") {
                return Err(Refusal::Atomic {
                    offset: start,
                    text: self.since(start),
                });
            } else if !self.eat(":") {
                self.flag_letters()?;
                if self.eat(")") {
                    // Java: the flags hold for the rest of the group that this one is in.
                    return Ok(Node::Empty);
                }
                if !self.eat(":") {
                    return Err(self.error("this kind of group is not known"));
                }
            }
        }
        self.depth += 1;
        let node = self.alternatives()?;
        self.depth -= 1;
        if !self.eat(")") {
            return Err(Self::error_at(start, "this `(` is never closed"));
        }
        self.flags = outer;
        Ok(match look {
            Some((ahead, negated)) => Node::look(ahead, negated, node),
            None => node,
        })
    }

    fn group_name(&mut self) -> Result<(), Refusal> {
        let start = self.offset();
        while let Some(c) = self.next() {
            match c {
                '>' if self.offset() > start + 1 => return Ok(()),
                c if c.is_alphanumeric() || c == '_' || c == '$' => {}
                _ => break,
            }
        }
        Err(Self::error_at(
            start,
            "a group name is letters, digits, `_` and `$`, and ends with `>`",
        ))
    }

    fn flag_letters(&mut self) -> Result<(), Refusal> {
        let mut on = true;
        while let Some(c) = self.peek() {
            match c {
                '-' if on => on = false,
                'i' => self.flags.ignore_case = on,
                'm' => self.flags.multi_line = on,
                's' => self.flags.dot_all = on,
                'u' => self.flags.unicode_case = on,
                ':' | ')' => return Ok(()),
                _ => {
                    return Err(self.error(format!(
                        "`{c}` is no flag that is known here; known are i, m, s and u"
                    )));
                }
            }
            self.at += 1;
        }
        Ok(())
    }

    /// What follows a backslash outside of brackets.
    fn escape(&mut self, start: usize) -> Result<Node, Refusal> {
        let Some(c) = self.peek() else {
            return Err(Self::error_at(
                start,
                "a pattern cannot end in a single backslash",
            ));
        };
        match c {
            'b' | 'B' => {
                self.at += 1;
                Ok(Node::WordBoundary { negated: c == 'B' })
            }
            'A' => {
                self.at += 1;
                Ok(Node::Start)
            }
            'z' => {
                self.at += 1;
                Ok(Node::End)
            }
            'Z' => {
                self.at += 1;
                Ok(before_last_line_terminator())
            }
            'R' => {
                self.at += 1;
                Ok(any_line_break())
            }
            '1'..='9' => {
                let mark = self.mark();
                let number = self.digits().unwrap_or(u32::MAX);
                if usize::try_from(number).is_ok_and(|number| number <= self.groups) {
                    return Err(Refusal::Backreference {
                        offset: start,
                        text: self.since(start),
                    });
                }
                self.back_to(mark);
                self.escaped_character(start)
            }
            'k' if self.named => {
                while self.next().is_some_and(|c| c != '>') {}
                Err(Refusal::Backreference {
                    offset: start,
                    text: self.since(start),
                })
            }
            'G' | 'X' => Err(Self::error_at(
                start,
                format!("`\\{c}` has no meaning here"),
            )),
            _ => self.escaped_character(start),
        }
    }

    fn escaped_character(&mut self, start: usize) -> Result<Node, Refusal> {
        match self.class_escape(start)? {
            CharClasses::One(code) => Ok(self.literal(code)),
            CharClasses::Set(mut set) => {
                self.fold(&mut set);
                Ok(Node::Class(set))
            }
        }
    }

    /// The quantifier after an atom, if there is one.
    fn repeated(&mut self, atom: Node) -> Result<Node, Refusal> {
        let start = self.offset();
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.braces()? {
                Some(counts) => {
                    self.at -= 1;
                    counts
                }
                None => return Ok(atom),
            },
            _ => return Ok(atom),
        };
        self.at += 1;
        // Which of the matches is found first does not matter here, so a lazy quantifier is a greedy one.
        let possessive = !self.eat("?") && self.eat("+");
        let again = self.offset();
        if matches!(self.peek(), Some('*' | '+' | '?'))
            || (self.peek() == Some('{') && self.braces()?.is_some())
        {
            return Err(Self::error_at(
                again,
                "there is nothing before this quantifier to repeat",
            ));
        }
        if possessive {
            return possessive_repeat(atom, min, max).ok_or_else(|| Refusal::Possessive {
                offset: start,
                text: self.since(start),
            });
        }
        Ok(Node::repeat(atom, min, max))
    }

    /// `{n}`, `{n,}` or `{n,m}`, passed over; `None`, and nothing passed over, if what stands there is not one of them.
    fn braces(&mut self) -> Result<Option<(u32, Option<u32>)>, Refusal> {
        let mark = self.mark();
        let start = self.offset();
        let found = self.eat("{").then(|| {
            let min = self.digits()?;
            let max = if self.eat(",") {
                self.digits()
            } else {
                Some(min)
            };
            self.eat("}").then_some((min, max))
        });
        match found.flatten() {
            Some((min, Some(max))) if min > max => Err(Self::error_at(
                start,
                "the numbers of this quantifier are out of order",
            )),
            Some(counts) => Ok(Some(counts)),
            None => {
                self.back_to(mark);
                Ok(None)
            }
        }
    }

    /// A decimal number; too large a one is `u32::MAX`, which no limit here allows.
    fn digits(&mut self) -> Option<u32> {
        let mut value: Option<u32> = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.at += 1;
            value = Some(value.unwrap_or(0).saturating_mul(10).saturating_add(digit));
        }
        value
    }
}

/// The number of capturing groups, and whether any has a name.
fn count_groups(chars: &[(usize, char)]) -> (usize, bool) {
    let at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let (mut groups, mut named, mut in_class, mut i) = (0, false, false, 0);
    while let Some(c) = at(i) {
        match c {
            '\\' => i += 1,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let name = (at(i + 1) == Some('?')
                    && at(i + 2) == Some('<')
                    && !matches!(at(i + 3), Some('=' | '!')))
                    || (at(i + 1) == Some('?') && at(i + 2) == Some('P'));
                named |= name;
                if name || at(i + 1) != Some('?') {
                    groups += 1;
                }
            }
            _ => {}
        }
        i += 1;
    }
    (groups, named)
}

/// What `.` leaves out in ECMA-262.
fn line_terminators() -> CharSet {
    char_set(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')])
}

/// Java's `\R`.
fn any_line_break() -> Node {
    Node::alt(vec![
        Node::concat(vec![
            Node::class(&[('\r', '\r')]),
            Node::class(&[('\n', '\n')]),
        ]),
        Node::class(&[('\n', '\r'), ('\u{85}', '\u{85}'), ('\u{2028}', '\u{2029}')]),
    ])
}

/// Java's `\Z`: the end, or before a line terminator that ends the text.
fn before_last_line_terminator() -> Node {
    let terminator = Node::alt(vec![
        Node::Empty,
        Node::concat(vec![
            Node::class(&[('\r', '\r')]),
            Node::class(&[('\n', '\n')]),
        ]),
        Node::class(&[
            ('\n', '\n'),
            ('\r', '\r'),
            ('\u{85}', '\u{85}'),
            ('\u{2028}', '\u{2029}'),
        ]),
    ]);
    Node::look(true, false, Node::concat(vec![terminator, Node::End]))
}

/// A possessive quantifier takes as much as it can and gives nothing back: either the most it may, or fewer and then no further
/// one follows. That is so where all matches of the atom have the same width; elsewhere `None`.
fn possessive_repeat(atom: Node, min: u32, max: Option<u32>) -> Option<Node> {
    let width = atom.fixed_width()?;
    if max == Some(min) || width == 0 {
        return Some(Node::repeat(atom, min, max));
    }
    let stop = Node::look(true, true, atom.clone());
    Some(match max {
        None => Node::concat(vec![Node::repeat(atom, min, None), stop]),
        Some(max) => Node::alt(vec![
            Node::concat(vec![Node::repeat(atom.clone(), min, Some(max - 1)), stop]),
            Node::repeat(atom, max, Some(max)),
        ]),
    })
}
