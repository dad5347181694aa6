//! `SetPaint`: a structure is the whole body, either way.
//!
//! `POST /paint`

use super::faults::DepotError;
use super::{Protocol, SHORT};
use crate::Violations;
use crate::generated::{
    BOUND, Content, DecodeError, EncodeError, Member, Operation, OperationSchema, REQUIRED, Reader,
    Rejection, RequestDecoder, RequestEncoder, ResponseDecoder, ResponseEncoder, Schema, Structure,
    Writer, client, server, structure,
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Paint {
    pub(in super::super) name: String,
    pub(in super::super) gloss: Option<bool>,
}

static PAINT: [Member; 2] = [
    Member::new(",\"name\":").flags(REQUIRED).more(&SHORT),
    Member::new(",\"gloss\":"),
];
static PAINT_SCHEMA: Schema = Schema::new("Paint", &PAINT);

impl Structure for Paint {
    const SCHEMA: &'static Schema = &PAINT_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&PAINT[0], &self.name)?;
        to.member(&PAINT[1], &self.gloss)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&PAINT[0], &mut value.name),
            1 => from.member(&PAINT[1], &mut value.gloss),
            _ => from.skip(),
        })
    }
}

structure!(Paint);

macro_rules! holder {
    ($type:ident, $members:ident, $schema:ident) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(in super::super) struct $type {
            pub(in super::super) paint: Option<Paint>,
        }

        static $members: [Member; 1] = [Member::new(",\"paint\":").flags(BOUND)];
        static $schema: Schema = Schema::new(stringify!($type), &$members);

        impl Structure for $type {
            const SCHEMA: &'static Schema = &$schema;

            fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
                to.member(&$members[0], &self.paint)
            }

            fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
                from.fill(|value: &mut Self, index, from| match index {
                    0 => from.member(&$members[0], &mut value.paint),
                    _ => from.skip(),
                })
            }
        }

        structure!($type);
    };
}

holder!(SetPaintInput, INPUT, INPUT_SCHEMA);
holder!(SetPaintOutput, OUTPUT, OUTPUT_SCHEMA);

static OPERATION: OperationSchema = OperationSchema::new("SetPaint")
    .input(Content::Document)
    .output(Content::Document);

impl Operation for SetPaintInput {
    type Output = SetPaintOutput;
    type Error = DepotError;
    const OPERATION: &'static OperationSchema = &OPERATION;
}

impl client::Operation for SetPaintInput {
    type Protocol = Protocol;

    fn encode(self, to: &mut RequestEncoder<Protocol>) -> Result<(), EncodeError> {
        to.literal("/paint");
        to.payload(&INPUT[0], "", self.paint)
    }

    fn decode(from: &mut ResponseDecoder<'_, Protocol>) -> Result<SetPaintOutput, DecodeError> {
        let mut output: SetPaintOutput = from.no_body();
        from.payload(&OUTPUT[0], &mut output.paint)?;
        Ok(output)
    }
}

impl server::Operation for SetPaintInput {
    type Protocol = Protocol;

    fn decode(from: &mut RequestDecoder<'_, Protocol>) -> Result<Self, Rejection> {
        let mut input: Self = from.no_body();
        from.payload(&INPUT[0], &mut input.paint)?;
        Ok(input)
    }

    fn encode(
        output: SetPaintOutput,
        to: &mut ResponseEncoder<Protocol>,
    ) -> Result<(), EncodeError> {
        to.payload(&OUTPUT[0], "", output.paint)
    }

    fn violated(violations: Violations) -> DepotError {
        server::validation_exception(&violations).into()
    }
}
