//! What can go wrong, apart from what a single side or codec reports.
//!
//! In: modelled errors, and what is known of others. Out: types with a code, a message and a status, and messages that say
//! what, where and what to do, without a value of any member.

#[cfg(feature = "client")]
mod decode;
#[cfg(any(feature = "client", feature = "server"))]
mod encode;
mod macros;
mod missing_members;
mod other;
mod service;

#[cfg(feature = "client")]
pub use decode::DecodeError;
#[cfg(any(feature = "client", feature = "server"))]
pub use encode::EncodeError;
pub use missing_members::MissingMembers;
pub use other::{OtherError, validation_exception};
pub use service::{AnyError, MessageField, OperationError, Retry, ServiceError};
