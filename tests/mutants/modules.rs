//! Many crates as modules of one.
//!
//! In: mutants that generate. Out: a package with a module for each, so that they compile in one run of the compiler.

use std::fs;
use std::path::Path;

use tinsmith_codegen::settings::Runtime;
use tinsmith_codegen::{Files, Settings, Source, generate};

use crate::mutate::Mutant;
use crate::project;

/// How many.
const BY_LOT: usize = 30;

/// Some of these, by lot, the same every time.
pub(crate) fn by_lot(mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_unstable();
    let mut seed: u64 = 0x6d75_7461_6e74_7321;
    let mut chosen = Vec::new();
    while chosen.len() < BY_LOT && !numbers.is_empty() {
        // Marsaglia's xorshift
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let at = usize::try_from(seed % numbers.len() as u64).expect("an index");
        chosen.push(numbers.swap_remove(at));
    }
    chosen
}

/// Writes a package of them.
pub(crate) fn write(folder: &Path, mutants: &[Mutant]) {
    let _ = fs::remove_dir_all(folder.join("src"));
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let mut root = String::from("//! Mutants, each a module.\n\n");
    for (number, mutant) in mutants.iter().enumerate() {
        let name = format!("m{number}");
        root.push_str(&format!("/// {}\npub mod {name};\n", mutant.name));
        let files = files(mutant);
        for (path, text) in files.iter() {
            if let Some(path) = path.strip_prefix("src/") {
                let path = if path == "lib.rs" { "mod.rs" } else { path };
                let text = text.replace("crate::", &format!("crate::{name}::"));
                write_file(&folder.join("src").join(&name).join(path), &text);
            } else if path == "README.md" {
                // the root of each includes the file beside its folder
                write_file(&folder.join("src").join(path), text);
            } else if path == "Cargo.toml" && number == 0 {
                write_file(&folder.join(path), text);
            }
        }
        println!("{name} is {}", mutant.name);
    }
    write_file(&folder.join("src/lib.rs"), &root);
}

fn files(mutant: &Mutant) -> Files {
    let sources = [Source::new("model.json", mutant.text.as_str())];
    let mut settings = Settings::new("mutants");
    settings.runtime = Runtime::Path(project::path("runtime").display().to_string());
    match generate(&sources, &settings) {
        Ok(generated) => generated.files,
        Err(diagnostics) => panic!("{}", diagnostics.render(&sources, false)),
    }
}

fn write_file(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
