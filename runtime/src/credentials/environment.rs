//! Credentials of the environment's variables.
//!
//! In: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` and `AWS_CREDENTIAL_EXPIRATION`. Out: credentials,
//! or which variable is missing or wrong. The variables are read once.

use super::provider::ready;
use super::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
use crate::environment::{Environment, EnvironmentError};
use crate::timestamp::Timestamp;
use std::fmt::{self, Debug, Formatter};
use std::sync::OnceLock;
use std::time::SystemTime;

const ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const TOKEN: &str = "AWS_SESSION_TOKEN";
const EXPIRATION: &str = "AWS_CREDENTIAL_EXPIRATION";

/// Credentials of the variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, and where a session has them
/// `AWS_SESSION_TOKEN` and `AWS_CREDENTIAL_EXPIRATION` (RFC 3339). They are read when they are first asked for, and then
/// kept.
pub struct EnvironmentCredentials {
    environment: Environment,
    found: OnceLock<Result<Credentials, CredentialsError>>,
}

impl EnvironmentCredentials {
    /// Those of this environment.
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            found: OnceLock::new(),
        }
    }

    fn found(&self) -> Result<Credentials, CredentialsError> {
        self.found.get_or_init(|| read(&self.environment)).clone()
    }
}

fn read(environment: &Environment) -> Result<Credentials, CredentialsError> {
    let (id, secret) = match (environment.variable(ID)?, environment.variable(SECRET)?) {
        (Some(id), Some(secret)) => (id, secret),
        (None, None) => {
            return Err(CredentialsError::absent(format!(
                "the variables {ID} and {SECRET} are not set"
            )));
        }
        (id, _) => {
            let (set, missing) = if id.is_some() {
                (ID, SECRET)
            } else {
                (SECRET, ID)
            };
            return Err(CredentialsError::new(format!(
                "the variable {set} is set, but {missing} is not: set both or none"
            )));
        }
    };
    let source = format!("the variables {ID} and {SECRET}");
    let credentials = Credentials::new(id, secret).with_source(source);
    let expires = match environment.variable(EXPIRATION)? {
        None => None,
        Some(text) => {
            let wrong =
                || EnvironmentError::variable(EXPIRATION, "must be a time as 2030-01-31T12:00:00Z");
            let time: Timestamp = text.trim().parse().map_err(|_| wrong())?;
            Some(SystemTime::try_from(time).map_err(|_| wrong())?)
        }
    };
    Ok(match environment.variable(TOKEN)? {
        Some(token) => credentials.with_session(token, expires),
        None => credentials,
    })
}

impl ProvideCredentials for EnvironmentCredentials {
    fn credentials(&self, _: SystemTime) -> CredentialsFuture<'_> {
        ready(self.found())
    }

    fn at_hand(&self, _: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        Some(self.found())
    }
}

impl Debug for EnvironmentCredentials {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("EnvironmentCredentials")
    }
}

impl From<EnvironmentError> for CredentialsError {
    fn from(error: EnvironmentError) -> Self {
        Self::new(error.to_string())
    }
}
