//! `exception`, `error`, `fault` and `retryable`: what makes a structure an error.
//!
//! In: a shape's keys, or those that old models repeat where an operation names its errors. Out: error traits. Never
//! decides what goes on the wire.

use super::super::findings::Findings;
use super::super::json::Object;
use super::super::leftover;
use super::{operation, shape};
use crate::id::ShapeId;
use crate::model::{AwsQueryError, Error, HttpError, Retryable, Traits};
use std::collections::HashMap;

/// Reads the keys. Whose fault it is: the server's when `fault` says so or the status is 500 or more, else the client's.
pub(super) fn read(
    name: &str,
    object: &mut Object,
    traits: &mut Traits,
    findings: &mut Findings<'_>,
) {
    let exception = object.take_flag("exception", findings);
    let mut fault = object.take_flag("fault", findings).is_some();
    let error = object.take("error").and_then(|node| node.object(findings));
    if let Some(node) = object.take("retryable")
        && let Some(mut retryable) = node.object(findings)
    {
        let at = retryable.at.clone();
        let throttling = retryable.take_flag("throttling", findings).is_some();
        traits.insert(Retryable { throttling }, at);
        leftover("c2j#retryable.", retryable, traits);
    }
    let Some(at) = exception.or_else(|| error.as_ref().map(|object| object.at.clone())) else {
        return;
    };
    let mut status = None;
    if let Some(mut error) = error {
        let error_at = error.at.clone();
        if let Some(node) = error.take("httpStatusCode") {
            status = node.whole::<u16>("an HTTP status code", findings);
        }
        fault |= error.take_flag("fault", findings).is_some();
        // Says what the status says already, or its absence.
        error.take_flag("senderFault", findings);
        if let Some(status) = status {
            traits.insert(HttpError(status), error_at.clone());
        }
        if let Some(code) = error.take_string("code", findings)
            && code != name
        {
            let status = status.unwrap_or(if fault { 500 } else { 400 });
            traits.insert(AwsQueryError { code, status }, error_at);
        }
        leftover("c2j#error.", error, traits);
    }
    let server = fault || status.is_some_and(|status| status >= 500);
    traits.insert(if server { Error::Server } else { Error::Client }, at);
}

/// Gives errors what only an operation that names them says of them.
pub(super) fn take_over(shapes: &mut [shape::Read], operations: &mut [operation::Read]) {
    let index: HashMap<ShapeId, usize> = shapes
        .iter()
        .enumerate()
        .map(|(index, read)| (read.shape.id.clone(), index))
        .collect();
    for operation in operations {
        for (id, said) in operation.errors.drain(..) {
            let Some(shape) = index.get(&id).and_then(|index| shapes.get_mut(*index)) else {
                continue;
            };
            for applied in said.iter() {
                if shape
                    .shape
                    .traits
                    .iter()
                    .all(|t| t.value.id() != applied.value.id())
                {
                    shape
                        .shape
                        .traits
                        .apply(applied.value.clone(), applied.at.clone());
                }
            }
        }
    }
}
