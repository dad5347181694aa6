//! Which shapes contain themselves, and where that has to be broken.
//!
//! In: a model. Out: the strongly connected components of "has a member of". Never a box where there is no cycle.

use crate::id::ShapeId;
use crate::model::{Kind, Member, Model};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use std::collections::HashMap;

/// The cycles of a model.
#[derive(Clone, Debug)]
pub struct Recursion {
    /// Components of all references, for shapes that are on a cycle.
    cycles: HashMap<ShapeId, usize>,
    /// Components of the references that put a value right into another: lists and maps lead elsewhere.
    inline: HashMap<ShapeId, usize>,
}

impl Recursion {
    /// Finds the cycles.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        Self {
            cycles: components(model, |_| true),
            inline: components(model, |kind| {
                matches!(kind, Kind::Structure(_) | Kind::Union(_))
            }),
        }
    }

    /// Whether a value of this shape may contain another of the same shape, however deep.
    #[must_use]
    pub fn is_recursive(&self, shape: &ShapeId) -> bool {
        self.cycles.contains_key(shape)
    }

    /// Whether the member has to be boxed: a value of `owner` would else contain itself right in place. Members of lists
    /// and maps never have to: these are indirect by themselves.
    #[must_use]
    pub fn is_boxed(&self, owner: &ShapeId, member: &Member) -> bool {
        match (self.inline.get(owner), self.inline.get(&member.target)) {
            (Some(owner), Some(target)) => owner == target,
            _ => false,
        }
    }
}

/// For each shape on a cycle, which one: cycles are counted, and shapes of one cycle have the same number.
fn components(model: &Model, follow: impl Fn(&Kind) -> bool) -> HashMap<ShapeId, usize> {
    let mut graph: DiGraph<&ShapeId, ()> = DiGraph::new();
    let nodes: HashMap<&ShapeId, _> = model
        .shapes
        .keys()
        .map(|id| (id, graph.add_node(id)))
        .collect();
    for shape in model.shapes.values().filter(|shape| follow(&shape.kind)) {
        for member in shape.kind.members() {
            if let (Some(from), Some(to)) = (nodes.get(&shape.id), nodes.get(&member.target)) {
                graph.add_edge(*from, *to, ());
            }
        }
    }
    let mut found = HashMap::new();
    // Of the library's two algorithms the one that does not recurse: a model may be as deep as it likes.
    for (number, component) in kosaraju_scc(&graph).into_iter().enumerate() {
        let cyclic = match component.as_slice() {
            [one] => graph.contains_edge(*one, *one),
            _ => true,
        };
        if cyclic {
            found.extend(
                component
                    .into_iter()
                    .map(|node| (graph[node].clone(), number)),
            );
        }
    }
    found
}
