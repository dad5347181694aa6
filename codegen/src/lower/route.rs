//! How requests find their operation.
//!
//! In: each operation's method, path and query literals. Out: a tree of segments, sorted. Never resolves a conflict: two
//! operations on one route are a finding of the model's validation.

use crate::model::{Segment, Uri};
use crate::rust::{Endpoint, Node};

/// Adds operation number `operation` to the tree.
pub(super) fn add(root: &mut Node, method: &str, uri: &Uri<'_>, operation: usize) {
    let mut node = root;
    // A slash at the end of a path makes no difference.
    let path = match uri.segments.split_last() {
        Some((Segment::Literal(""), rest)) => rest,
        _ => &uri.segments,
    };
    for segment in path {
        node = match segment {
            Segment::Literal(text) => literal(node, decoded(text)),
            Segment::Label { greedy: false, .. } => node.label.get_or_insert_default(),
            Segment::Label { greedy: true, .. } => node.greedy.get_or_insert_default(),
        };
    }
    let query = uri
        .query
        .iter()
        .map(|(key, value)| (decoded(key), value.map(decoded)))
        .collect();
    node.endpoints.push(Endpoint {
        method: method.to_owned(),
        query,
        operation,
    });
    // Those with more query literals come first, the others in the order of the model.
    node.endpoints
        .sort_by_key(|endpoint| std::cmp::Reverse(endpoint.query.len()));
}

/// The child for a literal segment; children are sorted by bytes.
fn literal(node: &mut Node, text: String) -> &mut Node {
    let place = match node
        .literals
        .binary_search_by(|(there, _)| there.as_bytes().cmp(text.as_bytes()))
    {
        Ok(place) => place,
        Err(place) => {
            node.literals.insert(place, (text, Node::default()));
            place
        }
    };
    &mut node.literals[place].1
}

/// A literal as it is compared with what a request says: with its percent escapes undone. What is no escape stays.
fn decoded(literal: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
    let bytes = literal.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                // Two hexadecimal digits are less than 256.
                out.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn tree(routes: &[(&str, &str)]) -> Node {
        let mut root = Node::default();
        for (operation, (method, uri)) in routes.iter().enumerate() {
            add(&mut root, method, &Uri::parse(uri).unwrap(), operation);
        }
        root
    }

    #[test]
    fn segments_are_shared_and_sorted() {
        let root = tree(&[
            ("GET", "/things/{a}/jobs/{b}"),
            ("PUT", "/things/{a}/jobs/$next"),
            ("GET", "/things/{c}/jobs/"),
            ("POST", "/commands"),
        ]);
        let names: Vec<&str> = root
            .literals
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["commands", "things"]);
        let jobs = &root.literals[1].1.label.as_ref().unwrap().literals[0].1;
        assert_eq!(jobs.endpoints[0].operation, 2);
        assert_eq!(jobs.literals[0].0, "$next");
        assert_eq!(jobs.literals[0].1.endpoints[0].method, "PUT");
        assert_eq!(jobs.label.as_ref().unwrap().endpoints[0].operation, 0);
    }

    #[test]
    fn more_query_literals_come_first() {
        let root = tree(&[
            ("POST", "/a"),
            ("POST", "/a?x=1&y"),
            ("POST", "/a?x=1"),
            ("POST", "/a?z=1"),
        ]);
        let order: Vec<usize> = root.literals[0]
            .1
            .endpoints
            .iter()
            .map(|e| e.operation)
            .collect();
        assert_eq!(order, [1, 2, 3, 0]);
    }

    #[test]
    fn the_root_and_greedy_labels() {
        let root = tree(&[("GET", "/"), ("GET", "/{rest+}/end")]);
        assert_eq!(root.endpoints[0].operation, 0);
        let end = &root.greedy.as_ref().unwrap().literals[0];
        assert_eq!((end.0.as_str(), end.1.endpoints[0].operation), ("end", 1));
    }

    #[test]
    fn an_escaped_literal_is_the_same_segment() {
        let root = tree(&[("GET", "/%24next"), ("PUT", "/$next")]);
        assert_eq!(root.literals.len(), 1);
    }

    #[test]
    fn escapes_in_literals() {
        assert_eq!(decoded("%24next"), "$next");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%4"), "%4");
        assert_eq!(decoded("%c3%BC"), "ü");
        assert_eq!(decoded("%ff"), "\u{fffd}");
    }
}
