//! Judges where generated clients send their requests, by the endpoint tests that say which operation is called.
//!
//! In: a folder with a file of tests for each service of the module `services`, and how many calls there are. Out: each
//! call that went elsewhere, and counts; an exit code. `cargo xtask endpoints` copies this file into a crate that depends
//! on these services' clients.

#![deny(warnings)]

/// A function that calls an operation of one service, by name.
macro_rules! calls {
    ($service:ident; $($operation:literal => $input:ident),*) => {
        fn $service(config: tinsmith::client::Config, operation: &str, input: serde_json::Value) -> Result<(), String> {
            let client = $service::Client::new(config);
            match operation {
                $($operation => {
                    let input: $service::operation::$input =
                        serde_json::from_value(input).map_err(|error| error.to_string())?;
                    super::answer(client.send(input))
                })*
                other => Err(format!("{other} is not generated")),
            }
        }
    };
}

mod services;

use std::fs;
use std::future::Future;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};
use tinsmith::ByteStream;
use tinsmith::client::{Config, Endpoint, Error, ErrorKind, Transport, TransportFuture};
use tinsmith::http::{Request, Response, Uri};

type Call = fn(Config, &str, Value) -> Result<(), String>;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (folder, expected) = (arguments.next().unwrap(), arguments.next().unwrap());
    let (mut made, mut failed) = (0, 0);
    for (name, call) in services::ALL {
        let text = fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
        let tests: Value = serde_json::from_str(&text).unwrap();
        for test in tests["testCases"].as_array().unwrap() {
            for input in test["operationInputs"].as_array().into_iter().flatten() {
                made += 1;
                if let Err(what) = judge(*call, input, &tests["builtIns"], &test["expect"]) {
                    failed += 1;
                    println!("FAILED: {name}, {}: {what}", test["documentation"]);
                }
            }
        }
    }
    println!("{made} calls, {failed} failures");
    if failed == 0 && made.to_string() == expected {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn judge(call: Call, input: &Value, built_ins: &Value, expected: &Value) -> Result<(), String> {
    let recorder = Recorder::default();
    let mut config = Config::builder()
        .transport(recorder.clone())
        .no_timeout()
        .no_retries()
        .no_auth();
    for (built_in, value) in input["builtInParams"].as_object().into_iter().flatten() {
        config = match (built_in.as_str(), value) {
            ("AWS::Region", Value::String(region)) => config.region(region),
            ("AWS::UseFIPS", Value::Bool(yes)) => config.use_fips(*yes),
            ("AWS::UseDualStack", Value::Bool(yes)) => config.use_dual_stack(*yes),
            ("SDK::Endpoint", Value::String(url)) => config.endpoint_url(url),
            (other, Value::String(text)) => {
                config.endpoint_parameter(built_ins[other].as_str().unwrap(), text.as_str())
            }
            (other, Value::Bool(yes)) => {
                config.endpoint_parameter(built_ins[other].as_str().unwrap(), *yes)
            }
            (other, value) => return Err(format!("the built-in {other} is {value}")),
        };
    }
    let config = config.build().map_err(|error| error.to_string())?;
    let parameters = input.get("operationParams").cloned().unwrap_or(json!({}));
    let called = call(config, input["operationName"].as_str().unwrap(), parameters);
    let found = recorder.0.lock().unwrap().take();
    match (found, called, expected["endpoint"]["url"].as_str()) {
        (Some(uri), _, Some(url)) => {
            let url: Endpoint = url.parse().map_err(|error| format!("{error}"))?;
            let found: Endpoint = format!("{}://{}", uri.scheme().unwrap(), uri.authority().unwrap())
                .parse()
                .map_err(|error| format!("{error}"))?;
            if found == url {
                Ok(())
            } else {
                Err(format!("expected {url}, found {uri}"))
            }
        }
        (None, Err(error), None) if error == expected["error"].as_str().unwrap_or_default() => Ok(()),
        (found, called, _) => Err(format!("expected {expected}, found {found:?} and {called:?}")),
    }
}

/// Answers everything with nothing, and keeps where it was asked.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Option<Uri>>>);

impl Transport for Recorder {
    fn send(&self, request: Request<ByteStream>) -> TransportFuture {
        *self.0.lock().unwrap() = Some(request.uri().clone());
        Box::pin(async { Ok(Response::new(ByteStream::from("{}"))) })
    }
}

/// The message of the endpoint rules, if that is why there is no answer.
fn answer<T, E: std::fmt::Debug>(call: impl Future<Output = Result<T, Error<E>>>) -> Result<(), String> {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(_)) => Ok(()),
        Poll::Ready(Err(error)) => match error.kind() {
            ErrorKind::Endpoint(error) => Err(error.message().to_owned()),
            other => Err(format!("{other:?}")),
        },
        Poll::Pending => Err("nothing here has to be waited for".to_owned()),
    }
}
