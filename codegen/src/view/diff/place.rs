//! Places of changes, as people read them.
//!
//! In: locations in the documents of one version. Out: file, line and column. Each document's lines are counted once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::source::{Index, Location, Source};

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What messages call the document.
    pub file: Arc<str>,
    /// The line, from one.
    pub line: usize,
    /// The column, from one, in characters.
    pub column: usize,
}

/// Finds places in the documents of one version.
pub(super) struct Spots<'s> {
    sources: &'s [Source],
    open: HashMap<u32, Open<'s>>,
}

/// A document that was looked into.
struct Open<'s> {
    index: Index<'s>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'s> Spots<'s> {
    pub(super) fn new(sources: &'s [Source]) -> Self {
        Self {
            sources,
            open: HashMap::new(),
        }
    }

    /// The key of a value, or the value itself where it has none.
    pub(super) fn of(&mut self, at: &Location) -> Option<Spot> {
        let source = self.sources.get(at.source as usize)?;
        let text: &'s str = &source.text;
        let open = self.open.entry(at.source).or_insert_with(|| Open {
            index: Index::new(text),
            lines: std::iter::once(0)
                .chain(text.match_indices('\n').map(|(end, _)| end + 1))
                .collect(),
        });
        let offset = match at.span {
            Some((start, _)) => start as usize,
            None => {
                let place = open.index.nearest(&at.pointer)?;
                place.key.unwrap_or(place.value).start
            }
        };
        let line = open.lines.partition_point(|start| *start <= offset);
        let start = *open.lines.get(line.checked_sub(1)?)?;
        Some(Spot {
            file: source.name.clone(),
            line,
            column: text.get(start..offset)?.chars().count() + 1,
        })
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
