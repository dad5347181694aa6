//! JSON to values.
//!
//! In: a body's bytes and a generated type. Out: the value, and which required members it lacked. It never gives a part
//! of a value: either all of the text fits the type, or there is an error that says where it doesn't.

use super::error::Error;
use super::scanner::Scanner;
use super::{Options, encoder};
use crate::codec::{self, Given, Key, MemberDecoder, Structure, Union, Value};
use crate::document::Document;
use crate::path::{Path, Segment};
use crate::schema::{BOUND, Member, Schema, TimestampFormat};
use crate::timestamp::Timestamp;
use crate::validate::Missing;
use base64::Engine;
use std::collections::HashMap;

type Result<T> = std::result::Result<T, Error>;

/// Reads a structure and nothing more. `body` says that members which HTTP carries elsewhere are no part of the text.
pub(super) fn decode<T: Structure>(
    text: &[u8],
    options: Options,
    body: bool,
) -> Result<(T, Missing)> {
    // An operation without output, or without any member set, may be answered with nothing at all.
    let text = if text.is_empty() && !options.strict {
        b"{}"
    } else {
        text
    };
    let mut decoder = Decoder {
        scanner: Scanner::new(text, options.depth)?,
        strict: options.strict,
        missing: Missing::default(),
    };
    let value = decoder.members(body)?;
    decoder.scanner.end()?;
    Ok((value, decoder.missing))
}

/// Reads one value and nothing more; what is missing in it lies below `member`.
#[cfg(any(feature = "client", feature = "server"))]
pub(super) fn decode_value<T: Value>(
    text: &[u8],
    member: &'static Member,
    options: Options,
) -> Result<(T, Missing)> {
    let mut decoder = Decoder {
        scanner: Scanner::new(text, options.depth)?,
        strict: options.strict,
        missing: Missing::default(),
    };
    let value = T::decode(member, &mut decoder).map_err(|error| error.in_member(member))?;
    decoder.scanner.end()?;
    if !decoder.missing.is_empty() {
        decoder.missing_in_member(0, member);
    }
    Ok((value, decoder.missing))
}

/// As many entries as a map has room for from its first entry on.
const FEW_ENTRIES: usize = 7;

const EXPECTED_OBJECT: &str = "expected an object";
const EXPECTED_ARRAY: &str = "expected an array";
const EXPECTED_NUMBER: &str = "expected a number";
const NULL_ITEM: &str = "null has no place in this list";
const NULL_ENTRY: &str = "null has no place in this map";
const TWO_MEMBERS: &str = "a union has more than one member";

struct Decoder<'a> {
    scanner: Scanner<'a>,
    strict: bool,
    missing: Missing,
}

/// The members of one object.
struct Members<'d, 'a> {
    decoder: &'d mut Decoder<'a>,
    /// The member that is expected next: most writers keep the model's order.
    hint: usize,
    first: bool,
    /// Whether bound members are passed over.
    body: bool,
    given: Given,
}

impl<'a> Decoder<'a> {
    fn members<T: Structure>(&mut self, body: bool) -> Result<T> {
        self.scanner.open(b'{', EXPECTED_OBJECT)?;
        T::decode(&mut Members {
            decoder: self,
            hint: 0,
            first: true,
            body,
            given: Given::elsewhere(if body { T::SCHEMA.bound() } else { 0 }),
        })
    }

    // What happens once in a failure is kept out of the code that exists once per type.

    /// Members were found missing in the value of `member`.
    #[cold]
    #[inline(never)]
    fn missing_in_member(&mut self, from: usize, member: &'static Member) {
        self.missing.enclose(from, &Segment::Member(member));
    }

    #[cold]
    #[inline(never)]
    fn missing_in_item(&mut self, from: usize, index: usize) {
        self.missing.enclose(from, &Segment::Index(index));
    }

    #[cold]
    #[inline(never)]
    fn missing_in_entry(&mut self, from: usize, map: &'static Member, key: &str) {
        self.missing.enclose(from, &Segment::key(map, key));
    }

    #[cold]
    #[inline(never)]
    fn null_item(&self, index: usize) -> Result<()> {
        if self.strict {
            Err(self.scanner.error(NULL_ITEM).in_item(index))
        } else {
            Ok(())
        }
    }

    #[cold]
    #[inline(never)]
    fn null_entry(&self, map: &'static Member, key: &str) -> Result<()> {
        if self.strict {
            Err(self.scanner.error(NULL_ENTRY).in_entry(map, key))
        } else {
            Ok(())
        }
    }

    /// After a value of type `T` was read: whether members have been found missing in it.
    #[inline(always)]
    fn lacks<T: Value>(&self, before: usize) -> bool {
        T::AGGREGATE && self.missing.len() != before
    }

    /// The number in a string or, as Smithy has it for the values that JSON lacks, its name.
    fn real<T: std::str::FromStr + From<f32>>(&mut self, finite: impl Fn(&T) -> bool) -> Result<T> {
        self.scanner.whitespace();
        if self.scanner.peek() == b'"' {
            return match self.scanner.string()?.as_str() {
                "NaN" => Ok(f32::NAN.into()),
                "Infinity" => Ok(f32::INFINITY.into()),
                "-Infinity" => Ok(f32::NEG_INFINITY.into()),
                _ => Err(self.scanner.error(EXPECTED_NUMBER)),
            };
        }
        let text = self.scanner.number()?;
        match text.parse() {
            Ok(number) if finite(&number) => Ok(number),
            _ => Err(self.scanner.error("the number is out of range")),
        }
    }

    fn any(&mut self) -> Result<Document> {
        self.scanner.whitespace();
        match self.scanner.peek() {
            b'"' => self.scanner.owned_string().map(Document::String),
            b't' | b'f' => self.scanner.boolean().map(Document::Boolean),
            b'n' => {
                self.scanner.null()?;
                Ok(Document::Null)
            }
            b'[' => {
                self.scanner.open(b'[', EXPECTED_ARRAY)?;
                let mut items = Vec::new();
                while self.scanner.item(items.is_empty())? {
                    let item = self.any().map_err(|error| error.in_item(items.len()))?;
                    items.push(item);
                }
                Ok(Document::Array(items))
            }
            b'{' => {
                self.scanner.open(b'{', EXPECTED_OBJECT)?;
                let mut entries = Vec::new();
                while self.scanner.entry(entries.is_empty())? {
                    let name = self.scanner.name()?.into_owned();
                    let value = self.any()?;
                    entries.push((name, value));
                }
                Ok(Document::object(entries))
            }
            b'-' | b'0'..=b'9' => {
                let text = self.scanner.number()?;
                Document::from_number(text).ok_or_else(|| self.scanner.error(EXPECTED_NUMBER))
            }
            _ => Err(self.scanner.error("expected a value")),
        }
    }
}

/// The index of the member called `name`, looked for from `hint` on.
#[inline(never)]
fn search(members: &'static [Member], hint: usize, name: &str) -> Option<usize> {
    let (before, from) = members.split_at_checked(hint).unwrap_or((&[], members));
    let offset = members.len() - from.len();
    let named = |member: &Member| {
        member.wire_name() == name
            || (member.is_escaped() && encoder::escape(name) == member.wire_name())
    };
    from.iter()
        .position(named)
        .map(|index| index + offset)
        .or_else(|| before.iter().position(named))
}

impl Members<'_, '_> {
    /// At the end of an object that may lack something.
    #[cold]
    #[inline(never)]
    fn note_lacking(&mut self, schema: &'static Schema) {
        for member in self.given.lacking(schema) {
            if !(self.body && member.has(BOUND)) {
                self.decoder.missing.push(Path::member(member));
            }
        }
    }
}

impl MemberDecoder for Members<'_, '_> {
    type Error = Error;

    #[inline]
    fn next(&mut self, schema: &'static Schema) -> Result<Option<usize>> {
        let members = schema.members();
        loop {
            let scanner = &mut self.decoder.scanner;
            if !scanner.entry(self.first)? {
                if !self.given.is_enough(schema) {
                    self.note_lacking(schema);
                }
                return Ok(None);
            }
            self.first = false;
            if let Some(member) = members.get(self.hint)
                && !(self.body && member.has(BOUND))
                && scanner.exact(member.quoted_name())
            {
                self.given.add(schema, self.hint);
                self.hint += 1;
                return Ok(Some(self.hint - 1));
            }
            let name = scanner.name()?;
            match search(members, self.hint, name.as_str()) {
                Some(index) if !(self.body && members[index].has(BOUND)) => {
                    self.given.add(schema, index);
                    self.hint = index + 1;
                    return Ok(Some(index));
                }
                _ => scanner.skip()?,
            }
        }
    }

    // Not inlined: that would buy at most 15 % of time, in lists only, for 45 % of build time and 50 % of text.
    #[inline(never)]
    fn member<T: Value>(&mut self, member: &'static Member, slot: &mut T) -> Result<()> {
        let decoder = &mut *self.decoder;
        if decoder.scanner.null()? {
            *slot = T::placeholder();
            // The member is the one before the one that is expected next.
            self.given.remove(self.hint.wrapping_sub(1));
            return Ok(());
        }
        let before = decoder.missing.len();
        match T::merge(member, decoder, slot) {
            Ok(()) => {
                if decoder.lacks::<T>(before) {
                    decoder.missing_in_member(before, member);
                }
                Ok(())
            }
            Err(error) => Err(error.in_member(member)),
        }
    }

    fn skip(&mut self) -> Result<()> {
        self.decoder.scanner.skip()
    }
}

impl codec::Decoder for Decoder<'_> {
    type Error = Error;

    #[inline]
    fn null(&mut self) -> Result<bool> {
        self.scanner.null()
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool> {
        self.scanner.boolean()
    }

    #[inline]
    fn integer(&mut self, _: &'static Member, min: i64, max: i64) -> Result<i64> {
        let number = self.scanner.integer(self.strict)?;
        if (min..=max).contains(&number) {
            Ok(number)
        } else {
            Err(self.scanner.error("the integer is out of range"))
        }
    }

    fn float(&mut self, _: &'static Member) -> Result<f32> {
        self.real(|number: &f32| number.is_finite())
    }

    fn double(&mut self, _: &'static Member) -> Result<f64> {
        self.real(|number: &f64| number.is_finite())
    }

    fn number(&mut self, _: &'static Member) -> Result<String> {
        self.scanner.number().map(str::to_owned)
    }

    #[inline]
    fn string(&mut self, _: &'static Member) -> Result<String> {
        self.scanner.owned_string()
    }

    #[inline]
    fn text<T>(&mut self, _: &'static Member, make: impl FnOnce(&str) -> T) -> Result<T> {
        Ok(make(self.scanner.string()?.as_str()))
    }

    fn blob(&mut self, _: &'static Member) -> Result<Vec<u8>> {
        let text = self.scanner.string()?;
        base64::engine::general_purpose::STANDARD
            .decode(text.as_str())
            .map_err(|_| self.scanner.error("expected base64 with padding"))
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp> {
        let format = member
            .timestamp_format()
            .unwrap_or(TimestampFormat::EpochSeconds);
        let parsed = if format == TimestampFormat::EpochSeconds {
            Timestamp::parse(self.scanner.number()?, format, self.strict)
        } else {
            Timestamp::parse(self.scanner.string()?.as_str(), format, self.strict)
        };
        parsed.map_err(|error| self.scanner.error(error.expected()))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document> {
        self.any()
    }

    fn structure<T: Structure>(&mut self, _: &'static Member) -> Result<T> {
        self.members(false)
    }

    fn union<T: Union>(&mut self, _: &'static Member) -> Result<T> {
        self.scanner.open(b'{', EXPECTED_OBJECT)?;
        let (mut slot, mut unknown, mut first) = (None, false, true);
        while self.scanner.entry(first)? {
            first = false;
            let name = self.scanner.name()?;
            // Some services write all members, and null for those that are not set.
            if self.scanner.null()? {
                continue;
            }
            match search(T::SCHEMA.members(), 0, name.as_str()) {
                Some(_) if slot.is_some() || (unknown && self.strict) => {
                    return Err(self.scanner.error(TWO_MEMBERS));
                }
                Some(index) => {
                    let mut members = Members {
                        decoder: self,
                        hint: 0,
                        first: true,
                        body: false,
                        given: Given::default(),
                    };
                    T::decode(index, &mut members, &mut slot)?;
                }
                // The name of the member's type, which some services add.
                None if name.as_str() == "__type" => self.scanner.skip()?,
                None if slot.is_some() && self.strict => {
                    return Err(self.scanner.error(TWO_MEMBERS));
                }
                None if self.strict => {
                    return Err(self.scanner.error("the member of the union is unknown"));
                }
                None => {
                    unknown = true;
                    self.scanner.skip()?;
                }
            }
        }
        match slot {
            Some(value) => Ok(value),
            None if self.strict => Err(self.scanner.error("the union has no member")),
            None => Ok(T::unknown()),
        }
    }

    fn list<T: Value>(&mut self, member: &'static Member, into: &mut Vec<T>) -> Result<()> {
        self.scanner.open(b'[', EXPECTED_ARRAY)?;
        into.clear();
        let element = member.item();
        let mut first = true;
        while self.scanner.item(first)? {
            first = false;
            if self.scanner.null()? {
                match T::from_null() {
                    Some(null) => into.push(null),
                    None => self.null_item(into.len())?,
                }
                continue;
            }
            let before = self.missing.len();
            match T::decode(element, self) {
                Ok(value) => {
                    if self.lacks::<T>(before) {
                        self.missing_in_item(before, into.len());
                    }
                    into.push(value);
                }
                Err(error) => return Err(error.in_item(into.len())),
            }
        }
        Ok(())
    }

    fn map<K: Key, T: Value>(
        &mut self,
        member: &'static Member,
        into: &mut HashMap<K, T>,
    ) -> Result<()> {
        self.scanner.open(b'{', EXPECTED_OBJECT)?;
        into.clear();
        let element = member.item();
        let mut first = true;
        while self.scanner.entry(first)? {
            if first {
                // As many as fit the second smallest table: growing into it would hash them anew.
                into.reserve(FEW_ENTRIES);
            }
            first = false;
            let key = self.scanner.name()?.into_owned();
            if self.scanner.null()? {
                match T::from_null() {
                    Some(null) => {
                        into.insert(K::from_key(key), null);
                    }
                    None => self.null_entry(member, &key)?,
                }
                continue;
            }
            let before = self.missing.len();
            match T::decode(element, self) {
                Ok(value) => {
                    if self.lacks::<T>(before) {
                        self.missing_in_entry(before, member, &key);
                    }
                    into.insert(K::from_key(key), value);
                }
                Err(error) => return Err(error.in_entry(member, &key)),
            }
        }
        Ok(())
    }
}
