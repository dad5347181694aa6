//! One request on its way through a server.
//!
//! In: a routed request. Out: its response. It goes through negotiation, the body's limit, parsing and validation before
//! a handler sees it, in that order.

use super::context::Context;
use super::limits::Limits;
use super::negotiation::negotiate;
use super::operation::Operation;
use super::rejection::Rejection;
#[cfg(feature = "cases")]
use super::request_id::RequestId;
use crate::binding::PayloadSource;
use crate::byte_stream::{ByteStream, CollectError};
use crate::error::OperationError;
#[cfg(feature = "cases")]
use crate::header::REQUEST_ID;
use crate::operation::OperationSchema;
use crate::protocol::Protocol;
use crate::request::RequestDecoder;
use crate::response::ResponseEncoder;
use crate::validate::validate_input;
use http::HeaderMap;
use http_body::Body;
use std::future::Future;
use std::marker::PhantomData;

/// A request whose operation is known.
#[derive(Debug)]
pub struct Call<P> {
    context: Context,
    body: ByteStream,
    limits: Limits,
    protocol: PhantomData<fn() -> P>,
}

/// Why a handler doesn't get to see a call.
enum Refusal<E> {
    Rejected(Rejection),
    Violated(E),
}

impl<E> From<Rejection> for Refusal<E> {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl<P: Protocol> Call<P> {
    pub(super) fn new(context: Context, body: ByteStream, limits: Limits) -> Self {
        Self {
            context,
            body,
            limits,
            protocol: PhantomData,
        }
    }

    /// The number of the operation.
    pub fn operation(&self) -> usize {
        self.context.found().operation
    }

    /// Answers with what `handler`, a method of `service`, makes of the input.
    pub async fn run<'s, S, I, F, R>(self, service: &'s S, handler: F) -> http::Response<ByteStream>
    where
        I: Operation<Protocol = P>,
        F: FnOnce(&'s S, I, Context) -> R,
        R: Future<Output = Result<I::Output, I::Error>>,
    {
        let Self {
            mut context,
            body,
            limits,
            ..
        } = self;
        let document = P::MEDIA_TYPE;
        let body = collect(I::OPERATION, document, context.headers_mut(), body, limits).await;
        let input = match body
            .map_err(Refusal::Rejected)
            .and_then(|body| receive::<I>(&context, body, limits))
        {
            Ok(input) => input,
            Err(Refusal::Rejected(rejection)) => return rejection.into_response::<P>(),
            Err(Refusal::Violated(error)) => return respond_error::<I>(&error),
        };
        match handler(service, input, context).await {
            Ok(output) => respond::<I>(output),
            Err(error) => respond_error::<I>(&error),
        }
    }

    /// The answer to a number that no operation has.
    pub fn unknown_operation(self) -> http::Response<ByteStream> {
        Rejection::unknown_operation().into_response::<P>()
    }
}

/// Parses, then validates.
fn receive<I: Operation>(
    context: &Context,
    body: PayloadSource,
    limits: Limits,
) -> Result<I, Refusal<I::Error>> {
    let labels = &context.found().labels;
    let mut decoder = RequestDecoder::new(context.uri(), labels, context.headers(), body);
    let input = <I as Operation>::decode(&mut decoder)?;
    let missing = decoder.into_missing();
    match validate_input(&input, &missing, limits.violations) {
        Ok(()) => Ok(input),
        Err(violations) => Err(Refusal::Violated(I::violated(violations))),
    }
}

/// Negotiates, then takes the body in, uncompressed where the model has compression; one that streams is left as it is.
async fn collect(
    operation: &'static OperationSchema,
    document: &'static str,
    headers: &mut HeaderMap,
    body: ByteStream,
    limits: Limits,
) -> Result<PayloadSource, Rejection> {
    negotiate(operation, document, headers, !body.is_end_stream())?;
    if operation.input_content().is_stream() {
        return Ok(PayloadSource::Stream(body));
    }
    match body.collect(limits.body).await {
        #[cfg(feature = "gzip")]
        Ok(bytes) if operation.is_compressible() => {
            super::encoding::decompress(bytes, headers, limits.body).map(PayloadSource::Memory)
        }
        Ok(bytes) => Ok(PayloadSource::Memory(bytes)),
        Err(CollectError::TooLarge { limit }) => Err(Rejection::too_large(limit)),
        Err(CollectError::Stream(_)) => Err(Rejection::incomplete_body()),
    }
}

/// What a handler returns, as a response.
#[cfg(feature = "cases")]
pub(crate) fn respond_with<I: Operation>(
    result: Result<I::Output, I::Error>,
    id: &RequestId,
) -> http::Response<ByteStream> {
    let mut response = match result {
        Ok(output) => respond::<I>(output),
        Err(error) => respond_error::<I>(&error),
    };
    response.headers_mut().insert(REQUEST_ID, id.header());
    response
}

fn respond<I: Operation>(output: I::Output) -> http::Response<ByteStream> {
    let mut encoder = ResponseEncoder::new(I::OPERATION.success());
    match <I as Operation>::encode(output, &mut encoder) {
        Ok(()) => {
            // Where the body is the whole message, it has a media type even if there is nothing in it.
            if I::OPERATION.target_header().is_some() {
                encoder.name_media_type();
            }
            encoder.finish()
        }
        Err(_) => Rejection::unwritable::<I::Protocol>(I::OPERATION),
    }
}

#[cold]
fn respond_error<I: Operation>(error: &I::Error) -> http::Response<ByteStream> {
    let mut encoder = ResponseEncoder::<I::Protocol>::new(500);
    match error.encode(&mut encoder) {
        Ok(()) => encoder.finish(),
        Err(_) => Rejection::unwritable::<I::Protocol>(I::OPERATION),
    }
}
