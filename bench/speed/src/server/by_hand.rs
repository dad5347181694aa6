//! What an engineer would write with hyper, serde_json and percent-encoding: paths taken apart by hand.

use std::borrow::Cow;
use std::convert::Infallible;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body::Body;
use http_body_util::{BodyExt, Full, Limited};
use percent_encoding::percent_decode_str;
use serde::Serialize;

use super::BODY_LIMIT;
use crate::checks;
use crate::derived::{Update, Updated};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// An error as the service tells it.
#[derive(Serialize)]
struct Refusal {
    message: &'static str,
}

/// Finds the operation and runs it.
pub(crate) async fn answer<B>(request: Request<B>) -> Result<Response<Full<Bytes>>, Infallible>
where
    B: Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>>,
{
    let (head, body) = request.into_parts();
    let path = head.uri.path().strip_prefix('/').unwrap_or_default();
    let mut segments = path.split('/');
    let route = [(); 5].map(|()| segments.next());
    Ok(match (&head.method, route) {
        (&Method::POST, [Some("things"), Some(thing), Some("jobs"), Some(job), None]) => {
            if !is_json(head.headers.get(CONTENT_TYPE)) {
                refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "expected JSON")
            } else {
                update(thing, job, body).await
            }
        }
        (&Method::GET, [Some("things"), Some(_), Some("jobs"), None, None])
        | (&Method::GET, [Some("things"), Some(_), Some("jobs"), Some(_), None])
        | (&Method::PUT, [Some("things"), Some(_), Some("jobs"), Some("$next"), None])
        | (&Method::POST, [Some("command-executions"), None, None, None, None]) => {
            refuse(StatusCode::NOT_IMPLEMENTED, "not implemented")
        }
        _ => refuse(StatusCode::NOT_FOUND, "no such operation"),
    })
}

fn is_json(media_type: Option<&HeaderValue>) -> bool {
    media_type.is_some_and(|value| value.as_bytes().starts_with(b"application/json"))
}

async fn update<B>(thing: &str, job: &str, body: B) -> Response<Full<Bytes>>
where
    B: Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>>,
{
    let decoded = |text| percent_decode_str(text).decode_utf8();
    let (Ok(thing), Ok(job)): (Result<Cow<'_, str>, _>, Result<Cow<'_, str>, _>) =
        (decoded(thing), decoded(job))
    else {
        return refuse(StatusCode::BAD_REQUEST, "the path is not UTF-8");
    };
    let Ok(body) = Limited::new(body, BODY_LIMIT).collect().await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large");
    };
    let Ok(update) = serde_json::from_slice::<Update>(&body.to_bytes()) else {
        return refuse(StatusCode::BAD_REQUEST, "the body is malformed");
    };
    match checks::by_hand(&thing, &job, update.status_details.as_ref()) {
        Ok(()) => json(StatusCode::OK, &Updated::to(update)),
        Err(member) => refuse(StatusCode::BAD_REQUEST, member),
    }
}

fn json<T: Serialize>(status: StatusCode, value: &T) -> Response<Full<Bytes>> {
    let body = serde_json::to_vec(value).unwrap_or_default();
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response
}

#[cold]
fn refuse(status: StatusCode, message: &'static str) -> Response<Full<Bytes>> {
    json(status, &Refusal { message })
}
