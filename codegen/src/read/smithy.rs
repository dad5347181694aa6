//! The Smithy JSON AST, versions 1.0 and 2.0 (Smithy 2.0, "JSON AST").
//!
//! In: one document after the other. Out: their shapes, then the traits that `apply` adds, then what version 1.0 means in
//! the words of 2.0. Never flattens a mixin: `transform` does.

mod shape;
mod traits;
mod upgrade;
mod waiters;

use super::findings::Findings;
use super::json::{Node, Object};
use crate::id::ShapeId;
use crate::model::{Member, Model, Protocol, Protocols, Shape, Trait, Traits, Value};
use crate::source::Location;

/// Whether a document says that it is a Smithy AST.
pub(super) fn is_smithy(root: &Object) -> bool {
    root.has("smithy")
}

/// What has to wait until every document is read.
#[derive(Default)]
pub(super) struct Documents {
    /// Traits for shapes and members that may stand in another document.
    applied: Vec<Applied>,
    /// The shapes of documents of version 1.
    old: Vec<ShapeId>,
}

struct Applied {
    target: String,
    traits: Traits,
    at: Location,
}

impl Documents {
    /// The shapes of one document, in its order.
    pub(super) fn read(&mut self, mut root: Object, findings: &mut Findings<'_>) -> Vec<Shape> {
        findings.about_document();
        let Some(version) = root.take("smithy") else {
            return Vec::new();
        };
        let at = version.at.clone();
        let version = version.string(findings).unwrap_or_default();
        let old = match version.split('.').next() {
            Some("1") => true,
            Some("2") => false,
            _ => {
                findings.error(
                    &at,
                    format!("unknown version {version:?} of Smithy"),
                    "versions 1.0 and 2.0 are read",
                );
                return Vec::new();
            }
        };
        let entries = root
            .take("shapes")
            .and_then(|node| node.object(findings))
            .map(|object| object.rest().collect::<Vec<_>>())
            .unwrap_or_default();
        let mut shapes = Vec::with_capacity(entries.len());
        for (name, node) in entries {
            findings.about(&name);
            let Some(mut object) = node.object(findings) else {
                continue;
            };
            if object.has("traits") && self.is_apply(&name, &mut object, findings) {
                continue;
            }
            let Some(id) = id(&name, &object.at, findings) else {
                continue;
            };
            if let Some(shape) = shape::read(&id, object, findings) {
                if old {
                    self.old.push(id);
                }
                shapes.push(shape);
            }
        }
        shapes
    }

    /// Takes an entry that is no shape of its own: `"type": "apply"`.
    fn is_apply(&mut self, target: &str, object: &mut Object, findings: &mut Findings<'_>) -> bool {
        if object.peek("type").and_then(Value::as_str) != Some("apply") {
            return false;
        }
        let at = object.at.clone();
        let mut traits = Traits::default();
        traits::read(object.take("traits"), &mut traits, findings);
        self.applied.push(Applied {
            target: target.to_owned(),
            traits,
            at,
        });
        true
    }

    /// Adds the applied traits, settles protocols and upgrades version 1.
    pub(super) fn finish(self, model: &mut Model, findings: &mut Findings<'_>) {
        for applied in self.applied {
            findings.about(&applied.target);
            match target(model, &applied.target, &applied.at) {
                Some(traits) => merge(traits, &applied.traits, findings),
                None => findings.error(
                    &applied.at,
                    "`apply` names something that no document defines",
                    "give the document that defines it too, or remove the statement",
                ),
            }
        }
        upgrade::enums(model, findings);
        upgrade::first_version(&self.old, model);
        protocols(model);
    }
}

/// An absolute shape id, else a finding.
fn id(text: &str, at: &Location, findings: &mut Findings<'_>) -> Option<ShapeId> {
    let id = ShapeId::parse(text);
    if id.is_none() {
        findings.error(
            at,
            format!("{text:?} is no shape id"),
            "write it as namespace#Shape",
        );
    }
    id
}

/// The shape id in `{"target": "..."}`, else a finding.
fn reference(node: Node, findings: &mut Findings<'_>) -> Option<(ShapeId, Location)> {
    let at = node.at.clone();
    let mut object = node.object(findings)?;
    let Some(target) = object.take("target") else {
        findings.error(&at, "the reference has no target", "add \"target\"");
        return None;
    };
    let text = target.string(findings)?;
    Some((id(&text, &at, findings)?, at))
}

/// The traits of a shape or member. A member that a shape takes from a mixin is written down on the shape itself, with
/// what is applied to it there.
fn target<'m>(model: &'m mut Model, target: &str, at: &Location) -> Option<&'m mut Traits> {
    let Some((shape, member)) = target.split_once('$') else {
        return Some(&mut model.shapes.get_mut(&ShapeId::parse(target)?)?.traits);
    };
    let id = ShapeId::parse(shape)?;
    let inherited = model
        .members(model.get(&id)?)
        .into_iter()
        .find(|known| known.name == member)?
        .target
        .clone();
    let kind = &mut model.shapes.get_mut(&id)?.kind;
    if kind.members().all(|known| known.name != member) {
        kind.member_list_mut()?.push(Member {
            name: member.to_owned(),
            target: inherited,
            traits: Traits::default(),
            at: at.clone(),
        });
    }
    kind.members_mut()
        .find(|known| known.name == member)
        .map(|member| &mut member.traits)
}

/// Adds traits to those that are there: equal ones are one, lists are joined, anything else is a conflict.
fn merge(into: &mut Traits, from: &Traits, findings: &mut Findings<'_>) {
    for applied in from.iter() {
        let there = into.iter().find(|t| t.value.id() == applied.value.id());
        let joined = match there.map(|there| (&there.value, &applied.value)) {
            None => applied.value.clone(),
            Some((first, second)) if first == second => continue,
            Some((Trait::Tags(first), Trait::Tags(second))) => {
                let mut all = first.clone();
                all.0.extend(second.0.iter().cloned());
                Trait::Tags(all)
            }
            Some((Trait::Unread(first), Trait::Unread(second)))
                if first.value.items().is_some() && second.value.items().is_some() =>
            {
                let items = [&first.value, &second.value]
                    .into_iter()
                    .filter_map(Value::items)
                    .flatten();
                super::unread(&first.id, Value::Array(items.cloned().collect()))
            }
            Some(_) => {
                findings.error(
                    &applied.at,
                    format!(
                        "the trait {} is applied twice, with different values",
                        applied.value.id()
                    ),
                    "remove one of the two",
                );
                continue;
            }
        };
        into.apply(joined, applied.at.clone());
    }
}

/// Protocols that are known by name; any other is one by its definition, if the model has that.
const PROTOCOLS: [&str; 8] = [
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
];

/// Gathers the protocol traits of each service into one, in their order.
fn protocols(model: &mut Model) {
    let defined: Vec<ShapeId> = model
        .shapes
        .values()
        .filter(|shape| {
            shape
                .traits
                .unread("smithy.api#protocolDefinition")
                .is_some()
        })
        .map(|shape| shape.id.clone())
        .collect();
    let services: Vec<ShapeId> = model
        .services()
        .map(|(shape, _)| shape.id.clone())
        .collect();
    for service in services {
        let Some(shape) = model.shapes.get_mut(&service) else {
            continue;
        };
        let mut protocols = Vec::new();
        let mut place = None;
        for applied in shape.traits.iter() {
            let id = applied.value.id();
            if matches!(applied.value, Trait::Unread(_))
                && (PROTOCOLS.contains(&id) || defined.iter().any(|shape| shape.as_str() == id))
            {
                place.get_or_insert_with(|| applied.at.clone());
                protocols.push(Protocol {
                    id: id.to_owned(),
                    target: None,
                });
            }
        }
        if let Some(place) = place {
            shape.traits.insert(Protocols(protocols), place);
        }
    }
}
