//! One folder as seen from another.
//!
//! In: two folders, of which the first may not exist yet. Out: a path with `/`, relative where that is possible.

use std::io;
use std::path::{Component, Path, PathBuf};

/// `to`, as seen from the folder `from`.
pub(crate) fn relative(from: &Path, to: &Path) -> io::Result<String> {
    let (from, to) = (resolved(from)?, resolved(to)?);
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    let same_root = shared > 0;
    let path: PathBuf = if same_root {
        let up = from.components().skip(shared).map(|_| Component::ParentDir);
        up.chain(to.components().skip(shared)).collect()
    } else {
        to
    };
    let text = path
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    Ok(if text.is_empty() {
        ".".to_owned()
    } else {
        text
    })
}

/// The path without links, `.` and `..`; what does not exist yet is taken as it is.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut there = std::path::absolute(path)?;
    let mut missing = Vec::new();
    loop {
        match there.canonicalize() {
            Ok(found) => return Ok(found.join(missing.iter().rev().collect::<PathBuf>())),
            Err(_) => match (
                there.file_name().map(ToOwned::to_owned),
                there.parent().map(Path::to_path_buf),
            ) {
                (Some(name), Some(parent)) => {
                    missing.push(name);
                    there = parent;
                }
                _ => return std::path::absolute(path),
            },
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::relative;
    use std::path::Path;

    #[test]
    fn a_folder_that_is_not_there_yet_sees_its_neighbours() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let runtime = here.join("../runtime");
        assert_eq!(
            relative(&here.join("none/yet"), &runtime).unwrap(),
            "../../../runtime"
        );
        assert_eq!(relative(&runtime, &runtime).unwrap(), ".");
    }
}
