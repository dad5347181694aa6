//! The generated client and the official AWS SDK for Rust, side by side.
//!
//! In: an input of the generated crate. Out: what each client sent for it, and what each made of the same answer, in
//! forms that can be compared. [`Pair`] has both clients over transports that note requests and give prepared answers,
//! so nothing here needs a network; [`official`] also makes an official client for a real address.

mod call;
pub mod official;
mod outcome;
mod pair;
mod replay;

pub use call::Call;
pub use outcome::{Outcome, Refusal};
pub use pair::{Pair, TOKEN};
pub use replay::{Answer, Sent};
