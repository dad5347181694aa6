//! What a program is made of.
//!
//! In: a program with its symbols. Out: kilobytes of code by crate, and of each other section that is stored. A function
//! that a crate makes of another's generic code counts for the crate that wrote the generic code.

use std::collections::BTreeMap;

use anyhow::Result;
use object::{Object, ObjectSection, ObjectSymbol, SectionKind};
use rustc_demangle::demangle;

use super::Profile;

/// The parts of a program, in kilobytes.
pub(crate) fn of_program(program: &[u8], what: &str) -> Result<Profile> {
    let file = object::File::parse(program)?;
    let mut parts: BTreeMap<String, f64> = BTreeMap::new();
    let mut add = |name: String, bytes: u64| {
        *parts.entry(name).or_default() += bytes as f64 / 1e3;
    };
    let mut code = 0;
    for symbol in file.symbols() {
        let section = symbol
            .section_index()
            .and_then(|index| file.section_by_index(index).ok());
        if section.is_some_and(|section| section.kind() == SectionKind::Text) && symbol.size() > 0 {
            let name = symbol.name().unwrap_or_default();
            add(format!("code of {}", crate_of(name)), symbol.size());
            code += symbol.size();
        }
    }
    for section in file.sections() {
        let name = section.name().unwrap_or_default();
        match section.kind() {
            SectionKind::Text => {
                let without = section.size().saturating_sub(std::mem::take(&mut code));
                add("code without a symbol".to_owned(), without);
            }
            SectionKind::ReadOnlyData
            | SectionKind::ReadOnlyString
            | SectionKind::Data
            | SectionKind::Tls => {
                add(format!("`{name}`{}", meaning(name)), section.size());
            }
            // Symbols and debugging information are stripped; zeros are not stored.
            _ => {}
        }
    }
    Ok(Profile::new(what, parts))
}

fn meaning(section: &str) -> &'static str {
    match section {
        ".rodata" => ": constants, texts, tables, certificates",
        ".eh_frame" | ".eh_frame_hdr" | ".gcc_except_table" => ": unwinding",
        ".data.rel.ro" => ": tables with addresses",
        _ => "",
    }
}

fn crate_of(symbol: &str) -> String {
    let name = format!("{:#}", demangle(symbol));
    let start = name.trim_start_matches(['<', '&', '[', '*', '(']);
    let start = start.trim_start_matches("mut ").trim_start_matches("dyn ");
    match start.split_once("::") {
        Some((first, _)) if first.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => {
            match first {
                "core" | "alloc" | "std" | "hashbrown" | "gimli" | "addr2line"
                | "rustc_demangle" | "miniz_oxide" | "object" | "memchr" => {
                    "std, with its backtraces".to_owned()
                }
                other => format!("`{other}`"),
            }
        }
        _ if symbol.starts_with("ring_core") => "`ring`, in assembly and C".to_owned(),
        _ => "C, assembly and shims".to_owned(),
    }
}
