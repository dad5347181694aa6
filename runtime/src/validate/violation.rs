//! What is wrong with a value.
//!
//! In: a path and the constraint that isn't satisfied. Out: Smithy's wording (`smithy.framework#ValidationException`).

use std::fmt::{self, Display, Formatter};

/// Which constraint a value violates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// A required member is absent.
    Required,
    /// A string, blob, list or map is too short or too long.
    Length,
    /// A number is too small or too great.
    Range,
    /// A string doesn't match.
    Pattern,
    /// A value is none of those that the enum has.
    Enum,
    /// A list has equal items.
    UniqueItems,
    /// Structures, unions, lists and maps are nested too deeply to be checked.
    Depth,
}

/// One constraint that a value violates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
    kind: ViolationKind,
}

impl Violation {
    /// `subject` is `Value` or `Value with length 3`, `demand` what follows `Member must `.
    #[cold]
    pub(super) fn new(kind: ViolationKind, path: String, subject: &str, demand: &str) -> Self {
        Self {
            message: format!(
                "{subject} at '{path}' failed to satisfy constraint: Member must {demand}"
            ),
            path,
            kind,
        }
    }

    /// Where the value is, as a JSON pointer of the model's names: `/list/0/name`. For the key of a map, the map.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Smithy's wording, path included.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Which constraint it is.
    pub fn kind(&self) -> ViolationKind {
        self.kind
    }
}

impl Display for Violation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// All violations that were found in a value, up to the limit; at least one.
///
/// Displays as a `ValidationException`'s message: `1 validation error detected. ` and the violation's own, or
/// `2 validation errors detected. ` and theirs, joined by `; `.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    pub(super) fn new(found: Vec<Violation>) -> Self {
        Self(found)
    }

    /// In the model's order of members.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Display for Violations {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("1 validation error detected. ")?,
            count => write!(f, "{count} validation errors detected. ")?,
        }
        for (index, violation) in self.0.iter().enumerate() {
            if index != 0 {
                f.write_str("; ")?;
            }
            write!(f, "{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
