//! Cold builds.
//!
//! In: a package. Out: how long its release build takes from nothing, and how large the stripped program is. Downloads do
//! not count, and what was built is deleted.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use object::{Object, ObjectSection, SectionFlags};

use super::profile::{self, Profile};
use super::row::Figures;
use crate::process::{cargo, run};
use crate::workspace;

/// A program that was built.
#[derive(Debug)]
pub(crate) struct Built {
    time: Duration,
    /// Bytes of the stripped program.
    size: u64,
    /// Bytes of it that are loaded and never written to: code, constants, tables.
    text: u64,
    seconds: Profile,
    kilobytes: Profile,
}

impl Built {
    /// The seconds of each crate.
    pub(crate) fn profile_of_build(&self) -> Profile {
        self.seconds.clone()
    }

    /// The kilobytes of each part.
    pub(crate) fn profile_of_size(&self) -> Profile {
        self.kilobytes.clone()
    }
}

impl Built {
    /// Seconds of the whole build.
    pub(crate) fn seconds(&self) -> f64 {
        self.time.as_secs_f64()
    }

    /// Megabytes of the stripped program.
    pub(crate) fn megabytes(&self) -> f64 {
        megabytes(self.size)
    }
}

/// Ours, and the peer's.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) ours: Built,
    pub(crate) peer: Built,
}

impl Pair {
    pub(crate) fn seconds(&self) -> Figures {
        Figures::pair(self.ours.time.as_secs_f64(), self.peer.time.as_secs_f64())
    }

    pub(crate) fn size(&self) -> Figures {
        Figures::pair(megabytes(self.ours.size), megabytes(self.peer.size))
    }

    pub(crate) fn text(&self) -> Figures {
        Figures::pair(megabytes(self.ours.text), megabytes(self.peer.text))
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Builds a package of a workspace. Its program is called as the package.
pub(crate) fn build(workspace_folder: &Path, package: &str) -> Result<Built> {
    let target = workspace::target("bench-cold");
    remove(&target)?;
    let start = Instant::now();
    let release = |command, more: &[&str]| {
        run(cargo(&[
            command,
            "--quiet",
            "--release",
            "--offline",
            "--package",
            package,
        ])
        .args(["--config", "profile.release.strip = \"symbols\""])
        .args(more)
        .current_dir(workspace_folder)
        .env("CARGO_TARGET_DIR", &target))
    };
    release("build", &["--timings"])?;
    let time = start.elapsed();
    let seconds = profile::build::of_target(&target, &format!("{package}: seconds"))?;
    let program = target
        .join("release")
        .join(package)
        .with_extension(std::env::consts::EXE_EXTENSION);
    let bytes = fs::read(&program)
        .with_context(|| format!("{package} was built, but is not at {}", program.display()))?;
    let (size, text) = (
        bytes.len() as u64,
        text(&bytes).with_context(|| format!("sections of {package}"))?,
    );
    // Once more, with its symbols: only the program itself is compiled again.
    release("rustc", &["--", "-C", "strip=none"])?;
    let kilobytes = profile::weight::of_program(&fs::read(&program)?, &format!("{package}: kB"))?;
    let built = Built {
        time,
        size,
        text,
        seconds,
        kilobytes,
    };
    remove(&target)?;
    Ok(built)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// The sections of a program that are loaded and not writable, as `size` counts them.
fn text(program: &[u8]) -> Result<u64> {
    let file = object::File::parse(program)?;
    let constant = |flags: SectionFlags| match flags {
        SectionFlags::Elf { sh_flags } => {
            let (alloc, write) = (object::elf::SHF_ALLOC, object::elf::SHF_WRITE);
            sh_flags & u64::from(alloc | write) == u64::from(alloc)
        }
        _ => false,
    };
    let of_elf = file
        .sections()
        .filter(|section| constant(section.flags()))
        .map(|section| section.size())
        .sum();
    if of_elf > 0 {
        return Ok(of_elf);
    }
    // Elsewhere, the kinds of sections say nearly the same.
    Ok(file
        .sections()
        .filter(|section| {
            use object::SectionKind::{ReadOnlyData, ReadOnlyString, Text};
            matches!(section.kind(), Text | ReadOnlyData | ReadOnlyString)
        })
        .map(|section| section.size())
        .sum())
}
