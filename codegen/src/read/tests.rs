//! The readers, by small documents.

mod c2j;
mod documents;
mod smithy;

use super::read;
use crate::diagnostic::Diagnostics;
use crate::id::ShapeId;
use crate::model::{Kind, Member, Model, Operation, Service, Shape, Traits, Typed};
use crate::source::Source;

/// Reads documents that are sound.
fn sound(texts: &[&str]) -> Model {
    let (model, diagnostics) = all(texts);
    assert!(
        diagnostics.iter().next().is_none(),
        "{}",
        diagnostics.render(&[], false)
    );
    model.unwrap()
}

fn all(texts: &[&str]) -> (Option<Model>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let model = read(&sources(texts), &mut diagnostics);
    (model, diagnostics)
}

fn sources(texts: &[&str]) -> Vec<Source> {
    texts
        .iter()
        .enumerate()
        .map(|(index, text)| Source::new(format!("m/{index}.json"), *text))
        .collect()
}

/// What is told of documents that cannot be read: shape, pointer, message.
fn told(texts: &[&str]) -> Vec<(String, String, String)> {
    let (model, diagnostics) = all(texts);
    assert!(model.is_none());
    diagnostics
        .iter()
        .map(|d| {
            assert!(d.help.is_some(), "{}", d.message);
            let at = d.at.as_ref().unwrap();
            (
                d.subject.clone().unwrap_or_default(),
                format!("{}:{}", at.source, at.pointer),
                d.message.clone(),
            )
        })
        .collect()
}

fn texts(told: &[(String, String, String)]) -> Vec<(&str, &str, &str)> {
    told.iter()
        .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
        .collect()
}

fn shape<'m>(model: &'m Model, id: &str) -> &'m Shape {
    model
        .get(&ShapeId::parse(id).unwrap())
        .unwrap_or_else(|| panic!("no shape {id}"))
}

fn member<'m>(model: &'m Model, id: &str, name: &str) -> &'m Member {
    let shape = shape(model, id);
    shape
        .kind
        .members()
        .find(|member| member.name == name)
        .unwrap_or_else(|| panic!("no member {name}"))
}

fn operation<'m>(model: &'m Model, id: &str) -> &'m Operation {
    match &shape(model, id).kind {
        Kind::Operation(operation) => operation,
        other => panic!("{id} is of kind {}", other.name()),
    }
}

fn service(model: &Model) -> (&Shape, &Service) {
    model.services().next().unwrap()
}

/// A trait by type.
fn the<T: Typed>(traits: &Traits) -> &T {
    traits
        .get::<T>()
        .unwrap_or_else(|| panic!("no trait {}", T::ID))
}

/// The ids of all traits, in order.
fn ids(traits: &Traits) -> Vec<&str> {
    traits.iter().map(|applied| applied.value.id()).collect()
}
