//! Schemas: the static data that the runtime's codecs and validator read.
//!
//! In: decisions of `lower`. Out: what `emit` writes as `static`s. Never a check: the runtime has those.

use std::collections::BTreeSet;

use super::matcher::Matcher;

/// The generated module `schema`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchemaModule {
    /// One static per distinct pattern.
    pub patterns: Vec<PatternStatic>,
    /// One static per shape, or member with traits of its own, whose constraints a member refers to.
    pub constraints: Vec<Constraints>,
    /// One static per element of a list, key of a map and value of a map, where there is something to know of it.
    pub elements: Vec<ElementSchema>,
    /// Patterns, as modelled, that every text matches: nothing has to be checked.
    pub idle: BTreeSet<String>,
    /// Patterns, as modelled, that the settings accept as not checked.
    pub unchecked: BTreeSet<String>,
}

/// A static `Pattern`.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternStatic {
    /// Its name: `JOB_ID_PATTERN`.
    pub name: String,
    /// What decides.
    pub(crate) matcher: Matcher,
}

/// A static `Constraints`.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraints {
    /// Its name: `JOB_ID`.
    pub name: String,
    /// Bounds of the length, inclusive.
    pub length: Option<(Option<u64>, Option<u64>)>,
    /// Bounds of the number, inclusive.
    pub range: Option<(Option<NumberBound>, Option<NumberBound>)>,
    /// What the text must match.
    pub pattern: Option<PatternConstraint>,
    /// No two items are equal.
    pub unique_items: bool,
}

/// What a text must match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternConstraint {
    /// The static in the module `schema` that decides.
    pub pattern: String,
    /// The modelled text, for the message.
    pub modelled: String,
}

/// A bound of a range.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberBound {
    /// Compared as an integer.
    Integer(i128),
    /// Compared as a float; the text as modelled.
    Decimal(String),
}

/// A static `Member` for the element of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementSchema {
    /// Its name: `DETAILS_MAP_KEY`.
    pub name: String,
    /// What it says. It has no name of its own on the wire: `wire` and `name` are `member`, `key` or `value`.
    pub schema: MemberSchema,
    /// On the value of a map: the static that describes its key, where there is something to know of it.
    pub key: Option<String>,
}

/// What the runtime must know of a member.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberSchema {
    /// The key on the wire, as this crate's protocol wants it.
    pub wire: String,
    /// The name in the model: error paths use it.
    pub name: String,
    /// Has to be there.
    pub required: bool,
    /// Bound to something other than the body, at the top level of an input, output or error.
    pub bound: bool,
    /// Never shown.
    pub sensitive: bool,
    /// A string that headers carry in base64 (it has a media type).
    pub media_type: bool,
    /// The format of a timestamp where the model gives one.
    pub timestamp: Option<TimestampFormat>,
    /// The static in the module `schema` that holds its constraints.
    pub constraints: Option<String>,
    /// The statics in the module `schema` that describe what a collection holds.
    pub elements: Elements,
}

/// What a collection holds, by the names of statics in the module `schema`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Elements {
    /// Not a collection, or nothing is to be known of what it holds.
    #[default]
    None,
    /// The items of a list.
    List(String),
    /// The values of a map; their static knows the key.
    Map(String),
}

/// The runtime's `TimestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970.
    EpochSeconds,
    /// RFC 3339.
    DateTime,
    /// IMF-fixdate.
    HttpDate,
}
