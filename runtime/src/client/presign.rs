//! Requests that others send.
//!
//! In: an input, and for how long its request is good. Out: a request whose URL holds a signature. Nothing is sent.

use super::auth;
use super::core::Client;
use super::error::{Error, ErrorKind};
use super::operation::{self, Operation};
use crate::byte_stream::ByteStream;
use http::request::Parts;
use http::{HeaderMap, Method, Uri};
use std::fmt::{self, Debug, Formatter};
use std::time::Duration;

/// A request whose URL holds a signature, so that whoever has it can send it for a while: a browser, a script, a device
/// without a key of its own. Its `Debug` shows neither the URL nor a header, which are as good as the key for that time.
pub struct PresignedRequest {
    head: Parts,
    body: ByteStream,
}

impl PresignedRequest {
    /// The HTTP method.
    pub fn method(&self) -> &Method {
        &self.head.method
    }

    /// The URL.
    pub fn uri(&self) -> &Uri {
        &self.head.uri
    }

    /// The headers that have to be sent with it, `host` among them, which HTTP clients send by themselves.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// All of it, with the body that has to be sent.
    pub fn into_request(self) -> http::Request<ByteStream> {
        http::Request::from_parts(self.head, self.body)
    }
}

impl Debug for PresignedRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedRequest")
            .field("method", &self.head.method)
            .field("host", &self.head.uri.host())
            .finish_non_exhaustive()
    }
}

impl Client {
    /// The request of an input, signed in its query instead of its headers. It is good for `expires_in`, one second to
    /// seven days, and no longer than the credentials are.
    ///
    /// # Errors
    ///
    /// If the input has no request, as when it is sent; if a setting is missing; if the operation's requests are not
    /// signed; or if `expires_in` is too short or too long.
    pub async fn presign<O: Operation>(
        &self,
        input: O,
        expires_in: Duration,
    ) -> Result<PresignedRequest, Error<O::Error>> {
        let failed = |kind| Error::new(O::OPERATION.name(), kind, None);
        let endpoint = self
            .destination(&input)
            .map_err(|error| failed(ErrorKind::Endpoint(error)))?;
        let options = self.config().settings().request.clone();
        let encoded = operation::encode(input, endpoint.endpoint(), options)
            .map_err(|error| failed(ErrorKind::Encode(error)))?;
        let (mut head, body) = encoded.request.into_parts();
        for (name, value) in endpoint.headers() {
            head.headers.append(name, value.clone());
        }
        auth::presign(
            self.inner(),
            O::OPERATION,
            &endpoint,
            expires_in,
            &mut head,
            &body,
        )
        .await
        .map_err(|error| failed(ErrorKind::Auth(error)))?;
        Ok(PresignedRequest { head, body })
    }
}
