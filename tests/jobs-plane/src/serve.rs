//! A jobs plane on a socket.
//!
//! In: a listener and a plane, and perhaps the keys that requests must be signed with. Out: answers, over HTTP/1.1. Everything under `/_test/` is a door for tests, beside the
//! service and no part of it:
//!
//! * `POST /_test/clock` with `{"advance_seconds": N}` moves a manual clock and answers `{"now": SECONDS}`.
//!
//! It never ends by itself: drop the future to stop it.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use iot_jobs_data::server::Server;
use serde::Deserialize;
use tinsmith::ByteStream;
use tinsmith::server::sigv4::RequireSigV4;
use tokio::net::TcpListener;
use tower_layer::Layer;
use tower_service::Service;

use crate::clock::{Clock, ClockError};
use crate::keys::Keys;
use crate::plane::JobsPlane;

/// The most bytes that a request to the door for tests may have.
const TEST_BODY: u64 = 1_024;

/// Answers requests, each connection in a task of its own. Needs to run in tokio.
///
/// # Errors
///
/// If no connection can be accepted any more.
pub async fn serve(listener: TcpListener, plane: JobsPlane) -> io::Result<Infallible> {
    let clock = plane.clock().clone();
    accept(listener, clock, Server::new(plane)).await
}

/// Answers requests that are signed with one of these keys, for any region; the door for tests stays open. Signatures are
/// held against the system's clock, whatever clock the plane has: their makers know no other.
///
/// # Errors
///
/// If no connection can be accepted any more.
pub async fn serve_signed(
    listener: TcpListener,
    plane: JobsPlane,
    keys: Keys,
) -> io::Result<Infallible> {
    let clock = plane.clock().clone();
    let server = RequireSigV4::new(keys)
        .service("iot-jobs-data")
        .layer(Server::new(plane));
    accept(listener, clock, server).await
}

async fn accept<S>(listener: TcpListener, clock: Arc<Clock>, server: S) -> io::Result<Infallible>
where
    S: Service<Request<Incoming>, Response = Response<ByteStream>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send,
{
    loop {
        let (socket, _) = listener.accept().await?;
        // Answers are small and wait for nothing. A socket that is gone already shows when it is read.
        let _ = socket.set_nodelay(true);
        let server = server.clone();
        let clock = clock.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let mut server = server.clone();
            let clock = clock.clone();
            async move {
                match request.uri().path() {
                    "/_test/clock" => Ok(move_clock(&clock, request).await),
                    _ => server.call(request).await,
                }
            }
        });
        tokio::spawn(async move {
            // A client that goes away in the middle is its own business.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(socket), service)
                .await;
        });
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_seconds: u64,
}

/// Answers `POST /_test/clock`.
async fn move_clock(clock: &Clock, request: Request<Incoming>) -> Response<ByteStream> {
    if request.method() != Method::POST {
        return message(StatusCode::METHOD_NOT_ALLOWED, "use POST");
    }
    let body = ByteStream::new(request.into_body());
    let advance = match body.collect(TEST_BODY).await {
        Ok(body) => serde_json::from_slice::<Advance>(&body),
        Err(error) => return message(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    match advance.map(|advance| clock.advance(advance.advance_seconds)) {
        Ok(Ok(now)) => json(StatusCode::OK, &serde_json::json!({ "now": now })),
        Ok(Err(error @ ClockError::Real)) => message(StatusCode::CONFLICT, &error.to_string()),
        Ok(Err(error)) => message(StatusCode::BAD_REQUEST, &error.to_string()),
        Err(error) => message(
            StatusCode::BAD_REQUEST,
            &format!(r#"the body must be {{"advance_seconds": N}}: {error}"#),
        ),
    }
}

fn message(status: StatusCode, message: &str) -> Response<ByteStream> {
    json(status, &serde_json::json!({ "message": message }))
}

fn json(status: StatusCode, body: &serde_json::Value) -> Response<ByteStream> {
    let mut response = Response::new(ByteStream::from(body.to_string()));
    *response.status_mut() = status;
    response
}
