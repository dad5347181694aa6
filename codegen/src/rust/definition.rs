//! Structures, unions and enums.
//!
//! In: decisions of `lower`. Out: what `emit` writes as types. Never a line of code: defaults are literals by kind.

use super::schema::MemberSchema;
use super::ty::{Type, TypePath};

/// A type of the module `types`.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    /// A structure.
    Structure(Structure),
    /// A union.
    Union(Union),
    /// An enum of strings.
    Enum(Enum),
    /// An enum of integers.
    IntEnum(IntEnum),
}

/// No longer to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// What to use instead.
    pub note: Option<String>,
}

/// A struct with public fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// Its path.
    pub path: TypePath,
    /// The file that it stands in, without `.rs`, unique in its module.
    pub file: String,
    /// Its name in the model.
    pub modelled: String,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// Deprecated, and why.
    pub deprecated: Option<Deprecation>,
    /// Its fields, in the order of the model.
    pub fields: Vec<Field>,
    /// `Clone` can be derived: no stream inside.
    pub cloneable: bool,
    /// `PartialEq` can be derived: no stream inside.
    pub comparable: bool,
    /// Shown by a `Debug` that hides everything or some fields.
    pub sensitive: bool,
    /// What makes it an error.
    pub error: Option<ErrorFacts>,
}

impl Structure {
    /// Whether `Default` can be derived or written: nothing has to be given to make one.
    #[must_use]
    pub fn has_default(&self) -> bool {
        self.fields.iter().all(|field| !field.is_required())
    }

    /// The fields that `new` asks for, in the order of their names: services change the order of members now and then,
    /// and a caller's values must not change places with it.
    #[must_use]
    pub fn arguments(&self) -> Vec<&Field> {
        let required = self.fields.iter().filter(|field| field.is_required());
        let mut arguments: Vec<&Field> = required.collect();
        arguments.sort_by_key(|field| field.name.trim_start_matches("r#"));
        arguments
    }
}

/// A field of a structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its identifier, escaped where needed (`r#type`).
    pub name: String,
    /// The chainable setter; the field's name, unless that is taken.
    pub setter: String,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// Deprecated, and why.
    pub deprecated: Option<Deprecation>,
    /// The type of the value, without the `Option` of an optional field.
    pub ty: Type,
    /// The field is `Option<T>`.
    pub optional: bool,
    /// The value that stands in for a missing one. On an optional field (an input's) the server fills it in.
    pub default: Option<Literal>,
    /// Whoever reads an optional field fills the default in.
    pub filled: bool,
    /// Hidden in `Debug`.
    pub sensitive: bool,
    /// A client fills it with a fresh UUID when unset.
    pub idempotency_token: bool,
    /// What the runtime must know of it.
    pub schema: MemberSchema,
}

impl Field {
    /// Whether `new` asks for it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.optional && self.default.is_none()
    }
}

/// A value that stands in the code.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true`, `false`
    Bool(bool),
    /// Any integer type.
    Integer(i64),
    /// `f32`, `f64`; the text as modelled.
    Float(String),
    /// A `String`.
    String(String),
    /// A `Blob` of these bytes.
    Blob(Vec<u8>),
    /// A `Timestamp`.
    Timestamp {
        /// Seconds since 1970.
        seconds: i64,
        /// Nanoseconds on top.
        nanos: u32,
    },
    /// A `BigInteger` or `BigDecimal` by its text.
    Number(String),
    /// A variant of an enum.
    Variant {
        /// The enum.
        of: TypePath,
        /// The variant's identifier.
        name: String,
    },
    /// An empty `Vec`.
    EmptyVec,
    /// An empty map.
    EmptyMap,
    /// A `Document`.
    Document(DocumentLiteral),
}

/// A `Document` that stands in the code.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentLiteral {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, by its text.
    Number(String),
    /// A string.
    String(String),
    /// `[...]`
    Array(Vec<DocumentLiteral>),
    /// `{...}`
    Object(Vec<(String, DocumentLiteral)>),
}

/// What makes a structure an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorFacts {
    /// Its name on the wire.
    pub code: String,
    /// Its name in a body, where that differs: with the namespace.
    pub type_name: Option<String>,
    /// What the query protocol called it, and whose fault it is, where a header still says so: `Code;Sender`.
    pub query_error: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// May go away by itself; `Some(true)` for throttling.
    pub retryable: Option<bool>,
    /// The index of the field that holds the message.
    pub message: Option<usize>,
    /// Where bound members go; empty when all are in the body.
    pub response: super::operation::Response,
}

/// An enum with one variant per member and an open one.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Its path.
    pub path: TypePath,
    /// The file that it stands in, without `.rs`.
    pub file: String,
    /// Its name in the model.
    pub modelled: String,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// Deprecated, and why.
    pub deprecated: Option<Deprecation>,
    /// The members.
    pub variants: Vec<UnionVariant>,
    /// The identifier of the open variant (fixed: no name of the model is it).
    pub unknown: String,
    /// Shown by a `Debug` that hides everything or some variants.
    pub sensitive: bool,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    /// Its identifier.
    pub name: String,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// What it holds. A `smithy.api#Unit` target is an empty structure of the runtime: `None`.
    pub ty: Option<Type>,
    /// Hidden in `Debug`.
    pub sensitive: bool,
    /// What the runtime must know of it.
    pub schema: MemberSchema,
}

/// An open enum of strings.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Its path.
    pub path: TypePath,
    /// The file that it stands in, without `.rs`.
    pub file: String,
    /// Its name in the model.
    pub modelled: String,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// Deprecated, and why.
    pub deprecated: Option<Deprecation>,
    /// The values, in the order of the model.
    pub variants: Vec<Variant>,
    /// The identifier of the open variant (fixed: no name of the model is it).
    pub unknown: String,
    /// Hidden in `Debug`.
    pub sensitive: bool,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its identifier.
    pub name: String,
    /// The value on the wire.
    pub value: String,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// Left out of messages that list the values.
    pub internal: bool,
}

/// An open enum of integers.
#[derive(Clone, Debug, PartialEq)]
pub struct IntEnum {
    /// Its path.
    pub path: TypePath,
    /// The file that it stands in, without `.rs`.
    pub file: String,
    /// Its name in the model.
    pub modelled: String,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// Deprecated, and why.
    pub deprecated: Option<Deprecation>,
    /// The values, in the order of the model.
    pub variants: Vec<IntVariant>,
    /// The identifier of the open variant (fixed: no name of the model is it).
    pub unknown: String,
}

/// A value of an enum of integers.
#[derive(Clone, Debug, PartialEq)]
pub struct IntVariant {
    /// Its identifier.
    pub name: String,
    /// The value on the wire.
    pub value: i32,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// Left out of messages that list the values.
    pub internal: bool,
}
