//! Endpoint rules become the body of a Rust function.
//!
//! In: the value of `smithy.rules#endpointRuleSet` (Smithy 2.0, "Rules engine specification"), which is also what an
//! `endpoint-rule-set-1.json` beside a C2J model holds. Out: an [`EndpointRules`], or what is wrong and where. It chooses no
//! name: the caller does, by `claim`.
//!
//! The road: [`read`] takes the value apart, [`compile`](fn@compile) resolves references, checks types and turns conditions
//! into Rust's, with the help of [`functions`] for what the standard library and AWS's library offer; [`liveness`] takes out
//! what nobody reads.
//!
//! * A condition that assigns what may be missing is `let Some(..) = ..`, `isSet` likewise; in what follows the value is
//!   there. A parameter that is used without such a check makes the condition fail that it is used in, where it is not set.
//! * What always matches ends its list: nothing behind it is written.
//! * A tree of rules of which none matches is an error: rules behind it are not tried (specification, "Tree rule object").
//! * Nesting is as deep as the JSON reader lets a document be.

mod answer;
mod compile;
mod fields;
mod functions;
mod liveness;
mod nest;
mod path;
mod read;
mod scope;
mod syntax;
mod template;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub(crate) use compile::compile;
