//! The default transport against a server that fails: how many requests arrive, and what the client says.

use crate::socket::{Act, Failing};
use iot_jobs_data::Client;
use iot_jobs_data::client::Config;
use iot_jobs_data::operation::{DescribeJobExecutionInput, UpdateJobExecutionInput};
use iot_jobs_data::types::JobExecutionStatus;
use std::net::SocketAddr;
use std::time::Duration;
use tinsmith::client::StandardRetries;
use tokio::net::TcpListener;

const WELL: Act = Act::Write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
const BROKEN: Act = Act::Write("HTTP/1.1 500 Broken\r\ncontent-length: 0\r\n\r\n");
const BUSY: Act = Act::Write("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n");
const THROTTLED: Act = Act::Write(
    "HTTP/1.1 400 No\r\nx-amzn-errortype: ThrottlingException\r\ncontent-length: 2\r\n\r\n{}",
);
/// Less of a body than it says.
const CUT: Act =
    Act::Write("HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"execution\":{\"jobId\":");
/// A body that ends with the connection: nobody can tell but the reader of the JSON.
const HALF: Act =
    Act::Write("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"execution\":{\"jobId\":");
const WRONG: Act =
    Act::Write("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>");
const NO_HTTP: Act = Act::Write("SSH-2.0-OpenSSH_9.9\r\n");

fn client(address: SocketAddr) -> Client {
    let config = Config::builder()
        .endpoint_url(format!("http://{address}"))
        .no_auth()
        .retries(StandardRetries::new().jitter(|| 0.0))
        .attempt_timeout(Duration::from_millis(300));
    Client::new(config.build().unwrap())
}

/// How many requests arrive of a call that changes nothing, and of one that changes something; and what the first one
/// says.
async fn asked(acts: &[Act]) -> (usize, usize, String) {
    let (reads, writes) = (Failing::start(acts).await, Failing::start(acts).await);
    let read = DescribeJobExecutionInput::new("job-1", "lamp-7");
    let said = match client(reads.address).send(read).await {
        Ok(_) => "well".to_owned(),
        Err(error) => {
            assert_eq!(error.attempts() as usize, reads.count());
            error.to_string()
        }
    };
    let status = JobExecutionStatus::Succeeded;
    let write = UpdateJobExecutionInput::new("job-1", status, "lamp-7");
    let result = client(writes.address).send(write).await;
    if let Err(error) = &result {
        assert_eq!(error.attempts() as usize, writes.count(), "{error}");
    }
    (reads.count(), writes.count(), said)
}

#[tokio::test]
async fn what_arrives_is_what_may_be_repeated() {
    for (acts, reads, writes, says) in [
        (&[WELL][..], 1, 1, "well"),
        (&[BROKEN, WELL], 2, 2, "well"),
        (&[BUSY, BUSY, WELL], 3, 3, "well"),
        (&[THROTTLED, WELL], 2, 2, "well"),
        (&[Act::Reset, WELL], 2, 1, "well"),
        (&[CUT, WELL], 2, 1, "well"),
        (&[HALF, WELL], 2, 1, "well"),
        (&[Act::Hang, WELL], 2, 1, "well"),
        (&[NO_HTTP, WELL], 2, 1, "well"),
        (&[BROKEN], 3, 3, "(status 500, after 3 attempts in "),
        (&[BUSY], 3, 3, "(status 503, after 3 attempts in "),
        (
            &[THROTTLED],
            3,
            3,
            "ThrottlingException (status 400, after 3 attempts in ",
        ),
        (&[Act::Reset], 3, 1, "the request failed: "),
        (&[CUT], 3, 1, "(status 200, after 3 attempts in "),
        (&[HALF], 3, 1, "the response cannot be read: body: "),
        (
            &[Act::Hang],
            3,
            1,
            "no response within 300ms (`attempt_timeout`) (after 3 attempts in ",
        ),
        (
            &[WRONG],
            1,
            1,
            "the response cannot be read: body: expected an object at byte 0 (status 200)",
        ),
    ] {
        let found = asked(acts).await;
        assert_eq!((found.0, found.1), (reads, writes), "{acts:?}: {}", found.2);
        assert!(found.2.contains(says), "{acts:?}: {}", found.2);
    }
}

#[tokio::test]
async fn refused_connections_are_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let status = JobExecutionStatus::Succeeded;
    let input = UpdateJobExecutionInput::new("job-1", status, "lamp-7");
    let error = client(address).send(input).await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    let text = error.to_string();
    let start = format!("UpdateJobExecution: no connection to {address}: ");
    assert!(
        text.starts_with(&start) && text.contains("refused"),
        "{text}"
    );
    assert!(text.contains("(after 3 attempts in "), "{text}");
}
