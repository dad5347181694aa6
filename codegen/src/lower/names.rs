//! Turns a model's names into Rust's, and keeps those of one scope apart.
//!
//! In comes a name of the model and the scope that it shall live in; out goes the identifier, with every rule beyond
//! case conversion that shaped it. What is claimed stays claimed: nothing is ever renamed afterwards, and the result
//! depends on the names and the order of the claims alone.
//!
//! The rules, in the order in which they apply:
//!
//! 1. **Case.** The words of the name ([`super::words`]) are joined in the scope's case: `job_id`, `JobId`, `JOB_ID`. In
//!    Pascal case an underscore stays between two digits, where nothing else would tell the words apart: `Tls1_2`,
//!    `M5_2xlarge`.
//! 2. **Escape.** An identifier that begins with a digit gets an underscore in front: `_3d_model`, `_2xlarge`. A keyword
//!    (of any edition up to 2024, reserved ones included) is written raw, as in `r#type`; those that can't be raw get an
//!    underscore behind: `self_`, `Self_`. A name that Rust's prelude or our own API uses in this scope (the scope's
//!    *seeds*) gets an underscore behind as well: `Option_`. No name of a model ends with an underscore, so that such a
//!    name meets no other.
//! 3. **Claim.** The first to claim a name has it. Whoever claims it again gets a further word, the first of 2, 3, ...
//!    that makes a free name: `job_id_2`, `JobId2`, `Gp2_2`.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_ident::is_xid_start;

use super::words::words;

/// Rust's keywords that may stand as a raw identifier, strict and reserved, of all editions up to 2024. In order.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that no `r#` makes an identifier.
const NEVER_RAW: [&str; 5] = ["Self", "_", "crate", "self", "super"];

/// Seeds for a scope of types: what Rust's prelude (of edition 2024) puts there. What generated files import besides
/// needs no seed: where a type of the model has the same name, the import gives way and keeps its module
/// (`generated::Member`, `tinsmith::Document`).
pub(crate) const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Seeds for the setters of structures and fluent calls: what users call on either of them. It is one list for both, so
/// that a setter has the same name on both. Fields need no seeds: they never meet a method.
pub(crate) const SETTERS: &[&str] = &[
    "build", "clone", "decode", "default", "encode", "into", "new", "send", "validate",
];

/// Seeds for the setters of an input whose output comes in pages, besides.
pub(crate) const PAGES: &[&str] = &["items", "pages"];

/// How the words of a name are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// `job_id`
    Snake,
    /// `JobId`
    Pascal,
    /// `JOB_ID`
    Screaming,
}

impl Case {
    fn join(self, words: &[String]) -> String {
        // nearly all names are, and need no rule of Unicode
        if words.iter().all(|word| word.is_ascii()) {
            return self.join_ascii(words);
        }
        match self {
            Self::Snake => words.join(" ").to_snake_case(),
            Self::Screaming => words.join(" ").to_shouty_snake_case(),
            Self::Pascal => words.iter().fold(String::new(), |mut joined, word| {
                if joined.ends_with(char::is_numeric) && word.starts_with(char::is_numeric) {
                    joined.push('_');
                }
                joined + &word.to_upper_camel_case()
            }),
        }
    }
}

impl Case {
    /// The same for words of ASCII letters and digits, in lower case.
    fn join_ascii(self, words: &[String]) -> String {
        let mut joined = String::with_capacity(words.iter().map(|word| word.len() + 1).sum());
        for word in words.iter().filter(|word| !word.is_empty()) {
            let digits = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
            let bytes = word.as_bytes();
            match self {
                Self::Pascal if digits(joined.as_bytes().last()) && digits(bytes.first()) => {
                    joined.push('_');
                }
                Self::Pascal => {}
                Self::Snake | Self::Screaming if joined.is_empty() => {}
                Self::Snake | Self::Screaming => joined.push('_'),
            }
            match self {
                Self::Snake => joined.push_str(word),
                Self::Screaming => joined.extend(word.chars().map(|c| c.to_ascii_uppercase())),
                Self::Pascal => {
                    joined.push_str(&word[..1].to_ascii_uppercase());
                    joined.push_str(&word[1..]);
                }
            }
        }
        joined
    }
}

/// A rule beyond case conversion that shaped a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// It began with a digit.
    LeadingDigit,
    /// It is a keyword.
    Keyword,
    /// Rust's prelude or our own API uses it in this scope.
    Seed,
    /// It was claimed before.
    Collision,
}

impl Rule {
    /// The word for it in the table of names.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::LeadingDigit => "leading digit",
            Self::Keyword => "keyword",
            Self::Seed => "seed",
            Self::Collision => "collision",
        }
    }
}

/// A name that is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claimed {
    /// The identifier as Rust reads it, `r#` included where it needs one.
    pub(crate) ident: String,
    /// The rules beyond case conversion that shaped it, in the order in which they applied.
    pub(crate) rules: Vec<Rule>,
}

impl Claimed {
    /// The identifier without `r#`: for file names, for docs, and to be part of a longer name.
    pub(crate) fn plain(&self) -> &str {
        plain(&self.ident)
    }
}

/// The names of one scope: the types of a module, the fields of a structure, the variants of an enum, ...
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    case: Case,
    seeds: BTreeSet<&'static str>,
    /// Without `r#`, since `type` and `r#type` are one name to Rust; with the number to try next for whoever claims the
    /// name again, so that many who do cost no more than others.
    taken: BTreeMap<String, u64>,
}

impl Scope {
    /// An empty scope whose names are in `case`, and in which the names in `seeds` are not to be had.
    pub(crate) fn new(case: Case, seeds: &[&[&'static str]]) -> Self {
        Self {
            case,
            seeds: seeds.iter().copied().flatten().copied().collect(),
            taken: BTreeMap::new(),
        }
    }

    /// Settles a name for the model's `name`; `None` if that has neither letter nor digit, which is for the caller to
    /// report. A name of several pieces is claimed with spaces between them (`"GetThing Input"`), so that each is split
    /// on its own.
    pub(crate) fn claim(&mut self, name: &str) -> Option<Claimed> {
        let mut words = words(name);
        if words.is_empty() {
            return None;
        }
        let first = self.escape(self.case.join(&words));
        let Some(&next) = self.taken.get(first.plain()) else {
            self.taken.insert(first.plain().to_owned(), 2);
            return Some(first);
        };
        let mut number = next;
        words.push(String::new());
        let mut claimed = loop {
            if let Some(last) = words.last_mut() {
                *last = number.to_string();
            }
            number += 1;
            let claimed = self.escape(self.case.join(&words));
            if !self.taken.contains_key(claimed.plain()) {
                break claimed;
            }
        };
        claimed.rules.push(Rule::Collision);
        self.taken.insert(first.plain().to_owned(), number);
        self.taken.insert(claimed.plain().to_owned(), 2);
        Some(claimed)
    }

    /// Rule 2 of the module.
    fn escape(&self, mut ident: String) -> Claimed {
        let mut rules = Vec::new();
        if !ident.starts_with(|first| first == '_' || is_xid_start(first)) {
            ident.insert(0, '_');
            rules.push(Rule::LeadingDigit);
        }
        // Seeds first: a seed that is a keyword too is in use, and `r#` would not change that.
        if self.seeds.contains(ident.as_str()) {
            ident.push('_');
            rules.push(Rule::Seed);
        } else if NEVER_RAW.contains(&ident.as_str()) {
            ident.push('_');
            rules.push(Rule::Keyword);
        } else if KEYWORDS.contains(&ident.as_str()) {
            ident.insert_str(0, "r#");
            rules.push(Rule::Keyword);
        }
        Claimed { ident, rules }
    }
}

fn plain(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

#[cfg(test)]
mod tests;
