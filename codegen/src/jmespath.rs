//! JMESPath: what waiters, pages and endpoints say of where something stands in a message.
//!
//! In: the text of an expression, and the shape that it is evaluated on. Out: the expression as the runtime evaluates it,
//! and what kind of value it gives; or what is wrong with it. Members are called by their names in the model, which is what
//! the runtime has too. Nothing is evaluated here.
//!
//! The grammar is that of jmespath.org; functions are those that models use, and references to expressions (`&a`) aren't
//! among them.

mod check;
mod lex;
mod parse;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub(crate) use check::Gives;
pub(crate) use parse::parse;

use crate::model::{Model, Shape};
use crate::rust::JmesPath;

/// What an expression is evaluated on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum On<'m> {
    /// A structure.
    Structure(&'m Shape),
    /// An object of an operation's `input` and `output`.
    InputOutput(&'m Shape, &'m Shape),
}

/// An expression that has been checked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checked {
    /// As the runtime evaluates it.
    pub(crate) expression: JmesPath,
    /// What kind of value it gives, where it gives one.
    pub(crate) gives: Gives,
}

/// Parses and checks an expression.
///
/// # Errors
///
/// What is wrong with it, in one clause.
pub(crate) fn compile(text: &str, model: &Model, on: On<'_>) -> Result<Checked, String> {
    let expression = parse(text)?;
    let gives = check::check(&expression, model, on)?;
    Ok(Checked { expression, gives })
}
