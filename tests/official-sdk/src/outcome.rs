//! What came of a call, whichever client made it.
//!
//! In: a client's result. Out: one form for both.

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<T> {
    /// The output, as the official SDK's type.
    Output(T),
    /// An error of the service.
    Refused(Refusal),
    /// A response that cannot be read.
    Unreadable,
    /// Nothing was sent.
    NotSent,
    /// Anything else; the text says what.
    Failed(String),
}

/// An error of the service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// The variant of the operation's error enum; nothing for the open one.
    pub variant: Option<&'static str>,
    /// The error's name as the client tells it; nothing if the service gave none.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// The member `payload`, where the error has one.
    pub payload: Option<Vec<u8>>,
    /// The member `resourceId`, where the error has one.
    pub resource_id: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// What the service calls the request.
    pub request_id: Option<String>,
}
