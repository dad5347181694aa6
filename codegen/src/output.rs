//! Tokens become files: formatted in memory, then written, or compared with what is on the disk.
//!
//! In: groups of Rust items, texts, and the folder of a crate. Out: the text of each file, and changes on the disk. It
//! knows nothing of models or of what the files mean, and never touches a file that the generator did not write.

mod disk;
mod print;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use disk::{Difference, DifferenceKind, Summary};
pub(crate) use print::Printer;

/// The files of a generated crate, in memory: path from the crate's folder, with `/`, to text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// Each path and its text, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }
}
