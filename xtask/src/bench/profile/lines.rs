//! What generated lines are.
//!
//! In: the folder of a generated crate's source. Out: how many lines are of which kind.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Profile;

/// The lines below a folder.
pub(crate) fn of_folder(folder: &Path) -> Result<Profile> {
    let mut parts = BTreeMap::new();
    count(folder, &mut parts)?;
    Ok(Profile::new("lines", parts))
}

fn count(folder: &Path, parts: &mut BTreeMap<String, f64>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            count(&path, parts)?;
        } else {
            for kind in kinds(&fs::read_to_string(&path)?) {
                *parts.entry(kind.to_owned()).or_default() += 1.0;
            }
        }
    }
    Ok(())
}

const TYPES: &str = "structures and enums, their members documented";
const TABLES: &str = "tables: members, constraints, routes";
const OTHER: &str = "heads of impls, attributes, modules and others";

/// Where what a line begins ends.
#[derive(Clone, Copy)]
enum End {
    /// With the line itself.
    Here,
    /// With a semicolon.
    Statement,
    /// With a brace that is indented as far.
    Block(usize),
}

impl End {
    fn is_at(self, line: &str) -> bool {
        match self {
            Self::Here => true,
            Self::Statement => line.ends_with(';'),
            Self::Block(indent) => line.ends_with('}') && indent_of(line) == indent,
        }
    }
}

/// What each line is; the lines of a function are all its own.
fn kinds(text: &str) -> Vec<&'static str> {
    let mut open = None;
    let kind = |line: &str| {
        let (kind, end): (_, End) = open.take().unwrap_or_else(|| begins(line));
        if !end.is_at(line) {
            open = Some((kind, end));
        }
        kind
    };
    text.lines().map(kind).collect()
}

/// What a line is that nothing before it reaches.
fn begins(line: &str) -> (&'static str, End) {
    let start = line.trim_start();
    let block = End::Block(indent_of(line));
    let first = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    if start.is_empty() {
        ("empty lines", End::Here)
    } else if first(&["//"]) {
        ("documentation", End::Here)
    } else if first(&["use ", "pub use "]) {
        ("imports", End::Statement)
    } else if let Some(kind) = function(start) {
        (kind, block)
    } else if first(&["pub struct ", "pub enum "]) {
        (TYPES, block)
    } else if first(&[
        "static ",
        "pub(crate) static ",
        "const ",
        "pub(crate) const ",
    ]) {
        (TABLES, End::Statement)
    } else {
        (OTHER, End::Here)
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn function(start: &str) -> Option<&'static str> {
    let mut words = start.split(' ').take(4).skip_while(|word| *word != "fn");
    words.next()?;
    let name = words.next()?.split(['(', '<']).next()?;
    Some(match name {
        "decode" => "decoding",
        "encode" => "encoding",
        "new" => "constructors",
        "send" | "build" | "presign" => "sending",
        "as_str" | "from_text" | "known" => "enums as text",
        _ => "setters and operations",
    })
}

#[cfg(test)]
mod tests {
    use super::{OTHER, TABLES, TYPES, kinds};

    #[test]
    fn every_line_has_a_kind() {
        let text = "// @generated\n\nuse a::{\n    b,\n};\n/// Doc.\npub struct A {\n    /// Doc.\n    pub a: u8,\n}\n\nimpl A {\n    pub fn new() -> Self {\n        Self { a: 1 }\n    }\n}\nstatic X: u8 =\n    1;\nimpl B for A {\n    const C: u8 = 1;\n}\n";
        assert_eq!(
            kinds(text),
            [
                "documentation",
                "empty lines",
                "imports",
                "imports",
                "imports",
                "documentation",
                TYPES,
                TYPES,
                TYPES,
                TYPES,
                "empty lines",
                OTHER,
                "constructors",
                "constructors",
                "constructors",
                OTHER,
                TABLES,
                TABLES,
                OTHER,
                TABLES,
                OTHER,
            ]
        );
    }
}
