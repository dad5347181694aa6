//! Where a generated crate finds its runtime.
//!
//! In: what the user said, or the checkout that this program was built from. Out: a path as seen from the crate's
//! folder, a repository or a version.

use std::path::Path;

use anyhow::{Result, bail};
use tinsmith_codegen::settings::Runtime;

use crate::arguments::RuntimePlace;
use crate::relative::relative;

/// The place, as the crate in `out` has to name it.
pub(crate) fn place(said: Option<&RuntimePlace>, out: &Path) -> Result<Runtime> {
    Ok(match said {
        Some(RuntimePlace::Git { url, rev }) => Runtime::Git {
            url: url.clone(),
            rev: rev.clone(),
        },
        Some(RuntimePlace::Version(version)) => Runtime::Version(version.clone()),
        Some(RuntimePlace::Path(folder)) => at(folder, out)?,
        None => at(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime"),
            out,
        )?,
    })
}

fn at(folder: &Path, out: &Path) -> Result<Runtime> {
    if !folder.join("Cargo.toml").is_file() {
        bail!(
            "{} is not the folder of a crate: say where the runtime is with --runtime path:DIR, git:URL#REV or version:X",
            folder.display()
        );
    }
    Ok(Runtime::Path(relative(out, folder)?))
}
