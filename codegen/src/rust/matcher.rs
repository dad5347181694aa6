//! What decides whether a text matches a pattern: one variant for each of the runtime's `Pattern`.
//!
//! In: what `pattern` compiled. Out: what `emit` writes as tables. Never reads a pattern.

/// What the runtime needs to match a text; one variant for each of the runtime's `Pattern`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Matcher {
    /// Every text matches.
    Any,
    /// A text matches if all its characters are of one set and their number is in a window.
    Class {
        /// The ASCII characters of the set: ranges with both ends, in order.
        ascii: Vec<(u8, u8)>,
        /// Which of the other characters are of the set.
        others: ClassOthers,
        /// How many characters there may be.
        window: Window,
    },
    /// A text matches if an automaton says so.
    Automaton(AutomatonTable),
    /// A text matches if some way through a list of steps leads to its end.
    Steps(StepTable),
    /// A text matches if it matches all of these.
    AllOf(Vec<Matcher>),
    /// A text matches if it matches any of these.
    AnyOf(Vec<Matcher>),
    /// A text matches if it does not match this.
    Not(Box<Matcher>),
}

/// Which characters that are not ASCII are of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ClassOthers {
    /// None of them.
    None,
    /// All of them.
    All,
    /// Those with the symbol 1; the others have 0.
    Some(Others),
}

/// How many characters (Unicode scalar values) a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// At least so many.
    pub(crate) min: u32,
    /// At most so many, if there is a bound.
    pub(crate) max: Option<u32>,
}

/// An automaton over kinds of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AutomatonTable {
    /// The symbols of characters. A row of `cells` is one longer than their number.
    pub(crate) symbols: Symbols,
    /// For every state, the next state by symbol, and then 1 if a text may end here, or 0. State 0 rejects whatever follows,
    /// state 1 accepts whatever follows; both have rows as all others.
    pub(crate) cells: Vec<u16>,
    /// The state before the first character.
    pub(crate) start: u16,
    /// How many characters the text may have besides.
    pub(crate) window: Window,
}

impl AutomatonTable {
    /// How many states there are.
    pub(crate) fn states(&self) -> usize {
        self.cells.len() / (usize::from(self.symbols.count) + 1)
    }

    /// How many bytes the table takes in the program: a cell is one byte if that is enough.
    pub(crate) fn bytes(&self) -> usize {
        if self.is_narrow() {
            self.cells.len()
        } else {
            2 * self.cells.len()
        }
    }

    /// Whether a cell fits a byte.
    pub(crate) fn is_narrow(&self) -> bool {
        self.states() <= 256
    }
}

/// The symbols of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Symbols {
    /// The symbol of every ASCII character.
    pub(crate) ascii: [u8; 128],
    /// The symbols of the other characters.
    pub(crate) others: Others,
    /// How many symbols there are.
    pub(crate) count: u8,
}

/// The symbols of characters that are not ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Others {
    /// All have this one.
    One(u8),
    /// Where a run of characters of one symbol starts, and that symbol; in order, the first at U+0080.
    Runs(Vec<(u32, u8)>),
    /// By the general category of the character.
    Categories {
        /// The symbol of every category, in the order of [`CATEGORIES`].
        symbols: [u8; CATEGORIES.len()],
        /// Runs as above, for characters that have another symbol than their category says; [`BY_CATEGORY`] in between.
        exceptions: Vec<(u32, u8)>,
    },
}

/// In a run: the category decides.
pub(crate) const BY_CATEGORY: u8 = u8::MAX;

/// Unicode's general categories in the order in which the runtime numbers them.
pub(crate) const CATEGORIES: [&str; 30] = [
    "Cc", "Cf", "Cn", "Co", "Cs", "Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Nl", "No",
    "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm", "So", "Zl", "Zp", "Zs",
];

/// Steps that search a text for a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StepTable {
    /// The symbols of characters.
    pub(crate) symbols: Symbols,
    /// The steps. The first is [`Step::Found`].
    pub(crate) steps: Vec<Step>,
    /// Sets of symbols: whether each symbol is of the set.
    pub(crate) sets: Vec<Vec<bool>>,
    /// Repeated sets, in the order of the steps that name them.
    pub(crate) runs: Vec<Run>,
    /// The first step.
    pub(crate) start: u16,
    /// How many characters the text may have besides.
    pub(crate) window: Window,
}

/// One step; others are named by their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The text matches.
    Found,
    /// Take a character of the set of this index, go on.
    Take(u16, u16),
    /// Take characters as the run of this index says, go on.
    Run(u16, u16),
    /// Go on at both.
    Fork(u16, u16),
    /// Go on at the start of the text.
    Start(u16),
    /// Go on at the end of the text.
    End(u16),
    /// Go on where a word begins or ends.
    WordBoundary(u16),
    /// Go on where no word begins or ends.
    NoWordBoundary(u16),
}

/// Characters of one set, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The index of the set.
    pub(crate) set: u8,
    /// The index of the step.
    pub(crate) step: u16,
    /// At least so many, one or more.
    pub(crate) min: u16,
    /// At most so many, if there is a bound.
    pub(crate) max: Option<u16>,
}
