//! Clients: from a complete input to an output or an error.
//!
//! In: an input that knows how it is encoded, and a configuration. Out: its output, or an [`Error`] that says what
//! happened. The core ([`Operation::encode_request`], [`Operation::decode_response`]) needs no clock, no socket and no
//! thread; the transport is whatever the configuration holds.

mod attempt;
mod auth;
mod call;
mod clock;
mod config;
mod core;
mod destination;
mod draft;
mod endpoint;
mod environment;
mod error;
mod from_fn;
#[cfg(feature = "transport")]
mod http_transport;
mod operation;
mod outcome;
#[cfg(feature = "pages")]
pub(crate) mod pages;
#[cfg(feature = "sigv4")]
mod presign;
mod raw_response;
mod replay;
mod retry;
pub(crate) mod rules;
mod sdk_headers;
mod service;
#[cfg(all(test, feature = "pages"))]
mod shelf;
mod skew;
mod timer;
mod tokens;
mod trace;
mod transport;
pub(crate) mod waiter;
mod within;

pub use crate::environment::Environment;
pub use auth::AuthError;
pub use clock::{Clock, SystemClock};
pub use config::{Config, ConfigBuilder, ConfigError, EndpointSetting};
pub use core::Client;
pub use draft::Draft;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{Error, ErrorKind};
pub use from_fn::{Answer, FromFn, from_async_fn, from_fn};
#[cfg(feature = "transport")]
pub use http_transport::{HttpTransport, HttpTransportBuilder};
pub use operation::Operation;
#[cfg(feature = "pages")]
pub use pages::{Items, Pages, RepeatedToken};
#[cfg(feature = "sigv4")]
pub use presign::PresignedRequest;
pub use raw_response::RawResponse;
pub use retry::{FailedAttempt, Failure, NextAttempt, RetryPolicy, StandardRetries};
pub use rules::{EndpointAuthScheme, EndpointRuleError, ResolvedEndpoint};
pub use service::ServiceSchema;
#[cfg(feature = "transport")]
pub use timer::TokioTimer;
pub use timer::{Sleep, Timer};
pub use tokens::IdempotencyTokens;
pub use transport::{Transport, TransportError, TransportFuture};
pub use waiter::{Wait, WaitError, WaitErrorKind, Waited};
