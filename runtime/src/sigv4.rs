//! AWS's Signature Version 4: proof that a request comes from who holds a secret, and that nobody changed it.
//!
//! In: the head of a request, what is known of its body, credentials, a scope and a time. Out: the same head with a
//! signature in its headers ([`Signer::sign`]) or in its query ([`Signer::presign`]). Nothing here reads a clock or opens a
//! socket, knows a service, or shows a secret.
//!
//! What is signed, as AWS's SDKs do it: the method, the path, the query, the body's hash, and every header that is there,
//! but for those that change on their way or that have nothing to say to a service (`authorization`, `user-agent`,
//! `x-amzn-trace-id`, `amz-sdk-*`, and the hop-by-hop headers of RFC 9110). So headers that matter are added first.
//!
//! ```
//! use std::time::{Duration, UNIX_EPOCH};
//! use tinsmith::credentials::Credentials;
//! use tinsmith::http::Request;
//! use tinsmith::sigv4::{Payload, Scope, Signer, SigningParams};
//!
//! let request = Request::get("https://example.amazonaws.com/things?limit=3").body(())?;
//! let (mut head, ()) = request.into_parts();
//! let credentials = Credentials::new("AKIDEXAMPLE", "secret");
//! let scope = Scope { region: "eu-west-1", service: "iot" };
//! let time = UNIX_EPOCH + Duration::from_secs(1_440_938_160);
//! let params = SigningParams::new(&credentials, scope, time);
//! Signer::new().sign(&mut head, Payload::Bytes(b""), &params)?;
//! assert_eq!(head.headers["x-amz-date"], "20150830T123600Z");
//! assert!(head.headers.contains_key("authorization"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The specification is chapter "AWS Signature Version 4 for API requests" of the IAM User Guide.

mod canonical;
#[cfg(feature = "server")]
mod claim;
mod date;
mod error;
mod headers;
mod hex;
mod key;
mod params;
mod path;
mod payload;
mod presign;
mod query;
mod signer;
mod sink;
#[cfg(test)]
mod tests;
#[cfg(feature = "server")]
mod verify;

#[cfg(feature = "server")]
pub(crate) use claim::{Claim, Unreadable};
pub use error::SigningError;
#[cfg(feature = "server")]
pub(crate) use key::KeyCache;
pub use params::{Scope, Settings, SigningParams};
pub use payload::Payload;
#[cfg(feature = "server")]
pub(crate) use payload::body_hash;
pub use presign::MAX_EXPIRES_IN;
pub use signer::Signer;
#[cfg(feature = "server")]
pub(crate) use verify::{Candidate, Uncovered, is_same};

use http::HeaderName;

/// The algorithm's name in headers and queries.
const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// How every scope ends.
const TERMINATOR: &str = "aws4_request";
/// What stands for the hash of a body that is not signed.
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
pub(crate) const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// A time as signatures write it; `None`, if they don't.
#[cfg(feature = "server")]
pub(crate) fn date_text(time: std::time::SystemTime) -> Option<String> {
    let date = date::SigningDate::new(time).ok()?;
    Some(String::from_utf8_lossy(date.text()).into_owned())
}
