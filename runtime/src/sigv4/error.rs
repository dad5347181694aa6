//! Why a request is not signed.
//!
//! In: what is wrong. Out: a message that names the setting or the part of the request, and holds no value of it.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// Why a request is not signed. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// The credentials have no access key id, or no secret.
    EmptyCredentials,
    /// The credentials are worth nothing any more at the time of the signature.
    ExpiredCredentials {
        /// How long they have been.
        since: Duration,
    },
    /// Neither the header `host` nor the URI says where the request goes.
    NoHost,
    /// The scope has no region or no service; the text says which.
    EmptyScope(&'static str),
    /// A part of what would be sent that has characters which cannot be sent there; the text says which part.
    Unsendable(&'static str),
    /// The body is a stream that cannot be hashed before it is sent, and nothing else protects it: the operation does not
    /// allow unsigned bodies, and the connection is not encrypted.
    UnsignedStream,
    /// A presigned request has to be good for between a second and seven days.
    ExpiresIn(Duration),
    /// The query has a parameter of a signature already; the text is its name.
    AlreadySigned(&'static str),
    /// The time has no year of four digits.
    Time,
}

impl Display for SigningError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyCredentials => {
                f.write_str("the credentials have an empty access key id or an empty secret")
            }
            Self::ExpiredCredentials { since } => write!(
                f,
                "the credentials expired {} seconds ago; get new ones from where they came from",
                since.as_secs()
            ),
            Self::NoHost => f.write_str("neither the header `host` nor the URI names a host"),
            Self::EmptyScope(what) => write!(f, "the {what} to sign for is not set"),
            Self::Unsendable(what) => write!(f, "{what} has characters that cannot be sent there"),
            Self::UnsignedStream => f.write_str(
                "the body is a stream, which can only be sent unsigned, and over `http://` nothing else would protect it; \
                 use an `https://` endpoint, or a body in memory",
            ),
            Self::ExpiresIn(given) => write!(
                f,
                "a presigned request has to expire in between 1 second and 7 days, not in {given:?}"
            ),
            Self::AlreadySigned(name) => {
                write!(f, "the query has the parameter `{name}` of a signature already")
            }
            Self::Time => f.write_str("the time of the signature has no year of four digits"),
        }
    }
}

impl Error for SigningError {}
