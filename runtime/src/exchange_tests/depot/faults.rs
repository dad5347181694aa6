//! Errors.

#![allow(dead_code, unreachable_pub, reason = "what macros write is for users")]

use crate::error::OtherError;
use crate::generated::{
    BOUND, DecodeError, EncodeError, Member, Protocol, Reader, ResponseDecoder, ResponseEncoder,
    Retry, Schema, ServiceError, Structure, Writer, operation_error, service_error,
};

/// One with a member outside the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct NoSuchPart {
    pub(in super::super) message: Option<String>,
    pub(in super::super) part: Option<String>,
}

static NO_SUCH_PART: [Member; 2] = [
    Member::new(",\"message\":"),
    Member::new(",\"part\":").flags(BOUND),
];
static NO_SUCH_PART_SCHEMA: Schema = Schema::new("NoSuchPart", &NO_SUCH_PART);

impl Structure for NoSuchPart {
    const SCHEMA: &'static Schema = &NO_SUCH_PART_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&NO_SUCH_PART[0], &self.message)?;
        to.member(&NO_SUCH_PART[1], &self.part)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&NO_SUCH_PART[0], &mut value.message),
            1 => from.member(&NO_SUCH_PART[1], &mut value.part),
            _ => from.skip(),
        })
    }
}

impl ServiceError for NoSuchPart {
    const CODE: &'static str = "NoSuchPart";
    const STATUS: u16 = 404;
    /// What was just put is there after a while.
    const RETRYABLE: Option<Retry> = Some(Retry::Transient);

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    fn encode_response<P: Protocol>(&self, to: &mut ResponseEncoder<P>) -> Result<(), EncodeError> {
        to.header(&NO_SUCH_PART[1], "x-part", &self.part)?;
        to.body(self)
    }

    fn decode_response<P: Protocol>(
        from: &mut ResponseDecoder<'_, P>,
    ) -> Result<Self, DecodeError> {
        let mut error: Self = from.body()?;
        from.header(&NO_SUCH_PART[1], "x-part", &mut error.part)?;
        Ok(error)
    }
}

service_error!(NoSuchPart);

#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct InvalidRequest {
    pub(in super::super) message: Option<String>,
}

static INVALID_REQUEST: [Member; 1] = [Member::new(",\"message\":")];
static INVALID_REQUEST_SCHEMA: Schema = Schema::new("InvalidRequest", &INVALID_REQUEST);

impl Structure for InvalidRequest {
    const SCHEMA: &'static Schema = &INVALID_REQUEST_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&INVALID_REQUEST[0], &self.message)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&INVALID_REQUEST[0], &mut value.message),
            _ => from.skip(),
        })
    }
}

impl ServiceError for InvalidRequest {
    const CODE: &'static str = "InvalidRequest";
    const STATUS: u16 = 400;

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

service_error!(InvalidRequest);

/// What all operations can fail with.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum DepotError {
    NoSuchPart(NoSuchPart),
    InvalidRequest(InvalidRequest),
    Other(OtherError),
}

operation_error! {
    DepotError, Other;
    NoSuchPart(NoSuchPart);
    InvalidRequest(InvalidRequest);
}
