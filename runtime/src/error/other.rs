//! Errors that a model does not know.
//!
//! In: a code, a status, and whatever members came along. Out: the same, for whoever knows more than the model. Members
//! may be sensitive, so they are never printed.

use super::AnyError;
use crate::document::Document;
use crate::validate::Violations;
use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};

/// An error that the model doesn't list for the operation.
///
/// A client gets it with all that the service sent. A server may answer with one of its own.
///
/// ```
/// use tinsmith::OtherError;
///
/// let error = OtherError::new("VersionMismatchException", 409).with_message("the version is 3");
/// assert_eq!(error.to_string(), "VersionMismatchException: the version is 3");
/// ```
#[derive(Clone, PartialEq)]
pub struct OtherError(Box<Inner>);

#[derive(Clone, PartialEq)]
struct Inner {
    code: Option<String>,
    status: u16,
    message: Option<String>,
    members: Document,
}

impl OtherError {
    /// An error with a code and an HTTP status.
    pub fn new(code: impl Into<String>, status: u16) -> Self {
        Self::received(Some(code.into()), status, None, Document::Null)
    }

    pub(crate) fn received(
        code: Option<String>,
        status: u16,
        message: Option<String>,
        members: Document,
    ) -> Self {
        Self(Box::new(Inner {
            code,
            status,
            message,
            members,
        }))
    }

    /// Sets the message. A server sends it as the member `message`.
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// Sets all other members of the body. A server sends them, if they are an object.
    pub fn with_members(mut self, members: impl Into<Document>) -> Self {
        self.0.members = members.into();
        self
    }

    /// The error's name on the wire, without a namespace; `Unknown`, if the service gave none.
    pub fn code(&self) -> &str {
        self.0.code.as_deref().unwrap_or("Unknown")
    }

    /// The message for people, if there is one.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Whether the service said which error it is; if not, the code is `Unknown`.
    pub fn has_code(&self) -> bool {
        self.0.code.is_some()
    }

    /// The body's members as they came; `Null`, if it was no document.
    pub fn document(&self) -> &Document {
        &self.0.members
    }

    /// All members, the message among them, as a server sends them.
    #[cfg(feature = "server")]
    pub(crate) fn to_document(&self) -> Document {
        let mut entries = Vec::new();
        if let Some(message) = &self.0.message {
            entries.push(("message".to_owned(), Document::from(message.as_str())));
        }
        if let Document::Object(members) = &self.0.members {
            entries.extend(
                members
                    .iter()
                    .filter(|(name, _)| self.0.message.is_none() || name != "message")
                    .cloned(),
            );
        }
        Document::Object(entries)
    }
}

impl AnyError for OtherError {
    fn code(&self) -> &str {
        self.code()
    }

    fn message(&self) -> Option<&str> {
        self.message()
    }

    fn status(&self) -> u16 {
        self.status()
    }

    fn is_modelled(&self) -> bool {
        false
    }
}

impl Display for OtherError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        match &self.0.message {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

impl Debug for OtherError {
    /// Without the members' values.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self
            .0
            .members
            .as_object()
            .unwrap_or_default()
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        f.debug_struct("OtherError")
            .field("code", &self.0.code)
            .field("status", &self.0.status)
            .field("message", &self.0.message)
            .field("members", &names)
            .finish()
    }
}

impl Error for OtherError {}

/// `smithy.framework#ValidationException`, for operations that model no error of their own for it.
#[doc(hidden)]
pub fn validation_exception(violations: &Violations) -> OtherError {
    let fields: Document = violations
        .iter()
        .map(|violation| {
            Document::from([("path", violation.path()), ("message", violation.message())])
        })
        .collect();
    OtherError::new("ValidationException", 400)
        .with_message(violations.to_string())
        .with_members([("fieldList", fields)])
}
