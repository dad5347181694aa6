//! The pool against servers that answer what a test tells them.

use super::super::{mozilla, own_tls};
use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const LAST: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";
const HALF: &str = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nha";

/// A server, and how many connections it has accepted.
struct Server {
    url: String,
    connections: Arc<AtomicUsize>,
    /// Lets it send the other half of an answer.
    go_on: Arc<Notify>,
}

impl Server {
    /// A server that answers the requests of each connection with the texts that `answers` has for it, and closes the
    /// connection behind the last one.
    async fn new(answers: impl Fn(usize) -> &'static [&'static str] + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            url: format!("http://{}/path", listener.local_addr().unwrap()),
            connections: Arc::default(),
            go_on: Arc::default(),
        };
        let (connections, go_on) = (Arc::clone(&server.connections), Arc::clone(&server.go_on));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let number = connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(converse(socket, answers(number), Arc::clone(&go_on)));
            }
        });
        server
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn request(&self) -> http::Request<ByteStream> {
        let mut request = http::Request::new(ByteStream::default());
        *request.uri_mut() = self.url.parse().unwrap();
        request
    }

    async fn text(&self, pool: &Arc<Pool>) -> Result<String, String> {
        match pool.send(self.request()).await {
            Ok(response) => Ok(text(response).await),
            Err(error) => Err(error.to_string()),
        }
    }
}

async fn converse(socket: TcpStream, answers: &[&str], go_on: Arc<Notify>) {
    for answer in answers {
        if !read_head(&socket).await {
            return;
        }
        write(&socket, answer).await;
        if *answer == HALF {
            go_on.notified().await;
            write(&socket, "lf").await;
        }
    }
}

/// Whether a request came.
async fn read_head(socket: &TcpStream) -> bool {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        socket.readable().await.unwrap();
        let mut piece = [0; 256];
        match socket.try_read(&mut piece) {
            Ok(0) => return false,
            Ok(length) => head.extend_from_slice(&piece[..length]),
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::WouldBlock),
        }
    }
    assert!(head.starts_with(b"GET /path HTTP/1.1\r\nhost: 127.0.0.1:"));
    true
}

async fn write(socket: &TcpStream, text: &str) {
    socket.writable().await.unwrap();
    assert_eq!(socket.try_write(text.as_bytes()).unwrap(), text.len());
}

fn pool() -> Arc<Pool> {
    pool_with(IDLE_TIMEOUT)
}

fn pool_with(idle_timeout: Duration) -> Arc<Pool> {
    let tls = own_tls(mozilla(), None).unwrap();
    Arc::new(Pool {
        idle_timeout,
        ..Pool::new(Connector::new(tls, Duration::from_secs(5)))
    })
}

async fn text(response: http::Response<Incoming>) -> String {
    let body = ByteStream::new(response.into_body());
    let bytes = body.collect(u64::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Until something is so.
async fn until(mut so: impl FnMut() -> bool) {
    while !so() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let server = Server::new(|_| &[OK, OK, OK]).await;
    let pool = pool();
    for _ in 0..3 {
        assert_eq!(server.text(&pool).await.as_deref(), Ok("ok"));
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn requests_at_the_same_time_have_connections_of_their_own() {
    let server = Arc::new(Server::new(|_| &[OK, OK]).await);
    let pool = pool();
    for _ in 0..2 {
        let calls: Vec<_> = (0..3)
            .map(|_| {
                let (server, pool) = (Arc::clone(&server), Arc::clone(&pool));
                tokio::spawn(async move { server.text(&pool).await })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap().as_deref(), Ok("ok"));
        }
    }
    assert!((1..=3).contains(&server.connections()));
}

#[tokio::test]
async fn what_the_server_closed_is_replaced() {
    let server = Server::new(|_| &[OK]).await;
    let pool = pool();
    for number in 1..=3 {
        assert_eq!(server.text(&pool).await.as_deref(), Ok("ok"));
        assert_eq!(server.connections(), number);
        // It may be noticed before the next request, or by it.
        if number == 2 {
            until(|| pool.kept().is_empty()).await;
        }
    }
}

#[tokio::test]
async fn a_request_that_was_sent_is_not_repeated() {
    // The second request is read, and not answered.
    let server = Server::new(|_| &[OK, ""]).await;
    let pool = pool();
    assert_eq!(server.text(&pool).await.as_deref(), Ok("ok"));
    let error = server.text(&pool).await.unwrap_err();
    assert_eq!(
        error,
        "the request failed: connection closed before message completed"
    );
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_connection_whose_answer_is_unread_is_left_alone() {
    let server = Server::new(|number| if number == 0 { &[HALF, OK] } else { &[OK] }).await;
    let pool = pool();
    let half = pool.send(server.request()).await.unwrap();
    assert_eq!(server.text(&pool).await.as_deref(), Ok("ok"));
    assert_eq!(server.connections(), 2);
    server.go_on.notify_one();
    assert_eq!(text(half).await, "half");
    assert_eq!(server.text(&pool).await.as_deref(), Ok("ok"));
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn an_answer_outlives_the_pool() {
    let server = Server::new(|_| &[HALF]).await;
    let pool = pool();
    let half = pool.send(server.request()).await.unwrap();
    drop(pool);
    server.go_on.notify_one();
    assert_eq!(text(half).await, "half");
}

#[tokio::test]
async fn what_is_closed_is_forgotten() {
    let server = Server::new(|_| &[LAST]).await;
    let pool = pool();
    for number in 1..=2 {
        assert_eq!(server.text(&pool).await.as_deref(), Ok("ok"));
        assert_eq!(server.connections(), number);
        until(|| pool.kept().is_empty()).await;
    }
}

#[tokio::test]
async fn idle_connections_are_closed_in_time() {
    let server = Server::new(|_| &[OK, OK]).await;
    let pool = pool_with(Duration::from_millis(5));
    assert_eq!(server.text(&pool).await.as_deref(), Ok("ok"));
    until(|| pool.kept().is_empty()).await;
    assert_eq!(server.text(&pool).await.as_deref(), Ok("ok"));
    assert_eq!(server.connections(), 2);
}
