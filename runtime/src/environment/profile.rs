//! Profiles: what AWS's shared files say under a name.
//!
//! In: the files and the name of a profile. Out: its settings, each with its place; of one that is in both files, that of
//! the file of credentials. It does not know what settings mean.

use super::said::{Place, Said};
use super::syntax::{self, Section};
use super::{Environment, EnvironmentError, FileText};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const PROFILE: &str = "AWS_PROFILE";
const DEFAULT: &str = "default";

/// Both files, and which profile is wanted.
#[derive(Clone)]
pub(crate) struct ProfileFiles {
    config: File,
    credentials: File,
    /// The profile that is wanted, and who named it; nobody if it is the default one.
    name: String,
    named_by: Option<&'static str>,
}

#[derive(Clone)]
struct File {
    path: PathBuf,
    /// `None` if there is no such file.
    text: Option<FileText>,
}

/// A profile.
#[derive(Debug)]
pub(crate) struct Profile<'f> {
    #[cfg(feature = "sigv4")]
    pub(crate) name: &'f str,
    /// By their names in lower case.
    settings: BTreeMap<String, Said<'f>>,
    /// The sections `[services NAME]`.
    services: Vec<(&'f str, Section<'f>)>,
    config: &'f Path,
}

impl ProfileFiles {
    /// Reads the files. The profile is the one that the environment was given, else that of the variable `AWS_PROFILE`, else `default`.
    pub(crate) fn read(environment: &Environment) -> Result<Self, EnvironmentError> {
        let (name, named_by) = match &environment.profile {
            Some(name) => (Some(name.to_string()), Some("the program")),
            None => (
                environment.variable(PROFILE)?,
                Some("the variable AWS_PROFILE"),
            ),
        };
        let named_by = named_by.filter(|_| name.is_some());
        let file = |variable, usual: &str| -> Result<File, EnvironmentError> {
            let path = environment.path(variable, usual)?;
            let text = match &path {
                Some(path) => environment.file(path)?,
                None => None,
            };
            let path = path.unwrap_or_else(|| Path::new("~").join(usual));
            Ok(File { path, text })
        };
        Ok(Self {
            config: file("AWS_CONFIG_FILE", ".aws/config")?,
            credentials: file("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials")?,
            name: name.unwrap_or_else(|| DEFAULT.to_owned()),
            named_by,
        })
    }

    /// The files, for messages: where they are, and whether they are there.
    pub(crate) fn places(&self) -> [String; 2] {
        [&self.credentials, &self.config].map(|file| {
            let missing = if file.text.is_none() {
                " (no such file)"
            } else {
                ""
            };
            format!("{}{missing}", file.path.display())
        })
    }

    /// The name of the profile that is wanted.
    #[cfg(feature = "sigv4")]
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The profile; `None` if nobody named one and there is no default one.
    pub(crate) fn profile(&self) -> Result<Option<Profile<'_>>, EnvironmentError> {
        let config = self.config.sections()?;
        let credentials = self.credentials.sections()?;
        let mut names = BTreeSet::new();
        let mut found = false;
        let mut profile = Profile {
            #[cfg(feature = "sigv4")]
            name: &self.name,
            settings: BTreeMap::new(),
            services: Vec::new(),
            config: &self.config.path,
        };
        // Where `[profile default]` is, `[default]` counts for nothing.
        let prefixed_default = config
            .iter()
            .any(|section| prefixed("profile", section.heading) == Some(DEFAULT));
        let in_config = config.into_iter().filter_map(|section| {
            let name = match prefixed("profile", section.heading) {
                Some(name) => Some(name),
                None if section.heading == DEFAULT && !prefixed_default => Some(DEFAULT),
                None => None,
            };
            match (name, prefixed("services", section.heading)) {
                (Some(name), _) => Some((name, section, &self.config)),
                (None, Some(name)) => {
                    profile.services.push((name, section));
                    None
                }
                (None, None) => None,
            }
        });
        let in_config: Vec<_> = in_config.collect();
        let in_credentials = credentials
            .into_iter()
            .map(|section| (unquoted(section.heading), section, &self.credentials));
        for (name, section, file) in in_config.into_iter().chain(in_credentials) {
            if !is_name(name) {
                continue;
            }
            if name == self.name {
                found = true;
                for setting in section.settings {
                    let key = setting.name.to_ascii_lowercase();
                    profile.settings.insert(key, Said::new(setting, &file.path));
                }
            }
            names.insert(name);
        }
        match self.named_by {
            _ if found => Ok(Some(profile)),
            None => Ok(None),
            Some(by) => Err(self.no_such_profile(by, &names)),
        }
    }

    #[cold]
    fn no_such_profile(&self, by: &str, names: &BTreeSet<&str>) -> EnvironmentError {
        let names: Vec<&str> = names.iter().copied().collect();
        let there = match names.as_slice() {
            [] => "no profile is there".to_owned(),
            names => format!("the profiles there are {}", names.join(", ")),
        };
        let (name, [credentials, config]) = (&self.name, self.places());
        EnvironmentError::new(format!(
            "{by} names the profile `{name}`, which is neither in {credentials} as `[{name}]` nor in {config} as \
             `[profile {name}]`; {there}"
        ))
    }
}

impl File {
    fn sections(&self) -> Result<Vec<Section<'_>>, EnvironmentError> {
        let Some(text) = &self.text else {
            return Ok(Vec::new());
        };
        syntax::parse(text).map_err(|error| {
            EnvironmentError::new(format!(
                "{}:{}:{}: expected {}",
                self.path.display(),
                error.line,
                error.column,
                error.expected
            ))
        })
    }
}

impl<'f> Profile<'f> {
    /// A setting; `None` if it is not there or empty.
    pub(crate) fn setting(&self, name: &str) -> Option<&Said<'f>> {
        self.settings.get(name).filter(|said| !said.is_empty())
    }

    /// The settings' names, in lower case, and what they say.
    #[cfg(any(feature = "sigv4", test))]
    pub(crate) fn settings(&self) -> impl Iterator<Item = (&str, &Said<'f>)> {
        self.settings
            .iter()
            .map(|(name, said)| (name.as_str(), said))
    }

    /// A setting that the profile has for single services: `services = NAME` leads to `[services NAME]`, where each service
    /// (its id in lower case, with underscores) has nested settings. What comes last counts.
    pub(crate) fn of_services(
        &self,
        setting: &str,
    ) -> Result<Vec<(&'f str, Said<'f>)>, EnvironmentError> {
        let Some(services) = self.setting("services") else {
            return Ok(Vec::new());
        };
        let wanted = services.text()?;
        if !self.services.iter().any(|(name, _)| *name == wanted) {
            return Err(services.place.wrong(&format!(
                "there is no section `[services {wanted}]` in {}",
                self.config.display()
            )));
        }
        let mut found = Vec::new();
        for (_, section) in self.services.iter().filter(|(name, _)| *name == wanted) {
            for service in section.settings.iter().filter(|it| it.value.is_empty()) {
                for (line, nested) in &service.below {
                    if let Some((name, value)) = nested.split_once('=')
                        && name.trim().eq_ignore_ascii_case(setting)
                    {
                        let place = Place::new(self.config, *line);
                        found.push((service.name, Said::nested(value.trim(), place)));
                    }
                }
            }
        }
        Ok(found)
    }
}

/// The name in `[profile NAME]`.
fn prefixed<'t>(prefix: &str, heading: &'t str) -> Option<&'t str> {
    let name = heading.strip_prefix(prefix)?;
    name.starts_with([' ', '\t']).then(|| unquoted(name.trim()))
}

/// The AWS CLI writes names in quotes where they have unusual characters.
fn unquoted(name: &str) -> &str {
    let inside = |quote| name.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(name)
}

/// What may be the name of a profile; sections of other names are passed over, as AWS's SDKs do.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_/.%@:+".contains(&byte))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn files(config: &str, credentials: &str) -> Environment {
        Environment::empty()
            .with_variable("HOME", "/home/me")
            .with_file("/home/me/.aws/config", config)
            .with_file("/home/me/.aws/credentials", credentials)
    }

    /// The settings of a profile, as `name=value@place`.
    fn settings(environment: &Environment) -> Option<String> {
        let files = ProfileFiles::read(environment).unwrap();
        let profile = files.profile().unwrap()?;
        let settings: Vec<String> = profile
            .settings()
            .map(|(name, said)| format!("{name}={}@{}", said.text().unwrap(), said.place))
            .collect();
        Some(settings.join(" ").replace("/home/me/.aws/", ""))
    }

    #[test]
    fn both_files_are_merged_and_the_credentials_win() {
        let environment = files(
            "[profile a]\nx = 1\ny = 1\n[b]\nx = 9\n[profile a]\ny=2\nZ=3",
            "[a]\nx = 4\n[profile a]\nx = 9",
        );
        assert_eq!(
            settings(&environment.with_profile("a")).as_deref(),
            Some("x=4@credentials:2 y=2@config:7 z=3@config:8")
        );
    }

    #[test]
    fn the_default_profile_is_the_one_with_a_prefix_if_there_is_one() {
        for (config, expected) in [
            ("[default]\nx=1", "x=1@config:2"),
            ("[default]\nx=1\n[profile default]\ny=2", "y=2@config:4"),
            ("[profile default]\ny=2\n[default]\nx=1", "y=2@config:2"),
            ("[profile \"default\"]\ny=2", "y=2@config:2"),
        ] {
            assert_eq!(settings(&files(config, "")).as_deref(), Some(expected));
        }
        assert_eq!(settings(&files("[profilea]\nx=1", "[in valid]\nx=1")), None);
        assert_eq!(settings(&Environment::empty()), None);
    }

    #[test]
    fn the_profile_is_named_by_the_program_then_by_the_variable() {
        let environment = files("[profile a]\nx=1\n[profile b]\nx=2", "");
        let named = environment.with_variable("AWS_PROFILE", "a");
        assert_eq!(settings(&named).as_deref(), Some("x=1@config:2"));
        let named = named.with_profile("b");
        assert_eq!(settings(&named).as_deref(), Some("x=2@config:4"));
    }

    #[test]
    fn a_profile_that_is_named_has_to_be_there() {
        let environment = files("[profile a]\n[c]", "[b]").with_variable("AWS_PROFILE", "c");
        let files = ProfileFiles::read(&environment).unwrap();
        assert_eq!(
            files.profile().unwrap_err().to_string(),
            "the variable AWS_PROFILE names the profile `c`, which is neither in /home/me/.aws/credentials as `[c]` nor in \
             /home/me/.aws/config as `[profile c]`; the profiles there are a, b"
        );
    }

    #[test]
    fn variables_name_other_files() {
        let environment = Environment::empty()
            .with_variable("HOME", "/home/me")
            .with_variable("AWS_CONFIG_FILE", "~/other")
            .with_variable("AWS_SHARED_CREDENTIALS_FILE", "/elsewhere")
            .with_file("/home/me/other", "[default]\nx=1")
            .with_file("/elsewhere", "[default]\ny=1");
        assert_eq!(
            settings(&environment).as_deref(),
            Some("x=1@/home/me/other:2 y=1@/elsewhere:2")
        );
        let homeless = Environment::empty().with_variable("AWS_CONFIG_FILE", "~/other");
        let error = ProfileFiles::read(&homeless).err().unwrap().to_string();
        assert!(
            error.contains("AWS_CONFIG_FILE") && error.contains("HOME"),
            "{error}"
        );
    }

    #[test]
    fn services_have_settings_of_their_own() {
        let environment = files(
            "[default]\nservices = mine\n[services mine]\ndynamodb =\n  endpoint_url = http://a\nfoo = 1\n[services other]\nx =\n endpoint_url = http://b",
            "",
        );
        let files = ProfileFiles::read(&environment).unwrap();
        let profile = files.profile().unwrap().unwrap();
        let found = profile.of_services("endpoint_url").unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|(service, said)| format!("{service} {} {}", said.text().unwrap(), said.place))
            .collect();
        assert_eq!(found, ["dynamodb http://a /home/me/.aws/config:5"]);
        let environment = self::files("[default]\nservices = mine", "");
        let files = ProfileFiles::read(&environment).unwrap();
        let profile = files.profile().unwrap().unwrap();
        let error = profile.of_services("endpoint_url").unwrap_err().to_string();
        assert!(error.starts_with("/home/me/.aws/config:2: "), "{error}");
    }

    #[test]
    fn a_typing_error_names_the_file() {
        let environment = files("[default]\nregion eu", "");
        let files = ProfileFiles::read(&environment).unwrap();
        let error = files.profile().unwrap_err().to_string();
        assert!(
            error.starts_with("/home/me/.aws/config:2:1: expected a setting"),
            "{error}"
        );
    }
}
