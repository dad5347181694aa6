//! Operations.
//!
//! In: an operation with the structures that are its own. Out: its input, output and errors, how they go over HTTP, and its
//! place in the tree of routes.

use super::http::{self, Role};
use super::names::{Case, Scope};
use super::paths::{labels, original};
use super::{Context, Output, auth, deviation, endpoint, prose, route, structure, violation};
use crate::diagnostic::Diagnostic;
use crate::knowledge::Message;
use crate::model::{
    Binding, Dedicated, Endpoint, Http, HttpChecksumRequired, Idempotent, Operation as Modelled,
    Readonly, RequestCompression, Shape, UnsignedPayload, Uri,
};
use crate::rust::{
    Body, ErrorEnum, ErrorVariant, Module, Node, Operation, Request, Response, Structure, TypePath,
    UriPart, Violated,
};

/// Seeds for the variants of an operation's errors: the variant that holds what the model does not list.
const OTHER: &[&str] = &["Other"];

/// Lowers an operation, and adds its route. `None` where something of it has no name; that has been said then.
pub(super) fn lower(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    operation: &Modelled,
    number: usize,
    routes: &mut Node,
) -> Option<Operation> {
    let names = context.paths.operation(&shape.id)?;
    let modelled = original(shape);
    if let Some(caller) = &context.caller {
        let method = format!("{caller}::{}", names.method.ident);
        out.name(modelled, &method, labels(&names.method));
    }
    let input = data(context, operation.input.as_ref())?;
    let output = data(context, operation.output.as_ref())?;
    let (request, response) = match (context.protocol, shape.traits.get::<Http>()) {
        (None, _) => (nothing_sent(), nothing_answered()),
        (Some(protocol), Some(http)) if protocol.http_bindings => {
            let parsed = match Uri::parse(&http.uri) {
                Ok(parsed) => parsed,
                Err(reason) => {
                    out.unsound(
                        Diagnostic::error(reason)
                            .about(&shape.id)
                            .at(shape.traits.at::<Http>().unwrap_or(&shape.at))
                            .help("write the URI as `/literal/{label}/{rest+}?key=value`"),
                    );
                    return None;
                }
            };
            route::add(routes, &http.method, &parsed, number);
            (
                http::request(
                    context,
                    &http.method,
                    &parsed,
                    &input.message(context, Role::Input),
                    input.modelled,
                ),
                http::response(
                    context,
                    http.code,
                    &output.message(context, Role::Output),
                    output.modelled,
                ),
            )
        }
        (Some(protocol), None) if protocol.http_bindings => {
            out.diagnostics.push(
                Diagnostic::error(
                    "the operation has no HTTP binding, which the service's protocol needs",
                )
                .about(&shape.id)
                .at(&shape.at)
                .help("add the trait `smithy.api#http` with a method and a URI"),
            );
            return None;
        }
        (Some(_), _) => (posted(), everything(output.modelled)),
    };
    let lowered = |out: &mut Output<'_>, data: &Data<'_>, role: Role| -> Option<Structure> {
        let place = context.paths.shape(&data.shape.id)?;
        if data.modelled || !place.rules.is_empty() {
            out.place_name(place);
        }
        Some(structure::lower(context, out, data.shape, place, role))
    };
    let violated = match violation::modelled(context, out, shape, operation) {
        Some(violated) => violated,
        None => {
            if input.shape.kind.members().next().is_some() {
                out.framework_violations.push(modelled.to_owned());
            }
            Violated::Framework
        }
    };
    Some(Operation {
        modelled: modelled.to_owned(),
        method: names.method.ident.clone(),
        file: names.file.clone(),
        fluent: names.fluent.ident.clone(),
        docs: context.prose.of(&shape.traits),
        summary: prose::summary(&shape.traits),
        deprecated: prose::deprecation(&shape.traits),
        input: lowered(out, &input, Role::Input)?,
        output: lowered(out, &output, Role::Output)?,
        error: errors(context, operation, &names.error.ident),
        request,
        response,
        target: match (context.has_bindings(), &context.target) {
            (false, Some(service)) => Some(format!("{service}.{}", shape.id.name())),
            _ => None,
        },
        query_compatible: context.query_compatible,
        host_prefix: host_prefix(out, shape, input.shape),
        auth: auth::of_operation(context.model, shape),
        unsigned_payload: shape.traits.has::<UnsignedPayload>(),
        presignable: auth::is_signed(context.model, shape),
        deviations: deviation::of(context, out, shape, input.shape),
        endpoint_arguments: endpoint::arguments(context, out, shape, input.shape),
        compressible: is_compressible(shape),
        checksum_required: shape.traits.has::<HttpChecksumRequired>(),
        idempotent: shape.traits.has::<Idempotent>(),
        readonly: shape.traits.has::<Readonly>(),
        pages: None,
        violated,
    })
}

/// The structure that is an operation's input or output.
struct Data<'m> {
    shape: &'m Shape,
    /// Whether the model gives the operation one at all.
    modelled: bool,
}

impl<'m> Data<'m> {
    fn message(&self, context: &Context<'_>, role: Role) -> Message<'m> {
        role.message(context, self.shape)
    }
}

fn data<'m>(context: &Context<'m>, binding: Option<&Binding>) -> Option<Data<'m>> {
    let shape = context.model.get(&binding?.target)?;
    let modelled = match shape.traits.get::<Dedicated>() {
        Some(dedicated) => dedicated.from.is_some(),
        None => true,
    };
    Some(Data { shape, modelled })
}

/// The enum of an operation's errors.
fn errors(context: &Context<'_>, operation: &Modelled, name: &str) -> ErrorEnum {
    let mut scope = Scope::new(Case::Pascal, &[OTHER]);
    let mut variants: Vec<ErrorVariant> = Vec::new();
    for binding in &operation.errors {
        let (Some(shape), Some(place)) = (
            context.model.get(&binding.target),
            context.paths.shape(&binding.target),
        ) else {
            continue;
        };
        // A model may list an error twice.
        if variants.iter().any(|variant| variant.error == place.path) {
            continue;
        }
        let Some(claimed) = scope.claim(&place.path.name) else {
            continue;
        };
        let docs = context.prose.of(&shape.traits);
        variants.push(ErrorVariant {
            name: claimed.ident,
            error: place.path.clone(),
            code: original(shape).to_owned(),
            docs: docs
                .into_iter()
                .take_while(|line| !line.is_empty())
                .collect(),
        });
    }
    ErrorEnum {
        path: TypePath {
            module: Module::Operation,
            name: name.to_owned(),
        },
        variants,
        other: OTHER.concat(),
    }
}

/// What stands in front of the host name. A label without a member is an error.
fn host_prefix(out: &mut Output<'_>, shape: &Shape, input: &Shape) -> Vec<UriPart> {
    let Some(Endpoint { host_prefix }) = shape.traits.get() else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    let mut rest = host_prefix.as_str();
    while let Some((literal, behind)) = rest.split_once('{') {
        let (label, behind) = behind.split_once('}').unwrap_or((behind, ""));
        if !literal.is_empty() {
            parts.push(UriPart::Literal(literal.to_owned()));
        }
        match input.kind.members().position(|member| member.name == label) {
            Some(field) => parts.push(UriPart::Label {
                field,
                greedy: false,
            }),
            None => out.diagnostics.push(
                Diagnostic::error(format!(
                    "the host prefix has the label {label:?}, and the input no such member"
                ))
                .about(&shape.id)
                .at(shape.traits.at::<Endpoint>().unwrap_or(&shape.at))
                .help("add a member of that name with the trait `smithy.api#hostLabel`"),
            ),
        }
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(UriPart::Literal(rest.to_owned()));
    }
    parts
}

/// Whether the body may be compressed in the one way that there is.
pub(super) fn is_compressible(shape: &Shape) -> bool {
    let compression = shape.traits.get::<RequestCompression>();
    compression.is_some_and(|it| it.encodings.iter().any(|encoding| encoding == "gzip"))
}

/// What stands for a request where types alone are generated.
fn nothing_sent() -> Request {
    Request {
        method: String::new(),
        path: Vec::new(),
        query_literals: Vec::new(),
        bound: Vec::new(),
        body: Body::None,
    }
}

fn nothing_answered() -> Response {
    Response {
        status: 200,
        bound: Vec::new(),
        body: Body::None,
    }
}

/// The request of protocols without bindings.
fn posted() -> Request {
    Request {
        method: "POST".to_owned(),
        path: vec![UriPart::Literal("/".to_owned())],
        body: Body::Members,
        ..nothing_sent()
    }
}

/// The response of protocols without bindings. Unlike an input, an output that is not modelled has no body.
fn everything(modelled: bool) -> Response {
    Response {
        status: 200,
        bound: Vec::new(),
        body: if modelled { Body::Members } else { Body::None },
    }
}
