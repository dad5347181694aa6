//! The functions of the standard library and of AWS's library, as Rust.
//!
//! In: a call. Out: an expression: what Rust says itself (`==`, `!`, `is_some`), or a call of the runtime's function of
//! the same meaning.

use super::compile::Compiler;
use super::path::Path;
use super::scope::{Type, Typed};
use super::syntax::{Expression, Piece, What};
use crate::rust::EndpointExpression as E;
use crate::source::Location;

/// Every function and how many arguments it takes; of `coalesce` that is the least.
const FUNCTIONS: [(&str, usize); 15] = [
    ("aws.isVirtualHostableS3Bucket", 2),
    ("aws.parseArn", 1),
    ("aws.partition", 1),
    ("booleanEquals", 2),
    ("coalesce", 2),
    ("getAttr", 2),
    ("isSet", 1),
    ("isValidHostLabel", 2),
    ("ite", 3),
    ("not", 1),
    ("parseURL", 1),
    ("split", 3),
    ("stringEquals", 2),
    ("substring", 4),
    ("uriEncode", 1),
];

impl Compiler<'_, '_> {
    /// A call of a function.
    pub(super) fn call(
        &mut self,
        function: &str,
        arguments: &[Expression],
        at: &Location,
    ) -> Option<Typed> {
        let Some((_, count)) = FUNCTIONS.iter().find(|(name, _)| *name == function) else {
            let known = FUNCTIONS.map(|(name, _)| name).join(", ");
            return self.wrong(
                at,
                format!("the function `{function}` is unknown"),
                format!("functions are {known}"),
            );
        };
        let fits = match function {
            "coalesce" => arguments.len() >= *count,
            _ => arguments.len() == *count,
        };
        if !fits {
            return self.wrong(
                at,
                format!(
                    "`{function}` takes {count} {}, not {}",
                    if *count == 1 { "argument" } else { "arguments" },
                    arguments.len()
                ),
                "see Smithy 2.0, \"Rules engine standard library\"",
            );
        }
        match (function, arguments) {
            ("isSet", [value]) => {
                let value = self.value(value)?;
                let set = match value.optional {
                    true => E::IsSome(Box::new(value.expression)),
                    false => E::Boolean(true),
                };
                Some(Typed::new(Type::Boolean, set))
            }
            ("not", [value]) => {
                let value = self.of_type(value, Type::Boolean)?;
                Some(Typed::new(Type::Boolean, negated(value.expression)))
            }
            ("booleanEquals", [first, second]) => {
                let first = self.of_type(first, Type::Boolean)?.expression;
                let second = self.of_type(second, Type::Boolean)?.expression;
                let equal = match (first, second) {
                    (value, E::Boolean(true)) | (E::Boolean(true), value) => value,
                    (value, E::Boolean(false)) | (E::Boolean(false), value) => negated(value),
                    (first, second) => E::Equal(Box::new(first), Box::new(second)),
                };
                Some(Typed::new(Type::Boolean, equal))
            }
            ("stringEquals", [first, second]) => {
                let first = self.of_type(first, Type::String)?.expression;
                let second = self.of_type(second, Type::String)?.expression;
                let equal = match (first, second) {
                    (E::Text(first), E::Text(second)) => E::Boolean(first == second),
                    (value, E::Text(empty)) | (E::Text(empty), value) if empty.is_empty() => {
                        E::Method(Box::new(value), "is_empty")
                    }
                    // as one writes it
                    (first @ E::Text(_), second) => E::Equal(Box::new(second), Box::new(first)),
                    (first, second) => E::Equal(Box::new(first), Box::new(second)),
                };
                Some(Typed::new(Type::Boolean, equal))
            }
            ("getAttr", [value, path]) => {
                let read = match &path.what {
                    What::Template(pieces) => match pieces.as_slice() {
                        [Piece::Literal(text)] => Path::parse(text),
                        _ => None,
                    },
                    _ => None,
                };
                let Some(read) = read else {
                    return self.wrong(
                        &path.at,
                        "this is no path",
                        "write `key`, `key[0]` or `[0]`",
                    );
                };
                let of = self.value(value)?;
                let of = self.set(of, value)?;
                self.attribute(of, &read, at)
            }
            ("coalesce", values) => self.coalesce(values, at),
            ("ite", [condition, first, second]) => self.choice(condition, first, second, at),
            ("isValidHostLabel", [text, deep]) => self.predicate("is_valid_host_label", text, deep),
            ("aws.isVirtualHostableS3Bucket", [text, deep]) => {
                self.predicate("is_virtual_hostable_s3_bucket", text, deep)
            }
            ("substring", [text, start, stop, reverse]) => {
                let text = self.of_type(text, Type::String)?.borrowed();
                let (start, stop) = (self.count(start)?, self.count(stop)?);
                let reverse = self.of_type(reverse, Type::Boolean)?.expression;
                let call = E::Call("substring", vec![text, start, stop, reverse]);
                Some(Typed::new(Type::String, call).optional())
            }
            ("split", [text, delimiter, limit]) => {
                let text = self.of_type(text, Type::String)?.borrowed();
                let between = self.of_type(delimiter, Type::String)?;
                if between.expression == E::Text(String::new()) {
                    return self.wrong(&delimiter.at, "the delimiter is empty", "name one");
                }
                let call = E::Call("split", vec![text, between.borrowed(), self.count(limit)?]);
                Some(Typed::new(Type::Strings, call).owned())
            }
            (_, [text]) => {
                let text = self.of_type(text, Type::String)?.borrowed();
                let call = |name| E::Call(name, vec![text]);
                Some(match function {
                    "parseURL" => Typed::new(Type::Url, call("parse_url")).optional(),
                    "uriEncode" => Typed::new(Type::String, call("uri_encode")).owned(),
                    "aws.parseArn" => Typed::new(Type::Arn, call("parse_arn")).optional(),
                    _ => Typed::new(Type::Partition, call("partition")),
                })
            }
            _ => None,
        }
    }

    fn predicate(
        &mut self,
        name: &'static str,
        text: &Expression,
        deep: &Expression,
    ) -> Option<Typed> {
        let text = self.of_type(text, Type::String)?.borrowed();
        let deep = self.of_type(deep, Type::Boolean)?.expression;
        Some(Typed::new(Type::Boolean, E::Call(name, vec![text, deep])))
    }

    /// A number of characters or parts.
    fn count(&mut self, expression: &Expression) -> Option<E> {
        let value = self.of_type(expression, Type::Integer)?;
        match value.expression {
            E::Integer(count) if u32::try_from(count).is_ok() => Some(value.expression),
            _ => self.wrong(
                &expression.at,
                "this is no count",
                "write a whole number, zero or more",
            ),
        }
    }

    /// Values of one type, all as references or all owned.
    fn alike(&mut self, values: &[&Expression], at: &Location) -> Option<Vec<Typed>> {
        let mut typed = Vec::with_capacity(values.len());
        for value in values {
            typed.push(self.value(value)?);
        }
        let ty = typed.first()?.ty;
        if typed.iter().any(|value| value.ty != ty) {
            return self.wrong(at, "these values are not of one type", "make them so");
        }
        if ty == Type::Strings {
            return self.wrong(at, "lists cannot be chosen between", "choose between texts");
        }
        if typed.iter().all(|value| !value.owned) {
            return Some(typed);
        }
        let owned = typed.into_iter().map(|value| match value {
            value if value.owned => value,
            value => {
                let text = Box::new(value.expression);
                Typed {
                    expression: match value.optional {
                        true => E::OwnedInside(text),
                        false => E::Owned(text),
                    },
                    owned: true,
                    ..value
                }
            }
        });
        Some(owned.collect())
    }

    fn coalesce(&mut self, values: &[Expression], at: &Location) -> Option<Typed> {
        let values: Vec<&Expression> = values.iter().collect();
        let mut values = self.alike(&values, at)?;
        // Behind what is always there nothing is looked at.
        let last = values.iter().position(|value| !value.optional);
        values.truncate(last.map_or(values.len(), |last| last + 1));
        let mut result = values.last()?.clone();
        let fallback = last
            .and_then(|_| values.pop())
            .map(|value| Box::new(value.expression));
        result.expression = match (values.is_empty(), fallback) {
            (true, Some(value)) => *value,
            (_, fallback) => E::FirstSet(
                values.into_iter().map(|it| it.expression).collect(),
                fallback,
            ),
        };
        Some(result)
    }

    fn choice(
        &mut self,
        condition: &Expression,
        first: &Expression,
        second: &Expression,
        at: &Location,
    ) -> Option<Typed> {
        let condition = self.of_type(condition, Type::Boolean)?.expression;
        let values = self.alike(&[first, second], at)?;
        let [mut first, mut second] = <[Typed; 2]>::try_from(values).ok()?;
        let optional = first.optional || second.optional;
        for value in [&mut first, &mut second] {
            if optional && !value.optional {
                value.expression = E::Some(Box::new(value.expression.clone()));
                value.optional = true;
            }
        }
        let (ty, owned) = (first.ty, first.owned);
        let expression = match (first.expression, second.expression) {
            (E::Boolean(true), E::Boolean(false)) => condition,
            (E::Boolean(false), E::Boolean(true)) => negated(condition),
            (one, other) if one == other => one,
            (one, other) => E::Choice(Box::new([condition, one, other])),
        };
        Some(Typed {
            expression,
            ty,
            optional,
            owned,
        })
    }
}

/// The opposite of a truth value, as one writes it.
fn negated(value: E) -> E {
    match value {
        E::Boolean(value) => E::Boolean(!value),
        E::IsSome(value) => E::IsNone(value),
        E::IsNone(value) => E::IsSome(value),
        E::Equal(first, second) => E::Unequal(first, second),
        E::Unequal(first, second) => E::Equal(first, second),
        E::Not(value) => *value,
        value => E::Not(Box::new(value)),
    }
}
