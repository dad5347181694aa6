//! What is answered to requests that are not let through.
//!
//! In: what speaks against a request. Out: status, code and message, where clients of every JSON protocol look for them. No
//! message holds a secret, or the signature that would have been right.

use crate::byte_stream::ByteStream;
use crate::document::Document;
use crate::header::{ERROR_TYPE, REQUEST_ID};
use crate::protocol::{AwsJson1_1, Protocol};
use crate::schema::TimestampFormat;
use crate::server::RequestId;
use crate::sigv4::{Uncovered, Unreadable};
use crate::timestamp::Timestamp;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, DATE};
use http::{HeaderValue, Response, StatusCode};
use std::time::{Duration, SystemTime};

/// Why a request is not let through.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    #[cold]
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    #[cold]
    fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "InvalidSignatureException", message)
    }

    /// Nothing is wrong but the signature, whatever that is due to.
    pub(super) fn mismatch() -> Self {
        Self::invalid(
            "The signature is not the one of this request. Check the secret access key, and whether anything on the way \
             changes the method, the path, the query, a signed header or the body.",
        )
    }

    /// The body has another hash than the request says.
    pub(super) fn body_mismatch() -> Self {
        Self::invalid(
            "The body does not have the hash that the header 'X-Amz-Content-Sha256' says.",
        )
    }

    /// The body is not signed, and that is not allowed here.
    pub(super) fn unsigned_body() -> Self {
        Self::invalid("The body must be signed: 'UNSIGNED-PAYLOAD' is not accepted here.")
    }

    /// The body is signed in a way that is not known here.
    pub(super) fn unknown_body_signature(streaming: bool) -> Self {
        Self::invalid(if streaming {
            "Bodies that are signed in chunks ('STREAMING-*' in 'X-Amz-Content-Sha256') are not accepted here."
        } else {
            "The header 'X-Amz-Content-Sha256' must hold the SHA-256 of the body, in 64 hexadecimal digits in lower case."
        })
    }

    /// The signature is for another region or service.
    pub(super) fn other_scope(what: &str, wanted: &str) -> Self {
        Self::invalid(format!(
            "The signature must be for the {what} '{wanted}', which its 'Credential' does not say."
        ))
    }

    /// It is too old, or from the future.
    pub(super) fn outside_window(time: SystemTime, now: SystemTime, window: Duration) -> Self {
        let (what, order) = match time < now {
            true => ("Signature expired", "before"),
            false => ("Signature not yet current", "after"),
        };
        Self::invalid(format!(
            "{what}: {} is more than {} {order} the server's time, {}.",
            iso(time),
            minutes(window),
            iso(now)
        ))
    }

    /// It was presigned for less time than has passed.
    pub(super) fn presigned_expired(end: SystemTime, now: SystemTime) -> Self {
        Self::invalid(format!(
            "Signature expired: it was presigned until {}, and the server's time is {}.",
            iso(end),
            iso(now)
        ))
    }

    /// Nobody has this access key.
    pub(super) fn unknown_key() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "UnrecognizedClientException",
            "The access key id of the signature is not known here.",
        )
    }

    /// The session's token is not that of the access key.
    pub(super) fn other_token() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "UnrecognizedClientException",
            "The security token is not the one that belongs to the access key.",
        )
    }

    /// The session is over.
    pub(super) fn expired_token() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "ExpiredTokenException",
            "The session of the access key has expired.",
        )
    }

    /// The lookup failed, which is no business of the caller.
    pub(super) fn lookup_failed() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalFailure",
            "The access key could not be looked up.",
        )
    }

    /// The body is too large to be hashed.
    pub(super) fn too_large(limit: u64) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLargeException",
            format!("The body must not have more than {limit} bytes."),
        )
    }

    /// The body ended before its end.
    pub(super) fn incomplete_body() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "SerializationException",
            "The body could not be received completely.",
        )
    }

    /// The response. It says what time it is, so that clients can set their clocks.
    pub(super) fn into_response(
        self,
        id: Option<RequestId>,
        now: SystemTime,
    ) -> Response<ByteStream> {
        let members = Document::from_iter([("message", Document::from(self.message))]);
        // A code in the header and in the body serves the clients of all JSON protocols. This cannot fail, being text.
        let body = AwsJson1_1::encode_other_error(self.code, &members).unwrap_or_default();
        let length = body.len();
        let mut response = Response::new(ByteStream::from(body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_LENGTH, length.into());
        headers.insert(ERROR_TYPE, HeaderValue::from_static(self.code));
        headers.insert(REQUEST_ID, id.unwrap_or_else(RequestId::random).header());
        let date = Timestamp::from(now).format(TimestampFormat::HttpDate).ok();
        if let Some(date) = date.and_then(|text| HeaderValue::try_from(text).ok()) {
            headers.insert(DATE, date);
        }
        response
    }
}

impl From<Unreadable> for Refusal {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Missing => Self::new(
                StatusCode::FORBIDDEN,
                "MissingAuthenticationTokenException",
                "The request is not signed: it has neither a header 'Authorization' nor a signature in its query.",
            ),
            Unreadable::Part(part) => Self::new(
                StatusCode::BAD_REQUEST,
                "IncompleteSignatureException",
                format!("The signature is not complete. It needs {part}."),
            ),
        }
    }
}

impl From<Uncovered> for Refusal {
    fn from(uncovered: Uncovered) -> Self {
        match uncovered {
            Uncovered::Names => Self::from(Unreadable::Part(
                "a 'SignedHeaders' of names in lower case, in ascending order, with ';' between",
            )),
            Uncovered::Header(name) => {
                Self::invalid(format!("The header '{name}' must be signed."))
            }
            Uncovered::Path => Self::invalid(
                "The path has empty or dot segments, which signatures leave out: this one would be that of other paths too.",
            ),
            Uncovered::Query => Self::invalid(
                "The query has empty parameters, or escapes with digits in lower case: its signature would be that of other \
                 queries too.",
            ),
        }
    }
}

/// `20150830T123600Z`, or nothing for times that are not written so.
fn iso(time: SystemTime) -> String {
    crate::sigv4::date_text(time).unwrap_or_default()
}

fn minutes(window: Duration) -> String {
    match window.as_secs() {
        seconds if seconds % 60 == 0 => format!("{} minutes", seconds / 60),
        seconds => format!("{seconds} seconds"),
    }
}
