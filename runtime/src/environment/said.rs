//! What a file says, and where.
//!
//! In: a setting of a profile. Out: its value as text, or what is wrong with it, with the place. Errors show no value.

use super::EnvironmentError;
use super::syntax::Setting;
use std::fmt::{self, Debug, Display, Formatter};
use std::path::Path;

/// What a file says, and where.
#[derive(Clone)]
pub(crate) struct Said<'f> {
    value: &'f str,
    pub(crate) place: Place<'f>,
    /// The first line that the value goes on in.
    goes_on: Option<usize>,
}

/// A line of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'f> {
    path: &'f Path,
    line: usize,
}

impl<'f> Said<'f> {
    pub(super) fn new(setting: Setting<'f>, path: &'f Path) -> Self {
        Self {
            value: setting.value,
            place: Place::new(path, setting.line),
            goes_on: setting.below.first().map(|(line, _)| *line),
        }
    }

    pub(super) fn nested(value: &'f str, place: Place<'f>) -> Self {
        Self {
            value,
            place,
            goes_on: None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.value.is_empty() && self.goes_on.is_none()
    }

    /// The value.
    ///
    /// # Errors
    ///
    /// If it goes on in the next line, which no setting that is read here does.
    pub(crate) fn text(&self) -> Result<&'f str, EnvironmentError> {
        match self.goes_on {
            None => Ok(self.value),
            Some(line) => Err(self.place.wrong(&format!(
                "expected a value on one line; line {line} is indented and so belongs to it"
            ))),
        }
    }
}

/// The place alone: the value may be secret.
impl Debug for Said<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.place, f)
    }
}

impl<'f> Place<'f> {
    pub(super) fn new(path: &'f Path, line: usize) -> Self {
        Self { path, line }
    }

    /// Something is wrong there.
    #[cold]
    pub(crate) fn wrong(self, what: &str) -> EnvironmentError {
        EnvironmentError::new(format!("{self}: {what}"))
    }
}

impl Display for Place<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}
