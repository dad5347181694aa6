//! The names of everything that has a place of its own in the crate: types, errors, operations.
//!
//! In: the model. Out: for each structure, union and enum its path and file, for each operation the names of what is made of
//! it. Never looks into a shape; names of members are claimed where members are lowered.
//!
//! Each module (`types`, `error`, `operation`, `client`) is a scope of its own, so that no shape is called otherwise because
//! an operation has the same composed name. Names are claimed in the order of the model.

use std::collections::HashMap;

use super::names::{Case, Claimed, PRELUDE, Scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ShapeId;
use crate::model::{
    Dedicated, Error, Kind, Mixin, Model, Operation, Renamed, Shape, TraitDefinition, Waitable,
};
use crate::rust::{Module, TypePath};

/// Files that mean something to Rust or that Windows cannot have, besides the names of keywords.
const FILES: &[&str] = &["aux", "con", "lib", "main", "nul", "prn"];

/// What the module `client` has besides fluent calls.
const CLIENT: &[&str] = &[
    "Client",
    "Config",
    "ConfigBuilder",
    "ConfigError",
    "Error",
    "ErrorKind",
    "Items",
    "Pages",
    "PresignedRequest",
    "RepeatedToken",
    "Wait",
    "WaitError",
    "WaitErrorKind",
    "Waited",
];

/// The files of the module `client` besides those of operations.
const CLIENT_FILES: &[&str] = &["endpoint", "waiters"];

/// Methods of the client besides operations, and of everything.
const CALLS: &[&str] = &["clone", "default", "into", "new", "presign", "send"];

/// Where a type stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) path: TypePath,
    /// Its file, without `.rs`.
    pub(super) file: String,
    /// Its name in the model; for the input or output of an operation that of the shape which the model gives it.
    pub(super) modelled: String,
    /// The rules beyond case conversion that shaped its name.
    pub(super) rules: Vec<&'static str>,
}

/// What an operation's parts are called.
#[derive(Clone, Debug)]
pub(super) struct OperationNames {
    pub(super) method: Claimed,
    pub(super) file: String,
    pub(super) fluent: Claimed,
    pub(super) error: Claimed,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Paths {
    shapes: HashMap<ShapeId, Place>,
    operations: HashMap<ShapeId, OperationNames>,
    /// The client's methods that wait, by operation and waiter.
    waiters: HashMap<(ShapeId, String), Claimed>,
}

impl Paths {
    /// Where the type of this shape stands; `None` if it has none (a string, a list, ...).
    pub(super) fn shape(&self, id: &ShapeId) -> Option<&Place> {
        self.shapes.get(id)
    }

    /// The names of an operation's parts.
    pub(super) fn operation(&self, id: &ShapeId) -> Option<&OperationNames> {
        self.operations.get(id)
    }

    /// The client's method for a waiter of an operation.
    pub(super) fn waiter(&self, operation: &ShapeId, waiter: &str) -> Option<&Claimed> {
        let key = (operation.clone(), waiter.to_owned());
        self.waiters.get(&key)
    }
}

/// The operations of the model with the structures that are theirs, in the model's order.
pub(super) fn operations(model: &Model) -> impl Iterator<Item = (&Shape, &Operation)> {
    model.shapes.values().filter_map(|shape| match &shape.kind {
        Kind::Operation(operation) => Some((shape, operation)),
        _ => None,
    })
}

/// Whether a type is made of this shape.
pub(super) fn is_type(shape: &Shape) -> bool {
    let named = matches!(
        shape.kind,
        Kind::Structure(_) | Kind::Union(_) | Kind::Enum(_) | Kind::IntEnum(_)
    );
    named
        && !shape.traits.has::<TraitDefinition>()
        && !shape.traits.has::<Mixin>()
        && !is_unit(&shape.id)
}

/// The name that the model gives a shape, before it was renamed or became an operation's own. Names on the wire are this.
pub(super) fn original(shape: &Shape) -> &str {
    let renamed = shape.traits.get::<Renamed>().map(|renamed| &renamed.from);
    let dedicated = || {
        shape
            .traits
            .get::<Dedicated>()
            .and_then(|dedicated| dedicated.from.as_ref())
    };
    renamed.or_else(dedicated).unwrap_or(&shape.id).name()
}

/// Whether this is the structure that stands for nothing.
pub(super) fn is_unit(id: &ShapeId) -> bool {
    id.as_str() == "smithy.api#Unit"
}

/// Settles all names. A name with neither letter nor digit is an error, and has no place.
pub(super) fn settle(model: &Model, diagnostics: &mut Diagnostics) -> Paths {
    let mut settling = Settling {
        types: types(),
        errors: types(),
        operations: types(),
        fluent: Scope::new(Case::Pascal, &[PRELUDE, CLIENT]),
        methods: Scope::new(Case::Snake, &[CALLS]),
        type_files: files(),
        error_files: files(),
        operation_files: Scope::new(Case::Snake, &[FILES, CLIENT_FILES]),
        paths: Paths::default(),
        diagnostics,
    };
    for (shape, operation) in operations(model) {
        settling.operation(model, shape, operation);
    }
    for (shape, _) in operations(model) {
        settling.waiters(shape);
    }
    for shape in model.shapes.values() {
        if is_type(shape) && settling.paths.shape(&shape.id).is_none() {
            settling.data(shape);
        }
    }
    settling.paths
}

fn types() -> Scope {
    Scope::new(Case::Pascal, &[PRELUDE])
}

fn files() -> Scope {
    Scope::new(Case::Snake, &[FILES])
}

/// The name of a file: never raw, since `type.rs` is `mod r#type;`, and never that of the type in it, as that of `_23`
/// would be, since a module and a type that its parent offers are in each other's way.
fn file(scope: &mut Scope, name: &str) -> String {
    match scope.claim(name) {
        Some(claimed) if claimed.ident.starts_with("r#") => format!("{}_", claimed.plain()),
        Some(claimed) if !claimed.ident.contains(char::is_lowercase) => {
            format!("{}_", claimed.ident)
        }
        Some(claimed) => claimed.ident,
        // A name that has been claimed in one scope has words for every other.
        None => String::new(),
    }
}

pub(super) fn labels(claimed: &Claimed) -> Vec<&'static str> {
    claimed.rules.iter().map(|rule| rule.label()).collect()
}

struct Settling<'d> {
    types: Scope,
    errors: Scope,
    operations: Scope,
    fluent: Scope,
    methods: Scope,
    type_files: Scope,
    error_files: Scope,
    operation_files: Scope,
    paths: Paths,
    diagnostics: &'d mut Diagnostics,
}

impl Settling<'_> {
    /// The names of an operation and of what is its own.
    fn operation(&mut self, model: &Model, shape: &Shape, operation: &Operation) {
        let name = shape.id.name();
        let (Some(method), Some(fluent), Some(error)) = (
            self.methods.claim(name),
            self.fluent.claim(name),
            self.operations.claim(&format!("{name} Error")),
        ) else {
            self.nameless(shape);
            return;
        };
        let file = file(&mut self.operation_files, name);
        for (binding, suffix) in [(&operation.input, "Input"), (&operation.output, "Output")] {
            let data = binding
                .as_ref()
                .and_then(|binding| model.get(&binding.target));
            let claimed = self.operations.claim(&format!("{name} {suffix}"));
            if let (Some(data), Some(claimed)) = (data, claimed) {
                let modelled = original(data).to_owned();
                self.place(
                    &data.id,
                    Module::Operation,
                    &claimed,
                    file.clone(),
                    modelled,
                );
            }
        }
        let names = OperationNames {
            method,
            file,
            fluent,
            error,
        };
        self.paths.operations.insert(shape.id.clone(), names);
    }

    /// The methods that wait by calling an operation. One whose name has no words has none, and the model's checks have
    /// said so.
    fn waiters(&mut self, shape: &Shape) {
        let waiters = shape.traits.get::<Waitable>();
        for waiter in waiters.into_iter().flat_map(|Waitable(waiters)| waiters) {
            if let Some(method) = self.methods.claim(&format!("wait until {}", waiter.name)) {
                let key = (shape.id.clone(), waiter.name.clone());
                self.paths.waiters.insert(key, method);
            }
        }
    }

    /// The name of an error or of a type.
    fn data(&mut self, shape: &Shape) {
        let (module, types, files) = if shape.traits.has::<Error>() {
            (Module::Error, &mut self.errors, &mut self.error_files)
        } else {
            (Module::Types, &mut self.types, &mut self.type_files)
        };
        let Some(claimed) = types.claim(shape.id.name()) else {
            self.nameless(shape);
            return;
        };
        // From what was claimed, so that `Job_` or `Job2` stands in a file of that name.
        let file = file(files, claimed.plain());
        self.place(
            &shape.id,
            module,
            &claimed,
            file,
            original(shape).to_owned(),
        );
    }

    fn place(
        &mut self,
        id: &ShapeId,
        module: Module,
        claimed: &Claimed,
        file: String,
        modelled: String,
    ) {
        let name = claimed.ident.clone();
        self.paths.shapes.insert(
            id.clone(),
            Place {
                path: TypePath { module, name },
                file,
                modelled,
                rules: labels(claimed),
            },
        );
    }

    fn nameless(&mut self, shape: &Shape) {
        if self.diagnostics.has_errors() {
            // The model's validation has said it.
            return;
        }
        self.diagnostics.push(
            Diagnostic::error(format!(
                "the name {:?} has neither letter nor digit",
                shape.id.name()
            ))
            .about(&shape.id)
            .at(&shape.at)
            .help("call it otherwise with `rename` in the settings; names on the wire stay"),
        );
    }
}
