//! The search for a route.
//!
//! In: a tree and a request's head. Out: the most specific operation that matches, or why there is none. Each step of the
//! recursion goes one level down the tree, whose depth the model sets: no request can make it deep.

use super::labels::Labels;
use super::node::{Endpoint, Kind, Node, Routes};
use crate::binding::{percent, query};
use http::request::Parts;
use std::borrow::Cow;

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

fn find(root: &Node, method: &str, path: &str, query: &str) -> Result<Found, NotFound> {
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
        let (end, next) = match slash(rest) {
            Some(at) => (start + at, start + at + 1),
            None => (self.path.len(), self.path.len()),
        };
        let segment = self.path.get(start..end)?;
        if let Some(below) = literal(node, segment)
            && let Some(endpoint) = self.walk(below, next)
        {
            return Some(endpoint);
        }
        if let Some(below) = node.label
            && !segment.is_empty()
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
        let (segment, next) = match slash(rest) {
            Some(at) => (rest.get(..at)?, start + at + 1),
            None => (rest, self.path.len()),
        };
        let below = literal(node, segment)?;
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
    fn explain(&mut self, root: &Node) -> NotFound {
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

/// Where the next slash is. Segments are short: a search that is made for long texts would cost more.
fn slash(path: &str) -> Option<usize> {
    path.bytes().position(|byte| byte == b'/')
}

/// All methods in a tree, sorted.
fn methods(root: &Node) -> Vec<&'static str> {
    let mut methods = Vec::new();
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        methods.extend(node.endpoints.iter().map(|endpoint| endpoint.method));
        nodes.extend(node.literals.iter().map(|(_, below)| below));
        nodes.extend(node.label);
        nodes.extend(node.greedy);
    }
    methods.sort_unstable();
    methods.dedup();
    methods
}

/// What follows a segment that is taken literally, encoded or not: `$next` and `%24next` are the same.
fn literal<'n>(node: &'n Node, segment: &str) -> Option<&'n Node> {
    if node.literals.is_empty() {
        return None;
    }
    let segment = if segment.bytes().any(|byte| byte == b'%') {
        percent::decode(segment)?
    } else {
        Cow::Borrowed(segment)
    };
    let index = node
        .literals
        .binary_search_by(|(text, _)| (**text).cmp(&segment))
        .ok()?;
    node.literals.get(index).map(|(_, below)| below)
}
