//! The fixtures, compiled.
//!
//! In: the models below `tests/fixtures`. Out: a workspace of one crate each below `target/fixtures`, which clippy has
//! looked at with warnings denied, as rustdoc has. What is in the crates is compared by `tests/fixtures.rs`, not here.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::settings::{Runtime, Settings};
use tinsmith_codegen::{Diagnostics, Source, generate};

use crate::process::{cargo, run};
use crate::steps::Outcome;
use crate::{models, workspace};

/// Generates, compiles and documents all of them.
pub(crate) fn compile() -> Result<Outcome> {
    let folder = workspace::target("fixtures");
    // crates of fixtures that are gone would be members no more, and in the way
    clear(&folder)?;
    let mut names = Vec::new();
    for fixture in fixtures()? {
        let name = fixture
            .file_name()
            .context("a fixture has a name")?
            .to_string_lossy()
            .into_owned();
        generate_into(&fixture, &name, &folder.join(&name))
            .with_context(|| format!("the fixture {name}"))?;
        names.push(name);
    }
    models::write_workspace(
        &folder,
        &names.iter().map(String::as_str).collect::<Vec<_>>(),
    )?;
    let features: [&[&str]; 2] = [&["--all-features"], &["--no-default-features"]];
    for features in features {
        run(cargo(&["clippy", "--quiet", "--workspace", "--no-deps"])
            .args(features)
            .args(["--", "--deny", "warnings"])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", folder.join("target")))?;
    }
    run(cargo(&[
        "doc",
        "--quiet",
        "--workspace",
        "--no-deps",
        "--all-features",
    ])
    .current_dir(&folder)
    .env("CARGO_TARGET_DIR", folder.join("target"))
    .env("RUSTDOCFLAGS", "--deny warnings"))?;
    println!("{} fixtures compiled and documented", names.len());
    Ok(Outcome::Passed)
}

/// Their folders, in order.
fn fixtures() -> Result<Vec<PathBuf>> {
    let root = workspace::path("tests/fixtures");
    let mut found = Vec::new();
    for entry in fs::read_dir(&root).with_context(|| format!("cannot read {}", root.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Removes what an earlier run generated, and leaves what cargo compiled.
fn clear(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() && entry.file_name() != "target" {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn generate_into(fixture: &Path, name: &str, out: &Path) -> Result<()> {
    let model = fixture.join("model.smithy.json");
    let text =
        fs::read_to_string(&model).with_context(|| format!("cannot read {}", model.display()))?;
    let settings = fs::read_to_string(fixture.join("settings.toml")).unwrap_or_default();
    let sources = [
        Source::new(format!("tests/fixtures/{name}/model.smithy.json"), text),
        Source::settings(
            format!("tests/fixtures/{name}/settings.toml"),
            settings.as_str(),
        ),
    ];
    let mut diagnostics = Diagnostics::default();
    let Some(mut settings) =
        Settings::read(&format!("fixture-{name}"), 1, &settings, &mut diagnostics)
    else {
        bail!("{}", diagnostics.render(&sources, false));
    };
    settings.runtime = Runtime::Path(workspace::path("runtime").display().to_string());
    match generate(&sources, &settings) {
        Ok(generated) => generated.files.write(out)?,
        Err(diagnostics) => bail!("{}", diagnostics.render(&sources, false)),
    };
    Ok(())
}
