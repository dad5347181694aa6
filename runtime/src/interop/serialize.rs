//! Values to serde.
//!
//! In: a generated value and a serializer. Out: what the serializer makes of it. Members are written in the model's order,
//! absent ones not at all, maps sorted, so that the same value gives the same output.

use crate::codec::{
    CodecError, Encoder, Enum, IntEnum, Key, MemberEncoder, Structure, Union, Value,
};
use crate::document::Document;
use crate::schema::{Member, Schema, TimestampFormat};
use crate::timestamp::Timestamp;
use base64::Engine;
use serde::ser::{Error as _, Serialize, SerializeStruct, Serializer};
use std::collections::HashMap;
use std::marker::PhantomData;

/// Writes a structure.
///
/// # Errors
///
/// What the serializer reports; a timestamp or union that has no wire form.
pub fn serialize<T: Structure, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    members(
        T::SCHEMA,
        to,
        |visitor| value.encode(visitor),
        |visitor| value.encode(visitor),
    )
}

/// Writes a union.
///
/// # Errors
///
/// What the serializer reports; the unknown variant.
pub fn serialize_union<T: Union, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    members(
        T::SCHEMA,
        to,
        |count: &mut Count<S::Error>| {
            value.encode(count)?;
            if count.members == 0 {
                return Err(Failure::custom(
                    "the unknown variant of a union cannot be sent",
                ));
            }
            Ok(())
        },
        |visitor| value.encode(visitor),
    )
}

/// Writes an enum of strings.
///
/// # Errors
///
/// What the serializer reports.
pub fn serialize_enum<T: Enum, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(value.as_str())
}

/// Writes an enum of integers.
///
/// # Errors
///
/// What the serializer reports.
pub fn serialize_int_enum<T: IntEnum, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i32(value.as_i32())
}

/// Some formats want to know the number of members first, so the value is visited twice.
fn members<S: Serializer>(
    schema: &'static Schema,
    to: S,
    count: impl FnOnce(&mut Count<S::Error>) -> Result<(), Failure<S::Error>>,
    write: impl FnOnce(&mut Members<S::SerializeStruct>) -> Result<(), Failure<S::Error>>,
) -> Result<S::Ok, S::Error> {
    let mut counted = Count {
        members: 0,
        error: PhantomData,
    };
    count(&mut counted).map_err(|failure| failure.0)?;
    let mut members = Members(to.serialize_struct(schema.name(), counted.members)?);
    write(&mut members).map_err(|failure| failure.0)?;
    members.0.end()
}

/// A serializer's error, as a codec's.
pub(super) struct Failure<E>(E);

impl<E: serde::ser::Error> CodecError for Failure<E> {
    fn custom(what: &'static str) -> Self {
        Self(E::custom(what))
    }
}

struct Count<E> {
    members: usize,
    error: PhantomData<E>,
}

impl<E: serde::ser::Error> MemberEncoder for Count<E> {
    type Error = Failure<E>;

    fn member<T: Value>(&mut self, _: &'static Member, value: &T) -> Result<(), Failure<E>> {
        self.members += usize::from(!value.absent());
        Ok(())
    }
}

struct Members<M>(M);

impl<M: SerializeStruct> MemberEncoder for Members<M> {
    type Error = Failure<M::Error>;

    fn member<T: Value>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Failure<M::Error>> {
        if value.absent() {
            self.0.skip_field(super::key(member))
        } else {
            self.0
                .serialize_field(super::key(member), &Wire { member, value })
        }
        .map_err(Failure)
    }
}

/// A value with the member that it stands in.
struct Wire<'v, T> {
    member: &'static Member,
    value: &'v T,
}

impl<T: Value> Serialize for Wire<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut slot = Slot::Serializer(to);
        self.value
            .encode(self.member, &mut slot)
            .map_err(|failure| failure.0)?;
        match slot {
            Slot::Written(done) => Ok(done),
            _ => Err(S::Error::custom("nothing was written")),
        }
    }
}

/// A serializer, which is used up by its one value, and then what that gave.
enum Slot<S: Serializer> {
    Serializer(S),
    Taken,
    Written(S::Ok),
}

impl<S: Serializer> Slot<S> {
    fn write(
        &mut self,
        write: impl FnOnce(S) -> Result<S::Ok, S::Error>,
    ) -> Result<(), Failure<S::Error>> {
        match std::mem::replace(self, Self::Taken) {
            Self::Serializer(to) => {
                *self = Self::Written(write(to).map_err(Failure)?);
                Ok(())
            }
            _ => Err(Failure::custom("a value was written twice")),
        }
    }
}

/// What Smithy calls the numbers that JSON lacks.
pub(super) fn not_finite(number: f64) -> &'static str {
    if number.is_nan() {
        "NaN"
    } else if number > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}

impl<S: Serializer> Encoder for Slot<S> {
    type Error = Failure<S::Error>;

    fn null(&mut self, _: &'static Member) -> Result<(), Self::Error> {
        self.write(|to| to.serialize_none())
    }

    fn boolean(&mut self, _: &'static Member, value: bool) -> Result<(), Self::Error> {
        self.write(|to| to.serialize_bool(value))
    }

    fn integer(&mut self, _: &'static Member, value: i64) -> Result<(), Self::Error> {
        self.write(|to| to.serialize_i64(value))
    }

    fn float(&mut self, _: &'static Member, value: f32) -> Result<(), Self::Error> {
        self.write(|to| {
            if value.is_finite() {
                to.serialize_f32(value)
            } else {
                to.serialize_str(not_finite(value.into()))
            }
        })
    }

    fn double(&mut self, _: &'static Member, value: f64) -> Result<(), Self::Error> {
        self.write(|to| {
            if value.is_finite() {
                to.serialize_f64(value)
            } else {
                to.serialize_str(not_finite(value))
            }
        })
    }

    fn number(&mut self, _: &'static Member, text: &str) -> Result<(), Self::Error> {
        self.write(|to| super::document::serialize_number(text, to))
    }

    fn string(&mut self, _: &'static Member, value: &str) -> Result<(), Self::Error> {
        self.write(|to| to.serialize_str(value))
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) -> Result<(), Self::Error> {
        self.write(|to| {
            if to.is_human_readable() {
                to.serialize_str(&base64::engine::general_purpose::STANDARD.encode(value))
            } else {
                to.serialize_bytes(value)
            }
        })
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) -> Result<(), Self::Error> {
        let format = member
            .timestamp_format()
            .unwrap_or(TimestampFormat::EpochSeconds);
        let text = value
            .format(format)
            .map_err(|error| Failure(S::Error::custom(error)))?;
        self.write(|to| match format {
            TimestampFormat::EpochSeconds => super::document::serialize_number(&text, to),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => to.serialize_str(&text),
        })
    }

    fn document(&mut self, _: &'static Member, value: &Document) -> Result<(), Self::Error> {
        self.write(|to| value.serialize(to))
    }

    fn structure<T: Structure>(
        &mut self,
        _: &'static Member,
        value: &T,
    ) -> Result<(), Self::Error> {
        self.write(|to| serialize(value, to))
    }

    fn union<T: Union>(&mut self, _: &'static Member, value: &T) -> Result<(), Self::Error> {
        self.write(|to| serialize_union(value, to))
    }

    fn list<T: Value>(&mut self, member: &'static Member, value: &[T]) -> Result<(), Self::Error> {
        let member = member.item();
        self.write(|to| to.collect_seq(value.iter().map(|value| Wire { member, value })))
    }

    fn map<K: Key, T: Value>(
        &mut self,
        member: &'static Member,
        value: &HashMap<K, T>,
    ) -> Result<(), Self::Error> {
        let member = member.item();
        let mut entries: Vec<_> = value.iter().collect();
        entries.sort_unstable_by(|(a, _), (b, _)| a.as_key().cmp(b.as_key()));
        self.write(|to| {
            to.collect_map(
                entries
                    .into_iter()
                    .map(|(key, value)| (key.as_key(), Wire { member, value })),
            )
        })
    }
}
