//! Where things are in the checkout.
//!
//! In: nothing but where this crate was compiled. Out: absolute paths. Never creates anything.

use std::path::PathBuf;

/// The checkout.
pub(crate) fn root() -> PathBuf {
    let mut path = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    path.pop();
    path
}

/// A path below the checkout.
pub(crate) fn path(below: &str) -> PathBuf {
    root().join(below)
}

/// A path below the folder for what is built and downloaded.
pub(crate) fn target(below: &str) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| path("target"), PathBuf::from)
        .join(below)
}
