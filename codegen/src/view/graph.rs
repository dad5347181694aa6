//! Operations, shapes and what refers to what, as a picture.
//!
//! In: a transformed model. Out: a graph, written as Mermaid, as DOT or as SVG. Lists and maps are no boxes of their own but
//! part of the arrow that leads through them, and simple types are left out. Names of the model are data in all three.

mod draw;
mod write;

use std::collections::{BTreeSet, HashMap};

use crate::id::ShapeId;
use crate::model::{Kind, Member, Model, Shape};

/// A picture of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    name: String,
    look: Look,
}

/// What a box is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Operation,
    Structure,
    Union,
    Enum,
    Error,
}

/// An arrow between two nodes, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: usize,
    to: usize,
    label: String,
}

/// A picture of more boxes than this is not read.
const READABLE: usize = 32;

/// The graph of a model: of all its operations, or of one and what it needs. None if there is no such operation.
#[must_use]
pub fn graph(model: &Model, operation: Option<&str>) -> Option<Graph> {
    let chosen: Vec<&Shape> = operations(model)
        .filter(|shape| operation.is_none_or(|name| shape.id.name() == name))
        .collect();
    match operation {
        Some(_) if chosen.is_empty() => None,
        _ => Some(Builder::new(model, true).build(chosen)),
    }
}

/// The names of the operations of which there are pictures.
pub fn operation_names(model: &Model) -> impl Iterator<Item = &str> {
    operations(model).map(|shape| shape.id.name())
}

/// The picture of a model for its README, as Mermaid, if it is small enough to read: without errors, which nearly every
/// operation has in common.
#[must_use]
pub(crate) fn for_readme(model: &Model) -> Option<String> {
    let operations: Vec<&Shape> = operations(model).collect();
    if operations.is_empty() || operations.len() > READABLE {
        return None;
    }
    let graph = Builder::new(model, false).build(operations);
    (graph.nodes.len() <= READABLE).then(|| graph.mermaid())
}

fn operations(model: &Model) -> impl Iterator<Item = &Shape> {
    let shapes = model.shapes.values();
    shapes.filter(|shape| matches!(shape.kind, Kind::Operation(_)))
}

struct Builder<'m> {
    model: &'m Model,
    errors: bool,
    numbers: HashMap<&'m ShapeId, usize>,
    graph: Graph,
    edges: BTreeSet<Edge>,
    open: Vec<&'m Shape>,
}

impl<'m> Builder<'m> {
    fn new(model: &'m Model, errors: bool) -> Self {
        Self {
            model,
            errors,
            numbers: HashMap::new(),
            graph: Graph::default(),
            edges: BTreeSet::new(),
            open: Vec::new(),
        }
    }

    fn build(mut self, operations: Vec<&'m Shape>) -> Graph {
        for operation in operations {
            self.node(operation);
            while let Some(shape) = self.open.pop() {
                self.follow(shape);
            }
        }
        if self.model.services().next().is_none() {
            for shape in self.model.shapes.values() {
                self.node(shape);
            }
            while let Some(shape) = self.open.pop() {
                self.follow(shape);
            }
        }
        self.graph.edges = self.edges.into_iter().collect();
        self.graph
    }

    /// The number of a shape's box, if it has one; what is new is followed later.
    fn node(&mut self, shape: &'m Shape) -> Option<usize> {
        if let Some(number) = self.numbers.get(&shape.id) {
            return Some(*number);
        }
        let look = match &shape.kind {
            Kind::Operation(_) => Look::Operation,
            Kind::Structure(_) if shape.traits.has::<crate::model::Error>() => Look::Error,
            Kind::Structure(_) if shape.id.namespace() != "smithy.api" => Look::Structure,
            Kind::Union(_) => Look::Union,
            Kind::Enum(_) | Kind::IntEnum(_) => Look::Enum,
            _ => return None,
        };
        let number = self.graph.nodes.len();
        self.numbers.insert(&shape.id, number);
        self.graph.nodes.push(Node {
            name: shape.id.name().to_owned(),
            look,
        });
        self.open.push(shape);
        Some(number)
    }

    fn follow(&mut self, shape: &'m Shape) {
        let Some(from) = self.node(shape) else {
            return;
        };
        match &shape.kind {
            Kind::Operation(operation) => {
                let input = operation.input.iter().map(|binding| ("input", binding));
                let output = operation.output.iter().map(|binding| ("output", binding));
                let errors = operation.errors.iter().map(|binding| ("error", binding));
                let errors = errors.filter(|_| self.errors).collect::<Vec<_>>();
                for (label, binding) in input.chain(output).chain(errors) {
                    if let Some(target) = self.model.get(&binding.target) {
                        self.edge(from, target, label.to_owned());
                    }
                }
            }
            Kind::Structure(members) | Kind::Union(members) => {
                for member in members {
                    let (target, label) = self.target(member);
                    if let Some(target) = target {
                        self.edge(from, target, label);
                    }
                }
            }
            _ => {}
        }
    }

    /// What a member leads to, through lists and maps.
    fn target(&self, member: &'m Member) -> (Option<&'m Shape>, String) {
        let mut label = member.name.clone();
        let mut target = self.model.get(&member.target);
        // lists may hold themselves in models that are refused
        for _ in 0..READABLE {
            let (inner, mark) = match target.map(|target| &target.kind) {
                Some(Kind::List(item)) => (&item.target, "[]"),
                Some(Kind::Map { value, .. }) => (&value.target, "{}"),
                _ => break,
            };
            target = self.model.get(inner);
            label.push_str(mark);
        }
        (target, label)
    }

    fn edge(&mut self, from: usize, target: &'m Shape, label: String) {
        if let Some(to) = self.node(target) {
            self.edges.insert(Edge { from, to, label });
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
