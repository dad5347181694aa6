//! Many crates as modules of one.
//!
//! In: generated crates, each with what it is called among them. Out: a package with a module for each, so that all compile
//! in one run of the compiler. Features are those of generated crates; what some of them need of the runtime, all have.

use std::fs;
use std::path::Path;

use tinsmith_codegen::Files;

use crate::project;

/// The package's manifest but for where the runtime is.
const MANIFEST: &str = r#"
[package]
name = "modules"
version = "0.1.0"
edition = "2024"
publish = false

[features]
client = ["tinsmith/client", "tinsmith/pages", "tinsmith/sigv4"]
transport = ["client", "tinsmith/transport"]
aws-config = ["client", "tinsmith/aws-config"]
tracing = ["tinsmith/tracing"]
server = ["tinsmith/server"]
serde = ["tinsmith/serde"]

[dependencies.tinsmith]
default-features = false
features = ["gzip", "md5", "tree-hash"]
"#;

/// Writes the package.
pub(crate) fn write(folder: &Path, crates: impl Iterator<Item = (String, Files)>) {
    let _ = fs::remove_dir_all(folder.join("src"));
    let mut root = String::from("//! Generated crates, each a module.\n");
    for (number, (called, files)) in crates.enumerate() {
        let name = format!("m{number}");
        root.push_str(&format!("\n#[doc = {called:?}]\npub mod {name};\n"));
        for (path, text) in files.iter() {
            if let Some(path) = path.strip_prefix("src/") {
                let path = if path == "lib.rs" { "mod.rs" } else { path };
                let text = text
                    .replace("crate::", &format!("crate::{name}::"))
                    // the page of each crate; from its root it stands a folder higher than the package's own
                    .replace("\"../README.md\"", "\"README.md\"");
                write_file(&folder.join("src").join(&name).join(path), &text);
            } else if path == "README.md" {
                write_file(&folder.join("src").join(&name).join(path), text);
            }
        }
        println!("{name} is {called}");
    }
    write_file(&folder.join("src/lib.rs"), &root);
    let runtime = project::path("runtime").display().to_string();
    write_file(
        &folder.join("Cargo.toml"),
        &format!("{MANIFEST}path = {runtime:?}\n"),
    );
}

fn write_file(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
