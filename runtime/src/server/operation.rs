//! What generated code says about an operation, on the server's side.
//!
//! In: generated lines per operation. Out: inputs and responses. Nothing here is for people to implement.

use super::context::Context;
use super::rejection::Rejection;
use crate::codec::Structure;
use crate::error::{EncodeError, OperationError, OtherError};
use crate::operation;
use crate::protocol::Protocol;
use crate::request::RequestDecoder;
use crate::response::ResponseEncoder;
use crate::validate::Violations;
use std::future::{Ready, ready};

/// The input of an operation, on the server's side.
pub trait Operation: operation::Operation<Output: Send> + Structure + Send {
    /// The protocol that the service speaks.
    type Protocol: Protocol;

    /// Reads a request; unless said otherwise, it is all in the body.
    ///
    /// # Errors
    ///
    /// If it is malformed. Members that are missing are noted by `from`.
    fn decode(from: &mut RequestDecoder<'_, Self::Protocol>) -> Result<Self, Rejection> {
        from.body()
    }

    /// Writes a success; unless said otherwise, it is all in the body.
    ///
    /// # Errors
    ///
    /// If a value has no form in its place.
    fn encode(
        output: Self::Output,
        to: &mut ResponseEncoder<Self::Protocol>,
    ) -> Result<(), EncodeError> {
        to.body(&output)
    }

    /// The error that an input which violates its constraints is answered with.
    fn violated(violations: Violations) -> Self::Error;
}

/// What an operation answers that no one has implemented: 501.
pub fn not_implemented<I: Operation>(_: I, _: Context) -> Ready<Result<I::Output, I::Error>> {
    let error = OtherError::new("NotImplementedException", 501)
        .with_message(format!("{} is not implemented here.", I::OPERATION.name()));
    ready(Err(I::Error::other(error)))
}
