//! The generated crate as plain data, in Rust's words: nothing is left to decide.
//!
//! In: what `lower` decided. Out: what `emit` prints and `view` shows. Never refers to a shape; the names of the model
//! are kept as text, for docs, messages and tables. Holds no token.

mod cases;
mod definition;
mod endpoint;
mod jmespath;
mod matcher;
mod operation;
mod pages;
mod schema;
mod service;
mod ty;
mod waiter;

pub use cases::{
    Check, Comparison, Expected, ExpectedField, Expression, ProtocolTest, ProtocolTests,
    WireMessage, WireRequest, WireResponse,
};
pub use definition::{
    Definition, Deprecation, DocumentLiteral, Enum, ErrorFacts, Field, IntEnum, IntVariant,
    Literal, Structure, Union, UnionVariant, Variant,
};
pub use endpoint::{
    ArgumentValue, EndpointAnswer, EndpointArgument, EndpointAuthScheme, EndpointCondition,
    EndpointExpression, EndpointOutcome, EndpointParameter, EndpointPiece, EndpointProperty,
    EndpointRules, EndpointStep, ParameterKind, ParameterValue,
};
pub use jmespath::{JmesComparison, JmesFunction, JmesPath};
pub(crate) use matcher::{
    AutomatonTable, BY_CATEGORY, CATEGORIES, ClassOthers, Matcher, Others, Run, Step, StepTable,
    Symbols, Window,
};
pub use operation::{
    Body, Bound, Deviations, ErrorEnum, ErrorVariant, Operation, Place, Request, Response, UriPart,
    Violated,
};
pub use pages::{Items, MemberPath, PageToken, Pages, Step as PathStep};
pub use schema::{
    Constraints, ElementSchema, Elements, MemberSchema, NumberBound, PatternConstraint,
    PatternStatic, SchemaModule, TimestampFormat,
};
pub use service::{AuthScheme, Client, Endpoint, Endpoints, LeftOut, Node, Routes, Server};
pub use ty::{Module, Type, TypePath};
pub use waiter::{Acceptor, AcceptorState, Comparator, Looked, Waiter};

/// A whole generated crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// The package's name: `iot-jobs-data`.
    pub name: String,
    /// What people call the service: `AWS IoT Jobs Data Plane`.
    pub title: String,
    /// The files that it was generated from, as the header of each file names them.
    pub origin: String,
    /// Each of these files with the SHA-256 of its text, in hexadecimal.
    pub digests: Vec<(String, String)>,
    /// How the generated `Cargo.toml` finds the runtime.
    pub runtime: Runtime,
    /// The service's documentation, as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// The runtime's name of the protocol (`RestJson1`); none when types alone are generated.
    pub protocol: Option<String>,
    /// The media type of its bodies.
    pub media_type: String,
    /// Constraints and elements that members refer to.
    pub schema: SchemaModule,
    /// The types, in the order of the model.
    pub types: Vec<Definition>,
    /// The error structures, in the order of the model.
    pub errors: Vec<Structure>,
    /// The operations, in the order of the model.
    pub operations: Vec<Operation>,
    /// The client, if asked for.
    pub client: Option<Client>,
    /// What its client can wait for, in the order of the model.
    pub waiters: Vec<Waiter>,
    /// The server, if asked for.
    pub server: Option<Server>,
    /// The protocol tests that the model carries, if asked for.
    pub protocol_tests: Option<ProtocolTests>,
    /// What the model has and this crate has not.
    pub left_out: Vec<LeftOut>,
    /// How each name of the model is called here.
    pub names: Vec<Name>,
}

/// Where the generated crate finds the crate `tinsmith`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder, relative to the generated `Cargo.toml`, with `/`.
    Path(String),
    /// In a git repository, at a revision.
    Git {
        /// The repository.
        url: String,
        /// The revision.
        rev: String,
    },
    /// In a registry.
    Version(String),
}

/// One row of the table of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `JobExecution`, `JobExecution$jobId`: without the namespace.
    pub modelled: String,
    /// `types::JobExecution`, `types::JobExecution::job_id`.
    pub rust: String,
    /// The rules beyond case conversion that chose it (`keyword`, `collision`, ...), if any.
    pub rules: Vec<&'static str>,
}
