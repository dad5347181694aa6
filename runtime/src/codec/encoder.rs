//! What a codec offers to values that want to be written. The validator is one of these too.
//!
//! In: a value and the [`Member`] that it stands in. Out: whatever the codec makes of it. Implementations write each
//! value once and never read it back.

use super::{CodecError, Enum, IntEnum, Key, Structure, Union, Value};
use crate::document::Document;
use crate::schema::Member;
use crate::timestamp::Timestamp;
use std::collections::HashMap;

/// Takes the members of a structure or union, one call each.
pub trait MemberEncoder {
    /// Why a member cannot be written.
    type Error: CodecError;

    /// Writes one member; an absent one is left out.
    ///
    /// # Errors
    ///
    /// When the wire format has no form for the value.
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error>;
}

/// Takes one value of any kind. Every verb fails when the wire format has no form for the value.
#[allow(
    missing_docs,
    reason = "each verb is named for the Smithy type it takes"
)]
pub trait Encoder {
    /// Why a value cannot be written.
    type Error: CodecError;

    fn null(&mut self, member: &'static Member) -> Result<(), Self::Error>;
    fn boolean(&mut self, member: &'static Member, value: bool) -> Result<(), Self::Error>;
    fn integer(&mut self, member: &'static Member, value: i64) -> Result<(), Self::Error>;
    fn float(&mut self, member: &'static Member, value: f32) -> Result<(), Self::Error>;
    fn double(&mut self, member: &'static Member, value: f64) -> Result<(), Self::Error>;
    /// A number of any size; `text` is a JSON number.
    fn number(&mut self, member: &'static Member, text: &str) -> Result<(), Self::Error>;
    fn string(&mut self, member: &'static Member, value: &str) -> Result<(), Self::Error>;
    fn blob(&mut self, member: &'static Member, value: &[u8]) -> Result<(), Self::Error>;
    fn timestamp(&mut self, member: &'static Member, value: Timestamp) -> Result<(), Self::Error>;
    fn document(&mut self, member: &'static Member, value: &Document) -> Result<(), Self::Error>;
    fn structure<T: Structure>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Self::Error>;
    fn union<T: Union>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error>;
    fn list<T: Value>(&mut self, member: &'static Member, value: &[T]) -> Result<(), Self::Error>;
    fn map<K: Key, T: Value>(
        &mut self,
        member: &'static Member,
        value: &HashMap<K, T>,
    ) -> Result<(), Self::Error>;

    /// A string with a set of known values: for all codecs but the validator, a string.
    #[inline(always)]
    fn enumeration<T: Enum>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Self::Error> {
        self.string(member, value.as_str())
    }

    /// An integer with a set of known values: for all codecs but the validator, an integer.
    #[inline(always)]
    fn int_enumeration<T: IntEnum>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Self::Error> {
        self.integer(member, i64::from(value.as_i32()))
    }
}
