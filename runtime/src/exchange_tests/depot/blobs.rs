//! `PutBlob` and `GetBlob`: streams in and out.
//!
//! `PUT /blobs/{key}`, `GET /blobs/{key}`

use super::Protocol;
use super::faults::DepotError;
use crate::generated::{
    BOUND, Content, DecodeError, EncodeError, Member, Operation, OperationSchema, REQUIRED, Reader,
    Rejection, RequestDecoder, RequestEncoder, ResponseDecoder, ResponseEncoder, Schema, Structure,
    Writer, client, server, structure,
};
use crate::{ByteStream, Violations};

#[derive(Debug, Default)]
pub(in super::super) struct PutBlobInput {
    pub(in super::super) key: String,
    pub(in super::super) media_type: Option<String>,
    pub(in super::super) data: ByteStream,
}

static PUT_INPUT: [Member; 3] = [
    Member::new(",\"key\":").flags(BOUND | REQUIRED),
    Member::new(",\"mediaType\":").flags(BOUND),
    Member::new(",\"data\":").flags(BOUND),
];
static PUT_INPUT_SCHEMA: Schema = Schema::new("PutBlobInput", &PUT_INPUT);

impl Structure for PutBlobInput {
    const SCHEMA: &'static Schema = &PUT_INPUT_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&PUT_INPUT[0], &self.key)?;
        to.member(&PUT_INPUT[1], &self.media_type)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&PUT_INPUT[0], &mut value.key),
            1 => from.member(&PUT_INPUT[1], &mut value.media_type),
            _ => from.skip(),
        })
    }
}

structure!(PutBlobInput);

/// No output: nothing is modelled.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct PutBlobOutput {}

static EMPTY_SCHEMA: Schema = Schema::new("PutBlobOutput", &[]);

impl Structure for PutBlobOutput {
    const SCHEMA: &'static Schema = &EMPTY_SCHEMA;

    fn encode<E: Writer>(&self, _: &mut E) -> Result<(), E::Error> {
        Ok(())
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|_: &mut Self, _, from| from.skip())
    }
}

structure!(PutBlobOutput);

static PUT: OperationSchema = OperationSchema::new("PutBlob")
    .method("PUT")
    .status(204)
    .input(Content::Stream(""));

impl Operation for PutBlobInput {
    type Output = PutBlobOutput;
    type Error = DepotError;
    const OPERATION: &'static OperationSchema = &PUT;
}

impl client::Operation for PutBlobInput {
    type Protocol = Protocol;

    fn encode(self, to: &mut RequestEncoder<Protocol>) -> Result<(), EncodeError> {
        to.literal("/blobs/");
        to.label(&PUT_INPUT[0], &self.key)?;
        to.header(&PUT_INPUT[1], "content-type", &self.media_type)?;
        to.payload(&PUT_INPUT[2], "", self.data)
    }

    fn decode(from: &mut ResponseDecoder<'_, Protocol>) -> Result<PutBlobOutput, DecodeError> {
        Ok(from.no_body())
    }
}

impl server::Operation for PutBlobInput {
    type Protocol = Protocol;

    fn decode(from: &mut RequestDecoder<'_, Protocol>) -> Result<Self, Rejection> {
        let mut input: Self = from.no_body();
        from.label(&PUT_INPUT[0], 0, &mut input.key)?;
        from.header(&PUT_INPUT[1], "content-type", &mut input.media_type)?;
        from.payload(&PUT_INPUT[2], &mut input.data)?;
        Ok(input)
    }

    fn encode(_: PutBlobOutput, _: &mut ResponseEncoder<Protocol>) -> Result<(), EncodeError> {
        Ok(())
    }

    fn violated(violations: Violations) -> DepotError {
        server::validation_exception(&violations).into()
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct GetBlobInput {
    pub(in super::super) key: String,
}

static GET_INPUT: [Member; 1] = [Member::new(",\"key\":").flags(BOUND | REQUIRED)];
static GET_INPUT_SCHEMA: Schema = Schema::new("GetBlobInput", &GET_INPUT);

impl Structure for GetBlobInput {
    const SCHEMA: &'static Schema = &GET_INPUT_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&GET_INPUT[0], &self.key)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&GET_INPUT[0], &mut value.key),
            _ => from.skip(),
        })
    }
}

structure!(GetBlobInput);

#[derive(Debug, Default)]
pub(in super::super) struct GetBlobOutput {
    pub(in super::super) data: ByteStream,
}

static GET_OUTPUT: [Member; 1] = [Member::new(",\"data\":").flags(BOUND)];
static GET_OUTPUT_SCHEMA: Schema = Schema::new("GetBlobOutput", &GET_OUTPUT);

impl Structure for GetBlobOutput {
    const SCHEMA: &'static Schema = &GET_OUTPUT_SCHEMA;

    fn encode<E: Writer>(&self, _: &mut E) -> Result<(), E::Error> {
        Ok(())
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|_: &mut Self, _, from| from.skip())
    }
}

structure!(GetBlobOutput);

static GET: OperationSchema = OperationSchema::new("GetBlob")
    .method("GET")
    .output(Content::Stream("text/csv"));

impl Operation for GetBlobInput {
    type Output = GetBlobOutput;
    type Error = DepotError;
    const OPERATION: &'static OperationSchema = &GET;
}

impl client::Operation for GetBlobInput {
    type Protocol = Protocol;

    fn encode(self, to: &mut RequestEncoder<Protocol>) -> Result<(), EncodeError> {
        to.literal("/blobs/");
        to.label(&GET_INPUT[0], &self.key)
    }

    fn decode(from: &mut ResponseDecoder<'_, Protocol>) -> Result<GetBlobOutput, DecodeError> {
        let mut output: GetBlobOutput = from.no_body();
        from.payload(&GET_OUTPUT[0], &mut output.data)?;
        Ok(output)
    }
}

impl server::Operation for GetBlobInput {
    type Protocol = Protocol;

    fn decode(from: &mut RequestDecoder<'_, Protocol>) -> Result<Self, Rejection> {
        let mut input: Self = from.no_body();
        from.label(&GET_INPUT[0], 0, &mut input.key)?;
        Ok(input)
    }

    fn encode(
        output: GetBlobOutput,
        to: &mut ResponseEncoder<Protocol>,
    ) -> Result<(), EncodeError> {
        to.payload(&GET_OUTPUT[0], "text/csv", output.data)
    }

    fn violated(violations: Violations) -> DepotError {
        server::validation_exception(&violations).into()
    }
}
