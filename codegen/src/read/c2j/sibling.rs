//! The files that AWS publishes beside a `service-2.json`.
//!
//! In: such a file. Out: traits on the service that it belongs to and on its operations. Never read without the model:
//! a sibling says nothing by itself.
//!
//! | file | what becomes of it |
//! |---|---|
//! | `paginators-1.json` | `smithy.api#paginated` on operations |
//! | `endpoint-rule-set-1.json` | `smithy.rules#endpointRuleSet` on the service |
//! | `endpoint-tests-1.json` | kept on the service as `smithy.rules#endpointTests` |
//! | `waiters-2.json` | `smithy.waiters#waitable` on operations |
//! | `examples-1.json` | kept on each operation as `c2j#examples` |

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::unread;
use super::waiters;
use crate::id::ShapeId;
use crate::model::{EndpointRuleSet, Model, Paginated, Shape, Traits, Typed, Value, Waitable};

/// What a document has, and what it becomes where that is kept as it is.
const KINDS: [(&str, &str); 5] = [
    ("pagination", Paginated::ID),
    ("rules", EndpointRuleSet::ID),
    ("testCases", "smithy.rules#endpointTests"),
    ("waiters", Waitable::ID),
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
    if *key == "waiters" {
        waiters::read(root.take(key), service, model, findings);
    } else if matches!(*key, "pagination" | "examples") {
        let entries = super::entries(root.take(key), findings).unwrap_or_default();
        for (name, node) in entries {
            let Some(shape) = operation(key, &name, &node, service, model, findings) else {
                continue;
            };
            match *key {
                "pagination" => pagination(node, &mut shape.traits, findings),
                _ => shape.traits.apply(unread(id, node.value), node.at),
            }
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

/// The operation that an entry of a file is about.
pub(super) fn operation<'m>(
    key: &str,
    name: &str,
    entry: &Node,
    service: &ShapeId,
    model: &'m mut Model,
    findings: &mut Findings<'_>,
) -> Option<&'m mut Shape> {
    let operation = ShapeId::new(service.namespace(), name);
    findings.about(&operation);
    let shape = model.shapes.get_mut(&operation);
    if shape.is_none() {
        findings.error(
            &entry.at,
            format!("`{key}` names {name:?}, which is no operation of {service}"),
            "does this file belong to the model that it was given with?",
        );
    }
    shape
}

/// Where one operation keeps its tokens and items. `non_aggregate_keys`, which says what is the same on every page, is not
/// read.
fn pagination(node: Node, traits: &mut Traits, findings: &mut Findings<'_>) {
    let at = node.at.clone();
    let Some(mut object) = node.object(findings) else {
        return;
    };
    let mut names = |key| match object.take(key) {
        Some(node) if matches!(node.value, Value::Array(_)) => node.strings(findings),
        Some(node) => node.string(findings).map(|name| vec![name]),
        None => Some(Vec::new()),
    };
    let (Some(input_tokens), Some(output_tokens), Some(items)) = (
        names("input_token"),
        names("output_token"),
        names("result_key"),
    ) else {
        return;
    };
    let paginated = Paginated {
        input_tokens,
        output_tokens,
        items,
        page_size: object.take_string("limit_key", findings),
        more: object.take_string("more_results", findings),
    };
    traits.insert(paginated, at);
}
