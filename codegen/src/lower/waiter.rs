//! What a client can wait for.
//!
//! In: operations with the trait `waitable`. Out: the waiters of the client, their paths parsed and checked against the
//! operation's input and output. One that could never come true, or that nobody could evaluate, is left out, and a warning
//! says why: services of AWS have had such models.

use super::names::{Case, Scope};
use super::paths::{operations, original};
use super::prose::code;
use super::{Context, Output};
use crate::diagnostic::Diagnostic;
use crate::jmespath::{Gives, On, compile};
use crate::model::{
    Acceptor as ModelledAcceptor, AcceptorState as ModelledState, AwsQueryError, Matcher,
    Operation, PathComparator, PathMatcher, Shape, Waitable, Waiter as ModelledWaiter,
};
use crate::rust::{self, Acceptor, AcceptorState, Comparator, JmesPath, Looked, Waiter};
use crate::source::Location;

/// Lowers the waiters of all operations. `lowered` are the operations of the crate.
pub(super) fn lower(
    context: &Context<'_>,
    lowered: &[rust::Operation],
    out: &mut Output<'_>,
) -> Vec<Waiter> {
    let mut waiters = Vec::new();
    let mut constants = Scope::new(Case::Screaming, &[]);
    for (shape, operation) in operations(context.model) {
        let name = original(shape);
        let Some(number) = lowered.iter().position(|it| it.modelled == name) else {
            continue;
        };
        let all = shape.traits.get::<Waitable>().map(|Waitable(all)| all);
        for modelled in all.into_iter().flatten() {
            let parts = Parts { context, operation };
            let acceptors = match lowered[number].input.cloneable {
                true => parts.acceptors(modelled),
                false => Err((
                    "its input is a stream, which cannot be sent twice".to_owned(),
                    modelled.at.clone(),
                )),
            };
            let names = context.paths.waiter(&shape.id, &modelled.name);
            let (Some(method), Some(constant)) = (names, constants.claim(&modelled.name)) else {
                continue;
            };
            match acceptors {
                Ok(acceptors) => {
                    let caller = format!("Client::{}", method.ident);
                    out.name(&modelled.name, &caller, super::paths::labels(method));
                    waiters.push(Waiter {
                        modelled: modelled.name.clone(),
                        method: method.ident.clone(),
                        constant: constant.ident,
                        operation: number,
                        docs: context.prose.of_text(modelled.documentation.as_deref()),
                        deprecated: modelled.deprecated,
                        delays: (modelled.min_delay, modelled.max_delay),
                        acceptors,
                    });
                }
                Err((reason, at)) => out.diagnostics.push(
                    Diagnostic::warning(format!(
                        "the client has no waiter {}: {reason}",
                        modelled.name
                    ))
                    .about(&shape.id)
                    .at(&at)
                    .help("call the operation again and again instead, or correct the model"),
                ),
            }
        }
    }
    waiters
}

/// An operation that is waited for.
struct Parts<'p, 'm> {
    context: &'p Context<'m>,
    operation: &'m Operation,
}

impl Parts<'_, '_> {
    fn acceptors(&self, waiter: &ModelledWaiter) -> Result<Vec<Acceptor>, (String, Location)> {
        let acceptors = waiter.acceptors.iter().map(|acceptor| {
            self.acceptor(acceptor)
                .map_err(|reason| (reason, acceptor.at.clone()))
        });
        acceptors.collect()
    }

    fn acceptor(&self, acceptor: &ModelledAcceptor) -> Result<Acceptor, String> {
        let matcher = match &acceptor.matcher {
            Matcher::Success(success) => Looked::Success(*success),
            // A success has no other: what the status of an answer says is known by then.
            Matcher::Status(200..=299) => Looked::Success(true),
            Matcher::Status(status) => Looked::Status(*status),
            Matcher::ErrorType(name) => Looked::Error(self.errors(name)),
            Matcher::Output(path) => {
                let (_, output) = self.messages()?;
                let (path, comparator) = self.path(path, On::Structure(output))?;
                Looked::Output(path, comparator)
            }
            Matcher::InputOutput(path) => {
                let (input, output) = self.messages()?;
                let (path, comparator) = self.path(path, On::InputOutput(input, output))?;
                Looked::InputOutput(path, comparator)
            }
        };
        let message = match &acceptor.message {
            None => None,
            Some(text) => {
                let (_, output) = self.messages()?;
                let texts = Gives::List(Box::new(Gives::Text));
                Some(self.expression(text, On::Structure(output), &[Gives::Text, texts])?)
            }
        };
        Ok(Acceptor {
            docs: words(acceptor),
            state: match acceptor.state {
                ModelledState::Success => AcceptorState::Success,
                ModelledState::Failure => AcceptorState::Failure,
                ModelledState::Retry => AcceptorState::Retry,
            },
            matcher,
            message,
        })
    }

    /// The operation's input and output.
    fn messages(&self) -> Result<(&Shape, &Shape), String> {
        let shape = |binding: &Option<crate::model::Binding>| {
            self.context.model.get(&binding.as_ref()?.target)
        };
        let messages = shape(&self.operation.input).zip(shape(&self.operation.output));
        messages.ok_or_else(|| "the operation has no output".to_owned())
    }

    fn path(&self, matcher: &PathMatcher, on: On<'_>) -> Result<(JmesPath, Comparator), String> {
        let list = |item| Gives::List(Box::new(item));
        let (comparator, gives) = match &matcher.comparator {
            PathComparator::StringEquals(text) => {
                (Comparator::StringEquals(text.clone()), Gives::Text)
            }
            PathComparator::BooleanEquals(value) => {
                (Comparator::BooleanEquals(*value), Gives::Boolean)
            }
            PathComparator::AllStringEquals(text) => {
                (Comparator::AllStringEquals(text.clone()), list(Gives::Text))
            }
            PathComparator::AnyStringEquals(text) => {
                (Comparator::AnyStringEquals(text.clone()), list(Gives::Text))
            }
            PathComparator::AllBooleanEquals(value) => {
                (Comparator::AllBooleanEquals(*value), list(Gives::Boolean))
            }
            PathComparator::AnyBooleanEquals(value) => {
                (Comparator::AnyBooleanEquals(*value), list(Gives::Boolean))
            }
        };
        Ok((self.expression(&matcher.path, on, &[gives])?, comparator))
    }

    /// An expression that may give one of these kinds of values.
    fn expression(&self, text: &str, on: On<'_>, allowed: &[Gives]) -> Result<JmesPath, String> {
        let checked = compile(text, self.context.model, on)
            .map_err(|reason| format!("the path {text:?} is wrong: {reason}"))?;
        if !allowed.iter().any(|allowed| checked.gives.may_be(allowed)) {
            let expected = allowed.first().map_or("nothing", Gives::name);
            return Err(format!(
                "the path {text:?} gives {}, and {expected} is looked for",
                checked.gives.name()
            ));
        }
        Ok(checked.expression)
    }

    /// What an error is called: as the waiter has it, and where that is its name in the query protocol, as the model does.
    fn errors(&self, name: &str) -> Vec<String> {
        let modelled = self.operation.errors.iter().filter_map(|error| {
            let shape = self.context.model.get(&error.target)?;
            let AwsQueryError { code, .. } = shape.traits.get()?;
            (code == name).then(|| original(shape).to_owned())
        });
        let mut names = vec![name.to_owned()];
        for modelled in modelled {
            if !names.contains(&modelled) {
                names.push(modelled);
            }
        }
        names
    }
}

/// An acceptor in words.
fn words(acceptor: &ModelledAcceptor) -> String {
    let state = match acceptor.state {
        ModelledState::Success => "Success",
        ModelledState::Failure => "Failure",
        ModelledState::Retry => "Retry",
    };
    let condition = match &acceptor.matcher {
        Matcher::Success(true) => "the call succeeds".to_owned(),
        Matcher::Success(false) => "the call fails".to_owned(),
        Matcher::Status(status) => format!("the status is {status}"),
        Matcher::ErrorType(name) => format!("the error is {}", code(name)),
        Matcher::Output(path) | Matcher::InputOutput(path) => {
            let place = code(&path.path);
            match &path.comparator {
                PathComparator::StringEquals(text) => format!("{place} is {}", code(text)),
                PathComparator::BooleanEquals(value) => format!("{place} is {value}"),
                PathComparator::AllStringEquals(text) => {
                    format!("all of {place} are {}", code(text))
                }
                PathComparator::AnyStringEquals(text) => {
                    format!("any of {place} is {}", code(text))
                }
                PathComparator::AllBooleanEquals(value) => format!("all of {place} are {value}"),
                PathComparator::AnyBooleanEquals(value) => format!("any of {place} is {value}"),
            }
        }
    };
    format!("{state} if {condition}.")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
