//! What a generated crate promises to those who use it, as plain data.
//!
//! In: the crate in Rust's words. Out: a tree of items: types with their fields, variants and traits, the client's methods,
//! the server's trait, features; each with what of it a caller's code depends on. What follows from an item for sure has
//! none of its own: setters and the setters of fluent calls follow from fields. Never what `#[non_exhaustive]`
//! withholds: that a struct has no further field, an enum no further variant.

use indexmap::IndexMap;

use crate::rust::{
    Crate, Definition, Enum, ErrorEnum, IntEnum, Module, Operation, Structure, Type, TypePath,
    Union,
};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Feature,
    Struct,
    Union,
    Enum,
    IntEnum,
    ErrorEnum,
    Field,
    Constructor,
    Impl,
    Variant,
    ClientMethod,
    ServerTrait,
    ServerMethod,
}

impl Kind {
    /// Whether it is a type of the crate's own.
    pub(super) fn is_type(self) -> bool {
        matches!(
            self,
            Self::Struct | Self::Union | Self::Enum | Self::IntEnum | Self::ErrorEnum
        )
    }

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Struct => "struct",
            Self::Union => "enum of a union",
            Self::Enum => "enum of texts",
            Self::IntEnum => "enum of integers",
            Self::ErrorEnum => "error enum",
            Self::Field => "field",
            Self::Constructor => "constructor",
            Self::Impl => "trait",
            Self::Variant => "variant",
            Self::ClientMethod | Self::ServerMethod => "method",
            Self::ServerTrait => "trait",
        }
    }
}

/// What a caller's code depends on, besides the item's name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Signature<'k> {
    /// Nothing.
    Name,
    /// A field: its type, whether that is in an `Option`, and its setter, which has another name where a method of that
    /// name stands beside it.
    Field {
        ty: &'k Type,
        optional: bool,
        setter: &'k str,
    },
    /// What a variant holds.
    Holds(Option<Type>),
    /// The arguments of `new`, by name and the type that they become.
    Arguments(Vec<(&'k str, &'k Type)>),
    /// The types of a call.
    Call {
        /// The operation in the model.
        operation: &'k str,
        /// The fluent call.
        fluent: &'k str,
        input: &'k TypePath,
        output: &'k TypePath,
        error: &'k TypePath,
    },
    /// Pages: what leads from one to the next.
    Pages(Vec<&'k Type>),
    /// What the pages hold.
    Items(&'k Type),
    /// What is called until something is so.
    Wait(&'k TypePath),
    /// The types of a method that implementors write.
    Method {
        operation: &'k str,
        input: &'k TypePath,
        output: &'k TypePath,
        error: &'k TypePath,
    },
}

/// An item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item<'k> {
    pub(super) kind: Kind,
    pub(super) path: String,
    /// What it is in the model: a shape, and a member of it.
    pub(super) modelled: (&'k str, Option<&'k str>),
    pub(super) signature: Signature<'k>,
    pub(super) parts: Vec<Item<'k>>,
}

impl<'k> Item<'k> {
    fn new(kind: Kind, path: String, shape: &'k str) -> Self {
        Self {
            kind,
            path,
            modelled: (shape, None),
            signature: Signature::Name,
            parts: Vec::new(),
        }
    }

    fn part(&mut self, kind: Kind, name: &str, member: Option<&'k str>, signature: Signature<'k>) {
        self.parts.push(Self {
            kind,
            path: format!("{}::{name}", self.path),
            modelled: (self.modelled.0, member),
            signature,
            parts: Vec::new(),
        });
    }

    /// What tells it apart from its neighbours. Kinds of types share their paths; a field and a method may share a name.
    fn key(&self) -> (Option<Kind>, &str) {
        let kind = (!self.kind.is_type()).then_some(self.kind);
        (kind, &self.path)
    }
}

/// Items by what tells them apart.
pub(super) fn by_key<'i, 'k>(
    items: &'i [Item<'k>],
) -> IndexMap<(Option<Kind>, &'i str), &'i Item<'k>> {
    items.iter().map(|item| (item.key(), item)).collect()
}

/// Everything that a crate promises.
pub(super) fn surface(krate: &Crate) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = features(krate)
        .into_iter()
        .map(|feature| Item::new(Kind::Feature, feature.to_owned(), ""))
        .collect();
    items.extend(krate.types.iter().map(|definition| match definition {
        Definition::Structure(of) => structure(of),
        Definition::Union(of) => union(of),
        Definition::Enum(of) => enumeration(of),
        Definition::IntEnum(of) => int_enumeration(of),
    }));
    items.extend(krate.errors.iter().map(structure));
    for operation in &krate.operations {
        items.extend([structure(&operation.input), structure(&operation.output)]);
        items.push(error_enum(&operation.error, &operation.modelled));
    }
    if krate.client.is_some() {
        items.extend(krate.operations.iter().flat_map(client_methods));
        items.extend(krate.waiters.iter().filter_map(|waiter| {
            let operation = krate.operations.get(waiter.operation)?;
            let path = format!("Client::{}", waiter.method);
            let signature = Signature::Wait(&operation.input.path);
            Some(Item {
                signature,
                ..Item::new(Kind::ClientMethod, path, &operation.modelled)
            })
        }));
    }
    if let Some(server) = &krate.server {
        let mut of = Item::new(
            Kind::ServerTrait,
            format!("server::{}", server.name),
            &server.name,
        );
        for operation in &krate.operations {
            of.part(
                Kind::ServerMethod,
                &operation.method,
                None,
                Signature::Method {
                    operation: &operation.modelled,
                    input: &operation.input.path,
                    output: &operation.output.path,
                    error: &operation.error.path,
                },
            );
            if let Some(method) = of.parts.last_mut() {
                method.modelled = (&operation.modelled, None);
            }
        }
        items.push(of);
    }
    items
}

fn features(krate: &Crate) -> Vec<&'static str> {
    let mut features = vec!["serde"];
    if let Some(client) = &krate.client {
        features.extend(["default", "client", "transport", "tracing"]);
        if client.signing_name.is_some() {
            features.push("aws-config");
        }
    }
    if krate.server.is_some() {
        features.push("server");
    }
    features
}

/// A path as users of the crate write it.
pub(super) fn path(of: &TypePath) -> String {
    let module = match of.module {
        Module::Types => "types",
        Module::Error => "error",
        Module::Operation => "operation",
    };
    format!("{module}::{}", of.name)
}

fn structure(of: &Structure) -> Item<'_> {
    let mut item = Item::new(Kind::Struct, path(&of.path), &of.modelled);
    let impls = [
        ("Clone", of.cloneable),
        ("Default", of.has_default()),
        ("PartialEq", of.comparable),
    ];
    for (name, _) in impls.iter().filter(|(_, is_there)| *is_there) {
        item.part(Kind::Impl, name, None, Signature::Name);
    }
    let arguments = of.arguments().into_iter();
    let arguments = arguments.map(|field| (field.name.as_str(), argument(&field.ty)));
    item.part(
        Kind::Constructor,
        "new",
        None,
        Signature::Arguments(arguments.collect()),
    );
    for field in &of.fields {
        item.part(
            Kind::Field,
            &field.name,
            Some(&field.schema.name),
            Signature::Field {
                ty: &field.ty,
                optional: field.optional,
                setter: &field.setter,
            },
        );
    }
    item
}

/// What a caller gives for a value of this type: boxes are made for them.
fn argument(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(held) => held,
        other => other,
    }
}

fn union(of: &Union) -> Item<'_> {
    let mut item = Item::new(Kind::Union, path(&of.path), &of.modelled);
    for variant in &of.variants {
        let signature = Signature::Holds(variant.ty.clone());
        item.part(
            Kind::Variant,
            &variant.name,
            Some(&variant.schema.name),
            signature,
        );
    }
    item
}

fn enumeration(of: &Enum) -> Item<'_> {
    let mut item = Item::new(Kind::Enum, path(&of.path), &of.modelled);
    for variant in &of.variants {
        let signature = Signature::Holds(None);
        item.part(
            Kind::Variant,
            &variant.name,
            Some(&variant.value),
            signature,
        );
    }
    item
}

fn int_enumeration(of: &IntEnum) -> Item<'_> {
    let mut item = Item::new(Kind::IntEnum, path(&of.path), &of.modelled);
    for variant in &of.variants {
        let signature = Signature::Holds(None);
        item.part(Kind::Variant, &variant.name, None, signature);
    }
    item
}

fn error_enum<'k>(of: &'k ErrorEnum, operation: &'k str) -> Item<'k> {
    let mut item = Item::new(Kind::ErrorEnum, path(&of.path), operation);
    for variant in &of.variants {
        let signature = Signature::Holds(Some(Type::Named(variant.error.clone())));
        item.part(Kind::Variant, &variant.name, None, signature);
    }
    item
}

/// The method that makes a fluent call, and what the call does besides being sent.
fn client_methods(of: &Operation) -> Vec<Item<'_>> {
    let method = |path: String, signature| Item {
        signature,
        ..Item::new(Kind::ClientMethod, path, &of.modelled)
    };
    let call = Signature::Call {
        operation: &of.modelled,
        fluent: &of.fluent,
        input: &of.input.path,
        output: &of.output.path,
        error: &of.error.path,
    };
    let mut methods = vec![method(format!("Client::{}", of.method), call)];
    if let Some(pages) = &of.pages {
        let tokens = pages.tokens.iter().map(|token| &token.ty).collect();
        let path = format!("client::{}::pages", of.fluent);
        methods.push(method(path, Signature::Pages(tokens)));
        methods.extend(pages.items.as_ref().map(|items| {
            let path = format!("client::{}::items", of.fluent);
            method(path, Signature::Items(&items.ty))
        }));
    }
    methods
}

/// A type as users of the crate write it.
pub(super) fn written(of: &Type) -> String {
    crate::view::written(of, &path, &str::to_owned)
}
