//! The import table of `codegen/`: who may name whom.
//!
//! In: every source file of the generator, parsed. Out: each path in it, inline, imported, re-exported or inside a
//! macro, held against the table. A fixture that breaks each rule must be caught, so that the test can fail.

mod paths;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use paths::{Named, named_in};
use table::{Rule, TABLE};

/// The source files of the generator with the path of their module: `["lower", "names"]`.
fn files(root: &Path) -> Vec<(PathBuf, Vec<String>)> {
    let mut found = Vec::new();
    let mut folders = vec![(root.to_path_buf(), Vec::new())];
    while let Some((folder, module)) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder)
            .expect("a folder of sources")
            .map(|e| e.expect("an entry").path())
            .collect();
        entries.sort();
        for path in entries {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let mut below = module.clone();
            below.push(name.clone());
            if name == "tests" {
                continue; // what unit tests name is their own affair
            }
            if path.is_dir() {
                folders.push((path, below));
            } else if path.extension().is_some_and(|e| e == "rs") {
                let is_root = module.is_empty() && ["lib", "main"].contains(&name.as_str());
                found.push((path, if is_root { Vec::new() } else { below }));
            }
        }
    }
    found
}

/// What a file may not name, with the rule that forbids it.
fn violations(source: &str, module: &[String], re_exports: &[(String, String)]) -> Vec<String> {
    let Some(rule) = module.first().and_then(|top| Rule::of(top)) else {
        return match module.first() {
            // the road itself (lib.rs) and the command line may name everything
            None => Vec::new(),
            Some(top) => vec![format!("the module `{top}` is not in the table")],
        };
    };
    let file = syn::parse_file(source).expect("the generator's sources parse");
    let mut found = Vec::new();
    for named in named_in(&file, module, &packages()) {
        let named = match named {
            Named::Module(top) => {
                let of = re_exports
                    .iter()
                    .find(|(name, _)| *name == top)
                    .map(|(_, of)| of.clone());
                Named::Module(of.unwrap_or(top))
            }
            package => package,
        };
        let forbidden = match &named {
            Named::Module(top) => top != rule.module && !rule.modules.contains(&top.as_str()),
            Named::Package(package) => !rule.packages.contains(&package.as_str()),
        };
        if forbidden {
            found.push(format!("`{}` names {named}", module.join("::")));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The packages that the generator depends on, as code names them.
fn packages() -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the generator's manifest");
    let lines = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1);
    let keys = lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['.', ' ', '=']).next());
    keys.filter(|key| !key.is_empty() && !key.starts_with('#'))
        .map(|key| key.replace('-', "_"))
        .collect()
}

/// What the crate's root re-exports: the name, and the module that it comes from.
fn re_exports(root: &Path) -> Vec<(String, String)> {
    let source = fs::read_to_string(root.join("lib.rs")).expect("lib.rs");
    paths::re_exports(&syn::parse_file(&source).expect("lib.rs parses"))
}

#[test]
fn every_module_names_only_what_the_table_allows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src");
    let re_exports = re_exports(&root);
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for (path, module) in files(&root) {
        seen.extend(module.first().cloned());
        let source = fs::read_to_string(&path).expect("a source file");
        found.extend(violations(&source, &module, &re_exports));
    }
    assert!(
        found.is_empty(),
        "the import table is broken:\n{}",
        found.join("\n")
    );
    for rule in TABLE {
        assert!(
            seen.iter().any(|top| top == rule.module),
            "`{}` is in the table and not in the code",
            rule.module
        );
    }
}

#[test]
fn a_file_that_breaks_the_rule_is_caught() {
    let cases: [(&[&str], &str, &str); 8] = [
        (
            &["emit", "structure"],
            "use crate::model::Shape;",
            "`model`",
        ),
        (&["emit"], "fn f(m: &crate::model::Model) {}", "`model`"),
        (
            &["emit"],
            "pub use super::knowledge::Knowledge;",
            "`knowledge`",
        ),
        (
            &["emit"],
            "fn f() { vec![crate::lower::names::snake(x)]; }",
            "`lower`",
        ),
        (&["emit"], "fn f(m: &crate::Model) {}", "`model`"),
        (&["lower"], "use proc_macro2::TokenStream;", "`proc_macro2`"),
        (
            &["lower", "names"],
            "fn f() -> quote::__private::TokenStream { todo() }",
            "`quote`",
        ),
        (
            &["model"],
            "use {crate::{read::c2j, id::ShapeId}, std::fmt};",
            "`read`",
        ),
    ];
    let re_exports = [("Model".to_owned(), "model".to_owned())];
    for (module, source, names) in cases {
        let module: Vec<String> = module.iter().map(|&part| part.to_owned()).collect();
        let found = violations(source, &module, &re_exports);
        assert!(
            found.len() == 1 && found[0].contains(names),
            "{source}: {found:?}"
        );
    }
}

#[test]
fn a_file_that_keeps_the_rule_passes() {
    let source = "use crate::rust::{Field, Structure}; use quote::quote; use super::layout::Layout; use std::fmt;
        fn f(field: &Field) -> proc_macro2::TokenStream { quote!(crate::types::#name) }";
    assert_eq!(
        violations(source, &["emit".into(), "structure".into()], &[]),
        Vec::<String>::new()
    );
}
