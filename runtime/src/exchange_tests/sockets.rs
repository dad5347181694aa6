//! The default transport against the server under hyper, over a socket.

use super::depot::*;
use super::wire::full;
use crate::byte_stream::ByteStream;
use crate::client::{Client, Config};
use crate::server::Context;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

struct Echo;

impl Depot for Echo {
    async fn put_part(&self, input: PutPartInput, _: Context) -> Result<PutPartOutput, DepotError> {
        Ok(PutPartOutput {
            id: format!("{} {}", input.depot, input.path),
            ..Default::default()
        })
    }

    async fn find_part(&self, _: FindPartInput, _: Context) -> Result<FindPartOutput, DepotError> {
        tokio::time::sleep(Duration::from_secs(30)).await;
        Ok(FindPartOutput::default())
    }

    async fn put_blob(&self, input: PutBlobInput, _: Context) -> Result<PutBlobOutput, DepotError> {
        match input.data.collect(u64::MAX).await {
            Ok(bytes) if bytes.len() == 3_000_000 => Ok(PutBlobOutput {}),
            _ => Err(NoSuchPart::default().into()),
        }
    }

    async fn get_blob(&self, _: GetBlobInput, _: Context) -> Result<GetBlobOutput, DepotError> {
        Ok(GetBlobOutput {
            data: vec![b'x'; 3_000_000].into(),
        })
    }
}

async fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let server = Server::new(Echo);
        while let Ok((socket, _)) = listener.accept().await {
            let service = TowerToHyperService::new(server.clone());
            let connection = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(socket), service);
            tokio::spawn(connection);
        }
    });
    address
}

fn client(url: String, timeout: Duration) -> Client {
    Client::new(
        Config::builder()
            .endpoint_url(url)
            .timeout(timeout)
            .build()
            .unwrap(),
        &SERVICE,
    )
}

#[tokio::test]
async fn calls_go_over_a_socket() {
    let address = serve().await;
    let client = client(format!("http://{address}/v1"), Duration::from_secs(20));
    for _ in 0..3 {
        let output = client.send(full()).await.unwrap();
        assert_eq!(
            (output.id.as_str(), output.status),
            ("a/b$ é x/y z", Some(201))
        );
    }
    let data: ByteStream = vec![b'x'; 3_000_000].into();
    let input = PutBlobInput {
        key: "k".into(),
        media_type: None,
        data,
    };
    client.send(input).await.unwrap();
    let output = client.send(GetBlobInput { key: "k".into() }).await.unwrap();
    assert!(output.data.in_memory().is_none());
    assert_eq!(
        output.data.collect(u64::MAX).await.unwrap().len(),
        3_000_000
    );
    let error = client
        .send(SetPaintInput { paint: None })
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("NotImplementedException"));
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn silence_ends_in_a_timeout() {
    let address = serve().await;
    let client = client(format!("http://{address}/v1"), Duration::from_millis(50));
    let input = FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    };
    let error = client.send(input).await.unwrap_err();
    assert_eq!(error.to_string(), "FindPart: no response within 50ms");
}

#[tokio::test]
async fn what_stands_in_the_way_is_named() {
    let find = || FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    };
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let refused = client(format!("http://{closed}"), Duration::from_secs(20));
    let text = refused.send(find()).await.unwrap_err().to_string();
    assert!(
        text.starts_with(&format!("FindPart: no connection to {closed}: "))
            && text.contains("refused"),
        "{text}"
    );
    // The server doesn't speak TLS.
    let plain = serve().await;
    let tls = client(format!("https://{plain}"), Duration::from_secs(20));
    let text = tls.send(find()).await.unwrap_err().to_string();
    assert!(
        text.starts_with(&format!("FindPart: no connection to {plain}: ")),
        "{text}"
    );
    let nowhere = client("http://name.invalid".to_owned(), Duration::from_secs(20));
    let text = nowhere.send(find()).await.unwrap_err().to_string();
    assert!(
        text.contains("no connection to name.invalid: dns error"),
        "{text}"
    );
}

#[test]
fn outside_a_runtime_it_says_so() {
    let client = client("http://127.0.0.1:1".to_owned(), Duration::from_secs(20));
    let input = FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    };
    let error = super::now(client.send(input)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "FindPart: the request failed: the default transport works inside a tokio runtime only"
    );
}
