//! Takes out of a pattern what is only a count of characters.
//!
//! In: a syntax tree. Out: one that counts less, and how many characters the whole text may have: a text matches the first if
//! and only if it matches the second and is as long as that. A count costs a state for every number up to it; a window is free.

use super::syntax::Node;
use crate::rust::Window;

impl Window {
    /// Any number.
    pub(super) const OPEN: Self = Self { min: 0, max: None };

    /// What is in both windows.
    pub(super) fn and(self, other: Self) -> Self {
        let max = match (self.max, other.max) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Self {
            min: self.min.max(other.min),
            max,
        }
    }
}

/// Counts of one length from this on are worth a window.
const LONG: u32 = 64;

/// Splits `node` into a pattern and a window.
pub(super) fn split(node: Node) -> (Node, Window) {
    let mut pieces = match node {
        Node::Concat(pieces) => pieces,
        other => vec![other],
    };
    while pieces.starts_with(&[Node::Start, Node::Start]) {
        pieces.remove(0);
    }
    while pieces.ends_with(&[Node::End, Node::End]) {
        pieces.pop();
    }
    let mut window = Window::OPEN;
    let from_start = pieces.first() == Some(&Node::Start);
    for piece in pieces.iter_mut().skip(usize::from(from_start)) {
        let Node::Look {
            ahead: true,
            negated: false,
            node,
        } = piece
        else {
            break;
        };
        if let Some((rest, counted)) = whole_text(node, from_start) {
            window = window.and(counted);
            *piece = Node::look(true, false, rest);
        }
    }
    if from_start
        && pieces.last() == Some(&Node::End)
        && let Some(counted) = one_count(&mut pieces)
    {
        window = window.and(counted);
    }
    (Node::concat(pieces), window)
}

/// The content of a look-ahead that holds for the whole text, such as `.{1,80}$`, without its count, and the count.
fn whole_text(look: &Node, from_start: bool) -> Option<(Node, Window)> {
    let Node::Concat(pieces) = look else {
        return None;
    };
    let mut pieces = pieces.clone();
    if (from_start || pieces.first() == Some(&Node::Start)) && pieces.last() == Some(&Node::End) {
        let window = one_count(&mut pieces)?;
        return Some((Node::concat(pieces), window));
    }
    None
}

/// Where all pieces but one have a fixed width, and that one is a repetition of something of fixed width, its count is that of
/// the whole text. Opens the repetition in `pieces` and returns the window, if so.
fn one_count(pieces: &mut [Node]) -> Option<Window> {
    let mut fixed = 0u32;
    let mut counted = None;
    for (at, piece) in pieces.iter().enumerate() {
        match piece.fixed_width() {
            Some(width) => fixed = fixed.checked_add(width)?,
            None if counted.is_none() => counted = Some(at),
            None => return None,
        }
    }
    let at = match counted {
        Some(at) => at,
        None => pieces
            .iter()
            .position(|piece| matches!(piece, Node::Repeat { min, .. } if *min >= LONG))?,
    };
    let Node::Repeat { node, min, max } = &pieces[at] else {
        return None;
    };
    let width = node.fixed_width()?;
    if counted.is_none() {
        fixed -= width.checked_mul(*min)?;
    }
    let length = |count: u32| fixed.checked_add(width.checked_mul(count)?);
    let max = match max {
        Some(max) => Some(length(*max)?),
        None => None,
    };
    let window = Window {
        min: length(*min)?,
        max,
    };
    pieces[at] = Node::repeat(node.as_ref().clone(), 0, None);
    Some(window)
}
