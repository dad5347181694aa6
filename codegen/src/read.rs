//! Documents into one model, whichever format each is in.
//!
//! In: the texts given to a run. Out: a [`Model`] in Smithy's vocabulary with everything that the documents say, or
//! findings. Never checks what shapes say about each other: [`Model::validate`] does.
//!
//! | document | told by | what becomes of it |
//! |---|---|---|
//! | Smithy JSON AST 1.0 and 2.0 | `smithy` | shapes; all such documents are one model, `apply` reaches across them |
//! | C2J `service-2.json` | `metadata` with `operations` or `shapes` | shapes, in a namespace of its own |
//! | what is published beside C2J | see `c2j/sibling.rs` | traits on the service beside which it stands |
//!
//! Sections of `metadata` in a Smithy AST (validators, suppressions) speak to Smithy's own tools and are not read.

mod c2j;
mod context;
mod findings;
mod json;
mod prelude;
mod smithy;

use crate::diagnostic::Diagnostics;
use crate::id::ShapeId;
use crate::model::{Model, Shape, Trait, Traits, Unread, Value};
use crate::source::{Content, Index, Source};
use findings::Findings;
use indexmap::map::Entry;
use json::Object;

/// Reads all documents into one model. `None` when something stands in them that cannot be read: `diagnostics` then has
/// at least one error. What can be read is read even so, so that all problems are told at once.
pub fn read(sources: &[Source], diagnostics: &mut Diagnostics) -> Option<Model> {
    let before = diagnostics.iter().count();
    let mut findings = Findings::new(diagnostics);
    let mut model = Model::default();
    let mut smithy = smithy::Documents::default();
    let mut services: Vec<(usize, ShapeId)> = Vec::new();
    let mut siblings = Vec::new();
    let models = sources
        .iter()
        .enumerate()
        .filter(|(_, source)| source.content == Content::Model);
    for (index, source) in models {
        findings.about_document();
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        let Some(node) = json::parse(number, &source.text, &mut findings) else {
            continue;
        };
        let Some(root) = node.object(&mut findings) else {
            continue;
        };
        if smithy::is_smithy(&root) {
            for shape in smithy.read(root, &mut findings) {
                insert(shape, &mut model, sources, &mut findings);
            }
        } else if c2j::is_c2j(&root) {
            let shapes = c2j::read(root, &mut findings).unwrap_or_default();
            services.extend(shapes.first().map(|service| (index, service.id.clone())));
            for shape in shapes {
                insert(shape, &mut model, sources, &mut findings);
            }
        } else if c2j::is_sibling(&root) {
            siblings.push((index, root));
        } else {
            findings.error(
                &root.at,
                "no service model",
                "a model is a C2J service-2.json (it has \"metadata\", \"operations\" and \"shapes\") or a Smithy JSON \
                 AST (it has \"smithy\" and \"shapes\")",
            );
        }
    }
    smithy.finish(&mut model, &mut findings);
    for (index, root) in siblings {
        sibling(index, root, sources, &services, &mut model, &mut findings);
    }
    prelude::complete(&mut model);
    let sound = diagnostics
        .iter()
        .skip(before)
        .all(|d| d.severity != crate::diagnostic::Severity::Error);
    sound.then_some(model)
}

/// Adds a shape. The same shape may stand in two documents when both say the same.
fn insert(shape: Shape, model: &mut Model, sources: &[Source], findings: &mut Findings<'_>) {
    match model.shapes.entry(shape.id.clone()) {
        Entry::Vacant(place) => {
            place.insert(shape);
        }
        Entry::Occupied(there) => {
            let same =
                |first: Option<Value>, second: Option<Value>| first.is_some() && first == second;
            if !same(at_place(sources, there.get()), at_place(sources, &shape)) {
                findings.about(&shape.id);
                let first = sources.get(there.get().at.source as usize);
                findings.error(
                    &shape.at,
                    format!(
                        "the shape is defined twice, first in {}",
                        first.map_or("another document", |source| &source.name)
                    ),
                    "remove or rename one of the two",
                );
            }
        }
    }
}

/// The JSON that a shape was read from.
fn at_place(sources: &[Source], shape: &Shape) -> Option<Value> {
    let text = &sources.get(shape.at.source as usize)?.text;
    let place = Index::new(text).locate(&shape.at.pointer)?;
    let mut unheard = Diagnostics::default();
    json::parse(0, text.get(place.value)?, &mut Findings::new(&mut unheard)).map(|node| node.value)
}

/// Reads a file that is published beside a C2J model. It belongs to the model in the same folder, or to the only one.
fn sibling(
    index: usize,
    root: Object,
    sources: &[Source],
    services: &[(usize, ShapeId)],
    model: &mut Model,
    findings: &mut Findings<'_>,
) {
    let folder = |index: usize| {
        let name: &str = sources.get(index).map_or("", |source| &source.name);
        name.rfind(['/', '\\']).map_or("", |end| &name[..end])
    };
    let beside: Vec<&ShapeId> = match services {
        [(_, only)] => vec![only],
        several => several
            .iter()
            .filter(|(service, _)| folder(*service) == folder(index))
            .map(|(_, id)| id)
            .collect(),
    };
    if let [service] = beside.as_slice() {
        c2j::read_sibling(root, service, model, findings);
    } else {
        findings.about_document();
        findings.error(
            &root.at,
            "this file belongs to a C2J model, and which one is not clear",
            "give the service-2.json of the same folder with it",
        );
    }
}

/// A trait that nothing reads.
fn unread(id: &str, value: Value) -> Trait {
    Trait::Unread(Unread {
        id: id.to_owned(),
        value,
    })
}

/// Keeps what was not taken, each key as an unread trait.
fn leftover(prefix: &str, object: Object, traits: &mut Traits) {
    for (key, node) in object.rest() {
        traits.apply(unread(&format!("{prefix}{key}"), node.value), node.at);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
