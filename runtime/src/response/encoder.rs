//! How a server writes a response.
//!
//! In: an output or error, member by member. Out: an [`http::Response`]. What cannot be said is an error, never a panic
//! and never half a response.

use crate::binding::{Parameter, ParameterMap, Payload, header_text};
use crate::byte_stream::ByteStream;
use crate::codec::Structure;
use crate::error::{EncodeError, OtherError, ServiceError};
use crate::header::{self, ERROR_TYPE, QUERY_ERROR};
use crate::protocol::{ErrorCode, Protocol};
use crate::schema::Member;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body::Body;
use std::marker::PhantomData;

/// Writes one response.
#[derive(Debug)]
pub struct ResponseEncoder<P> {
    status: u16,
    headers: HeaderMap,
    body: ByteStream,
    /// While an error is written: its code.
    code: Option<&'static str>,
    protocol: PhantomData<fn() -> P>,
}

impl<P: Protocol> ResponseEncoder<P> {
    /// A response with this status, unless another is set.
    pub(crate) fn new(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::with_capacity(6),
            body: ByteStream::default(),
            code: None,
            protocol: PhantomData,
        }
    }

    /// The HTTP status, if the output sets one.
    ///
    /// # Errors
    ///
    /// If it is none of 100 to 999.
    pub fn status(&mut self, status: impl Into<Option<i32>>) -> Result<(), EncodeError> {
        if let Some(status) = status.into() {
            self.status = u16::try_from(status)
                .ok()
                .filter(|status| (100..1000).contains(status))
                .ok_or_else(|| EncodeError::part("the status", "must be one of 100 to 999"))?;
        }
        Ok(())
    }

    /// A header; none for a value that is not set, an empty one for an empty string or list.
    ///
    /// # Errors
    ///
    /// If the value has no text, or one that a header cannot carry.
    pub fn header<T: Parameter>(
        &mut self,
        member: &'static Member,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        if !value.is_present() {
            return Ok(());
        }
        let mut text = String::new();
        header_text(value, member, &mut String::new(), &mut text)
            .and_then(|()| Ok((header::name(name)?, header::value(&text)?)))
            .map(|(name, value)| {
                self.headers.insert(name, value);
            })
            .map_err(|what| EncodeError::member(member, &format!("the header `{name}`"), what))
    }

    /// A header for each entry of a map, but for those that are there already.
    ///
    /// # Errors
    ///
    /// If a key is no header's name, or a value is one that a header cannot carry.
    pub fn prefix_headers<T: ParameterMap>(
        &mut self,
        member: &'static Member,
        prefix: &'static str,
        map: &T,
    ) -> Result<(), EncodeError> {
        header::insert_prefixed(&mut self.headers, member, prefix, map)
            .map_err(|what| EncodeError::member(member, &format!("headers `{prefix}*`"), what))
    }

    /// All members that are bound to nothing else, as the body.
    ///
    /// # Errors
    ///
    /// If the protocol has no form for a value.
    pub fn body<T: Structure>(&mut self, value: &T) -> Result<(), EncodeError> {
        let body = match self.code {
            Some(code) => P::encode_error(code, value),
            None => P::encode(value),
        };
        self.body = body.map_err(EncodeError::body)?.into();
        self.name_media_type();
        Ok(())
    }

    /// One member as the whole body. `media_type` is the model's; empty, if it gives none.
    ///
    /// # Errors
    ///
    /// If the protocol has no form for the value.
    pub fn payload<T: Payload>(
        &mut self,
        member: &'static Member,
        media_type: &'static str,
        value: T,
    ) -> Result<(), EncodeError> {
        let media_type = if media_type.is_empty() {
            T::media_type::<P>()
        } else {
            media_type
        };
        if let Some(body) = value.into_body::<P>(member).map_err(EncodeError::body)? {
            self.set_body(body, media_type);
        }
        Ok(())
    }

    /// Names the protocol's media type, unless there is one.
    pub(crate) fn name_media_type(&mut self) {
        let media_type = const { HeaderValue::from_static(P::MEDIA_TYPE) };
        // A member may be bound to the header.
        self.headers.entry(CONTENT_TYPE).or_insert(media_type);
    }

    fn set_body(&mut self, body: ByteStream, media_type: &'static str) {
        // A member may be bound to the header.
        if let Ok(value) = header::fixed_value(media_type) {
            self.headers.entry(CONTENT_TYPE).or_insert(value);
        }
        self.body = body;
    }

    /// A modelled error.
    ///
    /// # Errors
    ///
    /// If the protocol has no form for a value.
    pub fn error<T: ServiceError>(&mut self, error: &T) -> Result<(), EncodeError> {
        self.status = T::STATUS;
        self.code = Some(T::TYPE);
        error.encode_response(self)?;
        self.code = None;
        if let Some(error) = T::QUERY_ERROR {
            let error = header::fixed_value(error)
                .map_err(|what| EncodeError::part("the header `x-amzn-query-error`", what))?;
            self.headers.insert(QUERY_ERROR, error);
        }
        self.set_code(T::CODE)
    }

    /// An error that no model knows.
    ///
    /// # Errors
    ///
    /// If its code cannot be sent, or the protocol has no form for a value.
    pub fn other_error(&mut self, error: &OtherError) -> Result<(), EncodeError> {
        self.status(i32::from(error.status()))?;
        let body = P::encode_other_error(error.code(), &error.to_document());
        self.set_body(body.map_err(EncodeError::body)?.into(), P::MEDIA_TYPE);
        self.set_code(error.code())
    }

    fn set_code(&mut self, code: &str) -> Result<(), EncodeError> {
        if P::ERROR_CODE == ErrorCode::Header {
            let code = header::value(code)
                .map_err(|what| EncodeError::part("the header `x-amzn-errortype`", what))?;
            self.headers.insert(ERROR_TYPE, code);
        }
        Ok(())
    }

    pub(crate) fn set_header(&mut self, name: http::HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    pub(crate) fn finish(mut self) -> http::Response<ByteStream> {
        // RFC 9110 forbids it where no body can be.
        let length = self.body.size_hint().exact();
        if let (Some(length), false) = (length, matches!(self.status, 100..200 | 204 | 304)) {
            self.headers.insert(CONTENT_LENGTH, length.into());
        }
        let mut response = http::Response::new(self.body);
        // `status` has checked the range.
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        *response.headers_mut() = self.headers;
        response
    }
}
