//! `tinsmith`: the generator's command line, for people with models of their own.
//!
//! In: arguments and files. Out: a crate in a folder, findings on standard error, an outline or a picture on standard output. Exit
//! status 0, 1 when the model or the settings are wrong, 2 when the arguments are; of `diff` 0, 1 when something breaks, 2 when
//! the versions cannot be compared; 141 when nobody reads what is said. A folder is left as it was unless everything
//! generates.

// first, since its macros stand for the standard library's
#[macro_use]
mod print;

mod arguments;
mod compare;
mod relative;
mod runtime;

use std::fs;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use arguments::{Arguments, Findings, Generate, Picture, Side, Task};
use clap::Parser;
use tinsmith_codegen::settings::{Setting, Settings, Sides};
use tinsmith_codegen::{Diagnostics, Generated, Source, generate, plan, view};

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Generate(arguments) => run_generate(&arguments),
        Task::Check { model, format } => run_check(&model, format),
        Task::Graph {
            model,
            operation,
            format,
        } => run_graph(&model, operation.as_deref(), format),
        Task::Outline { model } => run_outline(&model),
        Task::Diff(arguments) => {
            return compare::run(&arguments).unwrap_or_else(|error| {
                eprintln!("error: {error:#}");
                ExitCode::from(2)
            });
        }
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run_generate(arguments: &Generate) -> Result<ExitCode> {
    let mut sources = read_all(&arguments.model)?;
    let models = sources.len();
    let mut diagnostics = Diagnostics::default();
    let settings = settings(arguments, &mut sources, &mut diagnostics)?;
    let Some(settings) = settings else {
        say(&diagnostics, &sources, arguments.format);
        return Ok(ExitCode::FAILURE);
    };
    match generate(&sources[..models], &settings) {
        Ok(Generated {
            files, warnings, ..
        }) => {
            say(&warnings, &sources, arguments.format);
            let summary = files.write(&arguments.out)?;
            eprintln!(
                "{}: {} files written or removed, {} as they were",
                arguments.out.display(),
                summary.differences.len(),
                summary.unchanged
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(diagnostics) => {
            say(&diagnostics, &sources, arguments.format);
            eprintln!("{}: left as it was", arguments.out.display());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The settings file, if there is one, and over it what the command line says.
fn settings(
    arguments: &Generate,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Settings>> {
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => folder_name(&arguments.out)?,
    };
    let mut settings = Settings::new(&name);
    if let Some(file) = &arguments.settings {
        let source = Source::settings(file.display().to_string(), text(file)?);
        let index = u32::try_from(sources.len())?;
        let read = Settings::read(&name, index, &source.text, diagnostics);
        sources.push(source);
        match read {
            Some(read) => settings = read,
            None => return Ok(None),
        }
    }
    if let Some(name) = &arguments.name {
        settings.name.clone_from(name);
    }
    if let Some(operations) = &arguments.operations {
        settings.operations = Some(operations.iter().map(Setting::unplaced).collect());
    }
    if let Some(sides) = &arguments.sides {
        settings.sides = Sides {
            client: sides.contains(&Side::Client),
            server: sides.contains(&Side::Server),
        };
    }
    settings.protocol_tests = arguments.protocol_tests;
    settings.runtime = runtime::place(arguments.runtime.as_ref(), &arguments.out)?;
    Ok(Some(settings))
}

/// Without `--name`, the crate is called as its folder is.
fn folder_name(out: &Path) -> Result<String> {
    let out = std::path::absolute(out)?;
    let name = out
        .file_name()
        .context("--out has no last part to name the crate by: give --name")?;
    Ok(name.to_string_lossy().into_owned())
}

fn run_check(model: &[std::path::PathBuf], format: Findings) -> Result<ExitCode> {
    let sources = read_all(model)?;
    let (diagnostics, code) = match plan(&sources, &Settings::new("check")) {
        Ok(plan) => (plan.warnings, ExitCode::SUCCESS),
        Err(diagnostics) => (diagnostics, ExitCode::FAILURE),
    };
    say(&diagnostics, &sources, format);
    Ok(code)
}

/// For people on standard error, for tools on standard output.
fn say(diagnostics: &Diagnostics, sources: &[Source], format: Findings) {
    match format {
        Findings::Text => eprint!("{}", diagnostics.render(sources, color())),
        Findings::Json => print!("{}", diagnostics.json(sources)),
    }
}

fn run_graph(
    model: &[std::path::PathBuf],
    operation: Option<&str>,
    format: Picture,
) -> Result<ExitCode> {
    let sources = read_all(model)?;
    let mut settings = Settings::new("graph");
    // a picture needs no protocol
    settings.sides = Sides::TYPES;
    let plan = match plan(&sources, &settings) {
        Ok(plan) => plan,
        Err(diagnostics) => {
            say(&diagnostics, &sources, Findings::Text);
            return Ok(ExitCode::FAILURE);
        }
    };
    let Some(graph) = view::graph(&plan.model, operation) else {
        let names: Vec<&str> = view::graph::operation_names(&plan.model).collect();
        bail!(
            "the model has no operation {:?}; it has {}",
            operation.unwrap_or_default(),
            names.join(", ")
        );
    };
    print!(
        "{}",
        match format {
            Picture::Mermaid => graph.mermaid(),
            Picture::Dot => graph.dot(),
            Picture::Svg => graph.svg(),
        }
    );
    Ok(ExitCode::SUCCESS)
}

fn run_outline(model: &[std::path::PathBuf]) -> Result<ExitCode> {
    let sources = read_all(model)?;
    let mut settings = Settings::new("outline");
    // an outline needs no protocol
    settings.sides = Sides::TYPES;
    match plan(&sources, &settings) {
        Ok(plan) => {
            print!("{}", view::outline(&plan.model));
            Ok(ExitCode::SUCCESS)
        }
        Err(diagnostics) => {
            eprint!("{}", diagnostics.render(&sources, color()));
            Ok(ExitCode::FAILURE)
        }
    }
}

fn read_all(files: &[std::path::PathBuf]) -> Result<Vec<Source>> {
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Result<Source> {
    Ok(Source::new(file.display().to_string(), text(file)?))
}

fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn color() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}
