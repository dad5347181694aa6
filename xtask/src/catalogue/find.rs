//! The models below a folder.
//!
//! In: a folder laid out as botocore's data is. Out: every model in it, by name. Never reads one.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::Source;

/// One model.
pub(crate) struct Found {
    /// The name of its crate: the service's, and behind it the version of all but the newest.
    pub(crate) name: String,
    /// The name of the service's folder.
    pub(crate) service: String,
    file: PathBuf,
    /// What messages call it.
    pub(crate) title: String,
    /// The size of the file, which is larger for larger models.
    pub(crate) size: u64,
}

/// What is published beside a model and has a part in the crate: pages, waiters, endpoints.
const SIBLINGS: [&str; 3] = [
    "paginators-1.json",
    "waiters-2.json",
    "endpoint-rule-set-1.json",
];

impl Found {
    /// The text.
    pub(crate) fn text(&self) -> Result<String> {
        text(&self.file)
    }

    /// The model, and what is published beside it.
    pub(crate) fn sources(&self) -> Result<Vec<Source>> {
        let mut sources = vec![Source::new(self.title.as_str(), self.text()?)];
        let folder = self.file.parent().unwrap_or(Path::new(""));
        for sibling in SIBLINGS {
            let title = self.title.replace("service-2.json", sibling);
            if let Some(file) = packed_or_not(folder, sibling) {
                sources.push(Source::new(title, text(&file)?));
            }
        }
        Ok(sources)
    }
}

fn text(path: &Path) -> Result<String> {
    let mut text = String::new();
    let file = fs::File::open(path);
    let mut file = file.with_context(|| format!("cannot read {}", path.display()))?;
    match path.extension().is_some_and(|end| end == "gz") {
        true => flate2::read::GzDecoder::new(file).read_to_string(&mut text),
        false => file.read_to_string(&mut text),
    }
    .with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text)
}

/// The file of this name, or the packed one.
fn packed_or_not(folder: &Path, name: &str) -> Option<PathBuf> {
    [name.to_owned(), format!("{name}.gz")]
        .iter()
        .map(|name| folder.join(name))
        .find(|file| file.is_file())
}

/// All models below `folder`, or those of some services, in alphabetical order.
pub(crate) fn models(folder: &Path, only: &[String]) -> Result<Vec<Found>> {
    let mut models = Vec::new();
    for (service, path) in folders(folder)? {
        if !only.is_empty() && !only.contains(&service) {
            continue;
        }
        let mut versions: Vec<(String, PathBuf)> = Vec::new();
        for (version, path) in folders(&path)? {
            let file = packed_or_not(&path, "service-2.json");
            versions.extend(file.map(|file| (version, file)));
        }
        let newest = versions.len().saturating_sub(1);
        for (number, (version, file)) in versions.into_iter().enumerate() {
            let name = match number == newest {
                true => service.clone(),
                false => format!("{service}-{version}"),
            };
            models.push(Found {
                size: file.metadata()?.len(),
                title: format!("{service}/{version}/service-2.json"),
                name,
                service: service.clone(),
                file,
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
            "no <service>/<version>/service-2.json is below {}",
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
