//! Why a message could not be written.
//!
//! In: a member, its place, and a clause that says what is wrong. Out: one message, without the value.

use crate::byte_stream::BoxError;
use crate::schema::Member;
use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Why a request or response could not be written. Nothing has been sent.
#[derive(Debug)]
pub struct EncodeError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    operation: Option<&'static str>,
    /// Where the trouble is: ``member `jobId` (a label)``.
    place: String,
    what: String,
    source: Option<BoxError>,
}

impl EncodeError {
    /// A member that has no form in its place: `a label`, ``the header `x-foo` ``.
    #[cold]
    pub(crate) fn member(member: &'static Member, place: &str, what: &str) -> Self {
        Self::new(
            format!("member `{}` ({place})", member.name()),
            what.to_owned(),
            None,
        )
    }

    /// The body.
    #[cold]
    pub(crate) fn body(source: BoxError) -> Self {
        Self::new("the body".to_owned(), source.to_string(), Some(source))
    }

    /// Something that is no member.
    #[cold]
    pub(crate) fn part(place: &str, what: impl Display) -> Self {
        Self::new(place.to_owned(), what.to_string(), None)
    }

    fn new(place: String, what: String, source: Option<BoxError>) -> Self {
        Self(Box::new(Inner {
            operation: None,
            place,
            what,
            source,
        }))
    }

    #[cfg(feature = "client")]
    #[cold]
    pub(crate) fn of(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// The operation's name, if it is known.
    pub fn operation(&self) -> &'static str {
        self.0.operation.unwrap_or_default()
    }
}

impl Display for EncodeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{operation}: ")?;
        }
        write!(f, "{}: {}", self.0.place, self.0.what)
    }
}

impl Error for EncodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn Error + 'static))
    }
}
