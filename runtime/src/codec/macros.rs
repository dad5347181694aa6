//! The lines that would be the same for every generated type.
//!
//! In: the name of a generated type that implements [`Structure`](super::Structure), [`Union`](super::Union),
//! [`Enum`](super::Enum) or [`IntEnum`](super::IntEnum). Out: what follows from that alone. They expand to trait
//! implementations only.

/// A structure as a value, of which nothing is required: `structure!(JobExecutionState);` Otherwise the second argument is a
/// value whose required members are placeholders: `structure!(CommandInput, Self::new("", 0));`
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    ($type:ty) => {
        $crate::structure!($type, Self::default());
    };
    ($type:ty, $placeholder:expr) => {
        impl $crate::generated::Placeholder for $type {
            #[inline]
            fn placeholder() -> Self {
                $placeholder
            }
        }
        impl $crate::generated::Value for $type {
            const AGGREGATE: bool = true;
            #[inline(always)]
            fn encode<E: $crate::generated::Encoder>(
                &self,
                member: &'static $crate::generated::Member,
                to: &mut E,
            ) -> Result<(), E::Error> {
                to.structure(member, self)
            }
            #[inline(always)]
            fn decode<D: $crate::generated::Decoder>(
                member: &'static $crate::generated::Member,
                from: &mut D,
            ) -> Result<Self, D::Error> {
                from.structure(member)
            }
        }
        impl $crate::Validate for $type {
            fn validate_with(&self, limit: usize) -> Result<(), $crate::Violations> {
                $crate::generated::validate_structure(self, limit)
            }
        }
        $crate::serde_impls!($type, serialize, deserialize);
        $crate::structured_payload!($type, true);
    };
}

/// A union as a value: `union!(Choice);`
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($type:ty) => {
        impl $crate::generated::Placeholder for $type {
            fn placeholder() -> Self {
                <$type as $crate::generated::Union>::unknown()
            }
        }
        impl $crate::generated::Value for $type {
            const AGGREGATE: bool = true;
            #[inline(always)]
            fn encode<E: $crate::generated::Encoder>(
                &self,
                member: &'static $crate::generated::Member,
                to: &mut E,
            ) -> Result<(), E::Error> {
                to.union(member, self)
            }
            #[inline(always)]
            fn decode<D: $crate::generated::Decoder>(
                member: &'static $crate::generated::Member,
                from: &mut D,
            ) -> Result<Self, D::Error> {
                from.union(member)
            }
        }
        impl $crate::Validate for $type {
            fn validate_with(&self, limit: usize) -> Result<(), $crate::Violations> {
                $crate::generated::validate_union(self, limit)
            }
        }
        $crate::serde_impls!($type, serialize_union, deserialize_union);
        $crate::structured_payload!($type, false);
    };
}

/// An enum of strings, as a value and as the key of a map, by its open variant and the table of its values:
/// `string_enum!(JobExecutionStatus, Unrecognized, VALUES);` A fourth argument lists values that messages don't name.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($type:ident, $unlisted:ident, $values:ident) => {
        $crate::string_enum!($type, $unlisted, $values, []);
    };
    ($type:ident, $unlisted:ident, $values:ident, $internal:expr) => {
        const _: () = assert!($crate::generated::are_texts_sorted(&$values));
        impl $crate::generated::Enum for $type {
            const VALUES: &'static [(&'static str, Self)] = &$values;
            const INTERNAL: &'static [&'static str] = &$internal;
            #[inline(always)]
            fn as_str(&self) -> &str {
                self.as_str()
            }
            fn unlisted(text: &str) -> Self {
                Self::$unlisted(text.to_owned())
            }
            #[inline(always)]
            fn known(&self) -> bool {
                !matches!(self, Self::$unlisted(_))
            }
        }
        impl $crate::generated::Placeholder for $type {
            fn placeholder() -> Self {
                <$type as $crate::generated::Enum>::from_text("")
            }
        }
        impl $crate::generated::Value for $type {
            #[inline(always)]
            fn encode<E: $crate::generated::Encoder>(
                &self,
                member: &'static $crate::generated::Member,
                to: &mut E,
            ) -> Result<(), E::Error> {
                to.enumeration(member, self)
            }
            #[inline(always)]
            fn decode<D: $crate::generated::Decoder>(
                member: &'static $crate::generated::Member,
                from: &mut D,
            ) -> Result<Self, D::Error> {
                from.text(member, <$type as $crate::generated::Enum>::from_text)
            }
        }
        impl $crate::generated::Key for $type {
            fn as_key(&self) -> &str {
                <$type as $crate::generated::Enum>::as_str(self)
            }
            fn from_key(text: String) -> Self {
                <$type as $crate::generated::Enum>::from_text(&text)
            }
            fn unknown_among(&self) -> Option<Vec<&'static str>> {
                if <$type as $crate::generated::Enum>::known(self) {
                    None
                } else {
                    Some(<$type as $crate::generated::Enum>::named())
                }
            }
        }
        $crate::serde_impls!($type, serialize_enum, deserialize_enum);
        $crate::text_enum!($type);
        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                <$type as $crate::generated::Enum>::as_str(self)
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(<$type as $crate::generated::Enum>::as_str(self))
            }
        }
        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                <$type as $crate::generated::Enum>::from_text(text)
            }
        }
        impl From<String> for $type {
            fn from(text: String) -> Self {
                <$type as $crate::generated::Enum>::from_text(&text)
            }
        }
    };
}

/// An enum of integers as a value, by its open variant and the table of its values:
/// `int_enum!(Priority, Unrecognized, VALUES);` A fourth argument lists values that messages don't name.
#[doc(hidden)]
#[macro_export]
macro_rules! int_enum {
    ($type:ident, $unlisted:ident, $values:ident) => {
        $crate::int_enum!($type, $unlisted, $values, []);
    };
    ($type:ident, $unlisted:ident, $values:ident, $internal:expr) => {
        const _: () = assert!($crate::generated::are_numbers_sorted(&$values));
        impl $crate::generated::IntEnum for $type {
            const VALUES: &'static [(i32, Self)] = &$values;
            const INTERNAL: &'static [i32] = &$internal;
            #[inline(always)]
            fn as_i32(&self) -> i32 {
                self.as_i32()
            }
            fn unlisted(number: i32) -> Self {
                Self::$unlisted(number)
            }
            #[inline(always)]
            fn known(&self) -> bool {
                !matches!(self, Self::$unlisted(_))
            }
        }
        impl $crate::generated::Placeholder for $type {
            fn placeholder() -> Self {
                <$type as $crate::generated::IntEnum>::from_i32(0)
            }
        }
        impl $crate::generated::Value for $type {
            #[inline(always)]
            fn encode<E: $crate::generated::Encoder>(
                &self,
                member: &'static $crate::generated::Member,
                to: &mut E,
            ) -> Result<(), E::Error> {
                to.int_enumeration(member, self)
            }
            #[inline(always)]
            fn decode<D: $crate::generated::Decoder>(
                member: &'static $crate::generated::Member,
                from: &mut D,
            ) -> Result<Self, D::Error> {
                let number: i32 = $crate::generated::Value::decode(member, from)?;
                Ok(<$type as $crate::generated::IntEnum>::from_i32(number))
            }
        }
        $crate::serde_impls!($type, serialize_int_enum, deserialize_int_enum);
        $crate::text_int_enum!($type);
    };
}

/// `Serialize` and `Deserialize` by two functions of [`interop`](crate::interop).
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_impls {
    ($type:ty, $serialize:ident, $deserialize:ident) => {
        impl $crate::generated::interop::serde::Serialize for $type {
            fn serialize<S: $crate::generated::interop::serde::Serializer>(
                &self,
                to: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::generated::interop::$serialize(self, to)
            }
        }
        impl<'de> $crate::generated::interop::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::generated::interop::serde::Deserializer<'de>>(
                from: D,
            ) -> Result<Self, D::Error> {
                $crate::generated::interop::$deserialize(from)
            }
        }
    };
}

/// Without the feature `serde` there is nothing to implement.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_impls {
    ($type:ty, $serialize:ident, $deserialize:ident) => {};
}
