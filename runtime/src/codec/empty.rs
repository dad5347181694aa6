//! A source with nothing in it.
//!
//! In: nothing. Out: a structure of placeholders, which stands in for a required member that is missing (Smithy 2.0,
//! client error correction). It reads no bytes and cannot fail.

use super::{CodecError, MemberDecoder, Structure, Value};
use crate::schema::{Member, Schema};

struct Empty;

/// The error of a source that raises none.
enum Never {}

impl CodecError for Never {
    fn custom(_: &'static str) -> Self {
        // Only a codec builds its errors, and `Empty` never does. A generated `decode` cannot name this type.
        unreachable!("an empty source raises no errors")
    }
}

impl MemberDecoder for Empty {
    type Error = Never;

    fn next(&mut self, _: &'static Schema) -> Result<Option<usize>, Never> {
        Ok(None)
    }

    fn member<T: Value>(&mut self, _: &'static Member, _: &mut T) -> Result<(), Never> {
        Ok(())
    }

    fn first<T: Value>(&mut self, _: &'static Member, _: &mut Option<T>) -> Result<(), Never> {
        Ok(())
    }

    fn require<T: Value>(&mut self, _: &'static Member, slot: Option<T>) -> Result<T, Never> {
        Ok(slot.unwrap_or_else(T::placeholder))
    }

    fn skip(&mut self) -> Result<(), Never> {
        Ok(())
    }
}

/// A structure as an empty wire object makes it: required members are zero values, empty lists, unknown variants.
pub fn empty<T: Structure>() -> T {
    match T::decode(&mut Empty) {
        Ok(value) => value,
        Err(never) => match never {},
    }
}
