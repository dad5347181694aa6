//! Runs the cases of `cargo xtask bench`.
//!
//! In: a command. Out: lines of `row`, `case` and figures, separated by tabs. `cargo xtask bench` is what people run.

use std::hint::black_box;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use cpu_time::ThreadTime;
use speed::{Case, cases};

/// How long a round of one case takes, about.
const ROUND: Duration = Duration::from_millis(15);
/// How long a round of load on one server takes.
const LOAD: Duration = Duration::from_millis(500);

const USAGE: &str = "usage: speed list                     the rows
       speed time ROUNDS ROW...       nanoseconds per run, one figure per round
       speed count ROW CASE TIMES     runs it so often inside `measured_by_callgrind`
       speed serve NAME               serves and prints its address
       speed load ROUNDS ADDRESS...   requests per second, one figure per round";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["list"] => {
            for row in speed::rows() {
                println!("{row}");
            }
            Ok(())
        }
        ["time", rounds, rows @ ..] => number(rounds).map(|rounds| time(rounds, rows)),
        ["count", row, name, times] => number(times).and_then(|times| count(row, name, times)),
        ["serve", name] => {
            speed::serve(name, |address| println!("{address}")).map_err(|error| error.to_string())
        }
        ["load", rounds, servers @ ..] => number(rounds).and_then(|rounds| load(rounds, servers)),
        _ => Err(USAGE.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse()
        .map_err(|_| format!("{text:?} is no number\n{USAGE}"))
}

/// All cases of a row in turn, round by round; every other round backwards.
fn time(rounds: usize, rows: &[&str]) {
    for row in rows {
        let cases = cases(row);
        let times: Vec<u64> = cases.iter().map(calibrate).collect();
        let mut found = vec![Vec::new(); cases.len()];
        for round in 0..rounds {
            for place in 0..cases.len() {
                let place = if round % 2 == 0 {
                    place
                } else {
                    cases.len() - 1 - place
                };
                let each =
                    once(&cases[place], times[place]).as_nanos() as f64 / times[place] as f64;
                found[place].push(each);
            }
        }
        for (case, found) in cases.iter().zip(found) {
            print(case, &found);
        }
    }
}

fn print(case: &Case, found: &[f64]) {
    let found: Vec<String> = found.iter().map(|each| format!("{each:.2}")).collect();
    println!("{}\t{}\t{}", case.row, case.name, found.join(","));
}

fn once(case: &Case, times: u64) -> Duration {
    let mut measured = Duration::ZERO;
    case.run(times, &mut |work| {
        // The processor's time of this thread: what else the machine does counts for nothing.
        let start = ThreadTime::now();
        work();
        measured += start.elapsed();
    });
    measured
}

/// How often a case runs in a round. Warms it up, too.
fn calibrate(case: &Case) -> u64 {
    let mut times = 1;
    loop {
        let measured = once(case, times);
        if measured * 4 >= ROUND {
            let each = measured.as_secs_f64() / times as f64;
            return ((ROUND.as_secs_f64() / each) as u64).max(1);
        }
        times *= 2;
    }
}

fn count(row: &str, name: &str, times: usize) -> Result<(), String> {
    let cases = cases(row);
    let case = cases
        .iter()
        .find(|case| case.name == name)
        .ok_or_else(|| format!("there is no case {name:?} of {row:?}"))?;
    // Whatever is made once is made now.
    case.run(times as u64, &mut |work| work());
    case.run(times as u64, &mut |work| measured_by_callgrind(work));
    Ok(())
}

/// What callgrind collects in.
#[inline(never)]
fn measured_by_callgrind(work: &mut dyn FnMut()) {
    work();
    // So that the call above is no jump.
    black_box(());
}

fn load(rounds: usize, servers: &[&str]) -> Result<(), String> {
    let addresses = servers
        .iter()
        .map(|server| server.parse::<SocketAddr>())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| format!("{error}\n{USAGE}"))?;
    let found = speed::load(&addresses, rounds, LOAD).map_err(|error| error.to_string())?;
    for (server, found) in servers.iter().zip(found) {
        let found: Vec<String> = found.iter().map(|rate| format!("{rate:.0}")).collect();
        println!("{server}\t{}", found.join(","));
    }
    Ok(())
}
