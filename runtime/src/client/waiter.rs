//! Waiting until a service says that something is so (Smithy 2.0, "Waiters"; C2J, `waiters-2.json`).
//!
//! In: an input, what to look for in the answers to it, and how long to wait in all. Out: the answer that settles it. The
//! same request is sent again and again, with pauses that grow; time is what the configuration's timer says.

mod acceptor;
mod backoff;
mod error;
mod wait;

pub use acceptor::{Acceptor, Comparator, Matcher, Waiter};
pub use error::{WaitError, WaitErrorKind};
pub use wait::{Wait, Waited};

#[cfg(all(test, feature = "pages", feature = "transport"))]
#[allow(clippy::unwrap_used)]
mod tests;
