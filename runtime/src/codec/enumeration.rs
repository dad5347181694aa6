//! Enums, from the table of their values.
//!
//! In: a static table of what the model lists, sorted so that it can be searched, and the variant for everything else.
//! Out: the variant for a value on the wire, and the values that messages name.

/// A generated enum of strings. It is open: an unknown value is kept as it came.
pub trait Enum: Clone + Ord + 'static {
    /// All values of the model and their variants, sorted by length, then by text.
    const VALUES: &'static [(&'static str, Self)];

    /// The values that messages don't name.
    const INTERNAL: &'static [&'static str];

    /// The value on the wire.
    fn as_str(&self) -> &str;

    /// The variant for a value that the model doesn't have.
    fn unlisted(text: &str) -> Self;

    /// Whether the model has this value, internal ones included.
    fn known(&self) -> bool;

    /// The value for a text, known or not.
    fn from_text(text: &str) -> Self {
        let order = |(value, _): &(&str, Self)| by_length(value, text);
        match Self::VALUES.binary_search_by(order) {
            Ok(found) => Self::VALUES[found].1.clone(),
            Err(_) => Self::unlisted(text),
        }
    }

    /// The values that messages name, in the order of the model.
    fn named() -> Vec<&'static str> {
        named(Self::VALUES, Self::INTERNAL)
    }
}

/// A generated enum of integers. It is open: an unknown value is kept as it came.
pub trait IntEnum: Clone + Ord + 'static {
    /// All values of the model and their variants, sorted.
    const VALUES: &'static [(i32, Self)];

    /// The values that messages don't name.
    const INTERNAL: &'static [i32];

    /// The value on the wire.
    fn as_i32(&self) -> i32;

    /// The variant for a value that the model doesn't have.
    fn unlisted(number: i32) -> Self;

    /// Whether the model has this value, internal ones included.
    fn known(&self) -> bool;

    /// The value for a number, known or not.
    fn from_i32(number: i32) -> Self {
        match Self::VALUES.binary_search_by_key(&number, |(value, _)| *value) {
            Ok(found) => Self::VALUES[found].1.clone(),
            Err(_) => Self::unlisted(number),
        }
    }

    /// The values that messages name, in the order of the model.
    fn named() -> Vec<i32> {
        named(Self::VALUES, Self::INTERNAL)
    }
}

/// The order of a table: comparing two lengths tells most texts apart.
#[inline(always)]
fn by_length(a: &str, b: &str) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// Variants compare as the model has them in order.
fn named<V: Copy + PartialEq, T: Ord>(values: &[(V, T)], internal: &[V]) -> Vec<V> {
    let mut listed: Vec<&(V, T)> = values.iter().collect();
    listed.sort_by(|(_, a), (_, b)| a.cmp(b));
    let values = listed.into_iter().map(|(value, _)| *value);
    values.filter(|value| !internal.contains(value)).collect()
}

/// Whether a table of texts can be searched.
pub const fn are_texts_sorted<T>(values: &[(&str, T)]) -> bool {
    let mut next = 1;
    while next < values.len() {
        let (a, b) = (values[next - 1].0.as_bytes(), values[next].0.as_bytes());
        let mut at = 0;
        while a.len() == b.len() && at < a.len() && a[at] == b[at] {
            at += 1;
        }
        if a.len() > b.len() || (a.len() == b.len() && (at == a.len() || a[at] > b[at])) {
            return false;
        }
        next += 1;
    }
    true
}

/// Whether a table of numbers can be searched.
pub const fn are_numbers_sorted<T>(values: &[(i32, T)]) -> bool {
    let mut next = 1;
    while next < values.len() {
        if values[next - 1].0 >= values[next].0 {
            return false;
        }
        next += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{Color, Level};

    #[test]
    fn every_value_is_found_and_others_are_kept() {
        for (text, color) in Color::VALUES {
            assert_eq!(Color::from_text(text), *color);
            assert_eq!(color.as_str(), *text);
            assert!(color.known());
        }
        for text in ["", "red", "REDD", "GREEM", "ZZZZZZZZ"] {
            let color = Color::from_text(text);
            assert_eq!((color.as_str(), color.known()), (text, false));
        }
        for (number, level) in Level::VALUES {
            assert_eq!(Level::from_i32(*number), *level);
        }
        assert_eq!(Level::from_i32(2), Level::Unknown(2));
    }

    #[test]
    fn messages_name_what_is_not_internal_in_the_models_order() {
        assert_eq!(Color::named(), ["GREEN", "RED"]);
        assert_eq!(Level::named(), [1, 5]);
    }

    #[test]
    fn a_table_that_cannot_be_searched_is_noticed() {
        assert!(are_texts_sorted(&[
            ("b", 0),
            ("c", 0),
            ("aa", 0),
            ("ab", 0)
        ]));
        for bad in [["b", "a"], ["a", "a"], ["aa", "b"]] {
            assert!(!are_texts_sorted(&bad.map(|text| (text, 0))), "{bad:?}");
        }
        assert!(are_numbers_sorted(&[(-1, 0), (0, 0), (7, 0)]));
        assert!(!are_numbers_sorted(&[(0, 0), (0, 0)]));
    }
}
