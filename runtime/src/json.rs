//! JSON, as Smithy's JSON protocols use it.
//!
//! In: a value of a generated type, or a body's bytes. Out: bytes, or a value. The scanner and the writer are our own.
//! No type is ever coerced into another, an error never holds a value of the input, and nothing is read from beyond the
//! body.
//!
//! How input is read:
//!
//! * A member that occurs twice counts as it came last; a union with two members set is an error.
//! * Members that the model doesn't know are passed over, in unions too unless the reader is strict.
//! * NaN and the infinities are the strings `"NaN"`, `"Infinity"` and `"-Infinity"`; a number that is too great for its
//!   type is an error, never an infinity.
//! * Blobs are standard base64 with padding.

mod decoder;
mod digits;
mod encoder;
mod error;
mod scanner;
#[cfg(test)]
mod tests;
mod word;

pub use error::Error;

pub(crate) use encoder::Encoder;

#[cfg(all(feature = "client", feature = "sigv4"))]
use crate::body_hash::BodyHash;
use crate::codec::Structure;
use crate::validate::Missing;
#[cfg(any(feature = "client", feature = "server"))]
use crate::{codec::Value, schema::Member};

/// How input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether what Smithy 2.0 tells servers to refuse is refused: nulls in dense lists and maps, unknown members of
    /// unions, timestamps with an offset from UTC, and an empty body. A reader that is not strict passes over such nulls,
    /// gives the unknown variant, converts such timestamps, takes an empty body as `{}`, and reads a whole number that is
    /// written with a fraction or an exponent as an integer.
    pub strict: bool,
    /// How many objects and arrays may lie in each other, counting the outermost. Each takes some hundred bytes of the
    /// thread's stack.
    pub depth: u32,
}

impl Options {
    /// The usual limit of nesting.
    pub const DEPTH: u32 = 128;

    /// As a server reads requests.
    pub const STRICT: Self = Self {
        strict: true,
        depth: Self::DEPTH,
    };

    /// As a client reads responses.
    pub const LENIENT: Self = Self {
        strict: false,
        depth: Self::DEPTH,
    };
}

/// Writes all members of a structure as a JSON object.
///
/// # Errors
///
/// If the value holds what JSON cannot say: the unknown variant of a union, or a timestamp in a calendar format whose
/// year is outside 0000 to 9999.
pub fn to_vec<T: Structure>(value: &T) -> Result<Vec<u8>, Error> {
    encoder::to_vec(value)
}

/// The same, as text.
///
/// # Errors
///
/// As [`to_vec`].
pub fn to_string<T: Structure>(value: &T) -> Result<String, Error> {
    String::from_utf8(to_vec(value)?).map_err(|_| Error::new("the written text is not UTF-8"))
}

/// Reads all members of a structure from a JSON object, with [`Options::LENIENT`].
///
/// # Errors
///
/// If the text is not JSON, is not of the structure's type, or a required member is missing.
pub fn from_slice<T: Structure>(text: &[u8]) -> Result<T, Error> {
    let (value, missing) = decoder::decode(text, Options::LENIENT, false)?;
    match missing.into_first() {
        Some(path) => Err(Error::missing(path)),
        None => Ok(value),
    }
}

/// Writes the body of a message: an input or output without the members that HTTP carries elsewhere.
///
/// # Errors
///
/// As [`to_vec`].
#[doc(hidden)]
pub fn encode_body<T: Structure>(value: &T) -> Result<Vec<u8>, Error> {
    encoder::encode_body(value)
}

/// The same; and if it is large, the hash of it, which was made on the way.
///
/// # Errors
///
/// As [`to_vec`].
#[cfg(all(feature = "client", feature = "sigv4"))]
pub(crate) fn encode_hashed_body<T: Structure>(
    value: &T,
) -> Result<(Vec<u8>, Option<BodyHash>), Error> {
    encoder::encode_hashed_body(value)
}

/// Reads the body of a message into an input or output; the members that HTTP carries elsewhere are passed over. Required
/// members that are missing, and those that HTTP carries elsewhere, hold placeholders.
///
/// # Errors
///
/// If the text is not JSON, or not of the structure's type.
#[doc(hidden)]
pub fn decode_body<T: Structure>(body: &[u8], options: Options) -> Result<(T, Missing), Error> {
    decoder::decode(body, options, true)
}

/// Writes one value, to which `member` is bound, as a whole body.
///
/// # Errors
///
/// As [`to_vec`].
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) fn encode_payload<T: Value>(
    value: &T,
    member: &'static Member,
) -> Result<Vec<u8>, Error> {
    encoder::encode_value(value, member)
}

/// Reads a whole body into the value to which `member` is bound. Required members that are missing hold placeholders.
///
/// # Errors
///
/// If the text is not JSON, or not of the value's type.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) fn decode_payload<T: Value>(
    body: &[u8],
    member: &'static Member,
    options: Options,
) -> Result<(T, Missing), Error> {
    decoder::decode_value(body, member, options)
}
