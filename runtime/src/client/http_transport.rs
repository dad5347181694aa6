//! The default transport: HTTP/1.1 over TCP or TLS, with pooled connections.
//!
//! In: requests. Out: responses, or what stood in the way: name resolution, connection, certificate. It follows no
//! redirects, uses no proxy, and stores nothing.

mod certificates;
mod connect;
mod pool;
mod provider;
mod stream;
mod target;
mod validity;

use self::connect::Connector;
use self::pool::Pool;
use super::config::ConfigError;
use super::timer::Timer;
use super::transport::{Transport, TransportError, TransportFuture};
use crate::byte_stream::ByteStream;
use rustls::sign::SingleCertAndKey;
use rustls::{ClientConfig, RootCertStore};
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use zeroize::Zeroizing;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// HTTP/1.1 over TCP, and over TLS 1.2 and 1.3 with Mozilla's root certificates. It runs inside a tokio runtime with I/O
/// and time enabled. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct HttpTransport {
    pool: Arc<Pool>,
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
    /// The first setting whose value could not be taken.
    wrong: Option<ConfigError>,
    connect_timeout: Option<Duration>,
    tls: Option<ClientConfig>,
    /// Read where they are set, and not when all is put together, so that a program without certificates of its own does
    /// not carry what reads them.
    client_certificate: Option<Arc<SingleCertAndKey>>,
    roots: Option<RootCertStore>,
}

impl HttpTransportBuilder {
    /// How long a TCP connection may take to come about: 5 seconds, unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// The certificate by which this client authenticates itself, as devices of AWS IoT do: first the client's certificate
    /// and then those that vouch for it, and the key that belongs to it. Both are PEM; the key is PKCS#8 (`BEGIN PRIVATE
    /// KEY`), PKCS#1 (`BEGIN RSA PRIVATE KEY`) or SEC 1 (`BEGIN EC PRIVATE KEY`), and not encrypted.
    ///
    /// ```no_run
    /// use tinsmith::client::{Config, HttpTransport};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let transport = HttpTransport::builder()
    ///     .client_certificate_pem(
    ///         std::fs::read("device.pem.crt")?,
    ///         std::fs::read("private.pem.key")?,
    ///     )
    ///     .build()?;
    /// let config = Config::builder()
    ///     .endpoint_url("https://example-ats.iot.eu-central-1.amazonaws.com:8443")
    ///     .transport(transport)
    ///     // The certificate says who calls: nothing is signed.
    ///     .no_auth()
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn client_certificate_pem(
        mut self,
        certificates: impl Into<Vec<u8>>,
        key: impl Into<Vec<u8>>,
    ) -> Self {
        let (chain, key) = (certificates.into(), Zeroizing::new(key.into()));
        match certificates::client(&chain, &key, SystemTime::now()) {
            Ok(certified) => {
                self.client_certificate = Some(Arc::new(SingleCertAndKey::from(certified)));
            }
            Err(what) => self.reject("client_certificate_pem", what),
        }
        self
    }

    /// Certificates in PEM that vouch for servers, besides Mozilla's: those of a private authority, for instance.
    pub fn root_certificates_pem(mut self, certificates: impl Into<Vec<u8>>) -> Self {
        let roots = self.roots.get_or_insert_with(mozilla);
        if let Err(what) = certificates::add_roots(roots, &certificates.into()) {
            self.reject("root_certificates_pem", what);
        }
        self
    }

    /// Anything else that rustls can be told; certificates are then set there too.
    pub fn tls(mut self, config: ClientConfig) -> Self {
        self.tls = Some(config);
        self
    }

    /// Makes [`build`](Self::build) fail, unless another setting was wrong before.
    #[cold]
    fn reject(&mut self, setting: &'static str, what: String) {
        self.wrong.get_or_insert(ConfigError::new(setting, what));
    }

    /// The transport.
    ///
    /// # Errors
    ///
    /// If a certificate or a key cannot be used: which setting it is, and why. The certificate of the client must not have
    /// expired by the system's clock.
    pub fn build(self) -> Result<HttpTransport, ConfigError> {
        if let Some(error) = self.wrong {
            return Err(error);
        }
        let tls = match self.tls {
            Some(_) if self.client_certificate.is_some() || self.roots.is_some() => {
                let what = "cannot be given together with certificates in PEM; set them there too";
                return Err(ConfigError::new("tls", what));
            }
            Some(config) => config,
            None => own_tls(self.roots.unwrap_or_else(mozilla), self.client_certificate)?,
        };
        let timeout = self.connect_timeout.unwrap_or(CONNECT_TIMEOUT);
        Ok(HttpTransport {
            pool: Arc::new(Pool::new(Connector::new(tls, timeout))),
        })
    }
}

fn mozilla() -> RootCertStore {
    RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    }
}

/// Trust in these roots, and the client's certificate if there is one.
fn own_tls(
    roots: RootCertStore,
    client: Option<Arc<SingleCertAndKey>>,
) -> Result<ClientConfig, ConfigError> {
    // The provider is named, since a process may have another one as its default, or two of them and no default.
    let builder = ClientConfig::builder_with_provider(Arc::new(provider::provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigError::new("tls", error))?
        .with_root_certificates(roots);
    Ok(match client {
        None => builder.with_no_client_auth(),
        Some(certified) => builder.with_client_cert_resolver(certified),
    })
}

impl Transport for HttpTransport {
    fn send(&self, request: http::Request<ByteStream>) -> TransportFuture {
        let pool = Arc::clone(&self.pool);
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                let what = "the default transport works inside a tokio runtime only";
                return Err(TransportError::new(what).permanent());
            }
            let response = pool.send(request).await?;
            Ok(response.map(ByteStream::new))
        })
    }

    fn timer(&self) -> Option<Box<dyn Timer>> {
        Some(Box::new(super::TokioTimer))
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
