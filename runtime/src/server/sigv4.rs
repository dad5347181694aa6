//! Servers that take signed requests alone.
//!
//! In: requests of any body, and whoever knows the secrets of access keys. Out: those that are signed by AWS's Signature
//! Version 4, in the header `authorization` or in the query, with the [`Identity`] of who signed them; or an answer as AWS
//! gives it. No message holds a secret, or the signature that would have been right.
//!
//! ```
//! use tinsmith::credentials::Credentials;
//! use tinsmith::server::sigv4::RequireSigV4;
//!
//! let layer = RequireSigV4::new(Credentials::new("AKIDEXAMPLE", "secret"))
//!     .region("eu-west-1")
//!     .service("iot-jobs-data");
//! # let _ = layer;
//! ```
//!
//! The layer goes around a generated server, an axum router, or any other `tower` service over `http`. What it lets through
//! has: the host, each header `x-amz-*` and whatever else the client says in its signature; a date within fifteen minutes of
//! the clock, or within the time for which it was presigned; the body that was signed. Where two requests would have the
//! same signature (a path with empty or dot segments, an escape in lower case in the query), neither is let through.

mod check;
mod identity;
mod layer;
mod lookup;
mod refusal;
#[cfg(test)]
mod tests;

pub use identity::Identity;
pub use layer::{RequireSigV4, Verified};
pub use lookup::{CredentialsLookup, LookupFuture};
