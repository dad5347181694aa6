//! Values that stand in a model: defaults, enum values, what unread traits hold.
//!
//! In: JSON as read. Out: an ordered tree. Never a Rust literal.

use std::cmp::Ordering;
use std::fmt;

/// A JSON value with object members in input order.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, kept exactly.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object, its members in input order.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The member `key`, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Object(members) => members.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn items(&self) -> Option<&[Value]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }
}

/// A number as the model wrote it.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// A whole number; wide enough for every bound that a `long` or an unsigned value can have.
    Integer(i128),
    /// Anything else, by its text (`0.5`, `1e400`): a bound is a decimal, not a float.
    Decimal(String),
}

impl Number {
    /// Compares two numbers exactly, however they are written.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.cmp(b),
            _ => Decimal::read(&self.to_string()).compare(&Decimal::read(&other.to_string())),
        }
    }
}

/// A decimal number taken apart: `0.digits * 10^magnitude`, without zeros at either end of the digits. Zero has none.
struct Decimal {
    negative: bool,
    magnitude: i64,
    digits: String,
}

impl Decimal {
    /// From a JSON number.
    fn read(text: &str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        // An exponent beyond 64 bits is as good as infinite here.
        let exponent: i64 =
            exponent
                .trim_start_matches('+')
                .parse()
                .unwrap_or(if exponent.starts_with('-') {
                    i64::MIN / 2
                } else {
                    i64::MAX / 2
                });
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let significant = all.trim_start_matches('0');
        let leading = all.len() - significant.len();
        let digits = significant.trim_end_matches('0').to_owned();
        let places = i64::try_from(whole.len()).unwrap_or(0) - i64::try_from(leading).unwrap_or(0);
        Self {
            negative,
            magnitude: exponent.saturating_add(places),
            digits,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let sign = |n: &Self| match (n.digits.is_empty(), n.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let (a, b) = (sign(self), sign(other));
        if a != b || a == 0 {
            return a.cmp(&b);
        }
        let size = self
            .magnitude
            .cmp(&other.magnitude)
            .then_with(|| self.digits.cmp(&other.digits));
        if a < 0 { size.reverse() } else { size }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => write!(f, "{value}"),
            Self::Decimal(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse()
            .map_or_else(|_| Number::Decimal(text.to_owned()), Number::Integer)
    }

    #[test]
    fn numbers_compare_by_value_not_by_text() {
        let ascending = [
            "-1e400",
            "-9223372036854775808",
            "-10",
            "-9.5",
            "-1e-3",
            "0",
            "1e-400",
            "0.1",
            "0.25",
            "1",
            "9.99",
            "10",
            "9223372036854775806.5",
            "9223372036854775807",
            "1e400",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(number(a).compare(&number(b)), i.cmp(&j), "{a} and {b}");
            }
        }
        for (a, b) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("0.5", "5E-1"),
            ("0", "-0"),
            ("0e9", "0.00"),
            ("10", "1.0e+1"),
        ] {
            assert_eq!(
                number(a).compare(&number(b)),
                Ordering::Equal,
                "{a} and {b}"
            );
        }
    }
}
