//! Servers: from a request to an operation's input, and from its output or error to a response.
//!
//! In: [`http::Request`]s of any body. Out: [`http::Response`]s. The order is: route, negotiate, read the body up to a
//! limit, parse, validate, handle; each step has its own answer when it fails. Nothing here knows a service.

mod call;
mod context;
mod dispatch;
#[cfg(feature = "gzip")]
mod encoding;
mod limits;
mod negotiation;
mod operation;
mod rejection;
mod request_id;
mod router;
mod service;
#[cfg(feature = "sigv4")]
pub mod sigv4;

pub use call::Call;
#[cfg(feature = "cases")]
pub(crate) use call::respond_with;
pub use context::Context;
pub use dispatch::Dispatch;
pub use limits::{BODY_LIMIT, Limits};
pub use operation::{Operation, not_implemented};
pub use rejection::Rejection;
pub use request_id::RequestId;
pub use router::{Endpoint, Labels, Literals, Node, Routes};
pub use service::Server;
