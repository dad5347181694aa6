//! What a codec offers to values that want to be read.
//!
//! In: a wire format's bytes, inside the codec, and the [`Member`] that is wanted. Out: the value, or the codec's error.
//! Implementations check what they read; they never coerce one type into another.

use super::{CodecError, Key, Structure, Union, Value};
use crate::document::Document;
use crate::schema::{Member, Schema};
use crate::timestamp::Timestamp;
use std::collections::HashMap;

/// Delivers the members of a structure or union, in the order of the wire.
pub trait MemberDecoder {
    /// Why reading failed.
    type Error: CodecError;

    /// The index, in `schema`, of the next member; `None` at the end. Members that the schema doesn't have are passed
    /// over. At the end, the required members that were not given, or as null, are recorded.
    ///
    /// # Errors
    ///
    /// When the input is malformed, or the codec refuses to go on without a required member.
    fn next(&mut self, schema: &'static Schema) -> Result<Option<usize>, Self::Error>;

    /// Reads the value of the member that [`next`](Self::next) announced. A null makes it what stands for no value:
    /// `None`, or a placeholder. A member that comes twice counts as it came last.
    ///
    /// # Errors
    ///
    /// When the value is malformed or of another type.
    fn member<T: Value>(
        &mut self,
        member: &'static Member,
        slot: &mut T,
    ) -> Result<(), Self::Error>;

    /// The same for a member with a default that is not its type's placeholder: a null makes it the default.
    ///
    /// # Errors
    ///
    /// When the value is malformed or of another type.
    #[inline]
    fn member_or<T: Value>(
        &mut self,
        member: &'static Member,
        slot: &mut T,
        default: fn() -> T,
    ) -> Result<(), Self::Error> {
        let mut given = None;
        self.member(member, &mut given)?;
        *slot = given.unwrap_or_else(default);
        Ok(())
    }

    /// Passes over the value of the member that [`next`](Self::next) announced.
    ///
    /// # Errors
    ///
    /// When the value is malformed.
    fn skip(&mut self) -> Result<(), Self::Error>;

    /// Fills a structure of placeholders: the members that come are left to `member`, by their index.
    ///
    /// # Errors
    ///
    /// What `member` and [`next`](Self::next) report.
    #[inline(always)]
    fn fill<T: Structure>(
        &mut self,
        mut member: impl FnMut(&mut T, usize, &mut Self) -> Result<(), Self::Error>,
    ) -> Result<T, Self::Error> {
        let mut value = T::placeholder();
        while let Some(index) = self.next(T::SCHEMA)? {
            member(&mut value, index, self)?;
        }
        Ok(value)
    }
}

/// Delivers one value of any kind. Every verb fails when the input is malformed or holds a value of another type.
#[allow(
    missing_docs,
    reason = "each verb is named for the Smithy type it gives"
)]
pub trait Decoder {
    /// Why reading failed.
    type Error: CodecError;

    /// Takes a null and says so, if that is what comes next.
    fn null(&mut self) -> Result<bool, Self::Error>;
    fn boolean(&mut self, member: &'static Member) -> Result<bool, Self::Error>;
    /// An integer of `min..=max`.
    fn integer(&mut self, member: &'static Member, min: i64, max: i64) -> Result<i64, Self::Error>;
    fn float(&mut self, member: &'static Member) -> Result<f32, Self::Error>;
    fn double(&mut self, member: &'static Member) -> Result<f64, Self::Error>;
    /// A number of any size, as the text of a JSON number.
    fn number(&mut self, member: &'static Member) -> Result<String, Self::Error>;
    fn string(&mut self, member: &'static Member) -> Result<String, Self::Error>;
    /// A string that is looked at where it lies, if possible: enums need no allocation.
    fn text<T>(
        &mut self,
        member: &'static Member,
        make: impl FnOnce(&str) -> T,
    ) -> Result<T, Self::Error>;
    fn blob(&mut self, member: &'static Member) -> Result<Vec<u8>, Self::Error>;
    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, Self::Error>;
    fn document(&mut self, member: &'static Member) -> Result<Document, Self::Error>;
    fn structure<T: Structure>(&mut self, member: &'static Member) -> Result<T, Self::Error>;
    fn union<T: Union>(&mut self, member: &'static Member) -> Result<T, Self::Error>;
    fn list<T: Value>(
        &mut self,
        member: &'static Member,
        into: &mut Vec<T>,
    ) -> Result<(), Self::Error>;
    fn map<K: Key, T: Value>(
        &mut self,
        member: &'static Member,
        into: &mut HashMap<K, T>,
    ) -> Result<(), Self::Error>;
}
