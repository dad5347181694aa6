//! 500 structures of 12 members, ours and derived.
//!
//! In: nothing. Out: two programs that read a JSON document of made-up types and write it again: one over a crate that the
//! generator makes of a made-up model, one over the same types with serde's derive. Both are built from nothing, measured
//! and deleted.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use tinsmith_codegen::settings::{Runtime, Settings, Sides};
use tinsmith_codegen::{Source, generate};

use super::cold::{self, Pair};
use crate::workspace;

/// How many structures.
const COUNT: usize = 500;

/// A program over each.
pub(crate) type Built = Pair;

/// What a member is.
#[derive(Clone, Copy)]
enum Type {
    Text,
    Status,
    Time,
    Count,
    Flag,
    Ratio,
    Tags,
    Labels,
    /// A structure.
    One(usize),
    /// A list of structures.
    Many(usize),
}

/// The members of a structure: ten of all kinds, and two that lead to other structures while there are more.
fn members(structure: usize) -> Vec<(String, Type)> {
    // Names differ from structure to structure, so that nothing is merged that would not be in life.
    let kind = structure % 7;
    let below = |number: usize, of: fn(usize) -> Type| {
        if number < COUNT {
            of(number)
        } else {
            Type::Text
        }
    };
    let plain = [
        (format!("name{kind}"), Type::Text),
        (format!("description{kind}"), Type::Text),
        (format!("status{kind}"), Type::Status),
        (format!("arn{kind}"), Type::Text),
        ("createdAt".to_owned(), Type::Time),
        ("count".to_owned(), Type::Count),
        ("enabled".to_owned(), Type::Flag),
        ("ratio".to_owned(), Type::Ratio),
        ("tags".to_owned(), Type::Tags),
        ("labels".to_owned(), Type::Labels),
        ("children".to_owned(), below(2 * structure + 1, Type::Many)),
        ("details".to_owned(), below(2 * structure + 2, Type::One)),
    ];
    plain.to_vec()
}

/// Builds both.
pub(crate) fn build() -> Result<Built> {
    let folder = workspace::target("bench-structures");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot remove what was built before")?;
    }
    let built = Pair {
        ours: ours(&folder.join("ours"))?,
        peer: derived(&folder.join("derived"))?,
    };
    fs::remove_dir_all(&folder).context("cannot remove what was built")?;
    Ok(built)
}

fn ours(folder: &Path) -> Result<cold::Built> {
    let sources = [Source::new("structures.json", model().to_string())];
    let runtime = workspace::path("runtime").display().to_string();
    let mut settings = Settings::new("structures");
    settings.sides = Sides::TYPES;
    settings.runtime = Runtime::Path(runtime.clone());
    match generate(&sources, &settings) {
        Ok(generated) => generated.files.write(&folder.join("structures"))?,
        Err(diagnostics) => bail!("{}", diagnostics.render(&sources, false)),
    };
    let runtime = format!("tinsmith = {{ path = {runtime:?}, default-features = false }}\n");
    let main = "\
        fn main() {\n    \
            let text = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();\n    \
            let value: structures::types::Shape0 = tinsmith::json::from_slice(&text).unwrap();\n    \
            println!(\"{}\", tinsmith::json::to_vec(&value).unwrap().len());\n\
        }\n";
    program(folder, "read-ours", &runtime, main)?;
    cold::build(folder, "read-ours")
}

fn derived(folder: &Path) -> Result<cold::Built> {
    let dependencies = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    write(
        &folder.join("structures/Cargo.toml"),
        &format!(
            "[package]\nname = \"structures\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
        ),
    )?;
    write(&folder.join("structures/src/lib.rs"), &types())?;
    let main = "\
        fn main() {\n    \
            let text = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();\n    \
            let value: structures::Shape0 = serde_json::from_slice(&text).unwrap();\n    \
            println!(\"{}\", serde_json::to_vec(&value).unwrap().len());\n\
        }\n";
    program(folder, "read-derived", "serde_json = \"1\"\n", main)?;
    cold::build(folder, "read-derived")
}

/// A program over the crate, in a workspace with it that takes the versions of `bench/`.
fn program(folder: &Path, name: &str, dependencies: &str, main: &str) -> Result<()> {
    let members = format!("[workspace]\nresolver = \"3\"\nmembers = [\"structures\", {name:?}]\n");
    write(&folder.join("Cargo.toml"), &members)?;
    fs::copy(
        workspace::path("bench/Cargo.lock"),
        folder.join("Cargo.lock"),
    )?;
    write(
        &folder.join(name).join("Cargo.toml"),
        &format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nstructures = {{ path = \"../structures\" }}\n{dependencies}"
        ),
    )?;
    write(&folder.join(name).join("src/main.rs"), main)
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().context("a file is in a folder")?;
    fs::create_dir_all(folder)?;
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The model, in the Smithy JSON AST.
fn model() -> Value {
    let mut shapes = Map::new();
    let target = |name: &str| json!({ "target": name });
    let own = |name: &str| target(&format!("bench.structures#{name}"));
    let mut add = |name: &str, shape: Value| {
        shapes.insert(format!("bench.structures#{name}"), shape);
    };
    add(
        "Status",
        json!({ "type": "enum", "members": {
            "ACTIVE": { "target": "smithy.api#Unit" },
            "INACTIVE": { "target": "smithy.api#Unit" },
        } }),
    );
    add(
        "Tags",
        json!({ "type": "map", "key": target("smithy.api#String"), "value": target("smithy.api#String") }),
    );
    add(
        "Labels",
        json!({ "type": "list", "member": target("smithy.api#String") }),
    );
    for structure in 0..COUNT {
        let members: Map<String, Value> = members(structure)
            .into_iter()
            .map(|(name, kind)| {
                let target = match kind {
                    Type::Text => target("smithy.api#String"),
                    Type::Status => own("Status"),
                    Type::Time => target("smithy.api#Long"),
                    Type::Count => target("smithy.api#Integer"),
                    Type::Flag => target("smithy.api#Boolean"),
                    Type::Ratio => target("smithy.api#Double"),
                    Type::Tags => own("Tags"),
                    Type::Labels => own("Labels"),
                    Type::One(number) => own(&format!("Shape{number}")),
                    Type::Many(number) => own(&format!("List{number}")),
                };
                (name, target)
            })
            .collect();
        add(
            &format!("Shape{structure}"),
            json!({ "type": "structure", "members": members }),
        );
        add(
            &format!("List{structure}"),
            json!({ "type": "list", "member": own(&format!("Shape{structure}")) }),
        );
    }
    json!({ "smithy": "2.0", "shapes": shapes })
}

/// The same types, as an engineer would write them for serde.
fn types() -> String {
    let mut text = String::from(
        "use std::collections::HashMap;\n\nuse serde::{Deserialize, Serialize};\n\n\
         #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n\
         #[serde(rename_all = \"SCREAMING_SNAKE_CASE\")]\n\
         pub enum Status {\n    Active,\n    Inactive,\n    #[serde(untagged)]\n    Unknown(String),\n}\n",
    );
    for structure in 0..COUNT {
        let _ = write!(
            text,
            "\n#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]\n#[serde(rename_all = \"camelCase\")]\npub struct Shape{structure} {{\n"
        );
        for (name, kind) in members(structure) {
            let kind = match kind {
                Type::Text => "String".to_owned(),
                Type::Status => "Status".to_owned(),
                Type::Time => "i64".to_owned(),
                Type::Count => "i32".to_owned(),
                Type::Flag => "bool".to_owned(),
                Type::Ratio => "f64".to_owned(),
                Type::Tags => "HashMap<String, String>".to_owned(),
                Type::Labels => "Vec<String>".to_owned(),
                Type::One(number) => format!("Shape{number}"),
                Type::Many(number) => format!("Vec<Shape{number}>"),
            };
            let name = name.replace("createdAt", "created_at");
            let _ = writeln!(
                text,
                "    #[serde(skip_serializing_if = \"Option::is_none\")]\n    pub {name}: Option<{kind}>,"
            );
        }
        text.push_str("}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_have_the_same_structures() {
        let (model, types) = (model(), types());
        let structures = model["shapes"]
            .as_object()
            .into_iter()
            .flat_map(Map::values)
            .filter(|shape| shape["type"] == "structure");
        assert_eq!(structures.clone().count(), COUNT);
        for structure in structures {
            assert_eq!(structure["members"].as_object().map(Map::len), Some(12));
        }
        assert_eq!(types.matches("pub struct").count(), COUNT);
        assert_eq!(types.matches("    pub ").count(), 12 * COUNT);
    }
}
