//! Rules as statements.
//!
//! In: the value of the trait. Out: an [`EndpointRules`]. Each rule is one `if`, or several inside each other where a
//! condition only computes something.

use super::fields;
use super::liveness;
use super::nest::{Item, needed, nest};
use super::path::Path;
use super::read;
use super::scope::{Binding, Scope, Type, Typed};
use super::syntax::{Condition, Expression, Parameter, Piece, Rule, Then, What};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ShapeId;
use crate::model::Value;
use crate::rust::{
    EndpointExpression, EndpointOutcome, EndpointParameter, EndpointPiece, EndpointRules,
    EndpointStep, ParameterKind,
};
use crate::source::Location;

/// Compiles the endpoint rules of a service. `claim` chooses a Rust variable for a name of the model, a new one each time.
/// `None` after at least one error.
pub(crate) fn compile(
    service: &ShapeId,
    value: &Value,
    at: &Location,
    claim: &mut dyn FnMut(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) -> Option<EndpointRules> {
    let mut found = Diagnostics::default();
    let compiled = read::rule_set(value, at, &mut found).map(|rules| {
        let mut compiler = Compiler {
            scope: Scope::new(claim),
            items: None,
            diagnostics: &mut found,
        };
        let bound: Vec<_> = rules
            .parameters
            .iter()
            .map(|parameter| compiler.parameter(parameter))
            .collect();
        let (mut steps, outcome) = compiler.rules(&rules.rules);
        let live = liveness::prune(&mut steps, &outcome);
        let parameters = rules.parameters.into_iter().zip(bound);
        let parameters = parameters.map(|(parameter, bound)| EndpointParameter {
            modelled: parameter.name,
            variable: bound.map(|it| it.variable).filter(|it| live.contains(it)),
            kind: parameter.kind,
            built_in: parameter.built_in,
            default: parameter.default,
            required: parameter.required,
        });
        EndpointRules {
            parameters: parameters.collect(),
            steps,
            outcome,
        }
    });
    let failed = found.has_errors();
    for diagnostic in found.iter() {
        diagnostics.push(diagnostic.clone().about(service));
    }
    compiled.filter(|_| !failed)
}

pub(super) struct Compiler<'c, 'd> {
    scope: Scope<'c>,
    /// The conditions of the rule at hand; none outside of conditions.
    items: Option<Vec<Item>>,
    diagnostics: &'d mut Diagnostics,
}

impl Compiler<'_, '_> {
    #[cold]
    pub(super) fn wrong<T>(
        &mut self,
        at: &Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.diagnostics
            .push(Diagnostic::error(message).at(at).help(help));
        None
    }

    fn parameter(&mut self, parameter: &Parameter) -> Option<Binding> {
        let ty = match parameter.kind {
            ParameterKind::String => Type::String,
            ParameterKind::Boolean => Type::Boolean,
            ParameterKind::Strings => Type::Strings,
        };
        let mut value = Typed::new(ty, EndpointExpression::Boolean(false));
        value.optional = !parameter.required && parameter.default.is_none();
        self.bind(&parameter.name, &value, &parameter.at)
    }

    /// Makes a name known that is not known yet.
    fn bind(&mut self, name: &str, value: &Typed, at: &Location) -> Option<Binding> {
        if self.scope.find(name).is_some() {
            return self.wrong(
                at,
                format!("the name `{name}` is in use here already"),
                "choose another name: what it would hide could not be told apart",
            );
        }
        match self.scope.bind(name, value) {
            Some(binding) => Some(binding),
            None => self.wrong(
                at,
                format!("the name {name:?} has neither letter nor digit"),
                "choose another name",
            ),
        }
    }

    /// A list of rules: statements, and what comes out if none of them returned.
    fn rules(&mut self, rules: &[Rule]) -> (Vec<EndpointStep>, EndpointOutcome) {
        let mut steps = Vec::new();
        for rule in rules {
            if let Some(outcome) = self.rule(rule, &mut steps) {
                return (steps, outcome);
            }
        }
        (steps, EndpointOutcome::Exhausted)
    }

    /// One rule. The outcome, if nothing can stand behind it.
    fn rule(&mut self, rule: &Rule, steps: &mut Vec<EndpointStep>) -> Option<EndpointOutcome> {
        let depth = self.scope.enter();
        self.items = Some(Vec::new());
        let mut sound = true;
        // All are looked at, so that all findings are told at once.
        for condition in &rule.conditions {
            sound &= self.condition(condition).is_some();
        }
        let items = self.items.take().unwrap_or_default();
        let inside = match &rule.then {
            // What is wrong before would be wrong again.
            _ if !sound => None,
            Then::Rules(rules) => Some(self.rules(rules)),
            Then::Endpoint(endpoint) => self
                .endpoint(endpoint)
                .map(|it| (Vec::new(), EndpointOutcome::Endpoint(Box::new(it)))),
            Then::Error(message) => self
                .text(message)
                .map(|it| (Vec::new(), EndpointOutcome::Error(it))),
        };
        self.scope.leave(depth);
        let (mut inside, outcome) = inside?;
        let items = needed(items)?;
        if items.iter().all(|item| matches!(item, Item::Let(..))) {
            steps.extend(nest(items, Vec::new()));
            steps.extend(inside);
            return Some(outcome);
        }
        inside.push(EndpointStep::Return(outcome));
        steps.extend(nest(items, inside));
        None
    }

    fn item(&mut self, item: Item) {
        if let Some(items) = &mut self.items {
            items.push(item);
        }
    }

    fn condition(&mut self, condition: &Condition) -> Option<()> {
        let at = &condition.value.at;
        // What is set stays so.
        if let (What::Call(function, arguments), None) = (&condition.value.what, &condition.assign)
            && let ("isSet", [argument]) = (function.as_str(), arguments.as_slice())
            && let What::Reference(name) = &argument.what
        {
            let value = self.reference(name, &argument.at)?;
            if value.optional {
                self.narrow(name, value);
            }
            return Some(());
        }
        let value = self.value(&condition.value)?;
        match &condition.assign {
            Some(name) if value.optional => {
                let inside = Typed {
                    optional: false,
                    ..value.clone()
                };
                let binding = self.bind(name, &inside, at)?;
                self.item(Item::Some(binding, value.expression));
            }
            Some(name) if value.ty == Type::Boolean => {
                let binding = self.bind(name, &value, at)?;
                self.item(Item::Is(value.expression));
                self.item(Item::Let(binding, EndpointExpression::Boolean(true)));
            }
            Some(name) => {
                let binding = self.bind(name, &value, at)?;
                self.item(Item::Let(binding, value.expression));
            }
            None if value.ty == Type::Boolean && value.optional => {
                let is_true = EndpointExpression::Boolean(true);
                self.item(Item::Is(EndpointExpression::Equal(
                    Box::new(value.expression),
                    Box::new(EndpointExpression::Some(Box::new(is_true))),
                )));
            }
            None if value.optional => {
                self.item(Item::Is(EndpointExpression::IsSome(Box::new(
                    value.expression,
                ))));
            }
            None if value.ty == Type::Boolean => self.item(Item::Is(value.expression)),
            // It has a value, and that is all that is asked.
            None => {}
        }
        Some(())
    }

    /// From here on, what a name stands for is set.
    fn narrow(&mut self, name: &str, value: Typed) -> Option<Typed> {
        let inside = Typed {
            optional: false,
            ..value.clone()
        };
        let binding = self.scope.bind(name, &inside)?;
        self.item(Item::Some(binding, value.expression));
        Some(inside)
    }

    /// The value itself, where it may be missing: a condition then fails.
    pub(super) fn set(&mut self, value: Typed, of: &Expression) -> Option<Typed> {
        if !value.optional {
            return Some(value);
        }
        if self.items.is_none() {
            let what = match of.what.referred() {
                Some(name) => format!("`{name}` may be missing here"),
                None => "this may be missing here".to_owned(),
            };
            let help = "check it before, with the condition `isSet` or by `assign`";
            return self.wrong(&of.at, what, help);
        }
        if let Some(name) = of.what.referred() {
            self.narrow(name, value)?;
            return self.scope.find(name).map(Binding::typed);
        }
        let binding = self.scope.bind_unnamed(&value)?;
        let inside = binding.typed();
        self.item(Item::Some(binding, value.expression));
        Some(inside)
    }

    pub(super) fn reference(&mut self, name: &str, at: &Location) -> Option<Typed> {
        if let Some(binding) = self.scope.find(name) {
            return Some(binding.typed());
        }
        let mut known: Vec<&str> = self.scope.known().collect();
        known.sort_unstable();
        known.dedup();
        let help = match known.is_empty() {
            true => "declare it below `parameters`".to_owned(),
            false => format!("known here are {}", known.join(", ")),
        };
        self.wrong(at, format!("nothing is called `{name}` here"), help)
    }

    /// Any value.
    pub(super) fn value(&mut self, expression: &Expression) -> Option<Typed> {
        match &expression.what {
            What::Template(pieces) => self.template(pieces, expression),
            What::Boolean(value) => Some(Typed::new(
                Type::Boolean,
                EndpointExpression::Boolean(*value),
            )),
            What::Integer(value) => Some(Typed::new(
                Type::Integer,
                EndpointExpression::Integer(*value),
            )),
            What::List => self.wrong(
                &expression.at,
                "a list cannot stand here",
                "name a parameter that holds it",
            ),
            What::Reference(name) => self.reference(name, &expression.at),
            What::Call(function, arguments) => self.call(function, arguments, &expression.at),
        }
    }

    /// A value of this type, that is there.
    pub(super) fn of_type(&mut self, expression: &Expression, ty: Type) -> Option<Typed> {
        let value = self.value(expression)?;
        let value = self.set(value, expression)?;
        if value.ty == ty {
            return Some(value);
        }
        self.wrong(
            &expression.at,
            format!("expected {}, found {}", ty.name(), value.ty.name()),
            "see Smithy 2.0, \"Rules engine standard library\", for what functions take",
        )
    }

    fn template(&mut self, pieces: &[Piece], of: &Expression) -> Option<Typed> {
        if let [Piece::Literal(text)] = pieces {
            return Some(Typed::new(
                Type::String,
                EndpointExpression::Text(text.clone()),
            ));
        }
        let mut formatted = Vec::with_capacity(pieces.len());
        for piece in pieces {
            formatted.push(match piece {
                Piece::Literal(text) => EndpointPiece::Literal(text.clone()),
                Piece::Reference(name, path) => {
                    let reference = Expression {
                        what: What::Reference(name.clone()),
                        at: of.at.clone(),
                    };
                    let value = self.value(&reference)?;
                    let value = self.set(value, &reference)?;
                    let value = match path {
                        Some(path) => self.attribute(value, path, &of.at)?,
                        None => value,
                    };
                    // behind a path there is nothing to be known by a name
                    let value = match value.optional {
                        true => self.set(value, of)?,
                        false => value,
                    };
                    if value.ty != Type::String {
                        return self.wrong(
                            &of.at,
                            format!("`{name}` is {} here, and no text", value.ty.name()),
                            "name what of it is meant: `{name#key}`",
                        );
                    }
                    if pieces.len() == 1 {
                        return Some(value);
                    }
                    EndpointPiece::Value(value.expression)
                }
            });
        }
        Some(Typed::new(Type::String, EndpointExpression::Format(formatted)).owned())
    }

    /// What is at a path in a value.
    pub(super) fn attribute(&mut self, value: Typed, path: &Path, at: &Location) -> Option<Typed> {
        let value = match &path.key {
            Some(key) => match fields::field(&value, key) {
                Some(field) => field,
                None => {
                    let message = format!("{} has no `{key}`", value.ty.name());
                    let help = fields::fields(value.ty);
                    return self.wrong(at, message, help);
                }
            },
            None => value,
        };
        let Some(index) = path.index else {
            return Some(value);
        };
        if value.ty != Type::Strings {
            let message = format!("{} has no items", value.ty.name());
            return self.wrong(at, message, "an index is for lists");
        }
        let item = EndpointExpression::Call(
            "item",
            vec![value.borrowed(), EndpointExpression::Integer(index)],
        );
        Some(Typed::new(Type::String, item).optional())
    }
}

impl What {
    /// The name of what this refers to.
    fn referred(&self) -> Option<&str> {
        match self {
            Self::Reference(name) => Some(name),
            Self::Template(pieces) => match pieces.as_slice() {
                [Piece::Reference(name, None)] => Some(name),
                _ => None,
            },
            _ => None,
        }
    }
}
