//! JSON for tools.
//!
//! In: a diff. Out: one object. Everything that is known of every change, those too that people only get counted.

use serde_json::{Value, json};

use super::super::{Change, Diff, Spot, Verdict};

pub(super) fn json(diff: &Diff, title: &str) -> Value {
    let wire = diff.wire();
    json!({
        "title": title,
        "breaking": diff.is_breaking(),
        "verdict": {
            "wire": {
                "oldClientNewServer": wire.old_client.name(),
                "newClientOldServer": wire.new_client.name(),
            },
            "rust": diff.rust().name(),
        },
        "changes": diff.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(of: &Change) -> Value {
    let verdict = match of.verdict {
        Verdict::Wire(wire) => json!({
            "oldClientNewServer": wire.old_client.name(),
            "newClientOldServer": wire.new_client.name(),
        }),
        Verdict::Rust(effect) => json!(effect.name()),
    };
    json!({
        "layer": of.rule.layer().name(),
        "rule": of.rule.name(),
        "shape": of.shape,
        "path": of.path,
        "what": of.what,
        "old": of.old.as_ref().map(spot),
        "new": of.new.as_ref().map(spot),
        "verdict": verdict,
    })
}

fn spot(of: &Spot) -> Value {
    json!({ "file": &*of.file, "line": of.line, "column": of.column })
}
