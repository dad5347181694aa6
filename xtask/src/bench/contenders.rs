//! The cases of one group, timed side by side.
//!
//! In: the name of a group of `bench/speed`. Out: nanoseconds of processor time of each contender, round by round, and ratios of two of them.
//! The rounds are interleaved in one process, on one core where the machine can bind it; they come from three processes,
//! since where the loader puts a program may be worth several per cent.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::row::Figures;
use crate::process::{cargo, exists, output, run};
use crate::workspace;

/// In how many processes the rounds are made.
const PROCESSES: usize = 3;

/// The contenders of one group.
#[derive(Debug)]
pub(crate) struct Contenders {
    pub(crate) group: String,
    pub(crate) list: Vec<Contender>,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Contender {
    pub(crate) name: String,
    /// One figure per round: nanoseconds, or requests per second.
    pub(crate) rounds: Vec<f64>,
    /// Of one run.
    pub(crate) allocations: Option<f64>,
    /// User instructions of one run.
    pub(crate) instructions: Option<f64>,
}

impl Contender {
    pub(crate) fn new(name: &str, rounds: Vec<f64>) -> Self {
        Self {
            name: name.to_owned(),
            rounds,
            allocations: None,
            instructions: None,
        }
    }
}

impl Contenders {
    fn find(&self, name: &str) -> Result<&Contender> {
        self.list
            .iter()
            .find(|contender| contender.name == name)
            .with_context(|| format!("the group {} has no case {name:?}", self.group))
    }

    /// Nanoseconds of one run of a case.
    pub(crate) fn time(&self, name: &str) -> Result<f64> {
        Ok(median(&self.find(name)?.rounds))
    }

    /// Ours by a peer's, round by round.
    pub(crate) fn compare(&self, ours: &str, peer: &str) -> Result<Figures> {
        let (ours, peer) = (self.find(ours)?, self.find(peer)?);
        let others = self
            .list
            .iter()
            .filter(|contender| contender.name != ours.name)
            .map(|contender| median(&contender.rounds));
        let fastest = others.fold(f64::INFINITY, f64::min);
        Ok(Figures {
            ahead: Some(median(&ours.rounds) / fastest),
            ..figures(ours, peer)
        })
    }

    /// The same, each less another case.
    pub(crate) fn compare_less(&self, ours: (&str, &str), peer: (&str, &str)) -> Result<Figures> {
        let less = |(whole, part): (&str, &str)| -> Result<Contender> {
            let (whole, part) = (self.find(whole)?, self.find(part)?);
            let rounds = whole.rounds.iter().zip(&part.rounds);
            let instructions = whole.instructions.zip(part.instructions);
            Ok(Contender {
                instructions: instructions.map(|(whole, part)| whole - part),
                ..Contender::new("", rounds.map(|(whole, part)| whole - part).collect())
            })
        };
        Ok(figures(&less(ours)?, &less(peer)?))
    }

    /// What ours and a peer allocate.
    pub(crate) fn compare_allocations(&self, ours: &str, peer: &str) -> Result<Figures> {
        let count = |name| {
            self.find(name)?
                .allocations
                .with_context(|| format!("the allocations of {name:?} were not counted"))
        };
        Ok(Figures::pair(count(ours)?, count(peer)?))
    }
}

fn figures(ours: &Contender, peer: &Contender) -> Figures {
    let ratios: Vec<f64> = ours
        .rounds
        .iter()
        .zip(&peer.rounds)
        .map(|(ours, peer)| ours / peer)
        .collect();
    Figures {
        peer: Some(median(&peer.rounds)),
        ratio: Some(median(&ratios)),
        spread: Some((quantile(&ratios, 0.25), quantile(&ratios, 0.75))),
        instructions: ours
            .instructions
            .zip(peer.instructions)
            .map(|(ours, peer)| ours / peer),
        ..Figures::alone(median(&ours.rounds))
    }
}

pub(crate) fn median(rounds: &[f64]) -> f64 {
    quantile(rounds, 0.5)
}

/// The figure below which this part of all lies.
pub(crate) fn quantile(rounds: &[f64], part: f64) -> f64 {
    let mut sorted = rounds.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = part * sorted.len().saturating_sub(1) as f64;
    let at = |place: f64| sorted.get(place as usize).copied().unwrap_or(f64::NAN);
    let (low, high) = (at(place.floor()), at(place.ceil()));
    low + (high - low) * place.fract()
}

/// A program of `bench/speed`, built.
pub(crate) fn program(name: &str) -> Result<Command> {
    run(cargo(&[
        "build",
        "--quiet",
        "--release",
        "--locked",
        "--package",
        "speed",
    ])
    .current_dir(workspace::path("bench"))
    .env("CARGO_TARGET_DIR", workspace::target("bench")))?;
    Ok(Command::new(path(name)))
}

/// Where it is.
pub(crate) fn path(name: &str) -> std::path::PathBuf {
    workspace::target("bench/release")
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION)
}

/// Binds a program to a core, where the machine can.
pub(crate) fn bound(core: usize, program: &Command) -> Command {
    if !exists("taskset") {
        return Command::new(program.get_program());
    }
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", &core.to_string()]);
    command.arg(program.get_program());
    command
}

/// Times all cases of a group.
pub(crate) fn time(group: &str, rounds: usize) -> Result<Contenders> {
    let program = program("speed")?;
    let mut list: Vec<Contender> = Vec::new();
    for _ in 0..PROCESSES {
        let rounds = rounds.div_ceil(PROCESSES).to_string();
        let text = output(bound(0, &program).args(["time", &rounds, group]))?;
        for (name, found) in parse(&text, group)? {
            match list.iter_mut().find(|contender| contender.name == name) {
                Some(contender) => contender.rounds.extend(found),
                None => list.push(Contender::new(name, found)),
            }
        }
    }
    if list.is_empty() {
        bail!("bench/speed has no group {group:?}");
    }
    Ok(Contenders {
        group: group.to_owned(),
        list,
    })
}

/// `group`, case and figures, separated by tabs and the figures by commas.
fn parse<'t>(text: &'t str, group: &str) -> Result<Vec<(&'t str, Vec<f64>)>> {
    let mut found = Vec::new();
    for line in text.lines() {
        let Some((name, figures)) = line
            .strip_prefix(group)
            .and_then(|rest| rest.strip_prefix('\t')?.split_once('\t'))
        else {
            bail!("bench/speed printed {line:?}");
        };
        let figures: Result<Vec<f64>, _> = figures.split(',').map(str::parse).collect();
        found.push((
            name,
            figures.with_context(|| format!("figures in {line:?}"))?,
        ));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_rounds() {
        let rounds = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(median(&rounds), 2.5);
        assert_eq!(quantile(&rounds, 0.0), 1.0);
        assert_eq!(quantile(&rounds, 1.0), 4.0);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        let contenders = Contenders {
            group: "g".to_owned(),
            list: vec![
                // The second round was disturbed, for both.
                Contender::new("ours", vec![1.0, 10.0, 1.0]),
                Contender::new("peer", vec![2.0, 20.0, 2.0]),
                Contender::new("other", vec![1.5, 1.5, 1.5]),
            ],
        };
        let figures = contenders.compare("ours", "peer").ok();
        assert_eq!(figures.as_ref().and_then(|f| f.ratio), Some(0.5));
        assert_eq!(figures.and_then(|f| f.ahead), Some(1.0 / 1.5));
        assert!(contenders.compare("ours", "nobody").is_err());
    }
}
