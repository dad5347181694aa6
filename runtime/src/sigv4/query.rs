//! The canonical form of a query.
//!
//! In: the query as it is sent. Out: its parameters, encoded in the one way that signatures know, and sorted. A `+` is a
//! plus sign, as everywhere in this crate.

use super::sink::{Sink, is_unreserved, put_encoded};

/// How many parameters are sorted without an allocation.
const INLINE: usize = 16;

/// Puts the canonical form of a query, without the parameter called `without`.
pub(super) fn put(to: &mut impl Sink, query: &str, without: Option<&str>) {
    let pairs = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(name, _)| Some(*name) != without);
    let canonical = |text: &str| is_canonical(text.as_bytes());
    if !pairs
        .clone()
        .all(|(name, value)| canonical(name) && canonical(value))
    {
        let mut encoded: Vec<_> = pairs
            .map(|(name, value)| (encoded(name), encoded(value)))
            .collect();
        encoded.sort_unstable();
        return put_pairs(to, encoded.iter().map(|(name, value)| (&**name, &**value)));
    }
    let pairs = pairs.map(|(name, value)| (name.as_bytes(), value.as_bytes()));
    let mut inline: [(&[u8], &[u8]); INLINE] = [(b"", b""); INLINE];
    let mut count = 0;
    for (index, pair) in pairs.clone().enumerate() {
        count = index + 1;
        if let Some(slot) = inline.get_mut(index) {
            *slot = pair;
        }
    }
    match inline.get_mut(..count) {
        Some(few) => {
            few.sort_unstable();
            put_pairs(to, few.iter().copied());
        }
        None => {
            let mut many: Vec<_> = pairs.collect();
            many.sort_unstable();
            put_pairs(to, many.into_iter());
        }
    }
}

fn put_pairs<'q>(to: &mut impl Sink, pairs: impl Iterator<Item = (&'q [u8], &'q [u8])>) {
    for (index, (name, value)) in pairs.enumerate() {
        if index > 0 {
            to.put(b"&");
        }
        to.put(name);
        to.put(b"=");
        to.put(value);
    }
}

/// Whether a text is encoded in the one way that signatures know.
fn is_canonical(mut text: &[u8]) -> bool {
    while let Some(index) = text.iter().position(|byte| !is_unreserved(*byte)) {
        let Some([b'%', high, low, rest @ ..]) = text.get(index..) else {
            return false;
        };
        let upper = |digit: &u8| !digit.is_ascii_lowercase();
        match byte_of(*high, *low) {
            Some(byte) if upper(high) && upper(low) && !is_unreserved(byte) => text = rest,
            _ => return false,
        }
    }
    true
}

/// Whether no query of the same length has the same canonical form: it has no empty parameters, and no escapes with digits
/// in lower case.
#[cfg(feature = "server")]
pub(super) fn is_unambiguous(query: &str) -> bool {
    let escapes = || query.split('%').skip(1);
    query.is_empty()
        || (query.split('&').all(|pair| !pair.is_empty())
            && escapes().all(|rest| {
                rest.bytes()
                    .take(2)
                    .all(|digit| !matches!(digit, b'a'..=b'f'))
            }))
}

/// A text, encoded in that way. What is no escape stands for itself.
fn encoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        match rest {
            [b'%', high, low, behind @ ..] if byte_of(*high, *low).is_some() => {
                bytes.extend(byte_of(*high, *low));
                rest = behind;
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    let mut encoded = Vec::with_capacity(bytes.len() * 3);
    put_encoded(&mut encoded, &bytes, false);
    encoded
}

fn byte_of(high: u8, low: u8) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).map(|digit| digit as u8);
    Some(digit(high)? << 4 | digit(low)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn canonical(query: &str) -> String {
        let mut text = Vec::new();
        put(&mut text, query, Some("Gone"));
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn parameters_are_sorted_and_encoded() {
        for (query, expected) in [
            ("", ""),
            ("a", "a="),
            ("=", "="),
            ("b=2&a=1&&a=0&c", "a=0&a=1&b=2&c="),
            ("a=x=y", "a=x%3Dy"),
            ("a=%7e%7E~%41+*", "a=~~~A%2B%2A"),
            ("a=%2f&b=%2F", "a=%2F&b=%2F"),
            ("a=%&b=%zz&c=%2", "a=%25&b=%25zz&c=%252"),
            ("A=1&a=2&%24=3&-=4", "%24=3&-=4&A=1&a=2"),
            ("Gone=1&x=2&Gone", "x=2"),
            ("n=\u{e9}", "n=%C3%A9"),
        ] {
            assert_eq!(canonical(query), expected, "{query}");
        }
    }

    #[test]
    fn names_are_compared_before_values() {
        // Compared as a whole, `a=` would come behind `a-=`.
        assert_eq!(canonical("a-=1&a=2"), "a=2&a-=1");
    }

    #[test]
    fn many_parameters_are_no_different() {
        for count in [1, INLINE, INLINE + 1, 100] {
            let pairs: Vec<_> = (0..count).map(|n| format!("p{:03}=v", 999 - n)).collect();
            let mut sorted = pairs.clone();
            sorted.sort();
            assert_eq!(canonical(&pairs.join("&")), sorted.join("&"));
        }
    }
}
