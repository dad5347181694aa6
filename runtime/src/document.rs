//! Values without a schema: Smithy's `document`.
//!
//! In: any JSON value, or Rust values through `From`. Out: the same. Numbers keep every digit; it never mixes a
//! document's content with a schema.

use crate::number::{BigDecimal, BigInteger, Decimal};
use std::collections::HashMap;

/// A value of any JSON type.
///
/// ```
/// use tinsmith::Document;
///
/// let document = Document::from([("steps", Document::from([1, 2])), ("name", "reboot".into())]);
/// assert_eq!(document["steps"][1].as_i64(), Some(2));
/// assert_eq!(document.get("missing"), None);
/// ```
#[derive(Clone, Debug, Default)]
pub enum Document {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An integer that fits 64 bits.
    Integer(i64),
    /// Any other number that a double holds as exactly as its text does.
    Double(f64),
    /// A number that neither of them holds.
    Number(BigDecimal),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Document>),
    /// A map, in the order in which it came. Order doesn't count when documents are compared. Where a name occurs twice,
    /// the last one counts; one that was decoded has no name twice.
    Object(Vec<(String, Document)>),
}

impl Document {
    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, rounded to a double if need be.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Double(number) => Some(*number),
            Self::Number(number) => number.as_str().parse().ok(),
            _ => None,
        }
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Document]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The names and values, if it is an object.
    pub fn as_object(&self) -> Option<&[(String, Document)]> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value called `name`, if it is an object that has one.
    pub fn get(&self, name: &str) -> Option<&Document> {
        self.as_object()?
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The document for a JSON number's text.
    pub(crate) fn from_number(text: &str) -> Option<Self> {
        if let Ok(number) = text.parse::<i64>()
            && text != "-0"
        {
            return Some(Self::Integer(number));
        }
        let exact = Decimal::parse(text)?;
        let double: f64 = text.parse().ok()?;
        if double.is_finite() {
            let mut buffer = zmij::Buffer::new();
            let shortest = Decimal::parse(buffer.format_finite(double))?;
            if shortest.equals(exact) {
                return Some(Self::Double(double));
            }
        }
        text.parse().ok().map(Self::Number)
    }

    /// An object, of whose entries with the same name the last one is kept, where the first one stood.
    pub(crate) fn object(mut entries: Vec<(String, Document)>) -> Self {
        if has_duplicates(&entries) {
            let mut places = HashMap::new();
            let mut kept: Vec<(String, Document)> = Vec::with_capacity(entries.len());
            for (name, value) in entries {
                let place = *places.entry(name.clone()).or_insert(kept.len());
                match kept.get_mut(place) {
                    Some(entry) => entry.1 = value,
                    None => kept.push((name, value)),
                }
            }
            entries = kept;
        }
        Self::Object(entries)
    }
}

/// Compares few names with each other; of many it sorts references, so that hostile objects cost no n squared.
fn has_duplicates(entries: &[(String, Document)]) -> bool {
    if entries.len() <= 8 {
        entries
            .iter()
            .enumerate()
            .any(|(i, (name, _))| entries.iter().take(i).any(|(other, _)| other == name))
    } else {
        let mut names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Double(a), Self::Double(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a == b,
            (Self::Object(a), Self::Object(b)) => {
                // The last entry of a name replaces those before.
                let a: HashMap<&str, &Self> = a.iter().map(|(k, v)| (k.as_str(), v)).collect();
                let b: HashMap<&str, &Self> = b.iter().map(|(k, v)| (k.as_str(), v)).collect();
                a == b
            }
            _ => false,
        }
    }
}

/// The value at `index` of an array; `null` if there is none.
impl std::ops::Index<usize> for Document {
    type Output = Document;

    fn index(&self, index: usize) -> &Document {
        self.as_array()
            .and_then(|items| items.get(index))
            .unwrap_or(&Document::Null)
    }
}

/// The value called `name` in an object; `null` if there is none.
impl std::ops::Index<&str> for Document {
    type Output = Document;

    fn index(&self, name: &str) -> &Document {
        self.get(name).unwrap_or(&Document::Null)
    }
}

impl From<bool> for Document {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

macro_rules! from_small_integers {
    ($($type:ty)*) => {
        $(impl From<$type> for Document {
            fn from(number: $type) -> Self {
                Self::Integer(number.into())
            }
        })*
    };
}

from_small_integers!(i8 i16 i32 i64 u8 u16 u32);

impl From<u64> for Document {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or_else(|_| Self::Number(number.into()), Self::Integer)
    }
}

impl From<f64> for Document {
    /// Infinities and NaN, which JSON numbers cannot say, are encoded as the strings that Smithy has for them.
    fn from(number: f64) -> Self {
        Self::Double(number)
    }
}

impl From<BigInteger> for Document {
    fn from(number: BigInteger) -> Self {
        Self::from(BigDecimal::from(number))
    }
}

impl From<BigDecimal> for Document {
    fn from(number: BigDecimal) -> Self {
        Self::from_number(number.as_str()).unwrap_or(Self::Number(number))
    }
}

impl From<&str> for Document {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Document {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl<T: Into<Document>> From<Option<T>> for Document {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Document>> From<Vec<T>> for Document {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Document>, const N: usize> From<[T; N]> for Document {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Document>> FromIterator<T> for Document {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, V: Into<Document>> FromIterator<(K, V)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self::object(
            entries
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

impl<K: Into<String>, V: Into<Document>, const N: usize> From<[(K, V); N]> for Document {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_count_and_the_last_name_does() {
        let a = Document::from([("a", 1), ("b", 2)]);
        assert_eq!(a, Document::from([("b", 2), ("a", 1)]));
        assert_eq!(a, Document::from([("a", 7), ("b", 2), ("a", 1)]));
        assert_ne!(a, Document::from([("a", 1)]));
        assert_ne!(a, Document::from([("a", 1), ("c", 2)]));
        let written = Document::Object(vec![("a".into(), 7.into()), ("a".into(), 1.into())]);
        assert_eq!(written["a"].as_i64(), Some(1));
        assert_eq!(written, Document::from([("a", 1)]));
    }

    #[test]
    fn many_names_are_deduplicated_too() {
        let object: Document = (0..40).map(|i| (format!("k{}", i % 20), i)).collect();
        let entries = object.as_object().unwrap();
        assert_eq!(entries.len(), 20);
        assert_eq!(entries[0], ("k0".to_owned(), Document::Integer(20)));
    }

    #[test]
    fn numbers_keep_their_digits() {
        for (text, wanted) in [
            ("0", Document::Integer(0)),
            ("-9223372036854775808", Document::Integer(i64::MIN)),
            ("1.5", Document::Double(1.5)),
            (
                "0.30000000000000004",
                Document::Double(0.300_000_000_000_000_04),
            ),
            ("1e3", Document::Double(1000.0)),
            ("-0", Document::Double(-0.0)),
        ] {
            assert_eq!(Document::from_number(text).unwrap(), wanted, "{text}");
        }
        for text in [
            "9223372036854775808",
            "0.1234567890123456789",
            "1e400",
            "1e-400",
        ] {
            assert!(
                matches!(Document::from_number(text), Some(Document::Number(n)) if n.as_str() == text),
                "{text}"
            );
        }
    }
}
