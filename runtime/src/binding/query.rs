//! Query strings, as servers read them.
//!
//! In: the query of a URI, without its `?`. Out: names and values in order, decoded. Names need no `=`; without one the
//! value is empty. A `+` is a plus sign.

use super::percent;
use std::borrow::Cow;

/// The pairs of a query string, still encoded.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Whether an encoded name is `name`.
pub(crate) fn is_named(encoded: &str, name: &str) -> bool {
    encoded == name
        || (encoded.contains('%') && percent::decode(encoded).is_some_and(|text| text == name))
}

/// The values of the parameter `name`, in order; `None` for one that is badly encoded.
pub(crate) fn values<'q>(
    query: &'q str,
    name: &'q str,
) -> impl Iterator<Item = Option<Cow<'q, str>>> {
    pairs(query)
        .filter(move |(encoded, _)| is_named(encoded, name))
        .map(|(_, value)| percent::decode(value))
}

/// Whether the query has the parameter `name`, with `value` if one is wanted: `?list-type=2`. Without one, as in `?acl`,
/// any value will do.
pub(crate) fn has(query: &str, name: &str, value: Option<&str>) -> bool {
    match value {
        None => pairs(query).any(|(encoded, _)| is_named(encoded, name)),
        Some(value) => values(query, name).any(|found| found.is_some_and(|text| text == value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(query: &str, name: &str) -> Vec<Option<String>> {
        values(query, name)
            .map(|value| value.map(Cow::into_owned))
            .collect()
    }

    #[test]
    fn values_come_in_order() {
        let query = "a=1&b=2&a=3&&c&a%20b=x=y&%61=+%20&bad=%zz";
        assert_eq!(
            all(query, "a"),
            [Some("1".into()), Some("3".into()), Some("+ ".into())]
        );
        assert_eq!(all(query, "c"), [Some(String::new())]);
        assert_eq!(all(query, "a b"), [Some("x=y".into())]);
        assert_eq!(all(query, "bad"), [None]);
        assert_eq!(all(query, "none"), []);
        assert_eq!(all("", ""), []);
    }

    #[test]
    fn literals_are_found() {
        assert!(has("list-type=2&prefix=x", "list-type", Some("2")));
        assert!(!has("list-type=3", "list-type", Some("2")));
        assert!(has("acl", "acl", None));
        assert!(has("acl=", "acl", None));
        assert!(has("acl=", "acl", Some("")));
        assert!(!has("acls", "acl", None));
    }
}
