//! The pure core of a call: an input becomes a request, a response becomes an output or an error.
//!
//! In: generated lines per operation. Out: plain `http` types. It needs no clock, no socket, no thread and no runtime.

use super::endpoint::Endpoint;
use super::error::{Error, ErrorKind};
use super::raw_response::RawResponse;
use super::rules::EndpointParameters;
use crate::binding::PayloadSource;
use crate::byte_stream::ByteStream;
use crate::error::{DecodeError, EncodeError, OperationError, OtherError};
use crate::header::ERROR_TYPE;
use crate::operation::{self, OperationSchema};
use crate::protocol::{Protocol, shape_name};
use crate::request::{RequestEncoder, RequestOptions};
use crate::response::ResponseDecoder;
use bytes::Bytes;
use http::response::Parts;
use http::{Method, StatusCode};

/// The input of an operation, on the client's side.
pub trait Operation: operation::Operation<Output: Send> + Send {
    /// The protocol that the service speaks.
    type Protocol: Protocol;

    /// Writes the request.
    ///
    /// # Errors
    ///
    /// If a member has no form in its place.
    #[doc(hidden)]
    fn encode(self, to: &mut RequestEncoder<Self::Protocol>) -> Result<(), EncodeError>;

    /// Puts the parameters of the service's endpoint rules that the operation brings along; unless said otherwise, there
    /// are none.
    #[doc(hidden)]
    fn endpoint_parameters<'a>(&'a self, to: &mut EndpointParameters<'a>) {
        let _ = to;
    }

    /// Reads a success; unless said otherwise, it is all in the body.
    ///
    /// # Errors
    ///
    /// If the response is malformed.
    #[doc(hidden)]
    fn decode(from: &mut ResponseDecoder<'_, Self::Protocol>) -> Result<Self::Output, DecodeError> {
        from.body()
    }

    /// The request, unsigned, with an absolute URI.
    ///
    /// # Errors
    ///
    /// If a label is empty, or a value has no form in its place.
    fn encode_request(self, endpoint: &Endpoint) -> Result<http::Request<ByteStream>, EncodeError> {
        encode(self, endpoint, RequestOptions::default()).map(|encoded| encoded.request)
    }

    /// The output, or the error that the response is. The body must be in memory, unless the output streams.
    ///
    /// # Errors
    ///
    /// The service's error, or why the response cannot be read; with the response.
    fn decode_response(
        response: http::Response<ByteStream>,
    ) -> Result<Self::Output, Error<Self::Error>> {
        decode_response::<Self>(response)
    }
}

/// A request, and what its operation's types no longer have to be asked for.
pub(super) struct Encoded {
    pub(super) request: http::Request<ByteStream>,
    /// Whether sending it twice does what sending it once does.
    pub(super) repeatable: bool,
}

pub(super) fn encode<O: Operation>(
    input: O,
    endpoint: &Endpoint,
    options: RequestOptions,
) -> Result<Encoded, EncodeError> {
    let mut encoder = RequestEncoder::new(endpoint, options);
    input
        .encode(&mut encoder)
        .and_then(|()| {
            let has_token = encoder.has_token();
            let request = encoder.finish(O::OPERATION, endpoint)?;
            Ok(Encoded {
                repeatable: has_token || is_repeatable(O::OPERATION, request.method()),
                request,
            })
        })
        .map_err(|error| error.of(O::OPERATION.name()))
}

/// Whether the model or the method (RFC 9110, 9.2.2) says that repeating a request has no further effect.
fn is_repeatable(operation: &OperationSchema, method: &Method) -> bool {
    operation.is_readonly() || operation.is_idempotent() || method.is_idempotent()
}

/// Whether a response is a success, so far as its status says.
pub(super) fn is_success(operation: &OperationSchema, status: StatusCode) -> bool {
    status.is_success() || status.as_u16() == operation.success()
}

fn decode_response<O: Operation>(
    response: http::Response<ByteStream>,
) -> Result<O::Output, Error<O::Error>> {
    let (parts, body) = response.into_parts();
    let success = is_success(O::OPERATION, parts.status);
    let fail = |parts: Parts, body: Bytes, kind| {
        let raw = RawResponse::new(parts.status, parts.headers, body);
        Err(Error::new(O::OPERATION.name(), kind, Some(raw)))
    };
    let source = match body.in_memory() {
        _ if success && O::OPERATION.output_content().is_stream() => PayloadSource::Stream(body),
        Some(bytes) => PayloadSource::Memory(bytes.clone()),
        None => {
            let error = DecodeError::part("body", "it has not been collected");
            return fail(parts, Bytes::new(), ErrorKind::Decode(error));
        }
    };
    let bytes = match &source {
        PayloadSource::Memory(bytes) => bytes.clone(),
        PayloadSource::Stream(_) => Bytes::new(),
    };
    // Services have answered 200 with an error inside.
    let enveloped = if success {
        O::Protocol::enveloped_error(&bytes)
    } else {
        None
    };
    let error_body = match enveloped {
        Some(error) => Bytes::from(error),
        None if !success => bytes.clone(),
        None => {
            let mut decoder =
                ResponseDecoder::<O::Protocol>::new(parts.status, &parts.headers, source);
            return match O::decode(&mut decoder) {
                Ok(output) => Ok(output),
                Err(error) => fail(parts, bytes, ErrorKind::Decode(error)),
            };
        }
    };
    let error = decode_error::<O>(&parts, error_body);
    fail(parts, bytes, ErrorKind::Service(error))
}

#[cold]
fn decode_error<O: Operation>(parts: &Parts, body: Bytes) -> O::Error {
    let said = O::Protocol::error_body(&body);
    let code = parts
        .headers
        .get(ERROR_TYPE)
        .and_then(|code| code.to_str().ok())
        .or(said.code.as_deref())
        .map(shape_name)
        .filter(|code| !code.is_empty());
    if let Some(code) = code {
        let source = PayloadSource::Memory(body.clone());
        let mut decoder = ResponseDecoder::<O::Protocol>::new(parts.status, &parts.headers, source);
        // An error whose members cannot be read is still that error; its code and message are what counts.
        if let Ok(Some(error)) = O::Error::decode(code, &mut decoder) {
            return error;
        }
    }
    O::Error::other(OtherError::received(
        code.map(str::to_owned),
        parts.status.as_u16(),
        said.message,
        O::Protocol::decode_other_error(&body),
    ))
}
