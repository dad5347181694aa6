//! Clients against services that fail in each way: what is repeated, when they give up, and what they say then.
//!
//! In memory the time is virtual, so that waits are exact and cost nothing; over a socket it is a server that counts what
//! arrives.

#![allow(clippy::unwrap_used)]

mod memory;
mod script;
mod signed;
mod socket;
mod sockets;
mod time;
