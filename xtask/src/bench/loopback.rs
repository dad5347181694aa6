//! Requests per second over a loopback socket.
//!
//! In: the servers of `bench/speed`. Out: how many requests each answers per second, round by round, on a core of its own,
//! while another core makes the load.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use super::contenders::{Contender, Contenders, bound, program};
use super::profile::{Profile, samples};
use crate::process::output;

const SERVERS: [&str; 4] = ["ours", "hyper", "axum", "smithy"];

/// A server that is ended when it is no longer needed.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Measures all of them in turn.
pub(crate) fn measure(rounds: usize) -> Result<Contenders> {
    let servers: Vec<Server> = SERVERS
        .iter()
        .map(|name| start(name))
        .collect::<Result<_>>()?;
    // Servers on the first core, load on the last: where there is but one, they share it.
    let last = thread::available_parallelism().map_or(1, usize::from) - 1;
    let mut load = bound(last, &program("speed")?);
    load.args(["load", &rounds.to_string()]);
    load.args(servers.iter().map(|server| &server.address));
    let text = output(&mut load)?;
    let mut list = Vec::new();
    for (line, name) in text.lines().zip(SERVERS) {
        let figures = line.split_once('\t').map(|(_, figures)| figures);
        let rounds: Option<Vec<f64>> =
            figures.and_then(|figures| figures.split(',').map(|f| f.parse().ok()).collect());
        let rounds = rounds.with_context(|| format!("bench/speed printed {line:?}"))?;
        list.push(Contender::new(name, rounds));
    }
    Ok(Contenders {
        group: "loopback".to_owned(),
        list,
    })
}

/// What the server spends its time on under load.
pub(crate) fn profile() -> Result<Option<Profile>> {
    let server = start("ours")?;
    // Sampled for less time than the load takes.
    let Some(samples) = samples::of_process(&server.child, 3)? else {
        return Ok(None);
    };
    let last = thread::available_parallelism().map_or(1, usize::from) - 1;
    output(bound(last, &program("speed")?).args(["load", "8", &server.address]))?;
    samples::taken(samples, "loopback, ours: samples of the server").map(Some)
}

fn start(name: &str) -> Result<Server> {
    let mut child = bound(0, &program("speed")?)
        .args(["serve", name])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start a server")?;
    let mut address = String::new();
    if let Some(out) = child.stdout.take() {
        BufReader::new(out).read_line(&mut address)?;
    }
    let server = Server {
        child,
        address: address.trim().to_owned(),
    };
    if server.address.is_empty() {
        bail!("the server {name} did not start");
    }
    Ok(server)
}
