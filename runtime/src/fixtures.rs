//! Shapes for the unit tests, written as the generator writes them.
//!
//! One of each kind, and a structure with a member of every type.

use crate::generated::{
    BOUND, Class, Constraints, Member, More, Pattern, REQUIRED, Reader, SENSITIVE, Schema,
    Structure, Union, Writer, int_enum, placeholder, string_enum, structure, union, variant,
};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};
use std::collections::HashMap;

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Color {
    Green,
    Red,
    Hidden,
    Unknown(String),
}

impl Color {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Green => "GREEN",
            Self::Red => "RED",
            Self::Hidden => "HIDDEN",
            Self::Unknown(text) => text,
        }
    }
}

static COLORS: [(&str, Color); 3] = [
    ("RED", Color::Red),
    ("GREEN", Color::Green),
    ("HIDDEN", Color::Hidden),
];
string_enum!(Color, Unknown, COLORS, ["HIDDEN"]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Level {
    Low,
    High,
    Unknown(i32),
}

impl Level {
    pub(crate) fn as_i32(&self) -> i32 {
        match self {
            Self::Low => 1,
            Self::High => 5,
            Self::Unknown(number) => *number,
        }
    }
}

static LEVELS: [(i32, Level); 2] = [(1, Level::Low), (5, Level::High)];
int_enum!(Level, Unknown, LEVELS);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Choice {
    Text(String),
    Number(i32),
    Words(Vec<String>),
    Leaf(Leaf),
    Unknown,
}

static CHOICE: [Member; 4] = [
    Member::new(",\"text\":").more(&SHORT),
    Member::new(",\"number\":"),
    Member::new(",\"words\":"),
    Member::new(",\"leaf\":"),
];
static CHOICE_SCHEMA: Schema = Schema::new("Choice", &CHOICE);

impl Union for Choice {
    const SCHEMA: &'static Schema = &CHOICE_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        match self {
            Self::Text(value) => to.member(&CHOICE[0], value),
            Self::Number(value) => to.member(&CHOICE[1], value),
            Self::Words(value) => to.member(&CHOICE[2], value),
            Self::Leaf(value) => to.member(&CHOICE[3], value),
            Self::Unknown => Ok(()),
        }
    }

    fn decode<D: Reader>(
        index: usize,
        from: &mut D,
        slot: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        match index {
            0 => variant(from, &CHOICE[0], slot, Self::Text),
            1 => variant(from, &CHOICE[1], slot, Self::Number),
            2 => variant(from, &CHOICE[2], slot, Self::Words),
            3 => variant(from, &CHOICE[3], slot, Self::Leaf),
            _ => from.skip(),
        }
    }

    fn unknown() -> Self {
        Self::Unknown
    }
}

union!(Choice);

/// A required member, a recursive one, and one whose name on the wire is another and needs escapes.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Leaf {
    pub(crate) id: String,
    pub(crate) next: Option<Box<Leaf>>,
    pub(crate) quoted: Option<i64>,
}

static LEAF: [Member; 3] = [
    Member::new(",\"id\":").flags(REQUIRED).more(&SHORT),
    Member::new(",\"next\":"),
    Member::new(",\"a\\\"b\":").more(&More::new().renamed("quoted")),
];
static LEAF_SCHEMA: Schema = Schema::new("Leaf", &LEAF);

impl Structure for Leaf {
    const SCHEMA: &'static Schema = &LEAF_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&LEAF[0], &self.id)?;
        to.member(&LEAF[1], &self.next)?;
        to.member(&LEAF[2], &self.quoted)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&LEAF[0], &mut value.id),
            1 => from.member(&LEAF[1], &mut value.next),
            2 => from.member(&LEAF[2], &mut value.quoted),
            _ => from.skip(),
        })
    }
}

structure!(Leaf);

/// A structure all of whose members are optional.
macro_rules! optional_members {
    ($name:ident, $schema:ident, $members:ident: $count:literal, $($index:literal $field:ident: $type:ty = $member:expr,)*) => {
        #[derive(Clone, Debug, PartialEq, Default)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$type>,)*
        }

        static $members: [Member; $count] = [$($member,)*];
        static $schema: Schema = Schema::new(stringify!($name), &$members);

        impl Structure for $name {
            const SCHEMA: &'static Schema = &$schema;

            fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
                $(to.member(&$members[$index], &self.$field)?;)*
                Ok(())
            }

            fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
                from.fill(|value: &mut Self, index, from| match index {
                    $($index => from.member(&$members[$index], &mut value.$field),)*
                    _ => from.skip(),
                })
            }
        }

        structure!($name);
    };
}

optional_members! {
    Everything, EVERYTHING_SCHEMA, EVERYTHING: 26,
    0 flag: bool = Member::new(",\"flag\":"),
    1 byte: i8 = Member::new(",\"byte\":"),
    2 short: i16 = Member::new(",\"short\":"),
    3 integer: i32 = Member::new(",\"integer\":"),
    4 long: i64 = Member::new(",\"long\":"),
    5 float: f32 = Member::new(",\"float\":"),
    6 double: f64 = Member::new(",\"double\":"),
    7 big_integer: BigInteger = Member::new(",\"bigInteger\":"),
    8 big_decimal: BigDecimal = Member::new(",\"bigDecimal\":"),
    9 text: String = Member::new(",\"text\":"),
    10 blob: Blob = Member::new(",\"blob\":"),
    11 at: Timestamp = Member::new(",\"at\":"),
    12 date: Timestamp = Member::new(",\"date\":").timestamp(TimestampFormat::DateTime),
    13 http_date: Timestamp = Member::new(",\"httpDate\":").timestamp(TimestampFormat::HttpDate),
    14 color: Color = Member::new(",\"color\":"),
    15 level: Level = Member::new(",\"level\":"),
    16 document: Document = Member::new(",\"document\":"),
    17 choice: Choice = Member::new(",\"choice\":"),
    18 leaf: Leaf = Member::new(",\"leaf\":"),
    19 words: Vec<String> = Member::new(",\"words\":"),
    20 sparse: Vec<Option<i32>> = Member::new(",\"sparse\":"),
    21 leaves: Vec<Leaf> = Member::new(",\"leaves\":"),
    22 dates: Vec<Timestamp> = Member::new(",\"dates\":").list(&DATE),
    23 map: HashMap<String, String> = Member::new(",\"map\":"),
    24 sparse_map: HashMap<String, Option<Leaf>> = Member::new(",\"sparseMap\":"),
    25 colors: HashMap<Color, Vec<Choice>> = Member::new(",\"colors\":"),
}

static DATE: Member = Member::element().timestamp(TimestampFormat::DateTime);

/// A value in every member; hash maps have one entry each, so that there is one order.
pub(crate) fn everything() -> Everything {
    Everything {
        flag: Some(true),
        byte: Some(-128),
        short: Some(32_767),
        integer: Some(-2_147_483_648),
        long: Some(9_007_199_254_740_993),
        float: Some(1.1),
        double: Some(-0.000_001),
        big_integer: "123456789012345678901234567890".parse().ok(),
        big_decimal: "1.2345678901234567890".parse().ok(),
        text: Some(
            "tab\t quote\" backslash\\ bell\u{7} é 👍 / and more than eight plain bytes".into(),
        ),
        blob: Some(Blob::from(&[0, 1, 2, 253, 254, 255, 10])),
        at: Timestamp::new(1_398_796_238, 500_000_000),
        date: Some(Timestamp::from_secs(1_398_796_238)),
        http_date: Some(Timestamp::from_secs(1_398_796_238)),
        color: Some(Color::Unknown("MAUVE".into())),
        level: Some(Level::High),
        document: Some(Document::from([
            (
                "list",
                Document::from([Document::Null, 1.5.into(), (-7).into()]),
            ),
            ("name", "é\"\n".into()),
        ])),
        choice: Some(Choice::Words(vec!["a".into(), String::new()])),
        leaf: Some(leaf(3)),
        words: Some(vec!["one".into(), "two".into()]),
        sparse: Some(vec![None, Some(4), None]),
        leaves: Some(vec![leaf(1), leaf(2)]),
        dates: Some(vec![Timestamp::from_secs(0)]),
        map: Some(HashMap::from([("key".into(), "value".into())])),
        sparse_map: Some(HashMap::from([("none".into(), None)])),
        colors: Some(HashMap::from([(
            Color::Red,
            vec![Choice::Number(1), Choice::Leaf(leaf(1))],
        )])),
    }
}

/// So many leaves in each other.
pub(crate) fn leaf(depth: usize) -> Leaf {
    (1..depth).fold(
        Leaf {
            id: "end".into(),
            ..Leaf::default()
        },
        |next, number| Leaf {
            id: number.to_string(),
            next: Some(Box::new(next)),
            quoted: Some(1),
        },
    )
}

/// An operation's input: a label, a header and a body of which one member is required.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Input {
    pub(crate) label: String,
    pub(crate) header: Option<String>,
    pub(crate) status: Color,
    pub(crate) leaves: Option<Vec<Leaf>>,
}

static INPUT: [Member; 4] = [
    Member::new(",\"label\":")
        .flags(REQUIRED | BOUND)
        .more(&SHORT),
    Member::new(",\"header\":").flags(BOUND),
    Member::new(",\"status\":").flags(REQUIRED),
    Member::new(",\"leaves\":"),
];
static INPUT_SCHEMA: Schema = Schema::new("Input", &INPUT);

impl Structure for Input {
    const SCHEMA: &'static Schema = &INPUT_SCHEMA;

    fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
        to.member(&INPUT[0], &self.label)?;
        to.member(&INPUT[1], &self.header)?;
        to.member(&INPUT[2], &self.status)?;
        to.member(&INPUT[3], &self.leaves)
    }

    fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
        from.fill(|value: &mut Self, index, from| match index {
            0 => from.member(&INPUT[0], &mut value.label),
            1 => from.member(&INPUT[1], &mut value.header),
            2 => from.member(&INPUT[2], &mut value.status),
            3 => from.member(&INPUT[3], &mut value.leaves),
            _ => from.skip(),
        })
    }
}

structure!(
    Input,
    Self {
        label: String::new(),
        header: None,
        status: placeholder(),
        leaves: None,
    }
);

static LETTERS: Pattern = Pattern::Class(Class::new(b"az", false, 1, u32::MAX));
static SHORT: More = More::new().constraints(&Constraints::new().length(Some(1), Some(8)));
static LOWER: More = More::new().constraints(
    &Constraints::new()
        .length(None, Some(3))
        .pattern(&LETTERS, "^[a-z]+$"),
);
static TWO_TO_EIGHT: More = More::new().constraints(&Constraints::new().range(Some(2), Some(8)));
static TENTHS: More =
    More::new().constraints(&Constraints::new().decimal_range(Some("0.1"), Some("1.5")));
static ONE_OR_TWO: More = More::new().constraints(&Constraints::new().length(Some(1), Some(2)));
static UNIQUE: More = More::new().constraints(&Constraints::new().unique());
static LOWER_KEY: Member = Member::element().more(&LOWER);
static LOWER_VALUE: Member = Member::element().more(
    &More::new()
        .key(&LOWER_KEY)
        .constraints(&Constraints::new().length(Some(2), None)),
);
static UNIQUE_ELEMENT: Member = Member::element().more(&UNIQUE);
static HTTP_DATE: Member = Member::element().timestamp(TimestampFormat::HttpDate);

optional_members! {
    Constrained, CONSTRAINED_SCHEMA, CONSTRAINED: 19,
    0 text: String = Member::new(",\"text\":").more(&SHORT),
    1 lower: String = Member::new(",\"lower\":").more(&LOWER),
    2 byte: i8 = Member::new(",\"byte\":").more(&TWO_TO_EIGHT),
    3 float: f32 = Member::new(",\"float\":").more(&TENTHS),
    4 double: f64 = Member::new(",\"double\":").more(&TWO_TO_EIGHT),
    5 big: BigDecimal = Member::new(",\"big\":").more(&TENTHS),
    6 blob: Blob = Member::new(",\"blob\":").more(&ONE_OR_TWO),
    7 color: Color = Member::new(",\"color\":"),
    8 level: Level = Member::new(",\"level\":"),
    9 list: Vec<String> = Member::new(",\"list\":").list(&LOWER_KEY).more(&ONE_OR_TWO),
    10 map: HashMap<String, String> = Member::new(",\"map\":").map(&LOWER_VALUE),
    11 secret: HashMap<String, String> =
        Member::new(",\"secret\":").map(&LOWER_VALUE).flags(SENSITIVE),
    12 colors: HashMap<Color, Color> = Member::new(",\"colors\":"),
    13 choice: Choice = Member::new(",\"choice\":"),
    14 leaves: Vec<Leaf> = Member::new(",\"leaves\":").more(&UNIQUE),
    15 dates: Vec<Timestamp> = Member::new(",\"dates\":").list(&HTTP_DATE).more(&UNIQUE),
    16 sets: Vec<Vec<String>> = Member::new(",\"sets\":").list(&UNIQUE_ELEMENT).more(&UNIQUE),
    17 maps: Vec<HashMap<String, String>> = Member::new(",\"maps\":").more(&UNIQUE),
    18 wire: String = Member::new(",\"wire\":")
        .more(&More::new().renamed("slash/and~tilde").constraints(&TINY))
        .flags(REQUIRED),
}

static TINY: Constraints = Constraints::new().length(None, Some(1));
