//! Why JSON could not be read or written.
//!
//! In: a fixed clause, and where. Out: a message with a byte offset and a path. It never holds any of the input's text
//! but names of members and keys of maps that are not sensitive.

use crate::codec::CodecError;
use crate::path::{Path, Segment};
use crate::schema::Member;
use std::fmt::{self, Debug, Display, Formatter};

/// Why JSON could not be read or written, and where.
///
/// It displays as `expected a string at byte 17, in /execution/jobId`.
pub struct Error(Box<Inner>);

struct Inner {
    what: &'static str,
    offset: Option<usize>,
    path: Path,
}

impl Error {
    /// Without a place.
    #[cold]
    pub(crate) fn new(what: &'static str) -> Self {
        Self(Box::new(Inner {
            what,
            offset: None,
            path: Path::default(),
        }))
    }

    /// At a byte of the input.
    #[cold]
    #[inline(never)]
    pub(super) fn at(what: &'static str, offset: usize) -> Self {
        let mut error = Self::new(what);
        error.0.offset = Some(offset);
        error
    }

    /// A required member that is missing, for readers who cannot go on without it.
    pub(super) fn missing(path: Path) -> Self {
        let mut error = Self::new("a required member is missing");
        error.0.path = path;
        error
    }

    #[cold]
    #[inline(never)]
    pub(super) fn in_member(mut self, member: &'static Member) -> Self {
        self.0.path.enclose(Segment::Member(member));
        self
    }

    #[cold]
    #[inline(never)]
    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.0.path.enclose(Segment::Index(index));
        self
    }

    #[cold]
    #[inline(never)]
    pub(super) fn in_entry(mut self, map: &'static Member, key: &str) -> Self {
        self.0.path.enclose(Segment::key(map, key));
        self
    }

    /// What is wrong.
    pub fn what(&self) -> &'static str {
        self.0.what
    }

    /// The byte of the input at which reading stopped, counted from 0; `None` if nothing was read.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// Where in the value, as a JSON pointer of members' names; empty for the whole value.
    pub fn path(&self) -> String {
        self.0.path.to_string()
    }
}

impl CodecError for Error {
    fn custom(what: &'static str) -> Self {
        Self::new(what)
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.what)?;
        if let Some(offset) = self.0.offset {
            write!(f, " at byte {offset}")?;
        }
        match self.path() {
            path if path.is_empty() => Ok(()),
            path => write!(f, ", in {path}"),
        }
    }
}

impl Debug for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "json::Error({self})")
    }
}

impl std::error::Error for Error {}
