//! Findings for tools.
//!
//! In: diagnostics and the documents that they are about. Out: a JSON object for each, a line each, all of them. Lines and
//! columns are counted as in the text for people.

use std::collections::HashMap;

use serde_json::json;

use super::render::View;
use super::{Diagnostic, Severity};
use crate::source::Source;

pub(super) fn json(found: &[Diagnostic], sources: &[Source]) -> String {
    let mut indexes = HashMap::new();
    let mut text = String::new();
    for diagnostic in found {
        let at = diagnostic.at.as_ref();
        let view = at.and_then(|at| View::new(at, sources, &mut indexes));
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let place = view.map(|view| {
            json!({
                "file": &*view.source.name,
                "line": view.line,
                "column": view.column,
                // none where no JSON pointer can say it
                "pointer": at.filter(|at| at.span.is_none()).map(|at| &*at.pointer),
            })
        });
        let object = json!({
            "severity": severity,
            "message": diagnostic.message,
            "shape": diagnostic.subject,
            "help": diagnostic.help,
            "at": place,
        });
        text.push_str(&object.to_string());
        text.push('\n');
    }
    text
}
