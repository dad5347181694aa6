//! Values from serde.
//!
//! In: a deserializer of a self-describing format. Out: a generated value. Unknown members are passed over, nulls in
//! dense lists and maps too, and a required member that is missing is the format's usual error.

use crate::codec::{
    CodecError, Decoder, Enum, Given, IntEnum, Key, MemberDecoder, Structure, Union, Value,
};
use crate::document::Document;
use crate::schema::{Member, Schema, TimestampFormat};
use crate::timestamp::Timestamp;
use base64::Engine;
use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use std::collections::HashMap;
use std::fmt::{self, Formatter};
use std::marker::PhantomData;

/// Reads a structure.
///
/// # Errors
///
/// What the deserializer reports; a value of another type, a missing required member.
pub fn deserialize<'de, T: Structure, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(StructureVisitor(PhantomData))
}

/// Reads a union.
///
/// # Errors
///
/// What the deserializer reports; a value of another type, more than one member.
pub fn deserialize_union<'de, T: Union, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(UnionVisitor(PhantomData))
}

/// Reads an enum of strings.
///
/// # Errors
///
/// What the deserializer reports; a value of another type.
pub fn deserialize_enum<'de, T: Enum, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_str(Text(T::from_text))
}

/// Reads an enum of integers.
///
/// # Errors
///
/// What the deserializer reports; a value of another type or beyond 32 bits.
pub fn deserialize_int_enum<'de, T: IntEnum, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    i32::deserialize(from).map(T::from_i32)
}

/// A deserializer's error, as a codec's.
pub(super) struct Failure<E>(E);

impl<E: serde::de::Error> CodecError for Failure<E> {
    fn custom(what: &'static str) -> Self {
        Self(E::custom(what))
    }
}

struct StructureVisitor<T>(PhantomData<T>);

impl<'de, T: Structure> Visitor<'de> for StructureVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::SCHEMA.name())
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::decode(&mut Members::new(access)).map_err(|failure| failure.0)
    }
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Union> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "an object with one member ({})", T::SCHEMA.name())
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let mut members = Members::new(access);
        let mut slot: Option<T> = None;
        while let Some(index) = members.next(T::SCHEMA).map_err(|failure| failure.0)? {
            let mut value = None;
            T::decode(index, &mut members, &mut value).map_err(|failure| failure.0)?;
            if value.is_some() && slot.is_some() {
                return Err(A::Error::custom("a union has more than one member"));
            }
            slot = value.or(slot);
        }
        Ok(slot.unwrap_or_else(T::unknown))
    }
}

struct Members<'de, A> {
    access: A,
    /// The member that is expected next.
    hint: usize,
    given: Given,
    input: PhantomData<&'de ()>,
}

impl<A> Members<'_, A> {
    fn new(access: A) -> Self {
        Self {
            access,
            hint: 0,
            given: Given::default(),
            input: PhantomData,
        }
    }
}

impl<'de, A: MapAccess<'de>> MemberDecoder for Members<'de, A> {
    type Error = Failure<A::Error>;

    fn next(&mut self, schema: &'static Schema) -> Result<Option<usize>, Self::Error> {
        loop {
            let name = Name {
                schema,
                hint: self.hint,
            };
            match self.access.next_key_seed(name).map_err(Failure)? {
                None => {
                    if !self.given.is_enough(schema)
                        && let Some(member) = self.given.lacking(schema).next()
                    {
                        return Err(Failure(A::Error::missing_field(super::key(member))));
                    }
                    return Ok(None);
                }
                Some(Some(index)) => {
                    self.given.add(schema, index);
                    self.hint = index + 1;
                    return Ok(Some(index));
                }
                Some(None) => self.skip()?,
            }
        }
    }

    fn member<T: Value>(
        &mut self,
        member: &'static Member,
        slot: &mut T,
    ) -> Result<(), Self::Error> {
        let slot = Slot { member, slot };
        if !self.access.next_value_seed(slot).map_err(Failure)? {
            // The member is the one before the one that is expected next.
            self.given.remove(self.hint.wrapping_sub(1));
        }
        Ok(())
    }

    fn skip(&mut self) -> Result<(), Self::Error> {
        self.access
            .next_value::<IgnoredAny>()
            .map(drop)
            .map_err(Failure)
    }
}

/// A member's name, to its index.
struct Name {
    schema: &'static Schema,
    hint: usize,
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<usize>, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        let members = self.schema.members();
        let expected = members.get(self.hint).filter(|m| super::key(m) == name);
        Ok(match expected {
            Some(_) => Some(self.hint),
            None => members.iter().position(|m| super::key(m) == name),
        })
    }
}

/// Where a member's value goes. A null makes it a placeholder; whether there was more than that is returned.
struct Slot<'s, T> {
    member: &'static Member,
    slot: &'s mut T,
}

impl<'de, T: Value> DeserializeSeed<'de> for Slot<'_, T> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_option(self)
    }
}

impl<'de, T: Value> Visitor<'de> for Slot<'_, T> {
    type Value = bool;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "the value of {}", self.member.name())
    }

    fn visit_none<E>(self) -> Result<bool, E> {
        *self.slot = T::placeholder();
        Ok(false)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<bool, E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        T::merge(self.member, &mut Source::new(from), self.slot).map_err(|failure| failure.0)?;
        Ok(true)
    }
}

/// An item of a list or the value of an entry; `None` for a null that has no place.
struct Element<T> {
    member: &'static Member,
    value: PhantomData<T>,
}

impl<'de, T: Value> DeserializeSeed<'de> for Element<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        from.deserialize_option(self)
    }
}

impl<'de, T: Value> Visitor<'de> for Element<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("an item")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(T::from_null())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Option<T>, E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        T::decode(self.member, &mut Source::new(from))
            .map(Some)
            .map_err(|failure| failure.0)
    }
}

/// A deserializer, which is used up by its one value.
struct Source<'de, D> {
    from: Option<D>,
    input: PhantomData<&'de ()>,
}

impl<'de, D: Deserializer<'de>> Source<'de, D> {
    fn new(from: D) -> Self {
        Self {
            from: Some(from),
            input: PhantomData,
        }
    }

    fn read<T>(
        &mut self,
        read: impl FnOnce(D) -> Result<T, D::Error>,
    ) -> Result<T, Failure<D::Error>> {
        match self.from.take() {
            Some(from) => read(from).map_err(Failure),
            None => Err(Failure::custom("a value was read twice")),
        }
    }
}

impl<'de, D: Deserializer<'de>> Decoder for Source<'de, D> {
    type Error = Failure<D::Error>;

    fn null(&mut self) -> Result<bool, Self::Error> {
        // Nulls are asked for around each value, where serde can answer.
        Ok(false)
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool, Self::Error> {
        self.read(bool::deserialize)
    }

    fn integer(&mut self, _: &'static Member, min: i64, max: i64) -> Result<i64, Self::Error> {
        let number = self.read(i64::deserialize)?;
        if (min..=max).contains(&number) {
            Ok(number)
        } else {
            Err(Failure::custom("the integer is out of range"))
        }
    }

    fn float(&mut self, _: &'static Member) -> Result<f32, Self::Error> {
        let number = self.read(|from| from.deserialize_any(Number))?.as_f64();
        let float = number as f32;
        if float.is_infinite() && number.is_finite() {
            return Err(Failure::custom("the number is out of range"));
        }
        Ok(float)
    }

    fn double(&mut self, _: &'static Member) -> Result<f64, Self::Error> {
        self.read(|from| from.deserialize_any(Number))
            .map(|number| number.as_f64())
    }

    fn number(&mut self, _: &'static Member) -> Result<String, Self::Error> {
        self.read(|from| from.deserialize_any(Number))
            .map(|number| number.into_text())
    }

    fn string(&mut self, _: &'static Member) -> Result<String, Self::Error> {
        self.read(String::deserialize)
    }

    fn text<T>(
        &mut self,
        _: &'static Member,
        make: impl FnOnce(&str) -> T,
    ) -> Result<T, Self::Error> {
        self.read(|from| from.deserialize_str(Text(make)))
    }

    fn blob(&mut self, _: &'static Member) -> Result<Vec<u8>, Self::Error> {
        self.read(|from| {
            if from.is_human_readable() {
                let decode = |text: &str| base64::engine::general_purpose::STANDARD.decode(text);
                from.deserialize_str(Text(decode))?
                    .map_err(|_| D::Error::custom("expected base64 with padding"))
            } else {
                from.deserialize_byte_buf(Bytes)
            }
        })
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, Self::Error> {
        let format = member
            .timestamp_format()
            .unwrap_or(TimestampFormat::EpochSeconds);
        self.read(|from| {
            match format {
                TimestampFormat::EpochSeconds => {
                    let text = from.deserialize_any(Number)?.into_text();
                    Timestamp::parse(&text, format, false)
                }
                TimestampFormat::DateTime | TimestampFormat::HttpDate => {
                    let parse = |text: &str| Timestamp::parse(text, format, false);
                    from.deserialize_str(Text(parse))?
                }
            }
            .map_err(D::Error::custom)
        })
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, Self::Error> {
        self.read(Document::deserialize)
    }

    fn structure<T: Structure>(&mut self, _: &'static Member) -> Result<T, Self::Error> {
        self.read(deserialize)
    }

    fn union<T: Union>(&mut self, _: &'static Member) -> Result<T, Self::Error> {
        self.read(deserialize_union)
    }

    fn list<T: Value>(
        &mut self,
        member: &'static Member,
        into: &mut Vec<T>,
    ) -> Result<(), Self::Error> {
        into.clear();
        let member = member.item();
        self.read(|from| from.deserialize_seq(List { member, into }))
    }

    fn map<K: Key, T: Value>(
        &mut self,
        member: &'static Member,
        into: &mut HashMap<K, T>,
    ) -> Result<(), Self::Error> {
        into.clear();
        let member = member.item();
        self.read(|from| from.deserialize_map(Map { member, into }))
    }
}

struct List<'l, T> {
    member: &'static Member,
    into: &'l mut Vec<T>,
}

impl<'de, T: Value> Visitor<'de> for List<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let member = self.member;
        let value = PhantomData;
        while let Some(item) = access.next_element_seed(Element { member, value })? {
            self.into.extend(item);
        }
        Ok(())
    }
}

struct Map<'m, K, T> {
    member: &'static Member,
    into: &'m mut HashMap<K, T>,
}

impl<'de, K: Key, T: Value> Visitor<'de> for Map<'_, K, T> {
    type Value = ();

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let member = self.member;
        let value = PhantomData;
        while let Some(key) = access.next_key::<String>()? {
            if let Some(value) = access.next_value_seed(Element { member, value })? {
                self.into.insert(K::from_key(key), value);
            }
        }
        Ok(())
    }
}

struct Text<F>(F);

impl<T, F: FnOnce(&str) -> T> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text))
    }
}

struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        Ok(bytes)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<u8>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = access.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes)
    }
}

/// A number of any kind, or its text.
struct Number;

enum AnyNumber {
    Integer(i128),
    Real(f64),
    Text(String),
}

impl AnyNumber {
    fn as_f64(&self) -> f64 {
        match self {
            Self::Integer(number) => *number as f64,
            Self::Real(number) => *number,
            // The visitor lets only numbers pass.
            Self::Text(text) => text.parse().unwrap_or(f64::NAN),
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Integer(number) => number.to_string(),
            Self::Real(number) => zmij::Buffer::new().format(number).to_owned(),
            Self::Text(text) => text,
        }
    }
}

impl<'de> Visitor<'de> for Number {
    type Value = AnyNumber;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E>(self, number: i64) -> Result<AnyNumber, E> {
        Ok(AnyNumber::Integer(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<AnyNumber, E> {
        Ok(AnyNumber::Integer(number.into()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<AnyNumber, E> {
        Ok(AnyNumber::Integer(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<AnyNumber, E> {
        Ok(AnyNumber::Real(number))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<AnyNumber, E> {
        match text {
            "NaN" => Ok(AnyNumber::Real(f64::NAN)),
            "Infinity" => Ok(AnyNumber::Real(f64::INFINITY)),
            "-Infinity" => Ok(AnyNumber::Real(f64::NEG_INFINITY)),
            text if crate::number::Decimal::parse(text).is_some() => {
                Ok(AnyNumber::Text(text.to_owned()))
            }
            _ => Err(E::invalid_value(Unexpected::Other("a text"), &self)),
        }
    }

    /// Under serde_json's `arbitrary_precision`, a number arrives as a map with its text.
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<AnyNumber, A::Error> {
        match access.next_entry::<String, String>()? {
            Some((_, text)) => self.visit_str(&text),
            None => Err(A::Error::custom("expected a number")),
        }
    }
}
