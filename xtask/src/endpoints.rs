//! `cargo xtask endpoints`: botocore's endpoint tests against compiled endpoint rules.
//!
//! In: the rule sets and endpoint tests of botocore's source distribution. Out: counts, and each test that failed. All rule
//! sets are compiled by the generator; those of [`chosen`] services, or all of them, are compiled by rustc too, into one
//! crate below `target/endpoints`, and resolve the tests' parameters. How many tests there have to be is counted from the
//! JSON alone. No test is left out.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tinsmith_codegen::settings::{Settings, Sides};
use tinsmith_codegen::{Source, generate};

use crate::process::{cargo, run as run_command};
use crate::steps::Outcome;
use crate::{conformance, workspace};

/// What is asked of a run.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// Run the tests of all services, not of forty
    #[arg(long)]
    all: bool,
    /// The folder of botocore's source distribution; it is downloaded unless given
    #[arg(long)]
    source: Option<PathBuf>,
}

/// How many services are chosen at least.
const CHOSEN: usize = 40;

/// Parameters that the rules of every service have.
const COMMON: [&str; 4] = ["Endpoint", "Region", "UseDualStack", "UseFIPS"];

/// The rules of one service, compiled.
struct Service {
    name: String,
    /// The file of the generated module.
    module: String,
    /// The tests, where there are any.
    tests: Option<PathBuf>,
    /// The rules have parameters that not all rules have.
    special: bool,
}

/// Runs the tests.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if let Outcome::Skipped(what) = check(arguments)? {
        println!("skipped: {what}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the tests as a step; an error, if one fails.
pub(crate) fn check(arguments: &Arguments) -> Result<Outcome> {
    let source = match &arguments.source {
        Some(folder) => folder.clone(),
        None => match conformance::botocore::distribution()? {
            Some(folder) => folder,
            None => {
                return Ok(Outcome::Skipped(
                    "botocore's endpoint tests: python3 is not on this machine, and they come from PyPI"
                        .to_owned(),
                ));
            }
        },
    };
    let services = compiled(&source)?;
    println!("{} rule sets became Rust", services.len());
    let chosen = chosen(services, arguments.all);
    let crate_folder = workspace::target("endpoints");
    write_crate(&crate_folder, &chosen)?;
    let mut tests = Vec::new();
    let mut cases = 0;
    for service in &chosen {
        if let Some(file) = &service.tests {
            cases += count(file)?;
            tests.push(json!({ "service": service.name, "file": file }));
        }
    }
    let tests = json!({
        "partitions": source.join("botocore/data/partitions.json"),
        "tests": tests,
        "cases": cases,
    });
    fs::write(crate_folder.join("tests.json"), tests.to_string())?;
    // It fails unless it judges as many.
    let mut judge = cargo(&["run", "--quiet", "--", "tests.json"]);
    run_command(
        judge
            .current_dir(&crate_folder)
            .env("RUSTFLAGS", "--deny warnings"),
    )?;
    Ok(Outcome::Passed)
}

/// The newest rule set of each service, compiled.
fn compiled(source: &Path) -> Result<Vec<Service>> {
    let mut services = Vec::new();
    let mut failures = Vec::new();
    for folder in sorted(&source.join("botocore/data"))? {
        if !folder.is_dir() {
            continue;
        }
        let name = file_name(&folder);
        let versions = sorted(&folder)?;
        let newest = versions
            .iter()
            .rev()
            .find(|version| version.join("endpoint-rule-set-1.json").is_file());
        let Some(newest) = newest else { continue };
        match compile(&name, newest) {
            Ok((module, special)) => {
                let tests = source.join(format!(
                    "tests/functional/endpoint-rules/{name}/endpoint-tests-1.json"
                ));
                services.push(Service {
                    name,
                    module,
                    tests: tests.is_file().then_some(tests),
                    special,
                });
            }
            Err(error) => failures.push(format!("{error:#}")),
        }
    }
    ensure!(failures.is_empty(), "{}", failures.join("\n"));
    ensure!(
        !services.is_empty(),
        "{} has no rule sets",
        source.display()
    );
    Ok(services)
}

/// The text of the module, and whether the rules have parameters of their own. What the service speaks says nothing about
/// where it is: beside its rules stands a model without operations.
fn compile(name: &str, folder: &Path) -> Result<(String, bool)> {
    let read = |file: &str| -> Result<String> {
        let file = folder.join(file);
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    let rules = read("endpoint-rule-set-1.json")?;
    let model: Value = serde_json::from_str(&read("service-2.json")?)?;
    let mut metadata = model["metadata"].clone();
    if let Some(metadata) = metadata.as_object_mut() {
        metadata.remove("protocols");
        metadata.insert("protocol".to_owned(), json!("rest-json"));
    }
    let model = json!({ "version": "2.0", "metadata": metadata, "operations": {}, "shapes": {} });
    let parsed: Value = serde_json::from_str(&rules)?;
    let parameters = parsed["parameters"].as_object();
    let special = parameters.is_some_and(|it| it.keys().any(|key| !COMMON.contains(&&**key)));
    let sources = [
        Source::new(format!("{name}/service-2.json"), model.to_string()),
        Source::new(format!("{name}/endpoint-rule-set-1.json"), rules),
    ];
    let mut settings = Settings::new(name);
    settings.sides = Sides {
        client: true,
        server: false,
    };
    match generate(&sources, &settings) {
        Ok(generated) => {
            let module = generated.files.get("src/client/endpoint.rs");
            let module = module.with_context(|| format!("{name} has no module for its rules"))?;
            Ok((module.to_owned(), special))
        }
        Err(diagnostics) => bail!("{name}:\n{}", diagnostics.render(&sources, false)),
    }
}

/// Those whose rules have parameters of their own, and others, evenly from the alphabet, up to [`CHOSEN`].
fn chosen(services: Vec<Service>, all: bool) -> Vec<Service> {
    let tested: Vec<Service> = services
        .into_iter()
        .filter(|service| service.tests.is_some())
        .collect();
    if all {
        return tested;
    }
    let (mut chosen, others): (Vec<_>, Vec<_>) =
        tested.into_iter().partition(|service| service.special);
    let more = CHOSEN.saturating_sub(chosen.len()).max(1);
    let step = others.len().div_ceil(more).max(1);
    chosen.extend(others.into_iter().step_by(step));
    chosen
}

/// One crate of all modules, with the judge as its program.
fn write_crate(folder: &Path, services: &[Service]) -> Result<()> {
    let modules = folder.join("src/services");
    if modules.exists() {
        fs::remove_dir_all(&modules)?;
    }
    fs::create_dir_all(&modules)?;
    let mut list = String::from("use tinsmith::generated::endpoint::ResolveEndpoint;\n\n");
    let mut table = String::from("\npub const ALL: &[(&str, ResolveEndpoint)] = &[\n");
    for (number, service) in services.iter().enumerate() {
        let name = &service.name;
        fs::write(modules.join(format!("{name}.rs")), &service.module)?;
        let _ = writeln!(
            list,
            "#[path = \"services/{name}.rs\"]\nmod service_{number};"
        );
        let _ = writeln!(table, "    ({name:?}, service_{number}::resolve),");
    }
    fs::write(folder.join("src/services.rs"), list + &table + "];\n")?;
    let judge = fs::read_to_string(workspace::path("tests/endpoints/judge.rs"))?;
    fs::write(folder.join("src/main.rs"), judge)?;
    let runtime = workspace::path("runtime");
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"endpoints\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             serde_json = \"1\"\ntinsmith = {{ path = {:?}, default-features = false, features = [\"client\"] }}\n",
            runtime.display().to_string()
        ),
    )?;
    fs::copy(workspace::path("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

/// How many tests a file has.
fn count(file: &Path) -> Result<usize> {
    let text = fs::read_to_string(file)?;
    let tests: Value =
        serde_json::from_str(&text).with_context(|| format!("in {}", file.display()))?;
    tests["testCases"]
        .as_array()
        .map(Vec::len)
        .with_context(|| format!("{} has no tests", file.display()))
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut entries: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    entries.sort();
    Ok(entries)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
