//! Which operation a request is for.
//!
//! In: a tree of paths, laid out when code is generated, and a request's method, path, query and headers. Out: the number
//! of the operation, and where its labels lie in the path. It allocates nothing and its cost doesn't grow with the number
//! of routes.
//!
//! Of several routes that match, the most specific one is taken (Smithy 2.0, specificity routing): segment by segment, a
//! literal before a label before a greedy label; then the one with more query literals. A slash at the end counts for
//! nothing, except in a greedy label's value.

mod labels;
mod literals;
mod node;
mod search;
#[cfg(test)]
mod tests;

pub use labels::Labels;
pub use literals::Literals;
pub use node::{Endpoint, Node, Routes};
pub(crate) use search::{Found, NotFound};
