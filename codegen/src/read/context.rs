//! Parameters of endpoint rules that operations and members bring along: the same words in both formats.
//!
//! In: the value of a trait, or of C2J's key of the same name. Out: a typed trait. Never looks at the rules.

use super::findings::Findings;
use super::json::Node;
use crate::model::{ContextParam, OperationContextParams, StaticContextParams};

/// `contextParam`: `{"name": "Bucket"}`.
pub(super) fn parameter(node: Node, findings: &mut Findings<'_>) -> Option<ContextParam> {
    let name = inside(node, "name", findings)?.string(findings)?;
    Some(ContextParam { name })
}

/// `staticContextParams`: `{"Name": {"value": true}}`.
pub(super) fn values(node: Node, findings: &mut Findings<'_>) -> Option<StaticContextParams> {
    let entries = entries(node, "value", findings)?;
    let values = entries.into_iter().map(|(name, node)| (name, node.value));
    Some(StaticContextParams(values.collect()))
}

/// `operationContextParams`: `{"Name": {"path": "a.b"}}`.
pub(super) fn paths(node: Node, findings: &mut Findings<'_>) -> Option<OperationContextParams> {
    let mut paths = Vec::new();
    for (name, node) in entries(node, "path", findings)? {
        paths.push((name, node.string(findings)?));
    }
    Some(OperationContextParams(paths))
}

fn entries(node: Node, key: &str, findings: &mut Findings<'_>) -> Option<Vec<(String, Node)>> {
    let mut entries = Vec::new();
    for (name, node) in node.object(findings)?.rest() {
        entries.push((name, inside(node, key, findings)?));
    }
    Some(entries)
}

/// What stands under the one key of an object.
fn inside(node: Node, key: &str, findings: &mut Findings<'_>) -> Option<Node> {
    let at = node.at.clone();
    let found = node.object(findings)?.take(key);
    if found.is_none() {
        findings.error(
            &at,
            format!("{key:?} is missing here"),
            format!("add {key:?}"),
        );
    }
    found
}
