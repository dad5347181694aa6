//! A user of everything that a generated crate offers.
//!
//! In: a crate in Rust's words. Out: the text of a program that names each type, reads each field, calls each constructor, setter
//! and method, matches each variant and implements the server's trait; and whether that compiles against another version
//! of the crate. So the verdict on Rust is asked of the compiler itself.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use tinsmith_codegen::rust::{
    Crate, Definition, Field, Module, Operation, Structure, Type, TypePath,
};
use tinsmith_codegen::view;

use crate::process::cargo;
use crate::{versions, workspace};

/// What the program calls the crate.
const CRATE: &str = "used";

/// Whether the user of the old crate compiles against the crate in this folder.
pub(super) fn compiles(old: &Crate, name: &str, krate: &Path) -> Result<bool> {
    let folder = versions::folder().join(format!("users/{name}"));
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies.{CRATE}]\n\
         package = {:?}\npath = {:?}\ndefault-features = false\nfeatures = [\"client\", \"server\"]\n",
        old.name,
        krate.display().to_string(),
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), program(old))?;
    fs::copy(workspace::path("Cargo.lock"), folder.join("Cargo.lock"))?;
    let output = cargo(&["check", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", versions::folder().join("target"))
        .stdin(Stdio::null())
        .output()
        .context("cannot start cargo")?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() {
        true => Ok(true),
        false if said.contains("could not compile `user`") => Ok(false),
        false => bail!("{name}: {said}"),
    }
}

fn program(krate: &Crate) -> String {
    let mut text = String::from(
        "#![allow(warnings)]\nfn clone<T: Clone>() {}\nfn default<T: Default>() {}\nfn equal<T: PartialEq>() {}\n",
    );
    for definition in &krate.types {
        match definition {
            Definition::Structure(of) => structure(&mut text, of),
            Definition::Union(of) => {
                let variants = of.variants.iter();
                let variants = variants.map(|it| (it.name.as_str(), it.ty.as_ref().map(ty)));
                choice(&mut text, &of.path, variants);
            }
            Definition::Enum(of) => {
                let variants = of.variants.iter().map(|it| (it.name.as_str(), None));
                choice(&mut text, &of.path, variants);
            }
            Definition::IntEnum(of) => {
                let variants = of.variants.iter().map(|it| (it.name.as_str(), None));
                choice(&mut text, &of.path, variants);
            }
        }
    }
    krate.errors.iter().for_each(|of| structure(&mut text, of));
    for operation in &krate.operations {
        structure(&mut text, &operation.input);
        structure(&mut text, &operation.output);
        let variants = operation.error.variants.iter();
        let variants = variants.map(|it| (it.name.as_str(), Some(path(&it.error))));
        choice(&mut text, &operation.error.path, variants);
        if krate.client.is_some() {
            call(&mut text, operation);
        }
    }
    for waiter in &krate.waiters {
        let Some(operation) = krate.operations.get(waiter.operation) else {
            continue;
        };
        let body = format!(
            "fn user(client: &{CRATE}::Client, input: {}) {{ client.{}(input, std::time::Duration::ZERO); }}",
            path(&operation.input.path),
            waiter.method
        );
        block(&mut text, &body);
    }
    if let Some(server) = &krate.server {
        let _ = writeln!(
            text,
            "struct Server;\nimpl {CRATE}::server::{} for Server {{",
            server.name
        );
        for operation in &krate.operations {
            let _ = writeln!(
                text,
                "    async fn {}(&self, input: {}, context: {CRATE}::server::Context) -> Result<{}, {}> {{ loop {{}} }}",
                operation.method,
                path(&operation.input.path),
                path(&operation.output.path),
                path(&operation.error.path),
            );
        }
        text.push_str("}\n");
    }
    text
}

/// A `const _` block, so that names do not matter.
fn block(text: &mut String, body: &str) {
    let _ = writeln!(text, "const _: () = {{ {body} }};");
}

fn structure(text: &mut String, of: &Structure) {
    let name = path(&of.path);
    for (bound, is_there) in [
        ("clone", of.cloneable),
        ("default", of.has_default()),
        ("equal", of.comparable),
    ] {
        if is_there {
            block(text, &format!("fn user() {{ {bound}::<{name}>() }}"));
        }
    }
    let required = of.arguments();
    let parameters = required.iter().enumerate();
    let parameters = parameters.map(|(index, field)| format!("a{index}: {}", given(&field.ty)));
    let parameters: Vec<String> = parameters.collect();
    let arguments: Vec<String> = (0..required.len())
        .map(|index| format!("a{index}"))
        .collect();
    block(
        text,
        &format!(
            "fn user({}) -> {name} {{ <{name}>::new({}) }}",
            parameters.join(", "),
            arguments.join(", ")
        ),
    );
    for field in &of.fields {
        let held = match field.optional {
            true => format!("Option<{}>", ty(&field.ty)),
            false => ty(&field.ty),
        };
        block(
            text,
            &format!(
                "fn user(it: &{name}) {{ let _: &{held} = &it.{}; }}",
                field.name
            ),
        );
        setter(text, &name, field);
    }
}

fn setter(text: &mut String, owner: &str, field: &Field) {
    block(
        text,
        &format!(
            "fn user(it: {owner}, value: {}) -> {owner} {{ it.{}(value) }}",
            given(&field.ty),
            field.setter
        ),
    );
}

fn choice<'v>(
    text: &mut String,
    of: &TypePath,
    variants: impl Iterator<Item = (&'v str, Option<String>)>,
) {
    let name = path(of);
    for (variant, held) in variants {
        let body = match held {
            Some(held) => format!(
                "fn user(it: &{name}) {{ if let {name}::{variant}(held) = it {{ let _: &{held} = held; }} }}"
            ),
            None => format!("fn user(it: &{name}) {{ if let {name}::{variant} = it {{}} }}"),
        };
        block(text, &body);
    }
}

fn call(text: &mut String, of: &Operation) {
    let fluent = format!("{CRATE}::client::{}", of.fluent);
    block(
        text,
        &format!(
            "fn user(client: &{CRATE}::Client) -> {fluent} {{ client.{}() }}",
            of.method
        ),
    );
    let (input, output, error) = (
        path(&of.input.path),
        path(&of.output.path),
        path(&of.error.path),
    );
    block(
        text,
        &format!("fn user(it: {fluent}) {{ let _: Option<{input}> = it.build().ok(); }}"),
    );
    block(
        text,
        &format!(
            "async fn user(it: {fluent}) -> Result<{output}, {CRATE}::client::Error<{error}>> {{ it.send().await }}"
        ),
    );
    for field in &of.input.fields {
        setter(text, &fluent, field);
    }
    if let Some(pages) = &of.pages {
        let (kind, bound) = (format!("{CRATE}::tinsmith::client"), &input);
        block(
            text,
            &format!("fn user(it: {fluent}) -> {kind}::Pages<{bound}> {{ it.pages() }}"),
        );
        if pages.items.is_some() {
            block(
                text,
                &format!("fn user(it: {fluent}) -> {kind}::Items<{bound}> {{ it.items() }}"),
            );
        }
    }
}

fn path(of: &TypePath) -> String {
    let module = match of.module {
        Module::Types => "types",
        Module::Error => "error",
        Module::Operation => "operation",
    };
    format!("{CRATE}::{module}::{}", of.name)
}

/// What a caller gives for a value: boxes are made for them.
fn given(of: &Type) -> String {
    match of {
        Type::Boxed(held) => ty(held),
        other => ty(other),
    }
}

fn ty(of: &Type) -> String {
    let outside = |name: &str| match name {
        "HashMap" => "std::collections::HashMap".to_owned(),
        _ => format!("{CRATE}::tinsmith::{name}"),
    };
    view::written(of, &path, &outside)
}
