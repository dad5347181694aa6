//! Endpoint rules, as the body of one function.
//!
//! In: what `endpoint` compiled. Out: what `emit` writes as `client/endpoint.rs`. Every reference resolves, every type
//! fits, and nothing stands behind what always returns.

use super::jmespath::JmesPath;

/// The rules by which a service's endpoint is found.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointRules {
    /// The parameters that the rules declare.
    pub parameters: Vec<EndpointParameter>,
    /// What is done before the end, in order.
    pub steps: Vec<EndpointStep>,
    /// What comes out if no step returned.
    pub outcome: EndpointOutcome,
}

impl EndpointRules {
    /// The parameters that a client's settings have no words of their own for.
    pub fn settable(&self) -> impl Iterator<Item = &EndpointParameter> {
        self.parameters.iter().filter(|parameter| {
            let built_in = parameter.built_in.as_deref();
            !built_in.is_some_and(|built_in| SETTINGS.contains(&built_in))
        })
    }
}

/// The built-ins that are settings of every client.
const SETTINGS: [&str; 4] = [
    "AWS::Region",
    "AWS::UseDualStack",
    "AWS::UseFIPS",
    "SDK::Endpoint",
];

/// A parameter that an operation brings along.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointArgument {
    /// Its name in the rules.
    pub parameter: String,
    /// Its value.
    pub value: ArgumentValue,
}

/// The value of a parameter that an operation brings along.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentValue {
    /// The same in every call.
    Fixed(ParameterValue),
    /// That of a field.
    Field {
        /// The index of the field.
        field: usize,
        /// Without it no request may be sent.
        required: bool,
    },
    /// The text that an expression selects in the input.
    Text(JmesPath),
    /// The texts that an expression selects in the input.
    Texts(JmesPath),
}

/// A parameter of endpoint rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointParameter {
    /// Its name in the model: `UseFIPS`.
    pub modelled: String,
    /// The variable that holds it: `use_fips`; none where the rules make no use of it.
    pub variable: Option<String>,
    /// What its values are.
    pub kind: ParameterKind,
    /// What it is bound to unless an operation says otherwise: `AWS::UseFIPS`.
    pub built_in: Option<String>,
    /// Its value where none is set.
    pub default: Option<ParameterValue>,
    /// Without a value there is no endpoint.
    pub required: bool,
}

/// What the values of a parameter are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// Texts.
    String,
    /// Truth values.
    Boolean,
    /// Lists of texts.
    Strings,
}

/// A value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterValue {
    /// A text.
    String(String),
    /// A truth value.
    Boolean(bool),
    /// A list of texts.
    Strings(Vec<String>),
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointStep {
    /// `let name = value;`
    Let(String, EndpointExpression),
    /// `if condition && condition { steps }`
    If(Vec<EndpointCondition>, Vec<EndpointStep>),
    /// `return outcome;`
    Return(EndpointOutcome),
}

/// One condition of several.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointCondition {
    /// It is true.
    Is(EndpointExpression),
    /// `let Some(name) = value`
    Some(String, EndpointExpression),
}

/// What the rules answer with.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointOutcome {
    /// An endpoint.
    Endpoint(Box<EndpointAnswer>),
    /// An error with this message.
    Error(EndpointExpression),
    /// No rule matches.
    Exhausted,
}

/// An endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointAnswer {
    /// Its URL.
    pub url: EndpointExpression,
    /// Headers that requests have there, names in lower case.
    pub headers: Vec<(String, EndpointExpression)>,
    /// How requests are authenticated there, where that differs from the model.
    pub auth_schemes: Vec<EndpointAuthScheme>,
    /// Properties besides.
    pub properties: Vec<(String, EndpointProperty)>,
}

/// How requests are authenticated at an endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointAuthScheme {
    /// `sigv4`
    pub name: EndpointExpression,
    /// The service in the signature's scope.
    pub signing_name: Option<EndpointExpression>,
    /// The region in the signature's scope.
    pub signing_region: Option<EndpointExpression>,
    /// The regions of a signature for several.
    pub signing_region_set: Vec<EndpointExpression>,
    /// The path is not encoded a second time in what is signed.
    pub disable_double_encoding: bool,
    /// The path is not normalized in what is signed.
    pub disable_normalize_path: bool,
}

/// A property of an endpoint.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointProperty {
    /// A text.
    Text(EndpointExpression),
    /// A truth value.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A list.
    List(Vec<EndpointProperty>),
    /// Properties by name.
    Map(Vec<(String, EndpointProperty)>),
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointExpression {
    /// `region`
    Variable(String),
    /// A text as it is.
    Text(String),
    /// `true`
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// `format!("https://{region}")`
    Format(Vec<EndpointPiece>),
    /// `partition.name`
    Field(Box<EndpointExpression>, &'static str),
    /// `arn.resource_id()`
    Method(Box<EndpointExpression>, &'static str),
    /// A function of the runtime: `partition(region)`.
    Call(&'static str, Vec<EndpointExpression>),
    /// `&value`
    Borrow(Box<EndpointExpression>),
    /// `value.to_owned()`
    Owned(Box<EndpointExpression>),
    /// `value.map(str::to_owned)`, of an optional text.
    OwnedInside(Box<EndpointExpression>),
    /// `Some(value)`
    Some(Box<EndpointExpression>),
    /// `value.is_some()`
    IsSome(Box<EndpointExpression>),
    /// `value.is_none()`
    IsNone(Box<EndpointExpression>),
    /// `!value`
    Not(Box<EndpointExpression>),
    /// `a == b`
    Equal(Box<EndpointExpression>, Box<EndpointExpression>),
    /// `a != b`
    Unequal(Box<EndpointExpression>, Box<EndpointExpression>),
    /// The first that is set: `a.or(b)`; where the last always is, `a.or(b).unwrap_or(c)`.
    FirstSet(Vec<EndpointExpression>, Option<Box<EndpointExpression>>),
    /// `if condition { a } else { b }`
    Choice(Box<[EndpointExpression; 3]>),
}

/// A piece of a text that is put together.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointPiece {
    /// As it is.
    Literal(String),
    /// The text of a value.
    Value(EndpointExpression),
}
