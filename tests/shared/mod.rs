//! Other people's data, which tests read where it is and which is not part of the project.
//!
//! In: the folder that `TINSMITH_SHARED` names, else `../shared` beside the checkout. Out: a file's text, or a line that
//! says what is absent and where it comes from.

use std::fs;
use std::path::{Path, PathBuf};

/// The text of a file below the shared folder; where it is absent, says so, and that what needs it is skipped.
pub(crate) fn text(file: &str, origin: &str) -> Option<String> {
    let folder = std::env::var_os("TINSMITH_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let text = fs::read_to_string(folder.join(file)).ok();
    if text.is_none() {
        eprintln!(
            "skipped: {file} is absent (set TINSMITH_SHARED to its folder); it comes from {origin}"
        );
    }
    text
}
