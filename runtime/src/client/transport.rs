//! What carries requests.
//!
//! In: a request. Out: the response's head, and its body as a stream; or why there is none. Any `tower` service over
//! `http` is a transport, a generated server among them.

use super::timer::Timer;
use crate::byte_stream::{BoxError, ByteStream};
use bytes::Buf;
use http_body::Body;
use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use tower_service::Service;

/// A response that is on its way.
pub type TransportFuture =
    Pin<Box<dyn Future<Output = Result<http::Response<ByteStream>, TransportError>> + Send>>;

/// Whatever carries requests to a service.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request whose URI is absolute.
    fn send(&self, request: http::Request<ByteStream>) -> TransportFuture;

    /// What can wait where this transport works, if it knows that. Without a timer, from here or from the configuration,
    /// there are no timeouts and no repetitions.
    fn timer(&self) -> Option<Box<dyn Timer>> {
        None
    }
}

impl<S, B> Transport for S
where
    S: Service<http::Request<ByteStream>, Response = http::Response<B>>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: Body + Send + 'static,
    B::Data: Buf,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: http::Request<ByteStream>) -> TransportFuture {
        let mut service = self.clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(TransportError::new)?;
            let response = service.call(request).await.map_err(TransportError::new)?;
            Ok(response.map(ByteStream::new))
        })
    }
}

/// Why there is no response.
#[derive(Debug)]
pub struct TransportError {
    source: BoxError,
    /// Where to, if there was no connection.
    connect: Option<String>,
    permanent: bool,
}

impl TransportError {
    /// A request that failed after it may have been sent.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self {
            source: source.into(),
            connect: None,
            permanent: false,
        }
    }

    /// No connection to `target`: nothing was sent.
    pub fn connect(target: impl Into<String>, source: impl Into<BoxError>) -> Self {
        Self {
            source: source.into(),
            connect: Some(target.into()),
            permanent: false,
        }
    }

    /// The same, where the reason stands in the way of all requests: nothing is gained by trying again.
    #[must_use]
    pub fn permanent(mut self) -> Self {
        self.permanent = true;
        self
    }

    /// Whether there was no connection, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.connect.is_some()
    }

    /// Whether the reason stands in the way of all requests.
    pub fn is_permanent(&self) -> bool {
        self.permanent
    }
}

impl Display for TransportError {
    /// What failed, with all its causes.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.connect {
            Some(target) => write!(f, "no connection to {target}: ")?,
            None => f.write_str("the request failed: ")?,
        }
        let mut said = self.source.to_string();
        f.write_str(&said)?;
        let mut cause = self.source.source();
        while let Some(error) = cause {
            let text = error.to_string();
            // Many errors repeat their cause.
            if !said.contains(&text) {
                write!(f, ": {text}")?;
                said = text;
            }
            cause = error.source();
        }
        Ok(())
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
