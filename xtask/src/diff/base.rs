//! The models of a git revision against those of the work tree.
//!
//! In: a revision. Out: a diff per service. Each version is taken with its own settings and its own files, so that a model
//! that moved, or a service that is generated otherwise now, is seen too.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::settings::{Entry, Services};
use tinsmith_codegen::view::diff::{Version, diff};
use tinsmith_codegen::{Diagnostics, Plan, Source, plan};

use super::Format;
use crate::workspace;

const SERVICES: &str = "model/services.toml";

/// Where files are read.
enum Tree<'r> {
    /// As they are at a revision.
    Revision(&'r str),
    /// As they are on the disk.
    Work,
}

impl Tree<'_> {
    /// A file by its path in the checkout.
    fn read(&self, path: &str) -> Result<String> {
        match self {
            Self::Work => fs::read_to_string(workspace::path(path))
                .with_context(|| format!("cannot read {path}")),
            Self::Revision(revision) => {
                let object = format!("{revision}:{path}");
                let output = Command::new("git")
                    .args(["show", &object])
                    .current_dir(workspace::root())
                    .output()
                    .context("cannot start git")?;
                if !output.status.success() {
                    let said = String::from_utf8_lossy(&output.stderr);
                    bail!("git has no {object}: {}", said.trim());
                }
                String::from_utf8(output.stdout).with_context(|| format!("{object} is not UTF-8"))
            }
        }
    }

    /// What messages call a file.
    fn called(&self, path: &str) -> String {
        match self {
            Self::Work => path.to_owned(),
            Self::Revision(revision) => format!("{revision}:{path}"),
        }
    }

    fn entries(&self) -> Result<Vec<Entry>> {
        let source = Source::settings(self.called(SERVICES), self.read(SERVICES)?);
        let mut diagnostics = Diagnostics::default();
        match Services::read(0, &source.text, &mut diagnostics) {
            Some(services) => Ok(services.entries),
            None => bail!("{}", diagnostics.render(&[source], false)),
        }
    }

    /// What is generated of a service; `None` where this version has none of that name.
    fn planned(&self, name: &str) -> Result<Option<Planned>> {
        let entries = self.entries()?;
        let Some(entry) = entries.into_iter().find(|it| it.settings.name == name) else {
            return Ok(None);
        };
        let mut sources = Vec::new();
        for file in &entry.model {
            let path = format!("model/{}", file.value);
            sources.push(Source::new(self.called(&path), self.read(&path)?));
        }
        match plan(&sources, &entry.settings) {
            Ok(plan) => Ok(Some(Planned { sources, plan })),
            Err(diagnostics) => bail!(
                "{name} cannot be generated\n{}",
                diagnostics.render(&sources, false)
            ),
        }
    }
}

/// A service as it would be generated.
struct Planned {
    sources: Vec<Source>,
    plan: Plan,
}

impl Planned {
    fn version(&self) -> Version<'_> {
        Version {
            model: &self.plan.model,
            krate: &self.plan.krate,
            sources: &self.sources,
        }
    }
}

pub(super) fn run(revision: &str, chosen: &[String], format: Format) -> Result<ExitCode> {
    let (old, new) = (Tree::Revision(revision), Tree::Work);
    let names = |tree: &Tree<'_>| -> Result<BTreeSet<String>> {
        let entries = tree.entries()?.into_iter();
        Ok(entries.map(|entry| entry.settings.name).collect())
    };
    let mut all = names(&old)?;
    all.extend(names(&new)?);
    if let Some(name) = chosen.iter().find(|name| !all.contains(*name)) {
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        bail!(
            "no version of {SERVICES} has a crate {name:?}; they have {}",
            all.join(", ")
        );
    }
    let mut breaks = false;
    let mut objects = Vec::new();
    for name in all
        .iter()
        .filter(|name| chosen.is_empty() || chosen.contains(name))
    {
        let title = format!("{name}: {revision} and the work tree");
        let (before, after) = (old.planned(name)?, new.planned(name)?);
        let (Some(before), Some(after)) = (&before, &after) else {
            let what = match after {
                Some(_) => "new, so nothing can break",
                None => {
                    breaks = true;
                    "no longer generated: breaking for everybody who uses it"
                }
            };
            match format {
                Format::Text => println!("{title}\n{what}\n"),
                Format::Markdown => println!("## {title}\n\n{what}\n"),
                Format::Json => objects.push(serde_json::json!({
                    "title": title,
                    "breaking": after.is_none(),
                    "changes": [],
                })),
            }
            continue;
        };
        let diff = diff(before.version(), after.version());
        breaks |= diff.is_breaking();
        match format {
            Format::Text => println!("{}", diff.text(&title, color())),
            Format::Markdown => println!("{}", diff.markdown(&title, None)),
            Format::Json => objects.push(diff.json(&title)),
        }
    }
    if format == Format::Json {
        println!("{:#}", serde_json::Value::Array(objects));
    }
    Ok(match breaks {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

fn color() -> bool {
    use std::io::IsTerminal;
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}
