//! Values to JSON.
//!
//! In: a value of a generated type. Out: compact JSON in the model's order of members. It writes a null only where a
//! sparse list or map, or a document, holds one, and it never reads what it wrote.

use super::digits;
use super::error::Error;
use super::word;
#[cfg(all(feature = "client", feature = "sigv4"))]
use crate::body_hash::{BodyHash, Follower};
use crate::codec::{self, Key, MemberEncoder, Structure, Union, Value};
use crate::document::Document;
use crate::schema::{BOUND, Member, TimestampFormat};
use crate::timestamp::Timestamp;
use base64::Engine;
use std::collections::HashMap;

type Result<T> = std::result::Result<T, Error>;

/// What the buffer is filled with: anything but zero, for which the allocator of glibc leaves its fast path.
const FILL: u8 = b' ';

/// A member's name up to this length, with what surrounds it, is copied without a call.
const HEAD: usize = 32;

/// Texts up to this length are looked through on their way to the buffer: most have nothing to escape.
const SHORT: usize = 64;

/// Room that most small bodies fit in.
const CAPACITY: usize = 512;

pub(super) fn to_vec<T: Structure>(value: &T) -> Result<Vec<u8>> {
    let mut encoder = Encoder::new(CAPACITY);
    encoder.members(value)?;
    Ok(encoder.into_bytes())
}

/// Writes one value.
#[cfg(any(feature = "client", feature = "server"))]
pub(super) fn encode_value<T: Value>(value: &T, member: &'static Member) -> Result<Vec<u8>> {
    let mut encoder = Encoder::new(CAPACITY);
    value.encode(member, &mut encoder)?;
    Ok(encoder.into_bytes())
}

pub(super) fn encode_body<T: Structure>(value: &T) -> Result<Vec<u8>> {
    let mut encoder = Encoder::new(CAPACITY);
    encoder.body(value)?;
    Ok(encoder.into_bytes())
}

/// The same, hashed as it is written if it is large.
#[cfg(all(feature = "client", feature = "sigv4"))]
pub(super) fn encode_hashed_body<T: Structure>(value: &T) -> Result<(Vec<u8>, Option<BodyHash>)> {
    let mut encoder = Encoder::new(CAPACITY);
    encoder.due = Follower::FIRST;
    encoder.body(value)?;
    let hash = encoder.hash.take();
    let body = encoder.into_bytes();
    let hash = hash.map(|hash| hash.finish(&body));
    Ok((body, hash))
}

/// `text` as it stands between the quotes of a JSON string.
#[cold]
pub(super) fn escape(text: &str) -> String {
    let mut encoder = Encoder::new(text.len() + 2);
    encoder.text(text);
    let quoted = String::from_utf8(encoder.into_bytes()).unwrap_or_default();
    quoted
        .get(1..quoted.len().saturating_sub(1))
        .unwrap_or_default()
        .to_owned()
}

/// A buffer that is written to front to back.
///
/// It is kept filled beyond what has been written, so that every write is a copy of a fixed size behind one check of
/// bounds; `Vec::extend_from_slice` costs twice as much on short pieces.
pub(crate) struct Encoder {
    buffer: Vec<u8>,
    /// How much has been written, which nothing changes any more.
    length: usize,
    /// What stands in front of the next member, item or entry: a comma, or the bracket that opens what it is the first of.
    lead: u8,
    /// Whether equal values must give equal text.
    canonical: bool,
    /// The length from which on the hash has to follow; without end, if none is wanted.
    #[cfg(all(feature = "client", feature = "sigv4"))]
    due: usize,
    #[cfg(all(feature = "client", feature = "sigv4"))]
    hash: Option<Box<Follower>>,
}

/// The letter of a byte's escape, `u` for those that have only the long form; 0 if it needs none.
static ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = b'u';
        byte += 1;
    }
    table[0x08] = b'b';
    table[b'\t' as usize] = b't';
    table[b'\n' as usize] = b'n';
    table[0x0c] = b'f';
    table[b'\r' as usize] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

impl Encoder {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            buffer: vec![FILL; capacity],
            length: 0,
            lead: b',',
            canonical: false,
            #[cfg(all(feature = "client", feature = "sigv4"))]
            due: usize::MAX,
            #[cfg(all(feature = "client", feature = "sigv4"))]
            hash: None,
        }
    }

    /// One that writes equal values equally: maps sorted, timestamps as exact instants whatever their format.
    pub(crate) fn canonical() -> Self {
        Self {
            canonical: true,
            ..Self::new(CAPACITY)
        }
    }

    /// How much has been written.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn into_bytes(mut self) -> Vec<u8> {
        self.buffer.truncate(self.length);
        self.buffer
    }

    /// Lets the hash follow. Called where much may have been written: behind items and entries.
    #[inline(always)]
    fn written(&mut self) {
        #[cfg(all(feature = "client", feature = "sigv4"))]
        if self.length >= self.due {
            self.follow();
        }
    }

    #[cfg(all(feature = "client", feature = "sigv4"))]
    #[inline(never)]
    fn follow(&mut self) {
        let hash = self.hash.get_or_insert_default();
        self.due = hash.follow(&self.buffer[..self.length]);
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, room: usize) {
        let size = (self.buffer.len() * 2).max(self.length + room);
        self.buffer.resize(size, FILL);
    }

    #[inline(always)]
    fn reserve(&mut self, room: usize) {
        if self.buffer.len() - self.length < room {
            self.grow(room);
        }
    }

    #[inline(always)]
    fn byte(&mut self, byte: u8) {
        match self.buffer.get_mut(self.length) {
            Some(place) => {
                *place = byte;
                self.length += 1;
            }
            None => self.far_byte(byte),
        }
    }

    #[cold]
    #[inline(never)]
    fn far_byte(&mut self, byte: u8) {
        self.grow(1);
        self.byte(byte);
    }

    #[inline(always)]
    fn raw(&mut self, text: &[u8]) {
        self.reserve(text.len());
        self.buffer[self.length..self.length + text.len()].copy_from_slice(text);
        self.length += text.len();
    }

    /// The next bytes, if there are as many: what is written to them is behind this one check of bounds.
    #[inline(always)]
    fn window<const N: usize>(&mut self) -> Option<&mut [u8; N]> {
        self.buffer[self.length..].first_chunk_mut()
    }

    /// What stands in front of a member's value.
    #[inline(never)]
    fn head(&mut self, member: &'static Member) {
        let (head, lead) = (member.json().as_bytes(), self.lead);
        if head.len() <= HEAD
            && let Some(room) = self.window::<HEAD>()
        {
            word::copy(head, &mut room[..head.len()]);
            room[0] = lead;
            self.lead = b',';
            self.length += head.len();
        } else {
            self.far_head(head);
        }
    }

    /// A member whose value is a string.
    #[inline(never)]
    fn text_member(&mut self, member: &'static Member, text: &str) {
        let (start, bytes, lead) = (member.json().as_bytes(), text.as_bytes(), self.lead);
        let (name, length) = (start.len(), bytes.len());
        if name <= HEAD
            && length <= SHORT
            && let Some(room) = self.window::<{ HEAD + SHORT + 2 }>()
            && word::copy_plain(bytes, &mut room[name + 1..name + 1 + length])
        {
            word::copy(start, &mut room[..name]);
            room[0] = lead;
            room[name] = b'"';
            room[name + 1 + length] = b'"';
            self.lead = b',';
            self.length += name + length + 2;
        } else {
            self.far_text_member(member, text);
        }
    }

    // A function of its own, to which the one above can jump without a frame of its own.
    #[cold]
    #[inline(never)]
    fn far_text_member(&mut self, member: &'static Member, text: &str) {
        self.head(member);
        self.long_text(text.as_bytes());
    }

    #[cold]
    #[inline(never)]
    fn far_head(&mut self, text: &[u8]) {
        let start = self.length;
        self.raw(text);
        self.buffer[start] = self.lead;
        self.lead = b',';
    }

    /// What stands in front of an item.
    #[inline(always)]
    fn item(&mut self) {
        self.byte(self.lead);
        self.lead = b',';
    }

    /// Ends what the bracket opened that led its first part; it may have none.
    #[inline(always)]
    fn close(&mut self, open: u8, close: u8) {
        if self.lead == open {
            self.byte(open);
        }
        self.lead = b',';
        self.byte(close);
    }

    /// The members of a body.
    fn body<T: Structure>(&mut self, value: &T) -> Result<()> {
        self.lead = b'{';
        value.encode(&mut Body(self))?;
        self.close(b'{', b'}');
        Ok(())
    }

    #[inline(always)]
    fn members<T: Structure>(&mut self, value: &T) -> Result<()> {
        self.lead = b'{';
        value.encode(self)?;
        self.close(b'{', b'}');
        Ok(())
    }

    fn digits(&mut self, number: i64) {
        self.reserve(digits::LENGTH);
        if let Some(room) = self.window() {
            self.length += digits::decimal(number, room);
        }
    }

    /// A string with its quotes.
    #[inline]
    fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if bytes.len() <= SHORT
            && let Some(room) = self.window::<{ SHORT + 4 }>()
            && word::copy_plain(bytes, &mut room[1..=bytes.len()])
        {
            room[0] = b'"';
            room[bytes.len() + 1] = b'"';
            self.length += bytes.len() + 2;
        } else {
            self.long_text(bytes);
        }
    }

    /// The key of an entry, and what surrounds it.
    #[inline(always)]
    fn name(&mut self, name: &str) {
        let (bytes, lead) = (name.as_bytes(), self.lead);
        if bytes.len() <= SHORT
            && let Some(room) = self.window::<{ SHORT + 4 }>()
            && word::copy_plain(bytes, &mut room[2..bytes.len() + 2])
        {
            room[1] = b'"';
            room[bytes.len() + 2] = b'"';
            room[bytes.len() + 3] = b':';
            room[0] = lead;
            self.lead = b',';
            self.length += bytes.len() + 4;
        } else {
            self.far_name(bytes);
        }
    }

    #[cold]
    #[inline(never)]
    fn far_name(&mut self, name: &[u8]) {
        self.item();
        self.long_text(name);
        self.byte(b':');
    }

    /// Copied and looked through in one pass, sixteen bytes at a time.
    #[inline(never)]
    fn long_text(&mut self, bytes: &[u8]) {
        // The longest escape and the closing quote, with room to spare.
        const SPARE: usize = 18;
        // Room for one escape in eight bytes, as JSON in a string has them: growing costs a copy of the whole.
        self.reserve(bytes.len() + bytes.len() / 8 + SPARE);
        self.buffer[self.length] = b'"';
        let mut length = self.length + 1;
        let mut at = 0;
        while at < bytes.len() {
            let left = bytes.len() - at;
            if self.buffer.len() - length < left + SPARE {
                self.length = length;
                self.grow(left + left / 8 + 2 * SPARE);
            }
            let out = self.buffer.as_mut_slice();
            let rest = &bytes[at..];
            let plain = if let Some(from) = rest.first_chunk::<16>()
                && let Some(to) = out[length..].first_chunk_mut::<16>()
            {
                *to = *from;
                let plain = word::plain_of_16(from);
                if plain == 16 {
                    at += 16;
                    length += 16;
                    continue;
                }
                plain
            } else {
                let mut plain = 0;
                while plain < left && ESCAPES[usize::from(rest[plain])] == 0 {
                    out[length + plain] = rest[plain];
                    plain += 1;
                }
                if plain == left {
                    length += plain;
                    break;
                }
                plain
            };
            at += plain;
            length += plain;
            let byte = bytes[at];
            let letter = ESCAPES[usize::from(byte)];
            out[length] = b'\\';
            out[length + 1] = letter;
            length += 2;
            if letter == b'u' {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                let digits = [
                    b'0',
                    b'0',
                    HEX[usize::from(byte >> 4)],
                    HEX[usize::from(byte & 15)],
                ];
                out[length..length + 4].copy_from_slice(&digits);
                length += 4;
            }
            at += 1;
        }
        self.buffer[length] = b'"';
        self.length = length + 1;
    }

    fn not_finite(&mut self, nan: bool, negative: bool) {
        self.raw(match (nan, negative) {
            (true, _) => b"\"NaN\"",
            (false, false) => b"\"Infinity\"",
            (false, true) => b"\"-Infinity\"",
        });
    }

    fn real(&mut self, number: f64) {
        if number.is_finite() {
            self.raw(zmij::Buffer::new().format_finite(number).as_bytes());
        } else {
            self.not_finite(number.is_nan(), number < 0.0);
        }
    }

    fn any(&mut self, document: &Document) {
        match document {
            Document::Null => self.raw(b"null"),
            Document::Boolean(true) => self.raw(b"true"),
            Document::Boolean(false) => self.raw(b"false"),
            Document::Integer(number) => self.digits(*number),
            Document::Double(number) => self.real(*number),
            Document::Number(number) => self.raw(number.as_str().as_bytes()),
            Document::String(text) => self.text(text),
            Document::Array(items) => {
                self.lead = b'[';
                for item in items {
                    self.item();
                    self.any(item);
                }
                self.close(b'[', b']');
            }
            Document::Object(entries) => {
                self.lead = b'{';
                for (name, value) in entries {
                    self.name(name);
                    self.any(value);
                }
                self.close(b'{', b'}');
            }
        }
    }

    #[inline(always)]
    fn entry<K: Key, T: Value>(&mut self, map: &'static Member, key: &K, value: &T) -> Result<()> {
        self.name(key.as_key());
        value
            .encode(map.item(), self)
            .map_err(|error| error.in_entry(map, key.as_key()))
    }
}

impl Encoder {
    #[inline(never)]
    fn canonical_entry<K: Key, T: Value>(
        &mut self,
        map: &'static Member,
        key: &K,
        value: &T,
    ) -> Result<()> {
        self.entry(map, key, value)
    }
}

impl MemberEncoder for Encoder {
    type Error = Error;

    // Most members of most values are not set: that is found out without a call.
    #[inline(always)]
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<()> {
        if value.absent() {
            Ok(())
        } else if let Some(text) = value.as_text() {
            self.text_member(member, text);
            Ok(())
        } else {
            self.present(member, value)
        }
    }
}

impl Encoder {
    // Not inlined: see the decoder's.
    #[inline(never)]
    fn present<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<()> {
        self.head(member);
        value
            .encode(member, self)
            .map_err(|error| error.in_member(member))
    }
}

/// Leaves out the members that HTTP carries elsewhere.
struct Body<'e>(&'e mut Encoder);

impl MemberEncoder for Body<'_> {
    type Error = Error;

    #[inline(always)]
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<()> {
        if member.has(BOUND) {
            Ok(())
        } else {
            self.0.member(member, value)
        }
    }
}

impl codec::Encoder for Encoder {
    type Error = Error;

    fn null(&mut self, _: &'static Member) -> Result<()> {
        self.raw(b"null");
        Ok(())
    }

    fn boolean(&mut self, _: &'static Member, value: bool) -> Result<()> {
        self.raw(if value { b"true" } else { b"false" });
        Ok(())
    }

    #[inline]
    fn integer(&mut self, _: &'static Member, value: i64) -> Result<()> {
        self.digits(value);
        Ok(())
    }

    fn float(&mut self, _: &'static Member, value: f32) -> Result<()> {
        if value.is_finite() {
            self.raw(zmij::Buffer::new().format_finite(value).as_bytes());
        } else {
            self.not_finite(value.is_nan(), value < 0.0);
        }
        Ok(())
    }

    fn double(&mut self, _: &'static Member, value: f64) -> Result<()> {
        self.real(value);
        Ok(())
    }

    fn number(&mut self, _: &'static Member, text: &str) -> Result<()> {
        self.raw(text.as_bytes());
        Ok(())
    }

    #[inline]
    fn string(&mut self, _: &'static Member, value: &str) -> Result<()> {
        self.text(value);
        Ok(())
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) -> Result<()> {
        let length = value.len().div_ceil(3) * 4;
        self.reserve(length + 2);
        self.byte(b'"');
        let room = &mut self.buffer[self.length..self.length + length];
        base64::engine::general_purpose::STANDARD
            .encode_slice(value, room)
            .map_err(|_| Error::new("the blob is too large for base64"))?;
        self.length += length;
        self.byte(b'"');
        Ok(())
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) -> Result<()> {
        if self.canonical {
            self.digits(value.secs());
            self.byte(b'.');
            self.digits(value.subsec_nanos().into());
            return Ok(());
        }
        match member.timestamp_format() {
            None | Some(TimestampFormat::EpochSeconds) if value.subsec_nanos() == 0 => {
                self.digits(value.secs());
                Ok(())
            }
            format => {
                let format = format.unwrap_or(TimestampFormat::EpochSeconds);
                let text = value
                    .format(format)
                    .map_err(|_| Error::new("the timestamp's year is outside 0000 to 9999"))?;
                if format == TimestampFormat::EpochSeconds {
                    self.raw(text.as_bytes());
                } else {
                    self.text(&text);
                }
                Ok(())
            }
        }
    }

    fn document(&mut self, _: &'static Member, value: &Document) -> Result<()> {
        self.any(value);
        Ok(())
    }

    fn structure<T: Structure>(&mut self, _: &'static Member, value: &T) -> Result<()> {
        self.members(value)
    }

    fn union<T: Union>(&mut self, _: &'static Member, value: &T) -> Result<()> {
        self.lead = b'{';
        value.encode(self)?;
        if self.lead == b'{' {
            return Err(Error::new("the unknown variant of a union cannot be sent"));
        }
        self.close(b'{', b'}');
        Ok(())
    }

    fn list<T: Value>(&mut self, member: &'static Member, value: &[T]) -> Result<()> {
        self.lead = b'[';
        let element = member.item();
        for (index, item) in value.iter().enumerate() {
            self.item();
            item.encode(element, self)
                .map_err(|error| error.in_item(index))?;
            self.written();
        }
        self.close(b'[', b']');
        Ok(())
    }

    fn map<K: Key, T: Value>(
        &mut self,
        member: &'static Member,
        value: &HashMap<K, T>,
    ) -> Result<()> {
        self.lead = b'{';
        if self.canonical {
            let mut entries: Vec<_> = value.iter().collect();
            entries.sort_unstable_by(|(a, _), (b, _)| a.as_key().cmp(b.as_key()));
            for (key, value) in entries {
                self.canonical_entry(member, key, value)?;
            }
        } else {
            for (key, item) in value {
                self.entry(member, key, item)?;
                self.written();
            }
        }
        self.close(b'{', b'}');
        Ok(())
    }
}
