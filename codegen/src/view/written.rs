//! Types, as users of a crate write them.
//!
//! In: a type in Rust's words, and how the reader names what stands in a module. Out: its text. Never chooses a name.

use crate::rust::{Type, TypePath};

/// The text of a type. `named` says how a type of the crate is called, `outside` how one of the runtime or of the standard
/// library's modules is, such as `Blob` or `HashMap`.
#[must_use]
pub fn written(
    of: &Type,
    named: &dyn Fn(&TypePath) -> String,
    outside: &dyn Fn(&str) -> String,
) -> String {
    let inner = |of: &Type| written(of, named, outside);
    match of {
        Type::Bool => "bool".to_owned(),
        Type::I8 => "i8".to_owned(),
        Type::I16 => "i16".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F32 => "f32".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Blob => outside("Blob"),
        Type::Timestamp => outside("Timestamp"),
        Type::Document => outside("Document"),
        Type::BigInteger => outside("BigInteger"),
        Type::BigDecimal => outside("BigDecimal"),
        Type::ByteStream => outside("ByteStream"),
        Type::Vec(item) => format!("Vec<{}>", inner(item)),
        Type::Map(key, value) => {
            format!("{}<{}, {}>", outside("HashMap"), inner(key), inner(value))
        }
        Type::Option(item) => format!("Option<{}>", inner(item)),
        Type::Boxed(item) => format!("Box<{}>", inner(item)),
        Type::Named(path) => named(path),
    }
}
