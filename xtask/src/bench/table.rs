//! The rows: what is compared with whom, what must hold, and what we are out for.

use super::row::Bound::{Ours, Ratio, RatioAtLeast, RatioBelow};
use super::row::{Aim, Row, Source, Unit};

const SDK: &str = "official SDK";
const BY_HAND: &str = "serde, http and percent-encoding by hand";
const SERDE_JSON: &str = "serde_json derived";

const fn time(group: &'static str, peer: &'static str) -> Source {
    Source::Time {
        group,
        ours: "ours",
        peer,
    }
}

const fn json(name: &'static str, what: &'static str, bar: f64) -> Row {
    Row {
        name,
        what,
        source: time(name, SERDE_JSON),
        unit: Unit::Nanoseconds,
        bar: Ratio(bar),
        aim: Aim::AheadOfAll,
    }
}

/// All rows that have a bar.
pub(crate) const ROWS: &[Row] = &[
    Row {
        name: "describe-signed",
        what: "describe_job_execution, SigV4-signed, in-memory transport, 963-byte answer / official SDK",
        source: time("describe-signed", SDK),
        unit: Unit::Nanoseconds,
        bar: Ratio(0.15),
        aim: Aim::Bound(Ratio(0.10)),
    },
    Row {
        name: "describe-unsigned",
        what: "the same, unsigned / serde, http and percent-encoding by hand",
        source: time("describe-unsigned", BY_HAND),
        unit: Unit::Nanoseconds,
        bar: Ratio(1.1),
        aim: Aim::Bound(Ratio(0.9)),
    },
    Row {
        name: "start-command-signed",
        what: "start_command_execution, 1000 parameters, signed / official SDK (cloning the input and dropping the clone left out)",
        source: Source::TimeLess {
            group: "start-command-signed",
            ours: ("ours", "ours, the input dropped"),
            peer: (SDK, "official SDK, the input dropped"),
        },
        unit: Unit::Nanoseconds,
        bar: Ratio(0.40),
        aim: Aim::Bound(Ratio(0.33)),
    },
    Row {
        name: "describe-allocations",
        what: "allocations of a signed describe (the official SDK's beside it)",
        source: Source::Allocations {
            group: "describe-signed",
            ours: "ours",
            peer: SDK,
        },
        unit: Unit::Count,
        bar: Ours(40.0),
        aim: Aim::Bound(Ours(25.0)),
    },
    Row {
        name: "update-hyper",
        what: "update_job_execution in process: route, parse, validate, answer / raw hyper routed by hand with serde_json",
        source: time("update", "hyper, routed by hand"),
        unit: Unit::Nanoseconds,
        bar: Ratio(1.1),
        aim: Aim::Bound(Ratio(1.0)),
    },
    Row {
        name: "update-axum",
        what: "the same / axum 0.8",
        source: time("update", "axum"),
        unit: Unit::Nanoseconds,
        bar: RatioBelow(0.8),
        aim: Aim::Bound(Ratio(0.6)),
    },
    Row {
        name: "update-smithy",
        what: "the same / aws-smithy-http-server 0.69",
        source: time("update", "aws-smithy-http-server"),
        unit: Unit::Nanoseconds,
        bar: RatioBelow(0.8),
        aim: Aim::Bound(Ratio(0.6)),
    },
    Row {
        name: "loopback",
        what: "loopback requests per second, one core / raw hyper",
        source: Source::Loopback { peer: "hyper" },
        unit: Unit::PerSecond,
        bar: RatioAtLeast(0.95),
        aim: Aim::Bound(RatioAtLeast(1.0)),
    },
    Row {
        name: "router",
        what: "router, 400 routes / 5 routes",
        source: Source::Time {
            group: "router",
            ours: "ours, 400 routes",
            peer: "ours, 5 routes",
        },
        unit: Unit::Nanoseconds,
        bar: Ratio(1.3),
        aim: Aim::Bound(Ratio(1.1)),
    },
    json(
        "decode-948",
        "JSON decode, 948 bytes / serde_json derived",
        0.80,
    ),
    json(
        "decode-100k",
        "JSON decode, one string of 100 KB / serde_json derived",
        0.85,
    ),
    json(
        "decode-650",
        "JSON decode, 650 items / serde_json derived",
        0.60,
    ),
    json(
        "encode-948",
        "JSON encode, 948 bytes / serde_json derived",
        0.85,
    ),
    json(
        "encode-100k",
        "JSON encode, one string of 100 KB / serde_json derived",
        1.00,
    ),
    json(
        "encode-650",
        "JSON encode, 650 items / serde_json derived",
        0.70,
    ),
    Row {
        name: "validation",
        what: "validation of an UpdateJobExecution input / the same with the regex crate",
        source: time("validation", "by hand with regex"),
        unit: Unit::Nanoseconds,
        bar: Ratio(0.5),
        aim: Aim::Bound(Ratio(0.25)),
    },
    Row {
        name: "structures-build",
        what: "cold release build of 500 structures of 12 members, both ways / serde derive",
        source: Source::StructuresBuild,
        unit: Unit::Seconds,
        bar: Ratio(0.40),
        aim: Aim::Bound(Ratio(0.25)),
    },
    Row {
        name: "structures-text",
        what: "text of the same / serde derive",
        source: Source::StructuresText,
        unit: Unit::Megabytes,
        bar: Ratio(0.45),
        aim: Aim::Bound(Ratio(0.31)),
    },
    Row {
        name: "crates",
        what: "crates in the default client's tree, TLS included (the official SDK's beside it)",
        source: Source::Crates,
        unit: Unit::Count,
        bar: Ours(60.0),
        aim: Aim::Bound(Ours(50.0)),
    },
    Row {
        name: "tiny-build",
        what: "cold release build of a program that makes one call / official SDK",
        source: Source::TinyBuild,
        unit: Unit::Seconds,
        bar: Ratio(0.35),
        aim: Aim::Bound(Ratio(0.25)),
    },
    Row {
        name: "tiny-size",
        what: "its stripped binary / official SDK",
        source: Source::TinySize,
        unit: Unit::Megabytes,
        bar: Ratio(0.30),
        aim: Aim::Bound(Ratio(0.20)),
    },
    Row {
        name: "lines",
        what: "lines of generated Rust / official SDK",
        source: Source::Lines,
        unit: Unit::Count,
        bar: Ratio(0.20),
        aim: Aim::Bound(Ratio(0.17)),
    },
    Row {
        name: "codegen",
        what: "`cargo xtask codegen` on the commissioned model, the built binary, whole process",
        source: Source::Generation,
        unit: Unit::Milliseconds,
        bar: Ours(30.0),
        aim: Aim::Bound(Ours(20.0)),
    },
];

/// Groups of `bench/speed` that have no bar: the comparisons by which libraries were chosen.
pub(crate) const CHOICES: &[&str] = &[
    "choice-integers",
    "choice-doubles",
    "choice-base64-encode",
    "choice-base64-decode",
    "choice-utf8-948",
    "choice-utf8-100k",
    "choice-percent-encode",
    "choice-percent-decode",
    "choice-map-4",
    "choice-map-1000",
    "choice-pattern-class",
    "choice-pattern-automaton",
    "choice-pattern-steps",
];

/// The names of all rows.
pub(crate) fn names() -> String {
    let names: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
    [names, CHOICES.to_vec()].concat().join(", ")
}
