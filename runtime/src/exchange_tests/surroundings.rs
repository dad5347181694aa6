//! Calls that are configured by the environment alone.

use super::depot::FindPartInput;
use crate::AuthScheme;
use crate::byte_stream::ByteStream;
use crate::client::{
    Client, Config, Environment, ServiceSchema, Transport, TransportError, TransportFuture,
};
use std::sync::{Arc, Mutex};

static SIGNED: ServiceSchema = ServiceSchema::new("Depot Service")
    .auth(&[AuthScheme::SigV4])
    .signing_name("depot");

/// Keeps where a request goes, and who signed it for what.
#[derive(Clone, Default)]
struct Keep(Arc<Mutex<String>>);

impl Transport for Keep {
    fn send(&self, request: http::Request<ByteStream>) -> TransportFuture {
        let header = request.headers()["authorization"].to_str().unwrap();
        let (_, scope) = header.split_once("Credential=").unwrap();
        let mut scope: Vec<&str> = scope.split(',').next().unwrap().split('/').collect();
        scope.remove(1);
        let token = request.headers().get("x-amz-security-token");
        let token = token.map_or("", |token| token.to_str().unwrap());
        let uri = request.uri();
        *self.0.lock().unwrap() = format!("{uri} {} {token}", scope.join("/"));
        Box::pin(async { Err(TransportError::new("nobody is there")) })
    }
}

fn sent(environment: Environment) -> String {
    let kept = Keep::default();
    let config = Config::builder()
        .environment(environment)
        .transport(kept.clone());
    let client = Client::new(config.build().unwrap(), &SIGNED);
    let input = FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    };
    let error = super::now(client.send(input)).unwrap_err();
    assert!(error.to_string().contains("nobody is there"), "{error}");
    kept.0.lock().unwrap().clone()
}

#[test]
fn variables_are_all_that_is_needed() {
    let environment = Environment::empty()
        .with_variable("AWS_REGION", "eu-central-1")
        .with_variable("AWS_ENDPOINT_URL", "https://example.com")
        .with_variable("AWS_ACCESS_KEY_ID", "AKIDVARIABLE")
        .with_variable("AWS_SECRET_ACCESS_KEY", "x")
        .with_variable("AWS_SESSION_TOKEN", "token");
    assert_eq!(
        sent(environment.clone()),
        "https://example.com/depots/d/parts/$find?name=n AKIDVARIABLE/eu-central-1/depot/aws4_request token"
    );
    let name = "AWS_ENDPOINT_URL_DEPOT_SERVICE";
    let sent = sent(environment.with_variable(name, "https://depot.example.com/v1"));
    assert!(
        sent.starts_with("https://depot.example.com/v1/depots/"),
        "{sent}"
    );
}

#[test]
fn a_profile_is_all_that_is_needed() {
    let config = "\
[profile work]
region = eu-west-1
services = local

[services local]
depot_service =
  endpoint_url = http://127.0.0.1:8080
";
    let credentials = "\
[work]
aws_access_key_id = AKIDPROFILE
aws_secret_access_key = x
";
    let environment = Environment::empty()
        .with_variable("HOME", "/home/me")
        .with_file("/home/me/.aws/config", config)
        .with_file("/home/me/.aws/credentials", credentials)
        .with_profile("work");
    assert_eq!(
        sent(environment),
        "http://127.0.0.1:8080/depots/d/parts/$find?name=n AKIDPROFILE/eu-west-1/depot/aws4_request "
    );
}
