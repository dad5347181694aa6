//! What is generated once per shape.
//!
//! In: a member visitor of any codec. Out: calls to it, one per member. The implementations are generated; nothing here
//! decides about a wire format.

use super::{MemberDecoder, MemberEncoder, Placeholder, Value};
use crate::schema::{Member, Schema};

/// A generated structure.
pub trait Structure: Placeholder {
    /// Names, formats and constraints of the members.
    const SCHEMA: &'static Schema;

    /// Shows every member to `to`, in the model's order.
    ///
    /// # Errors
    ///
    /// What the visitor reports, unchanged.
    fn encode<E: MemberEncoder>(&self, to: &mut E) -> Result<(), E::Error>;

    /// Reads the members, in whichever order they come.
    ///
    /// # Errors
    ///
    /// What the visitor reports, unchanged. A required member that is missing is recorded by the visitor and is no
    /// error here.
    fn decode<D: MemberDecoder>(from: &mut D) -> Result<Self, D::Error>;
}

/// A generated union: one member is set.
pub trait Union: Sized {
    /// Names, formats and constraints of the members.
    const SCHEMA: &'static Schema;

    /// Shows the one member to `to`; nothing, if the variant is the unknown one.
    ///
    /// # Errors
    ///
    /// What the visitor reports, unchanged.
    fn encode<E: MemberEncoder>(&self, to: &mut E) -> Result<(), E::Error>;

    /// Reads the value of the member at `index` of the schema into `slot`.
    ///
    /// # Errors
    ///
    /// What the visitor reports, unchanged.
    fn decode<D: MemberDecoder>(
        index: usize,
        from: &mut D,
        slot: &mut Option<Self>,
    ) -> Result<(), D::Error>;

    /// The variant for a member that this version of the model doesn't know.
    fn unknown() -> Self;
}

/// Reads one variant of a union: `0 => variant(from, &MEMBERS[0], slot, Self::Text)`.
///
/// # Errors
///
/// What the visitor reports, unchanged.
#[inline]
pub fn variant<D: MemberDecoder, T: Value, U>(
    from: &mut D,
    member: &'static Member,
    slot: &mut Option<U>,
    make: fn(T) -> U,
) -> Result<(), D::Error> {
    let mut value = None;
    from.member(member, &mut value)?;
    *slot = value.map(make);
    Ok(())
}

/// A generated enum of strings. It is open: an unknown value is kept as it came.
pub trait Enum: Sized {
    /// The values that messages name; those that the model marks as internal are left out.
    const KNOWN: &'static [&'static str];

    /// The value on the wire.
    fn as_str(&self) -> &str;

    /// The value for a text, known or not.
    fn from_text(text: &str) -> Self;

    /// Whether the model has this value, internal ones included.
    fn known(&self) -> bool;
}

/// A generated enum of integers. It is open: an unknown value is kept as it came.
pub trait IntEnum: Sized {
    /// The values that messages name; those that the model marks as internal are left out.
    const KNOWN: &'static [i32];

    /// The value on the wire.
    fn as_i32(&self) -> i32;

    /// The value for a number, known or not.
    fn from_i32(number: i32) -> Self;

    /// Whether the model has this value, internal ones included.
    fn known(&self) -> bool;
}
