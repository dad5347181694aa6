//! Credentials of a profile in AWS's shared files.
//!
//! In: `~/.aws/credentials` and `~/.aws/config`, or the files that variables name. Out: the profile's access key, or which
//! place of which file is wrong. What needs another service or program to get a key is refused by name.

use super::provider::ready;
use super::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
use crate::environment::{Environment, EnvironmentError, Profile, ProfileFiles};
use std::fmt::{self, Debug, Formatter};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

const ID: &str = "aws_access_key_id";
const SECRET: &str = "aws_secret_access_key";
const TOKEN: &str = "aws_session_token";

/// How old what was read may be.
const READ_AGAIN: Duration = Duration::from_secs(5 * 60);

/// What gets a key from elsewhere even where the profile has one of its own.
const INSTEAD_OF_A_KEY: &[&str] = &[
    "role_arn",
    "web_identity_token_file",
    "sso_session",
    "sso_start_url",
    "sso_account_id",
    "sso_role_name",
];
/// What gets a key from elsewhere where the profile has none.
const FOR_WANT_OF_A_KEY: &[&str] = &[
    "credential_process",
    "login_session",
    "source_profile",
    "credential_source",
];

/// The access key of a profile in AWS's shared files: `aws_access_key_id`, `aws_secret_access_key` and perhaps
/// `aws_session_token`.
///
/// The files are `~/.aws/credentials` and `~/.aws/config`, or those that the variables `AWS_SHARED_CREDENTIALS_FILE` and
/// `AWS_CONFIG_FILE` name. They are read when credentials are first asked for, and again when what was read is five
/// minutes old, so that keys which another program renews there are taken up. If they cannot be read then (perhaps that
/// program is just writing them), the key that was found before stays in use until they can.
///
/// Roles, single sign-on, and programs that print credentials are refused by name: the official chain has them (feature
/// `aws-config`).
pub struct ProfileCredentials {
    environment: Environment,
    last: Mutex<Option<(SystemTime, Credentials)>>,
}

impl ProfileCredentials {
    /// Those of the profile that the environment was given, else that its variable `AWS_PROFILE` names, else of
    /// `default`.
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            last: Mutex::new(None),
        }
    }

    fn found(&self, now: SystemTime) -> Result<Credentials, CredentialsError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, credentials)) = &*last
            && now.duration_since(*at).is_ok_and(|age| age < READ_AGAIN)
        {
            return Ok(credentials.clone());
        }
        match (self.read(), &*last) {
            (Ok(credentials), _) => {
                *last = Some((now, credentials.clone()));
                Ok(credentials)
            }
            (Err(_), Some((_, credentials))) => Ok(credentials.clone()),
            (Err(error), None) => Err(error),
        }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let files = ProfileFiles::read(&self.environment)?;
        match files.profile()? {
            Some(profile) => access_key(&profile, &files),
            None => Err(absent(&files)),
        }
    }
}

fn access_key(
    profile: &Profile<'_>,
    files: &ProfileFiles,
) -> Result<Credentials, CredentialsError> {
    refuse(profile, INSTEAD_OF_A_KEY)?;
    let (id, secret) = match (profile.setting(ID), profile.setting(SECRET)) {
        (Some(id), Some(secret)) => (id, secret),
        (None, None) => {
            refuse(profile, FOR_WANT_OF_A_KEY)?;
            return match misspelt(profile, ID).or_else(|| misspelt(profile, SECRET)) {
                Some(error) => Err(error.into()),
                None => Err(absent(files)),
            };
        }
        (Some(there), None) | (None, Some(there)) => {
            let (has, lacks) = match profile.setting(ID) {
                Some(_) => (ID, SECRET),
                None => (SECRET, ID),
            };
            let error = misspelt(profile, lacks).unwrap_or_else(|| {
                let name = profile.name;
                there.place.wrong(&format!(
                    "the profile `{name}` has `{has}`, but no `{lacks}`"
                ))
            });
            return Err(error.into());
        }
    };
    let source = format!("the profile `{}` ({})", profile.name, id.place);
    let credentials = Credentials::new(id.text()?, secret.text()?).with_source(source);
    Ok(match profile.setting(TOKEN) {
        Some(token) => credentials.with_session(token.text()?, None),
        None => match misspelt(profile, TOKEN) {
            Some(error) => return Err(error.into()),
            None => credentials,
        },
    })
}

/// The first of these settings that the profile has is an error.
fn refuse(profile: &Profile<'_>, settings: &[&str]) -> Result<(), CredentialsError> {
    for name in settings {
        if let Some(said) = profile.setting(name) {
            return Err(said
                .place
                .wrong(&format!(
                    "the profile `{}` gets its credentials by `{name}`, which needs the official chain: switch on the \
                     feature `aws-config` and give the client `AwsConfigCredentials`",
                    profile.name
                ))
                .into());
        }
    }
    Ok(())
}

#[cold]
fn absent(files: &ProfileFiles) -> CredentialsError {
    let [credentials, config] = files.places();
    CredentialsError::absent(format!(
        "the profile `{}` has no `{ID}`, in {credentials} or {config}",
        files.name()
    ))
}

/// A setting that is nearly called as the one that is missing.
#[cold]
fn misspelt(profile: &Profile<'_>, missing: &str) -> Option<EnvironmentError> {
    let known = [ID, SECRET, TOKEN];
    let (_, said) = profile
        .settings()
        .find(|(name, _)| !known.contains(name) && is_near(name, missing))?;
    Some(said.place.wrong(&format!(
        "expected `{missing}` here, which is nearly how this setting of the profile `{}` is called",
        profile.name
    )))
}

/// Whether two names are the same but for white space, hyphens and underscores, and two letters that are missing, too many
/// or others.
fn is_near(one: &str, other: &str) -> bool {
    let letters =
        |name: &str| -> Vec<u8> { name.bytes().filter(u8::is_ascii_alphanumeric).collect() };
    let (one, other) = (letters(one), letters(other));
    if one.len().abs_diff(other.len()) > 2 {
        return false;
    }
    // Levenshtein's distance, row by row.
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, left) in one.iter().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        row[0] = before;
        for (cell, right) in row.iter_mut().skip(1).zip(&other) {
            let replaced = diagonal + usize::from(left != right);
            diagonal = *cell;
            before = replaced.min(before + 1).min(diagonal + 1);
            *cell = before;
        }
    }
    row.last().is_some_and(|distance| *distance <= 2)
}

impl ProvideCredentials for ProfileCredentials {
    fn credentials(&self, now: SystemTime) -> CredentialsFuture<'_> {
        ready(self.found(now))
    }

    fn at_hand(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        Some(self.found(now))
    }
}

impl Debug for ProfileCredentials {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("ProfileCredentials")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn with(text: &str) -> Environment {
        Environment::empty()
            .with_variable("HOME", "/home/me")
            .with_file("/home/me/.aws/credentials", text)
    }

    fn key(id: &str) -> Environment {
        with(&format!(
            "[default]\naws_access_key_id = {id}\naws_secret_access_key = x"
        ))
    }

    #[test]
    fn files_are_read_again_after_a_while() {
        let mut provider = ProfileCredentials::new(with(""));
        let id = |provider: &ProfileCredentials, seconds: u64| {
            let now = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            let found = provider.at_hand(now).unwrap();
            found.map(|credentials| credentials.access_key_id().to_owned())
        };
        assert!(id(&provider, 0).unwrap_err().is_absent());
        provider.environment = key("ONE");
        assert_eq!(id(&provider, 1).as_deref(), Ok("ONE"));
        provider.environment = key("TWO");
        assert_eq!(id(&provider, 300).as_deref(), Ok("ONE"));
        assert_eq!(id(&provider, 301).as_deref(), Ok("TWO"));
        // Half of a file: the other program is just writing it.
        provider.environment = with("[default]\naws_access_");
        assert_eq!(id(&provider, 601).as_deref(), Ok("TWO"));
        provider.environment = key("THREE");
        assert_eq!(id(&provider, 602).as_deref(), Ok("THREE"));
        // The clock was set back.
        provider.environment = key("FOUR");
        assert_eq!(id(&provider, 1).as_deref(), Ok("FOUR"));
    }

    #[test]
    fn names_are_near_if_two_letters_differ() {
        for (name, near) in [
            ("aws_secret_acces_key", true),
            ("AWS-SECRET-ACCESS-KEY", false),
            ("aws secret access key", true),
            ("awssecretaccesskey", true),
            ("aws_secret_key", false),
            ("region", false),
            ("", false),
        ] {
            assert_eq!(is_near(name, SECRET), near, "{name}");
        }
    }
}
