//! JSON as the readers take it: ordered, exact, every node with its place.
//!
//! In: the text of a document. Out: a tree of [`Node`]s that are consumed key by key, so that what nobody asked for is
//! still there to be kept. A repeated key, a wrong type and text that is not JSON are findings. Never knows a model.

use super::findings::Findings;
use crate::model::{Number, Value};
use crate::source::Location;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// How deep arrays and objects may nest. Models need about ten; the rest protects the stack.
const MAX_DEPTH: usize = 128;

/// A value and its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) at: Location,
}

/// An object that is being taken apart: what is left at the end was not understood.
#[derive(Debug)]
pub(super) struct Object {
    pub(super) at: Location,
    members: Vec<(String, Value)>,
}

impl Node {
    /// The object, else a finding.
    pub(super) fn object(self, findings: &mut Findings<'_>) -> Option<Object> {
        match self.value {
            Value::Object(members) => Some(Object {
                at: self.at,
                members,
            }),
            other => findings.expected("an object", &other, &self.at),
        }
    }

    /// The items with their places, else a finding.
    pub(super) fn array(self, findings: &mut Findings<'_>) -> Option<Vec<Node>> {
        match self.value {
            Value::Array(items) => Some(
                items
                    .into_iter()
                    .enumerate()
                    .map(|(index, value)| Node {
                        value,
                        at: self.at.child(&index.to_string()),
                    })
                    .collect(),
            ),
            other => findings.expected("an array", &other, &self.at),
        }
    }

    /// The text, else a finding.
    pub(super) fn string(self, findings: &mut Findings<'_>) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text),
            other => findings.expected("a string", &other, &self.at),
        }
    }

    /// The texts of an array of strings, else findings.
    pub(super) fn strings(self, findings: &mut Findings<'_>) -> Option<Vec<String>> {
        self.array(findings)?
            .into_iter()
            .map(|item| item.string(findings))
            .collect()
    }

    /// The truth value, else a finding.
    pub(super) fn boolean(self, findings: &mut Findings<'_>) -> Option<bool> {
        match self.value {
            Value::Boolean(value) => Some(value),
            other => findings.expected("true or false", &other, &self.at),
        }
    }

    /// The number, else a finding.
    pub(super) fn number(self, findings: &mut Findings<'_>) -> Option<Number> {
        match self.value {
            Value::Number(number) => Some(number),
            other => findings.expected("a number", &other, &self.at),
        }
    }

    /// A whole number that fits `T`, else a finding that says `what` was expected.
    pub(super) fn whole<T: TryFrom<i128>>(
        self,
        what: &str,
        findings: &mut Findings<'_>,
    ) -> Option<T> {
        if let Value::Number(Number::Integer(value)) = self.value
            && let Ok(value) = T::try_from(value)
        {
            return Some(value);
        }
        findings.expected(what, &self.value, &self.at)
    }
}

impl Object {
    /// Takes the member `key` out.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let index = self.members.iter().position(|(k, _)| k == key)?;
        let (_, value) = self.members.remove(index);
        Some(Node {
            value,
            at: self.at.child(key),
        })
    }

    /// Takes the member `key` out; `true` when it is there and true. `false` says nothing, as if it were absent.
    pub(super) fn take_flag(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<Location> {
        let node = self.take(key)?;
        let at = node.at.clone();
        node.boolean(findings)?.then_some(at)
    }

    /// Takes the member `key` out as text.
    pub(super) fn take_string(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<String> {
        self.take(key)?.string(findings)
    }

    /// The member `key`, left where it is.
    pub(super) fn peek(&self, key: &str) -> Option<&Value> {
        self.members
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, value)| value)
    }

    /// Whether the member `key` is still there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.peek(key).is_some()
    }

    /// Takes out parts that only shapes of another type have, and says so: nobody could ever send a member of a string.
    /// `parts` gives each part and the type that has it.
    pub(super) fn refuse(
        &mut self,
        parts: &[(&str, &str)],
        kind: &str,
        findings: &mut Findings<'_>,
    ) {
        for (key, of) in parts {
            if let Some(node) = self.take(key) {
                findings.error(
                    &node.at,
                    format!("{key:?} says nothing about a shape of kind {kind}"),
                    format!("remove {key:?}, or make the shape a {of}"),
                );
            }
        }
    }

    /// What is left, in input order.
    pub(super) fn rest(self) -> impl Iterator<Item = (String, Node)> {
        let at = self.at;
        self.members.into_iter().map(move |(key, value)| {
            let at = at.child(&key);
            (key, Node { value, at })
        })
    }
}

/// Reads a whole document. `None` after at least one finding.
pub(super) fn parse(source: u32, text: &str, findings: &mut Findings<'_>) -> Option<Node> {
    // Some editors write a byte order mark; RFC 8259 lets a parser skip it.
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut tree = Tree {
        text,
        source,
        findings,
        sound: true,
    };
    let whole: &RawValue = tree.deserialize(json)?;
    let value = tree.build(whole.get(), 0)?;
    tree.sound.then(|| Node {
        value,
        at: Location::new(source, ""),
    })
}

/// Turns text into values. Each level is cut into raw slices by `serde_json` and then descended into: that keeps numbers
/// exact and gives every problem its place, at the price of reading each byte once per level.
struct Tree<'t, 'f, 'd> {
    text: &'t str,
    source: u32,
    findings: &'f mut Findings<'d>,
    sound: bool,
}

impl<'t> Tree<'t, '_, '_> {
    fn build(&mut self, raw: &'t str, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            let span = self.span(raw);
            self.problem(
                span,
                format!("nested deeper than {MAX_DEPTH} levels"),
                "no service model is built like this; is it the right file?",
            );
            return None;
        }
        Some(match raw.as_bytes().first()? {
            b'{' => {
                let entries = self.deserialize::<Entries<'t>>(raw)?.0;
                let mut seen = HashSet::with_capacity(entries.len());
                let mut members = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let name: Cow<'t, str> = match plain(key.get()) {
                        Some(name) => name.into(),
                        None => self.deserialize::<String>(key.get())?.into(),
                    };
                    let value = self.build(value.get(), depth + 1)?;
                    if seen.insert(name.clone()) {
                        members.push((name.into_owned(), value));
                    } else {
                        let span = self.span(key.get());
                        self.problem(
                            span,
                            format!("the key {name:?} stands twice in one object"),
                            "remove one of the two: which one counts is not defined",
                        );
                    }
                }
                Value::Object(members)
            }
            b'[' => Value::Array(
                self.deserialize::<Items<'t>>(raw)?
                    .0
                    .into_iter()
                    .map(|item| self.build(item.get(), depth + 1))
                    .collect::<Option<_>>()?,
            ),
            b'"' => Value::String(match plain(raw) {
                Some(text) => text.to_owned(),
                None => self.deserialize(raw)?,
            }),
            b't' => Value::Boolean(true),
            b'f' => Value::Boolean(false),
            b'n' => Value::Null,
            _ => Value::Number(number(raw)),
        })
    }

    fn deserialize<T: Deserialize<'t>>(&mut self, raw: &'t str) -> Option<T> {
        serde_json::from_str(raw)
            .map_err(|error| {
                let start = self.span(raw).start + offset(raw, error.line(), error.column());
                let text = error.to_string();
                let message = text.split(" at line ").next().unwrap_or(&text);
                self.problem(
                    start..(start + 1).min(self.text.len()),
                    format!("not JSON: {message}"),
                    "a model is JSON: a C2J service-2.json or a Smithy JSON AST",
                );
            })
            .ok()
    }

    /// Where a slice of the text stands in it.
    fn span(&self, slice: &str) -> std::ops::Range<usize> {
        let start = (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + slice.len()
    }

    fn problem(&mut self, span: std::ops::Range<usize>, message: String, help: &str) {
        self.sound = false;
        let at = Location::bytes(self.source, span);
        self.findings.error(&at, message, help);
    }
}

/// The byte offset of a line and a column as `serde_json` counts them: both from one, columns in bytes, a column of zero
/// for the line break itself.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// The text of a JSON string that says nothing in escapes.
fn plain(raw: &str) -> Option<&str> {
    let text = raw.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('\\')).then_some(text)
}

/// A JSON number, exactly: whole numbers as such, all else by its text. `-0` is no whole number: its sign counts for a
/// float.
fn number(text: &str) -> Number {
    match text.parse::<i128>() {
        Ok(value) if text != "-0" => Number::Integer(value),
        _ => Number::Decimal(text.to_owned()),
    }
}

/// The raw entries of an object, in input order, repeated keys included.
struct Entries<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'t> Deserialize<'t> for Entries<'t> {
    fn deserialize<D: Deserializer<'t>>(from: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'t> Visitor<'t> for Collect {
            type Value = Entries<'t>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Entries<'t>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        from.deserialize_map(Collect)
    }
}

/// The raw items of an array.
struct Items<'t>(Vec<&'t RawValue>);

impl<'t> Deserialize<'t> for Items<'t> {
    fn deserialize<D: Deserializer<'t>>(from: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'t> Visitor<'t> for Collect {
            type Value = Items<'t>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Items<'t>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        from.deserialize_seq(Collect)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
