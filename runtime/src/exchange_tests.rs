//! A small service, written as the generator writes one, and its client against its server.
//!
//! In memory and over a socket, with every kind of binding.

#![allow(clippy::unwrap_used)]

#[cfg(feature = "sigv4")]
mod bad_settings;
mod depot;
mod destinations;
mod errors;
mod identities;
#[cfg(feature = "transport")]
mod mutual_tls;
mod payloads;
mod rejections;
mod repetitions;
mod round_trips;
#[cfg(feature = "transport")]
mod sockets;
#[cfg(feature = "sigv4")]
mod surroundings;
#[cfg(feature = "transport")]
mod tls;
#[cfg(feature = "tracing")]
mod watched;
mod wire;

use crate::byte_stream::ByteStream;
use crate::client::{Client, Config, Transport};
use bytes::Bytes;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The result of a future that waits for nothing.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits for something"),
    }
}

fn client(transport: impl Transport) -> Client {
    let config = Config::builder()
        .endpoint_url("https://depot.test:8443/v1/")
        .transport(transport)
        .idempotency_tokens(|| "token-1".to_owned());
    Client::new(config.build().unwrap(), &depot::SERVICE)
}

fn bytes(body: ByteStream) -> Bytes {
    now(body.collect(u64::MAX)).unwrap()
}

/// Whoever sends may do it on another thread.
#[test]
fn calls_are_send() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let client = client(crate::client::from_fn(|_| http::Response::new("{}")));
    let input = depot::GetBlobInput { key: "k".into() };
    assert!(now(is_send(client.send(input))).is_ok());
}
