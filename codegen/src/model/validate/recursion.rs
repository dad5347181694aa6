//! Shapes that cannot have a value, or a Rust type.

use super::super::{Kind, Length, Member, Model, Required, Shape};
use super::Check;
use crate::id::ShapeId;
use std::collections::{HashMap, HashSet};

pub(super) fn check(check: &mut Check<'_, '_>) {
    let model = check.model;
    let finite = finite(model);
    let endless = circles(model, |shape| !finite.contains(&shape.id));
    let collections = circles(model, |shape| {
        matches!(shape.kind, Kind::List(_) | Kind::Map { .. })
    });
    for shape in model.shapes.values() {
        if endless.contains(&shape.id) {
            check.shape_error(
                shape,
                "no value of this shape has an end: it has to contain another of itself",
                "make a member on the way not required, or put a list or a map in between",
            );
        }
        if collections.contains(&shape.id) {
            check.shape_error(
                shape,
                "the collection contains only itself",
                "put a structure or a union in between: a list or a map alone has no name in Rust",
            );
        }
    }
}

/// The shapes that have a finite value: those that do by themselves, then what has one given these, and so on.
fn finite(model: &Model) -> HashSet<&ShapeId> {
    let mut containing: HashMap<&ShapeId, Vec<&Shape>> = HashMap::new();
    for shape in model.shapes.values() {
        for member in model.members(shape) {
            containing.entry(&member.target).or_default().push(shape);
        }
    }
    let mut finite = HashSet::new();
    let mut open: Vec<&Shape> = model.shapes.values().collect();
    while let Some(shape) = open.pop() {
        if !finite.contains(&shape.id) && is_finite(shape, model, &finite) {
            finite.insert(&shape.id);
            open.extend(containing.get(&shape.id).into_iter().flatten());
        }
    }
    finite
}

fn is_finite(shape: &Shape, model: &Model, finite: &HashSet<&ShapeId>) -> bool {
    // What is not defined is a finding of its own.
    let ends =
        |member: &Member| finite.contains(&member.target) || model.get(&member.target).is_none();
    let may_be_empty = shape
        .traits
        .get::<Length>()
        .is_none_or(|length| length.min.unwrap_or(0) == 0);
    match &shape.kind {
        Kind::Structure(_) => model
            .members(shape)
            .into_iter()
            .all(|member| !member.traits.has::<Required>() || ends(member)),
        Kind::Union(_) => {
            let members = model.members(shape);
            members.is_empty() || members.into_iter().any(ends)
        }
        Kind::List(member) => may_be_empty || ends(member),
        Kind::Map { value, .. } => may_be_empty || ends(value),
        _ => true,
    }
}

/// Of the shapes for which `among` says so, those on a circle of members, or on a way from one circle to another: all but
/// those from which no way leads on, or to which none leads.
fn circles(model: &Model, among: impl Fn(&Shape) -> bool) -> HashSet<&ShapeId> {
    let mut left: HashSet<&ShapeId> = model
        .shapes
        .values()
        .filter(|shape| among(shape))
        .map(|shape| &shape.id)
        .collect();
    let mut onward: HashMap<&ShapeId, Vec<&ShapeId>> = HashMap::new();
    let mut back: HashMap<&ShapeId, Vec<&ShapeId>> = HashMap::new();
    for shape in left.iter().filter_map(|id| model.get(id)) {
        for member in model.members(shape) {
            if left.contains(&member.target) {
                onward.entry(&shape.id).or_default().push(&member.target);
                back.entry(&member.target).or_default().push(&shape.id);
            }
        }
    }
    let ways = |of: &HashMap<&ShapeId, Vec<&ShapeId>>, id| of.get(id).map_or(0, Vec::len);
    let mut degrees: HashMap<&ShapeId, [usize; 2]> = left
        .iter()
        .map(|id| (*id, [ways(&onward, *id), ways(&back, *id)]))
        .collect();
    let mut open: Vec<&ShapeId> = degrees
        .iter()
        .filter(|(_, degrees)| degrees.contains(&0))
        .map(|(id, _)| *id)
        .collect();
    while let Some(id) = open.pop() {
        if !left.remove(id) {
            continue;
        }
        // Whoever led here has one way less to go on, whoever this led to one way less to be reached.
        for (neighbours, way) in [(back.get(id), 0), (onward.get(id), 1)] {
            for neighbour in neighbours.into_iter().flatten() {
                if let Some(degree) = degrees.get_mut(neighbour) {
                    degree[way] = degree[way].saturating_sub(1);
                    if degree[way] == 0 {
                        open.push(neighbour);
                    }
                }
            }
        }
    }
    left
}
