//! Mixins are copied into what uses them (Smithy 2.0, "Mixins").
//!
//! In: shapes with mixins. Out: the same shapes with the members, traits and bindings of their mixins as their own. Never
//! takes over what a mixin keeps local.

use crate::id::ShapeId;
use crate::model::{Binding, Kind, Member, Mixin, Model, Shape, Trait, Traits, Typed};
use std::collections::HashSet;

pub(super) fn flatten(model: &mut Model) {
    let ids: Vec<ShapeId> = model
        .shapes
        .values()
        .filter(|shape| !shape.mixins.is_empty())
        .map(|shape| shape.id.clone())
        .collect();
    let mut done: HashSet<ShapeId> = HashSet::new();
    for id in ids {
        let Some(shape) = model.get(&id).filter(|_| !done.contains(&id)) else {
            continue;
        };
        let order: Vec<ShapeId> = model
            .with_mixins(shape)
            .iter()
            .map(|shape| shape.id.clone())
            .collect();
        for id in order {
            if done.insert(id.clone()) {
                one(&id, model);
            }
        }
    }
}

/// Flattens one shape whose mixins are flat.
fn one(id: &ShapeId, model: &mut Model) {
    let Some(mut shape) = model.get(id).cloned() else {
        return;
    };
    let mixins = std::mem::take(&mut shape.mixins);
    let mut traits = Traits::default();
    let mut members: Vec<Member> = Vec::new();
    for mixin in mixins.iter().filter_map(|mixin| model.get(&mixin.target)) {
        let local = mixin.traits.get::<Mixin>();
        for applied in mixin.traits.iter() {
            let id = applied.value.id();
            if id != Mixin::ID
                && !local.is_some_and(|mixin| mixin.local_traits.iter().any(|l| l == id))
            {
                traits.apply(applied.value.clone(), applied.at.clone());
            }
        }
        for member in mixin.kind.members() {
            add(&mut members, member.clone());
        }
        take_bindings(&mut shape, mixin);
    }
    for applied in shape.traits.iter() {
        traits.apply(applied.value.clone(), applied.at.clone());
    }
    shape.traits = traits;
    if let Some(own) = shape.kind.member_list_mut() {
        for member in own.drain(..) {
            add(&mut members, member);
        }
        *own = members;
    } else {
        // A list has one member, a map two: what is written down on the shape itself is whole but for the traits.
        for own in shape.kind.members_mut() {
            if let Some(inherited) = members.iter().find(|member| member.name == own.name) {
                own.traits = joined(&inherited.traits, &own.traits);
            }
        }
    }
    model.shapes.insert(id.clone(), shape);
}

/// Adds a member; one of the same name keeps its place, and what is new counts.
fn add(members: &mut Vec<Member>, new: Member) {
    match members.iter_mut().find(|member| member.name == new.name) {
        Some(member) => {
            member.traits = joined(&member.traits, &new.traits);
            member.target = new.target;
            member.at = new.at;
        }
        None => members.push(new),
    }
}

fn joined(first: &Traits, second: &Traits) -> Traits {
    let mut traits = first.clone();
    for applied in second.iter() {
        let value: Trait = applied.value.clone();
        traits.apply(value, applied.at.clone());
    }
    traits
}

/// Takes over what services, resources and operations refer to; the mixin's come first.
fn take_bindings(shape: &mut Shape, mixin: &Shape) {
    let join = |own: &mut Vec<Binding>, from: &[Binding]| {
        let mut all: Vec<Binding> = from.to_vec();
        all.retain(|binding| own.iter().all(|known| known.target != binding.target));
        all.append(own);
        *own = all;
    };
    match (&mut shape.kind, &mixin.kind) {
        (Kind::Service(own), Kind::Service(from)) => {
            if own.version.is_empty() {
                own.version.clone_from(&from.version);
            }
            join(&mut own.operations, &from.operations);
            join(&mut own.resources, &from.resources);
            join(&mut own.errors, &from.errors);
            for (id, name) in &from.rename {
                if own.rename.iter().all(|(known, _)| known != id) {
                    own.rename.push((id.clone(), name.clone()));
                }
            }
        }
        (Kind::Resource(own), Kind::Resource(from)) => {
            join(&mut own.operations, &from.operations);
            join(&mut own.resources, &from.resources);
        }
        (Kind::Operation(own), Kind::Operation(from)) => join(&mut own.errors, &from.errors),
        _ => {}
    }
}
