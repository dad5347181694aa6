//! Opens repetitions whose end no text reaches.
//!
//! In: a syntax tree, and how many characters a text has at most. Out: the tree in which what may be repeated at least that
//! often may be repeated for ever; none if nothing is. Never touches a count that a text could exceed.

use super::syntax::Node;

/// `node` without the counts that no text of `longest` characters exceeds.
pub(super) fn without_counts(node: &Node, longest: u64) -> Option<Node> {
    let mut changed = false;
    let open = opened(node, longest, &mut changed);
    changed.then_some(open)
}

fn opened(node: &Node, longest: u64, changed: &mut bool) -> Node {
    let mut all = |nodes: &[Node]| -> Vec<Node> {
        let nodes = nodes.iter();
        nodes.map(|node| opened(node, longest, changed)).collect()
    };
    match node {
        Node::Concat(nodes) => Node::concat(all(nodes)),
        Node::Alt(nodes) => Node::alt(all(nodes)),
        Node::Repeat { node, min, max } => {
            let inner = opened(node, longest, changed);
            // every round takes a character or more, so there is no text for one round too many
            let is_out_of_reach =
                max.is_some_and(|max| u64::from(max) >= longest) && shortest(node) >= 1;
            *changed |= is_out_of_reach;
            Node::repeat(inner, *min, max.filter(|_| !is_out_of_reach))
        }
        Node::Look {
            ahead,
            negated,
            node,
        } => Node::look(*ahead, *negated, opened(node, longest, changed)),
        Node::Empty | Node::Class(_) | Node::Start | Node::End | Node::WordBoundary { .. } => {
            node.clone()
        }
    }
}

/// How many characters a match has at least.
fn shortest(node: &Node) -> u64 {
    match node {
        Node::Class(_) => 1,
        Node::Concat(nodes) => nodes.iter().map(shortest).fold(0, u64::saturating_add),
        Node::Alt(nodes) => nodes.iter().map(shortest).min().unwrap_or_default(),
        Node::Repeat { node, min, .. } => shortest(node).saturating_mul(u64::from(*min)),
        Node::Empty | Node::Start | Node::End | Node::WordBoundary { .. } | Node::Look { .. } => 0,
    }
}
