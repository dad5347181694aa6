//! The traits between generated shapes and codecs: one visitor pair per shape, one codec per wire format, all of it
//! dispatched statically.
//!
//! In: a generated [`Structure`] or [`Union`], and a codec that is an [`Encoder`] or a [`Decoder`]. Out: whatever the
//! codec writes, or a value. Nothing here knows a wire format, a service or a shape.
//!
//! A decoder fills slots instead of returning values, because some formats deliver one list in several pieces. A
//! required member that is missing doesn't stop the decoder: the slot keeps a placeholder and the codec records the member
//! ([`MemberDecoder::next`]), so that a server reports all missing members at once and a client carries on with a corrected
//! value.

mod collect;
mod decoder;
mod encoder;
mod enumeration;
mod given;
mod macros;
mod placeholder;
mod shape;
mod unit;
mod value;

pub use collect::{items, pairs};
pub use decoder::{Decoder, MemberDecoder};
pub use encoder::{Encoder, MemberEncoder};
pub use enumeration::{Enum, IntEnum, are_numbers_sorted, are_texts_sorted};
pub(crate) use given::Given;
pub use placeholder::{Placeholder, placeholder};
pub use shape::{Structure, Union, variant};
pub use unit::Unit;
pub use value::{Key, Value};

/// What every codec's error can be made of, so that shapes and containers can report a failure without knowing the
/// codec.
pub trait CodecError: Sized {
    /// An error that says `what` is wrong: one lower-case clause without a value in it.
    fn custom(what: &'static str) -> Self;
}
