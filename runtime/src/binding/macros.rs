//! What a generated type needs to be bound to HTTP, beyond being a value.
//!
//! In: the name of a generated type. Out: [`TextValue`](super::TextValue) or [`Payload`](super::Payload) for it. The
//! macros of the codecs expand to these, so that a crate generated for types alone needs neither.

/// A structure or union as a payload.
#[cfg(any(feature = "client", feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! structured_payload {
    ($type:ty, $structure:literal) => {
        impl $crate::generated::StructuredPayload for $type {
            const STRUCTURE: bool = $structure;
        }
    };
}

/// An enum of strings in labels, queries, headers and payloads.
#[cfg(any(feature = "client", feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    ($type:ty) => {
        impl $crate::generated::TextValue for $type {
            fn text<'a>(
                &'a self,
                _: &'static $crate::generated::Member,
                _: $crate::generated::Place,
                _: &'a mut String,
            ) -> Result<&'a str, $crate::generated::TextError> {
                Ok(<$type as $crate::generated::Enum>::as_str(self))
            }
            fn from_text(
                text: std::borrow::Cow<'_, str>,
                _: &'static $crate::generated::Member,
                _: $crate::generated::Place,
                _: bool,
            ) -> Result<Self, $crate::generated::TextError> {
                Ok(<$type as $crate::generated::Enum>::from_text(&text))
            }
            fn list_form(_: &'static $crate::generated::Member) -> $crate::generated::ListForm {
                $crate::generated::ListForm::Quoted
            }
        }
        impl $crate::generated::Payload for $type {
            fn media_type<P: $crate::generated::Protocol>() -> &'static str {
                "text/plain"
            }
            fn into_body<P: $crate::generated::Protocol>(
                self,
                member: &'static $crate::generated::Member,
            ) -> Result<Option<$crate::ByteStream>, $crate::generated::PayloadError> {
                $crate::generated::text_into_body(&self, member)
            }
            fn from_body<P: $crate::generated::Protocol>(
                body: $crate::generated::PayloadSource,
                member: &'static $crate::generated::Member,
                strict: bool,
            ) -> Result<(Option<Self>, $crate::generated::Missing), $crate::generated::PayloadError>
            {
                $crate::generated::text_from_body(body, member, strict)
            }
        }
    };
}

/// An enum of integers in labels, queries and headers.
#[cfg(any(feature = "client", feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! text_int_enum {
    ($type:ty) => {
        impl $crate::generated::TextValue for $type {
            fn text<'a>(
                &'a self,
                _: &'static $crate::generated::Member,
                _: $crate::generated::Place,
                scratch: &'a mut String,
            ) -> Result<&'a str, $crate::generated::TextError> {
                *scratch = <$type as $crate::generated::IntEnum>::as_i32(self).to_string();
                Ok(scratch)
            }
            fn from_text(
                text: std::borrow::Cow<'_, str>,
                member: &'static $crate::generated::Member,
                place: $crate::generated::Place,
                strict: bool,
            ) -> Result<Self, $crate::generated::TextError> {
                let number =
                    <i32 as $crate::generated::TextValue>::from_text(text, member, place, strict)?;
                Ok(<$type as $crate::generated::IntEnum>::from_i32(number))
            }
        }
    };
}

/// Types alone need none of it.
#[cfg(not(any(feature = "client", feature = "server")))]
#[doc(hidden)]
#[macro_export]
macro_rules! structured_payload {
    ($type:ty, $structure:literal) => {};
}

/// Types alone need none of it.
#[cfg(not(any(feature = "client", feature = "server")))]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    ($type:ty) => {};
}

/// Types alone need none of it.
#[cfg(not(any(feature = "client", feature = "server")))]
#[doc(hidden)]
#[macro_export]
macro_rules! text_int_enum {
    ($type:ty) => {};
}
