//! Other people's data, which is read where it is and is no part of the project.
//!
//! In: the folder that `TINSMITH_SHARED` names, else `../shared` beside the checkout. Out: a path, if something is there.

use std::path::PathBuf;

use crate::workspace;

/// Where a file of the shared folder should be.
pub(crate) fn path(below: &str) -> PathBuf {
    std::env::var_os("TINSMITH_SHARED")
        .map_or_else(|| workspace::path("../shared"), PathBuf::from)
        .join(below)
}
