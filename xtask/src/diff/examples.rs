//! The diffs of real updates, as one pastes them in a pull request.
//!
//! In: the pairs that are marked as examples. Out: a page each below `docs/examples`. No text of a model is in them but
//! names: a pair whose diff quotes a pattern is refused.

use std::fs;

use anyhow::{Result, bail};
use tinsmith_codegen::settings::Settings;
use tinsmith_codegen::view::diff::{Diff, Rule, Version, diff};
use tinsmith_codegen::{Plan, Source, plan};

use crate::versions::{self, Pair};
use crate::workspace;

const FOLDER: &str = "docs/examples";

/// Rules whose changes quote the model.
const QUOTING: [Rule; 5] = [
    Rule::PatternAdded,
    Rule::PatternRemoved,
    Rule::PatternTightened,
    Rule::PatternLoosened,
    Rule::PatternChanged,
];

/// Writes all of them.
pub(crate) fn write() -> Result<String> {
    let pairs = versions::pairs()?;
    let mut written = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.is_example) {
        let Some(diff) = compared(pair)? else {
            bail!("python3 is not on this machine, and botocore's models come from PyPI");
        };
        if diff
            .changes
            .iter()
            .any(|change| QUOTING.contains(&change.rule))
        {
            bail!(
                "{} {}: the diff quotes a pattern: choose another pair",
                pair.service,
                pair.new
            );
        }
        let title = format!(
            "`{}`: the models of botocore {} and {}",
            pair.service, pair.old, pair.new
        );
        let text = format!(
            "<!-- Written by `cargo xtask diff --examples`. -->\n\n{}",
            diff.markdown(&title, Some("../rules"))
        );
        let name = format!("{}-{}-{}.md", pair.service, pair.old, pair.new);
        written.push((name, text));
    }
    let folder = workspace::path(FOLDER);
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") && written.iter().all(|(written, _)| *written != name) {
            fs::remove_file(folder.join(name))?;
        }
    }
    for (name, text) in &written {
        fs::write(folder.join(name), text)?;
    }
    Ok(format!("{} examples are below {FOLDER}", written.len()))
}

/// The diff of a pair; `None` without a Python to download it with.
pub(super) fn compared(pair: &Pair) -> Result<Option<Diff>> {
    let (Some(old), Some(new)) = (
        versions::model(&pair.service, &pair.old)?,
        versions::model(&pair.service, &pair.new)?,
    ) else {
        return Ok(None);
    };
    let (old, new) = ([old], [new]);
    let (before, after) = (planned(&pair.service, &old)?, planned(&pair.service, &new)?);
    let version = |plan, sources| version(plan, sources);
    Ok(Some(diff(version(&before, &old), version(&after, &new))))
}

fn version<'v>(plan: &'v Plan, sources: &'v [Source]) -> Version<'v> {
    Version {
        model: &plan.model,
        krate: &plan.krate,
        sources,
    }
}

fn planned(service: &str, sources: &[Source]) -> Result<Plan> {
    plan(sources, &Settings::new(service)).or_else(|diagnostics| {
        bail!(
            "{service} cannot be generated\n{}",
            diagnostics.render(sources, false)
        )
    })
}
