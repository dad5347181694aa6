//! Model and knowledge become the Rust-shaped description of a crate: the only place where a Rust name or type is chosen.
//!
//! In: a validated model that holds what shall be generated, what is known of it, and what the user asked for. Out: a
//! [`Crate`], or findings. Never sees a token.
//!
//! Everything is decided once and in one order: the protocol, the names of types ([`paths`]), then each shape in the order
//! of the model.

mod auth;
mod deviation;
mod endpoint;
mod enumeration;
mod http;
mod literal;
mod names;
mod operation;
mod pages;
mod paths;
mod prose;
mod protocol;
mod protocol_tests;
mod route;
mod sensitive;
mod service;
mod statics;
mod structure;
mod unsupported;
mod value_type;
mod violation;
mod waiter;
mod words;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ShapeId;
use crate::knowledge::Knowledge;
use crate::model::{AwsQueryCompatible, Kind, LeftOut, Member, Model, Shape};
use crate::rust::{
    self, Client, Crate, Definition, EndpointRules, Module, Name, Node, Routes, Server,
};
use crate::settings::{Runtime, Settings, Sides};
use crate::source::Source;
use http::Role;
use paths::{Paths, Place};
use prose::Prose;
use protocol::Protocol;
use statics::Statics;
use std::collections::HashSet;

/// What every part may look at.
struct Context<'m> {
    model: &'m Model,
    knowledge: &'m Knowledge,
    settings: &'m Settings,
    /// None where types alone are generated.
    protocol: Option<&'static Protocol>,
    /// The service's name in the header `X-Amz-Target`.
    target: Option<String>,
    /// The service once spoke the query protocol, and still tells how errors were called there.
    query_compatible: bool,
    /// Without operations everything may be validated.
    has_operations: bool,
    /// What has a method for each operation: the client, or else the server's trait.
    caller: Option<String>,
    /// Of a client's service.
    endpoint_rules: Option<EndpointRules>,
    paths: Paths,
    prose: Prose,
    /// The inputs of operations whose outputs come in pages, where there is a client.
    paginated: HashSet<ShapeId>,
}

impl Context<'_> {
    /// Whether HTTP bindings count. Without a protocol they do: types are then as they would be with one.
    fn has_bindings(&self) -> bool {
        self.protocol.is_none_or(|protocol| protocol.http_bindings)
    }

    /// Whether `jsonName` counts. It does without a protocol.
    fn json_name(&self) -> bool {
        self.protocol.is_none_or(|protocol| protocol.json_name)
    }

    /// Whether values of this shape are ever validated.
    fn is_validated(&self, id: &ShapeId) -> bool {
        self.knowledge.reach.of(id).input || !self.has_operations
    }

    /// Whether the value of a member would contain itself.
    fn is_boxed(&self, owner: &ShapeId, member: &Member) -> bool {
        self.knowledge.recursion.is_boxed(owner, member)
    }
}

/// What is filled on the way.
struct Output<'d> {
    statics: Statics,
    names: Vec<Name>,
    /// Operations whose violations become the framework's error, for want of one that is modelled.
    framework_violations: Vec<String>,
    /// Whether the model was without errors.
    sound: bool,
    diagnostics: &'d mut Diagnostics,
}

impl Output<'_> {
    /// Adds an error that validation has words for: in a model that is not sound it has been said.
    fn unsound(&mut self, diagnostic: Diagnostic) {
        if self.sound {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Adds a row to the table of names.
    fn name(&mut self, modelled: &str, rust: &str, rules: Vec<&'static str>) {
        self.names.push(Name {
            modelled: modelled.to_owned(),
            rust: rust.to_owned(),
            rules,
        });
    }

    fn place_name(&mut self, place: &Place) {
        self.name(
            &place.modelled,
            &prose::relative(&place.path),
            place.rules.clone(),
        );
    }

    fn member_name(&mut self, place: &Place, member: &str, rust: &str, rules: Vec<&'static str>) {
        let rust = format!("{}::{rust}", prose::relative(&place.path));
        self.name(&format!("{}${member}", place.modelled), &rust, rules);
    }
}

/// Lowers a model. `origin` are the documents that it was read from. `None` where no crate can be made of it; `diagnostics`
/// then has an error, as it may have beside a crate that is of no use. A model that is not sound is lowered as far as that
/// goes, so that what only this stage can find is said together with the rest.
pub(crate) fn lower(
    model: &Model,
    knowledge: &Knowledge,
    settings: &Settings,
    origin: &[&Source],
    diagnostics: &mut Diagnostics,
) -> Option<Crate> {
    let sound = !diagnostics.has_errors();
    service::check_crate_name(&settings.name, diagnostics);
    let service = model.services().next();
    let types_alone = !settings.sides.client && !settings.sides.server;
    let choice = match service {
        // Without one the rest is still looked at, so that all findings are told at once; the crate is of no use then.
        Some((shape, _)) if !types_alone => {
            protocol::choose(shape, settings.protocol.as_ref(), diagnostics)
        }
        _ => None,
    };
    let called = service::called(service.map(|(shape, _)| shape), &settings.name);
    let paths = paths::settle(model, diagnostics);
    let endpoint_rules = service
        .filter(|_| settings.sides.client)
        .and_then(|(shape, _)| endpoint::rules(shape, diagnostics));
    let context = Context {
        model,
        knowledge,
        settings,
        protocol: choice.as_ref().map(|choice| choice.protocol),
        target: choice.as_ref().map(|choice| choice.target.to_owned()),
        query_compatible: service
            .is_some_and(|(shape, _)| shape.traits.has::<AwsQueryCompatible>()),
        caller: match settings.sides {
            Sides { client: true, .. } => Some("Client".to_owned()),
            Sides { server: true, .. } => Some(format!("server::{}", called.server)),
            _ => None,
        },
        has_operations: paths::operations(model).next().is_some(),
        paginated: paths::operations(model)
            .filter(|(shape, _)| settings.sides.client && pages::has_pages(shape))
            .filter_map(|(_, operation)| Some(operation.input.as_ref()?.target.clone()))
            .collect(),
        prose: Prose::new(model, &paths),
        endpoint_rules,
        paths,
    };
    let mut out = Output {
        statics: Statics::default(),
        names: Vec::new(),
        framework_violations: Vec::new(),
        sound,
        diagnostics,
    };
    if let (Some((shape, _)), true) = (service, settings.sides.server) {
        out.name(
            shape.id.name(),
            &format!("server::{}", called.server),
            Vec::new(),
        );
    }
    let mut routes = Node::default();
    let mut targets = Vec::new();
    let mut operations = Vec::new();
    for (number, (shape, operation)) in paths::operations(model).enumerate() {
        operations.extend(operation::lower(
            &context,
            &mut out,
            shape,
            operation,
            number,
            &mut routes,
        ));
        targets.extend(
            choice
                .as_ref()
                .map(|choice| (format!("{}.{}", choice.target, shape.id.name()), number)),
        );
    }
    targets.sort();
    let mut types = Vec::new();
    let mut errors = Vec::new();
    for shape in model.shapes.values().filter(|shape| paths::is_type(shape)) {
        let Some(place) = context.paths.shape(&shape.id) else {
            continue;
        };
        match place.path.module {
            Module::Operation => continue,
            Module::Error | Module::Types => out.place_name(place),
        }
        match &shape.kind {
            Kind::Structure(_) if place.path.module == Module::Error => {
                errors.push(structure::lower(
                    &context,
                    &mut out,
                    shape,
                    place,
                    Role::Error,
                ));
            }
            Kind::Structure(_) => {
                let lowered = structure::lower(&context, &mut out, shape, place, Role::Nested);
                types.push(Definition::Structure(lowered));
            }
            Kind::Union(_) => types.push(Definition::Union(structure::union(
                &context, &mut out, shape, place,
            ))),
            _ => types.extend(enumeration::lower(&context, &mut out, shape, place)),
        }
    }
    violation::unmatched(&context, out.diagnostics);
    deviation::unmatched(&context, out.diagnostics);
    out.statics.unmatched(&context, out.diagnostics);
    // In a run that fails, what would be missing from its result is noise.
    if let Some((shape, _)) = service
        && !out.diagnostics.has_errors()
    {
        if settings.sides.server {
            violation::warn(shape, &out.framework_violations, out.diagnostics);
        }
        if settings.sides.client {
            unsupported::warn(model, shape, out.diagnostics);
            endpoint::warn(shape, out.diagnostics);
            auth::warn(model, shape, out.diagnostics);
        }
    }
    let waiters = match settings.sides.client {
        true => waiter::lower(&context, &operations, &mut out),
        false => Vec::new(),
    };
    let routes = match context.has_bindings() {
        true => Routes::Http(routes),
        false => Routes::Target(targets),
    };
    let endpoints = endpoint::of_service(
        service.map(|(shape, _)| shape),
        context.endpoint_rules.clone(),
        &operations,
    );
    let mut krate = Crate {
        name: settings.name.clone(),
        title: called.title,
        origin: names(origin).join(", "),
        digests: origin
            .iter()
            .map(|source| (source.name.to_string(), source.digest()))
            .collect(),
        runtime: runtime(&settings.runtime),
        docs: service
            .map(|(shape, _)| context.prose.of(&shape.traits))
            .unwrap_or_default(),
        protocol: context.protocol.map(|protocol| protocol.runtime.to_owned()),
        media_type: context
            .protocol
            .map_or("application/json", |protocol| protocol.media_type)
            .to_owned(),
        schema: out.statics.finish(),
        types,
        errors,
        operations,
        client: settings.sides.client.then(|| Client {
            service: called.id,
            version: service
                .map(|(_, service)| service.version.clone())
                .unwrap_or_default(),
            auth: service
                .map(|(shape, _)| auth::of_service(shape))
                .unwrap_or_default(),
            signing_name: service.and_then(|(shape, _)| auth::signing_name(model, shape)),
            endpoints,
        }),
        waiters,
        server: settings.sides.server.then_some(Server {
            name: called.server,
            routes,
        }),
        left_out: service
            .map(|(shape, _)| left_out(shape))
            .unwrap_or_default(),
        protocol_tests: None,
        names: out.names,
    };
    if settings.sides.client {
        pages::lower(&context, &mut krate, out.diagnostics);
    }
    if settings.protocol_tests {
        krate.protocol_tests = protocol_tests::lower(&context, &krate);
    }
    Some(krate)
}

/// The ids of the protocols that can be generated.
pub(crate) fn supported_protocols() -> impl Iterator<Item = &'static str> {
    protocol::SUPPORTED.iter().map(|protocol| protocol.id)
}

fn names<'s>(sources: &[&'s Source]) -> Vec<&'s str> {
    sources.iter().map(|source| &*source.name).collect()
}

/// What the settings say of the runtime, in the words of the crate's description.
fn runtime(runtime: &Runtime) -> rust::Runtime {
    match runtime {
        Runtime::Path(path) => rust::Runtime::Path(path.clone()),
        Runtime::Git { url, rev } => rust::Runtime::Git {
            url: url.clone(),
            rev: rev.clone(),
        },
        Runtime::Version(version) => rust::Runtime::Version(version.clone()),
    }
}

/// The operations that are not there, and why.
fn left_out(service: &Shape) -> Vec<rust::LeftOut> {
    let left_out = service
        .traits
        .get::<LeftOut>()
        .map_or(&[][..], |LeftOut(operations)| operations);
    left_out
        .iter()
        .map(|operation| rust::LeftOut {
            modelled: operation.id.name().to_owned(),
            reason: "an event stream".to_owned(),
        })
        .collect()
}
