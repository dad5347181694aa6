//! Shape ids: `namespace#Shape` and `namespace#Shape$member`.
//!
//! In: text of a model. Out: ids that compare, sort and print as Smithy writes them. Never decides a Rust name.

use std::fmt;
use std::sync::Arc;

/// The absolute id of a shape, `namespace#Name` (Smithy 2.0, "Shape ID").
///
/// Cheap to clone: models refer to the same few names from many places.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId {
    text: Arc<str>,
    hash: usize,
}

impl ShapeId {
    /// An id from its namespace and its name, taken as they are.
    #[must_use]
    pub fn new(namespace: &str, name: &str) -> Self {
        Self {
            text: format!("{namespace}#{name}").into(),
            hash: namespace.len(),
        }
    }

    /// Reads `namespace#Name`. `None` when there is no `#`, or a `$member` behind it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hash = text.find('#')?;
        (!text[hash..].contains('$')).then(|| Self {
            text: text.into(),
            hash,
        })
    }

    /// The part before `#`.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.text[..self.hash]
    }

    /// The part behind `#`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.text[self.hash + 1..]
    }

    /// The whole id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The id of a member of this shape, for messages: `namespace#Name$member`.
    #[must_use]
    pub fn member(&self, name: &str) -> String {
        format!("{}${name}", self.text)
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
