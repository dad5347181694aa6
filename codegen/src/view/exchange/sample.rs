//! Sample values by type, as JSON and as text.
//!
//! In: a type and what the schema says of it. Out: one value that satisfies lengths, ranges, enums and the patterns that
//! are a set of characters. Recursion ends where a type comes again.

use serde_json::{Map, Value, json};

use crate::rust::{
    Constraints, Crate, Definition, Elements, Field, Matcher, MemberSchema, NumberBound,
    TimestampFormat, Type, TypePath,
};

/// What samples are made from.
pub(super) struct Samples<'a> {
    krate: &'a Crate,
}

impl<'a> Samples<'a> {
    /// Samples of a crate's types.
    pub(super) fn new(krate: &'a Crate) -> Self {
        Self { krate }
    }

    /// The media type of the protocol's bodies.
    pub(super) fn media_type(&self) -> &'a str {
        &self.krate.media_type
    }

    /// An object of these members.
    pub(super) fn object<'m>(
        &self,
        members: impl Iterator<Item = (&'m MemberSchema, &'m Type)>,
    ) -> Value {
        self.members(members, &mut Vec::new())
    }

    fn members<'m>(
        &self,
        members: impl Iterator<Item = (&'m MemberSchema, &'m Type)>,
        inside: &mut Vec<TypePath>,
    ) -> Value {
        let mut object = Map::new();
        for (schema, ty) in members {
            if !self.repeats(ty, inside) {
                object.insert(schema.wire.clone(), self.value(schema, ty, inside));
            }
        }
        Value::Object(object)
    }

    /// Whether a value of this type would hold itself.
    fn repeats(&self, ty: &Type, inside: &[TypePath]) -> bool {
        match ty {
            Type::Named(path) => inside.contains(path),
            Type::Vec(item) | Type::Option(item) | Type::Boxed(item) | Type::Map(_, item) => {
                self.repeats(item, inside)
            }
            _ => false,
        }
    }

    /// A value as JSON.
    pub(super) fn value(
        &self,
        schema: &MemberSchema,
        ty: &Type,
        inside: &mut Vec<TypePath>,
    ) -> Value {
        match ty {
            Type::Bool => json!(true),
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => json!(self.integer(schema)),
            Type::F32 | Type::F64 | Type::BigDecimal => json!(self.integer(schema) as f64 + 0.0),
            Type::BigInteger => json!(self.integer(schema)),
            Type::String => json!(self.string(schema)),
            Type::Blob | Type::ByteStream => json!("Ymxvat=="),
            Type::Timestamp => match schema.timestamp {
                None | Some(TimestampFormat::EpochSeconds) => json!(1_500_000_000),
                Some(TimestampFormat::DateTime) => json!("2017-07-14T02:40:00Z"),
                Some(TimestampFormat::HttpDate) => json!("Fri, 14 Jul 2017 02:40:00 GMT"),
            },
            Type::Document => json!({ "any": "document" }),
            Type::Vec(item) => {
                let element = self.element(&schema.elements);
                let plain = plain("member");
                let count = self
                    .constraints(schema)
                    .and_then(|of| of.length?.0)
                    .unwrap_or(1)
                    .clamp(1, 3);
                let one = self.value(element.unwrap_or(&plain), item, inside);
                Value::Array(vec![one; usize::try_from(count).unwrap_or(1)])
            }
            Type::Map(key, value) => {
                let element = self.element(&schema.elements);
                let plain = plain("value");
                let mut map = Map::new();
                map.insert(
                    self.key(&schema.elements, key),
                    self.value(element.unwrap_or(&plain), value, inside),
                );
                Value::Object(map)
            }
            Type::Option(item) | Type::Boxed(item) => self.value(schema, item, inside),
            Type::Named(path) => self.named(path, inside),
        }
    }

    fn named(&self, path: &TypePath, inside: &mut Vec<TypePath>) -> Value {
        let definition = self
            .krate
            .types
            .iter()
            .find(|definition| self::path(definition) == path);
        inside.push(path.clone());
        let value = match definition {
            Some(Definition::Structure(of)) => self.members(
                of.fields.iter().map(|field| (&field.schema, &field.ty)),
                inside,
            ),
            Some(Definition::Union(of)) => {
                let variant = of.variants.iter().find(|variant| {
                    variant
                        .ty
                        .as_ref()
                        .is_none_or(|ty| !self.repeats(ty, inside))
                });
                match variant {
                    Some(variant) => {
                        let value = variant
                            .ty
                            .as_ref()
                            .map_or(json!({}), |ty| self.value(&variant.schema, ty, inside));
                        json!({ &variant.schema.wire: value })
                    }
                    None => json!({}),
                }
            }
            Some(Definition::Enum(of)) => {
                json!(of.variants.first().map_or("", |variant| &variant.value))
            }
            Some(Definition::IntEnum(of)) => {
                json!(of.variants.first().map_or(0, |variant| variant.value))
            }
            None => {
                let error = self.krate.errors.iter().find(|error| error.path == *path);
                let fields = error.map(|of| of.fields.as_slice()).unwrap_or_default();
                self.members(
                    fields.iter().map(|field| (&field.schema, &field.ty)),
                    inside,
                )
            }
        };
        inside.pop();
        value
    }

    /// Whether a type is an enum of strings.
    pub(super) fn is_text(&self, of: &TypePath) -> bool {
        self.krate
            .types
            .iter()
            .any(|definition| matches!(definition, Definition::Enum(it) if it.path == *of))
    }

    /// A value as it stands in a label, a query or a header.
    pub(super) fn text(&self, field: &Field, timestamps: &str) -> String {
        if field.ty == Type::Timestamp {
            return match (field.schema.timestamp, timestamps) {
                (Some(TimestampFormat::EpochSeconds), _) => "1500000000",
                (Some(TimestampFormat::HttpDate), _) | (None, "http-date") => {
                    "Fri, 14 Jul 2017 02:40:00 GMT"
                }
                _ => "2017-07-14T02:40:00Z",
            }
            .to_owned();
        }
        match self.value(&field.schema, &field.ty, &mut Vec::new()) {
            Value::String(text) => text,
            Value::Array(items) => items
                .iter()
                .map(|item| {
                    item.as_str()
                        .map_or_else(|| item.to_string(), str::to_owned)
                })
                .collect::<Vec<_>>()
                .join(", "),
            other => other.to_string(),
        }
    }

    fn element(&self, elements: &Elements) -> Option<&'a MemberSchema> {
        let (Elements::List(name) | Elements::Map(name)) = elements else {
            return None;
        };
        self.krate
            .schema
            .elements
            .iter()
            .find(|element| element.name == *name)
            .map(|element| &element.schema)
    }

    /// The key of a map.
    fn key(&self, elements: &Elements, ty: &Type) -> String {
        let named = match elements {
            Elements::Map(name) => self
                .krate
                .schema
                .elements
                .iter()
                .find(|element| element.name == *name),
            _ => None,
        };
        let plain = plain("key");
        let key = named.and_then(|value| value.key.as_ref());
        let schema = key.and_then(|key| {
            self.krate
                .schema
                .elements
                .iter()
                .find(|element| element.name == *key)
        });
        let schema = schema.map_or(&plain, |element| &element.schema);
        match self.value(schema, ty, &mut Vec::new()) {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    fn constraints(&self, schema: &MemberSchema) -> Option<&'a Constraints> {
        let name = schema.constraints.as_ref()?;
        self.krate
            .schema
            .constraints
            .iter()
            .find(|constraints| constraints.name == *name)
    }

    fn integer(&self, schema: &MemberSchema) -> i64 {
        let range = self.constraints(schema).and_then(|of| of.range.as_ref());
        let whole = |bound: &Option<NumberBound>| match bound {
            Some(NumberBound::Integer(value)) => i64::try_from(*value).ok(),
            Some(NumberBound::Decimal(text)) => {
                text.parse::<f64>().ok().map(|value| value.ceil() as i64)
            }
            None => None,
        };
        let (min, max) = range.map_or((None, None), |(min, max)| (whole(min), whole(max)));
        1.max(min.unwrap_or(1)).min(max.unwrap_or(i64::MAX))
    }

    /// The member's name, made to fit.
    fn string(&self, schema: &MemberSchema) -> String {
        let mut text = schema.name.clone();
        let Some(constraints) = self.constraints(schema) else {
            return text;
        };
        let (min, max) = constraints.length.unwrap_or((None, None));
        let pattern = constraints.pattern.as_ref().and_then(|of| {
            self.krate
                .schema
                .patterns
                .iter()
                .find(|pattern| pattern.name == of.pattern)
        });
        if let Some(Matcher::Class { ascii, .. }) = pattern.map(|pattern| &pattern.matcher) {
            text = of_class(ascii, &text);
        }
        let filler = text.chars().next().unwrap_or('a');
        let count = text.chars().count();
        let min = usize::try_from(min.unwrap_or(0))
            .unwrap_or(usize::MAX)
            .min(4096);
        let max = usize::try_from(max.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        text.extend(std::iter::repeat_n(filler, min.saturating_sub(count)));
        text.chars().take(max).collect()
    }
}

fn path(definition: &Definition) -> &TypePath {
    match definition {
        Definition::Structure(of) => &of.path,
        Definition::Union(of) => &of.path,
        Definition::Enum(of) => &of.path,
        Definition::IntEnum(of) => &of.path,
    }
}

/// The text, if all of it is in the class; else one character that is, a letter or digit if there is one.
fn of_class(ascii: &[(u8, u8)], text: &str) -> String {
    let holds = |byte: u8| {
        ascii
            .iter()
            .any(|&(first, last)| (first..=last).contains(&byte))
    };
    if text.bytes().all(holds) {
        return text.to_owned();
    }
    let readable = (b'0'..=b'9')
        .chain(b'a'..=b'z')
        .chain(b'A'..=b'Z')
        .chain(b' '..=b'~');
    readable
        .into_iter()
        .find(|&byte| holds(byte))
        .map(|byte| char::from(byte).to_string())
        .unwrap_or_default()
}

/// JSON as people read it.
pub(super) fn pretty(json: &Value) -> String {
    serde_json::to_string_pretty(json).unwrap_or_default()
}

/// Percent-encoded but for unreserved characters (RFC 3986).
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// What stands for elements of which nothing is to be known.
fn plain(name: &str) -> MemberSchema {
    MemberSchema {
        wire: name.to_owned(),
        name: name.to_owned(),
        required: false,
        bound: false,
        sensitive: false,
        media_type: false,
        timestamp: None,
        constraints: None,
        elements: Elements::None,
    }
}
