//! What a server answers before and besides an operation's own errors.
//!
//! In: what is wrong with a request. Out: status, code and a message that says what and where, and no value.

use crate::error::OtherError;
use crate::protocol::Protocol;
use crate::response::ResponseEncoder;
use crate::{ByteStream, operation::OperationSchema};
use http::header::{ALLOW, CONTENT_LENGTH};
use http::{HeaderValue, Response, StatusCode};

/// A request that no operation gets to see, or an answer that could not be written.
#[derive(Debug)]
pub struct Rejection(Box<Inner>);

#[derive(Debug)]
struct Inner {
    error: OtherError,
    allow: Option<HeaderValue>,
}

impl Rejection {
    #[cold]
    fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            error: OtherError::new(code, status).with_message(message),
            allow: None,
        }))
    }

    /// No route leads anywhere.
    pub(crate) fn unknown_operation() -> Self {
        Self::new(
            404,
            "UnknownOperationException",
            "No operation has this method and path.",
        )
    }

    /// The path has operations, of other methods: `GET, POST`.
    pub(crate) fn method_not_allowed(allowed: &str) -> Self {
        let mut rejection = Self::new(
            405,
            "MethodNotAllowedException",
            format!("This path has no operation of this method, but of: {allowed}."),
        );
        rejection.0.allow = HeaderValue::from_str(allowed).ok();
        rejection
    }

    /// The request's `Content-Type` is not that of the operation.
    pub(crate) fn unsupported_media_type(expected: &str) -> Self {
        Self::new(
            415,
            "UnsupportedMediaTypeException",
            match expected {
                "" => "The header 'Content-Type' must be absent: the operation has no body.".into(),
                expected => format!("The header 'Content-Type' must be '{expected}'."),
            },
        )
    }

    /// The request's `Accept` admits nothing that the operation answers with.
    pub(crate) fn not_acceptable(offered: &str) -> Self {
        Self::new(
            406,
            "NotAcceptableException",
            format!("The header 'Accept' must admit '{offered}'."),
        )
    }

    /// The body is too large.
    pub(crate) fn too_large(limit: u64) -> Self {
        Self::new(
            413,
            "RequestEntityTooLargeException",
            format!("The body must not have more than {limit} bytes."),
        )
    }

    /// The body ended before its end.
    pub(crate) fn incomplete_body() -> Self {
        Self::serialization("The body could not be received completely.")
    }

    /// The request cannot be read.
    pub(crate) fn serialization(message: impl Into<String>) -> Self {
        Self::new(400, "SerializationException", message)
    }

    /// The answer cannot be written. That is a bug of the handler, and no business of the caller.
    fn internal(operation: &OperationSchema) -> Self {
        Self::new(
            500,
            "InternalFailure",
            format!("The answer of {} could not be written.", operation.name()),
        )
    }

    /// The response.
    pub(crate) fn into_response<P: Protocol>(self) -> Response<ByteStream> {
        let mut encoder = ResponseEncoder::<P>::new(500);
        if let Some(allow) = self.0.allow {
            encoder.set_header(ALLOW, allow);
        }
        match encoder.other_error(&self.0.error) {
            Ok(()) => encoder.finish(),
            // The protocol cannot even say that.
            Err(_) => {
                let mut response = Response::new(ByteStream::default());
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                response
                    .headers_mut()
                    .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
                response
            }
        }
    }

    /// The response to an answer that could not be written.
    #[cold]
    pub(crate) fn unwritable<P: Protocol>(operation: &OperationSchema) -> Response<ByteStream> {
        Self::internal(operation).into_response::<P>()
    }
}
