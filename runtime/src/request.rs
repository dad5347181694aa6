//! Requests: written by clients, read by servers.
//!
//! In: one generated line per bound member, and one for the body. Out: an [`http::Request`], or an input. Nothing here
//! knows a service; what is sent or read is in the order of those lines.

#[cfg(all(feature = "client", feature = "md5"))]
mod checksum;
#[cfg(all(feature = "client", feature = "gzip"))]
mod compression;
#[cfg(feature = "server")]
mod decoder;
#[cfg(feature = "client")]
mod encoder;
#[cfg(feature = "client")]
mod options;
#[cfg(all(feature = "client", feature = "tree-hash"))]
mod tree_hash;

#[cfg(feature = "server")]
pub use decoder::RequestDecoder;
#[cfg(feature = "client")]
pub use encoder::RequestEncoder;
#[cfg(feature = "client")]
pub(crate) use options::RequestOptions;
