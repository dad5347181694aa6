//! The client, the server and its routes.
//!
//! In: decisions of `lower`. Out: what `emit` writes in the modules `client` and `server`.

use super::endpoint::EndpointRules;

/// The client.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// The name that user agents give the service: its SDK id, or its name.
    pub service: String,
    /// The version of its interface; empty if it has none.
    pub version: String,
    /// How requests are authenticated unless an operation says otherwise, the preferred scheme first.
    pub auth: Vec<AuthScheme>,
    /// What signatures call the service.
    pub signing_name: Option<String>,
    /// Where requests go.
    pub endpoints: Endpoints,
}

/// Where requests of a service go.
#[derive(Clone, Debug, PartialEq)]
pub enum Endpoints {
    /// Where the client's settings say: the model doesn't know.
    Explicit,
    /// Derived from names.
    Metadata {
        /// What the names of hosts begin with.
        prefix: String,
        /// The host that serves every region.
        global: Option<String>,
    },
    /// Found by rules.
    Rules {
        /// The rules.
        rules: EndpointRules,
        /// Operations bring parameters along, so that each call has an endpoint of its own.
        per_call: bool,
    },
}

/// A way of saying who sends a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// Nobody is said to send it.
    None,
    /// AWS's Signature Version 4.
    SigV4,
    /// A token in the header `Authorization`.
    Bearer,
    /// A key in a header.
    ApiKeyHeader {
        /// The header's name, in lower case.
        name: String,
        /// What stands in front of the key; empty if nothing does.
        scheme: String,
    },
    /// A key in a query parameter of this name.
    ApiKeyQuery(String),
}

/// The server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The trait that implementors write: `IotJobsDataPlane`.
    pub name: String,
    /// How requests find their operation.
    pub routes: Routes,
}

/// How requests find their operation, by index in the crate's operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Routes {
    /// By method and path.
    Http(Node),
    /// By the header `X-Amz-Target`, sorted.
    Target(Vec<(String, usize)>),
}

/// A place in the tree of paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Segments that are taken literally, percent-decoded, sorted by bytes.
    pub literals: Vec<(String, Node)>,
    /// Any one segment.
    pub label: Option<Box<Node>>,
    /// One or more segments, and what follows them.
    pub greedy: Option<Box<Node>>,
    /// The operations whose path ends here; those with more query literals first.
    pub endpoints: Vec<Endpoint>,
}

/// An operation at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The method.
    pub method: String,
    /// Query parameters that have to be there.
    pub query: Vec<(String, Option<String>)>,
    /// The operation.
    pub operation: usize,
}

/// Something of the model that is not in the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name in the model.
    pub modelled: String,
    /// Why: `an event stream`.
    pub reason: String,
}
