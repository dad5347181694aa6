//! The tree of paths, as generated code lays it out.
//!
//! In: literals, labels and endpoints. Out: static data. Building it costs nothing at run time.

use super::literals::{Literals, Table};

/// How requests find their operation.
#[derive(Debug)]
pub struct Routes {
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Http(&'static Node),
    /// Sorted by target.
    Target(&'static [(&'static str, usize)]),
}

impl Routes {
    /// By method and path.
    pub const fn http(root: &'static Node) -> Self {
        Self {
            kind: Kind::Http(root),
        }
    }

    /// By the header `X-Amz-Target`: `Service.Operation` and the operation's number, sorted by bytes.
    ///
    /// # Panics
    ///
    /// While the generated crate is compiled, if they are not sorted.
    pub const fn target(targets: &'static [(&'static str, usize)]) -> Self {
        let mut index = 1;
        while index < targets.len() {
            assert!(
                is_less(targets[index - 1].0, targets[index].0),
                "targets must be sorted"
            );
            index += 1;
        }
        Self {
            kind: Kind::Target(targets),
        }
    }
}

/// A place in the tree of paths: what may follow, and what ends here.
#[derive(Debug)]
pub struct Node {
    pub(super) literals: Table,
    pub(super) label: Option<&'static Node>,
    pub(super) greedy: Option<&'static Node>,
    /// Those with more query literals first.
    pub(super) endpoints: &'static [Endpoint],
}

impl Node {
    /// A place where nothing follows and nothing ends.
    pub const fn new() -> Self {
        Self {
            literals: Table::EMPTY,
            label: None,
            greedy: None,
            endpoints: &[],
        }
    }

    /// The segments that are taken literally.
    pub const fn literals<const N: usize>(mut self, literals: &'static Literals<N>) -> Self {
        self.literals = literals.table();
        self
    }

    /// What follows any one segment.
    pub const fn label(mut self, next: &'static Node) -> Self {
        self.label = Some(next);
        self
    }

    /// What follows one or more segments.
    pub const fn greedy(mut self, next: &'static Node) -> Self {
        self.greedy = Some(next);
        self
    }

    /// The operations whose path ends here; those with more query literals first.
    pub const fn endpoints(mut self, endpoints: &'static [Endpoint]) -> Self {
        self.endpoints = endpoints;
        self
    }
}

impl Default for Node {
    fn default() -> Self {
        Self::new()
    }
}

/// An operation at a path.
#[derive(Debug)]
pub struct Endpoint {
    pub(super) method: &'static str,
    pub(super) operation: usize,
    pub(super) query: &'static [(&'static str, Option<&'static str>)],
}

impl Endpoint {
    /// The operation with this number, by its method.
    pub const fn new(method: &'static str, operation: usize) -> Self {
        Self {
            method,
            operation,
            query: &[],
        }
    }

    /// The query parameters that have to be there, with their values if those are fixed.
    pub const fn query(mut self, query: &'static [(&'static str, Option<&'static str>)]) -> Self {
        self.query = query;
        self
    }
}

/// Whether `a` sorts before `b`, while code is compiled.
const fn is_less(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut index = 0;
    while index < a.len() && index < b.len() {
        if a[index] != b[index] {
            return a[index] < b[index];
        }
        index += 1;
    }
    a.len() < b.len()
}
