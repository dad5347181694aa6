//! Numbers of any size, kept as decimal text.
//!
//! In: the text of a JSON number. Out: the same text. Nothing is rounded; arithmetic is left to the caller's choice of
//! a number library.

use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

/// A text that is not a number of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseNumberError(&'static str);

impl Display for ParseNumberError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for ParseNumberError {}

/// An integer of any size. Equality and order of digits are those of the text, in which leading zeros and `+` do not
/// occur, and zero has no sign.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigInteger(String);

impl BigInteger {
    /// The decimal digits, with a `-` in front if negative.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for BigInteger {
    fn default() -> Self {
        Self("0".to_owned())
    }
}

impl FromStr for BigInteger {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        match Decimal::parse(text) {
            Some(number) if number.fraction.is_empty() && number.exponent == 0 => {
                if text == "-0" {
                    Ok(Self::default())
                } else if text.bytes().any(|byte| byte | 0x20 == b'e') {
                    Err(NOT_AN_INTEGER)
                } else {
                    Ok(Self(text.to_owned()))
                }
            }
            _ => Err(NOT_AN_INTEGER),
        }
    }
}

const NOT_AN_INTEGER: ParseNumberError = ParseNumberError(
    "expected an integer: decimal digits without leading zeros, and a minus sign if negative",
);

/// A decimal number of any size and precision. Equality is that of the text: `1.0` and `1.00` differ.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigDecimal(String);

impl BigDecimal {
    /// The number as JSON writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for BigDecimal {
    fn default() -> Self {
        Self("0".to_owned())
    }
}

impl FromStr for BigDecimal {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        match Decimal::parse(text) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(ParseNumberError(
                "expected a number as JSON writes it, such as -12.5e3",
            )),
        }
    }
}

impl From<BigInteger> for BigDecimal {
    fn from(number: BigInteger) -> Self {
        Self(number.0)
    }
}

macro_rules! from_integers {
    ($($type:ty)*) => {
        $(
            impl From<$type> for BigInteger {
                fn from(number: $type) -> Self {
                    Self(number.to_string())
                }
            }

            impl From<$type> for BigDecimal {
                fn from(number: $type) -> Self {
                    Self(number.to_string())
                }
            }
        )*
    };
}

from_integers!(i32 u32 i64 u64 i128 u128);

impl TryFrom<f64> for BigDecimal {
    type Error = ParseNumberError;

    /// The shortest text that reads back as `number`.
    fn try_from(number: f64) -> Result<Self, ParseNumberError> {
        if number.is_finite() {
            Ok(Self(zmij::Buffer::new().format_finite(number).to_owned()))
        } else {
            Err(ParseNumberError(
                "infinities and NaN are not decimal numbers",
            ))
        }
    }
}

impl Display for BigInteger {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Display for BigDecimal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The parts of a JSON number's text.
#[derive(Clone, Copy)]
pub(crate) struct Decimal<'a> {
    pub(crate) negative: bool,
    /// The digits before the point; a lone `0` or no leading zero.
    pub(crate) integer: &'a str,
    /// The digits behind the point.
    pub(crate) fraction: &'a str,
    /// The power of ten; one beyond 64 bits is taken as the greatest or least.
    pub(crate) exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Splits `text`, if all of it is a number as JSON writes it.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (integer, rest) = digits(rest)?;
        if integer.len() > 1 && integer.starts_with('0') {
            return None;
        }
        let (fraction, rest) = match rest.strip_prefix('.') {
            Some(rest) => digits(rest)?,
            None => ("", rest),
        };
        let exponent = match rest.strip_prefix(['e', 'E']) {
            None if rest.is_empty() => 0,
            None => return None,
            Some(rest) => {
                let (negative, rest) = match rest.strip_prefix('-') {
                    Some(rest) => (true, rest),
                    None => (false, rest.strip_prefix('+').unwrap_or(rest)),
                };
                let (exponent, rest) = digits(rest)?;
                if !rest.is_empty() {
                    return None;
                }
                let exponent = exponent.parse::<i64>().unwrap_or(i64::MAX);
                if negative { -exponent } else { exponent }
            }
        };
        Some(Self {
            negative,
            integer,
            fraction,
            exponent,
        })
    }

    /// The digits from the first to the last that is not zero, and the power of ten of the place in front of the first:
    /// `-120.5e1` is negative, `1205` and 4. Of zero there are no digits.
    pub(crate) fn significant(self) -> (impl Iterator<Item = u8> + Clone, i64) {
        let all = self.integer.len() + self.fraction.len();
        let digits = self.integer.bytes().chain(self.fraction.bytes());
        let leading = digits.clone().take_while(|digit| *digit == b'0').count();
        let trailing = if leading == all {
            0
        } else {
            digits
                .clone()
                .rev()
                .take_while(|digit| *digit == b'0')
                .count()
        };
        let places = i64::try_from(self.integer.len()).unwrap_or(i64::MAX);
        let leading_places = i64::try_from(leading).unwrap_or(i64::MAX);
        (
            digits.skip(leading).take(all - leading - trailing),
            self.exponent
                .saturating_add(places)
                .saturating_sub(leading_places),
        )
    }

    /// Compares by value.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        let (a, a_power) = self.significant();
        let (b, b_power) = other.significant();
        let sign = |number: Self, zero: bool| match (zero, number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let a_sign = sign(self, a.clone().next().is_none());
        let b_sign = sign(other, b.clone().next().is_none());
        a_sign.cmp(&b_sign).then_with(|| {
            let magnitude = a_power.cmp(&b_power).then_with(|| a.cmp(b));
            match a_sign {
                0 => Ordering::Equal,
                1 => magnitude,
                _ => magnitude.reverse(),
            }
        })
    }

    /// Whether the same digits at the same power of ten.
    pub(crate) fn equals(self, other: Self) -> bool {
        self.compare(other).is_eq()
    }
}

/// At least one digit, and what follows.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    if end == 0 {
        return None;
    }
    text.split_at_checked(end)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_json_numbers_are_numbers() {
        for good in [
            "0",
            "-0",
            "12",
            "-1.50",
            "1e5",
            "1E+05",
            "0.1e-7",
            "1e99999999999999999999",
        ] {
            assert!(good.parse::<BigDecimal>().is_ok(), "{good}");
        }
        for bad in [
            "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1", "NaN", "1 ", "1.5.2",
            "1e5x",
        ] {
            assert!(bad.parse::<BigDecimal>().is_err(), "{bad}");
        }
        for bad in ["1.0", "1e2", "1e0", "1.5", "01", ""] {
            assert!(bad.parse::<BigInteger>().is_err(), "{bad}");
        }
        assert_eq!(
            "-123456789012345678901234567890"
                .parse::<BigInteger>()
                .unwrap()
                .to_string(),
            "-123456789012345678901234567890"
        );
        assert_eq!("-0".parse::<BigInteger>().unwrap(), BigInteger::from(0));
    }

    #[test]
    fn decimals_compare_by_value() {
        let ordered = [
            "-1e400",
            "-10.5",
            "-10.4999",
            "-1",
            "-0.001",
            "0",
            "1e-400",
            "0.09",
            "0.1",
            "1",
            "1.5",
            "9223372036854775806",
            "9223372036854775807",
            "1e19",
            "1e400",
            "1e9999999999999999999",
        ];
        for (i, a) in ordered.iter().enumerate() {
            for (j, b) in ordered.iter().enumerate() {
                let order = Decimal::parse(a)
                    .unwrap()
                    .compare(Decimal::parse(b).unwrap());
                assert_eq!(order, i.cmp(&j), "{a} {b}");
            }
        }
        for (a, b) in [
            ("0", "-0.00e5"),
            ("100", "1e2"),
            ("1.50", "0.15e1"),
            ("0.001", "1e-3"),
        ] {
            assert!(
                Decimal::parse(a)
                    .unwrap()
                    .equals(Decimal::parse(b).unwrap()),
                "{a} {b}"
            );
        }
    }
}
