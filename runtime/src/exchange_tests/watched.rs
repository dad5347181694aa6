//! What whoever watches is told of a call, and what not.

use super::depot::*;
use super::now;
use crate::byte_stream::ByteStream;
use crate::client::{Client, Config, Sleep, StandardRetries, Timer, from_fn};
use crate::{AuthScheme, Token};
use http::{Request, Response};
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down all that it is told.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

/// Fields as text.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }
}

impl Notes {
    fn note(&self, start: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(start.to_owned());
        record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "tinsmith"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let start = format!("{} {}:", span.metadata().level(), span.metadata().name());
        self.note(&start, |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.note("call:", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let start = event.metadata().level().to_string();
        self.note(&start, |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// A timer whose time has always come.
struct AtOnce;

impl Timer for AtOnce {
    fn sleep(&self, _: Duration) -> Sleep {
        Box::pin(std::future::ready(()))
    }
}

static SERVICE: crate::client::ServiceSchema =
    crate::client::ServiceSchema::new("Depot").auth(&[AuthScheme::Bearer]);

#[test]
fn calls_are_told_without_what_is_sensitive() {
    let count = AtomicUsize::new(0);
    let transport = from_fn(move |request: Request<ByteStream>| {
        assert_eq!(request.headers()["authorization"], "Bearer hush");
        let response = Response::builder().header("x-secret", "hush");
        match count.fetch_add(1, Ordering::Relaxed) {
            0 => response
                .status(503)
                .body(r#"{"code":"SlowDown","message":"hush, hush"}"#),
            _ => response.status(200).body(r#"{"path":"hush"}"#),
        }
        .unwrap()
    });
    let config = Config::builder()
        .endpoint_url("https://depot.test")
        .token(Token::new("hush"))
        .no_timeout()
        .timer(AtOnce)
        .retries(StandardRetries::new().jitter(|| 1.0))
        .transport(transport);
    let client = Client::new(config.build().unwrap(), &SERVICE);
    let input = FindPartInput {
        depot: "hush".into(),
        name: "hush".into(),
    };
    let notes = Notes::default();
    tracing::subscriber::with_default(notes.clone(), || now(client.send(input))).unwrap();
    let notes = notes.0.lock().unwrap();
    assert_eq!(
        *notes,
        [
            r#"INFO call: service="Depot" operation="FindPart""#,
            "call: attempts=1",
            "call: status=503",
            "DEBUG message=answered attempt=1 status=503",
            "call: attempts=1",
            r#"DEBUG message=failed attempt=1 kind="service" code="SlowDown""#,
            "DEBUG message=repeating attempt=1 wait_ms=1000",
            "call: attempts=2",
            "call: status=200",
            "DEBUG message=answered attempt=2 status=200",
        ]
    );
}

#[test]
fn calls_that_send_nothing_are_told_too() {
    let config = Config::builder()
        .endpoint_url("https://depot.test")
        .transport(from_fn(|_| Response::new("{}")));
    let client = Client::new(config.build().unwrap(), &SERVICE);
    let input = FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    };
    let notes = Notes::default();
    tracing::subscriber::with_default(notes.clone(), || now(client.send(input))).unwrap_err();
    let notes = notes.0.lock().unwrap();
    assert_eq!(
        notes.last().map(String::as_str),
        Some(r#"DEBUG message=failed attempt=0 kind="auth""#)
    );
}
