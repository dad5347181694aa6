//! The transport in memory.
//!
//! In: requests of any body. Out: the same response every time, with the headers that the service sends. Whoever asks gets
//! it in the form that its own kind of transport gives.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::hint::black_box;
use std::sync::Arc;
use std::task::{Context, Poll};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::Full;
use tower_service::Service;

/// Answers all requests alike. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Memory(Arc<Answer>);

#[derive(Debug)]
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

impl Memory {
    pub(super) fn new(body: &[u8]) -> Self {
        let fixed = HeaderValue::from_static;
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, fixed("application/json"));
        headers.insert(DATE, fixed("Fri, 22 Nov 2024 00:06:49 GMT"));
        let id = fixed("0f0e3f52-7c0e-4b6a-9c55-0d6f2b7e9a11");
        headers.insert("x-amzn-requestid", id);
        let body = Bytes::copy_from_slice(body);
        Self(Arc::new(Answer { headers, body }))
    }

    fn response<B: From<Bytes>>(&self) -> Response<B> {
        let mut response = Response::new(self.0.body.clone().into());
        *response.headers_mut() = self.0.headers.clone();
        response
    }
}

/// Ours, and what is written by hand.
impl<B> Service<Request<B>> for Memory {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        black_box(&request);
        ready(Ok(self.response()))
    }
}

/// The official SDK.
impl HttpConnector for Memory {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        black_box(&request);
        let response = HttpResponse::try_from(self.response::<SdkBody>());
        HttpConnectorFuture::ready(Ok(response.expect("headers of ASCII")))
    }
}

impl HttpClient for Memory {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
