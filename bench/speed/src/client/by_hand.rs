//! The client that an engineer would write for these two calls with serde, http and percent-encoding.
//!
//! In: strings. Out: values. It does what the calls need and nothing else: no signature, no timeout, no retry, no limit.

use std::borrow::Cow;
use std::rc::Rc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Full};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use tower_service::Service;

use super::memory::Memory;
use super::{COMMAND, PARAMETERS, TARGET, TOKEN};
use crate::derived::{Description, Parameter, Start, Started};
use crate::fixtures::{self, JOB, THING};
use crate::measure::Case;

/// What RFC 3986 does not call unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

const AGENT: HeaderValue = HeaderValue::from_static("by-hand/1.0");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

struct Client<S> {
    endpoint: String,
    service: S,
}

/// What can go wrong.
type Failure = Box<dyn std::error::Error + Send + Sync>;

impl<S, B> Client<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<B>, Error: Into<Failure>> + Clone,
    B: Body<Error: Into<Failure>>,
{
    async fn describe_job_execution(
        &self,
        thing: &str,
        job: &str,
        include_job_document: Option<bool>,
    ) -> Result<Description, Failure> {
        let mut uri = String::with_capacity(128);
        uri.push_str(&self.endpoint);
        uri.push_str("/things/");
        uri.push_str(&encode(thing));
        uri.push_str("/jobs/");
        uri.push_str(&encode(job));
        match include_job_document {
            Some(true) => uri.push_str("?includeJobDocument=true"),
            Some(false) => uri.push_str("?includeJobDocument=false"),
            None => {}
        }
        let request = Request::get(uri)
            .header(USER_AGENT, AGENT)
            .body(Full::default())?;
        self.send(request).await
    }

    async fn start_command_execution(&self, start: &Start) -> Result<Started, Failure> {
        let mut uri = String::with_capacity(128);
        uri.push_str(&self.endpoint);
        uri.push_str("/command-executions");
        let request = Request::post(uri)
            .header(USER_AGENT, AGENT)
            .header(CONTENT_TYPE, JSON)
            .body(Full::from(serde_json::to_vec(start)?))?;
        self.send(request).await
    }

    async fn send<T: DeserializeOwned>(&self, request: Request<Full<Bytes>>) -> Result<T, Failure> {
        let response = self
            .service
            .clone()
            .call(request)
            .await
            .map_err(Into::into)?;
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.map_err(Into::into)?.to_bytes();
        if !head.status.is_success() {
            return Err(format!("the service answered {}", head.status).into());
        }
        Ok(serde_json::from_slice(&bytes)?)
    }
}

/// Without a copy where there is nothing to encode.
fn encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

fn client(memory: &Memory) -> Rc<Client<Memory>> {
    Rc::new(Client {
        endpoint: "https://data.jobs.iot.eu-west-1.amazonaws.com".to_owned(),
        service: memory.clone(),
    })
}

pub(super) fn describe(row: &'static str, memory: &Memory) -> Case {
    let client = client(memory);
    Case::waiting(
        row,
        "serde, http and percent-encoding by hand",
        || (),
        move |()| {
            let client = Rc::clone(&client);
            async move {
                let description = client.describe_job_execution(THING, JOB, Some(true)).await;
                description.expect("a good answer")
            }
        },
    )
}

pub(super) fn start(row: &'static str, memory: &Memory) -> Case {
    let parameters = fixtures::parameters(PARAMETERS)
        .into_iter()
        .map(|(name, text)| {
            let parameter = Parameter {
                s: Some(text),
                ..Parameter::default()
            };
            (name, parameter)
        });
    let start = Start {
        target_arn: TARGET.to_owned(),
        command_arn: COMMAND.to_owned(),
        parameters: Some(parameters.collect()),
        execution_timeout_seconds: None,
        client_token: Some(TOKEN.to_owned()),
    };
    let client = client(memory);
    Case::waiting(
        row,
        "serde, http and percent-encoding by hand",
        move || start.clone(),
        move |start| {
            let client = Rc::clone(&client);
            async move {
                client
                    .start_command_execution(&start)
                    .await
                    .expect("a good answer")
            }
        },
    )
    .one_at_a_time()
}
