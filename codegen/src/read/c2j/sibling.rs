//! The files that AWS publishes beside a `service-2.json`.
//!
//! In: such a file. Out: traits on the service that it belongs to and on its operations. Never read without the model:
//! a sibling says nothing by itself.
//!
//! | file | what becomes of it |
//! |---|---|
//! | `paginators-1.json` | `smithy.api#paginated` on operations; what that cannot say is kept as `c2j#pagination` |
//! | `endpoint-rule-set-1.json` | `smithy.rules#endpointRuleSet` on the service |
//! | `endpoint-tests-1.json` | kept on the service as `smithy.rules#endpointTests` |
//! | `waiters-2.json` | kept on the service as `c2j#waiters` |
//! | `examples-1.json` | kept on each operation as `c2j#examples` |

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::unread;
use crate::id::ShapeId;
use crate::model::{EndpointRuleSet, Model, Paginated, Typed, Value};

const KINDS: [(&str, &str); 5] = [
    ("pagination", "c2j#pagination"),
    ("rules", EndpointRuleSet::ID),
    ("testCases", "smithy.rules#endpointTests"),
    ("waiters", "c2j#waiters"),
    ("examples", "c2j#examples"),
];

/// Whether a document is one of those files.
pub(in super::super) fn is_sibling(root: &Object) -> bool {
    KINDS.iter().any(|(key, _)| root.has(key))
}

/// Adds what the file says to the model's `service`.
pub(in super::super) fn read_sibling(
    mut root: Object,
    service: &ShapeId,
    model: &mut Model,
    findings: &mut Findings<'_>,
) {
    findings.about_document();
    let at = root.at.clone();
    let Some((key, id)) = KINDS.iter().find(|(key, _)| root.has(key)) else {
        return;
    };
    if matches!(*key, "pagination" | "examples") {
        let entries = super::entries(root.take(key), findings).unwrap_or_default();
        for (name, node) in entries {
            operation(key, id, &name, node, service, model, findings);
        }
    } else if let Some(shape) = model.shapes.get_mut(service) {
        let whole = root.rest().map(|(key, node)| (key, node.value)).collect();
        let whole = match *key {
            "rules" => EndpointRuleSet(Value::Object(whole)).into_trait(),
            _ => unread(id, Value::Object(whole)),
        };
        shape.traits.apply(whole, at);
    }
}

fn operation(
    key: &str,
    id: &str,
    name: &str,
    node: Node,
    service: &ShapeId,
    model: &mut Model,
    findings: &mut Findings<'_>,
) {
    let operation = ShapeId::new(service.namespace(), name);
    findings.about(&operation);
    let Some(shape) = model.shapes.get_mut(&operation) else {
        findings.error(
            &node.at,
            format!("`{key}` names {name:?}, which is no operation of {service}"),
            "does this file belong to the model that it was given with?",
        );
        return;
    };
    let at = node.at.clone();
    if key == "pagination" {
        let kept = node.value.clone();
        let Some(mut object) = node.object(findings) else {
            return;
        };
        let mut text = |key| match object.take(key) {
            Some(Node {
                value: Value::String(text),
                ..
            }) => (Some(text), true),
            Some(_) => (None, false),
            None => (None, true),
        };
        let (input_token, a) = text("input_token");
        let (output_token, b) = text("output_token");
        let (page_size, c) = text("limit_key");
        let (items, d) = text("result_key");
        // Several tokens or results, or a flag for more: Smithy has no words for that.
        if !(a && b && c && d) || object.rest().next().is_some() {
            shape.traits.apply(unread(id, kept), at.clone());
        }
        if a && b {
            let paginated = Paginated {
                input_token,
                output_token,
                items,
                page_size,
            };
            shape.traits.insert(paginated, at);
        }
    } else {
        shape.traits.apply(unread(id, node.value), at);
    }
}
