//! A pattern as steps, for patterns whose automaton would be too large.
//!
//! In: the steps and a text. Out: whether some way through the steps leads to the end. It follows all ways at once, one character
//! after the other, so it takes time in proportion to the text; it never allocates.

use super::Window;
use super::symbols::Symbols;

/// A search that follows all ways through a list of steps at once.
#[derive(Debug)]
pub struct Steps {
    symbols: Symbols,
    /// Five bytes each: what to do, and two numbers of two bytes, the lower byte first.
    steps: &'static [[u8; 5]],
    /// One bit for every symbol, the first in the lowest bit; every set starts with a new byte.
    sets: &'static [u8],
    /// Seven bytes each: the set, the step, the least and the most characters (65535 for no bound).
    runs: &'static [[u8; 7]],
    start: u16,
    window: Window,
}

/// The most steps of a pattern.
const MAX_STEPS: usize = 4096;
/// Most patterns have fewer than this, and then need less room on the stack.
const FEW_STEPS: usize = 256;
/// The most words of counts of a pattern.
const MAX_WORDS: usize = 64;

/// What a step does; the numbers are those of the first byte of a step. 2 is a step that takes characters as a run says: the run
/// names it.
mod step {
    /// The text matches.
    pub(super) const FOUND: u8 = 0;
    /// Take a character of a set, go on.
    pub(super) const TAKE: u8 = 1;
    /// Go on at both.
    pub(super) const FORK: u8 = 3;
    /// Go on at the start of the text.
    pub(super) const START: u8 = 4;
    /// Go on at the end of the text.
    pub(super) const END: u8 = 5;
    /// Go on where a word begins or ends.
    pub(super) const WORD_BOUNDARY: u8 = 6;
    /// Go on where no word begins or ends.
    pub(super) const NO_WORD_BOUNDARY: u8 = 7;
}

/// Steps that are being followed, each once. `STEPS` is 64 times `WORDS`.
struct Threads<const STEPS: usize, const WORDS: usize> {
    listed: [u16; STEPS],
    count: usize,
    known: [u64; WORDS],
}

impl<const STEPS: usize, const WORDS: usize> Threads<STEPS, WORDS> {
    const fn new() -> Self {
        Self {
            listed: [0; STEPS],
            count: 0,
            known: [0; WORDS],
        }
    }

    fn clear(&mut self) {
        self.count = 0;
        self.known = [0; WORDS];
    }

    fn add(&mut self, step: u16) {
        let (word, bit) = (usize::from(step) / 64, 1 << (step % 64));
        if self.known[word] & bit == 0 {
            self.known[word] |= bit;
            self.listed[self.count] = step;
            self.count += 1;
        }
    }

    fn contains(&self, step: u16) -> bool {
        self.known[usize::from(step) / 64] >> (step % 64) & 1 == 1
    }
}

impl Steps {
    /// At most 4,096 steps, and runs whose counts add up to at most 64 words of 64 bits.
    #[must_use]
    pub const fn new(
        symbols: Symbols,
        steps: &'static [u8],
        sets: &'static [u8],
        runs: &'static [u8],
        start: u16,
        min: u32,
        max: u32,
    ) -> Self {
        let ((steps, _), (runs, _)) = (steps.as_chunks::<5>(), runs.as_chunks::<7>());
        // Both hold for what the generator writes, and are checked when the generated code is compiled.
        assert!(steps.len() <= MAX_STEPS, "a pattern has too many steps");
        let (mut words, mut run) = (0, 0);
        while run < runs.len() {
            words += bits_of(runs[run]).div_ceil(64);
            run += 1;
        }
        assert!(words <= MAX_WORDS, "a pattern counts too far");
        Self {
            symbols,
            steps,
            sets,
            runs,
            start,
            window: Window { min, max },
        }
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        if !self.window.holds(text) {
            return false;
        }
        if self.steps.len() <= FEW_STEPS {
            self.search::<FEW_STEPS, { FEW_STEPS / 64 }>(text)
        } else {
            self.search::<MAX_STEPS, { MAX_STEPS / 64 }>(text)
        }
    }

    fn search<const STEPS: usize, const WORDS: usize>(&self, text: &str) -> bool {
        let (mut now, mut next) = (&mut Threads::<STEPS, WORDS>::new(), &mut Threads::new());
        let (mut counts, mut going) = ([0u64; MAX_WORDS], 0u64);
        let mut chars = text.chars();
        let (mut at_start, mut after_word) = (true, false);
        next.add(self.start);
        loop {
            std::mem::swap(&mut now, &mut next);
            next.clear();
            let c = chars.next();
            let before_word = c.is_some_and(is_word);

            // Steps that take no character; the list grows while it is read.
            let mut at = 0;
            while at < now.count {
                let [does, low, high, other_low, other_high] =
                    self.steps[usize::from(now.listed[at])];
                let first = u16::from_le_bytes([low, high]);
                let goes_on = match does {
                    step::FOUND => return true,
                    step::FORK => {
                        now.add(u16::from_le_bytes([other_low, other_high]));
                        true
                    }
                    step::START => at_start,
                    step::END => c.is_none(),
                    step::WORD_BOUNDARY => after_word != before_word,
                    step::NO_WORD_BOUNDARY => after_word == before_word,
                    _ => false,
                };
                if goes_on {
                    now.add(first);
                }
                at += 1;
            }

            let Some(c) = c else { return false };
            let symbol = self.symbols.symbol(c);
            for &thread in &now.listed[..now.count] {
                let [does, a, b, c, d] = self.steps[usize::from(thread)];
                if does == step::TAKE
                    && self.contains(usize::from(u16::from_le_bytes([a, b])), symbol)
                {
                    next.add(u16::from_le_bytes([c, d]));
                }
            }
            self.count(
                symbol,
                |step| now.contains(step),
                |step| next.add(step),
                &mut counts,
                &mut going,
            );
            if next.count == 0 && going == 0 {
                return false;
            }
            (at_start, after_word) = (false, before_word);
        }
    }

    fn contains(&self, set: usize, symbol: u8) -> bool {
        let bytes = usize::from(self.symbols.count).div_ceil(8);
        self.sets[set * bytes + usize::from(symbol / 8)] >> (symbol % 8) & 1 == 1
    }

    /// Moves all threads that are in runs over one character.
    ///
    /// Their counts are bits: bit n of a run is set if some thread has taken n + 1 of its characters. Bit n of `going` is set if
    /// run n has any thread.
    fn count(
        &self,
        symbol: u8,
        enters: impl Fn(u16) -> bool,
        mut leaves_to: impl FnMut(u16),
        counts: &mut [u64; MAX_WORDS],
        going: &mut u64,
    ) {
        let mut next_word = 0;
        for (index, &run) in self.runs.iter().enumerate() {
            let words = next_word..next_word + bits_of(run).div_ceil(64);
            next_word = words.end;
            let [set, a, b, c, d, e, f] = run;
            let step = u16::from_le_bytes([a, b]);
            let entered = enters(step);
            if !entered && *going >> index & 1 == 0 {
                continue;
            }
            let counts = &mut counts[words];
            if !self.contains(usize::from(set), symbol) {
                counts.fill(0);
                *going &= !(1 << index);
                continue;
            }
            let (min, max) = (u16::from_le_bytes([c, d]), u16::from_le_bytes([e, f]));
            let last = counts.len() - 1;
            let top = 1u64 << ((bits_of(run) - 1) % 64);
            let stays = if max == u16::MAX {
                counts[last] & top
            } else {
                0
            };
            let mut carry = u64::from(entered);
            for word in counts.iter_mut() {
                (*word, carry) = (*word << 1 | carry, *word >> 63);
            }
            counts[last] = counts[last] & (top | (top - 1)) | stays;

            let any = |words: &[u64]| words.iter().any(|&word| word != 0);
            *going = *going & !(1 << index) | u64::from(any(counts)) << index;
            let enough = usize::from(min) - 1;
            if counts[enough / 64] >> (enough % 64) != 0 || any(&counts[enough / 64 + 1..]) {
                let [_, _, _, a, b] = self.steps[usize::from(step)];
                leaves_to(u16::from_le_bytes([a, b]));
            }
        }
    }
}

/// How many bits the counts of a run take. Without a bound, the last bit means that many or more.
const fn bits_of([_, _, _, c, d, e, f]: [u8; 7]) -> usize {
    let (min, max) = (u16::from_le_bytes([c, d]), u16::from_le_bytes([e, f]));
    if max == u16::MAX {
        min as usize
    } else {
        max as usize
    }
}

/// Whether a word has the character in it, as `\b` means it.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
