//! Snapshots of a service: what a reviewer reads of a model update.
//!
//! In: a generated crate. Out: files in insta's format below `tests/snapshots/<crate>`, written or compared. The tests
//! hold the same texts with insta, so that either of the two notices a difference.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use tinsmith_codegen::{Generated, view};

use crate::workspace;

/// Where they are.
pub(crate) const FOLDER: &str = "tests/snapshots";

/// The snapshots of one service: file name, whole text.
pub(crate) struct Snapshots(BTreeMap<String, String>);

/// The snapshots of a generated crate.
pub(crate) fn of(generated: &Generated) -> Snapshots {
    let views = view::all(&generated.model, &generated.krate);
    let files = views.into_iter().map(|(name, text)| {
        (
            format!("{name}.snap"),
            format!("---\nsource: tests/snapshots.rs\n---\n{text}"),
        )
    });
    Snapshots(files.collect())
}

impl Snapshots {
    /// Writes what differs, and removes what is stale; says what it did.
    pub(crate) fn write(&self, service: &str) -> Result<Vec<String>> {
        let changed = self.compare(service)?;
        let folder = workspace::path(&format!("{FOLDER}/{service}"));
        fs::create_dir_all(&folder)?;
        for name in there(service)? {
            if !self.0.contains_key(&name) {
                fs::remove_file(folder.join(&name))?;
            }
        }
        for (name, text) in &self.0 {
            let path = folder.join(name);
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                fs::write(&path, text)
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
        Ok(changed)
    }

    /// What differs, is missing, or is stale: `Changed tests/snapshots/<crate>/<name>`.
    pub(crate) fn compare(&self, service: &str) -> Result<Vec<String>> {
        let folder = workspace::path(&format!("{FOLDER}/{service}"));
        let mut found = Vec::new();
        for (name, text) in &self.0 {
            match fs::read_to_string(folder.join(name)) {
                Ok(there) if there == *text => {}
                Ok(_) => found.push(format!("Changed {FOLDER}/{service}/{name}")),
                Err(_) => found.push(format!("New {FOLDER}/{service}/{name}")),
            }
        }
        for name in there(service)? {
            if !self.0.contains_key(&name) {
                found.push(format!("Stale {FOLDER}/{service}/{name}"));
            }
        }
        Ok(found)
    }
}

/// The snapshot files that are there.
fn there(service: &str) -> Result<Vec<String>> {
    let Ok(entries) = fs::read_dir(workspace::path(&format!("{FOLDER}/{service}"))) else {
        return Ok(Vec::new());
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".snap") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
