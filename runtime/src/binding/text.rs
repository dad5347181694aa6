//! The text of one value in a label, a query parameter, a header or a text payload.
//!
//! In: a value, its member, and where it goes. Out: its text, and back. Texts are decimal digits, `true`, `false`, and
//! the timestamp's format for its place (Smithy 2.0, HTTP bindings); nothing is ever coerced, rounded or trimmed.

use super::header_list::ListForm;
use crate::blob::Blob;
use crate::number::{BigDecimal, BigInteger, Decimal};
use crate::schema::{MEDIA_TYPE, Member, TimestampFormat};
use crate::timestamp::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;
use std::fmt::Write;

/// What is wrong with a text: a lower-case clause without a value in it, such as `expected an integer`.
pub type TextError = &'static str;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Label,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// It is the body.
    Payload,
}

/// A value that has a text.
pub trait TextValue: Sized {
    /// The text; `scratch`, which is empty, may hold it.
    ///
    /// # Errors
    ///
    /// If the value has no text, as a timestamp of the year 10000.
    fn text<'a>(
        &'a self,
        member: &'static Member,
        place: Place,
        scratch: &'a mut String,
    ) -> Result<&'a str, TextError>;

    /// The value. A `strict` reader, as a server is, takes what Smithy describes and nothing else.
    ///
    /// # Errors
    ///
    /// If the text is that of no value of this type.
    fn from_text(
        text: Cow<'_, str>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError>;

    /// How several of these lie in one header.
    #[doc(hidden)]
    fn list_form(_: &'static Member) -> ListForm {
        ListForm::Plain
    }
}

impl TextValue for String {
    fn text<'a>(
        &'a self,
        member: &'static Member,
        place: Place,
        scratch: &'a mut String,
    ) -> Result<&'a str, TextError> {
        if place == Place::Header && member.has(MEDIA_TYPE) {
            STANDARD.encode_string(self, scratch);
            return Ok(scratch);
        }
        Ok(self)
    }

    fn from_text(
        text: Cow<'_, str>,
        member: &'static Member,
        place: Place,
        _: bool,
    ) -> Result<Self, TextError> {
        if place == Place::Header && member.has(MEDIA_TYPE) {
            const EXPECTED: &str = "expected base64 of text";
            let bytes = STANDARD.decode(text.as_bytes()).map_err(|_| EXPECTED)?;
            return String::from_utf8(bytes).map_err(|_| EXPECTED);
        }
        Ok(text.into_owned())
    }

    fn list_form(_: &'static Member) -> ListForm {
        ListForm::Quoted
    }
}

impl TextValue for Blob {
    fn text<'a>(
        &'a self,
        _: &'static Member,
        _: Place,
        scratch: &'a mut String,
    ) -> Result<&'a str, TextError> {
        STANDARD.encode_string(self, scratch);
        Ok(scratch)
    }

    fn from_text(
        text: Cow<'_, str>,
        _: &'static Member,
        _: Place,
        _: bool,
    ) -> Result<Self, TextError> {
        STANDARD
            .decode(text.as_bytes())
            .map(Self::new)
            .map_err(|_| "expected base64 with padding")
    }
}

impl TextValue for bool {
    fn text<'a>(
        &'a self,
        _: &'static Member,
        _: Place,
        _: &'a mut String,
    ) -> Result<&'a str, TextError> {
        Ok(if *self { "true" } else { "false" })
    }

    fn from_text(
        text: Cow<'_, str>,
        _: &'static Member,
        _: Place,
        _: bool,
    ) -> Result<Self, TextError> {
        match &*text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err("expected true or false"),
        }
    }
}

macro_rules! integers {
    ($($type:ty, $expected:literal;)*) => {
        $(impl TextValue for $type {
            fn text<'a>(
                &'a self,
                _: &'static Member,
                _: Place,
                scratch: &'a mut String,
            ) -> Result<&'a str, TextError> {
                // Writing to a string cannot fail.
                let _ = write!(scratch, "{self}");
                Ok(scratch)
            }

            fn from_text(
                text: Cow<'_, str>,
                _: &'static Member,
                _: Place,
                _: bool,
            ) -> Result<Self, TextError> {
                // Rust would take a plus sign.
                match text.strip_prefix('+') {
                    Some(_) => Err($expected),
                    None => text.parse().map_err(|_| $expected),
                }
            }
        })*
    };
}

integers! {
    i8, "expected an integer of 8 bits";
    i16, "expected an integer of 16 bits";
    i32, "expected an integer of 32 bits";
    i64, "expected an integer of 64 bits";
}

macro_rules! floats {
    ($($type:ty)*) => {
        $(impl TextValue for $type {
            fn text<'a>(
                &'a self,
                _: &'static Member,
                _: Place,
                scratch: &'a mut String,
            ) -> Result<&'a str, TextError> {
                Ok(if self.is_finite() {
                    scratch.push_str(zmij::Buffer::new().format_finite(*self));
                    scratch
                } else if self.is_nan() {
                    "NaN"
                } else if *self > 0.0 {
                    "Infinity"
                } else {
                    "-Infinity"
                })
            }

            fn from_text(
                text: Cow<'_, str>,
                _: &'static Member,
                _: Place,
                _: bool,
            ) -> Result<Self, TextError> {
                match &*text {
                    "NaN" => Ok(Self::NAN),
                    "Infinity" => Ok(Self::INFINITY),
                    "-Infinity" => Ok(Self::NEG_INFINITY),
                    // The grammar of a JSON number: Rust would take `inf`, `+1` and `1.`.
                    text => Decimal::parse(text)
                        .and_then(|_| text.parse().ok())
                        .filter(|number: &Self| number.is_finite())
                        .ok_or("expected a number"),
                }
            }
        })*
    };
}

floats!(f32 f64);

macro_rules! big_numbers {
    ($($type:ty, $expected:literal;)*) => {
        $(impl TextValue for $type {
            fn text<'a>(
                &'a self,
                _: &'static Member,
                _: Place,
                _: &'a mut String,
            ) -> Result<&'a str, TextError> {
                Ok(self.as_str())
            }

            fn from_text(
                text: Cow<'_, str>,
                _: &'static Member,
                _: Place,
                _: bool,
            ) -> Result<Self, TextError> {
                text.parse().map_err(|_| $expected)
            }
        })*
    };
}

big_numbers! {
    BigInteger, "expected an integer";
    BigDecimal, "expected a number";
}

/// The format in which a timestamp goes: the model's, or else the place's.
fn timestamp_format(member: &'static Member, place: Place) -> TimestampFormat {
    member.timestamp_format().unwrap_or(match place {
        Place::Header => TimestampFormat::HttpDate,
        Place::Label | Place::Query | Place::Payload => TimestampFormat::DateTime,
    })
}

impl TextValue for Timestamp {
    fn text<'a>(
        &'a self,
        member: &'static Member,
        place: Place,
        scratch: &'a mut String,
    ) -> Result<&'a str, TextError> {
        *scratch = self
            .format(timestamp_format(member, place))
            .map_err(|_| "the timestamp's year is outside 0000 to 9999")?;
        Ok(scratch)
    }

    fn from_text(
        text: Cow<'_, str>,
        member: &'static Member,
        place: Place,
        strict: bool,
    ) -> Result<Self, TextError> {
        Self::parse(&text, timestamp_format(member, place), strict)
            .map_err(|error| error.expected())
    }

    fn list_form(member: &'static Member) -> ListForm {
        match timestamp_format(member, Place::Header) {
            TimestampFormat::HttpDate => ListForm::Dates,
            _ => ListForm::Plain,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    static PLAIN: Member = Member::element();
    static JSON: Member = Member::element().flags(MEDIA_TYPE);
    static EPOCH: Member = Member::element().timestamp(TimestampFormat::EpochSeconds);

    fn read<T: TextValue>(text: &str) -> Option<T> {
        T::from_text(text.into(), &PLAIN, Place::Header, true).ok()
    }

    fn written<T: TextValue>(value: T, member: &'static Member, place: Place) -> String {
        let mut scratch = String::new();
        value.text(member, place, &mut scratch).unwrap().to_owned()
    }

    #[test]
    fn numbers_are_not_coerced() {
        for text in [
            "", " 1", "1 ", "+1", "1.0", "1e3", "0x42", "true", "2ABC", "NaN", "--1",
        ] {
            assert_eq!(read::<i32>(text), None, "{text}");
        }
        assert_eq!(read::<i8>("-128"), Some(-128));
        assert_eq!(read::<i8>("128"), None);
        assert_eq!(read::<i64>("9223372036854775807"), Some(i64::MAX));
        assert_eq!(read::<i64>("9223372036854775808"), None);
        for text in [
            "", "inf", "nan", "infinity", "+1", "1.", ".5", " 1", "0x42", "1e999", "true",
        ] {
            assert_eq!(read::<f64>(text), None, "{text}");
        }
        assert_eq!(read::<f64>("-1.5e3"), Some(-1500.0));
        assert_eq!(read::<f32>("-Infinity"), Some(f32::NEG_INFINITY));
        assert!(read::<f64>("NaN").is_some_and(f64::is_nan));
        assert_eq!(read::<BigInteger>("1.5"), None);
        assert!(read::<BigDecimal>("1.5").is_some());
    }

    #[test]
    fn booleans_are_two_words() {
        assert_eq!(read::<bool>("true"), Some(true));
        for text in ["True", "TRUE", "1", "yes", "on", "", "true "] {
            assert_eq!(read::<bool>(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_have_their_shortest_text() {
        assert_eq!(
            written(i64::MIN, &PLAIN, Place::Query),
            "-9223372036854775808"
        );
        assert_eq!(written(1.1f32, &PLAIN, Place::Query), "1.1");
        assert_eq!(
            written(f64::NEG_INFINITY, &PLAIN, Place::Label),
            "-Infinity"
        );
    }

    #[test]
    fn timestamps_depend_on_the_place() {
        let time = Timestamp::from_secs(1_576_540_098);
        let date = "Mon, 16 Dec 2019 23:48:18 GMT";
        for (member, place, text) in [
            (&PLAIN, Place::Header, date),
            (&PLAIN, Place::Query, "2019-12-16T23:48:18Z"),
            (&PLAIN, Place::Label, "2019-12-16T23:48:18Z"),
            (&EPOCH, Place::Header, "1576540098"),
        ] {
            assert_eq!(written(time, member, place), text);
            assert_eq!(
                Timestamp::from_text(text.into(), member, place, true),
                Ok(time)
            );
        }
        assert!(Timestamp::from_text(date.into(), &PLAIN, Place::Query, true).is_err());
        assert_eq!(Timestamp::list_form(&PLAIN), ListForm::Dates);
        assert_eq!(Timestamp::list_form(&EPOCH), ListForm::Plain);
        let far = Timestamp::from_secs(i64::MAX);
        assert!(far.text(&PLAIN, Place::Header, &mut String::new()).is_err());
    }

    #[test]
    fn strings_with_a_media_type_are_base64_in_headers_only() {
        assert_eq!(written("true".to_owned(), &JSON, Place::Header), "dHJ1ZQ==");
        assert_eq!(written("true".to_owned(), &JSON, Place::Query), "true");
        let read =
            |text: &str| String::from_text(text.to_owned().into(), &JSON, Place::Header, true);
        assert_eq!(read("dHJ1ZQ=="), Ok("true".to_owned()));
        assert!(read("dHJ1ZQ").is_err());
        assert!(read("/w==").is_err());
    }
}
