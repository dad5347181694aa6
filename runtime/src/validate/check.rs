//! The single checks.
//!
//! In: bounds and what is measured. Out: yes or no, or a demand in Smithy's wording. Numbers are compared by their exact
//! value: neither integers nor decimals pass through a double where that could round.

use crate::number::Decimal;
use crate::schema::{Bound, Length, Range};
use std::cmp::Ordering;

/// Whether `count` lies in the bounds.
#[inline(always)]
pub(super) fn count_fits(count: u64, length: &Length) -> bool {
    (length.min..=length.max).contains(&count)
}

/// Whether the number of Unicode scalar values lies in the bounds. They are counted only if the number of bytes, of which
/// each takes one to four, does not decide.
#[inline]
pub(super) fn text_fits(text: &str, length: &Length) -> bool {
    let most = text.len() as u64;
    let least = most.div_ceil(4);
    if least >= length.min && most <= length.max {
        return true;
    }
    most >= length.min && least <= length.max && count_fits(scalars(text), length)
}

/// The number of Unicode scalar values.
pub(super) fn scalars(text: &str) -> u64 {
    text.chars().count() as u64
}

/// Whether a number lies in the bounds; `compare` says how it stands to a bound, and `None` for NaN.
#[inline]
fn fits(range: &Range, compare: impl Fn(Bound) -> Option<Ordering>) -> bool {
    range
        .min
        .is_none_or(|min| compare(min).is_some_and(Ordering::is_ge))
        && range
            .max
            .is_none_or(|max| compare(max).is_some_and(Ordering::is_le))
}

#[inline]
pub(super) fn integer_fits(number: i64, range: &Range) -> bool {
    fits(range, |bound| match bound {
        Bound::Integer(bound) => Some(number.cmp(&bound)),
        Bound::Decimal(bound) => compare_texts(&number.to_string(), bound),
    })
}

/// `text` is the shortest text of `number`, without which a float's `0.1` would be greater than the bound `0.1`.
pub(super) fn real_fits(number: f64, text: impl Fn() -> String, range: &Range) -> bool {
    // Doubles up to here have every integer.
    const MIN: i64 = -(1 << 53);
    const MAX: i64 = 1 << 53;
    fits(range, |bound| match bound {
        _ if number.is_nan() => None,
        _ if number == f64::INFINITY => Some(Ordering::Greater),
        _ if number == f64::NEG_INFINITY => Some(Ordering::Less),
        Bound::Integer(bound @ MIN..=MAX) => number.partial_cmp(&(bound as f64)),
        Bound::Integer(bound) => compare_texts(&text(), &bound.to_string()),
        Bound::Decimal(bound) => compare_texts(&text(), bound),
    })
}

pub(super) fn number_fits(number: &str, range: &Range) -> bool {
    fits(range, |bound| match bound {
        Bound::Integer(bound) => compare_texts(number, &bound.to_string()),
        Bound::Decimal(bound) => compare_texts(number, bound),
    })
}

fn compare_texts(a: &str, b: &str) -> Option<Ordering> {
    Some(Decimal::parse(a)?.compare(Decimal::parse(b)?))
}

/// What `length` demands, after `Member must `.
pub(super) fn length_demand(length: &Length) -> String {
    let Length { min, max, .. } = length;
    match (length.has_min, length.has_max) {
        (true, true) => format!("have length between {min} and {max}, inclusive"),
        (true, false) => format!("have length greater than or equal to {min}"),
        (false, _) => format!("have length less than or equal to {max}"),
    }
}

/// What `range` demands, after `Member must `.
pub(super) fn range_demand(range: &Range) -> String {
    let text = |bound: Bound| match bound {
        Bound::Integer(number) => number.to_string(),
        Bound::Decimal(number) => number.to_owned(),
    };
    match (range.min.map(text), range.max.map(text)) {
        (Some(min), Some(max)) => format!("be between {min} and {max}, inclusive"),
        (Some(min), None) => format!("be greater than or equal to {min}"),
        (None, Some(max)) => format!("be less than or equal to {max}"),
        (None, None) => "be any number".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_measured_in_scalar_values() {
        for text in ["", "a", "ab", "é", "éé", "👍", "👍👍", "a👍é", "e\u{301}"] {
            let count = text.chars().count() as u64;
            for min in [None, Some(0), Some(1), Some(2), Some(3)] {
                for max in [None, Some(0), Some(1), Some(2), Some(3)] {
                    let bounds = &Length::new(min, max);
                    assert_eq!(
                        text_fits(text, bounds),
                        count_fits(count, bounds),
                        "{text} {bounds:?}"
                    );
                }
            }
        }
    }

    fn range(min: Option<Bound>, max: Option<Bound>) -> Range {
        Range { min, max }
    }

    #[test]
    fn integers_beyond_doubles_are_compared_exactly() {
        let greatest = i64::MAX - 1;
        let bounds = range(None, Some(Bound::Integer(greatest)));
        assert!(integer_fits(greatest, &bounds));
        assert!(!integer_fits(i64::MAX, &bounds));
        assert!(!number_fits("9223372036854775807", &bounds));
        assert!(number_fits("9223372036854775806.0", &bounds));
        assert!(!real_fits(
            9.223_372_036_854_776e18,
            || "9.223372036854776e18".into(),
            &bounds
        ));
        assert!(integer_fits(1, &range(Some(Bound::Decimal("0.5")), None)));
        assert!(!integer_fits(0, &range(Some(Bound::Decimal("0.5")), None)));
    }

    #[test]
    fn floats_are_compared_as_they_are_written() {
        let tenth = range(None, Some(Bound::Decimal("0.1")));
        assert!(real_fits(0.1f32.into(), || "0.1".into(), &tenth));
        assert!(!real_fits(0.100_000_01, || "0.10000001".into(), &tenth));
        let any = range(Some(Bound::Integer(i64::MIN)), None);
        assert!(!real_fits(f64::NAN, String::new, &any));
        assert!(!real_fits(f64::NEG_INFINITY, String::new, &any));
        assert!(real_fits(f64::INFINITY, String::new, &any));
    }
}
