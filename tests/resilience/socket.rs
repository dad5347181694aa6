//! A server on a socket that fails as it is told, and counts.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    /// Writes this, and closes the connection.
    Write(&'static str),
    /// Closes the connection while it still has something to read, so that the other side is told of a reset.
    Reset,
    /// Never answers.
    Hang,
}

/// A server that does one act after the other, and the last one again and again.
pub(crate) struct Failing {
    pub(crate) address: SocketAddr,
    count: Arc<AtomicUsize>,
}

impl Failing {
    pub(crate) async fn start(acts: &[Act]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let count = Arc::new(AtomicUsize::new(0));
        let (acts, counted) = (acts.to_vec(), Arc::clone(&count));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let number = counted.fetch_add(1, Ordering::SeqCst);
                let act = *acts.get(number).or(acts.last()).unwrap();
                tokio::spawn(answer(socket, act));
            }
        });
        Self { address, count }
    }

    /// How many requests arrived: each has a connection of its own, since none is kept open.
    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }
}

async fn answer(mut socket: TcpStream, act: Act) {
    match act {
        Act::Write(text) => {
            read_request(&mut socket).await;
            // The client may have gone.
            let _ = socket.write_all(text.as_bytes()).await;
            let _ = socket.shutdown().await;
        }
        Act::Reset => {
            let mut first = [0; 1];
            let _ = socket.read(&mut first).await;
        }
        Act::Hang => {
            read_request(&mut socket).await;
            std::future::pending::<()>().await;
        }
    }
}

/// Reads a head, and as much of a body as it says.
async fn read_request(socket: &mut TcpStream) {
    let mut read = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&read).to_ascii_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
                .unwrap_or(0);
            if body.len() >= length {
                return;
            }
        }
        match socket.read(&mut piece).await {
            Ok(0) | Err(_) => return,
            Ok(count) => read.extend_from_slice(&piece[..count]),
        }
    }
}
