//! What a call costs in allocations: nothing for what is switched off, and little for what is not.

#![allow(clippy::unwrap_used)]

use allocation_counter::measure;
use iot_jobs_data::Client;
use iot_jobs_data::client::{Config, ConfigBuilder};
use iot_jobs_data::operation::DescribeJobExecutionInput;
use std::future::{Future, pending};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tinsmith::ByteStream;
use tinsmith::client::{Endpoint, Operation, Sleep, Timer, Transport, from_fn};
use tinsmith::credentials::Credentials;
use tinsmith::http::{Request, Response};

const URL: &str = "https://data.jobs.iot.eu-west-1.amazonaws.com";
const BODY: &str = r#"{"execution":{"jobId":"job-1","status":"QUEUED","versionNumber":1}}"#;

fn transport() -> impl Transport {
    from_fn(|request: Request<ByteStream>| {
        black_box(request);
        Response::new(BODY)
    })
}

fn input() -> DescribeJobExecutionInput {
    DescribeJobExecutionInput::new("job-1", "lamp-7")
}

/// The result of a future that waits for nothing.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits for something"),
    }
}

/// How many allocations a call makes, when it isn't the first one.
fn count(call: impl Fn()) -> u64 {
    call();
    call();
    measure(call).count_total
}

fn of_client(adjust: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> u64 {
    let config = Config::builder().endpoint_url(URL).transport(transport());
    let client = Client::new(adjust(config).build().unwrap());
    count(|| {
        now(client.send(input())).unwrap();
    })
}

/// What the pure core and the transport need.
fn by_hand() -> u64 {
    let (endpoint, transport): (Endpoint, _) = (URL.parse().unwrap(), transport());
    count(|| {
        let request = input().encode_request(&endpoint).unwrap();
        let response = now(transport.send(request)).unwrap();
        DescribeJobExecutionInput::decode_response(response).unwrap();
    })
}

/// Its time never comes.
struct Never;

impl Timer for Never {
    fn sleep(&self, _: Duration) -> Sleep {
        // As large as a sleep of tokio, which must be somewhere.
        let place = [0u8; 64];
        Box::pin(async move {
            pending::<()>().await;
            black_box(place);
        })
    }
}

fn bare(config: ConfigBuilder) -> ConfigBuilder {
    config.no_auth().no_sdk_headers().no_timeout().no_retries()
}

#[test]
fn what_is_off_costs_nothing() {
    assert_eq!(of_client(bare), by_hand());
    // A policy that is there and is not asked.
    assert_eq!(of_client(|config| bare(config).timer(Never)), by_hand());
}

#[test]
fn what_is_on_costs_little() {
    let bare_cost = of_client(bare);
    let signed = of_client(|config| {
        let key = Credentials::new("AKIDEXAMPLE", "hush");
        config.region("eu-west-1").credentials(key).timer(Never)
    });
    // The copy for repetitions, the timeout, the date, the signature, and what tells attempts of a call apart.
    assert!(signed <= bare_cost + 5, "{signed} and {bare_cost}");
    assert!(signed <= 25, "{signed}");
}
