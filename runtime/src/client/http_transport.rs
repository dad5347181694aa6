//! The default transport: HTTP/1.1 over TCP or TLS, with pooled connections.
//!
//! In: requests. Out: responses, or what stood in the way: name resolution, connection, certificate. It follows no
//! redirects, uses no proxy, and stores nothing.

use super::timer::Timer;
use super::transport::{Transport, TransportError, TransportFuture};
use crate::byte_stream::ByteStream;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Shorter than what load balancers of AWS keep idle connections for.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// HTTP/1.1 over TCP, and over TLS 1.2 and 1.3 with Mozilla's root certificates. It runs inside a tokio runtime with I/O
/// and time enabled. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct HttpTransport {
    client: Client<HttpsConnector<HttpConnector>, ByteStream>,
}

impl HttpTransport {
    /// A transport to be adjusted.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }
}

/// Makes an [`HttpTransport`].
#[derive(Clone, Default)]
pub struct HttpTransportBuilder {
    connect_timeout: Option<Duration>,
    tls: Option<ClientConfig>,
}

impl HttpTransportBuilder {
    /// How long a TCP connection may take to come about: 5 seconds, unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Other roots, a client certificate, or anything else that rustls can be told.
    pub fn tls(mut self, config: ClientConfig) -> Self {
        self.tls = Some(config);
        self
    }

    /// The transport.
    ///
    /// # Errors
    ///
    /// If the TLS library cannot be set up.
    pub fn build(self) -> Result<HttpTransport, TransportError> {
        let tls = match self.tls {
            Some(config) => config,
            None => default_tls()?,
        };
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(self.connect_timeout.unwrap_or(CONNECT_TIMEOUT)));
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_timer(TokioTimer::new())
            .build(connector);
        Ok(HttpTransport { client })
    }
}

fn default_tls() -> Result<ClientConfig, TransportError> {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    // The provider is named, since a process may have another one as its default, or two of them and no default.
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(TransportError::new)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

impl Transport for HttpTransport {
    fn send(&self, request: http::Request<ByteStream>) -> TransportFuture {
        let client = self.client.clone();
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                let what = "the default transport works inside a tokio runtime only";
                return Err(TransportError::new(what).permanent());
            }
            let target = request.uri().authority().map(ToString::to_string);
            match client.request(request).await {
                Ok(response) => Ok(response.map(ByteStream::new)),
                Err(error) if error.is_connect() => {
                    let target = target.unwrap_or_default();
                    let permanent = is_refused_certificate(&error);
                    // What it wraps says more than `client error (Connect)`.
                    let error = TransportError::connect(target, inner(error));
                    Err(if permanent { error.permanent() } else { error })
                }
                Err(error) => Err(TransportError::new(inner(error))),
            }
        })
    }

    fn timer(&self) -> Option<Box<dyn Timer>> {
        Some(Box::new(super::TokioTimer))
    }
}

/// Whether a certificate stands in the way, which the next attempt will be shown again.
fn is_refused_certificate(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref() {
            return true;
        }
        // An I/O error does not count what it wraps among its causes.
        let wrapped = error.downcast_ref::<std::io::Error>();
        cause = match wrapped.and_then(std::io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    false
}

/// An error of the pool, described by its cause.
#[derive(Debug)]
struct PoolError(hyper_util::client::legacy::Error);

fn inner(error: hyper_util::client::legacy::Error) -> PoolError {
    PoolError(error)
}

impl fmt::Display for PoolError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match std::error::Error::source(&self.0) {
            Some(source) => fmt::Display::fmt(source, f),
            None => fmt::Display::fmt(&self.0, f),
        }
    }
}

impl std::error::Error for PoolError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0)?.source()
    }
}

impl Debug for HttpTransport {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("HttpTransport")
    }
}

impl Debug for HttpTransportBuilder {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("HttpTransportBuilder")
    }
}
