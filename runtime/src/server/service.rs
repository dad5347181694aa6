//! The server as a `tower` service.
//!
//! In: requests of any body. Out: responses; it never fails. Cheap to clone, as hyper and axum do for every connection.

use super::call::Call;
use super::dispatch::Dispatch;
use super::limits::Limits;
use super::rejection::Rejection;
use super::request_id::RequestId;
use super::router::NotFound;
use crate::byte_stream::{BoxError, ByteStream};
use crate::header::REQUEST_ID;
use bytes::Buf;
use http::{HeaderValue, Request, Response};
use http_body::Body;
use std::convert::Infallible;
use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower_service::Service;

/// A `tower` service that answers for an implementation of a service's trait. Generated crates give it its type; it runs
/// under hyper, axum or anything else that speaks `http`, and is the transport of a client in memory.
pub struct Server<D> {
    dispatch: Arc<D>,
    limits: Limits,
}

impl<D: Dispatch> Server<D> {
    /// Answers with `implementation`.
    pub fn new(implementation: D::Implementation) -> Self {
        Self {
            dispatch: Arc::new(D::new(implementation)),
            limits: Limits::default(),
        }
    }

    /// How many bytes the body of a request may have, unless it streams: 2 MiB
    /// ([`BODY_LIMIT`](super::BODY_LIMIT)) unless set.
    pub fn body_limit(mut self, bytes: u64) -> Self {
        self.limits.body = bytes;
        self
    }

    /// How many violations of constraints are reported at once: 100 ([`DEFAULT_LIMIT`](crate::DEFAULT_LIMIT)) unless set,
    /// and at least one.
    pub fn violation_limit(mut self, violations: usize) -> Self {
        self.limits.violations = violations;
        self
    }

    /// Answers one request. [`Service::call`] does the same for bodies of any kind.
    pub fn respond(
        &self,
        request: Request<ByteStream>,
    ) -> impl Future<Output = Response<ByteStream>> + Send + use<D> {
        let answered = answer(Arc::clone(&self.dispatch), self.begin(request));
        async {
            match answered.await {
                Ok(response) => response,
                Err(never) => match never {},
            }
        }
    }

    /// Finds the operation, at once: what is then waited for need not carry the whole request around.
    fn begin(&self, request: Request<ByteStream>) -> Begun<D> {
        let (mut head, body) = request.into_parts();
        let id = head
            .extensions
            .remove::<RequestId>()
            .unwrap_or_else(RequestId::random);
        let header = id.header();
        let call = match D::ROUTES.find(&head) {
            Ok(found) => {
                let context = super::Context::new(head, found, id);
                Ok(Call::new(context, body, self.limits))
            }
            Err(not_found) => Err(refuse(&not_found)),
        };
        Begun { call, header }
    }
}

/// A request on its way to its operation.
struct Begun<D: Dispatch> {
    call: Result<Call<D::Protocol>, Rejection>,
    /// What the response calls the request.
    header: HeaderValue,
}

#[cold]
fn refuse(not_found: &NotFound) -> Rejection {
    match not_found {
        NotFound::Path => Rejection::unknown_operation(),
        NotFound::Method(allowed) => Rejection::method_not_allowed(allowed),
    }
}

async fn answer<D: Dispatch>(
    dispatch: Arc<D>,
    begun: Begun<D>,
) -> Result<Response<ByteStream>, Infallible> {
    let mut response = match begun.call {
        Ok(call) => dispatch.dispatch(call).await,
        Err(rejection) => rejection.into_response::<D::Protocol>(),
    };
    response.headers_mut().insert(REQUEST_ID, begun.header);
    Ok(response)
}

impl<D> Clone for Server<D> {
    fn clone(&self) -> Self {
        Self {
            dispatch: Arc::clone(&self.dispatch),
            limits: self.limits,
        }
    }
}

impl<D> Debug for Server<D> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl<D, B> Service<Request<B>> for Server<D>
where
    D: Dispatch,
    B: Body + Send + 'static,
    B::Data: Buf,
    B::Error: Into<BoxError>,
{
    type Response = Response<ByteStream>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<ByteStream>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let dispatch = Arc::clone(&self.dispatch);
        let begun = self.begin(request.map(ByteStream::new));
        Box::pin(answer(dispatch, begun))
    }
}
