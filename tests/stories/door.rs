//! The ways to a jobs plane.
//!
//! In: a plane. Out: a generated client of it. A socket is on the loopback, with a port of its own.

use std::sync::Arc;

use iot_jobs_data::Client;
use iot_jobs_data::client::Config;
use iot_jobs_data::server::Server;
use jobs_plane::clock::Clock;
use jobs_plane::fault::Faults;
use jobs_plane::plane::JobsPlane;
use jobs_plane::{seed, serve};
use tinsmith::credentials::Credentials;
use tokio::net::TcpListener;

/// A way to a jobs plane.
pub(crate) trait Door {
    /// A client of this plane.
    async fn open(&self, plane: JobsPlane) -> Client;

    /// A client of a plane with the example's content, and the clock of that plane.
    async fn seeded(&self) -> (Client, Arc<Clock>) {
        let plane = plane();
        let clock = plane.clock().clone();
        (self.open(plane).await, clock)
    }

    /// The same with faults.
    async fn faulty(&self, faults: Vec<String>) -> Client {
        let faults = faults.iter().map(|fault| fault.parse().unwrap());
        self.open(plane().faults(Faults::new(faults))).await
    }
}

/// A plane with the example's content and a manual clock.
pub(crate) fn plane() -> JobsPlane {
    let clock = Clock::manual();
    let store = seed::parse(include_str!("../jobs-plane/seed.json"), clock.now()).unwrap();
    JobsPlane::new(store, Arc::new(clock))
}

/// The client calls the server: no socket, no thread, no copy.
pub(crate) struct Memory;

impl Door for Memory {
    async fn open(&self, plane: JobsPlane) -> Client {
        let config = Config::builder()
            .endpoint_url("http://in.memory")
            .no_auth()
            .transport(Server::new(plane))
            .build()
            .unwrap();
        Client::new(config)
    }
}

/// The client's default transport, and hyper on the other side.
pub(crate) struct Socket;

impl Door for Socket {
    async fn open(&self, plane: JobsPlane) -> Client {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve::serve(listener, plane));
        let config = Config::builder()
            .endpoint_url(format!("http://{address}"))
            .no_auth()
            .no_retries()
            .build()
            .unwrap();
        Client::new(config)
    }
}

/// The same, but the server answers nobody who doesn't sign.
pub(crate) struct Signed;

impl Door for Signed {
    async fn open(&self, plane: JobsPlane) -> Client {
        let credentials = Credentials::new("AKIDSTORIES", "secret/of+nobody")
            .with_session("token/of+nobody", None);
        let keys = [(credentials.access_key_id().to_owned(), credentials.clone())];
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve::serve_signed(listener, plane, keys.into()));
        let config = Config::builder()
            .endpoint_url(format!("http://{address}"))
            .region("eu-west-1")
            .credentials(credentials)
            .no_retries()
            .build()
            .unwrap();
        Client::new(config)
    }
}
