//! What providers find, and what they say where they find nothing or something that is wrong.

use super::*;
use crate::client::Environment;
use std::time::{Duration, SystemTime};

const SECRETS: [&str; 3] = ["hush+secret", "whisper/token", "murmur"];

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}

fn with(variables: &[(&str, &str)], credentials: &str) -> Environment {
    let environment = Environment::empty()
        .with_variable("HOME", "/home/me")
        .with_file("/home/me/.aws/credentials", credentials);
    variables.iter().fold(environment, |it, (name, value)| {
        it.with_variable(*name, *value)
    })
}

/// What a chain over this environment finds, after it was checked as signing does.
fn found(environment: &Environment) -> Result<Credentials, CredentialsError> {
    let chain = CredentialsChain::of_environment(environment);
    let found = chain.at_hand(now()).unwrap()?;
    found.check(now())?;
    Ok(found)
}

fn parts(credentials: &Credentials) -> (&str, &str, Option<&str>) {
    (
        credentials.access_key_id(),
        credentials.secret_access_key(),
        credentials.session_token(),
    )
}

#[test]
fn variables_come_before_the_profile() {
    let file =
        "[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = hush+secret # comment\n";
    let environment = with(&[], file);
    assert_eq!(
        parts(&found(&environment).unwrap()),
        ("AKIDFILE", "hush+secret", None)
    );
    let environment = with(
        &[
            ("AWS_ACCESS_KEY_ID", "AKIDVAR"),
            ("AWS_SECRET_ACCESS_KEY", "murmur"),
            ("AWS_SESSION_TOKEN", "whisper/token"),
            ("AWS_CREDENTIAL_EXPIRATION", "2030-01-01T00:00:00+01:00"),
        ],
        file,
    );
    let credentials = found(&environment).unwrap();
    assert_eq!(
        parts(&credentials),
        ("AKIDVAR", "murmur", Some("whisper/token"))
    );
    let expires = SystemTime::UNIX_EPOCH + Duration::from_secs(1_893_452_400);
    assert_eq!(credentials.expires(), Some(expires));
}

#[test]
fn a_profile_may_have_a_session() {
    let environment = with(
        &[("AWS_PROFILE", "work")],
        "[default]\nx = y\n[work]\nAWS_ACCESS_KEY_ID = A\naws_secret_access_key = B\naws_session_token = C",
    );
    assert_eq!(parts(&found(&environment).unwrap()), ("A", "B", Some("C")));
}

/// Variables, the file of credentials, and pieces of what is said.
type Case = (Vec<(&'static str, &'static str)>, String, Vec<&'static str>);

/// Every way in which there are no credentials, and what is said: in front of the colon, and somewhere.
#[test]
fn what_is_wrong_is_told_with_its_place_and_without_secrets() {
    const FILE: &str = "/home/me/.aws/credentials";
    let key = "aws_access_key_id = AKID\n";
    let cases: Vec<Case> = vec![
        (
            vec![],
            String::new(),
            vec![
                "there are no credentials",
                "AWS_ACCESS_KEY_ID",
                FILE,
                "/home/me/.aws/config (no such file)",
            ],
        ),
        (
            vec![("AWS_ACCESS_KEY_ID", "AKID")],
            String::new(),
            vec!["AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY"],
        ),
        (
            vec![("AWS_SECRET_ACCESS_KEY", "murmur")],
            String::new(),
            vec!["AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID"],
        ),
        (
            vec![
                ("AWS_ACCESS_KEY_ID", "AKID"),
                ("AWS_SECRET_ACCESS_KEY", "murmur"),
                ("AWS_SESSION_TOKEN", "whisper/token"),
                ("AWS_CREDENTIAL_EXPIRATION", "2020-01-01T00:00:00Z"),
            ],
            String::new(),
            vec![
                "the variables AWS_ACCESS_KEY_ID",
                "AKID expired at 2020-01-01T00:00:00Z",
            ],
        ),
        (
            vec![
                ("AWS_ACCESS_KEY_ID", "AKID"),
                ("AWS_SECRET_ACCESS_KEY", "murmur"),
                ("AWS_CREDENTIAL_EXPIRATION", "murmur"),
            ],
            String::new(),
            vec!["AWS_CREDENTIAL_EXPIRATION must be a time"],
        ),
        (
            vec![
                ("AWS_ACCESS_KEY_ID", "AKID"),
                ("AWS_SECRET_ACCESS_KEY", "hush+secret\nmurmur"),
            ],
            String::new(),
            vec![
                "the variables AWS_ACCESS_KEY_ID",
                "the secret access key has a character",
                "byte 12",
            ],
        ),
        (
            vec![],
            format!("[default]\n{key}aws_secret_access_key: hush+secret"),
            vec!["/home/me/.aws/credentials:3:1: expected a setting"],
        ),
        (
            vec![],
            format!("[default]\n{key}aws_secret_acess_key = hush+secret"),
            vec!["credentials:3: expected `aws_secret_access_key` here"],
        ),
        (
            vec![],
            format!("[default]\n{key}aws-secret-access-key = hush+secret"),
            vec!["credentials:3: expected `aws_secret_access_key` here"],
        ),
        (
            vec![],
            "[default]\nacces_key_id = x\naws_acces_key_id = AKID\naws_secret_access_key = murmur"
                .to_owned(),
            vec!["credentials:3: expected `aws_access_key_id` here"],
        ),
        (
            vec![],
            format!("[default]\n{key}"),
            vec![
                "credentials:2: the profile `default` has `aws_access_key_id`, but no `aws_secret_access_key`",
            ],
        ),
        (
            vec![],
            format!("[default]\n{key}aws_secret_access_key ="),
            vec!["credentials:2: the profile", "no `aws_secret_access_key`"],
        ),
        (
            vec![],
            format!("[default]\n{key}aws_secret_access_key = hush\n +secret"),
            vec!["credentials:3: expected a value on one line; line 4"],
        ),
        (
            vec![],
            format!(
                "[default]\n{key}aws_secret_access_key = murmur\naws_sesion_token = whisper/token"
            ),
            vec!["credentials:4: expected `aws_session_token` here"],
        ),
        (
            vec![],
            format!("[default]\n{key}aws_secret_access_key = \"murmur murmur\""),
            vec![
                "the profile `default` (/home/me/.aws/credentials:2): the secret access key has a character",
            ],
        ),
        (
            vec![],
            "aws_secret_access_key = hush+secret".to_owned(),
            vec!["credentials:1:1: expected a section in brackets"],
        ),
        (
            vec![],
            "[default\naws_secret_access_key = hush+secret".to_owned(),
            vec!["credentials:1:9: expected `]`"],
        ),
        (
            vec![("AWS_PROFILE", "x")],
            "[murmurs]".to_owned(),
            vec!["the variable AWS_PROFILE names the profile `x`"],
        ),
        (
            vec![],
            format!("[default]\n{key}aws_secret_access_key = murmur\nrole_arn = arn:x"),
            vec!["credentials:4", "`role_arn`", "aws-config"],
        ),
        (
            vec![],
            "[default]\nsso_session = x".to_owned(),
            vec!["credentials:2", "`sso_session`", "aws-config"],
        ),
        (
            vec![],
            "[default]\ncredential_process = print murmur".to_owned(),
            vec!["credentials:2", "`credential_process`", "aws-config"],
        ),
    ];
    for (variables, file, said) in cases {
        let error = found(&with(&variables, &file)).unwrap_err();
        for text in [error.to_string(), format!("{error:?}")] {
            for piece in &said {
                assert!(text.contains(piece), "`{piece}` is not in: {text}");
            }
            for secret in SECRETS
                .iter()
                .filter(|it| !file.starts_with(&format!("[{it}")))
            {
                assert!(!text.contains(secret), "{text}");
            }
        }
    }
}

#[test]
fn a_program_that_prints_a_key_is_not_asked_where_there_is_one() {
    let file =
        "[default]\ncredential_process = x\naws_access_key_id = A\naws_secret_access_key = B";
    assert_eq!(parts(&found(&with(&[], file)).unwrap()), ("A", "B", None));
}

#[test]
fn empty_and_expired_credentials_are_refused() {
    let session =
        |expires| Credentials::new("AKID", "hush+secret").with_session("whisper/token", expires);
    for (credentials, said) in [
        (
            Credentials::new("", "hush+secret"),
            "the access key id is empty",
        ),
        (
            Credentials::new("AKID", ""),
            "the secret access key is empty",
        ),
        (
            Credentials::new("AKID", "hush+secret").with_session("", None),
            "the session token is empty",
        ),
        (
            Credentials::new("AKID\r\n", "hush+secret"),
            "the access key id has a character that no key has, at byte 5",
        ),
        (
            session(Some(now())),
            "the key AKID expired at 2027-01-15T08:00:00Z; get a new one",
        ),
    ] {
        let error = credentials.check(now()).unwrap_err();
        assert_eq!(error.to_string(), said);
        assert!(!format!("{credentials:?}").contains("hush+secret"));
    }
    assert_eq!(
        session(Some(now() + Duration::from_millis(1))).check(now()),
        Ok(())
    );
    assert_eq!(session(None).check(now()), Ok(()));
}

struct Fixed(Result<Credentials, CredentialsError>);

impl ProvideCredentials for Fixed {
    fn credentials(&self, _: SystemTime) -> CredentialsFuture<'_> {
        provider::ready(self.0.clone())
    }
}

#[tokio::test]
async fn a_chain_ends_at_the_first_that_has_something() {
    let none = || Fixed(Err(CredentialsError::absent("nothing here")));
    let wrong = Fixed(Err(CredentialsError::new("a typo")));
    let chain = CredentialsChain::new()
        .then(none())
        .then(Credentials::new("A", "x"))
        .then(wrong);
    assert!(
        chain.at_hand(now()).is_none(),
        "the first one takes its time"
    );
    assert_eq!(chain.credentials(now()).await.unwrap().access_key_id(), "A");
    assert_eq!(chain.at_hand(now()).unwrap().unwrap().access_key_id(), "A");
    let chain = CredentialsChain::new()
        .then(Fixed(Err(CredentialsError::new("a typo"))))
        .then(Credentials::new("A", "x"));
    assert_eq!(
        chain.credentials(now()).await.unwrap_err().to_string(),
        "a typo"
    );
    let chain = CredentialsChain::new().then(none()).then(none());
    let error = chain.credentials(now()).await.unwrap_err();
    assert!(error.is_absent());
    assert_eq!(
        error.to_string(),
        "there are no credentials: nothing here; nothing here"
    );
    assert!(CredentialsChain::new().credentials(now()).await.is_err());
}
