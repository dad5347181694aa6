//! A graph as text for programs that draw: Mermaid and DOT.
//!
//! In: a graph. Out: its text. Nodes go by their numbers, so a name is only ever a label in quotes.

use std::fmt::Write as _;

use super::{Graph, Look};
use crate::source::is_unseen;

impl Graph {
    /// As a Mermaid flowchart.
    #[must_use]
    pub fn mermaid(&self) -> String {
        let mut text = String::from("flowchart LR\n");
        for (number, node) in self.nodes.iter().enumerate() {
            let (open, close) = match node.look {
                Look::Operation => ("([", "])"),
                Look::Structure => ("[", "]"),
                Look::Union => ("{{", "}}"),
                Look::Enum => ("(", ")"),
                Look::Error => ("[/", "/]"),
            };
            let _ = writeln!(text, "  n{number}{open}\"{}\"{close}", entities(&node.name));
        }
        for edge in &self.edges {
            let label = entities(&edge.label);
            let _ = writeln!(text, "  n{} -->|\"{label}\"| n{}", edge.from, edge.to);
        }
        text
    }

    /// As DOT, Graphviz's language.
    #[must_use]
    pub fn dot(&self) -> String {
        let mut text =
            String::from("digraph model {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
        for (number, node) in self.nodes.iter().enumerate() {
            let shape = match node.look {
                Look::Operation => "oval",
                Look::Structure => "box",
                Look::Union => "hexagon",
                Look::Enum => "note",
                Look::Error => "octagon",
            };
            let label = quoted(&node.name);
            let _ = writeln!(text, "  n{number} [label=\"{label}\", shape={shape}];");
        }
        for edge in &self.edges {
            let label = quoted(&edge.label);
            let _ = writeln!(
                text,
                "  n{} -> n{} [label=\"{label}\"];",
                edge.from, edge.to
            );
        }
        text.push_str("}\n");
        text
    }
}

/// Letters, digits and a few marks as they are, everything else as Mermaid's entities: nothing ends the quotes or begins
/// something else, in Mermaid or in the Markdown around it.
fn entities(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            c if c.is_alphanumeric() || "_.$[]{} ".contains(c) => escaped.push(c),
            c if is_unseen(c) => escaped.push(' '),
            c => {
                let _ = write!(escaped, "#{};", u32::from(c));
            }
        }
    }
    escaped
}

/// The inside of a quoted string of DOT.
fn quoted(text: &str) -> String {
    let text = text.replace(is_unseen, " ");
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
