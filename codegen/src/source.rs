//! Documents and places in them.
//!
//! In: the text of a model and the name it is known by. Out: places as JSON pointers, which become a line and a column
//! only when a message needs them. Never reads a file: the caller does.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};

/// One input document.
#[derive(Clone, Debug)]
pub struct Source {
    /// What messages call it: a path as the user wrote it.
    pub name: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// What is in it.
    pub content: Content,
}

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A model, or a part of one, in JSON.
    Model,
    /// Settings, in TOML: among the sources of a run so that messages can show them, and not read as a model.
    Settings,
}

impl Source {
    /// The SHA-256 of the text, in lower-case hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        let digest = Sha256::digest(self.text.as_bytes());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A model document from its name and text.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            content: Content::Model,
        }
    }

    /// A settings file from its name and text.
    pub fn settings(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self {
            content: Content::Settings,
            ..Self::new(name, text)
        }
    }
}

/// Whether nobody sees the character: a control character, a mark that changes the direction of text (rustc denies those
/// in literals, comments and docs), or one without width (clippy denies some in literals). What is generated has none.
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// A place in one of the documents given to a run.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The index of the document among the sources of the run.
    pub source: u32,
    /// A JSON pointer (RFC 6901): `/shapes/JobId/pattern`. Empty for the whole document.
    pub pointer: Box<str>,
    /// Bytes of the document, start and end, where no pointer can say it: text that is not JSON, the second of two
    /// equal keys, a settings file. Wins over the pointer.
    pub span: Option<(u32, u32)>,
}

impl Location {
    /// A place in a document.
    pub fn new(source: u32, pointer: impl Into<Box<str>>) -> Self {
        Self {
            source,
            pointer: pointer.into(),
            span: None,
        }
    }

    /// Bytes `start..end` of a document.
    #[must_use]
    pub fn bytes(source: u32, span: Range<usize>) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            source,
            pointer: "".into(),
            span: Some((cut(span.start), cut(span.end))),
        }
    }

    /// The place of `key` (an object member or, as digits, an array item) below this one.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut pointer = String::with_capacity(self.pointer.len() + key.len() + 1);
        pointer.push_str(&self.pointer);
        pointer.push('/');
        for c in key.chars() {
            match c {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                c => pointer.push(c),
            }
        }
        Self::new(self.source, pointer)
    }
}

/// Where a JSON value stands in its document, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The key before it, quotes included; nothing for an array item and the whole document.
    pub key: Option<Range<usize>>,
    /// The value.
    pub value: Range<usize>,
}

/// Finds JSON pointers in one document.
///
/// Each object on the way is walked once and remembered, so that many pointers into one large document cost little more
/// than one. It expects JSON that has been read before: what is not JSON is simply not found.
#[derive(Debug)]
pub struct Index<'t> {
    text: &'t str,
    /// The outermost value.
    whole: Option<Place>,
    /// What stands in each array or object that was walked, by where that begins.
    walked: HashMap<usize, Vec<(String, Place)>>,
}

impl<'t> Index<'t> {
    /// An index of a document, empty at first.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            whole: None,
            walked: HashMap::new(),
        }
    }

    /// The place of a JSON pointer; of two equal keys, the first.
    pub fn locate(&mut self, pointer: &str) -> Option<Place> {
        let (place, found) = self.follow(pointer)?;
        found.then_some(place)
    }

    /// The place of a JSON pointer, or of the innermost value around it that is there.
    pub fn nearest(&mut self, pointer: &str) -> Option<Place> {
        Some(self.follow(pointer)?.0)
    }

    /// How far a pointer leads, and whether that is all of it.
    fn follow(&mut self, pointer: &str) -> Option<(Place, bool)> {
        let mut place = match &self.whole {
            Some(place) => place.clone(),
            None => self.whole.insert(whole(self.text)?).clone(),
        };
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            let (text, at) = (self.text, place.value.start);
            let entries = self
                .walked
                .entry(at)
                .or_insert_with(|| Walk { text, at }.entries().unwrap_or_default());
            match entries.iter().find(|(key, _)| *key == token) {
                Some((_, found)) => place = found.clone(),
                None => return Some((place, false)),
            }
        }
        Some((place, true))
    }
}

/// The outermost value of a document.
fn whole(text: &str) -> Option<Place> {
    let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut walk = Walk { text, at };
    walk.space();
    let start = walk.at;
    walk.value()?;
    Some(Place {
        key: None,
        value: start..walk.at,
    })
}

/// A walk over JSON text.
struct Walk<'t> {
    text: &'t str,
    at: usize,
}

impl Walk<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.take(b'"')?;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += rest.iter().position(|b| matches!(b, b'"' | b'\\'))?;
            if self.peek()? == b'"' {
                self.at += 1;
                return Some(start..self.at);
            }
            self.at += 2;
        }
    }

    /// Steps over a value of any depth, without recursion.
    fn value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                    continue;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    let rest = self.text.as_bytes().get(self.at..)?;
                    let word =
                        |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
                    let length = rest.iter().position(|b| !word(b)).unwrap_or(rest.len());
                    if length == 0 {
                        return None;
                    }
                    self.at += length;
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// The entries of the array or object that begins here, with the keys or the indexes as pointers have them.
    fn entries(mut self) -> Option<Vec<(String, Place)>> {
        let mut entries = Vec::new();
        let object = match self.peek()? {
            b'{' => true,
            b'[' => false,
            _ => return None,
        };
        self.at += 1;
        loop {
            self.space();
            if matches!(self.peek()?, b'}' | b']') {
                return Some(entries);
            }
            let (name, key) = if object {
                let key = self.string()?;
                let name = unescape(self.text.get(key.start + 1..key.end - 1)?);
                self.space();
                self.take(b':')?;
                self.space();
                (name, Some(key))
            } else {
                (entries.len().to_string(), None)
            };
            let start = self.at;
            self.value()?;
            let value = start..self.at;
            entries.push((name, Place { key, value }));
            self.space();
            if self.peek()? == b',' {
                self.at += 1;
            }
        }
    }
}

/// The text of a JSON string.
fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.chars();
    let mut buffer = [0; 2];
    while let Some(c) = rest.next() {
        let c = match (c, c == '\\') {
            (_, true) => match rest.next() {
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('u') => {
                    let hex: String = rest.by_ref().take(4).collect();
                    units.push(u16::from_str_radix(&hex, 16).unwrap_or(0xFFFD));
                    continue;
                }
                Some(other) => other,
                None => break,
            },
            (c, false) => c,
        };
        units.extend_from_slice(c.encode_utf16(&mut buffer));
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TEXT: &str = r#" {"a": {"b/c": [1, {"~": "x\"]}"}], "\u00fc\ud83d\ude00": -1.5e3 }, "a": 2, "e": {}, "f": [ ] }"#;

    fn value(pointer: &str) -> Option<&str> {
        let place = Index::new(TEXT).locate(pointer)?;
        TEXT.get(place.value)
    }

    #[test]
    fn pointers_lead_to_values() {
        assert_eq!(value(""), Some(TEXT.trim()));
        assert_eq!(value("/a/b~1c/0"), Some("1"));
        assert_eq!(value("/a/b~1c/1/~0"), Some(r#""x\"]}""#));
        assert_eq!(value("/a/\u{fc}\u{1f600}"), Some("-1.5e3"));
        assert_eq!(value("/e"), Some("{}"));
        assert_eq!(value("/f"), Some("[ ]"));
        assert_eq!(value("/f/0"), None);
        assert_eq!(value("/a/nothing"), None);
        assert_eq!(value("/a/b~1c/0/deeper"), None);
    }

    #[test]
    fn pointers_lead_to_keys() {
        let mut index = Index::new(TEXT);
        let key = |place: Place| place.key.map(|key| &TEXT[key]);
        assert_eq!(index.locate("/a/b~1c").map(key), Some(Some(r#""b/c""#)));
        assert_eq!(index.locate("/a/b~1c/1").map(key), Some(None));
        assert_eq!(index.nearest("/a/nothing/0").map(key), Some(Some(r#""a""#)));
    }

    #[test]
    fn what_is_no_json_has_no_places() {
        for text in [
            "",
            "{",
            "}",
            r#"{"a"}"#,
            r#"{"a": "#,
            "[1, ",
            r#"{"a": "x"#,
            r#"{"a": tr@e}"#,
            "\"\\",
        ] {
            let mut index = Index::new(text);
            assert_eq!(index.locate("/a"), None, "{text}");
            index.nearest("/a/b");
            index.nearest("/0/0");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_value() {
        assert_eq!(
            Index::new("\u{feff}{}").locate("").map(|place| place.value),
            Some(3..5)
        );
    }

    #[test]
    fn keys_with_slashes_and_tildes_are_escaped() {
        let at = Location::new(0, "/a").child("b/c~d");
        assert_eq!(&*at.pointer, "/a/b~1c~0d");
    }
}
