//! The public API of a generated crate, as a listing.
//!
//! In: the crate in Rust's words. Out: a line per public item. A test holds the listing against the generated files, so
//! it cannot drift from what users get.

use std::fmt::Write as _;

use super::written::written;
use crate::rust::{
    Crate, Definition, Enum, ErrorEnum, Field, IntEnum, Module, Operation, Structure, Type,
    TypePath, Union, Waiter,
};

/// The listing. A field's line ends with what its setter takes: `job_id: Option<String> <- impl Into<String>`.
#[must_use]
pub fn api(krate: &Crate) -> String {
    let mut text = String::new();
    module(&mut text, "types", |text| {
        for definition in &krate.types {
            match definition {
                Definition::Structure(of) => structure(text, of),
                Definition::Union(of) => union(text, of),
                Definition::Enum(of) => enumeration(text, of),
                Definition::IntEnum(of) => int_enumeration(text, of),
            }
        }
    });
    module(&mut text, "error", |text| {
        krate.errors.iter().for_each(|of| structure(text, of))
    });
    module(&mut text, "operation", |text| {
        for operation in &krate.operations {
            structure(text, &operation.input);
            structure(text, &operation.output);
            error(text, &operation.error);
        }
    });
    if krate.client.is_some() {
        module(&mut text, "client", |text| {
            krate.operations.iter().for_each(|of| call(text, of));
            krate.waiters.iter().for_each(|of| wait(text, krate, of));
        });
    }
    if let Some(server) = &krate.server {
        module(&mut text, "server", |text| {
            let _ = writeln!(text, "  trait {}", server.name);
            for of in &krate.operations {
                let (input, output, error) = (
                    &of.input.path.name,
                    &of.output.path.name,
                    &of.error.path.name,
                );
                let _ = writeln!(
                    text,
                    "    {}(&self, {input}, Context) -> Result<{output}, {error}>",
                    of.method
                );
            }
        });
    }
    text
}

fn module(text: &mut String, name: &str, items: impl FnOnce(&mut String)) {
    if !text.is_empty() {
        text.push('\n');
    }
    let _ = writeln!(text, "mod {name}");
    items(text);
}

fn structure(text: &mut String, of: &Structure) {
    let _ = writeln!(text, "  struct {}", of.path.name);
    let arguments = of.arguments().into_iter();
    let parameters: Vec<String> = arguments.map(|field| parameter(&field.ty)).collect();
    let _ = writeln!(text, "    new({})", parameters.join(", "));
    for field in &of.fields {
        field_line(text, field);
    }
}

fn field_line(text: &mut String, field: &Field) {
    let ty = ty(&field.ty);
    let ty = if field.optional {
        format!("Option<{ty}>")
    } else {
        ty
    };
    let setter = if field.setter == field.name {
        String::new()
    } else {
        format!("{} ", field.setter)
    };
    let _ = writeln!(
        text,
        "    {}: {ty} <- {setter}{}",
        field.name,
        parameter(&field.ty)
    );
}

fn union(text: &mut String, of: &Union) {
    let _ = writeln!(text, "  enum {}", of.path.name);
    for variant in &of.variants {
        match &variant.ty {
            Some(held) => {
                let _ = writeln!(text, "    {}({})", variant.name, ty(held));
            }
            None => {
                let _ = writeln!(text, "    {}", variant.name);
            }
        }
    }
    let _ = writeln!(text, "    {}", of.unknown);
}

fn enumeration(text: &mut String, of: &Enum) {
    let _ = writeln!(text, "  enum {}", of.path.name);
    for variant in &of.variants {
        let _ = writeln!(text, "    {} = {:?}", variant.name, variant.value);
    }
    let _ = writeln!(text, "    {}(String)", of.unknown);
}

fn int_enumeration(text: &mut String, of: &IntEnum) {
    let _ = writeln!(text, "  enum {}", of.path.name);
    for variant in &of.variants {
        let _ = writeln!(text, "    {} = {}", variant.name, variant.value);
    }
    let _ = writeln!(text, "    {}(i32)", of.unknown);
}

fn error(text: &mut String, of: &ErrorEnum) {
    let _ = writeln!(text, "  enum {}", of.path.name);
    for variant in &of.variants {
        let _ = writeln!(text, "    {}({})", variant.name, variant.error.name);
    }
    let _ = writeln!(text, "    {}(OtherError)", of.other);
}

fn call(text: &mut String, of: &Operation) {
    let _ = writeln!(text, "  struct {} <- Client::{}", of.fluent, of.method);
    for field in &of.input.fields {
        let _ = writeln!(text, "    {}({})", field.setter, parameter(&field.ty));
    }
    let (input, output, error) = (
        &of.input.path.name,
        &of.output.path.name,
        &of.error.path.name,
    );
    let _ = writeln!(text, "    build() -> Result<{input}, MissingMembers>");
    let _ = writeln!(text, "    send() -> Result<{output}, Error<{error}>>");
    if let Some(pages) = &of.pages {
        let _ = writeln!(text, "    pages() -> Pages<{input}>");
        if pages.items.is_some() {
            let _ = writeln!(text, "    items() -> Items<{input}>");
        }
    }
}

fn wait(text: &mut String, krate: &Crate, of: &Waiter) {
    let Some(operation) = krate.operations.get(of.operation) else {
        return;
    };
    let input = &operation.input.path.name;
    let _ = writeln!(
        text,
        "  Client::{}({input}, Duration) -> Wait<{input}>",
        of.method
    );
}

/// A type as the listing names it; types of other modules carry theirs.
fn ty(of: &Type) -> String {
    let named = |path: &TypePath| match path.module {
        Module::Error => format!("error::{}", path.name),
        Module::Types | Module::Operation => path.name.clone(),
    };
    written(of, &named, &str::to_owned)
}

/// What a setter takes.
fn parameter(of: &Type) -> String {
    match of {
        Type::Vec(item) => format!("impl IntoIterator<Item = {}>", convertible(item)),
        Type::Map(key, value) => format!(
            "impl IntoIterator<Item = ({}, {})>",
            convertible(key),
            convertible(value)
        ),
        Type::Boxed(held) => ty(held),
        other => convertible(other),
    }
}

fn convertible(of: &Type) -> String {
    match of {
        Type::String | Type::Blob | Type::Document | Type::ByteStream => {
            format!("impl Into<{}>", ty(of))
        }
        other => ty(other),
    }
}
