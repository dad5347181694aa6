//! The syntax tree of a modelled pattern.
//!
//! In: pieces that the parser found. Out: the smallest tree that means the same; every set of characters is spelled out, flags
//! and captures are gone. It never knows how the pattern was written.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// A set of Unicode scalar values.
pub(super) type CharSet = ClassUnicode;

/// Alternatives up to this number are compared with each other.
const FEW_BRANCHES: usize = 64;

/// One piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// The empty text.
    Empty,
    /// One character of a set. The empty set matches nothing.
    Class(CharSet),
    /// The pieces one after the other.
    Concat(Vec<Node>),
    /// Any one of the pieces.
    Alt(Vec<Node>),
    /// The piece `min` times or more, up to `max` times if there is one.
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
    },
    /// The start of the text, zero characters wide.
    Start,
    /// The end of the text, zero characters wide.
    End,
    /// A place with a word character on one side and none on the other; or, negated, any other place. Zero characters wide.
    WordBoundary { negated: bool },
    /// A look at what follows (`ahead`) or precedes, zero characters wide.
    Look {
        ahead: bool,
        negated: bool,
        node: Box<Node>,
    },
}

impl Node {
    /// One character of `ranges`.
    pub(super) fn class(ranges: &[(char, char)]) -> Self {
        Self::Class(char_set(ranges))
    }

    /// Any one character, line terminators too.
    pub(super) fn any_char() -> Self {
        Self::class(&[('\0', char::MAX)])
    }

    /// `pieces` in order. Nested sequences are joined, empty pieces and counts that make no difference dropped.
    pub(super) fn concat(pieces: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Self::Empty => {}
                Self::Concat(inner) => inner.into_iter().for_each(|piece| push(&mut flat, piece)),
                other => push(&mut flat, other),
            }
        }
        match flat.len() {
            0 => Self::Empty,
            1 => flat.remove(0),
            _ => Self::Concat(flat),
        }
    }

    /// One of `branches`. Branches that are single characters are joined into one set.
    pub(super) fn alt(branches: Vec<Self>) -> Self {
        let mut kept: Vec<Self> = Vec::with_capacity(branches.len());
        let mut joined: Option<(usize, Vec<ClassUnicodeRange>)> = None;
        let flat = branches.into_iter().flat_map(|branch| match branch {
            Self::Alt(inner) => inner,
            other => vec![other],
        });
        for branch in flat {
            match (branch, &mut joined) {
                (Self::Class(set), Some((_, ranges))) => ranges.extend_from_slice(set.ranges()),
                (Self::Class(set), None) => {
                    joined = Some((kept.len(), set.ranges().to_vec()));
                    // Keeps the place, and is like no other branch.
                    kept.push(Self::class(&[]));
                }
                // Finding duplicates among many would take longer than they cost.
                (other, _) if kept.len() > FEW_BRANCHES || !kept.contains(&other) => {
                    kept.push(other)
                }
                _ => {}
            }
        }
        if let Some((at, ranges)) = joined {
            kept[at] = Self::Class(CharSet::new(ranges));
        }
        if kept.len() == 1 {
            kept.remove(0)
        } else {
            Self::Alt(kept)
        }
    }

    /// `node` repeated. Repeating what is zero characters wide asks for it once or not at all.
    pub(super) fn repeat(node: Self, min: u32, max: Option<u32>) -> Self {
        if max == Some(0) {
            return Self::Empty;
        }
        if node.is_zero_width() {
            return if min == 0 { Self::Empty } else { node };
        }
        match node {
            node if min == 1 && max == Some(1) => node,
            // (x+)*, (x*)+ and the like: how often the outer one runs makes no difference.
            Self::Repeat {
                node,
                min: inner,
                max: None,
            } if inner <= 1 && min <= 1 && max.is_none() => Self::Repeat {
                node,
                min: inner.min(min),
                max: None,
            },
            node => Self::Repeat {
                node: Box::new(node),
                min,
                max,
            },
        }
    }

    /// `node`, as a look at what follows or precedes.
    pub(super) fn look(ahead: bool, negated: bool, node: Self) -> Self {
        Self::Look {
            ahead,
            negated,
            node: Box::new(node),
        }
    }

    /// Whether the piece never takes a character.
    fn is_zero_width(&self) -> bool {
        match self {
            Self::Empty
            | Self::Start
            | Self::End
            | Self::WordBoundary { .. }
            | Self::Look { .. } => true,
            Self::Class(_) => false,
            Self::Concat(nodes) | Self::Alt(nodes) => nodes.iter().all(Self::is_zero_width),
            Self::Repeat { node, .. } => node.is_zero_width(),
        }
    }

    /// How many characters every match of the piece takes, if they all take the same number.
    pub(super) fn fixed_width(&self) -> Option<u32> {
        match self {
            Self::Empty
            | Self::Start
            | Self::End
            | Self::WordBoundary { .. }
            | Self::Look { .. } => Some(0),
            Self::Class(_) => Some(1),
            Self::Concat(nodes) => nodes
                .iter()
                .try_fold(0u32, |sum, node| sum.checked_add(node.fixed_width()?)),
            Self::Alt(nodes) => {
                let mut widths = nodes.iter().map(Self::fixed_width);
                let first = widths.next()??;
                widths.all(|width| width == Some(first)).then_some(first)
            }
            Self::Repeat { node, min, max } if *max == Some(*min) => {
                node.fixed_width()?.checked_mul(*min)
            }
            Self::Repeat { .. } => None,
        }
    }
}

/// Adds a piece to a sequence. Next to any number of characters of a set, up to `m` more of them, or of a part of the set, are
/// as good as none: `.{1,20}.*` is `.{1}.*`.
fn push(pieces: &mut Vec<Node>, mut piece: Node) {
    while let Some(before) = pieces.last_mut() {
        if absorbs(before, &piece) {
            let Node::Repeat { node, min, .. } = piece else {
                break;
            };
            piece = Node::repeat(*node, min, Some(min));
            if piece == Node::Empty {
                return;
            }
            break;
        }
        if !absorbs(&piece, before) {
            break;
        }
        let Some(Node::Repeat { node, min, .. }) = pieces.pop() else {
            break;
        };
        match Node::repeat(*node, min, Some(min)) {
            Node::Empty => {}
            fewer => {
                pieces.push(fewer);
                break;
            }
        }
    }
    pieces.push(piece);
}

/// Whether `all` is any number (from some number on) of characters of a set, and `some` a varying number of those.
fn absorbs(all: &Node, some: &Node) -> bool {
    let (
        Node::Repeat {
            node: all,
            max: None,
            ..
        },
        Node::Repeat {
            node: some,
            min,
            max,
        },
    ) = (all, some)
    else {
        return false;
    };
    let (Node::Class(all), Node::Class(some)) = (all.as_ref(), some.as_ref()) else {
        return false;
    };
    let mut outside = some.clone();
    outside.difference(all);
    *max != Some(*min) && outside.ranges().is_empty()
}

/// `\w`: what a word is made of.
pub(super) fn word() -> CharSet {
    char_set(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')])
}

/// The set of these ranges, ends included.
pub(super) fn char_set(ranges: &[(char, char)]) -> CharSet {
    CharSet::new(
        ranges
            .iter()
            .map(|&(first, last)| ClassUnicodeRange::new(first, last)),
    )
}
