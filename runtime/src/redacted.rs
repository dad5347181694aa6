//! What `Debug` shows of a sensitive member.
//!
//! In: nothing of the value. Out: a fixed text.

use std::fmt::{self, Debug, Formatter};

/// Stands in `Debug` output for a value that the model marks as `sensitive`.
#[derive(Clone, Copy)]
pub struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("*** Sensitive Data Redacted ***")
    }
}
