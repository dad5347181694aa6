//! Has the generator turn patterns into tables, as it does for a crate.
//!
//! In: a made-up model with one pattern of each kind. Out: `patterns.rs` in the build's folder: the generated statics, for
//! `src/patterns.rs` to include. It fails where a pattern has become of another kind.

use std::error::Error;
use std::path::Path;

use tinsmith_codegen::settings::{Settings, Sides};
use tinsmith_codegen::{Source, generate};

/// Shape, its static, its pattern, and what the generator makes of it.
const PATTERNS: [(&str, &str, &str, &str); 3] = [
    (
        "ThingName",
        "THING_NAME_PATTERN",
        include_str!("patterns/class.txt"),
        "Pattern::Class",
    ),
    (
        "HostName",
        "HOST_NAME_PATTERN",
        include_str!("patterns/automaton.txt"),
        "Pattern::Automaton",
    ),
    (
        "ThingArn",
        "THING_ARN_PATTERN",
        include_str!("patterns/steps.txt"),
        "Pattern::Steps",
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=patterns");
    let sources = [Source::new("patterns.json", model().to_string())];
    let mut settings = Settings::new("patterns");
    settings.sides = Sides::TYPES;
    let generated =
        generate(&sources, &settings).map_err(|errors| errors.render(&sources, false))?;
    let schema = generated
        .files
        .get("src/schema.rs")
        .ok_or("no tables were generated")?;
    for (shape, name, pattern, kind) in PATTERNS {
        if !schema.contains(&format!("static {name}: Pattern = {kind}(")) {
            return Err(format!("{shape} ({pattern}) is no {kind}").into());
        }
    }
    // Patterns come first, then what uses them.
    let start = schema.find("\nstatic ").ok_or("no pattern was generated")?;
    let end = schema.find("\npub(crate) static ").unwrap_or(schema.len());
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("patterns.rs"), &schema[start..end])?;
    Ok(())
}

fn model() -> serde_json::Value {
    let members: serde_json::Map<_, _> = PATTERNS
        .iter()
        .map(|(shape, ..)| (shape.to_string(), serde_json::json!({ "shape": shape })))
        .collect();
    let mut shapes = serde_json::Map::from_iter([(
        "Input".to_owned(),
        serde_json::json!({ "type": "structure", "members": members }),
    )]);
    for (shape, _, pattern, _) in PATTERNS {
        shapes.insert(
            shape.to_owned(),
            serde_json::json!({ "type": "string", "pattern": pattern.trim() }),
        );
    }
    serde_json::json!({
        "metadata": {
            "apiVersion": "2026-01-01", "endpointPrefix": "patterns", "protocol": "rest-json",
            "serviceFullName": "Patterns", "serviceId": "Patterns", "signatureVersion": "v4", "uid": "patterns-2026-01-01"
        },
        "operations": { "Check": {
            "name": "Check", "http": { "method": "POST", "requestUri": "/" }, "input": { "shape": "Input" }
        } },
        "shapes": shapes
    })
}
