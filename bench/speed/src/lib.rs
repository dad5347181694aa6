//! What the rows of `cargo xtask bench` that take time are measured with.
//!
//! In: nothing but constants. Out: cases, each one contender of one row, that a meter can run; and servers for a real
//! socket. Nothing here prints.

mod checks;
mod choices;
mod client;
mod derived;
// The runtime's own, for what of it is compared with libraries.
#[path = "../../../runtime/src/find_byte.rs"]
mod find_byte;
mod fixtures;
mod json;
mod loopback;
mod measure;
mod patterns;
mod router;
mod server;
mod validation;

pub use loopback::{load, serve};
pub use measure::{Case, Meter};

/// The rows that are made together, and what makes their cases: some take a while to set up.
type Group = (&'static [&'static str], fn() -> Vec<Case>);

const GROUPS: [Group; 7] = [
    (client::ROWS, client::cases),
    (server::ROWS, server::cases),
    (router::ROWS, router::cases),
    (json::ROWS, json::cases),
    (validation::ROWS, validation::cases),
    (choices::ROWS, choices::cases),
    (patterns::ROWS, patterns::cases),
];

/// The names of all rows.
pub fn rows() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().flat_map(|(rows, _)| rows.iter().copied())
}

/// The cases of a row; none, if there is no such row.
pub fn cases(row: &str) -> Vec<Case> {
    GROUPS
        .iter()
        .filter(|(rows, _)| rows.contains(&row))
        .flat_map(|(_, cases)| cases())
        .filter(|case| case.row == row)
        .collect()
}
