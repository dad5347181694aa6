//! Why a response could not be read.
//!
//! In: a header, or the body, and a clause that says what is wrong. Out: one message, without the value.

use crate::byte_stream::BoxError;
use crate::json;
use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Why a response could not be read.
#[derive(Debug)]
pub struct DecodeError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    place: String,
    what: String,
    source: Option<BoxError>,
}

impl DecodeError {
    #[cold]
    pub(crate) fn header(name: &str, what: &str) -> Self {
        Self::new(format!("header `{name}`"), what.to_owned(), None)
    }

    #[cold]
    pub(crate) fn body(source: BoxError) -> Self {
        Self::new("body".to_owned(), source.to_string(), Some(source))
    }

    #[cold]
    pub(crate) fn part(place: &str, what: impl Display) -> Self {
        Self::new(place.to_owned(), what.to_string(), None)
    }

    /// Whether it is the end of a body of `length` bytes that came too early.
    pub(crate) fn is_cut_off(&self, length: usize) -> bool {
        let error = self.0.source.as_ref();
        let error = error.and_then(|source| source.downcast_ref::<json::Error>());
        error
            .and_then(json::Error::offset)
            .is_some_and(|offset| offset >= length)
    }

    fn new(place: String, what: String, source: Option<BoxError>) -> Self {
        Self(Box::new(Inner {
            place,
            what,
            source,
        }))
    }
}

impl Display for DecodeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.place, self.0.what)
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn Error + 'static))
    }
}
