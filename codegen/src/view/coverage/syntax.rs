//! What a pattern is written with, beyond what every regular expression engine reads.
//!
//! In: the modelled text. Out: the kinds of syntax in it. It only looks: what they mean is for `pattern`.

use std::collections::BTreeSet;

/// A kind of syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Syntax {
    /// Whatever it is: every pattern has this.
    Any,
    /// `(?!...)`
    NegativeLookAhead,
    /// `(?=...)`
    LookAhead,
    /// `(?<=...)` or `(?<!...)`
    LookBehind,
    /// A quantifier that gives nothing back: `*+`, `++`, `?+`, `{1,2}+`.
    Possessive,
    /// `(?>...)`
    Atomic,
    /// `[[:alpha:]]`, `\p{Alpha}`, `[a-z&&[^b]]`, `\h`, `\Q...\E`: what POSIX and Java have and ECMA-262 has not.
    PosixOrJava,
    /// `\p{L}` and its like.
    UnicodeProperty,
    /// `\1`, `\k<name>`
    Backreference,
}

/// Java's and POSIX's names of classes.
const CLASSES: [&str; 15] = [
    "Lower", "Upper", "ASCII", "Alpha", "Digit", "Alnum", "Punct", "Graph", "Print", "Blank",
    "Cntrl", "XDigit", "Space", "Is", "java",
];

impl Syntax {
    /// The kinds of syntax in a pattern.
    pub(super) fn of(pattern: &str) -> BTreeSet<Self> {
        let mut found = BTreeSet::from([Self::Any]);
        let mut rest = pattern;
        let mut in_class = false;
        let mut after_quantifier = false;
        while let Some(c) = rest.chars().next() {
            let mut length = c.len_utf8();
            let mut is_quantifier = false;
            match c {
                '\\' => {
                    let escaped = rest[1..].chars().next();
                    found.extend(escape(&rest[1..], in_class));
                    length += escaped.map_or(0, char::len_utf8);
                }
                '[' if in_class && rest.starts_with("[:") => {
                    found.insert(Self::PosixOrJava);
                }
                '[' => in_class = true,
                ']' => in_class = false,
                '&' if in_class && rest.starts_with("&&") => {
                    found.insert(Self::PosixOrJava);
                }
                '(' if !in_class => found.extend(group(rest)),
                '+' if !in_class && after_quantifier => {
                    found.insert(Self::Possessive);
                }
                '*' | '+' | '?' if !in_class => is_quantifier = !after_quantifier,
                '{' if !in_class => {
                    let end = rest.find('}').filter(|end| {
                        rest[1..*end]
                            .chars()
                            .all(|c| c.is_ascii_digit() || c == ',')
                    });
                    if let Some(end) = end {
                        length = end + 1;
                        is_quantifier = true;
                    }
                }
                _ => {}
            }
            after_quantifier = is_quantifier;
            rest = &rest[length..];
        }
        found
    }
}

/// What a group begins with.
fn group(rest: &str) -> Option<Syntax> {
    let starts = [
        ("(?!", Syntax::NegativeLookAhead),
        ("(?=", Syntax::LookAhead),
        ("(?<=", Syntax::LookBehind),
        ("(?<!", Syntax::LookBehind),
        ("(?>", Syntax::Atomic),
    ];
    starts
        .into_iter()
        .find(|(start, _)| rest.starts_with(start))
        .map(|(_, syntax)| syntax)
}

/// What stands behind a backslash.
fn escape(rest: &str, in_class: bool) -> Option<Syntax> {
    let name = || {
        let rest = rest.get(1..)?.strip_prefix('{').unwrap_or(&rest[1..]);
        Some(rest)
    };
    match rest.chars().next()? {
        'p' | 'P' => {
            let name = name()?;
            Some(match CLASSES.iter().any(|class| name.starts_with(class)) {
                true => Syntax::PosixOrJava,
                false => Syntax::UnicodeProperty,
            })
        }
        'h' | 'H' | 'Q' | 'z' | 'Z' | 'A' | 'R' | 'X' | 'e' => Some(Syntax::PosixOrJava),
        '1'..='9' | 'k' if !in_class => Some(Syntax::Backreference),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Syntax;

    fn of(pattern: &str) -> Vec<Syntax> {
        Syntax::of(pattern).into_iter().skip(1).collect()
    }

    #[test]
    fn syntax_is_told_from_what_looks_like_it() {
        assert_eq!(of("^(?!aws)[a-z(?=]+$"), [Syntax::NegativeLookAhead]);
        assert_eq!(of("(?=a)(?<!b)"), [Syntax::LookAhead, Syntax::LookBehind]);
        assert_eq!(of("a++b{1,2}+c*?d+"), [Syntax::Possessive]);
        assert_eq!(of("a+?+"), []);
        assert_eq!(of(r"[+*]+\++"), []);
        assert_eq!(of(r"[[:alpha:]_]"), [Syntax::PosixOrJava]);
        assert_eq!(
            of(r"\p{Alnum}\p{L}"),
            [Syntax::PosixOrJava, Syntax::UnicodeProperty]
        );
        assert_eq!(of(r"(.)\1[\1]"), [Syntax::Backreference]);
        assert_eq!(of(r"\\1"), []);
        assert_eq!(of("{a}\\"), []);
        assert_eq!(of("(?>\u{fc}\\\u{fc})"), [Syntax::Atomic]);
    }
}
