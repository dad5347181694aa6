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
