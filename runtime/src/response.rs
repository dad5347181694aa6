//! Responses: written by servers, read by clients.
//!
//! In: one generated line per bound member, and one for the body. Out: an [`http::Response`], or an output or error.
//! Nothing here knows a service.

#[cfg(feature = "client")]
mod decoder;
#[cfg(feature = "server")]
mod encoder;

#[cfg(feature = "client")]
pub use decoder::ResponseDecoder;
#[cfg(feature = "server")]
pub use encoder::ResponseEncoder;
