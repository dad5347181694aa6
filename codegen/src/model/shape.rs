//! Shapes and their members (Smithy 2.0, "The Smithy model").
//!
//! In: what a reader found. Out: plain data, references by id. Never decides what a shape becomes.

use super::traits::Traits;
use crate::id::ShapeId;
use crate::source::Location;

/// One shape.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its id.
    pub id: ShapeId,
    /// What it is, with its members or references.
    pub kind: Kind,
    /// The traits applied to it.
    pub traits: Traits,
    /// The mixins that it takes members and traits from; empty once they are flattened.
    pub mixins: Vec<Binding>,
    /// Where it stands.
    pub at: Location,
}

/// What a shape is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Bytes.
    Blob,
    /// `true` or `false`.
    Boolean,
    /// Unicode text.
    String,
    /// Text with known values, one member each; the value is the member's `enumValue`, else its name.
    Enum(Vec<Member>),
    /// Eight bits, signed.
    Byte,
    /// Sixteen bits, signed.
    Short,
    /// Thirty-two bits, signed.
    Integer,
    /// An integer with known values.
    IntEnum(Vec<Member>),
    /// Sixty-four bits, signed.
    Long,
    /// Single precision.
    Float,
    /// Double precision.
    Double,
    /// A whole number of any size.
    BigInteger,
    /// A decimal number of any precision.
    BigDecimal,
    /// An instant.
    Timestamp,
    /// Any JSON-like value.
    Document,
    /// A list (C2J and Smithy 1.0 sets too: a list with `uniqueItems`).
    List(Box<Member>),
    /// A map from strings.
    Map {
        /// The member named `key`.
        key: Box<Member>,
        /// The member named `value`.
        value: Box<Member>,
    },
    /// Named members, all of which may be there.
    Structure(Vec<Member>),
    /// Named members, exactly one of which is there.
    Union(Vec<Member>),
    /// A service and what it offers.
    Service(Service),
    /// A resource and its operations.
    Resource(Resource),
    /// One operation.
    Operation(Operation),
}

impl Kind {
    /// The name that Smithy gives this kind of shape (`structure`, `intEnum`, ...).
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Enum(_) => "enum",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::IntEnum(_) => "intEnum",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
            Self::List(_) => "list",
            Self::Map { .. } => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Service(_) => "service",
            Self::Resource(_) => "resource",
            Self::Operation(_) => "operation",
        }
    }

    /// The members, in input order; a map's are its key and its value.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (list, pair): (&[Member], [Option<&Member>; 2]) = match self {
            Self::Enum(m) | Self::IntEnum(m) | Self::Structure(m) | Self::Union(m) => {
                (m, [None, None])
            }
            Self::List(member) => (&[], [Some(member), None]),
            Self::Map { key, value } => (&[], [Some(key), Some(value)]),
            _ => (&[], [None, None]),
        };
        list.iter().chain(pair.into_iter().flatten())
    }

    /// The list of members, for kinds that may have any number of them.
    pub fn member_list_mut(&mut self) -> Option<&mut Vec<Member>> {
        match self {
            Self::Enum(m) | Self::IntEnum(m) | Self::Structure(m) | Self::Union(m) => Some(m),
            _ => None,
        }
    }

    /// The members, to be changed.
    pub fn members_mut(&mut self) -> impl Iterator<Item = &mut Member> {
        let (list, pair): (&mut [Member], [Option<&mut Member>; 2]) = match self {
            Self::Enum(m) | Self::IntEnum(m) | Self::Structure(m) | Self::Union(m) => {
                (m, [None, None])
            }
            Self::List(member) => (&mut [], [Some(member), None]),
            Self::Map { key, value } => (&mut [], [Some(key), Some(value)]),
            _ => (&mut [], [None, None]),
        };
        list.iter_mut().chain(pair.into_iter().flatten())
    }
}

/// A member of a shape.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name in the model.
    pub name: String,
    /// The shape that it targets.
    pub target: ShapeId,
    /// The traits applied to it (not those of its target).
    pub traits: Traits,
    /// Where it stands.
    pub at: Location,
}

/// A service (Smithy 2.0, "Service").
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// The API version, often a date.
    pub version: String,
    /// The operations bound to it directly.
    pub operations: Vec<Binding>,
    /// The resources bound to it.
    pub resources: Vec<Binding>,
    /// Errors that every operation may return.
    pub errors: Vec<Binding>,
    /// Shapes that are called otherwise in this service. Never applies to names on the wire.
    pub rename: Vec<(ShapeId, String)>,
}

/// A resource (Smithy 2.0, "Resource"): only what leads to operations is read, the rest is kept in its traits.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// Lifecycle and other operations, in input order.
    pub operations: Vec<Binding>,
    /// Child resources.
    pub resources: Vec<Binding>,
}

/// An operation (Smithy 2.0, "Operation").
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// The input structure; none is `smithy.api#Unit`.
    pub input: Option<Binding>,
    /// The output structure; none is `smithy.api#Unit`.
    pub output: Option<Binding>,
    /// The errors, in input order.
    pub errors: Vec<Binding>,
}

/// A reference from one shape to another, with its place.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The shape referred to.
    pub target: ShapeId,
    /// Where the reference stands.
    pub at: Location,
}
