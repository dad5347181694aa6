//! A service in memory that does what a script says, and remembers what it was sent.

use crate::time::Time;
use iot_jobs_data::Client;
use iot_jobs_data::client::{Config, ConfigBuilder};
use std::future::pending;
use std::sync::{Arc, Mutex};
use tinsmith::ByteStream;
use tinsmith::bytes::Bytes;
use tinsmith::client::{StandardRetries, TransportError, from_async_fn};
use tinsmith::http::{Request, Response};

/// What a service does with a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    /// Answers with a status, headers and a body.
    Answer(u16, &'static [(&'static str, &'static str)], &'static str),
    /// Takes no connection.
    Refuse,
    /// Breaks the connection when it has the request.
    Break,
    /// Says nothing any more.
    Hang,
}

/// An output of all operations.
pub(crate) const WELL: Act = Act::Answer(200, &[], "{}");
pub(crate) const BROKEN: Act = Act::Answer(500, &[], "");
pub(crate) const THROTTLED: Act = Act::Answer(
    429,
    &[("x-amzn-errortype", "ThrottlingException")],
    r#"{"message":"slow down"}"#,
);

/// What it was sent.
pub(crate) type Sent = Arc<Mutex<Vec<Request<Bytes>>>>;

/// A client, its time, and what was sent.
pub(crate) struct Scene {
    pub(crate) client: Client,
    pub(crate) time: Time,
    pub(crate) sent: Sent,
}

impl Scene {
    pub(crate) fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    /// The values of a header in all requests.
    pub(crate) fn header(&self, name: &str) -> Vec<String> {
        let sent = self.sent.lock().unwrap();
        let values = sent.iter().map(|request| {
            let value = request
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap());
            value.unwrap_or_default().to_owned()
        });
        values.collect()
    }
}

/// Waits as long as they may be.
pub(crate) fn longest_waits() -> StandardRetries {
    StandardRetries::new().jitter(|| 1.0)
}

/// A client of a service that does one act after the other, and the last one again and again. It doesn't sign.
pub(crate) fn scene(acts: &[Act], adjust: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> Scene {
    signed(acts, |config| adjust(config.no_auth()))
}

/// The same, with requests that are signed if there is somebody to sign them.
pub(crate) fn signed(acts: &[Act], adjust: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> Scene {
    let (time, sent) = (Time::default(), Sent::default());
    let (acts, log) = (acts.to_vec(), Arc::clone(&sent));
    let service = from_async_fn(move |request: Request<ByteStream>| {
        let (head, body) = request.into_parts();
        let body = body.in_memory().unwrap().clone();
        let mut sent = log.lock().unwrap();
        let act = *acts.get(sent.len()).or(acts.last()).unwrap();
        sent.push(Request::from_parts(head, body));
        async move {
            match act {
                Act::Answer(status, headers, body) => {
                    let mut response = Response::builder().status(status);
                    for (name, value) in headers {
                        response = response.header(*name, *value);
                    }
                    Ok(response.body(body).unwrap())
                }
                Act::Refuse => Err(TransportError::connect("in.memory", "refused")),
                Act::Break => Err(TransportError::new("broken")),
                Act::Hang => pending().await,
            }
        }
    });
    let config = Config::builder()
        .endpoint_url("http://in.memory")
        .transport(service)
        .timer(time.clone())
        .clock(time.clone())
        .retries(longest_waits());
    let client = Client::new(adjust(config).build().unwrap());
    Scene { client, time, sent }
}

/// As the defaults have it.
pub(crate) fn usual(acts: &[Act]) -> Scene {
    scene(acts, |config| config)
}
