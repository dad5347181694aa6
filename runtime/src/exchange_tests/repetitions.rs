//! Which requests can be sent again at all.

use super::depot::*;
use super::now;
use super::payloads::pieces;
use crate::byte_stream::ByteStream;
use crate::client::{Client, Config, Sleep, StandardRetries, Timer, TransportError, from_fn};
use http::{Request, Response, StatusCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A timer whose time has always come.
struct AtOnce;

impl Timer for AtOnce {
    fn sleep(&self, _: Duration) -> Sleep {
        Box::pin(std::future::ready(()))
    }
}

/// A client, and how often its transport was asked, which always answers the same.
fn stubborn(status: u16, body: &'static str) -> (Client, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let config = Config::builder()
        .endpoint_url("https://depot.test")
        .no_timeout()
        .timer(AtOnce)
        .retries(StandardRetries::new().attempts(4))
        .transport(from_fn(move |_: Request<ByteStream>| {
            counted.fetch_add(1, Ordering::Relaxed);
            Response::builder().status(status).body(body).unwrap()
        }));
    (Client::new(config.build().unwrap(), &SERVICE), count)
}

fn put(data: ByteStream) -> PutBlobInput {
    PutBlobInput {
        key: "k".into(),
        media_type: None,
        data,
    }
}

#[test]
fn streams_are_sent_once_and_what_is_in_memory_again() {
    for (data, sent) in [
        ("all of it".into(), 4),
        (pieces(&[Some("a"), Some("b")]), 1),
    ] {
        let (client, count) = stubborn(503, "");
        let error = now(client.send(put(data))).unwrap_err();
        assert_eq!(count.load(Ordering::Relaxed), sent);
        assert_eq!(error.attempts() as usize, sent);
        assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    }
}

#[test]
fn what_stands_in_the_way_of_all_requests_is_met_once() {
    let config = Config::builder()
        .endpoint_url("https://depot.test")
        .no_timeout()
        .timer(AtOnce)
        .transport(from_fn(|_: Request<ByteStream>| {
            let error = TransportError::connect("depot.test", "the certificate is no good");
            Err::<Response<ByteStream>, _>(error.permanent())
        }));
    let client = Client::new(config.build().unwrap(), &SERVICE);
    let error = now(client.send(put("x".into()))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "PutBlob: no connection to depot.test: the certificate is no good"
    );
}

#[test]
fn the_model_says_which_errors_pass() {
    for (body, sent) in [
        (r#"{"code":"NoSuchPart"}"#, 4),
        (r#"{"code":"InvalidRequest"}"#, 1),
        (r#"{"code":"Unheard"}"#, 1),
    ] {
        let (client, count) = stubborn(404, body);
        now(client.send(put("x".into()))).unwrap_err();
        assert_eq!(count.load(Ordering::Relaxed), sent, "{body}");
    }
}

#[test]
fn too_many_requests_are_what_the_model_makes_of_them() {
    // The model lists it, and does not say that it passes.
    for (body, sent) in [
        (r#"{"code":"InvalidRequest"}"#, 1),
        (r#"{"code":"Unheard"}"#, 4),
    ] {
        let (client, count) = stubborn(429, body);
        now(client.send(put("x".into()))).unwrap_err();
        assert_eq!(count.load(Ordering::Relaxed), sent, "{body}");
    }
}
