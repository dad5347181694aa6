//! How a server reads a request.
//!
//! In: the labels, query, headers and body of a request that was routed, negotiated and collected. Out: an input, and the
//! required members that are missing from it. A member that cannot be read is a `SerializationException` that names its
//! place, never its value.

use crate::binding::{
    Parameter, ParameterMap, Payload, PayloadSource, Place, percent, query, read_header,
};
use crate::byte_stream::BoxError;
use crate::codec::{Structure, placeholder};
use crate::header;
use crate::protocol::Protocol;
use crate::schema::Member;
use crate::server::{Labels, Rejection};
use crate::validate::Missing;
use http::{HeaderMap, Uri};
use std::borrow::Cow;
use std::marker::PhantomData;

/// Reads one request.
#[derive(Debug)]
pub struct RequestDecoder<'a, P> {
    uri: &'a Uri,
    labels: &'a Labels,
    headers: &'a HeaderMap,
    body: Option<PayloadSource>,
    missing: Missing,
    protocol: PhantomData<fn() -> P>,
}

impl<'a, P: Protocol> RequestDecoder<'a, P> {
    pub(crate) fn new(
        uri: &'a Uri,
        labels: &'a Labels,
        headers: &'a HeaderMap,
        body: PayloadSource,
    ) -> Self {
        Self {
            uri,
            labels,
            headers,
            body: Some(body),
            missing: Missing::default(),
            protocol: PhantomData,
        }
    }

    pub(crate) fn into_missing(self) -> Missing {
        self.missing
    }

    /// The input with its members in the body; all others are placeholders.
    ///
    /// # Errors
    ///
    /// If the body is malformed.
    pub fn body<T: Structure>(&mut self) -> Result<T, Rejection> {
        let Some(PayloadSource::Memory(bytes)) = self.body.take() else {
            return Ok(self.no_body());
        };
        // A client without anything to say may send nothing.
        let bytes: &[u8] = if bytes.is_empty() { P::EMPTY } else { &bytes };
        let (value, missing) = P::decode::<T>(bytes, true).map_err(malformed_body)?;
        self.missing = missing;
        Ok(value)
    }

    /// An input of placeholders, all of whose members are bound elsewhere.
    pub fn no_body<T: Structure>(&mut self) -> T {
        placeholder()
    }

    /// The label that is number `index` in the path, counted from 0.
    ///
    /// # Errors
    ///
    /// If it is badly encoded, or has no value of the member's type.
    pub fn label<T: Parameter>(
        &mut self,
        member: &'static Member,
        index: usize,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        let text = self.labels.get(self.uri.path(), index);
        let text = percent::decode(text).ok_or("the percent-encoding is wrong");
        *slot = T::read(&mut std::iter::once(text), member, Place::Label, true)
            .map_err(|what| unreadable(member, "the path", "", what))?;
        Ok(())
    }

    /// A query parameter; without it, the slot stays as it is.
    ///
    /// # Errors
    ///
    /// If it is badly encoded, or has no value of the member's type.
    pub fn query<T: Parameter>(
        &mut self,
        member: &'static Member,
        name: &'static str,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        self.find_query(member, name, slot).map(|_| ())
    }

    /// A query parameter; without it, the member is missing.
    ///
    /// # Errors
    ///
    /// As [`query`](Self::query).
    pub fn query_required<T: Parameter>(
        &mut self,
        member: &'static Member,
        name: &'static str,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        if !self.find_query(member, name, slot)? {
            self.missing.member(member);
        }
        Ok(())
    }

    fn find_query<T: Parameter>(
        &self,
        member: &'static Member,
        name: &'static str,
        slot: &mut T,
    ) -> Result<bool, Rejection> {
        let Some(text) = self.uri.query() else {
            return Ok(false);
        };
        let mut values = query::values(text, name)
            .map(|value| value.ok_or("the percent-encoding is wrong"))
            .peekable();
        if values.peek().is_none() {
            return Ok(false);
        }
        *slot = T::read(&mut values, member, Place::Query, true)
            .map_err(|what| unreadable(member, "the query parameter ", name, what))?;
        Ok(true)
    }

    /// All query parameters, those with a member of their own included.
    ///
    /// # Errors
    ///
    /// If one is badly encoded.
    pub fn query_params<T: ParameterMap>(
        &mut self,
        member: &'static Member,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        let decoded = |text| percent::decode(text).ok_or("the percent-encoding is wrong");
        let mut entries = query::pairs(self.uri.query().unwrap_or_default())
            .map(|(name, value)| Ok((decoded(name)?, decoded(value)?)));
        *slot = T::read(&mut entries, member, Place::Query, true)
            .map_err(|what| unreadable(member, "the query", "", what))?;
        Ok(())
    }

    /// A header; without it, the slot stays as it is.
    ///
    /// # Errors
    ///
    /// If it has no value of the member's type.
    pub fn header<T: Parameter>(
        &mut self,
        member: &'static Member,
        name: &'static str,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        self.find_header(member, name, slot).map(|_| ())
    }

    /// A header; without it, the member is missing.
    ///
    /// # Errors
    ///
    /// As [`header`](Self::header).
    pub fn header_required<T: Parameter>(
        &mut self,
        member: &'static Member,
        name: &'static str,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        if !self.find_header(member, name, slot)? {
            self.missing.member(member);
        }
        Ok(())
    }

    fn find_header<T: Parameter>(
        &self,
        member: &'static Member,
        name: &'static str,
        slot: &mut T,
    ) -> Result<bool, Rejection> {
        let mut values = self.headers.get_all(name).iter().peekable();
        if values.peek().is_none() {
            return Ok(false);
        }
        *slot = read_header(values, member, true)
            .map_err(|what| unreadable(member, "the header ", name, what))?;
        Ok(true)
    }

    /// All headers whose names start with `prefix`, without it.
    ///
    /// # Errors
    ///
    /// If a value is not text.
    pub fn prefix_headers<T: ParameterMap>(
        &mut self,
        member: &'static Member,
        prefix: &'static str,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        *slot = header::read_prefixed(self.headers, member, prefix, true)
            .map_err(|what| unreadable(member, "headers with the prefix ", prefix, what))?;
        Ok(())
    }

    /// The whole body as one member; if there is none, the slot stays as it is.
    ///
    /// # Errors
    ///
    /// If the body is malformed.
    pub fn payload<T: Payload>(
        &mut self,
        member: &'static Member,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        self.find_payload(member, slot).map(|_| ())
    }

    /// The whole body as one member; if there is none, the member is missing. No bytes are a blob or string too.
    ///
    /// # Errors
    ///
    /// If the body is malformed.
    pub fn payload_required<T: Payload>(
        &mut self,
        member: &'static Member,
        slot: &mut T,
    ) -> Result<(), Rejection> {
        if !self.find_payload(member, slot)? && !T::EMPTY_IS_VALUE {
            self.missing.member(member);
        }
        Ok(())
    }

    fn find_payload<T: Payload>(
        &mut self,
        member: &'static Member,
        slot: &mut T,
    ) -> Result<bool, Rejection> {
        let Some(body) = self.body.take() else {
            return Ok(false);
        };
        let (value, missing) = T::from_body::<P>(body, member, true).map_err(malformed_body)?;
        self.missing = missing;
        match value {
            Some(value) => {
                *slot = value;
                Ok(true)
            }
            None => Ok(false),
        }
    }
}

#[cold]
fn malformed_body(error: BoxError) -> Rejection {
    Rejection::serialization(format!("The body could not be read: {error}."))
}

#[cold]
fn unreadable(member: &'static Member, place: &str, name: &str, what: &str) -> Rejection {
    let quoted = match name {
        "" => Cow::Borrowed(""),
        name => Cow::Owned(format!("'{name}'")),
    };
    Rejection::serialization(format!(
        "The member '{}' could not be read from {place}{quoted}: {what}.",
        member.name()
    ))
}
