//! What is wrong around a program.
//!
//! In: a place and what is wrong there. Out: the same as one line of text. It never holds a value: it may be a secret.

use std::fmt::{self, Display, Formatter};
use std::path::Path;

/// What is wrong, and where: a variable, or a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnvironmentError(String);

impl EnvironmentError {
    /// A variable.
    #[cold]
    pub(crate) fn variable(name: &str, what: &str) -> Self {
        Self(format!("the variable {name} {what}"))
    }

    /// A whole file.
    #[cold]
    pub(crate) fn file(path: &Path, what: &str) -> Self {
        Self(format!("the file {} {what}", path.display()))
    }

    /// A place in a file, or whatever the text names first.
    #[cold]
    pub(crate) fn new(what: String) -> Self {
        Self(what)
    }
}

impl Display for EnvironmentError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
