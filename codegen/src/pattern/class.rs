//! Reads what stands for a set of characters: escapes, properties and brackets.
//!
//! In: the parser, at such a place. Out: the set. It never looks at what follows the set.

use regex_syntax::hir::{Class, ClassUnicodeRange, HirKind};

use super::Refusal;
use super::parse::Parser;
use super::syntax::{CharSet, char_set, word};

/// What an escape or a bracket's element stands for.
pub(super) enum CharClasses {
    /// One code point; a surrogate is possible here, but in no text.
    One(u32),
    /// Any of these.
    Set(CharSet),
}

/// `\s`: ECMA-262's white space and line terminators.
fn white_space() -> CharSet {
    char_set(&[
        ('\t', '\r'),
        (' ', ' '),
        ('\u{a0}', '\u{a0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{2000}', '\u{200a}'),
        ('\u{2028}', '\u{2029}'),
        ('\u{202f}', '\u{202f}'),
        ('\u{205f}', '\u{205f}'),
        ('\u{3000}', '\u{3000}'),
        ('\u{feff}', '\u{feff}'),
    ])
}

fn negated(mut set: CharSet) -> CharSet {
    set.negate();
    set
}

impl Parser<'_> {
    /// What follows a backslash, inside brackets or out of them. `start` is the offset of the backslash.
    pub(super) fn class_escape(&mut self, start: usize) -> Result<CharClasses, Refusal> {
        let Some(c) = self.next() else {
            return Err(Self::error_at(
                start,
                "a pattern cannot end in a single backslash",
            ));
        };
        let set = match c {
            'd' => char_set(&[('0', '9')]),
            'D' => negated(char_set(&[('0', '9')])),
            'w' => word(),
            'W' => negated(word()),
            's' => white_space(),
            'S' => negated(white_space()),
            'p' | 'P' => {
                let set = self.property(start)?;
                if c == 'P' { negated(set) } else { set }
            }
            'h' | 'H' => {
                let set = char_set(&[
                    ('\t', '\t'),
                    (' ', ' '),
                    ('\u{a0}', '\u{a0}'),
                    ('\u{1680}', '\u{1680}'),
                    ('\u{180e}', '\u{180e}'),
                    ('\u{2000}', '\u{200a}'),
                    ('\u{202f}', '\u{202f}'),
                    ('\u{205f}', '\u{205f}'),
                    ('\u{3000}', '\u{3000}'),
                ]);
                if c == 'H' { negated(set) } else { set }
            }
            _ => return self.character_escape(c, start).map(CharClasses::One),
        };
        Ok(CharClasses::Set(set))
    }

    /// The code point that the escape with the letter `c` stands for.
    fn character_escape(&mut self, c: char, start: usize) -> Result<u32, Refusal> {
        Ok(match c {
            't' => 0x09,
            'n' => 0x0a,
            'v' => 0x0b,
            'f' => 0x0c,
            'r' => 0x0d,
            'a' => 0x07,
            'e' => 0x1b,
            'c' => match self.peek() {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    self.next();
                    u32::from(letter) % 32
                }
                _ => return Err(Self::error_at(start, "`\\c` needs a letter")),
            },
            'x' | 'u' => {
                let digits = if c == 'x' { 2 } else { 4 };
                let code = match self.braced_hex(start)? {
                    Some(code) => Some(code),
                    None => self.hex(digits),
                };
                match code {
                    Some(high @ 0xd800..=0xdbff) => self.low_surrogate(high),
                    Some(code) => code,
                    None => {
                        return Err(Self::error_at(
                            start,
                            format!("`\\{c}` needs {digits} hexadecimal digits, or some in braces"),
                        ));
                    }
                }
            }
            '0'..='7' => self.octal(c),
            // Needless backslashes, and letters that mean nothing special, stand for themselves (annex B).
            other => u32::from(other),
        })
    }

    /// The second half of a surrogate pair, joined with the first; or the first half alone.
    fn low_surrogate(&mut self, high: u32) -> u32 {
        let mark = self.mark();
        if self.eat("\\u")
            && let Some(low @ 0xdc00..=0xdfff) = self.hex(4)
        {
            return 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        }
        self.back_to(mark);
        high
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let mark = self.mark();
        let mut value = 0;
        for _ in 0..digits {
            match self.next().and_then(|c| c.to_digit(16)) {
                Some(digit) => value = value * 16 + digit,
                None => {
                    self.back_to(mark);
                    return None;
                }
            }
        }
        Some(value)
    }

    fn braced_hex(&mut self, start: usize) -> Result<Option<u32>, Refusal> {
        if !self.eat("{") {
            return Ok(None);
        }
        let mut value: u32 = 0;
        let mut digits = 0;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) {
            self.next();
            digits += 1;
            value = value.saturating_mul(16).saturating_add(digit);
        }
        if digits == 0 || value > 0x10_ffff || !self.eat("}") {
            return Err(Self::error_at(
                start,
                "braces after `\\u` or `\\x` hold a hexadecimal code point up to 10FFFF",
            ));
        }
        Ok(Some(value))
    }

    /// `\0`, and annex B's octal escapes: up to three digits, up to 377.
    fn octal(&mut self, first: char) -> u32 {
        let mut value = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            match self.peek().and_then(|c| c.to_digit(8)) {
                Some(digit) if value * 8 + digit <= 0o377 => {
                    self.next();
                    value = value * 8 + digit;
                }
                _ => break,
            }
        }
        value
    }

    /// What follows `\p`.
    fn property(&mut self, start: usize) -> Result<CharSet, Refusal> {
        let name: String = if self.eat("{") {
            let mut name = String::new();
            loop {
                match self.next() {
                    Some('}') => break name,
                    Some(c) if c.is_ascii_alphanumeric() || matches!(c, '_' | '=' | ' ' | '-') => {
                        name.push(c)
                    }
                    _ => {
                        return Err(Self::error_at(
                            start,
                            "the name of this property is not closed with `}`",
                        ));
                    }
                }
            }
        } else {
            match self.next() {
                Some(c) if c.is_ascii_alphabetic() => c.to_string(),
                _ => {
                    return Err(Self::error_at(
                        start,
                        "`\\p` needs the name of a property in braces",
                    ));
                }
            }
        };
        if let Some(set) = java_class(&name).or_else(|| unicode_property(&name)) {
            return Ok(set);
        }
        Err(Self::error_at(
            start,
            format!("the character property `{name}` is not known"),
        ))
    }

    /// A bracketed class, after its `[`, which stands at `start`.
    pub(super) fn bracketed(&mut self, start: usize) -> Result<CharSet, Refusal> {
        let negate = self.eat("^");
        let mut set = self.bracket_elements(start)?;
        self.fold(&mut set);
        if negate {
            set.negate();
        }
        Ok(set)
    }

    /// Everything up to the closing bracket.
    fn bracket_elements(&mut self, start: usize) -> Result<CharSet, Refusal> {
        let mut ranges: Vec<ClassUnicodeRange> = Vec::new();
        loop {
            if self.eat("]") {
                return Ok(CharSet::new(ranges));
            }
            if self.peek().is_none() {
                return Err(Self::error_at(start, "this `[` is never closed"));
            }
            // ECMA-262 without its `v` flag reads `&&[` as three literals, one of them needless; with that flag, and in Java, it
            // is an intersection, and that is what is meant. Other `&&` are literals.
            let mark = self.mark();
            if !self.intersected && self.eat("&&[") {
                let inner = self.offset() - 1;
                self.intersected = true;
                let other = self.bracketed(inner);
                self.intersected = false;
                let other = other?;
                if self.eat("]") {
                    let mut set = CharSet::new(ranges);
                    set.intersect(&other);
                    return Ok(set);
                }
                self.back_to(mark);
            }
            if let Some(posix) = self.posix_class() {
                ranges.extend_from_slice(posix.ranges());
                continue;
            }
            if self.eat("\\Q") {
                while self.peek().is_some() && !self.eat("\\E") {
                    ranges.extend(self.next().map(|c| ClassUnicodeRange::new(c, c)));
                }
                continue;
            }
            let offset = self.offset();
            let first = self.bracket_element()?;
            if self.peek() != Some('-') || self.peek_at(1).is_none_or(|c| c == ']') {
                add(&mut ranges, &first);
                continue;
            }
            self.next();
            let last = self.bracket_element()?;
            match (&first, &last) {
                (CharClasses::One(low), CharClasses::One(high)) if low > high => {
                    return Err(Self::error_at(
                        offset,
                        "the ends of this range are out of order",
                    ));
                }
                (CharClasses::One(low), CharClasses::One(high)) => {
                    ranges.extend(scalar_range(*low, *high))
                }
                // Annex B: `[\w-.]` has no range, so its hyphen stands for itself.
                _ => {
                    add(&mut ranges, &first);
                    add(&mut ranges, &CharClasses::One(u32::from('-')));
                    add(&mut ranges, &last);
                }
            }
        }
    }

    fn bracket_element(&mut self) -> Result<CharClasses, Refusal> {
        let start = self.offset();
        match self.next() {
            Some('\\') if self.eat("b") => Ok(CharClasses::One(0x08)),
            Some('\\') => self.class_escape(start),
            Some(c) => Ok(CharClasses::One(u32::from(c))),
            None => Err(Self::error_at(start, "this class is never closed")),
        }
    }

    /// `[:alpha:]` and its like, inside brackets.
    fn posix_class(&mut self) -> Option<CharSet> {
        let mark = self.mark();
        if !self.eat("[:") {
            return None;
        }
        let inverse = self.eat("^");
        let mut name = String::new();
        while let Some(c) = self.peek().filter(char::is_ascii_lowercase) {
            self.next();
            name.push(c);
        }
        let java = match name.as_str() {
            "alnum" => "Alnum",
            "alpha" => "posix alpha",
            "ascii" => "ASCII",
            "blank" => "Blank",
            "cntrl" => "Cntrl",
            "digit" => "Digit",
            "graph" => "Graph",
            "lower" => "posix lower",
            "print" => "Print",
            "punct" => "Punct",
            "space" => "posix space",
            "upper" => "posix upper",
            "word" => "posix word",
            "xdigit" => "XDigit",
            _ => "",
        };
        let set = java_class(java).filter(|_| self.eat(":]"));
        match set {
            Some(set) if inverse => Some(negated(set)),
            Some(set) => Some(set),
            None => {
                self.back_to(mark);
                None
            }
        }
    }
}

fn add(ranges: &mut Vec<ClassUnicodeRange>, classes: &CharClasses) {
    match classes {
        CharClasses::One(code) => ranges.extend(scalar_range(*code, *code)),
        CharClasses::Set(set) => ranges.extend_from_slice(set.ranges()),
    }
}

/// The scalar values from `low` to `high`, if there are any: surrogates are in no text.
fn scalar_range(low: u32, high: u32) -> Option<ClassUnicodeRange> {
    let first = char::from_u32(low).or_else(|| char::from_u32(0xe000))?;
    let last = char::from_u32(high).or_else(|| char::from_u32(0xd7ff))?;
    (first <= last).then(|| ClassUnicodeRange::new(first, last))
}

/// Java's names for ASCII classes that ECMA-262 does not give another meaning, two more of Java's, and the POSIX classes.
fn java_class(name: &str) -> Option<CharSet> {
    Some(match name {
        "Alnum" => char_set(&[('0', '9'), ('A', 'Z'), ('a', 'z')]),
        "posix alpha" => char_set(&[('A', 'Z'), ('a', 'z')]),
        "posix lower" => char_set(&[('a', 'z')]),
        "posix upper" => char_set(&[('A', 'Z')]),
        "posix space" | "Space" => char_set(&[('\t', '\r'), (' ', ' ')]),
        "posix word" => word(),
        "Blank" => char_set(&[('\t', '\t'), (' ', ' ')]),
        "Cntrl" => char_set(&[('\0', '\x1f'), ('\x7f', '\x7f')]),
        "Digit" => char_set(&[('0', '9')]),
        "Graph" => char_set(&[('!', '~')]),
        "Print" => char_set(&[(' ', '~')]),
        "Punct" => char_set(&[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        "XDigit" => char_set(&[('0', '9'), ('A', 'F'), ('a', 'f')]),
        "ASCII" => char_set(&[('\0', '\x7f')]),
        "L1" => char_set(&[('\0', '\u{ff}')]),
        "all" => char_set(&[('\0', char::MAX)]),
        "LD" => {
            let mut set = unicode_property("L")?;
            set.union(&unicode_property("Nd")?);
            set
        }
        _ => return None,
    })
}

/// What Unicode calls `name`: a general category, a script or a binary property, also as `key=name`, or with Java's `Is`.
fn unicode_property(name: &str) -> Option<CharSet> {
    let look_up = |name: &str| match regex_syntax::Parser::new()
        .parse(&format!("\\p{{{name}}}"))
        .ok()?
        .into_kind()
    {
        HirKind::Class(Class::Unicode(set)) => Some(set),
        // A property of a single character is read as that character.
        HirKind::Literal(literal) => {
            let c = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
            Some(char_set(&[(c, c)]))
        }
        _ => None,
    };
    look_up(name).or_else(|| {
        look_up(
            name.strip_prefix("Is")
                .or_else(|| name.strip_prefix("is"))?,
        )
    })
}
