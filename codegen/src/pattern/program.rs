//! A pattern as a nondeterministic automaton over symbols.
//!
//! In: a syntax tree whose looks have been compiled already and have numbers. Out: a list of instructions. It never looks at
//! how the automaton will be run.

use super::Refusal;
use super::alphabet::{Alphabet, SymbolSet};
use super::syntax::{Node, word};

/// One instruction; others are named by their index.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Take a character of the set, go on.
    Take(SymbolSet, usize),
    /// Go on at both.
    Fork(usize, usize),
    /// Go on if what precedes matches (or not) the look-behind of this number.
    Behind {
        look: usize,
        negated: bool,
        next: usize,
    },
    /// Go on if what follows satisfies the look-ahead of this number.
    Ahead { look: usize, next: usize },
    /// Found.
    Found,
}

/// A compiled expression.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) start: usize,
    pub(super) optional: Vec<Optional>,
    /// The innermost of `optional` that each step is in.
    pub(super) optional_of: Vec<Option<u32>>,
}

/// The copies of what `{n,m}` repeats that may be left out: the steps from `first` on, in `copies` times `length`.
///
/// Copies are alike, and the higher ones come first in the text, so whatever can follow a step can also follow its like in a
/// higher copy. A search that is at both need not follow the lower one.
#[derive(Debug)]
pub(super) struct Optional {
    pub(super) first: usize,
    pub(super) length: usize,
    /// The next outer one that contains it.
    pub(super) outer: Option<u32>,
}

/// The numbers of the looks in a tree.
pub(super) trait Looks {
    /// The number of a look-behind: [`Node::Start`] is one, too.
    fn behind(&mut self, node: &Node) -> Result<usize, Refusal>;
    /// The number of a look-ahead, negated or not: [`Node::End`] is one, too.
    fn ahead(&mut self, node: &Node, negated: bool) -> Result<usize, Refusal>;
}

/// Compiles `node`, which may begin anywhere if `anywhere`. Every repetition is written out, so `limit` bounds the instructions.
pub(super) fn program(
    node: &Node,
    anywhere: bool,
    alphabet: &Alphabet,
    looks: &mut impl Looks,
    limit: usize,
) -> Result<Program, Refusal> {
    let mut builder = Builder {
        steps: vec![Step::Found],
        optional: Vec::new(),
        optional_of: vec![None],
        within: None,
        alphabet,
        looks,
        limit,
    };
    let mut start = builder.node(node, 0)?;
    if anywhere {
        let fork = builder.push(Step::Fork(start, start))?;
        let skip = builder.push(Step::Take(alphabet.all(), fork))?;
        builder.steps[fork] = Step::Fork(start, skip);
        start = fork;
    }
    Ok(Program {
        steps: builder.steps,
        start,
        optional: builder.optional,
        optional_of: builder.optional_of,
    })
}

struct Builder<'a, L> {
    steps: Vec<Step>,
    optional: Vec<Optional>,
    optional_of: Vec<Option<u32>>,
    within: Option<u32>,
    alphabet: &'a Alphabet,
    looks: &'a mut L,
    limit: usize,
}

impl<L: Looks> Builder<'_, L> {
    fn push(&mut self, step: Step) -> Result<usize, Refusal> {
        if self.steps.len() == self.limit {
            return Err(Refusal::TooLarge { states: self.limit });
        }
        self.steps.push(step);
        self.optional_of.push(self.within);
        Ok(self.steps.len() - 1)
    }

    /// Where to go to match `node` and then go on at `next`.
    fn node(&mut self, node: &Node, next: usize) -> Result<usize, Refusal> {
        match node {
            Node::Empty => Ok(next),
            Node::Class(set) => {
                let symbols = self.alphabet.symbols_of(set);
                self.push(Step::Take(symbols, next))
            }
            Node::Concat(pieces) => pieces
                .iter()
                .rev()
                .try_fold(next, |next, piece| self.node(piece, next)),
            Node::Alt(branches) => {
                let mut entry = None;
                for branch in branches.iter().rev() {
                    let this = self.node(branch, next)?;
                    entry = Some(match entry {
                        Some(other) => self.push(Step::Fork(this, other))?,
                        None => this,
                    });
                }
                Ok(entry.unwrap_or(next))
            }
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max, next),
            Node::Start => {
                let look = self.looks.behind(&Node::Start)?;
                self.push(Step::Behind {
                    look,
                    negated: false,
                    next,
                })
            }
            Node::End => {
                let look = self.looks.ahead(&Node::End, false)?;
                self.push(Step::Ahead { look, next })
            }
            Node::WordBoundary { negated } => self.node(&word_boundary(*negated), next),
            Node::Look {
                ahead: true,
                negated,
                node,
            } => {
                let look = self.looks.ahead(node, *negated)?;
                self.push(Step::Ahead { look, next })
            }
            Node::Look {
                ahead: false,
                negated,
                node,
            } => {
                let look = self.looks.behind(node)?;
                self.push(Step::Behind {
                    look,
                    negated: *negated,
                    next,
                })
            }
        }
    }

    fn repeat(
        &mut self,
        node: &Node,
        min: u32,
        max: Option<u32>,
        next: usize,
    ) -> Result<usize, Refusal> {
        let mut entry = next;
        match max {
            None => {
                let fork = self.push(Step::Fork(next, next))?;
                let body = self.node(node, fork)?;
                self.steps[fork] = Step::Fork(body, next);
                entry = fork;
            }
            Some(max) => {
                let outer = self.within;
                let optional = self.optional.len();
                self.optional.push(Optional {
                    first: self.steps.len(),
                    length: 0,
                    outer,
                });
                self.within = u32::try_from(optional).ok();
                for _ in min..max {
                    let body = self.node(node, entry)?;
                    entry = self.push(Step::Fork(body, next))?;
                    if self.optional[optional].length == 0 {
                        self.optional[optional].length =
                            self.steps.len() - self.optional[optional].first;
                    }
                }
                self.within = outer;
            }
        }
        for _ in 0..min {
            entry = self.node(node, entry)?;
        }
        Ok(entry)
    }
}

/// A word boundary as looks: one side of the place is a word character and the other is not; or, negated, both are alike.
fn word_boundary(negated: bool) -> Node {
    let side = |ahead: bool, inside: bool| Node::look(ahead, !inside, Node::Class(word()));
    Node::alt(vec![
        Node::concat(vec![side(false, true), side(true, negated)]),
        Node::concat(vec![side(false, false), side(true, !negated)]),
    ])
}
