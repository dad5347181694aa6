//! Where a client's requests go.
//!
//! In: the traits of a service, of its operations and of their inputs. Out: rules, or what stands in for them, and the
//! parameters that each operation brings along. `endpoint` understands the rules; their variables are named here.

use super::names::{Case, Scope};
use super::{Context, Output};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::endpoint;
use crate::jmespath::{self, Checked, Gives, On};
use crate::model::{
    AwsService, ContextParam, EndpointRuleSet, Kind, OperationContextParams, Required, Shape,
    Sparse, StaticContextParams, Value,
};
use crate::rust::{
    ArgumentValue, EndpointArgument, EndpointRules, Endpoints, Operation, ParameterKind,
    ParameterValue,
};
use crate::source::Location;

/// The same rules in another form, which Smithy calls experimental.
const BDD: &str = "smithy.rules#endpointBdd";

/// What the function that resolves an endpoint is given.
const PARAMETERS: &[&str] = &["parameters"];

/// The endpoint rules of a service.
pub(super) fn rules(service: &Shape, diagnostics: &mut Diagnostics) -> Option<EndpointRules> {
    let EndpointRuleSet(value) = service.traits.get()?;
    let at = service
        .traits
        .at::<EndpointRuleSet>()
        .unwrap_or(&service.at);
    let mut names = Scope::new(Case::Snake, &[PARAMETERS]);
    let mut claim = |name: &str| names.claim(name).map(|claimed| claimed.ident);
    endpoint::compile(&service.id, value, at, &mut claim, diagnostics)
}

/// Says what is known of the service's endpoints and not read.
pub(super) fn warn(service: &Shape, diagnostics: &mut Diagnostics) {
    if service.traits.unread(BDD).is_some() && !service.traits.has::<EndpointRuleSet>() {
        diagnostics.push(
            Diagnostic::warning(format!(
                "the endpoint rules of the service are a {BDD} alone, which is not read: the client derives its endpoint from metadata, or is told it"
            ))
            .about(&service.id)
            .at(&service.at)
            .help("give the rules as smithy.rules#endpointRuleSet too, from which the other is compiled"),
        );
    }
}

/// Where the requests of a service go, whose rules are these.
pub(super) fn of_service(
    service: Option<&Shape>,
    rules: Option<EndpointRules>,
    operations: &[Operation],
) -> Endpoints {
    if let Some(rules) = rules {
        let per_call = operations
            .iter()
            .any(|it| !it.endpoint_arguments.is_empty());
        return Endpoints::Rules { rules, per_call };
    }
    let facts = service.and_then(|shape| shape.traits.get::<AwsService>());
    match facts.and_then(|facts| Some((facts.endpoint_prefix.clone()?, facts))) {
        Some((prefix, facts)) => Endpoints::Metadata {
            prefix,
            global: facts.global_endpoint.clone(),
        },
        None => Endpoints::Explicit,
    }
}

/// The parameters that an operation brings along, in the order of Smithy's rules engine ("Binding parameter values"): more
/// specific ones later.
pub(super) fn arguments(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    input: &Shape,
) -> Vec<EndpointArgument> {
    let Some(rules) = &context.endpoint_rules else {
        return Vec::new();
    };
    let mut arguments = Arguments {
        rules,
        shape,
        out,
        found: Vec::new(),
    };
    if let Some(OperationContextParams(paths)) = shape.traits.get() {
        let at = shape.traits.at::<OperationContextParams>();
        for (name, path) in paths {
            let checked = jmespath::compile(path, context.model, On::Structure(input));
            arguments.path(name, checked, at.unwrap_or(&shape.at));
        }
    }
    for (field, member) in input.kind.members().enumerate() {
        if let Some(ContextParam { name }) = member.traits.get() {
            let at = member.traits.at::<ContextParam>().unwrap_or(&member.at);
            let required = member.traits.has::<Required>();
            let value = ArgumentValue::Field { field, required };
            arguments.field(name, value, context.model.get(&member.target), at);
        }
    }
    if let Some(StaticContextParams(values)) = shape.traits.get() {
        let at = shape.traits.at::<StaticContextParams>();
        for (name, value) in values {
            arguments.fixed(name, value, at.unwrap_or(&shape.at));
        }
    }
    arguments.found
}

struct Arguments<'a, 'o, 'd> {
    rules: &'a EndpointRules,
    shape: &'a Shape,
    out: &'o mut Output<'d>,
    found: Vec<EndpointArgument>,
}

impl Arguments<'_, '_, '_> {
    /// The kind of a parameter; one that the rules don't have is an error.
    fn kind(&mut self, name: &str, at: &Location) -> Option<ParameterKind> {
        let mut parameters = self.rules.parameters.iter();
        if let Some(parameter) = parameters.find(|it| it.modelled == name) {
            return Some(parameter.kind);
        }
        let known: Vec<&str> = self
            .rules
            .parameters
            .iter()
            .map(|it| &*it.modelled)
            .collect();
        self.out.diagnostics.push(
            Diagnostic::error(format!("the endpoint rules have no parameter `{name}`"))
                .about(&self.shape.id)
                .at(at)
                .help(format!("they have {}", known.join(", "))),
        );
        None
    }

    fn push(&mut self, name: &str, value: ArgumentValue) {
        self.found.push(EndpointArgument {
            parameter: name.to_owned(),
            value,
        });
    }

    #[cold]
    fn mismatch(&mut self, name: &str, kind: ParameterKind, at: &Location) {
        let what = match kind {
            ParameterKind::String => "a string",
            ParameterKind::Boolean => "true or false",
            ParameterKind::Strings => "a list of strings",
        };
        self.out.diagnostics.push(
            Diagnostic::error(format!(
                "the endpoint rules want {what} for the parameter `{name}`, and this is none"
            ))
            .about(&self.shape.id)
            .at(at)
            .help("change the type of the parameter in the rules, or what it is bound to"),
        );
    }

    fn field(&mut self, name: &str, value: ArgumentValue, target: Option<&Shape>, at: &Location) {
        let (Some(kind), Some(target)) = (self.kind(name, at), target) else {
            return;
        };
        let fits = match (kind, &target.kind) {
            (ParameterKind::String, Kind::String | Kind::Enum(_))
            | (ParameterKind::Boolean, Kind::Boolean) => true,
            (ParameterKind::Strings, Kind::List(_)) => !target.traits.has::<Sparse>(),
            _ => false,
        };
        match fits {
            true => self.push(name, value),
            false => self.mismatch(name, kind, at),
        }
    }

    fn path(&mut self, name: &str, checked: Result<Checked, String>, at: &Location) {
        let Some(kind) = self.kind(name, at) else {
            return;
        };
        let Checked { expression, gives } = match checked {
            Ok(checked) => checked,
            Err(reason) => {
                self.out.diagnostics.push(
                    Diagnostic::error(format!(
                        "the path of the endpoint parameter `{name}` is wrong: {reason}"
                    ))
                    .about(&self.shape.id)
                    .at(at)
                    .help("write a JMESPath expression over the operation's input"),
                );
                return;
            }
        };
        let texts = Gives::List(Box::new(Gives::Text));
        match kind {
            ParameterKind::String if gives.may_be(&Gives::Text) => {
                self.push(name, ArgumentValue::Text(expression));
            }
            ParameterKind::Strings if gives.may_be(&texts) => {
                self.push(name, ArgumentValue::Texts(expression));
            }
            _ => self.mismatch(name, kind, at),
        }
    }

    fn fixed(&mut self, name: &str, value: &Value, at: &Location) {
        let Some(kind) = self.kind(name, at) else {
            return;
        };
        let fixed = match (kind, value) {
            (ParameterKind::String, Value::String(text)) => ParameterValue::String(text.clone()),
            (ParameterKind::Boolean, Value::Boolean(value)) => ParameterValue::Boolean(*value),
            (ParameterKind::Strings, Value::Array(items)) => {
                let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
                match texts.collect() {
                    Some(texts) => ParameterValue::Strings(texts),
                    None => return self.mismatch(name, kind, at),
                }
            }
            _ => return self.mismatch(name, kind, at),
        };
        self.push(name, ArgumentValue::Fixed(fixed));
    }
}
