//! `FindPart`: no body either way but the output's, and no error of its own for violations.
//!
//! `GET /depots/{depot}/parts/$find`

use super::faults::DepotError;
use super::{Protocol, SHORT};
use crate::Violations;
use crate::generated::{
    BOUND, Content, DecodeError, EncodeError, Member, Operation, OperationSchema, REQUIRED, Reader,
    Rejection, RequestDecoder, RequestEncoder, ResponseDecoder, ResponseEncoder, Schema, Structure,
    Writer, client, server, structure,
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct FindPartInput {
    pub(in super::super) depot: String,
    pub(in super::super) name: String,
}

static INPUT: [Member; 2] = [
    Member::new(",\"depot\":")
        .flags(BOUND | REQUIRED)
        .more(&SHORT),
    Member::new(",\"name\":")
        .flags(BOUND | REQUIRED)
        .more(&SHORT),
];
static INPUT_SCHEMA: Schema = Schema::new("FindPartInput", &INPUT);

impl Structure for FindPartInput {
    const SCHEMA: &'static Schema = &INPUT_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&INPUT[0], &self.depot)?;
        to.member(&INPUT[1], &self.name)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&INPUT[0], &mut value.depot),
            1 => from.member(&INPUT[1], &mut value.name),
            _ => from.skip(),
        })
    }
}

structure!(FindPartInput);

#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct FindPartOutput {
    pub(in super::super) path: Option<String>,
}

static OUTPUT: [Member; 1] = [Member::new(",\"path\":")];
static OUTPUT_SCHEMA: Schema = Schema::new("FindPartOutput", &OUTPUT);

impl Structure for FindPartOutput {
    const SCHEMA: &'static Schema = &OUTPUT_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&OUTPUT[0], &self.path)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&OUTPUT[0], &mut value.path),
            _ => from.skip(),
        })
    }
}

structure!(FindPartOutput);

static OPERATION: OperationSchema = OperationSchema::new("FindPart")
    .method("GET")
    .output(Content::Document)
    .readonly();

impl Operation for FindPartInput {
    type Output = FindPartOutput;
    type Error = DepotError;
    const OPERATION: &'static OperationSchema = &OPERATION;
}

impl client::Operation for FindPartInput {
    type Protocol = Protocol;

    fn encode(self, to: &mut RequestEncoder<Protocol>) -> Result<(), EncodeError> {
        to.literal("/depots/");
        to.label(&INPUT[0], &self.depot)?;
        to.literal("/parts/$find");
        to.query(&INPUT[1], "name", &self.name)
    }

    fn decode(from: &mut ResponseDecoder<'_, Protocol>) -> Result<FindPartOutput, DecodeError> {
        from.body()
    }
}

impl server::Operation for FindPartInput {
    type Protocol = Protocol;

    fn decode(from: &mut RequestDecoder<'_, Protocol>) -> Result<Self, Rejection> {
        let mut input: Self = from.no_body();
        from.label(&INPUT[0], 0, &mut input.depot)?;
        from.query_required(&INPUT[1], "name", &mut input.name)?;
        Ok(input)
    }

    fn encode(
        output: FindPartOutput,
        to: &mut ResponseEncoder<Protocol>,
    ) -> Result<(), EncodeError> {
        to.body(&output)
    }

    fn violated(violations: Violations) -> DepotError {
        server::validation_exception(&violations).into()
    }
}
