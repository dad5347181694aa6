//! What a reader finds wrong, told with the shape that it is reading.
//!
//! In: a place and what is wrong there. Out: diagnostics with their subject. Never decides whether reading goes on.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Value;
use crate::source::Location;

/// Diagnostics, and the shape or member being read.
pub(super) struct Findings<'d> {
    into: &'d mut Diagnostics,
    subject: Option<String>,
}

impl<'d> Findings<'d> {
    pub(super) fn new(into: &'d mut Diagnostics) -> Self {
        Self {
            into,
            subject: None,
        }
    }

    /// What is said from now on is about this shape or member.
    pub(super) fn about(&mut self, subject: impl ToString) {
        self.subject = Some(subject.to_string());
    }

    /// What is said from now on is about the document.
    pub(super) fn about_document(&mut self) {
        self.subject = None;
    }

    pub(super) fn error(
        &mut self,
        at: &Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Diagnostic::error(message).at(at).help(help));
    }

    pub(super) fn warning(
        &mut self,
        at: &Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Diagnostic::warning(message).at(at).help(help));
    }

    fn add(&mut self, diagnostic: Diagnostic) {
        self.into.push(Diagnostic {
            subject: self.subject.clone(),
            ..diagnostic
        });
    }

    /// An error about a value of the wrong kind. Always `None`, to be returned.
    pub(super) fn expected<T>(&mut self, what: &str, found: &Value, at: &Location) -> Option<T> {
        self.error(
            at,
            format!("expected {what}, found {}", kind(found)),
            format!("write {what} here, or remove the key"),
        );
        None
    }
}

fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
