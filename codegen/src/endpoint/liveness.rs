//! Which variables are read.
//!
//! In: statements. Out: the same without those that compute what nobody reads, and the variables that have to be there
//! before. A variable is known by its name: an inner one of the same name hides an outer one from there on.

use std::collections::BTreeSet;

use crate::rust::{
    EndpointCondition, EndpointExpression as E, EndpointOutcome, EndpointPiece, EndpointProperty,
    EndpointStep,
};

/// Names that are read further on.
type Live = BTreeSet<String>;

/// Takes out what nobody reads. Answers with what has to be known before the first statement.
pub(super) fn prune(steps: &mut Vec<EndpointStep>, outcome: &EndpointOutcome) -> Live {
    let mut live = Live::new();
    in_outcome(outcome, &mut live);
    in_steps(steps, live)
}

/// From the last statement to the first. `live` is what is read behind them.
fn in_steps(steps: &mut Vec<EndpointStep>, mut live: Live) -> Live {
    let mut kept = Vec::with_capacity(steps.len());
    for step in steps.drain(..).rev() {
        match step {
            EndpointStep::Return(outcome) => {
                live.clear();
                in_outcome(&outcome, &mut live);
                kept.push(EndpointStep::Return(outcome));
            }
            EndpointStep::Let(name, value) => {
                if live.remove(&name) {
                    in_expression(&value, &mut live);
                    kept.push(EndpointStep::Let(name, value));
                }
            }
            EndpointStep::If(mut conditions, mut inside) => {
                // Where a condition fails, what stands behind goes on; where none does, so it may.
                let inner = in_steps(&mut inside, live.clone());
                live.extend(in_conditions(&mut conditions, inner));
                kept.push(EndpointStep::If(conditions, inside));
            }
        }
    }
    kept.reverse();
    *steps = kept;
    live
}

fn in_conditions(conditions: &mut [EndpointCondition], mut live: Live) -> Live {
    for condition in conditions.iter_mut().rev() {
        match condition {
            EndpointCondition::Is(value) => in_expression(value, &mut live),
            EndpointCondition::Some(name, value) => {
                let is_read = live.remove(name);
                in_expression(value, &mut live);
                if !is_read {
                    *condition = EndpointCondition::Is(E::IsSome(Box::new(value.clone())));
                }
            }
        }
    }
    live
}

fn in_outcome(outcome: &EndpointOutcome, live: &mut Live) {
    match outcome {
        EndpointOutcome::Error(message) => in_expression(message, live),
        EndpointOutcome::Exhausted => {}
        EndpointOutcome::Endpoint(answer) => {
            in_expression(&answer.url, live);
            for (_, value) in &answer.headers {
                in_expression(value, live);
            }
            for scheme in &answer.auth_schemes {
                let texts = [&scheme.signing_name, &scheme.signing_region];
                let texts = texts
                    .into_iter()
                    .flatten()
                    .chain(&scheme.signing_region_set);
                for text in texts.chain([&scheme.name]) {
                    in_expression(text, live);
                }
            }
            for (_, property) in &answer.properties {
                in_property(property, live);
            }
        }
    }
}

fn in_property(property: &EndpointProperty, live: &mut Live) {
    match property {
        EndpointProperty::Text(text) => in_expression(text, live),
        EndpointProperty::Boolean(_) | EndpointProperty::Integer(_) => {}
        EndpointProperty::List(items) => items.iter().for_each(|item| in_property(item, live)),
        EndpointProperty::Map(members) => {
            members.iter().for_each(|(_, item)| in_property(item, live));
        }
    }
}

fn in_expression(value: &E, live: &mut Live) {
    match value {
        E::Variable(name) => {
            live.insert(name.clone());
        }
        E::Text(_) | E::Boolean(_) | E::Integer(_) => {}
        E::Format(pieces) => {
            for piece in pieces {
                if let EndpointPiece::Value(value) = piece {
                    in_expression(value, live);
                }
            }
        }
        E::Call(_, arguments) => arguments.iter().for_each(|it| in_expression(it, live)),
        E::Field(of, _)
        | E::Method(of, _)
        | E::Borrow(of)
        | E::Owned(of)
        | E::OwnedInside(of)
        | E::Some(of)
        | E::IsSome(of)
        | E::IsNone(of)
        | E::Not(of) => in_expression(of, live),
        E::Equal(first, second) | E::Unequal(first, second) => {
            in_expression(first, live);
            in_expression(second, live);
        }
        E::FirstSet(values, fallback) => {
            let fallback = fallback.as_deref();
            values
                .iter()
                .chain(fallback)
                .for_each(|it| in_expression(it, live));
        }
        E::Choice(parts) => parts.iter().for_each(|it| in_expression(it, live)),
    }
}
