//! The official SDK, signing for real, against a jobs plane that answers nobody else.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_iotjobsdataplane::Client;
use aws_sdk_iotjobsdataplane::config::{ConfigBag, Credentials, Intercept, RuntimeComponents};
use aws_sdk_iotjobsdataplane::error::{BoxError, ProvideErrorMetadata};
use aws_sdk_iotjobsdataplane::types::{CommandParameterValue, JobExecutionStatus};
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use jobs_plane::clock::Clock;
use jobs_plane::plane::JobsPlane;
use jobs_plane::{seed, serve};
use tokio::net::TcpListener;

const ID: &str = "AKIDSTORIES";
const SECRET: &str = "secret/of+nobody";
const TOKEN: &str = "token/of+nobody==";
const THING: &str = "thermostat-1";
const REBOOT: &str = "arn:aws:iot:eu-west-1:123456789012:command/reboot";
const TARGET: &str = "arn:aws:iot:eu-west-1:123456789012:thing/thermostat-1";

/// Where a plane listens that knows one key.
async fn plane() -> String {
    let clock = Clock::manual();
    let store = seed::parse(include_str!("../../jobs-plane/seed.json"), clock.now()).unwrap();
    let plane = JobsPlane::new(store, Arc::new(clock));
    let credentials = tinsmith::credentials::Credentials::new(ID, SECRET).with_session(TOKEN, None);
    let keys = [(ID.to_owned(), credentials)].into();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve::serve_signed(listener, plane, keys));
    format!("http://{address}")
}

fn client(url: &str, id: &str, secret: &str, token: Option<&str>) -> Client {
    let credentials = Credentials::new(id, secret, token.map(str::to_owned), None, "tests");
    let config = official_sdk::official::client(url).config().to_builder();
    Client::from_conf(config.credentials_provider(credentials).build())
}

#[tokio::test]
async fn whoever_has_the_key_passes() {
    let client = client(&plane().await, ID, SECRET, Some(TOKEN));
    let started = client.start_next_pending_job_execution().thing_name(THING);
    let started = started.status_details("step", "prüfen 🔧").send().await;
    let job = started.unwrap().execution.unwrap();
    let described = client.describe_job_execution().thing_name(THING);
    let described = described.job_id("$next").include_job_document(true);
    let execution = described.send().await.unwrap().execution.unwrap();
    assert_eq!(execution.job_id(), job.job_id());
    let update = client.update_job_execution().thing_name(THING);
    let update = update.job_id(job.job_id().unwrap());
    let update = update.status(JobExecutionStatus::Succeeded);
    update.send().await.unwrap();
    let command = client.start_command_execution().target_arn(TARGET);
    let seconds = CommandParameterValue::builder().l(5).build();
    let command = command.command_arn(REBOOT).parameters("delay", seconds);
    assert!(command.send().await.unwrap().execution_id().is_some());
}

#[tokio::test]
async fn others_do_not() {
    let url = plane().await;
    for (client, code) in [
        (
            client(&url, "OTHER", SECRET, Some(TOKEN)),
            "UnrecognizedClientException",
        ),
        (
            client(&url, ID, SECRET, None),
            "UnrecognizedClientException",
        ),
        (
            client(&url, ID, SECRET, Some("other")),
            "UnrecognizedClientException",
        ),
        (
            client(&url, ID, "other", Some(TOKEN)),
            "InvalidSignatureException",
        ),
    ] {
        let call = client.get_pending_job_executions().thing_name(THING);
        let error = call.send().await.unwrap_err();
        assert_eq!(error.code(), Some(code));
        assert_eq!(error.raw_response().unwrap().status().as_u16(), 403);
    }
}

/// Changes the byte of a signed request that the counter says, and counts on.
#[derive(Debug)]
struct Flip {
    at: Arc<AtomicUsize>,
    part: &'static str,
}

impl Flip {
    /// The text with another byte in it; nothing if it is shorter than that.
    fn flipped(&self, text: &str) -> Option<String> {
        let mut bytes = text.as_bytes().to_vec();
        *bytes.get_mut(self.at.load(Ordering::SeqCst))? ^= 1;
        String::from_utf8(bytes).ok()
    }

    fn change(&self, request: &mut HttpRequest) -> Option<()> {
        match self.part {
            "body" => {
                let text = self.flipped(std::str::from_utf8(request.body().bytes()?).ok()?)?;
                *request.body_mut() = SdkBody::from(text);
            }
            "path" => {
                let start = request.uri().find("/things")?;
                let (host, path) = request.uri().split_at(start);
                let uri = format!("{host}{}", self.flipped(path)?);
                request.set_uri(uri).ok()?;
            }
            name => {
                let value = self.flipped(request.headers().get(name)?)?;
                request.headers_mut().try_insert(name, value).ok()?;
            }
        }
        Some(())
    }
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Flip {
    fn name(&self) -> &'static str {
        "Flip"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.change(context.request_mut())
            .ok_or_else(|| "no such byte".into())
    }
}

#[tokio::test]
async fn one_flipped_byte_does_not_pass() {
    let client = client(&plane().await, ID, SECRET, Some(TOKEN));
    for (part, least) in [
        ("path", 20),
        ("body", 20),
        ("authorization", 200),
        ("x-amz-date", 15),
        ("x-amz-security-token", 15),
        ("content-type", 10),
    ] {
        let at = Arc::new(AtomicUsize::new(0));
        let mut refused = 0;
        for index in 0..400 {
            at.store(index, Ordering::SeqCst);
            let call = client.update_job_execution().thing_name(THING);
            let call = call.job_id("firmware-2_1");
            let call = call.status(JobExecutionStatus::InProgress);
            let at = Arc::clone(&at);
            let call = call.customize().interceptor(Flip { at, part });
            let error = call.send().await.unwrap_err();
            // Beyond the end, and where the change makes no text or URI, nothing is sent.
            if let Some(response) = error.raw_response() {
                let status = response.status().as_u16();
                assert!(
                    matches!(status, 400 | 403),
                    "{status} for {part} at {index}"
                );
                refused += 1;
            }
        }
        assert!(refused >= least, "{refused} of {part}");
    }
}
