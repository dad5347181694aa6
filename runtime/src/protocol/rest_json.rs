//! AWS restJson1: JSON bodies, everything else in HTTP's own places.
//!
//! In: structures and bytes. Out: the same through the JSON codec.

use super::error_body;
use super::{ErrorBody, ErrorCode, Protocol};
use crate::byte_stream::BoxError;
use crate::codec::{Structure, Value};
use crate::document::Document;
use crate::json::{self, Options};
use crate::schema::Member;
use crate::validate::Missing;

/// AWS restJson1 (Smithy 2.0, `aws.protocols#restJson1`).
#[derive(Clone, Copy, Debug)]
pub struct RestJson1;

/// Stands for a whole body that no member is bound to.
static BODY: Member = Member::element();

fn options(strict: bool) -> Options {
    if strict {
        Options::STRICT
    } else {
        Options::LENIENT
    }
}

impl Protocol for RestJson1 {
    const MEDIA_TYPE: &'static str = "application/json";
    const EMPTY: &'static [u8] = b"{}";
    const ERROR_CODE: ErrorCode = ErrorCode::Header;

    fn encode<T: Structure>(value: &T) -> Result<Vec<u8>, BoxError> {
        json::encode_body(value).map_err(Into::into)
    }

    fn encode_error<T: Structure>(_: &str, error: &T) -> Result<Vec<u8>, BoxError> {
        Self::encode(error)
    }

    fn encode_other_error(_: &str, members: &Document) -> Result<Vec<u8>, BoxError> {
        Self::encode_value(members, &BODY)
    }

    fn decode_other_error(body: &[u8]) -> Document {
        match Self::decode_value(body, &BODY, false) {
            Ok((document @ Document::Object(_), _)) => document,
            _ => Document::Null,
        }
    }

    fn encode_value<T: Value>(value: &T, member: &'static Member) -> Result<Vec<u8>, BoxError> {
        json::encode_payload(value, member).map_err(Into::into)
    }

    fn decode<T: Structure>(body: &[u8], strict: bool) -> Result<(T, Missing), BoxError> {
        json::decode_body(body, options(strict)).map_err(Into::into)
    }

    fn decode_value<T: Value>(
        body: &[u8],
        member: &'static Member,
        strict: bool,
    ) -> Result<(T, Missing), BoxError> {
        json::decode_payload(body, member, options(strict)).map_err(Into::into)
    }

    fn enveloped_error(body: &[u8]) -> Option<Vec<u8>> {
        let error = error_body::envelope(body)?;
        Self::encode_value(&error, &BODY).ok()
    }

    fn error_body(body: &[u8]) -> ErrorBody {
        error_body::read(body)
    }
}
