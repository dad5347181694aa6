//! How requests say who sends them, where that is no signature.

use super::depot::*;
use super::now;
use crate::byte_stream::ByteStream;
use crate::client::{Client, Config, ConfigBuilder, ErrorKind, ServiceSchema, from_fn};
use crate::{
    ApiKey, AuthScheme, IdentityError, IdentityFuture, ProvideApiKey, ProvideToken, Token,
};
use http::{Request, Response};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const IN_HEADER: AuthScheme = AuthScheme::ApiKeyHeader {
    name: "x-api-key",
    scheme: "",
};
const WITH_SCHEME: AuthScheme = AuthScheme::ApiKeyHeader {
    name: "authorization",
    scheme: "ApiKey",
};

static BEARER: ServiceSchema = ServiceSchema::new("Depot").auth(&[AuthScheme::Bearer]);
static HEADER: ServiceSchema = ServiceSchema::new("Depot").auth(&[IN_HEADER]);
static SCHEME: ServiceSchema = ServiceSchema::new("Depot").auth(&[WITH_SCHEME]);
static QUERY: ServiceSchema = ServiceSchema::new("Depot").auth(&[AuthScheme::ApiKeyQuery("key")]);
static BOTH: ServiceSchema = ServiceSchema::new("Depot").auth(&[AuthScheme::Bearer, IN_HEADER]);
static OPTIONAL: ServiceSchema =
    ServiceSchema::new("Depot").auth(&[AuthScheme::Bearer, AuthScheme::None]);

fn find() -> FindPartInput {
    FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    }
}

/// What is sent, or why nothing is.
fn sent(
    service: &'static ServiceSchema,
    adjust: impl FnOnce(ConfigBuilder) -> ConfigBuilder,
) -> Result<Request<ByteStream>, String> {
    let kept = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&kept);
    let config = Config::builder()
        .endpoint_url("https://depot.test")
        .clock(|| UNIX_EPOCH)
        .transport(from_fn(move |request| {
            *keep.lock().unwrap() = Some(request);
            Response::new("{}")
        }));
    let client = Client::new(adjust(config).build().unwrap(), service);
    match now(client.send(find())) {
        Ok(_) => Ok(kept.lock().unwrap().take().unwrap()),
        Err(error) => {
            assert!(matches!(error.kind(), ErrorKind::Auth(_)));
            assert!(kept.lock().unwrap().is_none());
            Err(error.to_string())
        }
    }
}

#[test]
fn tokens_and_keys_are_where_the_model_wants_them() {
    let token = |config: ConfigBuilder| config.token(Token::new("hush"));
    let request = sent(&BEARER, token).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer hush");
    assert!(request.headers()["authorization"].is_sensitive());
    let key = |config: ConfigBuilder| config.api_key(ApiKey::new("h&sh"));
    let request = sent(&HEADER, key).unwrap();
    assert_eq!(request.headers()["x-api-key"], "h&sh");
    assert!(request.headers()["x-api-key"].is_sensitive());
    let request = sent(&SCHEME, key).unwrap();
    assert_eq!(request.headers()["authorization"], "ApiKey h&sh");
    let request = sent(&QUERY, key).unwrap();
    let before = request.uri().to_string();
    assert!(before.ends_with("?name=n&key=h%26sh"), "{before}");
}

#[test]
fn the_first_scheme_with_an_identity_counts() {
    let key = |config: ConfigBuilder| config.api_key(ApiKey::new("key"));
    let both = |config: ConfigBuilder| key(config).token(Token::new("token"));
    let request = sent(&BOTH, key).unwrap();
    assert!(!request.headers().contains_key("authorization"));
    assert_eq!(request.headers()["x-api-key"], "key");
    let request = sent(&BOTH, both).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer token");
    assert!(!request.headers().contains_key("x-api-key"));
    for (service, adjust) in [
        (&OPTIONAL, (|config| config) as fn(ConfigBuilder) -> _),
        (&BOTH, |config| config.no_auth()),
        (&BOTH, |config| config.token(Token::new("t")).no_auth()),
    ] {
        let request = sent(service, adjust).unwrap();
        assert!(!request.headers().contains_key("authorization"));
    }
}

/// Knows nothing at hand, and looks at the time.
struct Late;

impl ProvideToken for Late {
    fn token(&self, now: Option<SystemTime>) -> IdentityFuture<'_, Token> {
        assert_eq!(now, Some(UNIX_EPOCH));
        Box::pin(async { Ok(Token::new("late")) })
    }
}

impl ProvideApiKey for Late {
    fn api_key(&self) -> IdentityFuture<'_, ApiKey> {
        Box::pin(async { Err(IdentityError::new("the vault is closed")) })
    }
}

#[test]
fn providers_may_take_their_time_and_fail() {
    let request = sent(&BEARER, |config| config.token(Late)).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer late");
    assert_eq!(
        sent(&HEADER, |config| config.api_key(Late)).unwrap_err(),
        "FindPart: setting `api_key`: the vault is closed (nothing was sent)"
    );
}

#[test]
fn what_cannot_be_used_is_named_and_not_shown() {
    type Adjust = fn(ConfigBuilder) -> ConfigBuilder;
    let expired: Adjust = |config| config.token(Token::expiring("hush", UNIX_EPOCH));
    let valid: Adjust =
        |config| config.token(Token::expiring("hush", UNIX_EPOCH + Duration::from_secs(1)));
    assert!(sent(&BEARER, valid).is_ok());
    for (service, adjust, says) in [
        (&BEARER, expired, "setting `token`: the token has expired"),
        (
            &BEARER,
            |config| config.token(Token::new("")),
            "setting `token`: its text is empty",
        ),
        (
            &BEARER,
            |config| config.token(Token::new("hush\n")),
            "setting `token`: its text has characters that no header has",
        ),
        (
            &QUERY,
            |config| config.api_key(ApiKey::new("")),
            "setting `api_key`: its text is empty",
        ),
        (
            &BOTH,
            |config| config,
            "setting `token`: is not set, and the operation wants a bearer token or an API key; \
             `no_auth` sends requests without",
        ),
    ] {
        let error = sent(service, adjust).unwrap_err();
        assert_eq!(error, format!("FindPart: {says} (nothing was sent)"));
        assert!(!error.contains("hush"));
    }
}
