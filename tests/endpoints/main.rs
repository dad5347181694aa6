//! Where the committed client sends its requests.
//!
//! In: AWS's endpoint tests of the service, which are other people's data. Out: whether a client with their parameters as
//! settings goes where they say, or says what they say.

mod mutants;
#[path = "../shared/mod.rs"]
mod shared;

use std::sync::{Arc, Mutex};

use iot_jobs_data::Client;
use iot_jobs_data::client::{Config, ConfigError, ErrorKind};
use serde_json::Value;
use tinsmith::ByteStream;
use tinsmith::client::{Transport, TransportFuture};
use tinsmith::http::{Request, Response, Uri};

/// Answers everything with nothing, and keeps where it was asked.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Option<Uri>>>);

impl Transport for Recorder {
    fn send(&self, request: Request<ByteStream>) -> TransportFuture {
        *self.0.lock().expect("the last address") = Some(request.uri().clone());
        Box::pin(async { Ok(Response::new(ByteStream::from("{}"))) })
    }
}

/// Where a call goes with these settings; the error, if it goes nowhere.
async fn called(
    region: Option<&str>,
    fips: bool,
    dual_stack: bool,
    endpoint: Option<&str>,
) -> Result<Result<String, String>, ConfigError> {
    let recorder = Recorder::default();
    let mut config = Config::builder()
        .transport(recorder.clone())
        .no_timeout()
        .no_auth()
        .use_fips(fips)
        .use_dual_stack(dual_stack);
    if let Some(region) = region {
        config = config.region(region);
    }
    if let Some(endpoint) = endpoint {
        config = config.endpoint_url(endpoint);
    }
    let client = Client::new(config.build()?);
    let sent = client
        .get_pending_job_executions()
        .thing_name("t")
        .send()
        .await;
    let uri = recorder.0.lock().expect("the last address").take();
    Ok(match (sent, uri) {
        (Ok(_), Some(uri)) => {
            let uri = uri.to_string();
            let (endpoint, _) = uri
                .split_once("/things/t/jobs")
                .expect("the path of the call");
            Ok(endpoint.to_owned())
        }
        (Err(error), None) => match error.kind() {
            ErrorKind::Endpoint(error) => Err(error.message().to_owned()),
            _ => panic!("{error}"),
        },
        (sent, uri) => panic!("{sent:?} at {uri:?}"),
    })
}

#[tokio::test]
async fn metadata_leads_where_the_endpoint_tests_say() {
    let file = "models/iot-jobs-data/endpoint-tests-1.json";
    let Some(text) = shared::text(file, "botocore's source distribution") else {
        return;
    };
    let tests: Value = serde_json::from_str(&text).expect("JSON");
    let cases = tests["testCases"].as_array().expect("tests");
    assert_eq!(cases.len(), 45, "the tests of botocore 1.44.5");
    for case in cases {
        let parameters = &case["params"];
        let found = called(
            parameters["Region"].as_str(),
            parameters["UseFIPS"].as_bool().unwrap_or_default(),
            parameters["UseDualStack"].as_bool().unwrap_or_default(),
            parameters["Endpoint"].as_str(),
        )
        .await
        .expect("settings that are right by themselves");
        let expected = match &case["expect"]["error"] {
            Value::String(error) => Err(error.clone()),
            _ => Ok(case["expect"]["endpoint"]["url"]
                .as_str()
                .expect("a URL")
                .to_owned()),
        };
        assert_eq!(found, expected, "{}", case["documentation"]);
    }
}

#[tokio::test]
async fn a_region_that_is_no_host_label_is_an_error_of_its_setting() {
    for region in ["", "us east 1", "us-east-1.evil.example", "-a", "ü"] {
        let error = called(Some(region), false, false, None)
            .await
            .expect_err(region);
        assert_eq!(error.setting(), "region");
    }
}

#[tokio::test]
async fn an_explicit_endpoint_keeps_its_port_and_path() {
    let url = "http://127.0.0.1:8080/prefix";
    let found = called(Some("us-east-1"), false, false, Some(url)).await;
    assert_eq!(found.expect("settings").as_deref(), Ok(url));
}
