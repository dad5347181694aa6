//! A transport that is a closure.
//!
//! In: a closure over requests. Out: a transport that answers with what it gives: for tests, or for whatever carries
//! requests without being a `tower` service. Nothing is sent.

use super::transport::{Transport, TransportError, TransportFuture};
use crate::byte_stream::ByteStream;
use std::fmt::{self, Debug, Formatter};
use std::future::{Future, ready};

/// A transport that answers at once with what a closure gives: a response whose body is bytes, a text or a stream, or a
/// [`Result`] with one.
///
/// ```
/// use tinsmith::client::{Config, from_fn};
/// use tinsmith::http::Response;
///
/// let config = Config::builder()
///     .endpoint_url("http://in.memory")
///     .transport(from_fn(|request| {
///         assert_eq!(request.method(), "GET");
///         Response::new("{}")
///     }))
///     .build()?;
/// # Ok::<(), tinsmith::client::ConfigError>(())
/// ```
pub fn from_fn<F, A>(answer: F) -> FromFn<impl Fn(http::Request<ByteStream>) -> TransportFuture>
where
    F: Fn(http::Request<ByteStream>) -> A + Send + Sync + 'static,
    A: Answer,
{
    FromFn(move |request| -> TransportFuture { Box::pin(ready(answer(request).into_result())) })
}

/// A transport that answers with what an asynchronous closure gives in the end, as [`from_fn`] does at once.
///
/// ```
/// use tinsmith::client::{TransportError, from_async_fn};
/// use tinsmith::http::{Response, StatusCode};
///
/// let transport = from_async_fn(|request| async move {
///     if request.uri().path() == "/down" {
///         return Err(TransportError::connect("in.memory", "it is down"));
///     }
///     let mut response = Response::new(format!("{} was here", request.method()));
///     *response.status_mut() = StatusCode::CREATED;
///     Ok(response)
/// });
/// # let _ = transport;
/// ```
pub fn from_async_fn<F, T>(
    answer: F,
) -> FromFn<impl Fn(http::Request<ByteStream>) -> TransportFuture>
where
    F: Fn(http::Request<ByteStream>) -> T + Send + Sync + 'static,
    T: Future<Output: Answer> + Send + 'static,
{
    FromFn(move |request| -> TransportFuture {
        let answer = answer(request);
        Box::pin(async move { answer.await.into_result() })
    })
}

/// A transport that is a closure: see [`from_fn`] and [`from_async_fn`].
#[derive(Clone, Copy)]
pub struct FromFn<F>(F);

impl<F> Transport for FromFn<F>
where
    F: Fn(http::Request<ByteStream>) -> TransportFuture + Send + Sync + 'static,
{
    fn send(&self, request: http::Request<ByteStream>) -> TransportFuture {
        (self.0)(request)
    }
}

impl<F> Debug for FromFn<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("FromFn")
    }
}

/// What a closure may answer with.
pub trait Answer: sealed::Sealed {
    /// The response, or why there is none.
    #[doc(hidden)]
    fn into_result(self) -> Result<http::Response<ByteStream>, TransportError>;
}

impl<B: Into<ByteStream>> Answer for http::Response<B> {
    fn into_result(self) -> Result<http::Response<ByteStream>, TransportError> {
        Ok(self.map(Into::into))
    }
}

impl<B: Into<ByteStream>> Answer for Result<http::Response<B>, TransportError> {
    fn into_result(self) -> Result<http::Response<ByteStream>, TransportError> {
        self.map(|response| response.map(Into::into))
    }
}

mod sealed {
    pub trait Sealed {}

    impl<B> Sealed for http::Response<B> {}
    impl<B, E> Sealed for Result<http::Response<B>, E> {}
}
