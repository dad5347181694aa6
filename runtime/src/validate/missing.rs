//! Required members that a decoder did not find.
//!
//! In: one path per member, from a body's decoder or from the HTTP bindings. Out: the list, for the validator, which
//! reports them among the violations. The values in their places are placeholders.

use crate::path::{Path, Segment};
use crate::schema::Member;

/// Beyond these, which is more than any report needs, members are no longer noted: a hostile body may lack millions.
const LIMIT: usize = 1000;

/// The required members that are missing from a value.
#[derive(Clone, Debug, Default)]
pub struct Missing {
    paths: Vec<Path>,
}

impl Missing {
    /// Whether nothing is missing.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// How many are noted.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Notes a member of the whole value, as HTTP bindings do.
    #[cold]
    pub fn member(&mut self, member: &'static Member) {
        self.push(Path::member(member));
    }

    #[cold]
    pub(crate) fn push(&mut self, path: Path) {
        if self.paths.len() < LIMIT {
            self.paths.push(path);
        }
    }

    /// Says where the value lies in which the members from the one at `from` on are missing.
    #[cold]
    pub(crate) fn enclose(&mut self, from: usize, segment: &Segment) {
        for path in self.paths.iter_mut().skip(from) {
            path.enclose(segment.clone());
        }
    }

    /// Whether the member that `segments` lead to is missing.
    pub(crate) fn contains(&self, segments: &[Segment]) -> bool {
        self.paths.iter().any(|path| path.is(segments))
    }

    pub(crate) fn paths(&self) -> &[Path] {
        &self.paths
    }

    pub(crate) fn into_first(self) -> Option<Path> {
        self.paths.into_iter().next()
    }
}
