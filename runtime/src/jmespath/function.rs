//! Functions.
//!
//! In: arguments, as many as the generator has checked. Out: a value, or that the function cannot take them.

use super::compare::equal;
use super::evaluate::TypeError;
use super::expression::Function;
use crate::document::Document;
use std::borrow::Cow;

/// Calls a function.
pub(super) fn call(
    function: Function,
    arguments: &[Cow<'_, Document>],
) -> Result<Document, TypeError> {
    let argument = |index: usize| arguments.get(index).map(|argument| &**argument);
    let text = |index| argument(index).and_then(Document::as_str).ok_or(TypeError);
    match function {
        Function::Contains => {
            contains(argument(0).ok_or(TypeError)?, argument(1).ok_or(TypeError)?)
                .map(Document::Boolean)
        }
        Function::EndsWith => Ok(Document::Boolean(text(0)?.ends_with(text(1)?))),
        Function::StartsWith => Ok(Document::Boolean(text(0)?.starts_with(text(1)?))),
        Function::Keys => {
            let entries = sorted(argument(0))?.into_iter();
            let keys = entries.map(|(key, _)| Document::String(key.clone()));
            Ok(Document::Array(keys.collect()))
        }
        Function::Values => {
            let entries = sorted(argument(0))?.into_iter();
            let values = entries.map(|(_, value)| value.clone());
            Ok(Document::Array(values.collect()))
        }
        Function::Length => {
            let length = match argument(0) {
                // Unicode scalar values, as Smithy counts too
                Some(Document::String(text)) => text.chars().count(),
                Some(Document::Array(items)) => items.len(),
                Some(Document::Object(entries)) => entries.len(),
                _ => return Err(TypeError),
            };
            Ok(Document::Integer(i64::try_from(length).unwrap_or(i64::MAX)))
        }
        Function::NotNull => {
            let first = arguments.iter().find(|argument| !argument.is_null());
            Ok(first.map_or(Document::Null, |first| first.clone().into_owned()))
        }
    }
}

fn contains(subject: &Document, search: &Document) -> Result<bool, TypeError> {
    match subject {
        Document::Array(items) => Ok(items.iter().any(|item| equal(item, search))),
        Document::String(text) => Ok(search.as_str().is_some_and(|search| text.contains(search))),
        _ => Err(TypeError),
    }
}

/// The entries of an object in the order of their keys, so that the result doesn't depend on the hashes of a map.
fn sorted(value: Option<&Document>) -> Result<Vec<&(String, Document)>, TypeError> {
    let entries = value.and_then(Document::as_object).ok_or(TypeError)?;
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}
