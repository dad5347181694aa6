//! What a client can wait for.
//!
//! In: decisions of `lower`. Out: what `emit` writes as methods of the client.

use super::jmespath::JmesPath;

/// One thing that can be waited for.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiter {
    /// Its name in the model: `TableExists`.
    pub modelled: String,
    /// The client's method: `wait_until_table_exists`.
    pub method: String,
    /// The static that describes it: `TABLE_EXISTS`.
    pub constant: String,
    /// The index of the operation that is called.
    pub operation: usize,
    /// Docs as rustdoc Markdown, a line each.
    pub docs: Vec<String>,
    /// No longer to be used.
    pub deprecated: bool,
    /// The shortest and the longest pause, in seconds.
    pub delays: (u32, u32),
    /// What answers mean; the first that accepts one decides.
    pub acceptors: Vec<Acceptor>,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptor {
    /// The same in words, as rustdoc Markdown: ``Success if `Table.TableStatus` is `ACTIVE`.``
    pub docs: String,
    /// What follows from it.
    pub state: AcceptorState,
    /// What it says.
    pub matcher: Looked,
    /// What in the output says why.
    pub message: Option<JmesPath>,
}

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// What is waited for is so.
    Success,
    /// It will never be so.
    Failure,
    /// It is not so yet.
    Retry,
}

/// What is looked for in an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Looked {
    /// A success, or any error.
    Success(bool),
    /// An error with this HTTP status.
    Status(u16),
    /// An error of one of these names.
    Error(Vec<String>),
    /// Something in the output.
    Output(JmesPath, Comparator),
    /// Something in the input and the output.
    InputOutput(JmesPath, Comparator),
}

/// How something is compared, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// A text that is this one.
    StringEquals(String),
    /// A truth value that is this one.
    BooleanEquals(bool),
    /// A list of at least one text, each of them this one.
    AllStringEquals(String),
    /// A list with this text in it.
    AnyStringEquals(String),
    /// A list of at least one truth value, each of them this one.
    AllBooleanEquals(bool),
    /// A list with this truth value in it.
    AnyBooleanEquals(bool),
}
