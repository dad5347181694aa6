//! Smithy's unit type: a value without content.
//!
//! In and out: an empty object. It stands for a member of a union that has a name and nothing more.

use super::{MemberDecoder, MemberEncoder, Structure};
use crate::schema::Schema;
use crate::structure;

/// `smithy.api#Unit`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit;

static SCHEMA: Schema = Schema::new("Unit", &[]);

impl Structure for Unit {
    const SCHEMA: &'static Schema = &SCHEMA;

    fn encode<E: MemberEncoder>(&self, _: &mut E) -> Result<(), E::Error> {
        Ok(())
    }

    fn decode<D: MemberDecoder>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|_: &mut Self, _, from| from.skip())
    }
}

structure!(Unit);

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn it_is_an_empty_object() {
        assert_eq!(crate::json::to_string(&Unit).unwrap(), "{}");
        assert_eq!(
            crate::json::from_slice::<Unit>(br#"{"x":[1]}"#).unwrap(),
            Unit
        );
        assert!(crate::json::from_slice::<Unit>(b"[]").is_err());
    }
}
