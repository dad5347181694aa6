//! Clients: from a complete input to an output or an error.
//!
//! In: an input that knows how it is encoded, and a configuration. Out: its output, or an [`Error`] that says what
//! happened. The core ([`Operation::encode_request`], [`Operation::decode_response`]) needs no clock, no socket and no
//! thread; the transport is whatever the configuration holds.

mod config;
mod core;
mod endpoint;
mod error;
#[cfg(feature = "transport")]
mod http_transport;
mod operation;
#[cfg(feature = "pages")]
pub(crate) mod pages;
mod raw_response;
mod service;
#[cfg(all(test, feature = "pages"))]
mod shelf;
mod timer;
mod tokens;
mod transport;
pub(crate) mod waiter;

pub use config::{Config, ConfigBuilder, ConfigError};
pub use core::Client;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{Error, ErrorKind};
#[cfg(feature = "transport")]
pub use http_transport::{HttpTransport, HttpTransportBuilder};
pub use operation::Operation;
#[cfg(feature = "pages")]
pub use pages::{Items, Pages, RepeatedToken};
pub use raw_response::RawResponse;
pub use service::ServiceSchema;
#[cfg(feature = "transport")]
pub use timer::TokioTimer;
pub use timer::{Sleep, Timer};
pub use tokens::IdempotencyTokens;
pub use transport::{Transport, TransportError, TransportFuture};
pub use waiter::{Wait, WaitError, WaitErrorKind, Waited};
