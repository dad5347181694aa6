//! `PutPart`: a member in every place, on both sides.
//!
//! `PUT /depots/{depot}/parts/{path+}?mode=full`

use super::faults::{DepotError, InvalidRequest};
use super::{Protocol, SHORT};
use crate::generated::{
    BOUND, Content, DecodeError, EncodeError, MEDIA_TYPE, Member, Operation, OperationSchema,
    REQUIRED, Reader, Rejection, RequestDecoder, RequestEncoder, ResponseDecoder, ResponseEncoder,
    Schema, Structure, Writer, client, server, structure,
};
use crate::{Timestamp, Violations};
use std::collections::HashMap;

#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct PutPartInput {
    pub(in super::super) depot: String,
    pub(in super::super) path: String,
    pub(in super::super) name: String,
    pub(in super::super) count: i32,
    pub(in super::super) level: Option<i64>,
    pub(in super::super) since: Option<Timestamp>,
    pub(in super::super) days: Option<Vec<Timestamp>>,
    pub(in super::super) tags: Option<Vec<String>>,
    pub(in super::super) metadata: Option<HashMap<String, String>>,
    pub(in super::super) context: Option<String>,
    pub(in super::super) token: Option<String>,
    pub(in super::super) more: Option<HashMap<String, Vec<String>>>,
}

static DAY: Member = Member::element();
static INPUT: [Member; 12] = [
    Member::new(",\"depot\":")
        .flags(BOUND | REQUIRED)
        .more(&SHORT),
    Member::new(",\"path\":").flags(BOUND | REQUIRED),
    Member::new(",\"name\":").flags(REQUIRED).more(&SHORT),
    Member::new(",\"count\":").flags(BOUND | REQUIRED),
    Member::new(",\"level\":"),
    Member::new(",\"since\":").flags(BOUND),
    Member::new(",\"days\":").flags(BOUND).list(&DAY),
    Member::new(",\"tags\":").flags(BOUND).list(&DAY),
    Member::new(",\"metadata\":").flags(BOUND),
    Member::new(",\"context\":").flags(BOUND | MEDIA_TYPE),
    Member::new(",\"token\":"),
    Member::new(",\"more\":").flags(BOUND),
];
static INPUT_SCHEMA: Schema = Schema::new("PutPartInput", &INPUT);

impl Structure for PutPartInput {
    const SCHEMA: &'static Schema = &INPUT_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&INPUT[0], &self.depot)?;
        to.member(&INPUT[1], &self.path)?;
        to.member(&INPUT[2], &self.name)?;
        to.member(&INPUT[3], &self.count)?;
        to.member(&INPUT[4], &self.level)?;
        to.member(&INPUT[5], &self.since)?;
        to.member(&INPUT[6], &self.days)?;
        to.member(&INPUT[7], &self.tags)?;
        to.member(&INPUT[8], &self.metadata)?;
        to.member(&INPUT[9], &self.context)?;
        to.member(&INPUT[10], &self.token)?;
        to.member(&INPUT[11], &self.more)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&INPUT[0], &mut value.depot),
            1 => from.member(&INPUT[1], &mut value.path),
            2 => from.member(&INPUT[2], &mut value.name),
            3 => from.member(&INPUT[3], &mut value.count),
            4 => from.member(&INPUT[4], &mut value.level),
            5 => from.member(&INPUT[5], &mut value.since),
            6 => from.member(&INPUT[6], &mut value.days),
            7 => from.member(&INPUT[7], &mut value.tags),
            8 => from.member(&INPUT[8], &mut value.metadata),
            9 => from.member(&INPUT[9], &mut value.context),
            10 => from.member(&INPUT[10], &mut value.token),
            11 => from.member(&INPUT[11], &mut value.more),
            _ => from.skip(),
        })
    }
}

structure!(PutPartInput);

#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct PutPartOutput {
    pub(in super::super) id: String,
    pub(in super::super) revision: Option<i64>,
    pub(in super::super) status: Option<i32>,
    pub(in super::super) stamps: Option<Vec<Timestamp>>,
    pub(in super::super) metadata: Option<HashMap<String, String>>,
}

static OUTPUT: [Member; 5] = [
    Member::new(",\"id\":").flags(REQUIRED),
    Member::new(",\"revision\":").flags(BOUND),
    Member::new(",\"status\":").flags(BOUND),
    Member::new(",\"stamps\":").flags(BOUND).list(&DAY),
    Member::new(",\"metadata\":").flags(BOUND),
];
static OUTPUT_SCHEMA: Schema = Schema::new("PutPartOutput", &OUTPUT);

impl Structure for PutPartOutput {
    const SCHEMA: &'static Schema = &OUTPUT_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&OUTPUT[0], &self.id)?;
        to.member(&OUTPUT[1], &self.revision)?;
        to.member(&OUTPUT[2], &self.status)?;
        to.member(&OUTPUT[3], &self.stamps)?;
        to.member(&OUTPUT[4], &self.metadata)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&OUTPUT[0], &mut value.id),
            1 => from.member(&OUTPUT[1], &mut value.revision),
            2 => from.member(&OUTPUT[2], &mut value.status),
            3 => from.member(&OUTPUT[3], &mut value.stamps),
            4 => from.member(&OUTPUT[4], &mut value.metadata),
            _ => from.skip(),
        })
    }
}

structure!(PutPartOutput);

static OPERATION: OperationSchema = OperationSchema::new("PutPart")
    .method("PUT")
    .status(201)
    .input(Content::Document)
    .output(Content::Document);

impl Operation for PutPartInput {
    type Output = PutPartOutput;
    type Error = DepotError;
    const OPERATION: &'static OperationSchema = &OPERATION;
}

impl client::Operation for PutPartInput {
    type Protocol = Protocol;

    fn encode(mut self, to: &mut RequestEncoder<Protocol>) -> Result<(), EncodeError> {
        to.idempotency_token(&mut self.token)?;
        to.literal("/depots/");
        to.label(&INPUT[0], &self.depot)?;
        to.literal("/parts/");
        to.greedy_label(&INPUT[1], &self.path)?;
        to.query_literal("mode", Some("full"));
        to.query(&INPUT[5], "since", &self.since)?;
        to.query(&INPUT[6], "day", &self.days)?;
        to.query_params(&INPUT[11], &self.more)?;
        to.header(&INPUT[3], "x-count", &self.count)?;
        to.header(&INPUT[7], "x-tags", &self.tags)?;
        to.header(&INPUT[9], "x-context", &self.context)?;
        to.prefix_headers(&INPUT[8], "x-meta-", &self.metadata)?;
        to.body(&self)
    }

    fn decode(from: &mut ResponseDecoder<'_, Protocol>) -> Result<PutPartOutput, DecodeError> {
        let mut output: PutPartOutput = from.body()?;
        from.header(&OUTPUT[1], "x-revision", &mut output.revision)?;
        from.header(&OUTPUT[3], "x-stamps", &mut output.stamps)?;
        from.prefix_headers(&OUTPUT[4], "x-meta-", &mut output.metadata)?;
        from.status(&mut output.status);
        Ok(output)
    }
}

impl server::Operation for PutPartInput {
    type Protocol = Protocol;

    fn decode(from: &mut RequestDecoder<'_, Protocol>) -> Result<Self, Rejection> {
        let mut input: Self = from.body()?;
        from.label(&INPUT[0], 0, &mut input.depot)?;
        from.label(&INPUT[1], 1, &mut input.path)?;
        from.query(&INPUT[5], "since", &mut input.since)?;
        from.query(&INPUT[6], "day", &mut input.days)?;
        from.query_params(&INPUT[11], &mut input.more)?;
        from.header_required(&INPUT[3], "x-count", &mut input.count)?;
        from.header(&INPUT[7], "x-tags", &mut input.tags)?;
        from.header(&INPUT[9], "x-context", &mut input.context)?;
        from.prefix_headers(&INPUT[8], "x-meta-", &mut input.metadata)?;
        input.level.get_or_insert(3);
        Ok(input)
    }

    fn encode(
        output: PutPartOutput,
        to: &mut ResponseEncoder<Protocol>,
    ) -> Result<(), EncodeError> {
        to.status(output.status)?;
        to.header(&OUTPUT[1], "x-revision", &output.revision)?;
        to.header(&OUTPUT[3], "x-stamps", &output.stamps)?;
        to.prefix_headers(&OUTPUT[4], "x-meta-", &output.metadata)?;
        to.body(&output)
    }

    fn violated(violations: Violations) -> DepotError {
        InvalidRequest {
            message: Some(violations.to_string()),
        }
        .into()
    }
}
