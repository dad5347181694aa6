//! Evaluation.
//!
//! In: an expression and a value. Out: what the one selects in the other, borrowed where it can be. A function that is
//! given what it cannot take ends the evaluation; everything else that doesn't fit is null, as JMESPath says.

use super::compare::{compare, holds};
use super::expression::{Expression, Literal};
use super::function::call;
use crate::document::Document;
use std::borrow::Cow;

/// A function cannot take what it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeError;

type Result<T> = std::result::Result<T, TypeError>;

static NULL: Document = Document::Null;

impl Expression {
    /// What the expression gives for a value.
    ///
    /// # Errors
    ///
    /// A function cannot take what it is given.
    pub fn evaluate(&self, on: &Document) -> Result<Document> {
        self.borrowed(on).map(Cow::into_owned)
    }

    pub(super) fn borrowed<'v>(&self, on: &'v Document) -> Result<Cow<'v, Document>> {
        Ok(match self {
            Self::Current => Cow::Borrowed(on),
            Self::Path(names) => Cow::Borrowed(path(on, names)),
            Self::Index(index) => Cow::Borrowed(item(on, *index)),
            Self::Slice { start, stop, step } => Cow::Owned(slice(on, *start, *stop, *step)),
            Self::Literal(literal) => Cow::Owned(literal.value()),
            Self::Chain(steps) => chain(on, steps)?,
            Self::Each(of, then) => match of.borrowed(on)?.as_array() {
                Some(items) => project(items, then)?,
                None => Cow::Borrowed(&NULL),
            },
            Self::Flatten(of, then) => match of.borrowed(on)?.as_array() {
                Some(items) => project(items.iter().flat_map(flat), then)?,
                None => Cow::Borrowed(&NULL),
            },
            Self::Values(of, then) => match of.borrowed(on)?.as_object() {
                Some(entries) => project(entries.iter().map(|(_, value)| value), then)?,
                None => Cow::Borrowed(&NULL),
            },
            Self::Filter(of, condition, then) => match of.borrowed(on)?.as_array() {
                Some(items) => {
                    let mut kept = Vec::new();
                    for item in items {
                        if holds(&*condition.borrowed(item)?) {
                            kept.push(item);
                        }
                    }
                    project(kept, then)?
                }
                None => Cow::Borrowed(&NULL),
            },
            Self::Or(first, second) => match first.borrowed(on)? {
                value if holds(&value) => value,
                _ => second.borrowed(on)?,
            },
            Self::And(first, second) => match first.borrowed(on)? {
                value if !holds(&value) => value,
                _ => second.borrowed(on)?,
            },
            Self::Not(value) => boolean(!holds(&*value.borrowed(on)?)),
            Self::Compare(comparison, left, right) => {
                let (left, right) = (left.borrowed(on)?, right.borrowed(on)?);
                match compare(*comparison, &left, &right) {
                    Some(result) => boolean(result),
                    None => Cow::Borrowed(&NULL),
                }
            }
            Self::List(_) | Self::Object(_) if on.is_null() => Cow::Borrowed(&NULL),
            Self::List(items) => {
                let items = items.iter().map(|item| item.evaluate(on));
                Cow::Owned(Document::Array(items.collect::<Result<_>>()?))
            }
            Self::Object(entries) => {
                let entries = entries
                    .iter()
                    .map(|(name, value)| Ok(((*name).to_owned(), value.evaluate(on)?)));
                Cow::Owned(Document::object(entries.collect::<Result<_>>()?))
            }
            Self::Call(function, arguments) => {
                let arguments = arguments.iter().map(|argument| argument.borrowed(on));
                Cow::Owned(call(*function, &arguments.collect::<Result<Vec<_>>>()?)?)
            }
        })
    }
}

impl Literal {
    fn value(&self) -> Document {
        match self {
            Self::Null => Document::Null,
            Self::Boolean(value) => Document::Boolean(*value),
            Self::Integer(number) => Document::Integer(*number),
            Self::Double(number) => Document::Double(*number),
            Self::String(text) => Document::String((*text).to_owned()),
            Self::List(items) => Document::Array(items.iter().map(Self::value).collect()),
            Self::Object(entries) => {
                let entries = entries
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), value.value()));
                Document::object(entries.collect())
            }
        }
    }
}

fn boolean(value: bool) -> Cow<'static, Document> {
    Cow::Owned(Document::Boolean(value))
}

fn path<'v>(on: &'v Document, names: &[&str]) -> &'v Document {
    names
        .iter()
        .try_fold(on, |value, name| value.get(name))
        .unwrap_or(&NULL)
}

fn chain<'v>(on: &'v Document, steps: &[Expression]) -> Result<Cow<'v, Document>> {
    let mut value = Cow::Borrowed(on);
    for step in steps {
        value = match value {
            Cow::Borrowed(value) => step.borrowed(value)?,
            Cow::Owned(value) => Cow::Owned(step.evaluate(&value)?),
        };
    }
    Ok(value)
}

fn item(on: &Document, index: i64) -> &Document {
    let items = on.as_array().unwrap_or_default();
    let place = match usize::try_from(index) {
        Ok(index) => Some(index),
        Err(_) => usize::try_from(index.unsigned_abs())
            .ok()
            .and_then(|from_end| items.len().checked_sub(from_end)),
    };
    place.and_then(|place| items.get(place)).unwrap_or(&NULL)
}

/// What an item is laid out as.
fn flat(item: &Document) -> &[Document] {
    item.as_array().unwrap_or(std::slice::from_ref(item))
}

fn project<'i>(
    items: impl IntoIterator<Item = &'i Document>,
    then: &Expression,
) -> Result<Cow<'static, Document>> {
    let mut given = Vec::new();
    for item in items {
        let value = then.evaluate(item)?;
        if !value.is_null() {
            given.push(value);
        }
    }
    Ok(Cow::Owned(Document::Array(given)))
}

/// As Python slices: places beyond an end are that end.
fn slice(on: &Document, start: Option<i64>, stop: Option<i64>, step: i64) -> Document {
    let Some(items) = on.as_array() else {
        return Document::Null;
    };
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let (lowest, highest) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let place = |place: i64| {
        let place = if place < 0 {
            place.saturating_add(length)
        } else {
            place
        };
        place.clamp(lowest, highest)
    };
    let (first, end) = if step < 0 {
        (start.map_or(highest, place), stop.map_or(lowest, place))
    } else {
        (start.map_or(lowest, place), stop.map_or(highest, place))
    };
    let mut taken = Vec::new();
    let mut at = first;
    while if step < 0 { at > end } else { at < end } {
        let item = usize::try_from(at).ok().and_then(|at| items.get(at));
        taken.extend(item.cloned());
        at = at.saturating_add(step);
    }
    Document::Array(taken)
}
