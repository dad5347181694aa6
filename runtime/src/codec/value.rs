//! Every Rust type that can stand in a member, a list or a map.
//!
//! In: a codec. Out: one call of the codec's verb for the type. Nothing here knows a wire format.

use super::{Decoder, Encoder, Placeholder};
use crate::blob::Blob;
use crate::codec::CodecError;
use crate::document::Document;
use crate::number::{BigDecimal, BigInteger};
use crate::schema::Member;
use crate::timestamp::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;

/// A type that can stand in a member, a list or a map.
pub trait Value: Placeholder {
    /// Whether members can be missing below a value of this type; the others pay nothing for paths.
    const AGGREGATE: bool = false;

    /// Whether a member with this value is left out.
    #[inline(always)]
    fn absent(&self) -> bool {
        false
    }

    /// The value, if it is a string whatever the codec: what is written most often may then be written in fewer steps.
    #[inline(always)]
    fn as_text(&self) -> Option<&str> {
        None
    }

    /// What a null in a list or map stands for; `None` where nulls have no place.
    #[inline(always)]
    fn from_null() -> Option<Self> {
        None
    }

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// What the codec reports, unchanged.
    fn encode<E: Encoder>(&self, member: &'static Member, to: &mut E) -> Result<(), E::Error>;

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// What the codec reports, unchanged.
    fn decode<D: Decoder>(member: &'static Member, from: &mut D) -> Result<Self, D::Error>;

    /// Reads a value into a slot that may already hold a part of it.
    ///
    /// # Errors
    ///
    /// What the codec reports, unchanged.
    #[inline(always)]
    fn merge<D: Decoder>(
        member: &'static Member,
        from: &mut D,
        slot: &mut Self,
    ) -> Result<(), D::Error> {
        *slot = Self::decode(member, from)?;
        Ok(())
    }

    /// The same for a slot that may still be empty.
    ///
    /// # Errors
    ///
    /// What the codec reports, unchanged.
    #[inline(always)]
    fn start<D: Decoder>(
        member: &'static Member,
        from: &mut D,
        slot: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        *slot = Some(Self::decode(member, from)?);
        Ok(())
    }
}

/// A type that can be the key of a map: a string or an enum of strings.
pub trait Key: Sized + Eq + Hash {
    /// The key on the wire.
    fn as_key(&self) -> &str;

    /// The key for a text.
    fn from_key(text: String) -> Self;

    /// If the key is none of its type's known values: what those are.
    fn unknown_among(&self) -> Option<Vec<&'static str>> {
        None
    }
}

impl Key for String {
    #[inline]
    fn as_key(&self) -> &str {
        self
    }

    #[inline]
    fn from_key(text: String) -> Self {
        text
    }
}

/// One `Value` for a type that a single verb of the codec handles.
macro_rules! leaf {
    ($type:ty, |$value:ident, $m:ident, $to:ident| $encode:expr, |$n:ident, $from:ident| $decode:expr) => {
        impl Value for $type {
            #[inline(always)]
            fn encode<E: Encoder>(&self, $m: &'static Member, $to: &mut E) -> Result<(), E::Error> {
                let $value = self;
                $encode
            }

            #[inline(always)]
            fn decode<D: Decoder>($n: &'static Member, $from: &mut D) -> Result<Self, D::Error> {
                $decode
            }
        }
    };
}

/// One `Value` for an integer type; the codec checks the range, so the narrowing cannot lose anything.
macro_rules! integer {
    ($($type:ty)*) => {
        $(leaf!(
            $type,
            |value, m, to| to.integer(m, i64::from(*value)),
            |m, from| {
                let wide = from.integer(m, i64::from(<$type>::MIN), i64::from(<$type>::MAX))?;
                <$type>::try_from(wide).map_err(|_| D::Error::custom("integer out of range"))
            }
        );)*
    };
}

integer!(i8 i16 i32 i64);
leaf!(bool, |value, m, to| to.boolean(m, *value), |m, from| from
    .boolean(m));
leaf!(f32, |value, m, to| to.float(m, *value), |m, from| from
    .float(m));
leaf!(f64, |value, m, to| to.double(m, *value), |m, from| from
    .double(m));
leaf!(
    Blob,
    |value, m, to| to.blob(m, value.as_ref()),
    |m, from| from.blob(m).map(Self::new)
);
leaf!(
    Timestamp,
    |value, m, to| to.timestamp(m, *value),
    |m, from| from.timestamp(m)
);
leaf!(
    BigInteger,
    |value, m, to| to.number(m, value.as_str()),
    |m, from| from
        .number(m)?
        .parse()
        .map_err(|_| D::Error::custom("expected an integer"))
);
leaf!(
    BigDecimal,
    |value, m, to| to.number(m, value.as_str()),
    |m, from| from
        .number(m)?
        .parse()
        .map_err(|_| D::Error::custom("expected a number"))
);

impl Value for String {
    #[inline(always)]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }

    #[inline(always)]
    fn encode<E: Encoder>(&self, member: &'static Member, to: &mut E) -> Result<(), E::Error> {
        to.string(member, self)
    }

    #[inline(always)]
    fn decode<D: Decoder>(member: &'static Member, from: &mut D) -> Result<Self, D::Error> {
        from.string(member)
    }
}

impl Value for Document {
    #[inline(always)]
    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }

    #[inline(always)]
    fn encode<E: Encoder>(&self, member: &'static Member, to: &mut E) -> Result<(), E::Error> {
        to.document(member, self)
    }

    #[inline(always)]
    fn decode<D: Decoder>(member: &'static Member, from: &mut D) -> Result<Self, D::Error> {
        from.document(member)
    }
}

impl<T: Value> Value for Option<T> {
    const AGGREGATE: bool = T::AGGREGATE;

    #[inline(always)]
    fn absent(&self) -> bool {
        self.is_none()
    }

    #[inline(always)]
    fn as_text(&self) -> Option<&str> {
        self.as_ref()?.as_text()
    }

    #[inline(always)]
    fn from_null() -> Option<Self> {
        Some(None)
    }

    #[inline(always)]
    fn encode<E: Encoder>(&self, member: &'static Member, to: &mut E) -> Result<(), E::Error> {
        match self {
            Some(value) => value.encode(member, to),
            None => to.null(member),
        }
    }

    #[inline(always)]
    fn decode<D: Decoder>(member: &'static Member, from: &mut D) -> Result<Self, D::Error> {
        if from.null()? {
            Ok(None)
        } else {
            T::decode(member, from).map(Some)
        }
    }

    #[inline(always)]
    fn merge<D: Decoder>(
        member: &'static Member,
        from: &mut D,
        slot: &mut Self,
    ) -> Result<(), D::Error> {
        T::start(member, from, slot)
    }
}

impl<T: Value> Value for Box<T> {
    const AGGREGATE: bool = T::AGGREGATE;

    #[inline]
    fn encode<E: Encoder>(&self, member: &'static Member, to: &mut E) -> Result<(), E::Error> {
        (**self).encode(member, to)
    }

    #[inline]
    fn decode<D: Decoder>(member: &'static Member, from: &mut D) -> Result<Self, D::Error> {
        T::decode(member, from).map(Self::new)
    }
}

impl<T: Value> Value for Vec<T> {
    const AGGREGATE: bool = T::AGGREGATE;

    #[inline(always)]
    fn encode<E: Encoder>(&self, member: &'static Member, to: &mut E) -> Result<(), E::Error> {
        to.list(member, self)
    }

    #[inline(always)]
    fn decode<D: Decoder>(member: &'static Member, from: &mut D) -> Result<Self, D::Error> {
        let mut list = Self::new();
        from.list(member, &mut list)?;
        Ok(list)
    }

    #[inline(always)]
    fn merge<D: Decoder>(
        member: &'static Member,
        from: &mut D,
        slot: &mut Self,
    ) -> Result<(), D::Error> {
        from.list(member, slot)
    }

    #[inline(always)]
    fn start<D: Decoder>(
        member: &'static Member,
        from: &mut D,
        slot: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        from.list(member, slot.get_or_insert_with(Self::new))
    }
}

impl<K: Key, T: Value> Value for HashMap<K, T> {
    const AGGREGATE: bool = T::AGGREGATE;

    #[inline(always)]
    fn encode<E: Encoder>(&self, member: &'static Member, to: &mut E) -> Result<(), E::Error> {
        to.map(member, self)
    }

    #[inline(always)]
    fn decode<D: Decoder>(member: &'static Member, from: &mut D) -> Result<Self, D::Error> {
        let mut map = Self::new();
        from.map(member, &mut map)?;
        Ok(map)
    }

    #[inline(always)]
    fn merge<D: Decoder>(
        member: &'static Member,
        from: &mut D,
        slot: &mut Self,
    ) -> Result<(), D::Error> {
        from.map(member, slot)
    }

    #[inline(always)]
    fn start<D: Decoder>(
        member: &'static Member,
        from: &mut D,
        slot: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        from.map(member, slot.get_or_insert_with(Self::new))
    }
}
