//! The default transport over TLS, against certificates that are made for each test.

use super::depot::*;
use crate::client::{Client, Config, HttpTransport, TokioTimer};
use crate::server::Context;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

struct Finder;

impl Depot for Finder {
    async fn find_part(&self, _: FindPartInput, _: Context) -> Result<FindPartOutput, DepotError> {
        Ok(FindPartOutput {
            path: Some("found".into()),
        })
    }
}

/// The port of a server that speaks TLS as `localhost`, and the root that vouches for it.
async fn serve() -> (u16, CertificateDer<'static>) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_key = KeyPair::generate().unwrap();
    let root = params.self_signed(&root_key).unwrap();
    let issuer = Issuer::new(params, root_key);
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
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
                if let Ok(stream) = acceptor.accept(socket).await {
                    let service = TowerToHyperService::new(server);
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                }
            });
        }
    });
    (port, root.into())
}

fn find() -> FindPartInput {
    FindPartInput {
        depot: "d".into(),
        name: "n".into(),
    }
}

#[tokio::test]
async fn a_trusted_server_is_talked_to() {
    let (port, root) = serve().await;
    let mut roots = RootCertStore::empty();
    roots.add(root).unwrap();
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
    let (port, _) = serve().await;
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
