//! A setting that is missing or wrong.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// A setting that is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    setting: &'static str,
    what: String,
}

impl ConfigError {
    pub(in crate::client) fn new(setting: &'static str, what: impl Display) -> Self {
        Self {
            setting,
            what: what.to_string(),
        }
    }

    /// The name of the setting, as the method of the builder is called.
    pub fn setting(&self) -> &'static str {
        self.setting
    }
}

impl Display for ConfigError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "setting `{}`: {}", self.setting, self.what)
    }
}

impl Error for ConfigError {}
