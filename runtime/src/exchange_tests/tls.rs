//! The default transport over TLS, against certificates that are made for each test.

use super::depot::*;
use crate::client::{Client, Config, HttpTransport, TokioTimer};
use crate::server::Context;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use std::io::ErrorKind;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

struct Finder;

impl Depot for Finder {
    async fn find_part(&self, _: FindPartInput, _: Context) -> Result<FindPartOutput, DepotError> {
        Ok(FindPartOutput {
            path: Some("found".into()),
        })
    }
}

/// Vouches for servers and clients.
pub(super) struct Authority {
    pub(super) root: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub(super) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root = params.self_signed(&key).unwrap();
        Self {
            root: root.into(),
            issuer: Issuer::new(params, key),
        }
    }

    /// A certificate by that name, and its key.
    pub(super) fn issue(&self, name: &str) -> (Certificate, KeyPair) {
        self.issue_with(name, |_| {})
    }

    pub(super) fn issue_with(
        &self,
        name: &str,
        change: impl FnOnce(&mut CertificateParams),
    ) -> (Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        change(&mut params);
        (params.signed_by(&key, &self.issuer).unwrap(), key)
    }
}

/// The port of a server that speaks TLS as `localhost`. With `clients`, it talks to those alone whom that authority
/// vouches for.
pub(super) async fn serve(authority: &Authority, clients: Option<&Authority>) -> u16 {
    let (leaf, key) = authority.issue("localhost");
    let provider = Arc::new(ring::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .unwrap();
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(clients) => {
            let mut roots = RootCertStore::empty();
            roots.add(clients.root.clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    let config = builder
        .with_single_cert(
            vec![leaf.into()],
            PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let server = Server::new(Finder);
        while let Ok((socket, _)) = listener.accept().await {
            let (acceptor, server) = (acceptor.clone(), server.clone());
            tokio::spawn(async move {
                match acceptor.accept(socket).into_fallible().await {
                    Ok(stream) => {
                        let service = TowerToHyperService::new(server);
                        let _ = hyper::server::conn::http1::Builder::new()
                            .serve_connection(TokioIo::new(stream), service)
                            .await;
                    }
                    Err((_, socket)) => drain(&socket).await,
                }
            });
        }
    });
    port
}

/// Reads until the other side closes: a socket that is closed with something unread in it resets the connection, and the
/// alert that says why may be lost.
async fn drain(socket: &TcpStream) {
    while socket.readable().await.is_ok() {
        match socket.try_read(&mut [0; 1024]) {
            Ok(0) => break,
            Err(error) if error.kind() != ErrorKind::WouldBlock => break,
            _ => {}
        }
    }
}

pub(super) fn find() -> FindPartInput {
    FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    }
}

#[tokio::test]
async fn a_trusted_server_is_talked_to() {
    let authority = Authority::new();
    let port = serve(&authority, None).await;
    let mut roots = RootCertStore::empty();
    roots.add(authority.root).unwrap();
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let config = Config::builder()
        .endpoint_url(format!("https://localhost:{port}/v1"))
        .transport(HttpTransport::builder().tls(tls).build().unwrap())
        .timer(TokioTimer);
    let client = Client::new(config.build().unwrap(), &SERVICE);
    for _ in 0..2 {
        let output = client.send(find()).await.unwrap();
        assert_eq!(output.path.as_deref(), Some("found"));
    }
}

#[tokio::test]
async fn a_server_without_a_known_root_is_not() {
    let port = serve(&Authority::new(), None).await;
    let config = Config::builder().endpoint_url(format!("https://localhost:{port}/v1"));
    let client = Client::new(config.build().unwrap(), &SERVICE);
    let error = client.send(find()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "FindPart: no connection to localhost:{port}: invalid peer certificate: UnknownIssuer"
        )
    );
}
