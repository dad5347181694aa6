//! Types as fields name them.
//!
//! In: decisions of `lower`. Out: a closed set of types that `emit` knows how to write. Never a path as text.

/// The module in which a named type stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Module {
    /// `crate::types`
    Types,
    /// `crate::error`
    Error,
    /// `crate::operation`
    Operation,
}

/// A type of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypePath {
    /// Where it stands.
    pub module: Module,
    /// Its name.
    pub name: String,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `bool`
    Bool,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `String`
    String,
    /// The runtime's `Blob`.
    Blob,
    /// The runtime's `Timestamp`.
    Timestamp,
    /// The runtime's `Document`.
    Document,
    /// The runtime's `BigInteger`.
    BigInteger,
    /// The runtime's `BigDecimal`.
    BigDecimal,
    /// The runtime's `ByteStream`.
    ByteStream,
    /// `Vec<T>`
    Vec(Box<Type>),
    /// The runtime's choice of map; the key is `String` or an enum.
    Map(Box<Type>, Box<Type>),
    /// `Option<T>`: only as the element of a sparse collection; a field's own is its `optional`.
    Option(Box<Type>),
    /// `Box<T>`: on a cycle.
    Boxed(Box<Type>),
    /// A type of this crate.
    Named(TypePath),
}
