//! What the command line takes.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Generates a Rust crate from a Smithy or AWS service model
#[derive(Parser)]
#[command(name = "tinsmith", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Subcommand)]
pub(crate) enum Task {
    /// Write a crate: types, validators, a client and a server
    Generate(Generate),
    /// Say what is wrong with a model, and generate nothing
    Check {
        /// The model's files: a Smithy JSON AST, or a C2J `service-2.json` and its siblings
        #[arg(required = true)]
        model: Vec<PathBuf>,
        /// How findings are said; `json` is a line for each, on standard output
        #[arg(long, value_enum, default_value_t = Findings::Text)]
        format: Findings,
    },
    /// Print the shapes of a model as an outline
    Outline {
        /// The model's files: a Smithy JSON AST, or a C2J `service-2.json` and its siblings
        #[arg(required = true)]
        model: Vec<PathBuf>,
    },
    /// Draw operations, shapes, and what refers to what
    Graph {
        /// The model's files: a Smithy JSON AST, or a C2J `service-2.json` and its siblings
        #[arg(required = true)]
        model: Vec<PathBuf>,
        /// One operation and what it needs [default: all]
        #[arg(long, value_name = "NAME")]
        operation: Option<String>,
        /// The language of the picture
        #[arg(long, value_enum, default_value_t = Picture::Mermaid)]
        format: Picture,
    },
    /// Say what changed between two versions of a model: on the wire, and for Rust code that uses the crate
    ///
    /// Exit status 0 when nothing breaks, 1 when something does, 2 when the versions cannot be compared.
    Diff(Diff),
}

#[derive(Args)]
pub(crate) struct Diff {
    /// The old version: a file, or a folder with the files of one service
    pub(crate) old: PathBuf,
    /// The new version
    pub(crate) new: PathBuf,
    /// How it is said
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// A TOML file with the keys of one `[[service]]` of model/services.toml; for both versions
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For a pull request
    Markdown,
    /// For tools
    Json,
}

#[derive(Args)]
pub(crate) struct Generate {
    /// A file of the model: a Smithy JSON AST, or a C2J `service-2.json` or a sibling of one; may be given again
    #[arg(long, required = true, value_name = "FILE")]
    pub(crate) model: Vec<PathBuf>,
    /// The folder of the crate
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The crate's name [default: the folder's]
    #[arg(long, value_name = "CRATE")]
    pub(crate) name: Option<String>,
    /// The operations to keep, with what they need [default: all]
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(crate) operations: Option<Vec<String>>,
    /// What to generate; types alone need no protocol [default: types,client,server]
    #[arg(long, value_delimiter = ',', value_name = "SIDES")]
    pub(crate) sides: Option<Vec<Side>>,
    /// Where the crate finds its runtime: path:DIR, git:URL#REV or version:X [default: the generator's checkout]
    #[arg(long, value_name = "WHERE")]
    pub(crate) runtime: Option<RuntimePlace>,
    /// Write a test for each protocol test that the model carries (the traits of smithy.test)
    #[arg(long)]
    pub(crate) protocol_tests: bool,
    /// A TOML file with the keys of one `[[service]]` of model/services.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
    /// How findings are said; `json` is a line for each, on standard output
    #[arg(long, value_enum, default_value_t = Findings::Text)]
    pub(crate) format: Findings,
}

/// How findings are said.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Findings {
    /// For people, on standard error, in colour on a terminal
    Text,
    /// For tools
    Json,
}

/// The language of a picture.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Picture {
    /// As GitHub shows it in Markdown
    Mermaid,
    /// Of Graphviz
    Dot,
    /// Of browsers
    Svg,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Side {
    /// Always generated
    Types,
    Client,
    Server,
}

/// Where the runtime is, as the user says it.
#[derive(Clone)]
pub(crate) enum RuntimePlace {
    /// A folder, as seen from where the command runs.
    Path(PathBuf),
    /// A repository and a revision.
    Git { url: String, rev: String },
    /// A version in a registry.
    Version(String),
}

impl FromStr for RuntimePlace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("path", folder)) if !folder.is_empty() => Ok(Self::Path(folder.into())),
            Some(("version", version)) if !version.is_empty() => {
                Ok(Self::Version(version.to_owned()))
            }
            Some(("git", place)) => match place.rsplit_once('#') {
                Some((url, rev)) if !url.is_empty() && !rev.is_empty() => Ok(Self::Git {
                    url: url.to_owned(),
                    rev: rev.to_owned(),
                }),
                _ => Err("git: needs an address and a revision: git:URL#REV".to_owned()),
            },
            _ => Err("not path:DIR, git:URL#REV or version:X".to_owned()),
        }
    }
}
