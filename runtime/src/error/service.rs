//! Errors that a model knows.
//!
//! In: generated structures and enums. Out: what is common to them.

#[cfg(feature = "client")]
use super::DecodeError;
#[cfg(feature = "server")]
use super::EncodeError;
use super::OtherError;
use crate::codec::Structure;
#[cfg(any(feature = "client", feature = "server"))]
use crate::protocol::Protocol;
#[cfg(feature = "client")]
use crate::response::ResponseDecoder;
#[cfg(feature = "server")]
use crate::response::ResponseEncoder;
use std::error::Error;

/// An error structure of a model.
pub trait ServiceError: Error + Structure + Send + Sync + 'static {
    /// The name on the wire.
    const CODE: &'static str;

    /// The name where a protocol wants it in the body; with its namespace, where it wants that too.
    const TYPE: &'static str = Self::CODE;

    /// What the query protocol called the error, and whose fault it is, where a service still says so in a header:
    /// `Code;Sender`.
    const QUERY_ERROR: Option<&'static str> = None;

    /// The HTTP status.
    const STATUS: u16;

    /// Whether the model says that the error goes away by itself.
    const RETRYABLE: Option<Retry> = None;

    /// The message for people, if there is one.
    fn message(&self) -> Option<&str> {
        None
    }

    /// Reads the error; those with members outside the body do it in their own way.
    ///
    /// # Errors
    ///
    /// If the response isn't that of this error.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn decode_response<P: Protocol>(
        from: &mut ResponseDecoder<'_, P>,
    ) -> Result<Self, DecodeError> {
        from.body()
    }

    /// Writes the error; those with members outside the body do it in their own way.
    ///
    /// # Errors
    ///
    /// If the protocol has no form for a value.
    #[cfg(feature = "server")]
    #[doc(hidden)]
    fn encode_response<P: Protocol>(&self, to: &mut ResponseEncoder<P>) -> Result<(), EncodeError> {
        to.body(self)
    }
}

/// The field of an error that holds its message.
#[doc(hidden)]
pub trait MessageField {
    /// The message, if there is one.
    fn text(&self) -> Option<&str>;
}

impl MessageField for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl MessageField for Option<String> {
    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
}

/// How an error goes away by itself (Smithy 2.0, `retryable`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// It is worth another attempt.
    Transient,
    /// The caller sends too much; it is worth another attempt after a while.
    Throttling,
}

/// Any error with a code: each [`ServiceError`], and [`OtherError`].
pub trait AnyError: Error + Send + Sync + 'static {
    /// The error's name on the wire.
    fn code(&self) -> &str;

    /// The message for people, if there is one.
    fn message(&self) -> Option<&str>;

    /// The HTTP status.
    fn status(&self) -> u16;

    /// Whether the model says that the error goes away by itself.
    fn retryable(&self) -> Option<Retry> {
        None
    }

    /// Whether the model lists it for the operation.
    fn is_modelled(&self) -> bool {
        true
    }
}

impl<T: ServiceError> AnyError for T {
    fn code(&self) -> &str {
        T::CODE
    }

    fn message(&self) -> Option<&str> {
        ServiceError::message(self)
    }

    fn status(&self) -> u16 {
        T::STATUS
    }

    fn retryable(&self) -> Option<Retry> {
        T::RETRYABLE
    }
}

/// The errors of one operation: a variant for each that is modelled, and an open one.
pub trait OperationError: Error + From<OtherError> + Send + Sync + 'static {
    /// The error in the variant.
    fn as_dyn(&self) -> &dyn AnyError;

    /// The open variant.
    fn other(error: OtherError) -> Self;

    /// Reads the error called `code`, if it is one of these.
    ///
    /// # Errors
    ///
    /// If the response isn't that of the error.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn decode<P: Protocol>(
        code: &str,
        from: &mut ResponseDecoder<'_, P>,
    ) -> Result<Option<Self>, DecodeError>;

    /// Writes the error.
    ///
    /// # Errors
    ///
    /// If the protocol has no form for a value.
    #[cfg(feature = "server")]
    #[doc(hidden)]
    fn encode<P: Protocol>(&self, to: &mut ResponseEncoder<P>) -> Result<(), EncodeError>;
}
