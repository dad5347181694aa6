//! Documentation of the crate's items.
//!
//! In: `documentation` and `deprecated` traits. Out: lines of rustdoc Markdown in which names of shapes and operations link to
//! their types, and deprecations. What has no documentation gets no lines: `emit` has a line of its own for each kind of item.
//! Documentation is read as CommonMark, in which HTML is recognised: that is what both formats hold, and one text of a
//! service says the same in each.

use std::collections::HashMap;

use super::paths::{self, Paths};
use crate::docs::{self, Format, markdown};
use crate::model::{Deprecated, Documentation, Model, Traits};
use crate::rust::{Deprecation, Module, TypePath};
use crate::source::is_unseen;

/// Resolves names in documentation.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// What a name of the model is called here: `crate::types::JobExecution`.
    links: HashMap<String, String>,
}

impl Prose {
    /// Knows the types of all shapes, and the inputs of all operations. A type wins over an operation of the same name.
    pub(super) fn new(model: &Model, paths: &Paths) -> Self {
        let mut links = HashMap::new();
        for shape in model.shapes.values() {
            if let Some(place) = paths.shape(&shape.id) {
                links
                    .entry(place.modelled.clone())
                    .or_insert_with(|| absolute(&place.path));
            }
        }
        for (shape, operation) in paths::operations(model) {
            let input = operation
                .input
                .as_ref()
                .and_then(|input| paths.shape(&input.target));
            if let Some(place) = input {
                links
                    .entry(shape.id.name().to_owned())
                    .or_insert_with(|| absolute(&place.path));
            }
        }
        Self { links }
    }

    /// The documentation among these traits.
    pub(super) fn of(&self, traits: &Traits) -> Vec<String> {
        let text = traits.get::<Documentation>();
        self.of_text(text.map(|Documentation(text)| text.as_str()))
    }

    /// Documentation that is there or not.
    pub(super) fn of_text(&self, text: Option<&str>) -> Vec<String> {
        match text {
            Some(text) => markdown(text, Format::CommonMark, &|name| {
                self.links.get(name).cloned()
            }),
            None => Vec::new(),
        }
    }

    /// The same for a variant, which says in its documentation that it is deprecated: generated code itself has to name it.
    pub(super) fn of_variant(&self, traits: &Traits) -> Vec<String> {
        let mut docs = self.of(traits);
        if let Some(deprecated) = traits.get::<Deprecated>() {
            let note = note(deprecated).map_or_else(
                || "Deprecated.".to_owned(),
                |note| format!("Deprecated: {note}"),
            );
            append(
                &mut docs,
                markdown(&note, Format::CommonMark, &|name| {
                    self.links.get(name).cloned()
                }),
            );
        }
        docs
    }
}

/// The first sentence of the documentation among these traits, for one cell of a table.
pub(super) fn summary(traits: &Traits) -> String {
    traits
        .get::<Documentation>()
        .map(|Documentation(text)| docs::summary(text))
        .unwrap_or_default()
}

/// Adds a paragraph.
pub(super) fn append(docs: &mut Vec<String>, paragraph: Vec<String>) {
    if !docs.is_empty() && !paragraph.is_empty() {
        docs.push(String::new());
    }
    docs.extend(paragraph);
}

/// The deprecation among these traits. Its note is one line of Markdown, since that is how rustdoc shows it.
pub(super) fn deprecation(traits: &Traits) -> Option<Deprecation> {
    let deprecated = traits.get::<Deprecated>()?;
    let note = note(deprecated).map(|note| {
        let line: Vec<&str> = note.split_whitespace().collect();
        markdown(&line.join(" "), Format::CommonMark, &|_| None).join(" ")
    });
    Some(Deprecation {
        note: note.filter(|note| !note.is_empty()),
    })
}

fn note(deprecated: &Deprecated) -> Option<String> {
    match (&deprecated.message, &deprecated.since) {
        (Some(message), _) => Some(message.clone()),
        (None, Some(since)) => Some(format!("since {since}")),
        (None, None) => None,
    }
}

/// The path that works in any file of the crate.
fn absolute(path: &TypePath) -> String {
    format!("crate::{}", relative(path))
}

/// The path below the crate.
pub(super) fn relative(path: &TypePath) -> String {
    let module = match path.module {
        Module::Types => "types",
        Module::Error => "error",
        Module::Operation => "operation",
    };
    format!("{module}::{}", path.name)
}

/// Any text as a code span on one line.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(is_unseen, " ");
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{padding}{text}{padding}{fence}")
}
