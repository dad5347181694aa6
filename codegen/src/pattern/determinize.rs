//! Makes a pattern deterministic, looks and all.
//!
//! In: a syntax tree. Out: a minimal deterministic automaton over the symbols of an alphabet that accepts exactly the texts in
//! which the pattern is found. It never approximates: what it cannot express or afford is refused.
//!
//! A look-behind is an automaton that runs along from the start of the text; whether it accepts says whether the look holds
//! here. A look-ahead is an automaton that a thread of the search starts where it meets the look and must satisfy by the end of
//! the text: an obligation. A state of the result is thus the states of the look-behinds and a set of threads, each a place in
//! the program with its obligations. `^` is a look-behind, `$` a look-ahead, and a negated look-ahead the complement of one.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Refusal;
use super::alphabet::Alphabet;
use super::minimize::minimize;
use super::program::{Looks, Program, Step, program};
use super::syntax::Node;

/// What compiling one pattern may cost. A hostile pattern is refused after a fraction of a second and some megabytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Instructions of a nondeterministic automaton.
    pub(super) steps: usize,
    /// States of a deterministic automaton, before it is made minimal.
    pub(super) states: usize,
    /// Threads moved, over the whole pattern and all its parts.
    pub(super) moves: usize,
    /// Threads kept in the states of one automaton.
    pub(super) threads: usize,
}

/// A complete deterministic automaton.
#[derive(Clone, Debug)]
pub(super) struct Dfa {
    /// How many symbols there are: the length of a row.
    pub(super) symbols: usize,
    /// The next state, by state and symbol.
    pub(super) table: Vec<u32>,
    /// Whether a text may end in the state.
    pub(super) accept: Vec<bool>,
}

impl Dfa {
    pub(super) fn states(&self) -> usize {
        self.accept.len()
    }

    pub(super) fn row(&self, state: u32) -> &[u32] {
        let start = state as usize * self.symbols;
        &self.table[start..start + self.symbols]
    }

    pub(super) fn accepts(&self, state: u32) -> bool {
        self.accept[state as usize]
    }

    /// The state, if there is one, that is never left and does (or does not) accept.
    pub(super) fn sink(&self, accepting: bool) -> Option<u32> {
        (0..self.states() as u32).find(|&state| {
            self.accepts(state) == accepting && self.row(state).iter().all(|&to| to == state)
        })
    }
}

/// The minimal automaton of `node`, searched for anywhere in the text; with its start state.
///
/// Adds what it cost to `spent`, and refuses when that is more than `limits` allow.
pub(super) fn determinize(
    node: &Node,
    alphabet: &Alphabet,
    limits: Limits,
    spent: &mut usize,
) -> Result<(Dfa, u32), Refusal> {
    let mut engine = Engine {
        alphabet,
        limits,
        moves: *spent,
        behinds: Vec::new(),
        aheads: Vec::new(),
    };
    let found = engine.search(node);
    *spent = engine.moves;
    found
}

struct Behind {
    node: Node,
    dfa: Dfa,
    start: u32,
}

struct Ahead {
    node: Node,
    negated: bool,
    dfa: Dfa,
    /// The look-behinds in it, whose states decide where it starts.
    relevant: Vec<usize>,
    starts: HashMap<Vec<u32>, u32>,
    /// The state that can no longer be satisfied, and the one that is satisfied whatever follows.
    failed: Option<u32>,
    satisfied: Option<u32>,
}

struct Engine<'a> {
    alphabet: &'a Alphabet,
    limits: Limits,
    moves: usize,
    behinds: Vec<Behind>,
    aheads: Vec<Ahead>,
}

impl Looks for Engine<'_> {
    fn behind(&mut self, node: &Node) -> Result<usize, Refusal> {
        if let Some(found) = self.behinds.iter().position(|look| look.node == *node) {
            return Ok(found);
        }
        let (dfa, start) = if *node == Node::Start {
            let mut dfa = Dfa {
                symbols: self.alphabet.symbols,
                table: Vec::new(),
                accept: vec![true, false],
            };
            dfa.table.resize(2 * dfa.symbols, 1);
            (dfa, 0)
        } else {
            let program = program(node, true, self.alphabet, self, self.limits.steps)?;
            if program
                .steps
                .iter()
                .any(|step| matches!(step, Step::Ahead { .. }))
            {
                return Err(Refusal::AheadInBehind);
            }
            let relevant = self.relevant(&program);
            let start = relevant
                .iter()
                .map(|&look| self.behinds[look].start)
                .collect();
            let (dfa, starts) =
                Search::new(self, &program, relevant, Mode::Prefix).run(&[start])?;
            (dfa, starts[0])
        };
        self.behinds.push(Behind {
            node: node.clone(),
            dfa,
            start,
        });
        Ok(self.behinds.len() - 1)
    }

    fn ahead(&mut self, node: &Node, negated: bool) -> Result<usize, Refusal> {
        if let Some(found) = self
            .aheads
            .iter()
            .position(|look| look.negated == negated && look.node == *node)
        {
            return Ok(found);
        }
        let (mut dfa, relevant, contexts, starts) = if *node == Node::End {
            let mut dfa = Dfa {
                symbols: self.alphabet.symbols,
                table: Vec::new(),
                accept: vec![true, false],
            };
            dfa.table.resize(2 * dfa.symbols, 1);
            (dfa, Vec::new(), vec![Vec::new()], vec![0])
        } else {
            let program = program(node, false, self.alphabet, self, self.limits.steps)?;
            let relevant = self.relevant(&program);
            let contexts = self.contexts(&relevant)?;
            let (dfa, starts) =
                Search::new(self, &program, relevant.clone(), Mode::Search).run(&contexts)?;
            (dfa, relevant, contexts, starts)
        };
        if negated {
            dfa.accept.iter_mut().for_each(|accept| *accept = !*accept);
        }
        let (failed, satisfied) = (dfa.sink(false), dfa.sink(true));
        let starts = contexts.into_iter().zip(starts).collect();
        self.aheads.push(Ahead {
            node: node.clone(),
            negated,
            dfa,
            relevant,
            starts,
            failed,
            satisfied,
        });
        Ok(self.aheads.len() - 1)
    }
}

impl Engine<'_> {
    /// The automaton of `node`, searched for anywhere.
    fn search(&mut self, node: &Node) -> Result<(Dfa, u32), Refusal> {
        let alphabet = self.alphabet;
        let program = program(node, true, alphabet, self, self.limits.steps)?;
        let relevant = self.relevant(&program);
        let start = relevant
            .iter()
            .map(|&look| self.behinds[look].start)
            .collect();
        let (dfa, starts) = Search::new(self, &program, relevant, Mode::Search).run(&[start])?;
        Ok((dfa, starts[0]))
    }

    /// The look-behinds that a program asks, itself or in its look-aheads.
    fn relevant(&self, program: &Program) -> Vec<usize> {
        let mut relevant = BTreeSet::new();
        for step in &program.steps {
            match *step {
                Step::Behind { look, .. } => {
                    relevant.insert(look);
                }
                Step::Ahead { look, .. } => relevant.extend(&self.aheads[look].relevant),
                _ => {}
            }
        }
        relevant.into_iter().collect()
    }

    /// All states that these look-behinds can be in at once.
    fn contexts(&mut self, relevant: &[usize]) -> Result<Vec<Vec<u32>>, Refusal> {
        let start: Vec<u32> = relevant
            .iter()
            .map(|&look| self.behinds[look].start)
            .collect();
        let mut contexts = vec![start.clone()];
        let mut known = HashSet::from([start]);
        let mut i = 0;
        while i < contexts.len() {
            for symbol in 0..self.alphabet.symbols {
                let next = self.advance(relevant, &contexts[i], symbol);
                self.moves += next.len();
                if known.insert(next.clone()) {
                    contexts.push(next);
                }
            }
            if contexts.len() > self.limits.states || self.moves > self.limits.moves {
                return Err(Refusal::TooLarge {
                    states: contexts.len(),
                });
            }
            i += 1;
        }
        Ok(contexts)
    }

    /// The states of the look-behinds after one more symbol.
    fn advance(&self, relevant: &[usize], states: &[u32], symbol: usize) -> Vec<u32> {
        relevant
            .iter()
            .zip(states)
            .map(|(&look, &state)| self.behinds[look].dfa.row(state)[symbol])
            .collect()
    }
}

/// When a found thread counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// From then on, whatever follows.
    Search,
    /// Where it is found only.
    Prefix,
}

/// A place in the program, and the number of its obligations.
type Thread = (u32, u32);

/// The obligations of a thread: look-aheads and their states, in order.
type Obligations = Vec<(u32, u32)>;

/// No obligations.
const FREE: u32 = 0;
/// Where [`Step::Found`] is in every program.
const FOUND: u32 = 0;

#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    behinds: Vec<u32>,
    threads: Vec<Thread>,
}

/// One subset construction.
struct Search<'e, 'a, 'p> {
    engine: &'e mut Engine<'a>,
    program: &'p Program,
    relevant: Vec<usize>,
    mode: Mode,
    obligations: Vec<Obligations>,
    obligation_numbers: HashMap<Obligations, u32>,
    moved: HashMap<(u32, usize), Option<u32>>,
    /// When a step was last reached without obligations.
    seen_free: Vec<u32>,
    seen: HashSet<Thread>,
    now: u32,
    /// The optional copies, places in them and obligations that have been met in one state.
    places: HashSet<(u32, u32, u32)>,
}

impl<'e, 'a, 'p> Search<'e, 'a, 'p> {
    fn new(
        engine: &'e mut Engine<'a>,
        program: &'p Program,
        relevant: Vec<usize>,
        mode: Mode,
    ) -> Self {
        Self {
            engine,
            program,
            relevant,
            mode,
            obligations: vec![Vec::new()],
            obligation_numbers: HashMap::from([(Vec::new(), FREE)]),
            moved: HashMap::new(),
            seen_free: vec![0; program.steps.len()],
            seen: HashSet::new(),
            now: 0,
            places: HashSet::new(),
        }
    }

    /// The minimal automaton, and its start state for each of the `contexts`: states of the look-behinds at the start.
    fn run(mut self, contexts: &[Vec<u32>]) -> Result<(Dfa, Vec<u32>), Refusal> {
        let symbols = self.engine.alphabet.symbols;
        let limits = self.engine.limits;
        let mut numbers: HashMap<State, u32> = HashMap::new();
        let mut states: Vec<State> = Vec::new();
        let mut kept = 0;
        let mut number = |state: State, states: &mut Vec<State>| {
            if let Some(&known) = numbers.get(&state) {
                return Ok(known);
            }
            let new = states.len() as u32;
            kept += state.threads.len();
            if states.len() == limits.states || kept > limits.threads {
                return Err(Refusal::TooLarge {
                    states: states.len(),
                });
            }
            numbers.insert(state.clone(), new);
            states.push(state);
            Ok(new)
        };

        let mut starts = Vec::with_capacity(contexts.len());
        for context in contexts {
            let start = self.state(context.clone(), &[(self.program.start as u32, FREE)]);
            starts.push(number(start, &mut states)?);
        }
        let mut table = Vec::new();
        let mut at = 0;
        let mut entered = Vec::new();
        let mut done: Vec<(Vec<Thread>, Vec<u32>, u32)> = Vec::new();
        while at < states.len() {
            for symbol in 0..symbols {
                entered.clear();
                for i in 0..states[at].threads.len() {
                    let (step, obligations) = states[at].threads[i];
                    let next = match self.program.steps[step as usize] {
                        Step::Found if self.mode == Mode::Search => step,
                        Step::Take(set, next) if set.contains(symbol) => next as u32,
                        _ => continue,
                    };
                    if let Some(obligations) = self.moved(obligations, symbol) {
                        entered.push((next, obligations));
                    }
                }
                let behinds = self
                    .engine
                    .advance(&self.relevant, &states[at].behinds, symbol);
                self.engine.moves += behinds.len() + 1;
                // Most symbols do what another one did.
                if let Some(alike) = done
                    .iter()
                    .find(|done| done.0 == entered && done.1 == behinds)
                {
                    table.push(alike.2);
                    continue;
                }
                let state = self.state(behinds.clone(), &entered);
                if self.engine.moves > limits.moves {
                    return Err(Refusal::TooLarge {
                        states: states.len(),
                    });
                }
                let next = number(state, &mut states)?;
                table.push(next);
                done.push((entered.clone(), behinds, next));
            }
            done.clear();
            at += 1;
        }
        let accept = states.iter().map(|state| self.accepts(state)).collect();
        Ok(minimize(
            &Dfa {
                symbols,
                table,
                accept,
            },
            &starts,
        ))
    }

    /// The state in which `entered` threads arrive: all that they reach without taking a character.
    fn state(&mut self, behinds: Vec<u32>, entered: &[Thread]) -> State {
        self.now += 1;
        self.seen.clear();
        let mut threads: Vec<Thread> = Vec::new();
        let mut stack: Vec<Thread> = entered.to_vec();
        while let Some((step, obligations)) = stack.pop() {
            self.engine.moves += 1;
            let first = if obligations == FREE {
                std::mem::replace(&mut self.seen_free[step as usize], self.now) != self.now
            } else {
                self.seen_free[step as usize] != self.now && self.seen.insert((step, obligations))
            };
            if !first {
                continue;
            }
            match self.program.steps[step as usize] {
                Step::Take(..) => threads.push((step, obligations)),
                Step::Found if obligations == FREE && self.mode == Mode::Search => {
                    // Whatever else is going on, the text matches.
                    let behinds = vec![0; behinds.len()];
                    return State {
                        behinds,
                        threads: vec![(FOUND, FREE)],
                    };
                }
                Step::Found => threads.push((step, obligations)),
                Step::Fork(one, other) => {
                    stack.push((other as u32, obligations));
                    stack.push((one as u32, obligations));
                }
                Step::Behind {
                    look,
                    negated,
                    next,
                } => {
                    let holds = self
                        .relevant
                        .iter()
                        .zip(&behinds)
                        .any(|(&relevant, &state)| {
                            relevant == look && self.engine.behinds[look].dfa.accepts(state)
                        });
                    if holds != negated {
                        stack.push((next as u32, obligations));
                    }
                }
                Step::Ahead { look, next } => {
                    if let Some(obligations) = self.taken_on(obligations, look, &behinds) {
                        stack.push((next as u32, obligations));
                    }
                }
            }
        }
        threads.sort_unstable();
        self.drop_stricter(&mut threads);
        self.drop_lower(&mut threads);
        State { behinds, threads }
    }

    /// Of threads at one place, one whose obligations include another's adds nothing.
    fn drop_stricter(&self, threads: &mut Vec<Thread>) {
        if threads.iter().all(|thread| thread.1 == FREE) {
            return;
        }
        let mut kept: Vec<Thread> = Vec::with_capacity(threads.len());
        for place in threads.chunk_by(|one, other| one.0 == other.0) {
            for (i, thread) in place.iter().enumerate() {
                let mine = &self.obligations[thread.1 as usize];
                let stricter = place.iter().enumerate().any(|(j, other)| {
                    let theirs = &self.obligations[other.1 as usize];
                    i != j
                        && theirs.len() < mine.len()
                        && theirs
                            .iter()
                            .all(|obligation| mine.binary_search(obligation).is_ok())
                });
                if !stricter {
                    kept.push(*thread);
                }
            }
        }
        *threads = kept;
    }

    /// Of threads with the same obligations at like places in optional copies, the one in the highest copy can do all that the
    /// others can.
    fn drop_lower(&mut self, threads: &mut Vec<Thread>) {
        if self.program.optional.is_empty() || threads.len() < 2 {
            return;
        }
        self.places.clear();
        let mut kept = threads.len();
        for at in (0..threads.len()).rev() {
            let (step, obligations) = threads[at];
            let mut higher = false;
            let mut within = self.program.optional_of[step as usize];
            while let Some(number) = within {
                let optional = &self.program.optional[number as usize];
                let place = (step - optional.first as u32) % optional.length as u32;
                higher |= !self.places.insert((number, place, obligations));
                within = optional.outer;
            }
            if !higher {
                kept -= 1;
                threads[kept] = (step, obligations);
            }
        }
        threads.drain(..kept);
    }

    /// The obligations after one more symbol; `None` if they can no longer be met.
    fn moved(&mut self, obligations: u32, symbol: usize) -> Option<u32> {
        if obligations == FREE {
            return Some(FREE);
        }
        if let Some(&known) = self.moved.get(&(obligations, symbol)) {
            return known;
        }
        let mut next = Some(Vec::new());
        for &(look, state) in &self.obligations[obligations as usize] {
            let ahead = &self.engine.aheads[look as usize];
            let to = ahead.dfa.row(state)[symbol];
            if Some(to) == ahead.failed {
                next = None;
                break;
            }
            if Some(to) != ahead.satisfied
                && let Some(next) = &mut next
            {
                next.push((look, to));
            }
        }
        let next = next.map(|next| self.obligation_number(next));
        self.moved.insert((obligations, symbol), next);
        next
    }

    /// The obligations with one more look-ahead that begins here; `None` if it cannot be satisfied at all.
    fn taken_on(&mut self, obligations: u32, look: usize, behinds: &[u32]) -> Option<u32> {
        let ahead = &self.engine.aheads[look];
        let context: Vec<u32> = ahead
            .relevant
            .iter()
            .filter_map(|look| {
                Some(behinds[self.relevant.iter().position(|relevant| relevant == look)?])
            })
            .collect();
        let start = *ahead.starts.get(&context)?;
        if Some(start) == ahead.failed {
            return None;
        }
        if Some(start) == ahead.satisfied {
            return Some(obligations);
        }
        let mut all = self.obligations[obligations as usize].clone();
        self.engine.moves += all.len();
        all.push((look as u32, start));
        Some(self.obligation_number(all))
    }

    fn obligation_number(&mut self, mut obligations: Obligations) -> u32 {
        obligations.sort_unstable();
        obligations.dedup();
        if let Some(&known) = self.obligation_numbers.get(&obligations) {
            return known;
        }
        let new = self.obligations.len() as u32;
        self.obligations.push(obligations.clone());
        self.obligation_numbers.insert(obligations, new);
        new
    }

    /// Whether a text may end in `state`.
    fn accepts(&self, state: &State) -> bool {
        state.threads.iter().any(|&(step, obligations)| {
            step == FOUND
                && self.obligations[obligations as usize]
                    .iter()
                    .all(|&(look, state)| self.engine.aheads[look as usize].dfa.accepts(state))
        })
    }
}
