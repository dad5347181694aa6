//! The access keys that requests may be signed with.
//!
//! In: `ACCESS_KEY:SECRET[:SESSION_TOKEN]` on the command line, `@FILE` with a line for each key, or the variables that
//! AWS's tools read. Out: a table, or what is wrong with which place; no message holds a secret.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::fs;

use tinsmith::credentials::Credentials;

/// Credentials by access key id.
pub type Keys = HashMap<String, Credentials>;

/// A place that should have keys, and what is wrong with it.
#[derive(Debug)]
pub struct KeysError {
    place: String,
    what: String,
}

impl KeysError {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }
}

impl Display for KeysError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "--require-sigv4: {}: {}", self.place, self.what)
    }
}

impl Error for KeysError {}

/// The keys that these values of the option name; an empty one names those of the environment.
///
/// # Errors
///
/// If one is malformed, or a file or variable is missing.
pub fn read(values: &[String]) -> Result<Keys, KeysError> {
    let mut keys = Keys::new();
    for value in values {
        if value.is_empty() {
            add(&mut keys, environment()?);
        } else if let Some(file) = value.strip_prefix('@') {
            let text = fs::read_to_string(file)
                .map_err(|error| KeysError::new(file, error.to_string()))?;
            let lines = text.lines().enumerate();
            for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
                add(
                    &mut keys,
                    parse(&format!("{file}:{}", index + 1), line.trim())?,
                );
            }
        } else {
            add(&mut keys, parse("its value", value)?);
        }
    }
    Ok(keys)
}

fn add(keys: &mut Keys, credentials: Credentials) {
    keys.insert(credentials.access_key_id().to_owned(), credentials);
}

fn parse(place: &str, text: &str) -> Result<Credentials, KeysError> {
    let mut parts = text.splitn(3, ':');
    let id = parts.next().filter(|id| !id.is_empty());
    let secret = parts.next().filter(|secret| !secret.is_empty());
    match (id, secret, parts.next()) {
        (Some(id), Some(secret), None) => Ok(Credentials::new(id, secret)),
        (Some(id), Some(secret), Some(token)) if !token.is_empty() => {
            Ok(Credentials::new(id, secret).with_session(token, None))
        }
        _ => Err(KeysError::new(
            place,
            "expected ACCESS_KEY:SECRET or ACCESS_KEY:SECRET:SESSION_TOKEN",
        )),
    }
}

fn environment() -> Result<Credentials, KeysError> {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let wanted =
        |name: &str| variable(name).ok_or_else(|| KeysError::new(name, "the variable is not set"));
    let credentials = Credentials::new(
        wanted("AWS_ACCESS_KEY_ID")?,
        wanted("AWS_SECRET_ACCESS_KEY")?,
    );
    Ok(match variable("AWS_SESSION_TOKEN") {
        Some(token) => credentials.with_session(token, None),
        None => credentials,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn values_and_files_name_keys() {
        let file = env::temp_dir().join(format!("jobs-plane-keys-{}", std::process::id()));
        fs::write(&file, "ONE:secret\n\nTWO:other:to:ken\n").unwrap();
        let keys = read(&["THREE:third".to_owned(), format!("@{}", file.display())]).unwrap();
        fs::remove_file(&file).unwrap();
        assert_eq!(keys.len(), 3);
        assert_eq!(keys["ONE"].secret_access_key(), "secret");
        assert_eq!(keys["TWO"].session_token(), Some("to:ken"));
        assert_eq!(keys["THREE"].session_token(), None);
    }

    #[test]
    fn what_is_wrong_is_told_without_the_secret() {
        for value in ["hush", ":hush", "ID:", "ID:hush:", "@/no/such/file"] {
            let error = read(&[value.to_owned()]).unwrap_err().to_string();
            assert!(error.starts_with("--require-sigv4: "), "{error}");
            assert!(!error.contains("hush"), "{error}");
        }
    }
}
