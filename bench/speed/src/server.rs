//! Servers that answer UpdateJobExecution: route, parse, validate, answer.
//!
//! In: the same request for all. Out: the rows `update-*`, and services for the row `loopback`. All check the same
//! constraints and answer the same.

pub(crate) mod by_hand;
pub(crate) mod ours;
pub(crate) mod with_axum;
pub(crate) mod with_smithy;

use std::convert::Infallible;
use std::future::Future;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HOST, USER_AGENT};
use http::{HeaderValue, Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Full};
use tower_service::Service;

use crate::fixtures::{JOB, THING, UPDATE};
use crate::measure::Case;

/// The largest body that any of them takes.
pub(crate) const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// The rows.
pub(crate) const ROWS: &[&str] = &["update"];

/// The cases.
pub(crate) fn cases() -> Vec<Case> {
    // A service is cloned for each request, as hyper and axum do.
    let (ours, axum, smithy) = (
        ours::service(),
        with_axum::service(),
        with_smithy::service(),
    );
    vec![
        case("ours", move |request| ours.clone().call(request)),
        case("hyper, routed by hand", by_hand::answer),
        case("axum", move |request| axum.clone().call(request)),
        case("aws-smithy-http-server", move |request| {
            smithy.clone().call(request)
        }),
    ]
}

fn case<F, B>(name: &'static str, call: impl Fn(Request<Full<Bytes>>) -> F + 'static) -> Case
where
    F: Future<Output = Result<Response<B>, Infallible>>,
    B: Body<Data = Bytes>,
{
    Case::waiting("update", name, request, move |request| {
        let response = call(request);
        async {
            let response = response.await.expect("services here are infallible");
            assert_eq!(response.status(), 200);
            let Ok(body) = response.into_body().collect().await else {
                panic!("bodies here are in memory")
            };
            body.to_bytes()
        }
    })
}

/// The path of the request.
pub(crate) fn path() -> String {
    format!("/things/{THING}/jobs/{JOB}")
}

/// The request, as hyper hands it to a service.
pub(crate) fn request() -> Request<Full<Bytes>> {
    let fixed = HeaderValue::from_static;
    Request::post(path())
        .header(HOST, fixed("127.0.0.1:8080"))
        .header(USER_AGENT, fixed("bench/1.0"))
        .header(ACCEPT, fixed("*/*"))
        .header(CONTENT_TYPE, fixed("application/json"))
        .header(CONTENT_LENGTH, HeaderValue::from(UPDATE.len()))
        .body(Full::from(UPDATE))
        .expect("a request of constants")
}
