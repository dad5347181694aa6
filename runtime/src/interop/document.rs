//! Documents over serde.
//!
//! In and out: any value of a self-describing format. A number that fits no type of serde's is written as text.

use super::serialize::not_finite;
use crate::document::Document;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt::{self, Formatter};

/// Writes the text of a JSON number as the narrowest number that holds it exactly; failing that, as text.
pub(super) fn serialize_number<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    match Document::from_number(text) {
        Some(Document::Integer(number)) => to.serialize_i64(number),
        Some(Document::Double(number)) => to.serialize_f64(number),
        _ => match text.parse() {
            Ok(number) => to.serialize_u64(number),
            Err(_) => to.serialize_str(text),
        },
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_none(),
            Self::Boolean(value) => to.serialize_bool(*value),
            Self::Integer(number) => to.serialize_i64(*number),
            Self::Double(number) if number.is_finite() => to.serialize_f64(*number),
            Self::Double(number) => to.serialize_str(not_finite(*number)),
            Self::Number(number) => serialize_number(number.as_str(), to),
            Self::String(text) => to.serialize_str(text),
            Self::Array(items) => to.collect_seq(items),
            Self::Object(entries) => to.collect_map(entries.iter().map(|(k, v)| (k, v))),
        }
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Document;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_none<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Document, D::Error> {
        Document::deserialize(from)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Boolean(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Document, E> {
        Ok(Document::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Document, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Document, E> {
        Ok(Document::Double(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Document, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Document, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Document, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Document::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Document, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        // With its feature `arbitrary_precision`, serde_json delivers numbers so.
        if let [(name, Document::String(text))] = entries.as_slice()
            && name == "$serde_json::private::Number"
            && let Some(number) = Document::from_number(text)
        {
            return Ok(number);
        }
        Ok(Document::object(entries))
    }
}
