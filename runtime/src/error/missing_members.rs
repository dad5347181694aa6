//! Required members that a caller has not set.
//!
//! In: their names. Out: an error that names them all.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Required members of an input that are not set. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingMembers {
    operation: &'static str,
    members: Vec<&'static str>,
}

impl MissingMembers {
    /// These members of the input of `operation`.
    #[cfg(feature = "client")]
    pub(crate) const fn new(operation: &'static str, members: Vec<&'static str>) -> Self {
        Self { operation, members }
    }

    /// The operation's name.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The names of the members, as the fields and setters are called.
    pub fn members(&self) -> &[&'static str] {
        &self.members
    }
}

impl Display for MissingMembers {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let noun = if self.members.len() == 1 {
            "member is"
        } else {
            "members are"
        };
        write!(f, "{}: required {noun} not set: ", self.operation)?;
        for (index, member) in self.members.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}`{member}`")?;
        }
        f.write_str(" (nothing was sent)")
    }
}

impl Error for MissingMembers {}

#[cfg(all(test, feature = "client"))]
mod tests {
    use super::*;

    #[test]
    fn every_missing_member_is_named() {
        assert_eq!(
            MissingMembers::new("GetThing", vec!["name", "kind"]).to_string(),
            "GetThing: required members are not set: `name`, `kind` (nothing was sent)"
        );
    }
}
