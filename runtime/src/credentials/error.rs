//! Why there are no credentials.
//!
//! In: what was looked for, where, and what to do. Out: the same as text. It never holds a secret.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Why there are no credentials: what was looked for, where, and what to do. It shows no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialsError {
    what: String,
    absent: bool,
}

impl CredentialsError {
    /// Something is wrong; a chain asks no further. The text says what, where, and what to do, and no secret.
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            absent: false,
        }
    }

    /// There is nothing in this place; a chain asks the next. The text says which place, and how to put something there.
    pub fn absent(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            absent: true,
        }
    }

    /// Whether nothing is wrong but that there is nothing.
    pub fn is_absent(&self) -> bool {
        self.absent
    }
}

impl Display for CredentialsError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl Error for CredentialsError {}
