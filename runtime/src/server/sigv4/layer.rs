//! The checks as a `tower` layer.
//!
//! In: a service, and what requests are held against. Out: a service that answers the requests of those who may, and
//! refuses the others.

use super::check::Rules;
use super::lookup::CredentialsLookup;
use crate::byte_stream::{BoxError, ByteStream};
use crate::server::RequestId;
use crate::sigv4::Settings;
use bytes::Buf;
use http::{Request, Response};
use http_body::Body;
use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};
use tower_layer::Layer;
use tower_service::Service;

/// Lets signed requests through to a service, and refuses all others.
pub struct RequireSigV4<L> {
    rules: Rules<L>,
}

impl<L: CredentialsLookup> RequireSigV4<L> {
    /// Signatures by the keys that `lookup` knows, for any region and service.
    /// [`Credentials`](crate::credentials::Credentials) themselves and maps of them are lookups.
    pub fn new(lookup: L) -> Self {
        Self {
            rules: Rules::new(lookup),
        }
    }

    /// Only signatures for this region.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.rules.region = Some(region.into());
        self
    }

    /// Only signatures that call the service so.
    #[must_use]
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.rules.service = Some(service.into());
        self
    }

    /// How far the date of a signature may be from the clock, before and after: 15 minutes unless set.
    #[must_use]
    pub fn window(mut self, window: Duration) -> Self {
        self.rules.window = window;
        self
    }

    /// What says what time it is, in place of the system's clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.rules.clock = Arc::new(clock);
        self
    }

    /// How many bytes the body of a request may have, which is in memory before the service sees it: 2 MiB
    /// ([`BODY_LIMIT`](crate::server::BODY_LIMIT)) unless set. It does not hold for bodies that are not signed.
    #[must_use]
    pub fn body_limit(mut self, bytes: u64) -> Self {
        self.rules.body_limit = bytes;
        self
    }

    /// Bodies need not be signed: `UNSIGNED-PAYLOAD` will do.
    #[must_use]
    pub fn allow_unsigned_payload(mut self) -> Self {
        self.rules.unsigned_payload = true;
        self
    }

    /// How clients of the service encode paths in signatures, if not as for all services but Amazon S3.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.rules.settings = settings;
        self
    }
}

impl<L> Clone for RequireSigV4<L> {
    fn clone(&self) -> Self {
        Self {
            rules: self.rules.clone(),
        }
    }
}

impl<L> Debug for RequireSigV4<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequireSigV4")
            .field("region", &self.rules.region)
            .field("service", &self.rules.service)
            .field("window", &self.rules.window)
            .finish_non_exhaustive()
    }
}

impl<L, S> Layer<S> for RequireSigV4<L> {
    type Service = Verified<S, L>;

    fn layer(&self, inner: S) -> Self::Service {
        Verified {
            inner,
            rules: Arc::new(self.rules.clone()),
        }
    }
}

/// A service that sees signed requests alone.
pub struct Verified<S, L> {
    inner: S,
    rules: Arc<Rules<L>>,
}

impl<S: Clone, L> Clone for Verified<S, L> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            rules: Arc::clone(&self.rules),
        }
    }
}

impl<S: Debug, L> Debug for Verified<S, L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("inner", &self.inner)
            .finish_non_exhaustive()
    }
}

impl<S, L, B, R> Service<Request<B>> for Verified<S, L>
where
    S: Service<Request<ByteStream>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    L: CredentialsLookup,
    B: Body + Send + 'static,
    B::Data: Buf,
    B::Error: Into<BoxError>,
    R: Body + Send + 'static,
    R::Data: Buf,
    R::Error: Into<BoxError>,
{
    type Response = Response<ByteStream>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<ByteStream>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The one that is ready, with a clone in its place.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let rules = Arc::clone(&self.rules);
        let request = request.map(ByteStream::new);
        let id = request.extensions().get::<RequestId>().cloned();
        Box::pin(async move {
            let now = (rules.clock)();
            match rules.check(request, now).await {
                Ok(request) => Ok(inner.call(request).await?.map(ByteStream::new)),
                Err(refusal) => Ok(refusal.into_response(id, now)),
            }
        })
    }
}
