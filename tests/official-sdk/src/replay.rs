//! A transport for either client that notes what is sent and answers what was prepared.
//!
//! In: a request. Out: the same answer every time, and the request in a form without the marks of either client. It
//! opens no socket.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use tinsmith::ByteStream;
use tinsmith::client::{Transport, TransportError, TransportFuture};
use tinsmith::http::{HeaderMap, Request, Response};

/// Headers that say who sends a request, or sign it. No protocol of a service has a say in them.
const MARKS: [&str; 9] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "host",
    "user-agent",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-user-agent",
    "x-amz-content-sha256",
];

/// A request as far as the protocol defines it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The method.
    pub method: String,
    /// The path as it was sent, escapes included.
    pub path: String,
    /// The query as it was sent, or nothing if there was no question mark.
    pub query: Option<String>,
    /// All headers but those that sign the request or name its sender, by name in lower case.
    pub headers: BTreeMap<String, Vec<String>>,
    /// The body.
    pub body: Vec<u8>,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A JSON document.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let answer = Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        };
        answer.header("content-type", "application/json")
    }

    /// The same with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn response<B>(&self, body: impl FnOnce(Vec<u8>) -> B) -> Result<Response<B>, String> {
        let mut response = Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(name, value);
        }
        response
            .body(body(self.body.clone()))
            .map_err(|error| error.to_string())
    }
}

/// The transport. Clones share what they note.
#[derive(Clone, Debug)]
pub(crate) struct Replay {
    answer: Answer,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl Replay {
    /// A transport that always gives this answer.
    pub(crate) fn new(answer: Answer) -> Self {
        Self {
            answer,
            sent: Arc::default(),
        }
    }

    /// Everything that was sent since the last time this was asked.
    pub(crate) fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.sent.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, method: &str, uri: &tinsmith::http::Uri, headers: &HeaderMap, body: Vec<u8>) {
        let mut noted: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in headers {
            if !MARKS.contains(&name.as_str()) {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                noted
                    .entry(name.as_str().to_owned())
                    .or_default()
                    .push(value);
            }
        }
        let sent = Sent {
            method: method.to_owned(),
            path: uri.path().to_owned(),
            query: uri.query().map(str::to_owned),
            headers: noted,
            body,
        };
        let mut all = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(sent);
    }
}

impl Transport for Replay {
    fn send(&self, request: Request<ByteStream>) -> TransportFuture {
        let replay = self.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect(u64::MAX).await.map_err(TransportError::new)?;
            replay.note(
                head.method.as_str(),
                &head.uri,
                &head.headers,
                body.to_vec(),
            );
            replay
                .answer
                .response(ByteStream::from)
                .map_err(TransportError::new)
        })
    }
}

impl HttpConnector for Replay {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let other = |error: String| ConnectorError::other(error.into(), None);
        let answer = request
            .try_into_http1x()
            .map_err(|error| other(error.to_string()))
            .and_then(|request| {
                let (head, body) = request.into_parts();
                let body = body
                    .bytes()
                    .ok_or_else(|| other("the body is a stream".to_owned()))?;
                self.note(
                    head.method.as_str(),
                    &head.uri,
                    &head.headers,
                    body.to_vec(),
                );
                let response = self.answer.response(SdkBody::from).map_err(other)?;
                HttpResponse::try_from(response).map_err(|error| other(error.to_string()))
            });
        HttpConnectorFuture::ready(answer)
    }
}

impl HttpClient for Replay {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
