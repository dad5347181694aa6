//! Makes a deterministic automaton minimal.
//!
//! In: a complete automaton and the states it may start in. Out: the smallest automaton for the same languages, its states
//! numbered in the order in which they are reached, and its start states. It never changes what is accepted.

use super::determinize::Dfa;

/// The minimal automaton, by Hopcroft's partition refinement.
pub(super) fn minimize(dfa: &Dfa, starts: &[u32]) -> (Dfa, Vec<u32>) {
    let blocks = equivalent(dfa);
    renumber(dfa, &blocks, starts)
}

/// The block of every state: states are in one block if no text tells them apart.
fn equivalent(dfa: &Dfa) -> Vec<u32> {
    let states = dfa.states();
    let symbols = dfa.symbols;

    // Where each state is entered from, by symbol and state.
    let mut first = vec![0u32; symbols * states + 1];
    for (cell, &to) in dfa.table.iter().enumerate() {
        first[(cell % symbols) * states + to as usize + 1] += 1;
    }
    for i in 1..first.len() {
        first[i] += first[i - 1];
    }
    let mut from = vec![0u32; dfa.table.len()];
    let mut fill = first.clone();
    for (cell, &to) in dfa.table.iter().enumerate() {
        let slot = &mut fill[(cell % symbols) * states + to as usize];
        from[*slot as usize] = (cell / symbols) as u32;
        *slot += 1;
    }

    let mut partition = Partition::new(&dfa.accept);
    // Every block is waiting at first: pairs of a block and a symbol would be fewer, but need more room.
    let mut waiting: Vec<u32> = (0..partition.bounds.len() as u32).collect();
    let mut is_waiting = vec![true; waiting.len()];
    let mut splitter = Vec::new();
    let mut touched = Vec::new();
    while let Some(block) = waiting.pop() {
        is_waiting[block as usize] = false;
        splitter.clear();
        splitter.extend_from_slice(partition.members(block));
        for symbol in 0..symbols {
            for &state in &splitter {
                let cell = symbol * states + state as usize;
                for &source in &from[first[cell] as usize..first[cell + 1] as usize] {
                    partition.mark(source, &mut touched);
                }
            }
            for block in touched.drain(..) {
                let Some(new) = partition.split(block) else {
                    continue;
                };
                is_waiting.push(false);
                let larger = partition.members(block).len() > partition.members(new).len();
                let add = if is_waiting[block as usize] || larger {
                    new
                } else {
                    block
                };
                is_waiting[add as usize] = true;
                waiting.push(add);
            }
        }
    }
    partition.block
}

/// States in blocks, so kept that a block can be split in time proportional to what is marked in it.
struct Partition {
    /// All states, those of one block next to each other, its marked ones first.
    order: Vec<u32>,
    /// Where each state is in `order`.
    place: Vec<u32>,
    block: Vec<u32>,
    /// Where each block begins, where its unmarked states begin, and where it ends.
    bounds: Vec<(u32, u32, u32)>,
}

impl Partition {
    fn new(accept: &[bool]) -> Self {
        let states = accept.len() as u32;
        let mut order: Vec<u32> = (0..states).collect();
        order.sort_by_key(|&state| accept[state as usize]);
        let rejecting = accept.iter().filter(|accept| !**accept).count() as u32;
        let mut place = vec![0; accept.len()];
        for (at, &state) in order.iter().enumerate() {
            place[state as usize] = at as u32;
        }
        if rejecting == 0 || rejecting == states {
            return Self {
                order,
                place,
                block: vec![0; accept.len()],
                bounds: vec![(0, 0, states)],
            };
        }
        let block = accept.iter().map(|&accept| u32::from(accept)).collect();
        Self {
            order,
            place,
            block,
            bounds: vec![(0, 0, rejecting), (rejecting, rejecting, states)],
        }
    }

    fn members(&self, block: u32) -> &[u32] {
        let (start, _, end) = self.bounds[block as usize];
        &self.order[start as usize..end as usize]
    }

    fn mark(&mut self, state: u32, touched: &mut Vec<u32>) {
        let block = self.block[state as usize];
        let bounds = &mut self.bounds[block as usize];
        let (at, unmarked) = (self.place[state as usize], bounds.1);
        if at < unmarked {
            return;
        }
        if unmarked == bounds.0 {
            touched.push(block);
        }
        bounds.1 += 1;
        let other = self.order[unmarked as usize];
        self.order.swap(at as usize, unmarked as usize);
        self.place[state as usize] = unmarked;
        self.place[other as usize] = at;
    }

    /// Makes the marked states of `block` a block of their own, and forgets the marks. `None` if all of them are marked.
    fn split(&mut self, block: u32) -> Option<u32> {
        let (start, unmarked, end) = self.bounds[block as usize];
        if unmarked == end {
            self.bounds[block as usize] = (start, start, end);
            return None;
        }
        let new = self.bounds.len() as u32;
        self.bounds[block as usize] = (unmarked, unmarked, end);
        self.bounds.push((start, start, unmarked));
        for &state in &self.order[start as usize..unmarked as usize] {
            self.block[state as usize] = new;
        }
        Some(new)
    }
}

/// One state per block, numbered depth first so that a chain of states has consecutive numbers. Drops what is not reached.
fn renumber(dfa: &Dfa, blocks: &[u32], starts: &[u32]) -> (Dfa, Vec<u32>) {
    let mut number: Vec<Option<u32>> = vec![None; blocks.len()];
    let mut order: Vec<u32> = Vec::new();
    let mut stack: Vec<u32> = starts.iter().rev().copied().collect();
    while let Some(state) = stack.pop() {
        let slot = &mut number[blocks[state as usize] as usize];
        if slot.is_some() {
            continue;
        }
        *slot = Some(order.len() as u32);
        order.push(state);
        stack.extend(dfa.row(state).iter().rev());
    }
    let new = |state: &u32| number[blocks[*state as usize] as usize].unwrap_or(0);
    let table = order
        .iter()
        .flat_map(|&state| dfa.row(state).iter().map(new))
        .collect();
    let accept = order.iter().map(|&state| dfa.accepts(state)).collect();
    (
        Dfa {
            symbols: dfa.symbols,
            table,
            accept,
        },
        starts.iter().map(new).collect(),
    )
}
