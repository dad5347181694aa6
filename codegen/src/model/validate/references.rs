//! Every reference resolves, to a shape of the right kind.

use super::super::{Binding, Error, Kind, Member, Mixin, Shape};
use super::Check;
use crate::id::ShapeId;
use std::collections::{HashMap, HashSet};

pub(super) fn check(shape: &Shape, check: &mut Check<'_, '_>) {
    for member in shape.kind.members() {
        member_target(shape, member, check);
    }
    match &shape.kind {
        Kind::Map { key, .. } => map_key(shape, key, check),
        Kind::Operation(operation) => {
            for (what, binding) in [("input", &operation.input), ("output", &operation.output)] {
                let Some(binding) = binding else {
                    continue;
                };
                refers(shape, what, binding, "structure", check);
            }
            for error in &operation.errors {
                error_target(shape, error, check);
            }
        }
        Kind::Service(service) => {
            for operation in &service.operations {
                refers(shape, "operation", operation, "operation", check);
            }
            for resource in &service.resources {
                refers(shape, "resource", resource, "resource", check);
            }
            for error in &service.errors {
                error_target(shape, error, check);
            }
            for (renamed, name) in &service.rename {
                if check.model.get(renamed).is_none() {
                    check.shape_error(
                        shape,
                        format!(
                            "`rename` gives the name {name:?} to {renamed}, which is not defined"
                        ),
                        "remove the entry, or give the document that defines the shape",
                    );
                }
            }
        }
        Kind::Resource(resource) => {
            for operation in &resource.operations {
                refers(shape, "operation", operation, "operation", check);
            }
            for child in &resource.resources {
                refers(shape, "resource", child, "resource", check);
            }
        }
        _ => {}
    }
    mixins(shape, check);
}

fn member_target(shape: &Shape, member: &Member, check: &mut Check<'_, '_>) {
    let subject = shape.id.member(&member.name);
    match check.model.get(&member.target).map(|target| &target.kind) {
        None => undefined(
            &subject,
            &format!("the member {:?}", member.name),
            &member.target,
            &member.at,
            check,
        ),
        Some(kind @ (Kind::Service(_) | Kind::Resource(_) | Kind::Operation(_))) => check.error(
            subject,
            &member.at,
            format!(
                "the member {:?} has the type {}, which is a shape of kind {}",
                member.name,
                member.target,
                kind.name()
            ),
            "a member's type is a data shape",
        ),
        Some(_) => {}
    }
}

fn undefined(
    subject: &str,
    what: &str,
    target: &ShapeId,
    at: &crate::source::Location,
    check: &mut Check<'_, '_>,
) {
    check.error(
        subject,
        at,
        format!("{what} refers to {target}, which is not defined"),
        "define the shape, correct the name, or give the document that defines it too",
    );
}

/// Checks that a reference leads to a shape of this kind. The shape, if it does.
fn refers<'m>(
    shape: &Shape,
    what: &str,
    binding: &Binding,
    kind: &str,
    check: &mut Check<'m, '_>,
) -> Option<&'m Shape> {
    match check.model.get(&binding.target) {
        None => {
            undefined(
                shape.id.as_str(),
                &format!("the {what}"),
                &binding.target,
                &binding.at,
                check,
            );
            None
        }
        Some(target) if target.kind.name() != kind => {
            check.error(
                &shape.id,
                &binding.at,
                format!(
                    "the {what} {} is a shape of kind {}",
                    binding.target,
                    target.kind.name()
                ),
                format!("here it has to be of kind {kind}"),
            );
            None
        }
        Some(target) => Some(target),
    }
}

fn error_target(shape: &Shape, binding: &Binding, check: &mut Check<'_, '_>) {
    if let Some(target) = refers(shape, "error", binding, "structure", check)
        && !target.traits.has::<Error>()
    {
        check.error(
            &shape.id,
            &binding.at,
            format!("the error {} is not marked as an error", binding.target),
            "mark it: \"exception\": true in C2J, the trait smithy.api#error in Smithy",
        );
    }
}

fn map_key(shape: &Shape, key: &Member, check: &mut Check<'_, '_>) {
    if let Some(target) = check.model.get(&key.target)
        && !matches!(target.kind, Kind::String | Kind::Enum(_))
    {
        check.error(
            shape.id.member("key"),
            &key.at,
            format!("the key of the map is of kind {}", target.kind.name()),
            "the key of a map is a string or an enum",
        );
    }
}

fn mixins(shape: &Shape, check: &mut Check<'_, '_>) {
    for binding in &shape.mixins {
        let Some(mixin) = refers(shape, "mixin", binding, shape.kind.name(), check) else {
            continue;
        };
        if !mixin.traits.has::<Mixin>() {
            check.error(
                &shape.id,
                &binding.at,
                format!("{} is not a mixin", binding.target),
                "mark it with the trait smithy.api#mixin",
            );
        }
    }
    if !shape.mixins.is_empty() {
        conflicting(shape, check);
    }
    if takes_from_itself(shape, check) {
        check.shape_error(
            shape,
            "the shape is a mixin of itself",
            "take it out of the circle of mixins",
        );
    }
}

/// A member may be written down again, or come from two mixins, only with the same target.
fn conflicting(shape: &Shape, check: &mut Check<'_, '_>) {
    let model = check.model;
    let members = model.members(shape);
    let by_name: HashMap<&str, &Member> = members
        .iter()
        .map(|member| (member.name.as_str(), *member))
        .collect();
    let mixins = shape.mixins.iter();
    for inherited in mixins
        .filter_map(|mixin| model.get(&mixin.target))
        .flat_map(|mixin| mixin.kind.members())
    {
        let member = by_name.get(inherited.name.as_str());
        let Some(member) = member.filter(|member| member.target != inherited.target) else {
            continue;
        };
        check.error(
            shape.id.member(&member.name),
            &member.at,
            format!(
                "the member {:?} is {} here and {} in a mixin",
                member.name, member.target, inherited.target
            ),
            "give one of them another name",
        );
    }
}

fn takes_from_itself(shape: &Shape, check: &Check<'_, '_>) -> bool {
    let mut open: Vec<&Binding> = shape.mixins.iter().collect();
    let mut seen = HashSet::new();
    while let Some(binding) = open.pop() {
        if binding.target == shape.id {
            return true;
        }
        if seen.insert(&binding.target) {
            open.extend(
                check
                    .model
                    .get(&binding.target)
                    .into_iter()
                    .flat_map(|mixin| &mixin.mixins),
            );
        }
    }
    false
}
