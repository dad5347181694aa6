//! Signatures, and a clock that is wrong.

use crate::script::{self, Act, BROKEN, WELL, longest_waits, signed};
use crate::time::{Time, start};
use iot_jobs_data::Client;
use iot_jobs_data::client::{Config, ConfigBuilder, ErrorKind};
use iot_jobs_data::operation::DescribeJobExecutionInput;
use iot_jobs_data::server::Server;
use jobs_plane::clock::Clock;
use jobs_plane::plane::JobsPlane;
use jobs_plane::seed;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};
use tinsmith::ByteStream;
use tinsmith::client::{Transport, TransportFuture};
use tinsmith::credentials::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
use tinsmith::http::Request;
use tinsmith::server::sigv4::RequireSigV4;
use tower_layer::Layer;

fn describe() -> DescribeJobExecutionInput {
    DescribeJobExecutionInput::new("rotate-keys", "thermostat-1")
}

fn key() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "hush")
}

/// Counts what is sent.
struct Counted<T>(T, Arc<AtomicUsize>);

impl<T: Transport> Transport for Counted<T> {
    fn send(&self, request: Request<ByteStream>) -> TransportFuture {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.send(request)
    }
}

/// A jobs plane that wants signatures, by a clock that is `ahead` of the client's, in seconds.
fn plane(ahead: i64, correct: bool) -> (Client, Time, Arc<AtomicUsize>) {
    let store = seed::parse(
        include_str!("../jobs-plane/seed.json"),
        Clock::manual().now(),
    );
    let plane = JobsPlane::new(store.unwrap(), Arc::new(Clock::manual()));
    let by = Duration::from_secs(ahead.unsigned_abs());
    let theirs = if ahead < 0 {
        start() - by
    } else {
        start() + by
    };
    let layer = RequireSigV4::new(key())
        .region("eu-west-1")
        .service("iot-jobs-data")
        .clock(move || theirs);
    let (time, count) = (Time::default(), Arc::new(AtomicUsize::new(0)));
    let server = layer.layer(Server::new(plane));
    let config = Config::builder()
        .endpoint_url("http://in.memory")
        .region("eu-west-1")
        .credentials(key())
        .transport(Counted(server, Arc::clone(&count)))
        .timer(time.clone())
        .clock(time.clone())
        .retries(longest_waits());
    let config = if correct {
        config
    } else {
        config.no_clock_correction()
    };
    (Client::new(config.build().unwrap()), time, count)
}

#[test]
fn a_clock_that_is_wrong_is_corrected_once() {
    for (ahead, sent) in [(0, 1), (3600, 2), (-3600, 2), (86_400 * 400, 2)] {
        let (client, time, count) = plane(ahead, true);
        time.run(client.send(describe())).unwrap();
        assert_eq!(count.load(Ordering::Relaxed), sent, "{ahead}");
        // From then on all clones know the time.
        time.run(client.clone().send(describe())).unwrap();
        assert_eq!(count.load(Ordering::Relaxed), sent + 1, "{ahead}");
    }
}

#[test]
fn the_correction_can_be_off() {
    let (client, time, count) = plane(3600, false);
    let error = time.run(client.send(describe())).unwrap_err();
    assert_eq!(error.code(), Some("InvalidSignatureException"));
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[test]
fn what_the_time_does_not_explain_is_not_repeated() {
    const CODE: &str = "x-amzn-errortype";
    let own = |config: ConfigBuilder| config.region("eu-west-1").credentials(key());
    let right = ("date", "Tue, 14 Nov 2023 22:13:22 GMT");
    let wrong = ("date", "Tue, 14 Nov 2023 21:13:22 GMT");
    for (headers, sent) in [
        (&[(CODE, "SignatureDoesNotMatch"), wrong][..], 2),
        (&[(CODE, "SignatureDoesNotMatch"), right], 1),
        (&[(CODE, "SignatureDoesNotMatch")], 1),
        (&[(CODE, "ResourceNotFoundException"), wrong], 1),
    ] {
        let headers: &'static [_] = headers.to_vec().leak();
        let refused = Act::Answer(403, headers, "");
        // The correction helps nothing, and a second one has nothing to correct.
        let scene = signed(&[refused], own);
        scene.time.run(scene.client.send(describe())).unwrap_err();
        assert_eq!(scene.count(), sent, "{headers:?}");
        // A request that isn't signed has no time.
        let scene = script::scene(&[refused], own);
        scene.time.run(scene.client.send(describe())).unwrap_err();
        assert_eq!(scene.count(), 1, "{headers:?}");
    }
}

/// Gives another key each time, and none from the third time on.
struct Rotating(AtomicUsize);

impl ProvideCredentials for Rotating {
    fn credentials(&self, _: SystemTime) -> CredentialsFuture<'_> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            match number {
                0 | 1 => Ok(Credentials::new(format!("AKID{number}"), "hush")),
                _ => Err(CredentialsError::new("the vault is closed")),
            }
        })
    }
}

#[test]
fn each_attempt_asks_who_signs() {
    let scene = signed(&[BROKEN], |config| {
        let provider = Rotating(AtomicUsize::new(0));
        config.region("eu-west-1").credentials(provider)
    });
    let error = scene.time.run(scene.client.send(describe())).unwrap_err();
    let signed = scene.header("authorization");
    assert_eq!(signed.len(), 2);
    assert!(signed[0].contains("Credential=AKID0/") && signed[1].contains("Credential=AKID1/"));
    assert!(matches!(error.kind(), ErrorKind::Auth(_)));
    assert_eq!(
        error.to_string(),
        "DescribeJobExecution: setting `credentials`: the vault is closed (after 3 attempts in 150ms)"
    );
}

#[test]
fn what_is_missing_is_named_before_anything_is_sent() {
    type Adjust = fn(ConfigBuilder) -> ConfigBuilder;
    for (adjust, says) in [
        (
            (|config| config.region("eu-west-1")) as Adjust,
            "setting `credentials`: is not set, and the operation wants a signature; \
             `no_auth` sends requests without",
        ),
        (
            |config| config.credentials(key()),
            "setting `region`: is not set, and signatures are made for a region",
        ),
        (
            |config| {
                let empty = Credentials::new("", "hush");
                config.region("eu-west-1").credentials(empty)
            },
            "setting `credentials`: the access key id is empty",
        ),
        (
            |config| {
                let end = Some(start() - Duration::from_secs(1));
                let expired = key().with_session("whisper", end);
                config.region("eu-west-1").credentials(expired)
            },
            "setting `credentials`: the key AKIDEXAMPLE expired at 2023-11-14T22:13:19Z",
        ),
    ] {
        let scene = signed(&[WELL], adjust);
        let error = scene.time.run(scene.client.send(describe())).unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("DescribeJobExecution: {says}")),
            "{text}"
        );
        assert!(text.ends_with(" (nothing was sent)"), "{text}");
        assert!(
            !text.contains("hush") && !text.contains("whisper"),
            "{text}"
        );
        assert_eq!(scene.count(), 0);
    }
}
