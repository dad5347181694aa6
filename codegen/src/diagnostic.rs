//! Diagnostics: what is wrong, where, and what to do; collected, never panicked.
//!
//! In: findings of every stage. Out: a list in a fixed order, rendered for people. Never ends a run by itself.

mod json;
mod render;

use crate::source::{Location, Source};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is left out or assumed; the rest is generated.
    Warning,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line, without the place.
    pub message: String,
    /// The shape or member it is about: `ns#Shape$member`.
    pub subject: Option<String>,
    /// Where it stands.
    pub at: Option<Location>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message.into())
    }

    /// A warning.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message.into())
    }

    fn new(severity: Severity, message: String) -> Self {
        Self {
            severity,
            message,
            subject: None,
            at: None,
            help: None,
        }
    }

    /// Says which shape or member it is about.
    #[must_use]
    pub fn about(mut self, subject: impl ToString) -> Self {
        self.subject = Some(subject.to_string());
        self
    }

    /// Says where it stands.
    #[must_use]
    pub fn at(mut self, at: &Location) -> Self {
        self.at = Some(at.clone());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Findings, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Whether anything found forbids generating.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many of the findings forbid generating.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.iter()
            .filter(|d| d.severity == Severity::Error)
            .count()
    }

    /// All findings, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// All findings as text for people, in the manner of rustc: message, `file:line:column`, the text around it, the shape,
    /// what to do. `sources` are the documents of the run, which the places count by; `color` adds ANSI colours. Of very
    /// many findings the first 200 are shown, errors first, and the rest is counted.
    #[must_use]
    pub fn render(&self, sources: &[Source], color: bool) -> String {
        render::render(&self.found, sources, color)
    }

    /// All findings for tools: a JSON object a line, with `severity` (`error`, `warning`), `message`, `shape`, `help` and `at`
    /// (`file`, `line` and `column` from one, and the JSON `pointer`); what there is not is `null`.
    #[must_use]
    pub fn json(&self, sources: &[Source]) -> String {
        json::json(&self.found, sources)
    }
}
