//! Sends inputs.
//!
//! In: an input. Out: its output, or why there is none. One call is one request: nothing is repeated.

use super::config::Config;
use super::error::{Error, ErrorKind};
use super::operation::{self, Operation};
use super::raw_response::RawResponse;
use super::service::ServiceSchema;
use super::transport::TransportError;
use crate::byte_stream::{ByteStream, CollectError};
use crate::operation::OperationSchema;
use bytes::Bytes;
use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// Sends inputs by a configuration. Generated clients are a thin layer over this. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    config: Config,
    service: &'static ServiceSchema,
}

/// A failure that has nothing to do with the operation's errors.
struct Failure {
    kind: ErrorKind<Infallible>,
    raw: Option<RawResponse>,
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        Self {
            kind: ErrorKind::Transport(error),
            raw: None,
        }
    }
}

impl Client {
    /// A client of this service, with this configuration.
    pub fn new(config: Config, service: &'static ServiceSchema) -> Self {
        Self { config, service }
    }

    /// What is known of the service.
    pub fn service(&self) -> &'static ServiceSchema {
        self.service
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Sends an input.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`].
    pub async fn send<O: Operation>(&self, input: O) -> Result<O::Output, Error<O::Error>> {
        let name = O::OPERATION.name();
        let settings = self.config.settings();
        let request =
            operation::encode_request(input, &settings.endpoint, settings.request.clone())
                .map_err(|error| Error::new(name, ErrorKind::Encode(error), None))?;
        match self.within_timeout(O::OPERATION, request).await {
            Ok(response) => O::decode_response(response),
            Err(failure) => Err(widen(name, *failure)),
        }
    }

    async fn within_timeout(
        &self,
        operation: &'static OperationSchema,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, Box<Failure>> {
        let settings = self.config.settings();
        let exchange = self.exchange(operation, request);
        match (&settings.timer, settings.timeout) {
            (Some(timer), Some(timeout)) => first(exchange, timer.sleep(timeout), timeout).await,
            _ => exchange.await,
        }
    }

    /// One request and its response, whose body is collected unless the output streams.
    async fn exchange(
        &self,
        operation: &'static OperationSchema,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, Box<Failure>> {
        let settings = self.config.settings();
        let response = settings
            .transport
            .send(request)
            .await
            .map_err(|e| Box::new(e.into()))?;
        let (parts, body) = response.into_parts();
        let streams = operation.output_content().is_stream()
            && operation::is_success(operation, parts.status);
        if streams
            || body
                .in_memory()
                .is_some_and(|b| b.len() as u64 <= settings.response_limit)
        {
            return Ok(http::Response::from_parts(parts, body));
        }
        match body.collect(settings.response_limit).await {
            Ok(bytes) => Ok(http::Response::from_parts(parts, bytes.into())),
            Err(error) => {
                let kind = match error {
                    CollectError::TooLarge { limit } => ErrorKind::ResponseTooLarge { limit },
                    CollectError::Stream(error) => ErrorKind::Transport(TransportError::new(error)),
                };
                let raw = RawResponse::new(parts.status, parts.headers, Bytes::new());
                Err(Box::new(Failure {
                    kind,
                    raw: Some(raw),
                }))
            }
        }
    }
}

/// The result of `exchange`, unless `sleep` is over before it.
async fn first(
    exchange: impl Future<Output = Result<http::Response<ByteStream>, Box<Failure>>>,
    mut sleep: super::Sleep,
    timeout: Duration,
) -> Result<http::Response<ByteStream>, Box<Failure>> {
    let mut exchange = pin!(exchange);
    poll_fn(|context| {
        if let Poll::Ready(result) = exchange.as_mut().poll(context) {
            return Poll::Ready(result);
        }
        sleep.as_mut().poll(context).map(|()| {
            Err(Box::new(Failure {
                kind: ErrorKind::Timeout(timeout),
                raw: None,
            }))
        })
    })
    .await
}

/// The failure as the error of an operation.
#[cold]
fn widen<E>(operation: &'static str, failure: Failure) -> Error<E> {
    let kind = match failure.kind {
        ErrorKind::MissingMembers(error) => ErrorKind::MissingMembers(error),
        ErrorKind::Encode(error) => ErrorKind::Encode(error),
        ErrorKind::Transport(error) => ErrorKind::Transport(error),
        ErrorKind::Timeout(timeout) => ErrorKind::Timeout(timeout),
        ErrorKind::ResponseTooLarge { limit } => ErrorKind::ResponseTooLarge { limit },
        ErrorKind::Decode(error) => ErrorKind::Decode(error),
        ErrorKind::RepeatedToken => ErrorKind::RepeatedToken,
        ErrorKind::Service(never) => match never {},
    };
    Error::new(operation, kind, failure.raw)
}
