//! Settings that are wrong: each is an error that names the setting and the place before a request is sent, and shows no
//! secret.

use super::depot::FindPartInput;
use crate::AuthScheme;
use crate::byte_stream::ByteStream;
use crate::client::{
    Client, Config, ConfigBuilder, Environment, ServiceSchema, Transport, TransportError,
    TransportFuture,
};
use crate::credentials::Credentials;
use crate::{ApiKey, Token};
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// What no message may show.
const SECRETS: [&str; 3] = ["hush+secret", "whisper/token", "murmur"];

/// A service whose requests are signed, else have a token, else a key.
static SIGNED: ServiceSchema = ServiceSchema::new("Depot Service")
    .auth(&[
        AuthScheme::SigV4,
        AuthScheme::Bearer,
        AuthScheme::ApiKeyQuery("key"),
    ])
    .signing_name("depot");

/// Counts what is sent.
#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Transport for Count {
    fn send(&self, _: http::Request<ByteStream>) -> TransportFuture {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Err(TransportError::new("sent")) })
    }
}

/// An error as everything that it may be printed as.
fn shown<E: std::error::Error + Debug>(error: &E) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text += &format!("\n{error}\n{error:?}");
        cause = error.source();
    }
    text
}

/// What a call says with these settings; it must send nothing.
fn said(config: ConfigBuilder) -> String {
    let count = Count::default();
    let text = match config.transport(count.clone()).build() {
        Err(error) => shown(&error),
        Ok(config) => {
            let input = FindPartInput {
                depot: "d".into(),
                name: "n".into(),
            };
            let debug = format!("{config:?}");
            let error = super::now(Client::new(config, &SIGNED).send(input)).unwrap_err();
            format!("{}\n{debug}", shown(&error))
        }
    };
    assert_eq!(
        count.0.load(Ordering::Relaxed),
        0,
        "a request was sent: {text}"
    );
    for secret in SECRETS {
        assert!(!text.contains(secret), "a secret is shown: {text}");
    }
    text
}

fn explicit() -> ConfigBuilder {
    Config::builder()
        .region("eu-central-1")
        .endpoint_url("https://example.com")
        .credentials(Credentials::new("AKID", "hush+secret"))
}

fn around(variables: &[(&str, &str)], file: &str) -> ConfigBuilder {
    let environment = Environment::empty()
        .with_variable("HOME", "/home/me")
        .with_variable("AWS_ENDPOINT_URL", "https://example.com")
        .with_variable("AWS_REGION", "eu-central-1")
        .with_variable("AWS_ACCESS_KEY_ID", "AKID")
        .with_variable("AWS_SECRET_ACCESS_KEY", "hush+secret")
        .with_file("/home/me/.aws/credentials", file);
    Config::builder().environment(variables.iter().fold(environment, |it, (name, value)| {
        it.with_variable(*name, *value)
    }))
}

#[test]
fn a_region_that_is_no_host_label() {
    for region in [
        "",
        "eu central",
        "eu.central",
        "-eu",
        "eu/../x",
        "eu@evil.test#",
    ] {
        assert!(said(explicit().region(region)).contains("setting `region`: must have 1 to 63"));
        if !region.is_empty() {
            let said = said(around(&[("AWS_REGION", region)], ""));
            assert!(
                said.contains("setting `region`: the variable AWS_REGION must have"),
                "{said}"
            );
            let file = format!("[default]\nregion = {region}");
            let said = self::said(around(&[("AWS_REGION", "")], &file));
            let expected = "setting `region`: /home/me/.aws/credentials:2: `region` must have";
            assert!(said.contains(expected), "{said}");
        }
    }
}

#[test]
fn an_endpoint_without_a_scheme() {
    for url in [
        "example.com",
        "//example.com",
        "user:hush+secret@example.com",
        "localhost:8080",
    ] {
        let expected = "the URL must start with http:// or https://";
        let said = said(explicit().endpoint_url(url));
        assert!(
            said.contains(&format!("setting `endpoint_url`: {expected}")),
            "{said}"
        );
        for variable in ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DEPOT_SERVICE"] {
            let said = self::said(around(&[(variable, url)], ""));
            let expected = format!("setting `endpoint_url`: the variable {variable}: {expected}");
            assert!(said.contains(&expected), "{said}");
        }
        let file = format!("[default]\nendpoint_url = {url}");
        let said = self::said(around(&[("AWS_ENDPOINT_URL", "")], &file));
        let expected = format!(
            "setting `endpoint_url`: /home/me/.aws/credentials:2: `endpoint_url`: {expected}"
        );
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn a_credential_that_is_empty_or_expired() {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for (credentials, expected) in [
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
            Credentials::new("AKID", "hush+secret").with_session("whisper/token", Some(long_ago)),
            "the key AKID expired at 2001-09-09T01:46:40Z",
        ),
    ] {
        let said = said(explicit().credentials(credentials));
        assert!(
            said.contains(&format!("setting `credentials`: {expected}")),
            "{said}"
        );
    }
    let said = said(around(
        &[
            ("AWS_SESSION_TOKEN", "whisper/token"),
            ("AWS_CREDENTIAL_EXPIRATION", "2001-09-09T01:46:40Z"),
        ],
        "",
    ));
    let expected = "setting `credentials`: the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: the key AKID expired";
    assert!(said.contains(expected), "{said}");
    let said = self::said(around(
        &[("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", "")],
        "",
    ));
    assert!(
        said.contains("setting `credentials`: there are no credentials: "),
        "{said}"
    );
}

#[test]
fn a_profile_with_a_typing_error() {
    let nobody = [("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", "")];
    for (file, expected) in [
        (
            "[default]\naws_access_key_id = AKID\naws_secret_access_key: hush+secret",
            "setting `environment`: /home/me/.aws/credentials:3:1: expected a setting as `name = value`",
        ),
        (
            "[default\naws_secret_access_key = hush+secret",
            "setting `environment`: /home/me/.aws/credentials:1:9: expected `]`",
        ),
        (
            "[default]\naws_access_key_id = AKID\naws_secret_access_kye = hush+secret",
            "setting `credentials`: /home/me/.aws/credentials:3: expected `aws_secret_access_key` here",
        ),
        (
            "[defualt]\naws_access_key_id = AKID\naws_secret_access_key = hush+secret",
            "the profile `default` has no `aws_access_key_id`, in /home/me/.aws/credentials",
        ),
        (
            "[default]\naws_access_key_id = AKID\naws_secret_access_key = murmur hush+secret",
            "the profile `default` (/home/me/.aws/credentials:2): the secret access key has a character",
        ),
    ] {
        let said = said(around(&nobody, file));
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_token_or_key_that_no_header_carries() {
    let config = || Config::builder().endpoint_url("https://example.com");
    for (config, expected) in [
        (config().token(Token::new("")), "setting `token`: "),
        (
            config().token(Token::new("murmur\r\nx: y")),
            "setting `token`: ",
        ),
        (
            config().token(Token::expiring("murmur", SystemTime::UNIX_EPOCH)),
            "setting `token`: the token has expired",
        ),
        (
            config().api_key(ApiKey::new("")),
            "setting `api_key`: its text is empty",
        ),
        (config(), "setting `credentials`: is not set"),
    ] {
        let said = said(config);
        assert!(said.contains(expected), "{said}");
    }
}
