//! How members travel outside a body's document: as labels, query parameters, headers and payloads.
//!
//! In: one value and its [`Member`](crate::schema::Member). Out: its text or bytes, and back. Nothing here knows a
//! service, and no error holds a value.

mod macros;

#[cfg(any(feature = "client", feature = "server"))]
mod header_list;
#[cfg(any(feature = "client", feature = "server"))]
mod parameter;
#[cfg(any(feature = "client", feature = "server"))]
mod parameter_map;
#[cfg(any(feature = "client", feature = "server"))]
mod payload;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod percent;
#[cfg(feature = "server")]
pub(crate) mod query;
#[cfg(any(feature = "client", feature = "server"))]
mod text;

#[cfg(any(feature = "client", feature = "server"))]
pub use self::{
    header_list::ListForm,
    parameter::Parameter,
    parameter_map::ParameterMap,
    payload::{
        Payload, PayloadError, PayloadSource, StructuredPayload, text_from_body, text_into_body,
    },
    text::{Place, TextError, TextValue},
};
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use parameter::{header_text, read_header};
