//! C2J, the format of AWS's `service-2.json` files, into the model's words.
//!
//! In: one document, and the siblings that are published beside it. Out: shapes in Smithy's vocabulary. C2J's own words
//! end here; what has no counterpart is kept as an unread trait `c2j#key`. Never checks what shapes say about each other.
//!
//! C2J has no shape ids. These are made up, from the model alone:
//! * the namespace is `com.amazonaws.` and the service id, its letters and digits in lower case
//!   (`IoT Jobs Data Plane` -> `com.amazonaws.iotjobsdataplane`), which is what AWS's own Smithy models have;
//! * the service is called by its service id without what is not a letter or digit (`IoTJobsDataPlane`), with `Service`
//!   behind it where an operation or a shape has that name already;
//! * operations and shapes keep their names. Where an operation and a shape share one, which Smithy forbids, the shape gets
//!   a `_` behind it: shape names are not on the wire, operation names are.

mod errors;
mod member;
mod metadata;
mod operation;
mod shape;
mod sibling;
mod waiters;

pub(super) use sibling::{is_sibling, read_sibling};

use super::findings::Findings;
use super::json::{Node, Object};
use super::leftover;
use crate::id::ShapeId;
use crate::model::{Binding, HttpQuery, HttpQueryParams, Kind, Service, Shape, Traits};
use metadata::Metadata;
use std::collections::{HashMap, HashSet};

/// Whether a document says that it is C2J.
pub(super) fn is_c2j(root: &Object) -> bool {
    root.has("metadata") && (root.has("operations") || root.has("shapes")) && !root.has("smithy")
}

/// What is known of a document before its shapes are read.
struct Document {
    namespace: String,
    metadata: Metadata,
    /// Shape names that are called otherwise, since an operation has the name.
    renamed: HashMap<String, String>,
}

impl Document {
    fn id(&self, name: &str) -> ShapeId {
        let name = self.renamed.get(name).map_or(name, String::as_str);
        ShapeId::new(&self.namespace, name)
    }

    fn operation_id(&self, name: &str) -> ShapeId {
        ShapeId::new(&self.namespace, name)
    }
}

/// Reads a document. The service comes first, then the operations, then the shapes, each in the document's order.
pub(super) fn read(mut root: Object, findings: &mut Findings<'_>) -> Option<Vec<Shape>> {
    findings.about_document();
    let at = root.at.clone();
    let metadata = Metadata::read(root.take("metadata")?, findings)?;
    let operations = entries(root.take("operations"), findings)?;
    let shapes = entries(root.take("shapes"), findings)?;
    let document = Document {
        namespace: metadata.namespace(),
        renamed: renamed(&operations, &shapes),
        metadata,
    };

    let mut data = Vec::with_capacity(shapes.len());
    for (name, node) in shapes {
        data.extend(shape::read(&document, &name, node, findings));
    }
    let labels = labels(&data);
    let mut bound = Vec::with_capacity(operations.len());
    for (name, node) in operations {
        bound.extend(operation::read(&document, &name, node, &labels, findings));
    }
    errors::take_over(&mut data, &mut bound);
    bind_query_maps(&mut data);

    let names: HashSet<&str> = bound
        .iter()
        .map(|operation| operation.shape.id.name())
        .chain(data.iter().map(|shape| shape.shape.id.name()))
        .collect();
    let mut name = document.metadata.service_name();
    while names.contains(name.as_str()) {
        name.push_str("Service");
    }
    let mut traits = Traits::default();
    document.metadata.apply(&mut traits);
    member::documentation(&mut root, &mut traits, findings);
    member::deprecated(&mut root, &mut traits, findings);
    // `version` is that of the format, 2.0 in every model there is.
    root.take("version");
    leftover("c2j#", root, &mut traits);
    let service = Shape {
        id: ShapeId::new(&document.namespace, &name),
        kind: Kind::Service(Service {
            version: document.metadata.version.clone(),
            operations: bound
                .iter()
                .map(|operation| Binding {
                    target: operation.shape.id.clone(),
                    at: operation.shape.at.clone(),
                })
                .collect(),
            ..Service::default()
        }),
        traits,
        mixins: Vec::new(),
        at,
    };
    Some(
        std::iter::once(service)
            .chain(bound.into_iter().map(|operation| operation.shape))
            .chain(data.into_iter().map(|shape| shape.shape))
            .collect(),
    )
}

/// The members of an object that may be absent.
fn entries(node: Option<Node>, findings: &mut Findings<'_>) -> Option<Vec<(String, Node)>> {
    match node {
        None => Some(Vec::new()),
        Some(node) => Some(node.object(findings)?.rest().collect()),
    }
}

/// New names for the shapes that are called like an operation.
fn renamed(operations: &[(String, Node)], shapes: &[(String, Node)]) -> HashMap<String, String> {
    let operations: HashSet<&str> = operations.iter().map(|(name, _)| name.as_str()).collect();
    let taken: HashSet<&str> = shapes.iter().map(|(name, _)| name.as_str()).collect();
    shapes
        .iter()
        .filter(|(name, _)| operations.contains(name.as_str()))
        .map(|(name, _)| {
            let mut other = format!("{name}_");
            while operations.contains(other.as_str()) || taken.contains(other.as_str()) {
                other.push('_');
            }
            (name.clone(), other)
        })
        .collect()
}

/// A map in the query string is all of its entries, whatever its `locationName`.
fn bind_query_maps(shapes: &mut [shape::Read]) {
    let maps: HashSet<ShapeId> = shapes
        .iter()
        .filter(|read| matches!(read.shape.kind, Kind::Map { .. }))
        .map(|read| read.shape.id.clone())
        .collect();
    for member in shapes
        .iter_mut()
        .flat_map(|read| read.shape.kind.members_mut())
    {
        if maps.contains(&member.target)
            && let Some(at) = member.traits.at::<HttpQuery>().cloned()
        {
            member.traits.remove::<HttpQuery>();
            member.traits.insert(HttpQueryParams, at);
        }
    }
}

/// For each structure, its members that are bound to a label by another name than their own: label, member.
type Labels = HashMap<ShapeId, Vec<(String, String)>>;

fn labels(shapes: &[shape::Read]) -> Labels {
    shapes
        .iter()
        .filter(|shape| !shape.labels.is_empty())
        .map(|shape| (shape.shape.id.clone(), shape.labels.clone()))
        .collect()
}
