//! A value of a generated type as a document.
//!
//! In: a structure. Out: an object with the model's names of members, those that HTTP carries outside the body too. What
//! has no JSON form (the unknown variant of a union) is null, and a stream is not there. It never fails.

use crate::codec::{CodecError, Encoder, IntEnum, Key, MemberEncoder, Structure, Union, Value};
use crate::document::Document;
use crate::schema::{Member, SENSITIVE};
use crate::timestamp::Timestamp;
use base64::Engine;
use std::collections::HashMap;

/// The structure as a document.
pub(crate) fn view<T: Structure>(value: &T) -> Document {
    structure(value, true)
}

/// The structure as a document that may be shown to people: what is sensitive is not in it.
pub(crate) fn view_to_show<T: Structure>(value: &T) -> Document {
    structure(value, false)
}

fn structure<T: Structure>(value: &T, sensitive: bool) -> Document {
    let mut members = Members {
        seen: Vec::new(),
        sensitive,
    };
    match value.encode(&mut members) {
        Ok(()) => Document::Object(members.seen),
        Err(NoForm) => Document::Null,
    }
}

/// The value has no form as a document.
struct NoForm;

impl CodecError for NoForm {
    fn custom(_: &'static str) -> Self {
        Self
    }
}

struct Members {
    seen: Vec<(String, Document)>,
    /// Whether sensitive members are among them.
    sensitive: bool,
}

impl MemberEncoder for Members {
    type Error = NoForm;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), NoForm> {
        if !value.absent() && (self.sensitive || !member.has(SENSITIVE)) {
            let value = one(member, value, self.sensitive);
            self.seen.push((member.name().to_owned(), value));
        }
        Ok(())
    }
}

fn one<T: Value>(member: &'static Member, value: &T, sensitive: bool) -> Document {
    let mut slot = Slot {
        value: Document::Null,
        sensitive,
    };
    match value.encode(member, &mut slot) {
        Ok(()) => slot.value,
        Err(NoForm) => Document::Null,
    }
}

/// What a value has become.
struct Slot {
    value: Document,
    sensitive: bool,
}

impl Slot {
    fn fill(&mut self, value: impl Into<Document>) -> Result<(), NoForm> {
        self.value = value.into();
        Ok(())
    }
}

impl Encoder for Slot {
    type Error = NoForm;

    fn null(&mut self, _: &'static Member) -> Result<(), NoForm> {
        self.fill(Document::Null)
    }

    fn boolean(&mut self, _: &'static Member, value: bool) -> Result<(), NoForm> {
        self.fill(Document::Boolean(value))
    }

    fn integer(&mut self, _: &'static Member, value: i64) -> Result<(), NoForm> {
        self.fill(Document::Integer(value))
    }

    fn float(&mut self, _: &'static Member, value: f32) -> Result<(), NoForm> {
        self.fill(Document::Double(f64::from(value)))
    }

    fn double(&mut self, _: &'static Member, value: f64) -> Result<(), NoForm> {
        self.fill(Document::Double(value))
    }

    fn number(&mut self, _: &'static Member, text: &str) -> Result<(), NoForm> {
        self.fill(Document::from_number(text).ok_or(NoForm)?)
    }

    fn string(&mut self, _: &'static Member, value: &str) -> Result<(), NoForm> {
        self.fill(Document::String(value.to_owned()))
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) -> Result<(), NoForm> {
        let text = base64::engine::general_purpose::STANDARD.encode(value);
        self.fill(Document::String(text))
    }

    fn timestamp(&mut self, _: &'static Member, value: Timestamp) -> Result<(), NoForm> {
        self.fill(match value.subsec_nanos() {
            0 => Document::Integer(value.secs()),
            nanos => Document::Double(value.secs() as f64 + f64::from(nanos) / 1e9),
        })
    }

    fn document(&mut self, _: &'static Member, value: &Document) -> Result<(), NoForm> {
        self.fill(value.clone())
    }

    fn structure<T: Structure>(&mut self, _: &'static Member, value: &T) -> Result<(), NoForm> {
        self.fill(structure(value, self.sensitive))
    }

    fn union<T: Union>(&mut self, _: &'static Member, value: &T) -> Result<(), NoForm> {
        let mut members = Members {
            seen: Vec::new(),
            sensitive: self.sensitive,
        };
        value.encode(&mut members)?;
        self.fill(if members.seen.is_empty() {
            Document::Null
        } else {
            Document::Object(members.seen)
        })
    }

    fn list<T: Value>(&mut self, member: &'static Member, value: &[T]) -> Result<(), NoForm> {
        let item = member.item();
        let items = value
            .iter()
            .map(|value| one(item, value, self.sensitive))
            .collect();
        self.fill(Document::Array(items))
    }

    fn map<K: Key, T: Value>(
        &mut self,
        member: &'static Member,
        value: &HashMap<K, T>,
    ) -> Result<(), NoForm> {
        let item = member.item();
        let mut entries: Vec<_> = value
            .iter()
            .map(|(key, value)| (key.as_key().to_owned(), one(item, value, self.sensitive)))
            .collect();
        // The order of a map's hashes is nobody's business.
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.fill(Document::Object(entries))
    }

    fn int_enumeration<T: IntEnum>(&mut self, _: &'static Member, value: &T) -> Result<(), NoForm> {
        self.fill(Document::Integer(i64::from(value.as_i32())))
    }
}
