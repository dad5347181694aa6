//! Servers on a loopback socket, and what puts load on them.
//!
//! In: the name of a server, or the addresses of several that run. Out: a server that never ends, or how many requests per
//! second each answered, round by round. Servers and load are processes of their own, so that each can be bound to a core.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use http::{Request, Response};
use http_body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::LocalSet;

use crate::fixtures::UPDATE;
use crate::server::{by_hand, ours, path, with_axum, with_smithy};

/// How many connections are kept busy.
const CONNECTIONS: usize = 32;

/// Serves one of the contenders on a free port, which `ready` is told, and never ends.
///
/// # Errors
///
/// If there is no contender of this name, or no socket.
pub fn serve(name: &str, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let runtime = runtime()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        ready(listener.local_addr()?);
        match name {
            "ours" => accept(&listener, || TowerToHyperService::new(ours::service())).await,
            "hyper" => accept(&listener, || hyper::service::service_fn(by_hand::answer)).await,
            "axum" => accept(&listener, || TowerToHyperService::new(with_axum::service())).await,
            "smithy" => {
                accept(&listener, || {
                    TowerToHyperService::new(with_smithy::service())
                })
                .await
            }
            _ => Err(io::Error::other(format!("there is no server {name:?}"))),
        }
    })
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}

/// One task per connection, on this thread.
async fn accept<S, B>(listener: &TcpListener, service: impl Fn() -> S) -> io::Result<()>
where
    S: hyper::service::Service<Request<Incoming>, Response = Response<B>, Error = Infallible>
        + 'static,
    B: Body<Data: Send, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + 'static,
{
    let tasks = LocalSet::new();
    let connections = async {
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let connection =
                http1::Builder::new().serve_connection(TokioIo::new(stream), service());
            tokio::task::spawn_local(connection);
        }
    };
    tasks.run_until(connections).await
}

/// Puts load on servers in turn; requests per second of each, round by round.
///
/// # Errors
///
/// If a server cannot be reached, or answers another thing than 200.
pub fn load(
    servers: &[SocketAddr],
    rounds: usize,
    duration: Duration,
) -> io::Result<Vec<Vec<f64>>> {
    let runtime = runtime()?;
    let request = request();
    let mut found = vec![Vec::new(); servers.len()];
    runtime.block_on(async {
        let mut connections = Vec::new();
        for server in servers {
            let mut streams = Vec::new();
            for _ in 0..CONNECTIONS {
                let stream = TcpStream::connect(server).await?;
                stream.set_nodelay(true)?;
                streams.push(stream);
            }
            connections.push(streams);
        }
        for round in 0..=rounds {
            for (streams, found) in connections.iter_mut().zip(&mut found) {
                let rate = keep_busy(streams, &request, duration).await?;
                // The first round warms up.
                if round > 0 {
                    found.push(rate);
                }
            }
        }
        Ok(found)
    })
}

fn request() -> Vec<u8> {
    format!(
        "POST {} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: bench/1.0\r\naccept: */*\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{UPDATE}",
        path(),
        UPDATE.len()
    )
    .into_bytes()
}

/// Each connection sends its next request as soon as it has an answer; how many answers come per second.
async fn keep_busy(
    streams: &mut [TcpStream],
    request: &[u8],
    duration: Duration,
) -> io::Result<f64> {
    let start = Instant::now();
    let exchanges = streams.iter_mut().map(|stream| async move {
        let mut answers = 0u64;
        let mut buffer = vec![0; 4096];
        while start.elapsed() < duration {
            stream.write_all(request).await?;
            read_answer(stream, &mut buffer).await?;
            answers += 1;
        }
        io::Result::Ok(answers)
    });
    let answers = futures_util::future::try_join_all(exchanges).await?;
    Ok(answers.iter().sum::<u64>() as f64 / start.elapsed().as_secs_f64())
}

/// Reads until the head and as many bytes as it announces are there.
async fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<()> {
    let mut length = 0;
    loop {
        let read = stream.read(&mut buffer[length..]).await?;
        if read == 0 {
            return Err(io::Error::other("the server closed the connection"));
        }
        length += read;
        let text = &buffer[..length];
        if !text.starts_with(b"HTTP/1.1 200") {
            return Err(io::Error::other(
                "the server answered another thing than 200",
            ));
        }
        let Some(head) = text.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
            continue;
        };
        if length >= head + 4 + content_length(&text[..head])? {
            return Ok(());
        }
    }
}

fn content_length(head: &[u8]) -> io::Result<usize> {
    const NAME: &[u8] = b"content-length: ";
    head.split(|byte| *byte == b'\n')
        .find_map(|line| {
            let (name, value) = line.split_at_checked(NAME.len())?;
            name.eq_ignore_ascii_case(NAME).then_some(value)
        })
        .and_then(|value| std::str::from_utf8(value).ok()?.trim().parse().ok())
        .ok_or_else(|| io::Error::other("the answer has no length"))
}
