//! Members that are a whole body (Smithy's `httpPayload`).
//!
//! In: the member's value. Out: the body, and back. Blobs and strings are raw; structures, unions and documents are in the
//! protocol's format; streams stay streams.

use super::text::{Place, TextValue};
use crate::blob::Blob;
use crate::byte_stream::{BoxError, ByteStream};
use crate::codec::{Key, Value};
use crate::document::Document;
use crate::protocol::Protocol;
use crate::schema::Member;
use crate::validate::Missing;
use bytes::Bytes;
use std::borrow::Cow;
use std::collections::HashMap;

/// A body that a payload is read from. One that doesn't stream has been collected.
#[derive(Debug)]
pub enum PayloadSource {
    /// All of it.
    Memory(Bytes),
    /// As it comes.
    Stream(ByteStream),
}

impl PayloadSource {
    /// The bytes; `None` if they have not been collected.
    fn bytes(self) -> Result<Bytes, PayloadError> {
        match self {
            Self::Memory(bytes) => Ok(bytes),
            Self::Stream(_) => Err("the body has not been collected".into()),
        }
    }
}

/// What is wrong with a payload.
pub type PayloadError = BoxError;

/// A value that can be a whole body.
pub trait Payload: Sized {
    /// An unset one is sent as an empty document in requests (a structure), or not at all.
    const UNSET_IS_EMPTY: bool = false;

    /// An empty body is a value: no bytes, no text.
    const EMPTY_IS_VALUE: bool = false;

    /// The media type, where the model gives none.
    fn media_type<P: Protocol>() -> &'static str;

    /// The body; `None` if the value is not set.
    ///
    /// # Errors
    ///
    /// If the protocol has no form for the value.
    fn into_body<P: Protocol>(
        self,
        member: &'static Member,
    ) -> Result<Option<ByteStream>, PayloadError>;

    /// Reads the body; `None` if it is empty and an empty body is none.
    ///
    /// # Errors
    ///
    /// If the body is malformed or of another type.
    fn from_body<P: Protocol>(
        body: PayloadSource,
        member: &'static Member,
        strict: bool,
    ) -> Result<(Option<Self>, Missing), PayloadError>;
}

impl<T: Payload> Payload for Option<T> {
    const UNSET_IS_EMPTY: bool = T::UNSET_IS_EMPTY;

    fn media_type<P: Protocol>() -> &'static str {
        T::media_type::<P>()
    }

    fn into_body<P: Protocol>(
        self,
        member: &'static Member,
    ) -> Result<Option<ByteStream>, PayloadError> {
        match self {
            Some(value) => value.into_body::<P>(member),
            None => Ok(None),
        }
    }

    fn from_body<P: Protocol>(
        body: PayloadSource,
        member: &'static Member,
        strict: bool,
    ) -> Result<(Option<Self>, Missing), PayloadError> {
        // A client that has not set the member sends the same.
        if let PayloadSource::Memory(bytes) = &body
            && strict
            && T::UNSET_IS_EMPTY
            && bytes.trim_ascii() == P::EMPTY
        {
            return Ok((None, Missing::default()));
        }
        let (value, missing) = T::from_body::<P>(body, member, strict)?;
        Ok((value.map(Some), missing))
    }
}

impl Payload for ByteStream {
    fn media_type<P: Protocol>() -> &'static str {
        "application/octet-stream"
    }

    fn into_body<P: Protocol>(
        self,
        _: &'static Member,
    ) -> Result<Option<ByteStream>, PayloadError> {
        Ok(Some(self))
    }

    fn from_body<P: Protocol>(
        body: PayloadSource,
        _: &'static Member,
        _: bool,
    ) -> Result<(Option<Self>, Missing), PayloadError> {
        let stream = match body {
            PayloadSource::Memory(bytes) => bytes.into(),
            PayloadSource::Stream(stream) => stream,
        };
        Ok((Some(stream), Missing::default()))
    }
}

impl Payload for Blob {
    const EMPTY_IS_VALUE: bool = true;

    fn media_type<P: Protocol>() -> &'static str {
        "application/octet-stream"
    }

    fn into_body<P: Protocol>(
        self,
        _: &'static Member,
    ) -> Result<Option<ByteStream>, PayloadError> {
        Ok(Some(self.into_inner().into()))
    }

    fn from_body<P: Protocol>(
        body: PayloadSource,
        _: &'static Member,
        _: bool,
    ) -> Result<(Option<Self>, Missing), PayloadError> {
        let bytes = body.bytes()?;
        let blob = (!bytes.is_empty()).then(|| Self::new(Vec::from(bytes)));
        Ok((blob, Missing::default()))
    }
}

/// A text as a whole body: a string or an enum.
#[doc(hidden)]
pub fn text_into_body<T: TextValue>(
    value: &T,
    member: &'static Member,
) -> Result<Option<ByteStream>, PayloadError> {
    let mut scratch = String::new();
    let text = value.text(member, Place::Payload, &mut scratch)?;
    Ok(Some(text.to_owned().into()))
}

/// A text that is a whole body.
#[doc(hidden)]
pub fn text_from_body<T: TextValue>(
    body: PayloadSource,
    member: &'static Member,
    strict: bool,
) -> Result<(Option<T>, Missing), PayloadError> {
    let bytes = body.bytes()?;
    if bytes.is_empty() {
        return Ok((None, Missing::default()));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| "expected UTF-8 text")?;
    let value = T::from_text(Cow::Borrowed(text), member, Place::Payload, strict)?;
    Ok((Some(value), Missing::default()))
}

impl Payload for String {
    const EMPTY_IS_VALUE: bool = true;

    fn media_type<P: Protocol>() -> &'static str {
        "text/plain"
    }

    fn into_body<P: Protocol>(
        self,
        _: &'static Member,
    ) -> Result<Option<ByteStream>, PayloadError> {
        Ok(Some(self.into()))
    }

    fn from_body<P: Protocol>(
        body: PayloadSource,
        member: &'static Member,
        strict: bool,
    ) -> Result<(Option<Self>, Missing), PayloadError> {
        text_from_body(body, member, strict)
    }
}

/// A value that is a whole body in the protocol's format.
pub trait StructuredPayload: Value {
    /// It is a structure, so that an unset one is sent as an empty one in requests.
    const STRUCTURE: bool = false;
}

impl StructuredPayload for Document {}
impl<T: Value> StructuredPayload for Vec<T> {}
impl<K: Key, T: Value> StructuredPayload for HashMap<K, T> {}
impl<T: StructuredPayload> StructuredPayload for Box<T> {
    const STRUCTURE: bool = T::STRUCTURE;
}

impl<T: StructuredPayload> Payload for T {
    const UNSET_IS_EMPTY: bool = T::STRUCTURE;

    fn media_type<P: Protocol>() -> &'static str {
        P::MEDIA_TYPE
    }

    fn into_body<P: Protocol>(
        self,
        member: &'static Member,
    ) -> Result<Option<ByteStream>, PayloadError> {
        Ok(Some(P::encode_value(&self, member)?.into()))
    }

    fn from_body<P: Protocol>(
        body: PayloadSource,
        member: &'static Member,
        strict: bool,
    ) -> Result<(Option<Self>, Missing), PayloadError> {
        let bytes = body.bytes()?;
        if bytes.is_empty() {
            return Ok((None, Missing::default()));
        }
        let (value, missing) = P::decode_value(&bytes, member, strict)?;
        Ok((Some(value), missing))
    }
}
