//! Protocol tests: what a message is on the wire, and which value it stands for.
//!
//! In: what `cases` reads from test traits, and values that `lower` chose. Out: what `emit` writes as one test each. Never
//! a judgement: how messages are compared is the runtime's.

use super::definition::Literal;
use super::ty::{Type, TypePath};

/// The tests of a crate, in the order of the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProtocolTests {
    /// The client's.
    pub client: Vec<ProtocolTest>,
    /// The server's.
    pub server: Vec<ProtocolTest>,
}

/// One test.
#[derive(Clone, Debug, PartialEq)]
pub struct ProtocolTest {
    /// The function: `rest_json_http_prefix_headers_are_present`.
    pub name: String,
    /// Its id in the model.
    pub id: String,
    /// What is tested.
    pub check: Check,
}

/// What a test does.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// A client sends this value as this request.
    Sent {
        /// The input.
        input: Expression,
        /// What it becomes.
        request: WireRequest,
    },
    /// A server takes this request for this value.
    Taken {
        /// The index of the operation.
        operation: usize,
        /// What comes in.
        request: WireRequest,
        /// What the handler gets.
        input: Expected,
    },
    /// A client takes this response for this output.
    Output {
        /// The index of the operation.
        operation: usize,
        /// What comes in.
        response: WireResponse,
        /// What the caller gets.
        output: Expected,
    },
    /// A client takes this response for this error.
    Failure {
        /// The index of an operation that may fail with it.
        operation: usize,
        /// What comes in.
        response: WireResponse,
        /// The variant of the operation's errors.
        variant: String,
        /// What the caller gets.
        error: Expected,
    },
    /// A server sends this output as this response.
    Answered {
        /// The index of the operation.
        operation: usize,
        /// The output.
        output: Expression,
        /// What it becomes.
        response: WireResponse,
    },
    /// A server sends this error as this response.
    Failed {
        /// The index of an operation that may fail with it.
        operation: usize,
        /// The variant of the operation's errors.
        variant: String,
        /// The error.
        error: Expression,
        /// What it becomes.
        response: WireResponse,
    },
    /// A server refuses this request with this response.
    Refused {
        /// What comes in.
        request: WireRequest,
        /// What goes out.
        answer: WireResponse,
    },
    /// The case says something that cannot be tested: a test that fails, and says why.
    Impossible(String),
}

/// A value to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The value.
    pub value: Expression,
    /// The fields one by one, where `==` won't do for all of them.
    pub fields: Vec<ExpectedField>,
}

/// A field to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedField {
    /// Its identifier.
    pub name: String,
    /// How it is compared.
    pub by: Comparison,
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// By `==`.
    Equality,
    /// By what is shown of it: somewhere in it is a NaN, which `==` holds to be different from itself.
    WithNan,
    /// By its bytes: it is a stream.
    Bytes,
}

/// A value as an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A plain value of this type.
    Literal(Literal, Type),
    /// A `ByteStream` of these bytes.
    Stream(Vec<u8>),
    /// A `Vec`.
    List(Vec<Expression>),
    /// A map.
    Map(Vec<(Expression, Expression)>),
    /// `Some(value)`
    Some(Box<Expression>),
    /// `None`
    None,
    /// `Box::new(value)`
    Boxed(Box<Expression>),
    /// A structure: the fields given, the others as `Default` has them.
    Structure {
        /// The type.
        of: TypePath,
        /// The fields.
        fields: Vec<(String, Expression)>,
        /// There are others.
        rest: bool,
    },
    /// A variant of a union.
    Variant {
        /// The type.
        of: TypePath,
        /// The variant.
        name: String,
        /// What it holds.
        value: Option<Box<Expression>>,
    },
    /// A value of an enum that the model does not list: made from a text.
    UnknownText {
        /// The type.
        of: TypePath,
        /// The text.
        text: String,
    },
    /// The same of an enum of integers.
    UnknownNumber {
        /// The type.
        of: TypePath,
        /// The number.
        number: i64,
    },
}

/// A request on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WireRequest {
    /// The method.
    pub method: String,
    /// The path, with the path of the endpoint in front.
    pub uri: String,
    /// The endpoint's host, perhaps with a path.
    pub host: Option<String>,
    /// The host that the request goes to in the end.
    pub resolved_host: Option<String>,
    /// Parameters of the query, as they stand there.
    pub query: Vec<String>,
    /// Names of parameters that must not be there.
    pub forbid_query: Vec<String>,
    /// Names of parameters that must be there, whatever their value.
    pub require_query: Vec<String>,
    /// What both kinds of messages have.
    pub message: WireMessage,
}

/// A response on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WireResponse {
    /// The status.
    pub code: u16,
    /// What both kinds of messages have.
    pub message: WireMessage,
}

/// What requests and responses have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WireMessage {
    /// Headers and their values.
    pub headers: Vec<(String, String)>,
    /// Names of headers that must not be there.
    pub forbid_headers: Vec<String>,
    /// Names of headers that must be there, whatever their value.
    pub require_headers: Vec<String>,
    /// The body; `None` says nothing of it.
    pub body: Option<String>,
    /// Its media type, which says how bodies are compared.
    pub media_type: Option<String>,
    /// In place of a body: what the member `message` of the body must match.
    pub message_regex: Option<String>,
}
