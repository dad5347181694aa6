//! What the user asks for: `model/services.toml`, or the settings of one crate.
//!
//! In: the text of a settings file. Out: [`Settings`], each with its place, so that one that matches nothing can say where
//! it stands. Never looks at a model: who uses a setting says so when nothing matches it.
//!
//! ```toml
//! [[service]]                                      # one generated crate
//! crate = "iot-jobs-data"                          # its name, and its folder under generated/
//! model = ["iot-jobs-data/2017-09-29/service-2.json"]
//! sides = ["client", "server"]                     # besides the types, which are always there; both unless said
//! service = "IoTJobsDataPlane"                     # where the model has several
//! operations = ["DescribeJobExecution"]            # all unless said
//! protocol = "aws.protocols#restJson1"             # else the first of the model's that is supported
//! unchecked_patterns = ["JobId"]                   # patterns that are not checked, by the shape that has them
//!
//! [service.validation_error]                       # the error that a violation becomes, where the rule is not right
//! default = "InvalidRequestException"
//! StartCommandExecution = "ValidationException"
//!
//! [service.rename]                                 # shape = name
//! "com.amazonaws.iotjobsdataplane#Errors" = "Failures"
//!
//! [service.headers]                                # headers of every request, where a service wants more than it models
//! X-Amz-Glacier-Version = "2012-06-01"
//! ```
//!
//! Deviations that few services have (`empty_labels`, `endpoint_members`, `tree_hash`) are told at the fields of [`Settings`].

mod keys;
mod nearest;

pub use nearest::unknown;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Location;
use keys::Keys;

/// Something that the user wrote, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T = String> {
    /// What was written.
    pub value: T,
    /// Where; `None` when it came from a command line.
    pub at: Option<Location>,
}

impl<T> Setting<T> {
    /// A setting that stands in no file.
    pub fn unplaced(value: impl Into<T>) -> Self {
        Self {
            value: value.into(),
            at: None,
        }
    }
}

/// The sides of a service that are generated besides its types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The client.
    pub client: bool,
    /// The server.
    pub server: bool,
}

impl Sides {
    /// Client and server.
    pub const BOTH: Self = Self {
        client: true,
        server: true,
    };
    /// Types and validators alone.
    pub const TYPES: Self = Self {
        client: false,
        server: false,
    };
}

/// Where the generated crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder, as seen from the generated crate, with `/`.
    Path(String),
    /// In a git repository.
    Git {
        /// The repository.
        url: String,
        /// The revision.
        rev: String,
    },
    /// In a registry.
    Version(String),
}

/// What is generated: one crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The name of the crate and of its folder.
    pub name: String,
    /// The sides besides the types.
    pub sides: Sides,
    /// The service, by id or name; `None` for the only one.
    pub service: Option<Setting>,
    /// The operations, by name; `None` for all.
    pub operations: Option<Vec<Setting>>,
    /// The protocol, by trait id or the name in it; `None` for the first that is supported.
    pub protocol: Option<Setting>,
    /// The error that a violation becomes in operations that are not named, if the rule is overridden.
    pub validation_error: Option<Setting>,
    /// The same by operation: operation, error.
    pub validation_errors: Vec<(Setting, Setting)>,
    /// Shapes, by id or name, and what they are called instead.
    pub rename: Vec<(Setting, Setting)>,
    /// Shapes, by id or name, whose patterns are accepted without a check.
    pub unchecked_patterns: Vec<Setting>,
    /// Headers that every request of the client has, and their values.
    pub headers: Vec<(Setting, Setting)>,
    /// Members bound to labels, and what stands in the path for an empty one.
    pub empty_labels: Vec<(Setting, Setting)>,
    /// Operations, and the member of the input that holds the URL which its requests go to.
    pub endpoint_members: Vec<(Setting, Setting)>,
    /// Operations whose requests carry SHA-256 and the SHA-256 tree hash of their body.
    pub tree_hash: Vec<Setting>,
    /// Whether the protocol tests that the model carries become tests of the crate: from a command line, never from a
    /// file.
    pub protocol_tests: bool,
    /// Where the generated crate finds the runtime: from a command line, never from a file. Unless said, where the
    /// repository of the generator has it, as seen from `generated/<crate>`.
    pub runtime: Runtime,
}

impl Settings {
    /// The settings of a crate for which nothing is said.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            sides: Sides::BOTH,
            service: None,
            operations: None,
            protocol: None,
            validation_error: None,
            validation_errors: Vec::new(),
            rename: Vec::new(),
            unchecked_patterns: Vec::new(),
            headers: Vec::new(),
            empty_labels: Vec::new(),
            endpoint_members: Vec::new(),
            tree_hash: Vec::new(),
            protocol_tests: false,
            runtime: Runtime::Path("../../runtime".to_owned()),
        }
    }

    /// Reads the settings of one crate: the keys of one `[[service]]` at the top of a file, without `model`; `name` is
    /// the crate's name where the file gives none. `source` is the index that the file has among the sources of the run.
    pub fn read(
        name: &str,
        source: u32,
        text: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let errors = Errors::before(diagnostics);
        let mut keys = Keys::parse(source, text, diagnostics)?;
        let settings = Self::take(Some(name), &mut keys, diagnostics);
        keys.finish(diagnostics);
        errors.none_since(diagnostics).then_some(settings)?
    }

    fn take(name: Option<&str>, keys: &mut Keys, diagnostics: &mut Diagnostics) -> Option<Self> {
        let given = keys.text("crate", diagnostics);
        let name = match (given, name) {
            (Some(given), _) => {
                check_crate_name(&given, diagnostics);
                Some(given.value)
            }
            (None, Some(name)) => Some(name.to_owned()),
            (None, None) => {
                keys.missing("crate", "the name of the generated crate", diagnostics);
                None
            }
        };
        // Without a name the rest is read all the same, for its findings.
        let named = name.is_some();
        let mut settings = Self::new(name.unwrap_or_default());
        if let Some(sides) = keys.texts("sides", diagnostics) {
            settings.sides = Sides::TYPES;
            for side in sides {
                match side.value.as_str() {
                    "types" => {}
                    "client" => settings.sides.client = true,
                    "server" => settings.sides.server = true,
                    _ => diagnostics.push(unknown("side", &side, ["types", "client", "server"])),
                }
            }
        }
        settings.service = keys.text("service", diagnostics);
        settings.operations = keys.texts("operations", diagnostics);
        settings.protocol = keys.text("protocol", diagnostics);
        for (operation, error) in keys.table("validation_error", diagnostics) {
            if operation.value == "default" {
                settings.validation_error = Some(error);
            } else {
                settings.validation_errors.push((operation, error));
            }
        }
        settings.rename = keys.table("rename", diagnostics);
        settings.unchecked_patterns = keys
            .texts("unchecked_patterns", diagnostics)
            .unwrap_or_default();
        settings.headers = keys.table("headers", diagnostics);
        settings.empty_labels = keys.table("empty_labels", diagnostics);
        settings.endpoint_members = keys.table("endpoint_members", diagnostics);
        settings.tree_hash = keys.texts("tree_hash", diagnostics).unwrap_or_default();
        named.then_some(settings)
    }
}

/// One entry of `services.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The files of the model, by their paths below the folder that `services.toml` stands in.
    pub model: Vec<Setting>,
    /// What is generated from them.
    pub settings: Settings,
}

/// What `model/services.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Services {
    /// One entry per generated crate, in the order of the file.
    pub entries: Vec<Entry>,
}

impl Services {
    /// Reads `services.toml`. `source` is the index that the file has among the sources of the run. `None` after at least
    /// one error.
    pub fn read(source: u32, text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let errors = Errors::before(diagnostics);
        let mut keys = Keys::parse(source, text, diagnostics)?;
        let mut services = Self::default();
        for mut keys in keys.tables("service", diagnostics) {
            let model = keys.texts("model", diagnostics).unwrap_or_default();
            if model.is_empty() {
                keys.missing("model", "the files of the model", diagnostics);
            }
            if let Some(settings) = Settings::take(None, &mut keys, diagnostics) {
                if services
                    .entries
                    .iter()
                    .any(|e| e.settings.name == settings.name)
                {
                    diagnostics.push(
                        Diagnostic::error(format!(
                            "two services make the crate {:?}",
                            settings.name
                        ))
                        .at(&keys.at)
                        .help("give one of them another `crate`"),
                    );
                }
                services.entries.push(Entry { model, settings });
            }
            keys.finish(diagnostics);
        }
        keys.finish(diagnostics);
        errors.none_since(diagnostics).then_some(services)
    }
}

/// How many errors there were before.
struct Errors(usize);

impl Errors {
    fn before(diagnostics: &Diagnostics) -> Self {
        Self(diagnostics.errors())
    }

    fn none_since(&self, diagnostics: &Diagnostics) -> bool {
        diagnostics.errors() == self.0
    }
}

/// A crate's name is a folder's too: nothing in it may lead elsewhere.
fn check_crate_name(name: &Setting, diagnostics: &mut Diagnostics) {
    let text = &name.value;
    let sound = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !sound {
        let mut diagnostic = Diagnostic::error(format!("{text:?} cannot be the name of a crate"))
            .help("a letter first, then letters, digits, `-` and `_`");
        diagnostic.at.clone_from(&name.at);
        diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
