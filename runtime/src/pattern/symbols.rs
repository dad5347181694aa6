//! Kinds of characters.
//!
//! In: a character. Out: the number of its kind, for one pattern. It never knows what the pattern does with the kinds.

use unicode_general_category::{GeneralCategory, get_general_category};

/// The symbols of characters: kinds of characters that a pattern does not tell apart.
#[derive(Debug)]
pub struct Symbols {
    ascii: &'static [u8; 128],
    others: Others,
    pub(super) count: u8,
}

impl Symbols {
    /// `count` symbols: those of the ASCII characters, and those of all others.
    #[must_use]
    pub const fn new(ascii: &'static [u8; 128], others: Others, count: u8) -> Self {
        Self {
            ascii,
            others,
            count,
        }
    }

    pub(super) fn symbol(&self, c: char) -> u8 {
        match self.ascii.get(c as usize) {
            Some(&symbol) => symbol,
            None => self.others.symbol(c),
        }
    }
}

/// The symbols of characters that are not ASCII.
///
/// Runs of characters of one symbol are written as four bytes each: where the run starts (three bytes, the lowest first) and
/// the symbol. They are in order.
#[derive(Debug)]
pub enum Others {
    /// All have this one.
    One(u8),
    /// That of their run; the first run starts at U+0080.
    Runs(&'static [u8]),
    /// That of their category.
    Categories(Categories),
}

/// Symbols by general category.
#[derive(Debug)]
pub struct Categories {
    symbols: &'static [u8; 30],
    exceptions: &'static [u8],
}

/// In a run of exceptions: the category decides.
const BY_CATEGORY: u8 = u8::MAX;

impl Others {
    /// `symbols` in alphabetical order of the categories' two letters (Cc, Cf, Cn, ...), and `exceptions`: runs in which the
    /// symbol 255 means the category's.
    #[must_use]
    pub const fn categories(symbols: &'static [u8; 30], exceptions: &'static [u8]) -> Self {
        // Without a pointer to what knows the categories: schemas hold patterns, and a client that checks no text would
        // carry Unicode's table for them.
        Self::Categories(Categories {
            symbols,
            exceptions,
        })
    }

    pub(super) fn symbol(&self, c: char) -> u8 {
        match self {
            Self::One(symbol) => *symbol,
            Self::Runs(runs) => run_symbol(runs, c).unwrap_or(0),
            Self::Categories(by) => match run_symbol(by.exceptions, c) {
                None | Some(BY_CATEGORY) => by.symbols[usize::from(category(c))],
                Some(symbol) => symbol,
            },
        }
    }
}

/// The symbol of the last run that starts at `c` or before it.
fn run_symbol(runs: &[u8], c: char) -> Option<u8> {
    let (runs, _) = runs.as_chunks::<4>();
    let at = runs.partition_point(|&[low, middle, high, _]| {
        u32::from_le_bytes([low, middle, high, 0]) <= u32::from(c)
    });
    Some(runs[at.checked_sub(1)?][3])
}

/// The place of a character's general category in the alphabetical order of their two letters.
fn category(c: char) -> u8 {
    match get_general_category(c) {
        GeneralCategory::Control => 0,
        GeneralCategory::Format => 1,
        GeneralCategory::PrivateUse => 3,
        GeneralCategory::Surrogate => 4,
        GeneralCategory::LowercaseLetter => 5,
        GeneralCategory::ModifierLetter => 6,
        GeneralCategory::OtherLetter => 7,
        GeneralCategory::TitlecaseLetter => 8,
        GeneralCategory::UppercaseLetter => 9,
        GeneralCategory::SpacingMark => 10,
        GeneralCategory::EnclosingMark => 11,
        GeneralCategory::NonspacingMark => 12,
        GeneralCategory::DecimalNumber => 13,
        GeneralCategory::LetterNumber => 14,
        GeneralCategory::OtherNumber => 15,
        GeneralCategory::ConnectorPunctuation => 16,
        GeneralCategory::DashPunctuation => 17,
        GeneralCategory::ClosePunctuation => 18,
        GeneralCategory::FinalPunctuation => 19,
        GeneralCategory::InitialPunctuation => 20,
        GeneralCategory::OtherPunctuation => 21,
        GeneralCategory::OpenPunctuation => 22,
        GeneralCategory::CurrencySymbol => 23,
        GeneralCategory::ModifierSymbol => 24,
        GeneralCategory::MathSymbol => 25,
        GeneralCategory::OtherSymbol => 26,
        GeneralCategory::LineSeparator => 27,
        GeneralCategory::ParagraphSeparator => 28,
        GeneralCategory::SpaceSeparator => 29,
        // Unassigned, and whatever a later Unicode may add.
        _ => 2,
    }
}
