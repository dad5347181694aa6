//! Where in a value something is.
//!
//! In: members, list indices and map keys, innermost first, since a path is only built on the way out of a failure.
//! Out: a JSON pointer (RFC 6901) of the members' names in the model, as in `/list/0/name`. It never holds a value, and
//! the key of a sensitive map is kept to tell entries apart, but is shown
//! as `*`.

use crate::schema::{Member, SENSITIVE};
use std::fmt::{self, Debug, Display, Formatter, Write};

/// One step of a path.
#[derive(Clone)]
pub enum Segment {
    /// A member of a structure or union.
    Member(&'static Member),
    /// An item of a list.
    Index(usize),
    /// The value at a key of a map.
    Key(String),
    /// The value at a key that is not shown.
    SensitiveKey(String),
}

impl Segment {
    /// The step to the value at `key`; the key of a sensitive map is not shown.
    pub(crate) fn key(map: &'static Member, key: &str) -> Self {
        if map.has(SENSITIVE) || map.item().key().has(SENSITIVE) {
            Self::SensitiveKey(key.to_owned())
        } else {
            Self::Key(key.to_owned())
        }
    }

    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Member(a), Self::Member(b)) => std::ptr::eq(*a, *b),
            (Self::Index(a), Self::Index(b)) => a == b,
            (Self::Key(a), Self::Key(b)) | (Self::SensitiveKey(a), Self::SensitiveKey(b)) => a == b,
            _ => false,
        }
    }
}

impl Display for Segment {
    /// The segment with the pointer's escapes: `~` is `~0`, `/` is `~1`.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Member(member) => member.name(),
            Self::Index(index) => return write!(f, "{index}"),
            Self::Key(key) => key,
            Self::SensitiveKey(_) => "*",
        };
        for character in name.chars() {
            match character {
                '~' => f.write_str("~0")?,
                '/' => f.write_str("~1")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

impl Debug for Segment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Segment({self})")
    }
}

/// A place in a value. The whole value has the empty path.
#[derive(Clone, Debug, Default)]
pub struct Path {
    /// Innermost first.
    reversed: Vec<Segment>,
}

impl Path {
    /// The path of a member of the whole value.
    pub(crate) fn member(member: &'static Member) -> Self {
        Self {
            reversed: vec![Segment::Member(member)],
        }
    }

    /// Of segments that come outermost first.
    pub(crate) fn from_outermost(segments: &[Segment]) -> Self {
        Self {
            reversed: segments.iter().rev().cloned().collect(),
        }
    }

    /// Says what the path so far lies in.
    pub(crate) fn enclose(&mut self, segment: Segment) {
        self.reversed.push(segment);
    }

    /// Whether it is the place that `segments`, outermost first, lead to.
    pub(crate) fn is(&self, segments: &[Segment]) -> bool {
        // Innermost first, where paths differ most.
        self.reversed.len() == segments.len()
            && self
                .reversed
                .iter()
                .zip(segments.iter().rev())
                .all(|(a, b)| a.is(b))
    }
}

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.reversed
            .iter()
            .rev()
            .try_for_each(|segment| write!(f, "/{segment}"))
    }
}
