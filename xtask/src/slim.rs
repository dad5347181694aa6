//! `cargo xtask slim`: what the setting `operations` saves.
//!
//! In: a service of botocore, and some of its operations. Out: a table of the whole crate beside the one with these operations
//! alone: its size, and what it takes to compile it and a program that calls one of them. What is compiled stays below
//! `target/slim`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use tinsmith_codegen::settings::{Runtime, Setting, Settings};
use tinsmith_codegen::{Generated, generate};

use crate::bench::cold::{self, Built};
use crate::bench::machine;
use crate::catalogue::find;
use crate::catalogue::process_cost::of_ended_children;
use crate::process::{self, cargo};
use crate::{models, python, workspace};

/// What the command takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The service, by the name of its folder
    #[arg(long, default_value = "sagemaker", value_name = "NAME")]
    service: String,
    /// The operations to keep; the program calls the first of them
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "A,B",
        default_value = "DescribeEndpoint,ListEndpoints,CreateEndpoint,UpdateEndpoint,DeleteEndpoint"
    )]
    operations: Vec<String>,
    /// The folder of the models, `<service>/<version>/service-2.json[.gz]` [default: those of the pinned botocore, from
    /// PyPI]
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

/// The package of the program.
const PROGRAM: &str = "program";

/// A crate of the service, and what it takes.
struct Row {
    /// Whether it has all operations.
    is_whole: bool,
    operations: usize,
    shapes: usize,
    files: usize,
    lines: usize,
    check: Cost,
    release: Cost,
    built: Built,
}

/// What a command took.
#[derive(Clone, Copy)]
struct Cost {
    /// From its start to its end.
    seconds: f64,
    /// Of all processors together, where the system says.
    processors: Option<f64>,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1}", self.seconds)?;
        match self.processors {
            Some(processors) => write!(f, " ({processors:.1})"),
            None => Ok(()),
        }
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let models = match &arguments.models {
        Some(folder) => folder.clone(),
        None => python::botocore_models()?.context(
            "botocore's models: python3 is not on this machine, and they come from PyPI; give a folder with --models",
        )?,
    };
    if arguments.operations.is_empty() {
        bail!("--operations names none: the program calls the first one");
    }
    let models = find::models(&models, std::slice::from_ref(&arguments.service))?;
    let newest = models
        .iter()
        .find(|model| model.name == arguments.service)
        .with_context(|| format!("no model of {:?}", arguments.service))?;
    let sources = newest.sources()?;
    let mut rows = Vec::new();
    for is_whole in [true, false] {
        let mut settings = Settings::new(&*arguments.service);
        settings.runtime = Runtime::Path(workspace::path("runtime").display().to_string());
        if !is_whole {
            let chosen = arguments.operations.iter().map(Setting::unplaced);
            settings.operations = Some(chosen.collect());
        }
        match generate(&sources, &settings) {
            Ok(generated) => rows.push(measured(is_whole, &generated, arguments)?),
            Err(diagnostics) => bail!("{}", diagnostics.render(&sources, false)),
        }
    }
    print!("{}", table(&rows, arguments));
    Ok(ExitCode::SUCCESS)
}

/// Writes and compiles a crate and its program.
fn measured(is_whole: bool, generated: &Generated, arguments: &Arguments) -> Result<Row> {
    let name = &generated.krate.name;
    let folder = workspace::target("slim").join(if is_whole { "whole" } else { "few" });
    generated.files.write(&folder.join(name))?;
    write_program(&folder.join(PROGRAM), generated, &arguments.operations[0])?;
    models::write_workspace(&folder, &[name, PROGRAM])?;
    let target = workspace::target("slim").join("target");
    let in_folder = |verb: &[&str]| {
        let mut command = cargo(verb);
        command
            .args(["--quiet", "--package", name])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", &target)
            // as for a dependency, which is compiled once
            .env("CARGO_INCREMENTAL", "0");
        process::run(&mut command)
    };
    // what the crate needs is there before it is measured
    in_folder(&["check"])?;
    in_folder(&["clean"])?;
    let ((), check) = timed(|| in_folder(&["check"]))?;
    let (built, release) = timed(|| cold::build(&folder, PROGRAM))?;
    Ok(Row {
        is_whole,
        operations: generated.krate.operations.len(),
        shapes: generated.model.shapes.len(),
        files: generated.files.iter().count(),
        lines: generated
            .files
            .iter()
            .map(|(_, text)| text.lines().count())
            .sum(),
        check,
        release: Cost {
            seconds: built.seconds(),
            ..release
        },
        built,
    })
}

fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, Cost)> {
    let (start, before) = (Instant::now(), of_ended_children());
    let done = work()?;
    let seconds = start.elapsed().as_secs_f64();
    let processors = of_ended_children()
        .zip(before)
        .map(|(now, then)| now - then);
    Ok((
        done,
        Cost {
            seconds,
            processors,
        },
    ))
}

/// A program that calls one operation and prints the answer.
fn write_program(folder: &Path, generated: &Generated, operation: &str) -> Result<()> {
    let krate = &generated.krate;
    let called = krate
        .operations
        .iter()
        .find(|it| it.modelled == operation)
        .with_context(|| format!("{} has no operation {operation:?}", krate.name))?;
    let (package, method) = (&krate.name, &called.method);
    let library = package.replace('-', "_");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = {PROGRAM:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             {package} = {{ path = \"../{package}\" }}\n\
             tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }}\n"
        ),
    )?;
    fs::write(
        folder.join("src/main.rs"),
        format!(
            "#[tokio::main(flavor = \"current_thread\")]\n\
             async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
                 let config = {library}::client::Config::from_environment().build()?;\n    \
                 let output = {library}::Client::new(config).{method}().send().await?;\n    \
                 println!(\"{{output:?}}\");\n    \
                 Ok(())\n\
             }}\n"
        ),
    )?;
    Ok(())
}

fn table(rows: &[Row], arguments: &Arguments) -> String {
    let mut text = String::from(
        "| operations | shapes | files | lines | `cargo check` of the crate, s | release build of the program, s | program, MB |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let which = match row.is_whole {
            true => "all ",
            false => "",
        };
        let _ = writeln!(
            text,
            "| {which}{} | {} | {} | {} | {} | {} | {:.2} |",
            row.operations,
            row.shapes,
            row.files,
            row.lines,
            row.check,
            row.release,
            row.built.megabytes(),
        );
    }
    let _ = writeln!(
        text,
        "\n{} of the pinned botocore, with {}; the program calls {}. In parentheses: seconds of all processors together.",
        arguments.service,
        arguments.operations.join(", "),
        arguments.operations[0],
    );
    let machine = machine::describe();
    let machine = machine
        .iter()
        .map(String::as_str)
        .filter(|line| !line.starts_with("valgrind"));
    let _ = writeln!(
        text,
        "Measured on {}.",
        machine.collect::<Vec<_>>().join("; ")
    );
    text
}
