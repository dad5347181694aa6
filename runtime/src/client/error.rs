//! Why a call has no output.
//!
//! In: whatever went wrong, and the response if there was one. Out: one error that says all of it: operation, what,
//! code, message, status, request id. It never prints a body, a header's value or a member.

use super::raw_response::RawResponse;
use super::transport::TransportError;
use crate::error::{DecodeError, EncodeError, MissingMembers, OperationError};
use crate::header::QUERY_ERROR;
use http::{HeaderMap, StatusCode};
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// Why a call has no output. `E` is the enum of the operation's modelled errors.
#[derive(Debug)]
pub struct Error<E>(Box<Inner<E>>);

#[derive(Debug)]
struct Inner<E> {
    operation: &'static str,
    kind: ErrorKind<E>,
    raw: Option<RawResponse>,
}

/// What kind of failure it is.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind<E> {
    /// Required members are not set. Nothing was sent.
    MissingMembers(MissingMembers),
    /// The input cannot be written as a request. Nothing was sent.
    Encode(EncodeError),
    /// There is no response.
    Transport(TransportError),
    /// There was no response in time.
    Timeout(Duration),
    /// The response has more bytes than the configuration allows.
    ResponseTooLarge {
        /// The most bytes that it allows.
        limit: u64,
    },
    /// The response cannot be read.
    Decode(DecodeError),
    /// A page ends with the token that led to it, so that the next page would be the same again. The page itself was
    /// delivered.
    RepeatedToken,
    /// The service answered with an error.
    Service(E),
}

impl<E> Error<E> {
    #[cold]
    pub(crate) fn new(
        operation: &'static str,
        kind: ErrorKind<E>,
        raw: Option<RawResponse>,
    ) -> Self {
        Self(Box::new(Inner {
            operation,
            kind,
            raw,
        }))
    }

    /// The operation's name.
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> &ErrorKind<E> {
        &self.0.kind
    }

    /// What kind of failure it is, without the response.
    pub fn into_kind(self) -> ErrorKind<E> {
        self.0.kind
    }

    /// The service's error, if that is what it is.
    pub fn as_service_error(&self) -> Option<&E> {
        match &self.0.kind {
            ErrorKind::Service(error) => Some(error),
            _ => None,
        }
    }

    /// The service's error, if that is what it is.
    ///
    /// # Errors
    ///
    /// If it is something else: the same error again.
    pub fn into_service_error(self) -> Result<E, Self> {
        match *self.0 {
            Inner {
                kind: ErrorKind::Service(error),
                ..
            } => Ok(error),
            other => Err(Self(Box::new(other))),
        }
    }

    /// The response, if there was one.
    pub fn raw(&self) -> Option<&RawResponse> {
        self.0.raw.as_ref()
    }

    /// The response's HTTP status.
    pub fn status(&self) -> Option<StatusCode> {
        self.raw().map(RawResponse::status)
    }

    /// The response's headers.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.raw().map(RawResponse::headers)
    }

    /// What the service calls the request.
    pub fn request_id(&self) -> Option<&str> {
        self.raw().and_then(RawResponse::request_id)
    }
}

impl<E: OperationError> Error<E> {
    /// The name of the service's error, without a namespace; where a service once spoke the query protocol, as the error is
    /// called there.
    pub fn code(&self) -> Option<&str> {
        let error = self.as_service_error()?;
        let query = self.headers().and_then(|headers| {
            let error = headers.get(QUERY_ERROR)?.to_str().ok()?;
            let (code, _) = error.split_once(';')?;
            Some(code.trim()).filter(|code| !code.is_empty())
        });
        Some(query.unwrap_or_else(|| error.as_dyn().code()))
    }

    /// What the service's error says.
    pub fn message(&self) -> Option<&str> {
        self.as_service_error()
            .and_then(|error| error.as_dyn().message())
    }
}

impl<E: OperationError> Display for Error<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // These two name the operation themselves.
        match &self.0.kind {
            ErrorKind::MissingMembers(error) => return error.fmt(f),
            ErrorKind::Encode(error) => return write!(f, "{error} (nothing was sent)"),
            _ => write!(f, "{}: ", self.0.operation)?,
        }
        match &self.0.kind {
            ErrorKind::MissingMembers(_) | ErrorKind::Encode(_) => {}
            ErrorKind::Transport(error) => error.fmt(f)?,
            ErrorKind::Timeout(timeout) => write!(f, "no response within {timeout:?}")?,
            ErrorKind::ResponseTooLarge { limit } => write!(
                f,
                "the response has more than {limit} bytes; `response_limit` can be raised"
            )?,
            ErrorKind::Decode(error) => write!(f, "the response cannot be read: {error}")?,
            ErrorKind::RepeatedToken => f.write_str(
                "a page ends with the token that led to it; `on_repeated_token` can let pages end there, or go on",
            )?,
            ErrorKind::Service(error) => Display::fmt(error.as_dyn(), f)?,
        }
        if let Some(raw) = self.raw() {
            write!(f, " (status {}", raw.status().as_u16())?;
            if let Some(id) = raw.request_id() {
                write!(f, ", request id {id}")?;
            }
            f.write_str(")")?;
        }
        Ok(())
    }
}

impl<E: OperationError> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::MissingMembers(error) => Some(error),
            ErrorKind::Encode(error) => Some(error),
            ErrorKind::Transport(error) => Some(error),
            ErrorKind::Decode(error) => Some(error),
            ErrorKind::Service(error) => Some(error),
            ErrorKind::Timeout(_)
            | ErrorKind::ResponseTooLarge { .. }
            | ErrorKind::RepeatedToken => None,
        }
    }
}

impl<E> From<MissingMembers> for Error<E> {
    fn from(missing: MissingMembers) -> Self {
        Self::new(
            missing.operation(),
            ErrorKind::MissingMembers(missing),
            None,
        )
    }
}
