//! An AWS IoT Jobs data plane in memory.
//!
//! It is written by hand over the server that Tinsmith generates, as a user would write one, and answers any client of
//! the service: the tests of this project drive it with boto3, with AWS's SDK for Rust and with the generated client.
//!
//! * [`store`] has the rules: states, versions, timers, retries, tokens. It knows nothing of HTTP.
//! * [`plane`] implements the generated trait over it.
//! * [`serve`] puts it on a socket; `main` reads the command line.
//! * [`seed`] is how things and jobs come to be; [`clock`] and [`fault`] let tests decide about time and errors;
//!   [`keys`] are those that requests may have to be signed with.
//!
//! Where the service's documentation is silent or ambiguous, the choice and its reason stand at the line that makes it.

pub mod clock;
pub mod fault;
pub mod keys;
pub mod plane;
pub mod seed;
pub mod serve;
pub mod store;
