//! One model, made into a crate.
//!
//! In: a model. Out: what came of it, counted. The crate itself is dropped, unless it is asked for.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::Result;
use tinsmith_codegen::model::{Model, Protocols};
use tinsmith_codegen::read::read;
use tinsmith_codegen::rust::Name;
use tinsmith_codegen::settings::{Settings, Sides};
use tinsmith_codegen::view::{self, Constraint, Coverage};
use tinsmith_codegen::{
    Diagnostics, Files, Plan, Source, generate, plan_model, supported_protocols,
};

use super::Found;
use super::settings::Catalogue;

/// What came of a model.
pub(crate) struct Made {
    /// The name of its crate.
    pub(crate) name: String,
    /// The service.
    pub(crate) service: String,
    /// The names of the protocols that the service speaks, in its order.
    pub(crate) protocols: Vec<String>,
    /// The size of the model and of what stands beside it, in bytes.
    pub(crate) bytes: usize,
    /// The shapes of the model, the operations among them.
    pub(crate) shapes: usize,
    /// The crate.
    pub(crate) crate_: Crate,
    /// The constraints in the model as it was read.
    pub(crate) constraints: BTreeMap<Constraint, usize>,
    /// What became of them.
    pub(crate) coverage: Coverage,
    /// Traits on which nothing acts.
    pub(crate) idle_traits: BTreeMap<String, usize>,
    /// How strange the names of the model are for Rust.
    pub(crate) strangeness: usize,
    /// Operations that are left out, and why.
    pub(crate) left_out: Vec<(String, String)>,
    /// What was said of it, in one line each.
    pub(crate) warnings: Vec<String>,
    /// What is wrong.
    pub(crate) failures: Vec<String>,
    /// How long it took.
    pub(crate) time: Time,
}

/// The crate of a model.
pub(crate) enum Crate {
    /// It was generated.
    Generated(Size),
    /// The service speaks none of the supported protocols; its types and validators were generated.
    Types(Size),
    /// It should have been generated, and was not.
    Failed,
}

/// How large a crate is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// The operations of the service.
    pub(crate) operations: usize,
    /// The files.
    pub(crate) files: usize,
    /// Their lines.
    pub(crate) lines: usize,
}

/// Seconds.
#[derive(Clone, Copy, Default)]
pub(crate) struct Time {
    /// JSON into shapes.
    pub(crate) read: f64,
    /// Shapes into the description of a crate.
    pub(crate) lower: f64,
    /// That into formatted files.
    pub(crate) emit: f64,
}

impl Time {
    /// All of it.
    pub(crate) fn total(self) -> f64 {
        self.read + self.lower + self.emit
    }
}

/// Makes the crate of a model. `again` makes it twice.
pub(crate) fn make(found: &Found, settings: &Catalogue, again: bool) -> Made {
    let mut made = Made {
        name: found.name.clone(),
        service: found.service.clone(),
        protocols: Vec::new(),
        bytes: 0,
        shapes: 0,
        crate_: Crate::Failed,
        constraints: BTreeMap::new(),
        coverage: Coverage::default(),
        idle_traits: BTreeMap::new(),
        strangeness: 0,
        left_out: Vec::new(),
        warnings: Vec::new(),
        failures: Vec::new(),
        time: Time::default(),
    };
    if let Err(error) = made.run(found, settings, again) {
        made.failures.push(format!("{error:#}"));
    }
    made
}

impl Made {
    /// Whether a crate was generated.
    pub(crate) fn is_generated(&self) -> bool {
        matches!(self.crate_, Crate::Generated(_))
    }

    /// How large what was generated is.
    pub(crate) fn size(&self) -> Option<Size> {
        match self.crate_ {
            Crate::Generated(size) | Crate::Types(size) => Some(size),
            Crate::Failed => None,
        }
    }

    fn run(&mut self, found: &Found, settings: &Catalogue, again: bool) -> Result<()> {
        let sources = found.sources()?;
        let mut settings = settings.of(&self.service, &self.name);
        self.bytes = sources.iter().map(|source| source.text.len()).sum();
        let start = Instant::now();
        let mut diagnostics = Diagnostics::default();
        let Some(model) = read(&sources, &mut diagnostics) else {
            self.failed(&diagnostics, &sources);
            return Ok(());
        };
        self.time.read = start.elapsed().as_secs_f64();
        self.shapes = model.shapes.len();
        self.protocols = protocols(&model);
        self.constraints = view::constraints(&model);
        self.idle_traits = view::idle_traits(&model);
        let is_supported = supported_protocols().any(|id| {
            let id = id.split_once('#').map_or(id, |(_, name)| name);
            self.protocols.iter().any(|protocol| protocol == id)
        });
        if !is_supported {
            settings.sides = Sides::TYPES;
        }
        let start = Instant::now();
        let plan = match plan_model(model, &sources, &settings, diagnostics) {
            Ok(plan) => plan,
            Err(diagnostics) => {
                self.failed(&diagnostics, &sources);
                return Ok(());
            }
        };
        self.time.lower = start.elapsed().as_secs_f64();
        self.planned(&plan);
        let operations = plan.krate.operations.len();
        let start = Instant::now();
        let files = match plan.files() {
            Ok(files) => files,
            Err(diagnostics) => {
                self.failed(&diagnostics, &sources);
                return Ok(());
            }
        };
        self.time.emit = start.elapsed().as_secs_f64();
        let size = Size {
            operations,
            files: files.iter().count(),
            lines: files.iter().map(|(_, text)| text.lines().count()).sum(),
        };
        self.crate_ = match is_supported {
            true => Crate::Generated(size),
            false => Crate::Types(size),
        };
        self.look(&files);
        if again {
            self.repeat(&sources, &settings, &files);
        }
        Ok(())
    }

    fn planned(&mut self, plan: &Plan) {
        self.coverage = view::coverage(&plan.model, &plan.krate);
        self.failures.extend(
            self.coverage
                .missing
                .iter()
                .map(|missing| format!("dropped without a word: {missing}")),
        );
        self.strangeness = plan.krate.names.iter().map(strangeness).sum();
        self.warnings = plan.warnings.iter().map(|it| it.message.clone()).collect();
        self.left_out = plan
            .krate
            .left_out
            .iter()
            .map(|it| (it.modelled.clone(), it.reason.clone()))
            .collect();
    }

    fn failed(&mut self, diagnostics: &Diagnostics, sources: &[Source]) {
        self.failures.push(format!(
            "not generated\n{}",
            diagnostics.render(sources, false)
        ));
    }

    /// What every formatted file is: whole lines without white space at their end, and no tabs.
    fn look(&mut self, files: &Files) {
        for (path, text) in files.iter() {
            let crooked = text.lines().position(|line| {
                line.ends_with([' ', '\t']) && path.ends_with(".rs") || line.contains(['\t', '\r'])
            });
            if let Some(line) = crooked {
                self.failures
                    .push(format!("{path}:{}: white space out of place", line + 1));
            }
            if !text.ends_with('\n') || text.ends_with("\n\n") {
                self.failures
                    .push(format!("{path}: does not end with one line break"));
            }
        }
    }

    /// The same once more, and every file formatted again. Hash maps are seeded anew each time.
    fn repeat(&mut self, sources: &[Source], settings: &Settings, files: &Files) {
        match generate(sources, settings) {
            Ok(second) => {
                let differing = files
                    .iter()
                    .zip(second.files.iter())
                    .find(|(one, other)| one != other);
                if let Some(((path, _), _)) = differing {
                    self.failures
                        .push(format!("{path}: differs in a second run"));
                }
                if files.iter().count() != second.files.iter().count() {
                    self.failures.push("other files in a second run".to_owned());
                }
            }
            Err(_) => self
                .failures
                .push("not generated in a second run".to_owned()),
        }
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            match syn::parse_file(text) {
                Ok(file) => {
                    let again = prettyplease::unparse(&file);
                    // Comments and empty lines between groups of items are the printer's own.
                    let code = |text: &str| -> Vec<String> {
                        let lines = text
                            .lines()
                            .filter(|line| !line.is_empty() && !line.starts_with("//"));
                        lines.map(str::to_owned).collect()
                    };
                    if code(text) != code(&again) {
                        self.failures
                            .push(format!("{path}: changes when it is formatted again"));
                    }
                }
                Err(error) => self.failures.push(format!("{path}: no Rust: {error}")),
            }
        }
    }
}

/// Keywords are everyday; what else needs a rule is not.
fn strangeness(name: &Name) -> usize {
    let of = |rule: &&str| if *rule == "keyword" { 1 } else { 50 };
    name.rules.iter().map(of).sum()
}

/// The names of the protocols of the model's service.
fn protocols(model: &Model) -> Vec<String> {
    let service = model.services().next();
    let protocols = service.and_then(|(shape, _)| shape.traits.get::<Protocols>());
    protocols.map_or_else(Vec::new, |Protocols(protocols)| {
        let name = |id: &str| id.split_once('#').map_or(id, |(_, name)| name).to_owned();
        protocols
            .iter()
            .map(|protocol| name(&protocol.id))
            .collect()
    })
}
