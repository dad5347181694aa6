//! What generated code says about a service.
//!
//! In: a call with the number of its operation. Out: the response of the method that implements it.

use super::call::Call;
use super::router::Routes;
use crate::byte_stream::ByteStream;
use crate::protocol::Protocol;
use std::future::Future;

/// Leads from an operation's number to the method that implements it.
pub trait Dispatch: Send + Sync + 'static {
    /// What a user implements the service's trait for.
    type Implementation;
    /// The protocol that the service speaks.
    type Protocol: Protocol;
    /// How requests find their operation.
    const ROUTES: &'static Routes;

    /// Wraps an implementation.
    fn new(implementation: Self::Implementation) -> Self;

    /// Answers a call.
    fn dispatch(
        &self,
        call: Call<Self::Protocol>,
    ) -> impl Future<Output = http::Response<ByteStream>> + Send;
}
