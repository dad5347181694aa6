//! A cursor over JSON text.
//!
//! In: a body that has been checked to be UTF-8. Out: its tokens, each checked against the grammar of RFC 8259. It knows
//! no schema, allocates for strings only, and stops at the end of the text whatever the text says.

use super::error::Error;
use super::word;

type Result<T> = std::result::Result<T, Error>;

/// Where a string's text is.
pub(super) enum Text<'a> {
    /// In the input, since it has no escapes.
    Borrowed(&'a str),
    /// Written anew without its escapes.
    Owned(String),
}

impl Text<'_> {
    #[inline(always)]
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }

    #[inline(always)]
    pub(super) fn into_owned(self) -> String {
        match self {
            Self::Borrowed(text) => text.to_owned(),
            Self::Owned(text) => text,
        }
    }
}

/// Says for each byte whether it ends a plain run inside a string.
static ENDS_RUN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

/// The byte that a one-letter escape stands for; 0 if it is none.
static UNESCAPED: [u8; 256] = {
    let mut table = [0; 256];
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table[b'/' as usize] = b'/';
    table[b'b' as usize] = 0x08;
    table[b'f' as usize] = 0x0c;
    table[b'n' as usize] = b'\n';
    table[b'r' as usize] = b'\r';
    table[b't' as usize] = b'\t';
    table
};

const EXPECTED_STRING: &str = "expected a string";
const NOT_CLOSED: &str = "the string is not closed";

pub(super) struct Scanner<'a> {
    text: &'a str,
    /// The next byte's place.
    at: usize,
    /// How many more objects and arrays may be opened.
    depth: u32,
}

impl<'a> Scanner<'a> {
    /// Checks that `text` is UTF-8, once for all.
    pub(super) fn new(text: &'a [u8], depth: u32) -> Result<Self> {
        match simdutf8::basic::from_utf8(text) {
            Ok(text) => Ok(Self { text, at: 0, depth }),
            Err(_) => {
                // The fast check doesn't say where, so the standard library looks again.
                let offset = std::str::from_utf8(text)
                    .err()
                    .map_or(0, |e| e.valid_up_to());
                Err(Error::at("the text is not UTF-8", offset))
            }
        }
    }

    #[inline(always)]
    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// The next byte; 0, which begins no token, at the end.
    #[inline(always)]
    pub(super) fn peek(&self) -> u8 {
        self.bytes().get(self.at).copied().unwrap_or(0)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn error(&self, what: &'static str) -> Error {
        Error::at(what, self.at)
    }

    #[inline(always)]
    pub(super) fn whitespace(&mut self) {
        if self.peek() <= b' ' {
            self.more_whitespace();
        }
    }

    #[cold]
    #[inline(never)]
    fn more_whitespace(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    #[inline(always)]
    pub(super) fn expect(&mut self, byte: u8, otherwise: &'static str) -> Result<()> {
        self.whitespace();
        if self.peek() == byte {
            self.at += 1;
            Ok(())
        } else {
            Err(self.error(otherwise))
        }
    }

    /// Nothing but whitespace may follow.
    pub(super) fn end(&mut self) -> Result<()> {
        self.whitespace();
        if self.at == self.text.len() {
            Ok(())
        } else {
            Err(self.error("something follows the value"))
        }
    }

    /// Opens an object or array. Neither this nor `item` is inlined: it would save 2 % of time and cost 7 % of text.
    #[inline(never)]
    pub(super) fn open(&mut self, bracket: u8, otherwise: &'static str) -> Result<()> {
        self.expect(bracket, otherwise)?;
        if self.depth == 0 {
            return Err(self.error("objects and arrays are nested too deeply"));
        }
        self.depth -= 1;
        Ok(())
    }

    /// An object or array that was opened has been closed.
    #[inline(always)]
    pub(super) fn closed(&mut self) {
        self.depth += 1;
    }

    /// In an array, whether an item comes; if not, the array is closed.
    #[inline(never)]
    pub(super) fn item(&mut self, first: bool) -> Result<bool> {
        self.whitespace();
        match self.peek() {
            b']' => {
                self.at += 1;
                self.closed();
                Ok(false)
            }
            _ if first => Ok(true),
            b',' => {
                self.at += 1;
                self.whitespace();
                Ok(true)
            }
            _ => Err(self.error("expected ',' or ']'")),
        }
    }

    /// In an object, whether a name comes; if not, the object is closed.
    #[inline(always)]
    pub(super) fn entry(&mut self, first: bool) -> Result<bool> {
        self.whitespace();
        match self.peek() {
            b'}' => {
                self.at += 1;
                self.closed();
                Ok(false)
            }
            b'"' if first => Ok(true),
            b',' if !first => {
                self.at += 1;
                self.whitespace();
                Ok(true)
            }
            _ if first => Err(self.error("expected a string or '}'")),
            _ => Err(self.error("expected ',' or '}'")),
        }
    }

    /// A name and its colon.
    #[inline]
    pub(super) fn name(&mut self) -> Result<Text<'a>> {
        let name = self.string()?;
        self.expect(b':', "expected ':'")?;
        Ok(name)
    }

    /// Goes past `name`, quotes and colon included, if the text has exactly that here.
    #[inline(always)]
    pub(super) fn exact(&mut self, name: &[u8]) -> bool {
        let found = self
            .bytes()
            .get(self.at..)
            .is_some_and(|rest| word::starts_with(rest, name));
        if found {
            self.at += name.len();
        }
        found
    }

    fn keyword(&mut self, keyword: &'static [u8]) -> Result<()> {
        if self
            .bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(keyword))
        {
            self.at += keyword.len();
            Ok(())
        } else {
            Err(self.error("expected a value"))
        }
    }

    /// Goes past a null, if one comes.
    #[inline(always)]
    pub(super) fn null(&mut self) -> Result<bool> {
        self.whitespace();
        if self.peek() == b'n' {
            self.keyword(b"null")?;
            Ok(true)
        } else {
            Ok(false)
        }
    }

    pub(super) fn boolean(&mut self) -> Result<bool> {
        self.whitespace();
        match self.peek() {
            b't' => self.keyword(b"true").map(|()| true),
            b'f' => self.keyword(b"false").map(|()| false),
            _ => Err(self.error("expected true or false")),
        }
    }

    /// Moves to the first byte of a string that is not plain, or to the end of the text.
    #[inline(always)]
    fn plain_run(&mut self) {
        let bytes = self.bytes();
        let mut at = self.at;
        while let Some(word) = word::at(bytes, at) {
            let found = word::special(word);
            if found != 0 {
                self.at = at + word::plain_bytes(found);
                return;
            }
            at += 8;
        }
        while bytes
            .get(at)
            .is_some_and(|byte| !ENDS_RUN[usize::from(*byte)])
        {
            at += 1;
        }
        self.at = at;
    }

    /// A string, without a copy if it has no escapes.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Text<'a>> {
        self.expect(b'"', EXPECTED_STRING)?;
        let start = self.at;
        self.plain_run();
        if self.peek() == b'"' {
            // Both ends lie beside a quote, so between characters.
            let text = self.text.get(start..self.at).unwrap_or_default();
            self.at += 1;
            Ok(Text::Borrowed(text))
        } else {
            self.escaped(start).map(Text::Owned)
        }
    }

    #[inline]
    pub(super) fn owned_string(&mut self) -> Result<String> {
        self.expect(b'"', EXPECTED_STRING)?;
        let start = self.at;
        self.plain_run();
        if self.peek() == b'"' {
            let text = self.text.get(start..self.at).unwrap_or_default().to_owned();
            self.at += 1;
            Ok(text)
        } else {
            self.escaped(start)
        }
    }

    /// The string that began at `start`; everything up to the cursor is plain.
    #[inline(never)]
    fn escaped(&mut self, start: usize) -> Result<String> {
        // A string is never longer than its escaped form, so the room doubles as the text is copied, and no sooner.
        const SPARE: usize = 16;
        let bytes = self.bytes();
        let plain = bytes.get(start..self.at).unwrap_or_default();
        // Filled with anything but zero, for which the allocator of glibc leaves its fast path.
        let mut out = vec![b' '; (plain.len() + 64).next_power_of_two()];
        let (mut length, mut at) = (plain.len(), self.at);
        out[..length].copy_from_slice(plain);
        loop {
            if out.len() - length < SPARE {
                out.resize(out.len() * 2, b' ');
            }
            // Whole words are copied first and looked at then; the cursor moves on by what was plain. For a whole plain word
            // that is a constant, so that the processor can go on before it has looked.
            if let (Some(from), Some(to)) = (
                bytes[at..].first_chunk::<8>(),
                out[length..].first_chunk_mut::<8>(),
            ) {
                *to = *from;
                let found = word::special(u64::from_le_bytes(*from));
                if found == 0 {
                    at += 8;
                    length += 8;
                    continue;
                }
                at += word::plain_bytes(found);
                length += word::plain_bytes(found);
            }
            let Some(&byte) = bytes.get(at) else {
                return Err(Error::at(NOT_CLOSED, at));
            };
            if byte == b'"' {
                break;
            }
            if byte == b'\\' {
                let Some(&letter) = bytes.get(at + 1) else {
                    return Err(Error::at(NOT_CLOSED, at));
                };
                let unescaped = UNESCAPED[usize::from(letter)];
                if unescaped != 0 {
                    out[length] = unescaped;
                    length += 1;
                    at += 2;
                } else {
                    let (character, escape) = self.unicode_escape(letter, at)?;
                    let mut buffer = [0; 4];
                    let character = character.encode_utf8(&mut buffer).as_bytes();
                    out[length..length + character.len()].copy_from_slice(character);
                    length += character.len();
                    at += escape;
                }
            } else if byte < b' ' {
                return Err(Error::at(
                    "a control character in a string is not escaped",
                    at,
                ));
            } else {
                out[length] = byte;
                length += 1;
                at += 1;
            }
        }
        self.at = at + 1;
        out.truncate(length);
        String::from_utf8(out).map_err(|_| Error::at("the string is not UTF-8", start))
    }

    /// The character of a `\uXXXX` at `at`, twice for those beyond the basic plane, and the escape's length; `letter`
    /// follows the backslash.
    #[cold]
    fn unicode_escape(&self, letter: u8, at: usize) -> Result<(char, usize)> {
        const LONE_SURROGATE: &str = "an escape is half of a surrogate pair";
        if letter != b'u' {
            return Err(Error::at("the escape is unknown", at));
        }
        let Some(unit) = self.hex_digits(at + 2) else {
            return Err(Error::at("expected four hexadecimal digits after \\u", at));
        };
        let (scalar, length) = if (0xd800..0xdc00).contains(&unit) {
            let follows = self.bytes().get(at + 6..at + 8) == Some(b"\\u");
            match self.hex_digits(at + 8) {
                Some(low) if follows && (0xdc00..0xe000).contains(&low) => {
                    (0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), 12)
                }
                _ => return Err(Error::at(LONE_SURROGATE, at)),
            }
        } else {
            (unit, 6)
        };
        match char::from_u32(scalar) {
            Some(character) => Ok((character, length)),
            None => Err(Error::at(LONE_SURROGATE, at)),
        }
    }

    fn hex_digits(&self, at: usize) -> Option<u32> {
        self.bytes()
            .get(at..)?
            .first_chunk::<4>()?
            .iter()
            .try_fold(0, |number, byte| {
                char::from(*byte)
                    .to_digit(16)
                    .map(|digit| number * 16 + digit)
            })
    }

    /// The text of a number.
    pub(super) fn number(&mut self) -> Result<&'a str> {
        const MALFORMED: &str = "the number is malformed";
        self.whitespace();
        let start = self.at;
        if self.peek() == b'-' {
            self.at += 1;
        }
        match self.peek() {
            b'0' => self.at += 1,
            b'1'..=b'9' => {
                self.digits();
            }
            _ => return Err(self.error("expected a number")),
        }
        if self.peek() == b'.' {
            self.at += 1;
            if !self.digits() {
                return Err(self.error(MALFORMED));
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            if !self.digits() {
                return Err(self.error(MALFORMED));
            }
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Goes past digits; whether there were any.
    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at != start
    }

    /// An integer of 64 bits.
    #[inline]
    pub(super) fn integer(&mut self, strict: bool) -> Result<i64> {
        self.whitespace();
        let bytes = self.bytes();
        let negative = self.peek() == b'-';
        let first = self.at + usize::from(negative);
        let (mut at, mut number) = (first, 0u64);
        if let Some(eight) = word::at(bytes, at).and_then(word::eight_digits) {
            number = eight;
            at += 8;
        }
        while let Some(digit) = bytes
            .get(at)
            .map(|byte| byte.wrapping_sub(b'0'))
            .filter(|digit| *digit < 10)
        {
            number = number.wrapping_mul(10).wrapping_add(digit.into());
            at += 1;
        }
        let length = at - first;
        let leading_zero = length > 1 && bytes.get(first) == Some(&b'0');
        // 18 digits fit 63 bits whatever they are.
        if length == 0
            || length > 18
            || leading_zero
            || matches!(bytes.get(at), Some(b'.' | b'e' | b'E'))
        {
            return self.unusual_integer(strict);
        }
        self.at = at;
        let number = number.cast_signed();
        Ok(if negative { -number } else { number })
    }

    #[cold]
    #[inline(never)]
    fn unusual_integer(&mut self, strict: bool) -> Result<i64> {
        let start = self.at;
        let text = self.number()?;
        if let Ok(number) = text.parse() {
            return Ok(number);
        }
        if text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_digit())
        {
            return Err(Error::at("the integer is out of range", start));
        }
        // Up to 2^53 a double has every integer, so nothing is guessed.
        match text.parse::<f64>() {
            Ok(number) if !strict && number.fract() == 0.0 && number.abs() <= 9.0e15 => {
                Ok(number as i64)
            }
            _ => Err(Error::at("expected an integer", start)),
        }
    }

    /// Goes past any value.
    pub(super) fn skip(&mut self) -> Result<()> {
        self.whitespace();
        match self.peek() {
            b'"' => self.string().map(|_| ()),
            b'{' => {
                self.open(b'{', "")?;
                let mut first = true;
                while self.entry(first)? {
                    self.name()?;
                    self.skip()?;
                    first = false;
                }
                Ok(())
            }
            b'[' => {
                self.open(b'[', "")?;
                let mut first = true;
                while self.item(first)? {
                    self.skip()?;
                    first = false;
                }
                Ok(())
            }
            b't' => self.keyword(b"true"),
            b'f' => self.keyword(b"false"),
            b'n' => self.keyword(b"null"),
            b'-' | b'0'..=b'9' => self.number().map(|_| ()),
            _ => Err(self.error("expected a value")),
        }
    }
}
