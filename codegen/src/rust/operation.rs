//! Operations, and how they go over HTTP.
//!
//! In: decisions of `lower`. Out: what `emit` writes as inputs, outputs, errors and binding lines. Fields are named by
//! their index in the structure at hand.

use super::definition::{Deprecation, Structure};
use super::endpoint::EndpointArgument;
use super::pages::Pages;
use super::service::AuthScheme;
use super::ty::TypePath;

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its name in the model and on the wire: `UpdateJobExecution`.
    pub modelled: String,
    /// The method of client and server: `update_job_execution`.
    pub method: String,
    /// The file that it stands in, without `.rs`; also the client's file for the fluent call.
    pub file: String,
    /// The fluent call in the module `client`: `UpdateJobExecution`.
    pub fluent: String,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// The first sentence of its docs, as Markdown for one cell of a table; empty if there is none.
    pub summary: String,
    /// Deprecated, and why.
    pub deprecated: Option<Deprecation>,
    /// The input, in the module `operation`.
    pub input: Structure,
    /// The output, in the module `operation`.
    pub output: Structure,
    /// The error enum, in the module `operation`.
    pub error: ErrorEnum,
    /// What the header `X-Amz-Target` says, in protocols that have it.
    pub target: Option<String>,
    /// The service once spoke the query protocol, and still tells how errors were called there.
    pub query_compatible: bool,
    /// What a client puts in front of the host name: nothing, or literals and labels.
    pub host_prefix: Vec<UriPart>,
    /// The parameters of the endpoint rules that it brings along, more specific ones later.
    pub endpoint_arguments: Vec<EndpointArgument>,
    /// A client may compress the body.
    pub compressible: bool,
    /// A client sends a checksum of the body.
    pub checksum_required: bool,
    /// How requests are authenticated, where that differs from the service's schemes.
    pub auth: Option<Vec<AuthScheme>>,
    /// Signatures leave the body out.
    pub unsigned_payload: bool,
    /// Its requests can be signed in their URL.
    pub presignable: bool,
    /// How its client deviates from the protocol.
    pub deviations: Deviations,
    /// How the input goes out and is read.
    pub request: Request,
    /// How the output goes out and is read.
    pub response: Response,
    /// May be repeated without further effect.
    pub idempotent: bool,
    /// Changes nothing.
    pub readonly: bool,
    /// How a client goes from page to page of its output, where it comes in pages.
    pub pages: Option<Pages>,
    /// What violations become on the server.
    pub violated: Violated,
}

/// How the client of an operation deviates from what its protocol says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deviations {
    /// Headers that every request has, in lower case.
    pub headers: Vec<(String, String)>,
    /// Fields, by index, and what is sent in place of an empty text.
    pub empty_labels: Vec<(usize, String)>,
    /// The field that holds the URL which the request goes to.
    pub endpoint: Option<usize>,
    /// The request carries SHA-256 and the SHA-256 tree hash of its body.
    pub tree_hash: bool,
}

/// The errors of one operation.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorEnum {
    /// Its path.
    pub path: TypePath,
    /// The modelled errors, in the order of the model.
    pub variants: Vec<ErrorVariant>,
    /// The identifier of the open variant (fixed: no name of the model is it).
    pub other: String,
}

/// One modelled error of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorVariant {
    /// Its identifier.
    pub name: String,
    /// The error structure.
    pub error: TypePath,
    /// Its name on the wire.
    pub code: String,
    /// The first line of the error's docs.
    pub docs: Vec<String>,
}

/// A request over HTTP.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path, from its first `/`; adjacent literals are one.
    pub path: Vec<UriPart>,
    /// Query parameters that are always sent.
    pub query_literals: Vec<(String, Option<String>)>,
    /// Members outside path and body; `QueryParams` stands behind all `Query`, `PrefixHeaders` behind all `Header`.
    pub bound: Vec<Bound>,
    /// The body.
    pub body: Body,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriPart {
    /// Sent as it is: `/things/`.
    Literal(String),
    /// The value of a field.
    Label {
        /// The index of the field.
        field: usize,
        /// May span several segments.
        greedy: bool,
    },
}

/// A response over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status of a success or of the error.
    pub status: u16,
    /// Members outside the body.
    pub bound: Vec<Bound>,
    /// The body.
    pub body: Body,
}

/// A member outside the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The index of the field.
    pub field: usize,
    /// Where it goes.
    pub to: Place,
}

/// Where a bound member goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A query parameter of this name.
    Query(String),
    /// All query parameters.
    QueryParams,
    /// A header of this name.
    Header(String),
    /// All headers with this prefix.
    PrefixHeaders(String),
    /// The status code.
    StatusCode,
}

/// What the body of a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing is modelled: no body, no content type.
    None,
    /// Of requests: the input is an empty structure. A client sends no body; a server takes none or any document
    /// (`from.body()`), unlike where nothing is modelled.
    Empty,
    /// The members that are bound to nothing else, as one document.
    Members,
    /// One member alone.
    Payload {
        /// The index of the field.
        field: usize,
        /// The modelled media type, where it differs from what the type implies.
        content_type: Option<String>,
    },
}

/// What violations of an input become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violated {
    /// An error that the operation models; its message, if it has one, says what is violated.
    Modelled {
        /// The error structure.
        error: TypePath,
        /// The constructor takes the message (the member is required).
        message_required: bool,
        /// The setter of the message, where it is optional.
        message: Option<String>,
        /// `smithy.framework#ValidationException`: the setter of the list, and the type of its items, which are made
        /// from a message and a path.
        field_list: Option<(String, TypePath)>,
    },
    /// The framework's own `ValidationException`.
    Framework,
}
