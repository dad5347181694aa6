//! Required members that a caller has not set.
//!
//! In: the names of required members, and which of them a fluent call was given. Out: the names of all that are missing.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Required members of an input that are not set. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingMembers {
    operation: &'static str,
    members: Vec<&'static str>,
}

impl MissingMembers {
    /// For the input of `operation`, before any of its required members is set.
    #[doc(hidden)]
    pub fn new(operation: &'static str, members: &[&'static str]) -> Self {
        Self {
            operation,
            members: members.to_vec(),
        }
    }

    /// Notes that a member was set.
    #[doc(hidden)]
    pub fn given(&mut self, member: &'static str) {
        self.members.retain(|missing| *missing != member);
    }

    /// The input, if it is complete.
    ///
    /// # Errors
    ///
    /// If a member is missing.
    #[doc(hidden)]
    pub fn check<T>(self, input: T) -> Result<T, Self> {
        if self.members.is_empty() {
            Ok(input)
        } else {
            Err(self)
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_member_is_named() {
        let mut missing = MissingMembers::new("GetThing", &["name", "size", "kind"]);
        missing.given("size");
        assert_eq!(
            missing.clone().check(()).map_err(|error| error.to_string()),
            Err("GetThing: required members are not set: `name`, `kind` (nothing was sent)".into())
        );
        missing.given("kind");
        missing.given("name");
        assert_eq!(missing.check(1), Ok(1));
    }
}
