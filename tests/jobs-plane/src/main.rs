//! The command line of the jobs plane: `jobs-plane --listen 127.0.0.1:8080 --seed seed.json`.
//!
//! In: options. Out: a server that answers until it is killed; the first line on standard output says where it listens.

use std::error::Error;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, ValueEnum};
use jobs_plane::clock::Clock;
use jobs_plane::fault::{Fault, Faults};
use jobs_plane::plane::{JobsPlane, VersionMismatch};
use jobs_plane::store::Store;
use jobs_plane::{keys, seed, serve};
use tokio::net::TcpListener;

/// An AWS IoT Jobs data plane in memory, for tests of devices and clients.
#[derive(Parser)]
#[command(name = "jobs-plane")]
struct Options {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// A JSON file with things, jobs, executions and commands; without it there are none.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,

    /// What the timers read; a manual clock moves only by POST /_test/clock {"advance_seconds": N}.
    #[arg(long, value_name = "CLOCK", value_enum, default_value_t = ClockKind::Real)]
    clock: ClockKind,

    /// Answer calls of an operation with an error that it models, TIMES times or always. May be repeated.
    #[arg(long = "fault", value_name = "OPERATION=ERROR[:TIMES]")]
    faults: Vec<Fault>,

    /// The error for an expectedVersion that is not the version.
    #[arg(long, value_name = "CODE:STATUS", default_value_t)]
    version_mismatch: VersionMismatch,

    /// Answer only requests that are signed (AWS Signature Version 4) with this key, with one of the file's (`@FILE`, a key
    /// on each line), or, without a value, with that of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. May be repeated.
    #[arg(long, value_name = "ACCESS_KEY:SECRET", num_args = 0..=1, default_missing_value = "")]
    require_sigv4: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum ClockKind {
    Real,
    Manual,
}

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<(), Box<dyn Error>> {
    let clock = Arc::new(match options.clock {
        ClockKind::Real => Clock::Real,
        ClockKind::Manual => Clock::manual(),
    });
    let store = match &options.seed {
        Some(file) => seed::read(file, clock.now())?,
        None => Store::default(),
    };
    let plane = JobsPlane::new(store, clock)
        .faults(Faults::new(options.faults))
        .version_mismatch(options.version_mismatch);
    let keys = keys::read(&options.require_sigv4)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(options.listen)
            .await
            .map_err(|error| format!("cannot listen on {}: {error}", options.listen))?;
        let mut out = io::stdout();
        writeln!(out, "listening on http://{}", listener.local_addr()?)?;
        out.flush()?;
        let never = if options.require_sigv4.is_empty() {
            serve::serve(listener, plane).await?
        } else {
            serve::serve_signed(listener, plane, keys).await?
        };
        match never {}
    })
}
