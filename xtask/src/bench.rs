//! `cargo xtask bench`: speed and weight beside the peers.
//!
//! In: the names of rows. Out: a table of ours, the peer's, their ratio and the bar, printed, and written to
//! `docs/benchmarks.md` if it is whole. What is measured is in `bench/`, a workspace of its own; nothing here decides
//! whether a test passes.

mod allocations;
mod callgrind;
pub(crate) mod cold;
mod contenders;
mod generation;
mod loopback;
pub(crate) mod machine;
mod page;
mod profile;
mod row;
mod structures;
mod table;
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::process::{cargo, exists, retried};
use crate::workspace;
use contenders::Contenders;
use profile::Profile;
use row::{Figures, Row, Source};

/// Where the table is kept.
const PAGE: &str = "docs/benchmarks.md";

/// Measures these rows, or all.
pub(crate) fn run(chosen: &[String], rounds: usize) -> Result<ExitCode> {
    let start = Instant::now();
    let is_chosen = |name: &str| chosen.is_empty() || chosen.iter().any(|c| name.starts_with(c));
    let rows: Vec<&Row> = table::ROWS
        .iter()
        .filter(|row| is_chosen(row.name))
        .collect();
    let choices: Vec<&str> = table::CHOICES
        .iter()
        .copied()
        .filter(|name| is_chosen(name))
        .collect();
    for name in chosen {
        let names = table::ROWS.iter().map(|row| row.name);
        if !names
            .chain(table::CHOICES.iter().copied())
            .any(|row| row.starts_with(name.as_str()))
        {
            bail!("no row begins with {name:?}; there are {}", table::names());
        }
    }
    retried(cargo(&["fetch", "--quiet", "--locked"]).current_dir(workspace::path("bench")))?;
    let mut measured = Measured::new(rounds);
    let mut figures = Vec::new();
    for row in &rows {
        eprintln!("bench: {}", row.name);
        figures.push(
            measured
                .row(row)
                .with_context(|| format!("row {}", row.name))?,
        );
    }
    for choice in choices {
        eprintln!("bench: {choice}");
        measured.group(choice)?;
    }
    let table = page::table(&rows, &figures);
    println!("\n{table}");
    print!("{}", page::contenders(measured.groups.values()));
    let missed = rows.iter().zip(&figures);
    let missed = missed.filter(|(row, figures)| !row.aim.holds(figures));
    let mut profiles: Vec<(Vec<&Row>, Profile)> = Vec::new();
    for (row, _) in missed {
        let same = |(rows, _): &&mut (Vec<&Row>, Profile)| {
            rows.iter()
                .any(|other| other.source.is_made_of_the_same(row.source))
        };
        if let Some((rows, _)) = profiles.iter_mut().find(same) {
            rows.push(row);
            continue;
        }
        eprintln!("bench: where {} goes", row.name);
        let profile = measured
            .profile(row)
            .with_context(|| format!("profile of {}", row.name))?;
        profiles.extend(profile.map(|profile| (vec![*row], profile)));
    }
    let profiles = page::profiles(&profiles);
    print!("{profiles}");
    if chosen.is_empty() {
        let page = page::whole(
            &rows,
            &figures,
            measured.groups.values(),
            &profiles,
            rounds,
            start.elapsed(),
        )?;
        fs::create_dir_all(workspace::path("docs"))?;
        fs::write(workspace::path(PAGE), page)?;
        println!("wrote {PAGE}");
    }
    println!("{:.0} s in all", start.elapsed().as_secs_f32());
    Ok(ExitCode::SUCCESS)
}

/// What has been measured: a measurement serves several rows.
struct Measured {
    rounds: usize,
    /// By the name of the group, in the order in which they were asked for.
    groups: BTreeMap<String, Contenders>,
    structures: Option<structures::Built>,
    tiny: Option<cold::Pair>,
    loopback: Option<Contenders>,
}

impl Measured {
    fn new(rounds: usize) -> Self {
        Self {
            rounds,
            groups: BTreeMap::new(),
            structures: None,
            tiny: None,
            loopback: None,
        }
    }

    /// All contenders of a group of cases, timed and counted.
    fn group(&mut self, name: &str) -> Result<&Contenders> {
        if !self.groups.contains_key(name) {
            let mut contenders = contenders::time(name, self.rounds)?;
            allocations::count(name, &mut contenders)?;
            if exists("valgrind") {
                callgrind::count(name, &mut contenders)?;
            }
            self.groups.insert(name.to_owned(), contenders);
        }
        self.groups.get(name).context("it has just been measured")
    }

    fn row(&mut self, row: &Row) -> Result<Figures> {
        match row.source {
            Source::Time { group, ours, peer } => self.group(group)?.compare(ours, peer),
            Source::TimeLess { group, ours, peer } => self.group(group)?.compare_less(ours, peer),
            Source::Allocations { group, ours, peer } => {
                self.group(group)?.compare_allocations(ours, peer)
            }
            Source::Loopback { peer } => {
                if self.loopback.is_none() {
                    self.loopback = Some(loopback::measure(self.rounds.min(11))?);
                }
                let loopback = self
                    .loopback
                    .as_ref()
                    .context("it has just been measured")?;
                loopback.compare("ours", peer)
            }
            Source::StructuresBuild => Ok(self.structures()?.seconds()),
            Source::StructuresText => Ok(self.structures()?.text()),
            Source::TinyBuild => Ok(self.tiny()?.seconds()),
            Source::TinySize => Ok(self.tiny()?.size()),
            Source::Crates => tree::crates(),
            Source::Lines => tree::lines(),
            Source::Generation => generation::measure(self.rounds),
        }
    }

    /// What ours is made of; `None` where this machine cannot tell.
    fn profile(&mut self, row: &Row) -> Result<Option<Profile>> {
        match row.source {
            Source::Time { group, ours, .. }
            | Source::TimeLess {
                group,
                ours: (ours, _),
                ..
            } => {
                let time = self.group(group)?.time(ours)?;
                profile::samples::of_case(group, ours, time)
            }
            Source::Allocations { group, ours, .. } => profile::allocations::of_case(group, ours),
            Source::Loopback { .. } => loopback::profile(),
            Source::StructuresBuild => Ok(Some(self.structures()?.ours.profile_of_build())),
            Source::StructuresText => Ok(Some(self.structures()?.ours.profile_of_size())),
            Source::TinyBuild => Ok(Some(self.tiny()?.ours.profile_of_build())),
            Source::TinySize => Ok(Some(self.tiny()?.ours.profile_of_size())),
            Source::Crates => tree::profile().map(Some),
            Source::Lines => tree::lines_by_kind().map(Some),
            Source::Generation => generation::profile(),
        }
    }

    fn structures(&mut self) -> Result<&structures::Built> {
        if self.structures.is_none() {
            self.structures = Some(structures::build()?);
        }
        self.structures.as_ref().context("it has just been built")
    }

    fn tiny(&mut self) -> Result<&cold::Pair> {
        if self.tiny.is_none() {
            let bench = workspace::path("bench");
            self.tiny = Some(cold::Pair {
                ours: cold::build(&bench, "tiny-ours")?,
                peer: cold::build(&bench, "tiny-official")?,
            });
        }
        self.tiny.as_ref().context("it has just been built")
    }
}
