//! AWS's JSON protocols: restJson1, and awsJson 1.0 and 1.1.
//!
//! In: structures and bytes. Out: the same through the JSON codec. They differ in the media type and in where a response says
//! which error it is; that restJson1 has places of HTTP's own for some members is known to generated code alone.

use super::error_body;
use super::{ErrorBody, ErrorCode, Protocol};
#[cfg(all(feature = "client", feature = "sigv4"))]
use crate::body_hash::BodyHash;
use crate::byte_stream::BoxError;
use crate::codec::{Structure, Value};
use crate::document::Document;
use crate::json::{self, Options};
use crate::schema::Member;
use crate::validate::Missing;

/// AWS restJson1 (Smithy 2.0, `aws.protocols#restJson1`).
#[derive(Clone, Copy, Debug)]
pub struct RestJson1;

/// AWS JSON 1.0 (Smithy 2.0, `aws.protocols#awsJson1_0`).
#[derive(Clone, Copy, Debug)]
pub struct AwsJson1_0;

/// AWS JSON 1.1 (Smithy 2.0, `aws.protocols#awsJson1_1`).
#[derive(Clone, Copy, Debug)]
pub struct AwsJson1_1;

/// Stands for a whole body that no member is bound to.
static BODY: Member = Member::element();

/// The member that says which error it is.
const TYPE: &str = "__type";

fn options(strict: bool) -> Options {
    if strict {
        Options::STRICT
    } else {
        Options::LENIENT
    }
}

/// An error with its code as the first member.
fn encode_error<T: Structure>(code: &str, error: &T) -> Result<Vec<u8>, BoxError> {
    let members = json::encode_body(error)?;
    let mut body = json::encode_payload(&Document::from([(TYPE, code)]), &BODY)?;
    // Both are objects, the one with a single member: `{"__type":"Code"}` and `{...}`.
    if let Some(members) = members.get(1..).filter(|members| *members != b"}") {
        body.pop();
        body.push(b',');
        body.extend_from_slice(members);
    }
    Ok(body)
}

/// An error that no model knows, with its code as the first member.
fn encode_other_error(code: &str, members: &Document) -> Result<Vec<u8>, BoxError> {
    let mut entries = vec![(TYPE.to_owned(), Document::from(code))];
    entries.extend(
        members
            .as_object()
            .unwrap_or_default()
            .iter()
            .filter(|(name, _)| name != TYPE)
            .cloned(),
    );
    json::encode_payload(&Document::Object(entries), &BODY).map_err(Into::into)
}

macro_rules! json_protocol {
    ($protocol:ty, $media_type:literal, $code:ident) => {
        impl Protocol for $protocol {
            const MEDIA_TYPE: &'static str = $media_type;
            const EMPTY: &'static [u8] = b"{}";
            const ERROR_CODE: ErrorCode = ErrorCode::$code;

            fn encode<T: Structure>(value: &T) -> Result<Vec<u8>, BoxError> {
                json::encode_body(value).map_err(Into::into)
            }

            #[cfg(all(feature = "client", feature = "sigv4"))]
            fn encode_hashed<T: Structure>(
                value: &T,
            ) -> Result<(Vec<u8>, Option<BodyHash>), BoxError> {
                json::encode_hashed_body(value).map_err(Into::into)
            }

            fn encode_error<T: Structure>(code: &str, error: &T) -> Result<Vec<u8>, BoxError> {
                match Self::ERROR_CODE {
                    ErrorCode::Header => Self::encode(error),
                    ErrorCode::Body => encode_error(code, error),
                }
            }

            fn encode_other_error(code: &str, members: &Document) -> Result<Vec<u8>, BoxError> {
                match Self::ERROR_CODE {
                    ErrorCode::Header => Self::encode_value(members, &BODY),
                    ErrorCode::Body => encode_other_error(code, members),
                }
            }

            fn decode_other_error(body: &[u8]) -> Document {
                match Self::decode_value(body, &BODY, false) {
                    Ok((document @ Document::Object(_), _)) => document,
                    _ => Document::Null,
                }
            }

            fn encode_value<T: Value>(
                value: &T,
                member: &'static Member,
            ) -> Result<Vec<u8>, BoxError> {
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
    };
}

json_protocol!(RestJson1, "application/json", Header);
json_protocol!(AwsJson1_0, "application/x-amz-json-1.0", Body);
json_protocol!(AwsJson1_1, "application/x-amz-json-1.1", Body);

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::codec::Unit;

    #[test]
    fn the_code_is_the_first_member() {
        let members = Document::from([("a", 1), (TYPE, 2)]);
        let body = AwsJson1_0::encode_other_error("a#B\"", &members).unwrap();
        assert_eq!(body, br#"{"__type":"a#B\"","a":1}"#);
        let body = AwsJson1_1::encode_error("B", &Unit).unwrap();
        assert_eq!(body, br#"{"__type":"B"}"#);
        let body = RestJson1::encode_error("B", &Unit).unwrap();
        assert_eq!(body, b"{}");
    }
}
