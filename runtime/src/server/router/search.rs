//! The search for a route.
//!
//! In: a tree and a request's head. Out: the most specific operation that matches, or why there is none. Each step of the
//! recursion goes one level down the tree, whose depth the model sets: no request can make it deep.

use super::labels::Labels;
use super::node::{Endpoint, Kind, Node, Routes};
use crate::binding::{percent, query};
use crate::find_byte::{find_byte, find_either};
use http::request::Parts;

/// The operation that a request is for.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) operation: usize,
    pub(crate) labels: Labels,
}

/// There is none.
#[derive(Debug)]
pub(crate) enum NotFound {
    /// Nothing has this path.
    Path,
    /// Operations of these methods have it: `GET, POST`.
    Method(String),
}

impl Routes {
    /// The number of the operation that a request is for, if there is one.
    pub fn operation(&self, head: &Parts) -> Option<usize> {
        self.find(head).ok().map(|found| found.operation)
    }

    pub(crate) fn find(&self, head: &Parts) -> Result<Found, NotFound> {
        match self.kind {
            Kind::Http(root) => find(
                root,
                head.method.as_str(),
                head.uri.path(),
                head.uri.query().unwrap_or_default(),
            ),
            Kind::Target(targets) => {
                let target = head
                    .headers
                    .get("x-amz-target")
                    .map_or(&[][..], |target| target.as_bytes());
                targets
                    .binary_search_by(|(name, _)| name.as_bytes().cmp(target))
                    .ok()
                    .and_then(|index| targets.get(index))
                    .map(|(_, operation)| Found {
                        operation: *operation,
                        labels: Labels::default(),
                    })
                    .ok_or(NotFound::Path)
            }
        }
    }
}

fn find(root: &'static Node, method: &str, path: &str, query: &str) -> Result<Found, NotFound> {
    let mut search = Search {
        method,
        path,
        query,
        labels: Labels::default(),
    };
    match search.walk(root, usize::from(path.starts_with('/'))) {
        Some(endpoint) => Ok(Found {
            operation: endpoint.operation,
            labels: search.labels,
        }),
        None => Err(search.explain(root)),
    }
}

struct Search<'r> {
    method: &'r str,
    path: &'r str,
    query: &'r str,
    labels: Labels,
}

impl Search<'_> {
    /// The endpoint at or below `node` for the path from `start` on, where a segment begins.
    fn walk(&mut self, node: &Node, start: usize) -> Option<&'static Endpoint> {
        let rest = self.path.get(start..)?;
        if rest.is_empty() {
            return self.endpoint(node);
        }
        let segment = Segment::first(rest);
        let (end, next) = (start + segment.text.len(), start + segment.and_slash);
        if let Some(below) = segment.literal(node)
            && let Some(endpoint) = self.walk(below, next)
        {
            return Some(endpoint);
        }
        if let Some(below) = node.label
            && !segment.text.is_empty()
            && self.labels.push(start..end)
        {
            if let Some(endpoint) = self.walk(below, next) {
                return Some(endpoint);
            }
            self.labels.pop();
        }
        node.greedy.and_then(|below| self.walk_greedy(below, start))
    }

    /// The same, where a greedy label begins. The shortest label is tried first: it leaves most for literals to match.
    fn walk_greedy(&mut self, below: &Node, start: usize) -> Option<&'static Endpoint> {
        let path = self.path;
        if !below.literals.is_empty() {
            let slashes = path
                .get(start..)?
                .match_indices('/')
                .map(|(at, _)| start + at);
            for end in slashes.filter(|end| *end > start) {
                if self.labels.push(start..end) {
                    if let Some(endpoint) = self.walk_literals(below, end + 1) {
                        return Some(endpoint);
                    }
                    self.labels.pop();
                }
            }
        }
        if !self.labels.push(start..path.len()) {
            return None;
        }
        let endpoint = self.endpoint(below);
        if endpoint.is_none() {
            self.labels.pop();
        }
        endpoint
    }

    /// Only literals follow a greedy label, and at least one must: without any, the label goes to the end of the path.
    fn walk_literals(&mut self, node: &Node, start: usize) -> Option<&'static Endpoint> {
        let rest = self.path.get(start..).filter(|rest| !rest.is_empty())?;
        let segment = Segment::first(rest);
        let below = segment.literal(node)?;
        let next = start + segment.and_slash;
        if next == self.path.len() {
            return self.endpoint(below);
        }
        self.walk_literals(below, next)
    }

    /// The endpoint for the method whose query literals are all there.
    fn endpoint(&self, node: &Node) -> Option<&'static Endpoint> {
        node.endpoints.iter().find(|endpoint| {
            endpoint.method == self.method
                && endpoint
                    .query
                    .iter()
                    .all(|(name, value)| query::has(self.query, name, *value))
        })
    }

    /// Why nothing was found: which other methods the path has.
    #[cold]
    fn explain(&mut self, root: &'static Node) -> NotFound {
        let mut allowed = Vec::new();
        for method in methods(root) {
            self.method = method;
            self.labels = Labels::default();
            if self
                .walk(root, usize::from(self.path.starts_with('/')))
                .is_some()
            {
                allowed.push(method);
            }
        }
        if allowed.is_empty() {
            NotFound::Path
        } else {
            NotFound::Method(allowed.join(", "))
        }
    }
}

/// All methods in a tree, sorted.
fn methods(root: &'static Node) -> Vec<&'static str> {
    let mut methods = Vec::new();
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        methods.extend(node.endpoints.iter().map(|endpoint| endpoint.method));
        nodes.extend(node.literals.nodes());
        nodes.extend(node.label);
        nodes.extend(node.greedy);
    }
    methods.sort_unstable();
    methods.dedup();
    methods
}

/// A segment of a path.
struct Segment<'p> {
    text: &'p str,
    /// Its length with the slash that follows it, if any.
    and_slash: usize,
    /// Whether something in it is percent-encoded.
    encoded: bool,
}

impl<'p> Segment<'p> {
    /// The first of a path.
    #[inline]
    fn first(path: &'p str) -> Self {
        let bytes = path.as_bytes();
        let mut end = find_either(bytes, b'/', b'%');
        let encoded = end.is_some_and(|at| bytes.get(at) == Some(&b'%'));
        if encoded {
            end = find_byte(bytes, b'/');
        }
        let text = end.and_then(|at| path.get(..at)).unwrap_or(path);
        Self {
            text,
            and_slash: text.len() + usize::from(end.is_some()),
            encoded,
        }
    }

    /// What follows it if it is taken literally, encoded or not: `$next` and `%24next` are the same.
    #[inline]
    fn literal(&self, node: &Node) -> Option<&'static Node> {
        if self.encoded {
            node.literals.find(percent::decode(self.text)?.as_bytes())
        } else {
            node.literals.find(self.text.as_bytes())
        }
    }
}
