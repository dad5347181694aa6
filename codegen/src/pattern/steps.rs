//! A pattern as steps that the runtime follows all at once.
//!
//! In: a syntax tree without look-arounds, for which an automaton would be too large. Out: a list of steps, small where an
//! automaton is large: a count of characters (`[a-z]{1,500}`) is one step. It never has more steps than the runtime has room for.

use super::alphabet::{Alphabet, SymbolSet};
use super::syntax::Node;
use super::table::symbols;
use crate::rust::{Run, Step, StepTable, Window};

/// The runtime keeps its threads on the stack, with room for so many steps,
const MAX_STEPS: usize = 4096;
/// and for counts that add up to so many 64-bit words.
const MAX_WORDS: usize = 64;

impl Run {
    /// The 64-bit words in which the runtime notes how many characters threads have taken.
    fn words(self) -> usize {
        usize::from(self.max.unwrap_or(self.min)).div_ceil(64)
    }
}

/// The steps of `node`; `None` if it has a look-around, or if there would be too many steps.
pub(super) fn step_table(node: &Node, alphabet: &Alphabet, window: Window) -> Option<StepTable> {
    let mut builder = Builder {
        alphabet,
        steps: vec![Step::Found],
        sets: Vec::new(),
        runs: Vec::new(),
    };
    let mut start = builder.node(node, 0)?;
    let anchored = matches!(node, Node::Concat(pieces) if pieces.first() == Some(&Node::Start));
    if !anchored {
        let fork = builder.push(Step::Fork(start, start))?;
        let any = builder.set(alphabet.all())?;
        let skip = builder.push(Step::Take(any, fork))?;
        builder.steps[usize::from(fork)] = Step::Fork(start, skip);
        start = fork;
    }
    let Builder {
        steps, sets, runs, ..
    } = builder;
    if runs.iter().map(|run| run.words()).sum::<usize>() > MAX_WORDS {
        return None;
    }
    let sets = sets
        .iter()
        .map(|set| {
            (0..alphabet.symbols)
                .map(|symbol| set.contains(symbol))
                .collect()
        })
        .collect();
    let identity: Vec<u8> = (0..=u8::MAX).take(alphabet.symbols).collect();
    Some(StepTable {
        symbols: symbols(alphabet, &identity),
        steps,
        sets,
        runs,
        start,
        window,
    })
}

struct Builder<'a> {
    alphabet: &'a Alphabet,
    steps: Vec<Step>,
    sets: Vec<SymbolSet>,
    runs: Vec<Run>,
}

impl Builder<'_> {
    fn push(&mut self, step: Step) -> Option<u16> {
        if self.steps.len() == MAX_STEPS {
            return None;
        }
        self.steps.push(step);
        u16::try_from(self.steps.len() - 1).ok()
    }

    fn set(&mut self, set: SymbolSet) -> Option<u16> {
        let known = self.sets.iter().position(|other| *other == set);
        let index = known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        u8::try_from(index).ok().map(u16::from)
    }

    /// Where to go to match `node` and then go on at `next`.
    fn node(&mut self, node: &Node, next: u16) -> Option<u16> {
        match node {
            Node::Empty => Some(next),
            Node::Class(set) => {
                let set = self.set(self.alphabet.symbols_of(set))?;
                self.push(Step::Take(set, next))
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
                entry
            }
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max, next),
            Node::Start => self.push(Step::Start(next)),
            Node::End => self.push(Step::End(next)),
            Node::WordBoundary { negated: false } => self.push(Step::WordBoundary(next)),
            Node::WordBoundary { negated: true } => self.push(Step::NoWordBoundary(next)),
            Node::Look { .. } => None,
        }
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, next: u16) -> Option<u16> {
        let counts = max.unwrap_or(min) > 1;
        if let Node::Class(set) = node
            && counts
        {
            let set = self.set(self.alphabet.symbols_of(set))?;
            let max = match max {
                Some(max) => Some(u16::try_from(max).ok().filter(|&max| max < u16::MAX)?),
                None => None,
            };
            let step = self.push(Step::Run(u16::try_from(self.runs.len()).ok()?, next))?;
            self.runs.push(Run {
                set: u8::try_from(set).ok()?,
                step,
                min: u16::try_from(min.max(1)).ok()?,
                max,
            });
            return if min == 0 {
                self.push(Step::Fork(step, next))
            } else {
                Some(step)
            };
        }
        let mut entry = next;
        match max {
            None => {
                let fork = self.push(Step::Fork(next, next))?;
                let body = self.node(node, fork)?;
                self.steps[usize::from(fork)] = Step::Fork(body, next);
                entry = fork;
            }
            Some(max) => {
                for _ in min..max {
                    let body = self.node(node, entry)?;
                    entry = self.push(Step::Fork(body, next))?;
                }
            }
        }
        for _ in 0..min {
            entry = self.node(node, entry)?;
        }
        Some(entry)
    }
}

impl StepTable {
    /// How many bytes the table takes in the program.
    pub(crate) fn bytes(&self) -> usize {
        let sets: usize = self.sets.iter().map(|set| set.len().div_ceil(8)).sum();
        5 * self.steps.len() + sets + 7 * self.runs.len()
    }
}
