//! How a client reads a response.
//!
//! In: the status, headers and body of a response that was collected, unless it streams. Out: an output or a modelled
//! error. It is lenient where Smithy tells clients to be: what is missing becomes a placeholder.

use crate::binding::{Parameter, ParameterMap, Payload, PayloadSource, read_header};
use crate::codec::{Structure, placeholder};
use crate::document::Document;
use crate::error::{DecodeError, ServiceError};
use crate::header;
use crate::protocol::Protocol;
use crate::schema::{Member, Schema};
use http::{HeaderMap, StatusCode};
use std::marker::PhantomData;

/// Reads one response.
#[derive(Debug)]
pub struct ResponseDecoder<'a, P> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: PayloadSource,
    protocol: PhantomData<fn() -> P>,
}

impl<'a, P: Protocol> ResponseDecoder<'a, P> {
    pub(crate) fn new(status: StatusCode, headers: &'a HeaderMap, body: PayloadSource) -> Self {
        Self {
            status,
            headers,
            body,
            protocol: PhantomData,
        }
    }

    /// The output or error with its members in the body; all others are placeholders.
    ///
    /// # Errors
    ///
    /// If the body is malformed.
    pub fn body<T: Structure>(&mut self) -> Result<T, DecodeError> {
        match &self.body {
            PayloadSource::Memory(bytes) if bytes.is_empty() => Ok(placeholder()),
            PayloadSource::Memory(bytes) => {
                let (value, _) = P::decode::<T>(bytes, false).map_err(DecodeError::body)?;
                Ok(value)
            }
            PayloadSource::Stream(_) => Err(DecodeError::body(NOT_COLLECTED.into())),
        }
    }

    /// An output of placeholders, all of whose members are bound elsewhere.
    pub fn no_body<T: Structure>(&mut self) -> T {
        placeholder()
    }

    /// A modelled error. Its message may be spelled otherwise than the model has it.
    ///
    /// # Errors
    ///
    /// If the response isn't that of this error.
    pub fn error<T: ServiceError>(&mut self) -> Result<T, DecodeError> {
        let error = T::decode_response(self)?;
        if error.message().is_none_or(str::is_empty) && self.respell_message(T::SCHEMA) {
            return T::decode_response(self);
        }
        Ok(error)
    }

    /// Gives the body's message the model's name. Says whether the body is another one now.
    #[cold]
    fn respell_message(&mut self, schema: &'static Schema) -> bool {
        let modelled = schema.members().iter().map(Member::wire_name).find(|name| {
            ["message", "errormessage"]
                .iter()
                .any(|wanted| name.eq_ignore_ascii_case(wanted))
        });
        let (PayloadSource::Memory(body), Some(name)) = (&self.body, modelled) else {
            return false;
        };
        let (Some(message), Document::Object(mut members)) =
            (P::error_body(body).message, P::decode_other_error(body))
        else {
            return false;
        };
        members.push((name.to_owned(), message.into()));
        match P::encode_other_error("", &Document::Object(members)) {
            Ok(body) => {
                self.body = PayloadSource::Memory(body.into());
                true
            }
            Err(_) => false,
        }
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
    ) -> Result<(), DecodeError> {
        let mut values = self.headers.get_all(name).iter().peekable();
        let Some(first) = values.peek() else {
            return Ok(());
        };
        let empty = first.is_empty();
        match read_header(values, member, false) {
            Ok(value) => *slot = value,
            // As good as absent.
            Err(_) if empty => {}
            Err(what) => return Err(DecodeError::header(name, what)),
        }
        Ok(())
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
    ) -> Result<(), DecodeError> {
        *slot = header::read_prefixed(self.headers, member, prefix, false)
            .map_err(|what| DecodeError::header(prefix, what))?;
        Ok(())
    }

    /// The HTTP status.
    pub fn status<T: From<i32>>(&mut self, slot: &mut T) {
        *slot = i32::from(self.status.as_u16()).into();
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
    ) -> Result<(), DecodeError> {
        let body = match &mut self.body {
            // A stream can be read once.
            PayloadSource::Stream(stream) => PayloadSource::Stream(std::mem::take(stream)),
            PayloadSource::Memory(bytes) => PayloadSource::Memory(bytes.clone()),
        };
        let (value, _) = T::from_body::<P>(body, member, false).map_err(DecodeError::body)?;
        if let Some(value) = value {
            *slot = value;
        }
        Ok(())
    }
}

const NOT_COLLECTED: &str = "the body has not been collected";
