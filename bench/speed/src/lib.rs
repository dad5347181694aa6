//! What the rows of `cargo xtask bench` that take time are measured with.
//!
//! In: nothing but constants. Out: cases, each one contender of one row, that a meter can run; and servers for a real
//! socket. Nothing here prints.

mod checks;
mod choices;
mod client;
mod derived;
mod fixtures;
mod json;
mod loopback;
mod measure;
mod router;
mod server;
mod validation;

pub use loopback::{load, serve};
pub use measure::{Case, Meter};

/// All cases, those of a row together.
pub fn cases() -> Vec<Case> {
    let groups = [
        client::cases(),
        server::cases(),
        router::cases(),
        json::cases(),
        validation::cases(),
        choices::cases(),
    ];
    groups.into_iter().flatten().collect()
}
