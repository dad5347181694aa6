//! What sets one protocol apart from another.
//!
//! In: structures and bytes. Out: bytes and structures, in the protocol's format; and where it says which error a response
//! is. A protocol is one entry here over a codec; it knows no service, no operation and no HTTP binding.

mod error_body;
mod json;

#[cfg(feature = "client")]
pub(crate) use error_body::shape_name;
pub use json::{AwsJson1_0, AwsJson1_1, RestJson1};

use crate::byte_stream::BoxError;
use crate::codec::{Structure, Value};
use crate::document::Document;
use crate::schema::Member;
use crate::validate::Missing;

/// A protocol that generated clients and servers speak.
pub trait Protocol: Send + Sync + 'static {
    /// The media type of a structure in a body.
    const MEDIA_TYPE: &'static str;

    /// What a structure without members is in a body.
    const EMPTY: &'static [u8];

    /// Where a response says which error it is.
    const ERROR_CODE: ErrorCode;

    /// Writes the members of an input, output or error that are bound to nothing but the body.
    ///
    /// # Errors
    ///
    /// If the format has no form for a value.
    fn encode<T: Structure>(value: &T) -> Result<Vec<u8>, BoxError>;

    /// The same; and if it is large, the SHA-256 of it, which was made on the way.
    ///
    /// # Errors
    ///
    /// As [`encode`](Self::encode).
    #[cfg(all(feature = "client", feature = "sigv4"))]
    fn encode_hashed<T: Structure>(value: &T) -> Result<(Vec<u8>, Option<[u8; 32]>), BoxError>;

    /// Writes an error, with its code if that is where the protocol has it ([`ERROR_CODE`](Self::ERROR_CODE)).
    ///
    /// # Errors
    ///
    /// If the format has no form for a value.
    fn encode_error<T: Structure>(code: &str, error: &T) -> Result<Vec<u8>, BoxError>;

    /// Writes an error that no model knows, given its members as an object.
    ///
    /// # Errors
    ///
    /// If the format has no form for a value.
    fn encode_other_error(code: &str, members: &Document) -> Result<Vec<u8>, BoxError>;

    /// Reads all members of an error that no model knows; null, if the body is no object.
    fn decode_other_error(body: &[u8]) -> Document;

    /// Writes one value as a whole body.
    ///
    /// # Errors
    ///
    /// If the format has no form for the value.
    fn encode_value<T: Value>(value: &T, member: &'static Member) -> Result<Vec<u8>, BoxError>;

    /// Reads what [`encode`](Self::encode) writes, and the required members that are missing. A `strict` reader, as a
    /// server is, takes what Smithy describes and nothing else.
    ///
    /// # Errors
    ///
    /// If the body is malformed or of another type. The message says what and where, and holds no value.
    fn decode<T: Structure>(body: &[u8], strict: bool) -> Result<(T, Missing), BoxError>;

    /// Reads one value from a whole body. The paths of members that are missing in it begin with `member`.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    fn decode_value<T: Value>(
        body: &[u8],
        member: &'static Member,
        strict: bool,
    ) -> Result<(T, Missing), BoxError>;

    /// The body of the error that a success's body holds instead of an output, if it does.
    fn enveloped_error(body: &[u8]) -> Option<Vec<u8>>;

    /// What an error's body says of it; nothing, if it is no document of the protocol.
    fn error_body(body: &[u8]) -> ErrorBody;
}

/// Where a response says which error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// In the header `X-Amzn-Errortype`.
    Header,
    /// In the body's member `__type`.
    Body,
}

/// What every error's body may say.
#[derive(Clone, Debug, Default)]
pub struct ErrorBody {
    /// The error's name, as it came: perhaps with a namespace in front and a URI behind.
    pub code: Option<String>,
    /// The message for people.
    pub message: Option<String>,
}
