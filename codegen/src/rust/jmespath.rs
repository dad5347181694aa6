//! JMESPath expressions, as the runtime evaluates them.
//!
//! In: what `jmespath` parses and checks. Out: what `emit` writes as constants. Each case is named as the runtime's.

use super::definition::DocumentLiteral;

/// An expression. Each takes the value at hand, and gives another.
#[derive(Clone, Debug, PartialEq)]
pub enum JmesPath {
    /// `@`
    Current,
    /// `a.b.c`
    Path(Vec<String>),
    /// `[-1]`
    Index(i64),
    /// `[1:3]`
    Slice {
        /// The first item.
        start: Option<i64>,
        /// The item that ends it.
        stop: Option<i64>,
        /// From one to the next; not zero.
        step: i64,
    },
    /// `` `1` ``, `'text'`
    Literal(DocumentLiteral),
    /// One behind the other: `a[0].b`, `a | b`
    Chain(Vec<JmesPath>),
    /// `a[*].b`: the list, and what becomes of each item.
    Each(Box<JmesPath>, Box<JmesPath>),
    /// `a[].b`: the list, and what becomes of each item once lists in it are laid out.
    Flatten(Box<JmesPath>, Box<JmesPath>),
    /// `a.*.b`: the object, and what becomes of each value.
    Values(Box<JmesPath>, Box<JmesPath>),
    /// `a[?c].b`: the list, what has to hold of an item, and what becomes of it.
    Filter(Box<JmesPath>, Box<JmesPath>, Box<JmesPath>),
    /// `a || b`
    Or(Box<JmesPath>, Box<JmesPath>),
    /// `a && b`
    And(Box<JmesPath>, Box<JmesPath>),
    /// `!a`
    Not(Box<JmesPath>),
    /// `a == b`
    Compare(JmesComparison, Box<JmesPath>, Box<JmesPath>),
    /// `[a, b]`
    List(Vec<JmesPath>),
    /// `{x: a, y: b}`
    Object(Vec<(String, JmesPath)>),
    /// `length(a)`
    Call(JmesFunction, Vec<JmesPath>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JmesComparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// The functions that the runtime has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JmesFunction {
    /// `contains(a, b)`
    Contains,
    /// `ends_with(a, b)`
    EndsWith,
    /// `keys(a)`
    Keys,
    /// `length(a)`
    Length,
    /// `not_null(a, ...)`
    NotNull,
    /// `starts_with(a, b)`
    StartsWith,
    /// `values(a)`
    Values,
}
