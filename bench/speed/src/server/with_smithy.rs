//! What smithy-rs would generate over `aws-smithy-http-server`, written by hand.
//!
//! Its router, its handlers and its traits are used as its generated code uses them: an operation's shape, a request that
//! becomes an input, an output that becomes a response. Where generated code is slower than what an engineer would write
//! (a parser of paths, tokens of `aws-smithy-json`, a regular expression for each pattern), this is what the engineer
//! would write.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use aws_smithy_http_server::body::{BoxBody, to_boxed};
use aws_smithy_http_server::operation::{OperationShape, OperationShapeExt, UpgradePlugin};
use aws_smithy_http_server::plugin::Plugin;
use aws_smithy_http_server::protocol::rest::router::RestRouter;
use aws_smithy_http_server::protocol::rest_json_1::RestJson1;
use aws_smithy_http_server::protocol::rest_json_1::rejection::RequestRejection;
use aws_smithy_http_server::protocol::rest_json_1::runtime_error::RuntimeError;
use aws_smithy_http_server::request::FromRequest;
use aws_smithy_http_server::response::IntoResponse;
use aws_smithy_http_server::routing::request_spec::{
    PathAndQuerySpec, PathSegment, PathSpec, QuerySpec, RequestSpec, UriSpec,
};
use aws_smithy_http_server::routing::{Route, RoutingService};
use aws_smithy_http_server::service::ServiceShape;
use aws_smithy_http_server::shape_id::ShapeId;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Limited};
use percent_encoding::percent_decode_str;

use super::BODY_LIMIT;
use crate::checks;
use crate::derived::{State, Status, Update, Updated};

/// The service's shape.
enum Jobs {}

impl ServiceShape for Jobs {
    const ID: ShapeId = ShapeId::new("jobs#Jobs", "jobs", "Jobs");
    const VERSION: Option<&'static str> = None;
    type Protocol = RestJson1;
    type Operations = ();
}

/// The operation's shape.
struct UpdateJobExecution;

struct Input {
    status: Status,
    status_details: Option<HashMap<String, String>>,
    expected_version: Option<i64>,
}

struct Output(Updated);

/// An error of the operation.
enum Failure {}

impl OperationShape for UpdateJobExecution {
    const ID: ShapeId = ShapeId::new("jobs#UpdateJobExecution", "jobs", "UpdateJobExecution");
    type Input = Input;
    type Output = Output;
    type Error = Failure;
}

impl<B> FromRequest<RestJson1, B> for Input
where
    B: Body<Data: Send, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
{
    type Rejection = RuntimeError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, RuntimeError>> + Send>>;

    fn from_request(request: Request<B>) -> Self::Future {
        Box::pin(read(request))
    }
}

async fn read<B>(request: Request<B>) -> Result<Input, RuntimeError>
where
    B: Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>>,
{
    let (head, body) = request.into_parts();
    let json = |value: &HeaderValue| value.as_bytes().starts_with(b"application/json");
    if !head.headers.get(CONTENT_TYPE).is_some_and(json) {
        return Err(RuntimeError::UnsupportedMediaType);
    }
    let mut segments = head.uri.path().split('/').skip(2).step_by(2);
    let mut label = || {
        let text = segments.next().unwrap_or_default();
        percent_decode_str(text).decode_utf8().map_err(malformed)
    };
    let (thing, job) = (label()?, label()?);
    let body = Limited::new(body, BODY_LIMIT)
        .collect()
        .await
        .map_err(malformed)?;
    let update: Update = serde_json::from_slice(&body.to_bytes()).map_err(malformed)?;
    checks::by_hand(&thing, &job, update.status_details.as_ref())
        .map_err(|member| RuntimeError::Validation(member.to_owned()))?;
    Ok(Input {
        status: update.status,
        status_details: update.status_details,
        expected_version: update.expected_version,
    })
}

fn malformed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> RuntimeError {
    RequestRejection::from(error.into()).into()
}

impl IntoResponse<RestJson1> for Output {
    fn into_response(self) -> Response<BoxBody> {
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let length = HeaderValue::from(body.len());
        let mut response = Response::new(to_boxed(body));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_LENGTH, length);
        response
    }
}

impl IntoResponse<RestJson1> for Failure {
    fn into_response(self) -> Response<BoxBody> {
        match self {}
    }
}

async fn update(input: Input) -> Result<Output, Failure> {
    Ok(Output(Updated {
        execution_state: Some(State {
            status: Some(input.status),
            status_details: input.status_details,
            version_number: input.expected_version.map(|version| version + 1),
        }),
        job_document: None,
    }))
}

/// The routes of the service: method and path.
pub(crate) const ROUTES: [(Method, &str); 5] = [
    (Method::GET, "/things/{}/jobs/{}"),
    (Method::GET, "/things/{}/jobs"),
    (Method::POST, "/command-executions"),
    (Method::PUT, "/things/{}/jobs/$next"),
    (Method::POST, "/things/{}/jobs/{}"),
];

/// A route as this library's generated code writes it; `{}` is a label.
pub(crate) fn specification(method: Method, path: &str) -> RequestSpec {
    let segments = path.split('/').skip(1).map(|segment| match segment {
        "{}" => PathSegment::Label,
        literal => PathSegment::Literal(literal.to_owned()),
    });
    let path = PathSpec::from_vector_unchecked(segments.collect());
    let query = QuerySpec::from_vector_unchecked(Vec::new());
    RequestSpec::new(method, UriSpec::new(PathAndQuerySpec::new(path, query)))
}

/// The service, for requests of this kind of body.
pub(crate) fn service<B>() -> RoutingService<RestRouter<Route<B>>, RestJson1>
where
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let plugin = UpgradePlugin::<()>::new();
    let routes = ROUTES.map(|(method, path)| {
        // The others are never called here, and cost their place in the router all the same.
        let handler = UpdateJobExecution::from_handler(update);
        let upgraded = Plugin::<Jobs, UpdateJobExecution, _>::apply(&plugin, handler);
        (specification(method, path), Route::new(upgraded))
    });
    RoutingService::new(RestRouter::from_iter(routes))
}
