//! What is around a program: variables and files.
//!
//! In: the process's environment, or one that is given, in tests for instance. Out: texts, each with the place where it
//! is said. It writes nothing, and looks nowhere before it is asked.

mod error;
mod profile;
mod said;
mod syntax;

pub(crate) use error::EnvironmentError;
pub(crate) use profile::{Profile, ProfileFiles};
pub(crate) use said::Said;

use std::collections::BTreeMap;
use std::env::VarError;
use std::fmt::{self, Debug, Formatter};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// What a file says. It may be secret, and is overwritten when it is dropped.
pub(crate) type FileText = Zeroizing<String>;

/// Where settings outside of a program are found: in variables and files. Cheap to clone.
///
/// ```
/// use tinsmith::client::Environment;
///
/// // What surrounds the process:
/// let environment = Environment::process();
/// // What a test, or a device that keeps its settings elsewhere, puts in its place:
/// let environment = Environment::empty()
///     .with_variable("HOME", "/home/me")
///     .with_variable("AWS_REGION", "eu-central-1")
///     .with_file("/home/me/.aws/credentials", "[default]\naws_access_key_id = AKIDEXAMPLE\n");
/// ```
#[derive(Clone)]
pub struct Environment {
    source: Arc<Source>,
    /// Which profile is wanted, whatever variables say.
    profile: Option<Arc<str>>,
}

#[derive(Clone)]
enum Source {
    Process,
    Given {
        variables: BTreeMap<String, String>,
        files: BTreeMap<PathBuf, FileText>,
    },
}

impl Environment {
    /// What surrounds the process.
    pub fn process() -> Self {
        Self::new(Source::Process)
    }

    /// No variable and no file.
    pub fn empty() -> Self {
        Self::new(Source::Given {
            variables: BTreeMap::new(),
            files: BTreeMap::new(),
        })
    }

    fn new(source: Source) -> Self {
        Self {
            source: Arc::new(source),
            profile: None,
        }
    }

    /// The same with this profile of AWS's shared files, whatever the variable `AWS_PROFILE` says.
    #[must_use]
    pub fn with_profile(mut self, name: &str) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The same with a variable. The process's environment stays as it is.
    #[must_use]
    pub fn with_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Source::Given { variables, .. } = Arc::make_mut(&mut self.source) {
            variables.insert(name.into(), value.into());
        }
        self
    }

    /// The same with a file. The process's environment stays as it is.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        if let Source::Given { files, .. } = Arc::make_mut(&mut self.source) {
            files.insert(path.into(), FileText::from(text.into()));
        }
        self
    }

    /// The value of a variable; one that is empty counts as not set, as in AWS's own SDKs.
    pub(crate) fn variable(&self, name: &str) -> Result<Option<String>, EnvironmentError> {
        let value = match &*self.source {
            Source::Process => match std::env::var(name) {
                Ok(value) => Some(value),
                Err(VarError::NotPresent) => None,
                Err(VarError::NotUnicode(_)) => {
                    return Err(EnvironmentError::variable(name, "must be UTF-8"));
                }
            },
            Source::Given { variables, .. } => variables.get(name).cloned(),
        };
        Ok(value.filter(|value| !value.trim().is_empty()))
    }

    /// All variables whose names start so, and their values.
    pub(crate) fn variables_of(
        &self,
        prefix: &str,
    ) -> BTreeMap<String, Result<String, EnvironmentError>> {
        let names: Vec<String> = match &*self.source {
            Source::Process => std::env::vars_os()
                .filter_map(|(name, _)| name.into_string().ok())
                .collect(),
            Source::Given { variables, .. } => variables.keys().cloned().collect(),
        };
        names
            .into_iter()
            .filter(|name| name.starts_with(prefix))
            .filter_map(|name| {
                let value = self.variable(&name).transpose()?;
                Some((name, value))
            })
            .collect()
    }

    /// A file below the user's home, unless a variable names another one; `None` where there is no home.
    fn path(
        &self,
        variable: &'static str,
        below_home: &str,
    ) -> Result<Option<PathBuf>, EnvironmentError> {
        match self.variable(variable)? {
            Some(path) => match path.strip_prefix("~/") {
                Some(rest) => match self.home()? {
                    Some(home) => Ok(Some(home.join(rest))),
                    None => Err(EnvironmentError::variable(
                        variable,
                        "starts with `~`, and there is no home: set HOME",
                    )),
                },
                None => Ok(Some(PathBuf::from(path))),
            },
            None => Ok(self.home()?.map(|home| home.join(below_home))),
        }
    }

    fn home(&self) -> Result<Option<PathBuf>, EnvironmentError> {
        let home = match self.variable("HOME")? {
            None if cfg!(windows) => self.variable("USERPROFILE")?,
            home => home,
        };
        Ok(home.map(PathBuf::from))
    }

    /// What a file says; `None` if it does not exist.
    fn file(&self, path: &Path) -> Result<Option<FileText>, EnvironmentError> {
        use std::io::ErrorKind;
        match &*self.source {
            Source::Process => match std::fs::read_to_string(path) {
                Ok(text) => Ok(Some(FileText::from(text))),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) if error.kind() == ErrorKind::InvalidData => {
                    Err(EnvironmentError::file(path, "must be UTF-8"))
                }
                Err(error) => Err(EnvironmentError::file(
                    path,
                    &format!("cannot be read: {error}"),
                )),
            },
            Source::Given { files, .. } => Ok(files.get(path).cloned()),
        }
    }
}

/// Names alone: values may be secret.
impl Debug for Environment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &*self.source {
            Source::Process => f.write_str("Environment(process)"),
            Source::Given { variables, files } => f
                .debug_struct("Environment")
                .field("variables", &variables.keys())
                .field("files", &files.keys())
                .finish(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn files_are_those_of_the_disk() {
        let folder =
            std::env::temp_dir().join(format!("tinsmith-environment-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let process = Environment::process();
        let file = folder.join("file");
        assert_eq!(process.file(&file), Ok(None));
        std::fs::write(&file, "text").unwrap();
        assert_eq!(process.file(&file).unwrap().unwrap().as_str(), "text");
        std::fs::write(&file, b"\xff").unwrap();
        let error = process.file(&file).unwrap_err().to_string();
        assert_eq!(error, format!("the file {} must be UTF-8", file.display()));
        let error = process.file(&folder).unwrap_err().to_string();
        let expected = format!("the file {} cannot be read: ", folder.display());
        assert!(error.starts_with(&expected), "{error}");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn no_value_is_shown() {
        let environment = Environment::empty()
            .with_variable("NAME", "hush")
            .with_file("path", "hush");
        let shown = format!("{environment:?}");
        assert!(shown.contains("NAME") && shown.contains("path"));
        assert!(!shown.contains("hush"));
    }
}
