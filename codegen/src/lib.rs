//! Tinsmith's generator: the text of a service model in, the files of a Rust crate out.
//!
//! One road, walked once: [`mod@read`], [`model`], [`mod@transform`], [`knowledge`], `lower`, [`rust`], `emit`, [`output`]; see
//! [`generate`]. All of it is a function of its input: no clock, no disk, no environment. Only [`output::Files`] can be
//! written to a folder, by who wants that.

mod cases;
pub mod diagnostic;
mod docs;
mod emit;
mod endpoint;
pub mod id;
mod jmespath;
pub mod knowledge;
mod lower;
pub mod model;
pub mod output;
mod pattern;
pub mod read;
pub mod rust;
pub mod settings;
pub mod source;
pub mod transform;
pub mod view;

pub use diagnostic::Diagnostics;
pub use output::Files;
pub use settings::Settings;
pub use source::Source;

use diagnostic::Severity;
use emit::{Content, Part};
use knowledge::Knowledge;
use model::Model;
use output::Printer;
use read::read;
use settings::Sides;
use transform::transform;

/// What is decided about a model, before it is written down as code.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The model as it is generated: of one service, each operation with an input and an output of its own.
    pub model: Model,
    /// The crate, in Rust's words.
    pub krate: rust::Crate,
    /// What was left out or assumed.
    pub warnings: Diagnostics,
}

/// A generated crate.
#[derive(Clone, Debug)]
pub struct Generated {
    /// Its files.
    pub files: Files,
    /// The model as it is generated: of one service, each operation with an input and an output of its own.
    pub model: Model,
    /// The crate, in Rust's words.
    pub krate: rust::Crate,
    /// What was left out or assumed.
    pub warnings: Diagnostics,
}

/// Generates a crate from the documents of a model.
///
/// # Errors
///
/// All findings, warnings among them, if one of them forbids generating.
pub fn generate(sources: &[Source], settings: &Settings) -> Result<Generated, Diagnostics> {
    let plan = plan(sources, settings)?;
    Ok(Generated {
        files: plan.files()?,
        model: plan.model,
        krate: plan.krate,
        warnings: plan.warnings,
    })
}

/// Does what [`generate`] does, but for the code: reads a model and decides all there is to decide.
///
/// # Errors
///
/// All findings, warnings among them, if one of them forbids generating.
pub fn plan(sources: &[Source], settings: &Settings) -> Result<Plan, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    match read(sources, &mut diagnostics) {
        Some(model) => plan_model(model, sources, settings, diagnostics),
        None => Err(diagnostics),
    }
}

/// Does what [`plan`] does, with a model that was [read](read()) from these sources and what was found on the way.
///
/// # Errors
///
/// All findings, those that came in among them, if one of them forbids generating.
pub fn plan_model(
    model: Model,
    sources: &[Source],
    settings: &Settings,
    mut diagnostics: Diagnostics,
) -> Result<Plan, Diagnostics> {
    // Errors end the run only when everything has been looked at, so that all of them are told at once.
    if !model.validate(&mut diagnostics) {
        return Err(diagnostics);
    }
    let model = transform(model, settings, &mut diagnostics);
    match settings.sides {
        Sides { server: true, .. } => model.validate_routes(Severity::Error, &mut diagnostics),
        Sides { client: true, .. } => model.validate_routes(Severity::Warning, &mut diagnostics),
        _ => {}
    }
    let knowledge = Knowledge::new(&model);
    let models: Vec<&Source> = sources
        .iter()
        .filter(|source| source.content == source::Content::Model)
        .collect();
    let krate = lower::lower(&model, &knowledge, settings, &models, &mut diagnostics);
    match krate {
        Some(krate) if !diagnostics.has_errors() => Ok(Plan {
            model,
            krate,
            warnings: diagnostics,
        }),
        _ => Err(diagnostics),
    }
}

impl Plan {
    /// Writes the crate down as code.
    ///
    /// # Errors
    ///
    /// When something that was to be Rust is none: an error of the generator.
    pub fn files(&self) -> Result<Files, Diagnostics> {
        print(&self.krate, view::graph::for_readme(&self.model).as_deref())
    }
}

/// The ids of the protocols for which clients and servers can be generated.
pub fn supported_protocols() -> impl Iterator<Item = &'static str> {
    lower::supported_protocols()
}

/// The files of a crate, formatted; `picture` is Mermaid for its README.
fn print(krate: &rust::Crate, picture: Option<&str>) -> Result<Files, Diagnostics> {
    let mut printer = Printer::new(&krate.origin);
    for file in emit::files(krate, picture) {
        match file.content {
            Content::Rust(groups) => printer.rust(file.path, groups),
            Content::Toml(text) => printer.toml(file.path, &text),
            Content::Markdown(parts) => {
                let mut text = String::new();
                for part in parts {
                    match part {
                        Part::Text(part) => text.push_str(&part),
                        Part::Code(info, groups) => {
                            let code = printer.code(&file.path, groups);
                            text.push_str(&format!("```{info}\n{code}```\n"));
                        }
                    }
                }
                printer.markdown(file.path, &text);
            }
        }
    }
    printer.finish()
}
