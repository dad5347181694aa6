//! Why a call has no output.
//!
//! In: whatever went wrong, and the response if there was one. Out: one error that says all of it: operation, what,
//! code, message, status, request id. It never prints a body, a header's value or a member.

use super::auth::AuthError;
use super::raw_response::RawResponse;
use super::rules::EndpointRuleError;
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
    attempts: u32,
    elapsed: Option<Duration>,
    previous: Option<Error<E>>,
}

/// What kind of failure it is.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind<E> {
    /// Required members are not set. Nothing was sent.
    MissingMembers(MissingMembers),
    /// The input cannot be written as a request. Nothing was sent.
    Encode(EncodeError),
    /// The configuration leads to no endpoint. Nothing was sent.
    Endpoint(EndpointRuleError),
    /// The request cannot say who sends it. It was not sent.
    Auth(AuthError),
    /// There is no response.
    Transport(TransportError),
    /// The call's time was over: the configuration's `timeout`.
    Timeout(Duration),
    /// The last attempt's time was over: the configuration's `attempt_timeout`.
    AttemptTimeout(Duration),
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
            attempts: 0,
            elapsed: None,
            previous: None,
        }))
    }

    /// As the end of a call, or of one of its attempts.
    #[cold]
    pub(super) fn after(mut self, attempts: u32, elapsed: Option<Duration>) -> Self {
        self.0.attempts = attempts;
        self.0.elapsed = elapsed;
        self
    }

    #[cold]
    pub(super) fn with_previous(mut self, previous: Option<Self>) -> Self {
        self.0.previous = previous;
        self
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

    /// How many attempts the call made; 0, if nothing was tried, or the response came from elsewhere.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the call took, with the waits between its attempts; `None`, where that was not measured: without retries
    /// and timeout, or without a clock.
    pub fn elapsed(&self) -> Option<Duration> {
        self.0.elapsed
    }

    /// What the attempt before the last one ended with, if there was one.
    pub fn previous(&self) -> Option<&Self> {
        self.0.previous.as_ref()
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

impl<E: OperationError> Error<E> {
    /// What happened, without the operation and the circumstances.
    fn write_what(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            ErrorKind::MissingMembers(error) => error.fmt(f),
            ErrorKind::Encode(error) => error.fmt(f),
            ErrorKind::Endpoint(error) => error.fmt(f),
            ErrorKind::Auth(error) => error.fmt(f),
            ErrorKind::Transport(error) => error.fmt(f),
            ErrorKind::Timeout(limit) => write!(f, "no response within {limit:?}"),
            ErrorKind::AttemptTimeout(limit) => {
                write!(f, "no response within {limit:?} (`attempt_timeout`)")
            }
            ErrorKind::ResponseTooLarge { limit } => write!(
                f,
                "the response has more than {limit} bytes; `response_limit` can be raised"
            ),
            ErrorKind::Decode(error) => write!(f, "the response cannot be read: {error}"),
            ErrorKind::RepeatedToken => f.write_str(
                "a page ends with the token that led to it; `on_repeated_token` can let pages end there, or go on",
            ),
            ErrorKind::Service(error) => Display::fmt(error.as_dyn(), f),
        }
    }

    fn was_sent(&self) -> bool {
        let unsent = matches!(
            self.0.kind,
            ErrorKind::MissingMembers(_)
                | ErrorKind::Encode(_)
                | ErrorKind::Endpoint(_)
                | ErrorKind::Auth(_)
        );
        // The first attempt may have failed otherwise.
        !unsent || self.0.attempts > 1
    }
}

impl<E: OperationError> Display for Error<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // These two name the operation themselves, and the first one says that nothing was sent.
        match &self.0.kind {
            ErrorKind::MissingMembers(error) => return error.fmt(f),
            ErrorKind::Encode(_) => {}
            _ => write!(f, "{}: ", self.0.operation)?,
        }
        self.write_what(f)?;
        if !self.was_sent() {
            return f.write_str(" (nothing was sent)");
        }
        let mut separator = " (";
        let mut say = |f: &mut Formatter<'_>, what: fmt::Arguments<'_>| {
            f.write_str(std::mem::replace(&mut separator, ", "))?;
            f.write_fmt(what)
        };
        if let Some(raw) = self.raw() {
            say(f, format_args!("status {}", raw.status().as_u16()))?;
            if let Some(id) = raw.request_id() {
                say(f, format_args!("request id {id}"))?;
            }
        }
        if self.0.attempts > 1 {
            say(f, format_args!("after {} attempts", self.0.attempts))?;
            if let Some(elapsed) = self.0.elapsed {
                let elapsed =
                    Duration::from_millis(u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
                f.write_fmt(format_args!(" in {elapsed:?}"))?;
            }
        }
        if separator == ", " {
            f.write_str(")")?;
        }
        // A timeout alone says little: what went on before it is the reason.
        match (&self.0.kind, &self.0.previous) {
            (ErrorKind::Timeout(_) | ErrorKind::AttemptTimeout(_), Some(previous)) => {
                f.write_str("; the attempt before: ")?;
                previous.write_what(f)
            }
            _ => Ok(()),
        }
    }
}

impl<E: OperationError> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::MissingMembers(error) => Some(error),
            ErrorKind::Encode(error) => Some(error),
            ErrorKind::Endpoint(error) => Some(error),
            ErrorKind::Auth(error) => Some(error),
            ErrorKind::Transport(error) => Some(error),
            ErrorKind::Decode(error) => Some(error),
            ErrorKind::Service(error) => Some(error),
            ErrorKind::Timeout(_)
            | ErrorKind::AttemptTimeout(_)
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
