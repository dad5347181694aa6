//! Takes a pattern apart into simpler ones.
//!
//! In: a syntax tree whose automaton would be too large. Out: trees of which a text must match all, or any, or what it must not
//! match. It never asks whether the parts are small enough.

use super::syntax::Node;

/// What a pattern consists of.
pub(super) enum Parts {
    /// A text matches the pattern if all of these hold.
    All(Vec<Part>),
    /// A text matches the pattern if any of these holds.
    Any(Vec<Part>),
}

/// A part of a pattern, a pattern itself.
pub(super) struct Part {
    pub(super) node: Node,
    /// Whether a text must not match it.
    pub(super) negated: bool,
}

impl Part {
    fn new(pieces: Vec<Node>, negated: bool) -> Self {
        Self {
            node: Node::concat(pieces),
            negated,
        }
    }
}

/// The parts of `node`: the branches of an alternative that is all of it, or a look-ahead at its start and the rest.
pub(super) fn parts(node: Node) -> Option<Parts> {
    let pieces = match node {
        Node::Alt(branches) => {
            return Some(Parts::Any(
                branches
                    .into_iter()
                    .map(|node| Part {
                        node,
                        negated: false,
                    })
                    .collect(),
            ));
        }
        Node::Concat(pieces) => pieces,
        _ => return None,
    };
    match &pieces[..] {
        [
            Node::Start,
            Node::Look {
                ahead: true,
                negated,
                node,
            },
            ..,
        ] => {
            let look = Part::new(vec![Node::Start, node.as_ref().clone()], *negated);
            let mut rest = pieces.clone();
            rest.remove(1);
            Some(Parts::All(vec![look, Part::new(rest, false)]))
        }
        [Node::Start, Node::Alt(branches), end @ ..] if end.is_empty() || end == [Node::End] => {
            let part = |branch: &Node| {
                let mut pieces = vec![Node::Start, branch.clone()];
                pieces.extend_from_slice(end);
                Part::new(pieces, false)
            };
            Some(Parts::Any(branches.iter().map(part).collect()))
        }
        _ => None,
    }
}
