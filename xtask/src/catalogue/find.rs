//! The models below a folder.
//!
//! In: a folder laid out as botocore's data is. Out: every model in it, by name, with the files beside it that a user would
//! name too. Reads one only when it is asked for.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::Source;

/// What every model is called.
const MODEL: &str = "service-2.json";

/// What stands beside many of them and adds to the crate: pages, waiters, and the rules by which clients find hosts.
const SIBLINGS: [&str; 3] = [
    "paginators-1.json",
    "waiters-2.json",
    "endpoint-rule-set-1.json",
];

/// One model.
pub(crate) struct Found {
    /// The name of its crate: the service's, and behind it the version of all but the newest.
    pub(crate) name: String,
    /// The name of the service's folder.
    pub(crate) service: String,
    /// The folder of its version.
    folder: PathBuf,
    /// What messages call that folder.
    title: String,
    /// The size of its file, which is larger for larger models.
    pub(crate) size: u64,
}

impl Found {
    /// The model, and what stands beside it.
    pub(crate) fn sources(&self) -> Result<Vec<Source>> {
        let mut sources = Vec::new();
        for name in [MODEL].into_iter().chain(SIBLINGS) {
            if let Some(file) = published(&self.folder, name) {
                let title = format!("{}/{name}", self.title);
                sources.push(Source::new(title, text(&file)?));
            }
        }
        Ok(sources)
    }
}

/// The file of this name in a folder, packed or not.
fn published(folder: &Path, name: &str) -> Option<PathBuf> {
    let files = [folder.join(name), folder.join(format!("{name}.gz"))];
    files.into_iter().find(|file| file.is_file())
}

fn text(file: &Path) -> Result<String> {
    let mut text = String::new();
    let mut open =
        fs::File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    match file.extension().is_some_and(|end| end == "gz") {
        true => flate2::read::GzDecoder::new(open).read_to_string(&mut text),
        false => open.read_to_string(&mut text),
    }
    .with_context(|| format!("cannot read {}", file.display()))?;
    Ok(text)
}

/// All models below `folder`, or those of some services, in alphabetical order.
pub(crate) fn models(folder: &Path, only: &[String]) -> Result<Vec<Found>> {
    let mut models = Vec::new();
    for (service, path) in folders(folder)? {
        if !only.is_empty() && !only.contains(&service) {
            continue;
        }
        let mut versions: Vec<(String, PathBuf, u64)> = Vec::new();
        for (version, path) in folders(&path)? {
            if let Some(file) = published(&path, MODEL) {
                versions.push((version, path, file.metadata()?.len()));
            }
        }
        let newest = versions.len().saturating_sub(1);
        for (number, (version, folder, size)) in versions.into_iter().enumerate() {
            let name = match number == newest {
                true => service.clone(),
                false => format!("{service}-{version}"),
            };
            models.push(Found {
                title: format!("{service}/{version}"),
                name,
                service: service.clone(),
                folder,
                size,
            });
        }
    }
    for service in only {
        if !models.iter().any(|model| model.service == *service) {
            bail!("no model of {service:?} is below {}", folder.display());
        }
    }
    if models.is_empty() {
        bail!(
            "no <service>/<version>/{MODEL} is below {}",
            folder.display()
        );
    }
    Ok(models)
}

/// The folders in a folder, in alphabetical order.
fn folders(of: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(of).with_context(|| format!("cannot read {}", of.display()))? {
        let entry = entry?;
        if entry.path().is_dir() {
            let name = entry.file_name().to_string_lossy().into_owned();
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}
