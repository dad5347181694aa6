//! Real updates of models: consecutive versions of botocore's.
//!
//! In: the pinned `tests/versions/botocore.txt` and `tests/versions/pairs.txt`. Out: the models of each pair. What is
//! downloaded is checked by its hash, stays below `target/`, and is never committed: the models are other people's.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::Source;

use crate::{process, python, workspace};

const WHEELS: &str = "tests/versions/botocore.txt";
const PAIRS: &str = "tests/versions/pairs.txt";

/// Two versions of a model, of which the second followed the first.
pub(crate) struct Pair {
    pub(crate) service: String,
    /// The version of botocore that has the old model.
    pub(crate) old: String,
    /// The version of botocore that has the new one.
    pub(crate) new: String,
    /// Its diff is committed as an example.
    pub(crate) is_example: bool,
}

/// The pairs, in the order of the file.
pub(crate) fn pairs() -> Result<Vec<Pair>> {
    let text = fs::read_to_string(workspace::path(PAIRS))
        .with_context(|| format!("cannot read {PAIRS}"))?;
    let lines = text
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim());
    lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (service, old, new, is_example) = match words[..] {
                [service, old, new] => (service, old, new, false),
                [service, old, new, "example"] => (service, old, new, true),
                _ => bail!("{PAIRS}: {line:?} is not `service old new [example]`"),
            };
            Ok(Pair {
                service: service.to_owned(),
                old: old.to_owned(),
                new: new.to_owned(),
                is_example,
            })
        })
        .collect()
}

/// Takes the newest model of a service out of a wheel: versions of models are dates.
const TAKE: &str = "\
import gzip, sys, zipfile
wheel, service, out = sys.argv[1:]
with zipfile.ZipFile(wheel) as z:
    names = sorted(n for n in z.namelist()
        if n.startswith(f'botocore/data/{service}/') and n.endswith('/service-2.json.gz'))
    if not names:
        sys.exit(f'{wheel} has no model of {service}')
    with open(out, 'wb') as f:
        f.write(gzip.decompress(z.read(names[-1])))
";

/// The model of a service in a version of botocore; `None` without a Python to download it with.
pub(crate) fn model(service: &str, version: &str) -> Result<Option<Source>> {
    let Some(interpreter) = python::interpreter()? else {
        return Ok(None);
    };
    let file = folder().join(format!("models/{service}-{version}.json"));
    if !file.is_file() {
        fs::create_dir_all(folder().join("models"))?;
        let wheel = wheel(version)?;
        process::run(
            Command::new(&interpreter)
                .args(["-c", TAKE])
                .arg(&wheel)
                .arg(service)
                .arg(&file),
        )?;
    }
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Some(Source::new(format!("{service}/service-2.json"), text)))
}

/// Where all of it is kept.
pub(crate) fn folder() -> PathBuf {
    workspace::target("versions")
}

/// The wheel of a version, downloaded where it is not there.
fn wheel(version: &str) -> Result<PathBuf> {
    let folder = folder().join("wheels");
    let wheel = folder.join(format!("botocore-{version}-py3-none-any.whl"));
    let requirement = folder.join(format!("{version}.txt"));
    let wanted = requirement_of(version)?;
    // The requirement is written last, so that what is there was checked against this hash.
    if wheel.is_file() && fs::read_to_string(&requirement).is_ok_and(|there| there == wanted) {
        return Ok(wheel);
    }
    let Some(interpreter) = python::interpreter()? else {
        bail!("python3 is not on this machine");
    };
    fs::create_dir_all(&folder)?;
    fs::remove_file(&wheel).ok();
    let asked = folder.join(format!("{version}.asked.txt"));
    fs::write(&asked, &wanted)?;
    process::retried(
        Command::new(&interpreter)
            .args(["-m", "pip", "download", "--quiet"])
            .args(["--disable-pip-version-check", "--no-deps"])
            .args(["--only-binary", "botocore", "--require-hashes"])
            .arg("--requirement")
            .arg(&asked)
            .arg("--dest")
            .arg(&folder),
    )?;
    fs::rename(&asked, &requirement)?;
    Ok(wheel)
}

/// The line of the pinned list.
fn requirement_of(version: &str) -> Result<String> {
    let text = fs::read_to_string(workspace::path(WHEELS))
        .with_context(|| format!("cannot read {WHEELS}"))?;
    let start = format!("botocore=={version} ");
    let line = text.lines().find(|line| line.starts_with(&start));
    line.map(|line| format!("{line}\n"))
        .with_context(|| format!("{WHEELS} does not pin botocore {version}"))
}
