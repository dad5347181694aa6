//! Endpoint rules as they are written.
//!
//! In: what `read` understood. Out: what `compile` goes through. Nothing is resolved.

use super::path::Path;
use crate::rust::{ParameterKind, ParameterValue};
use crate::source::Location;

/// A set of rules.
pub(super) struct RuleSet {
    pub(super) parameters: Vec<Parameter>,
    pub(super) rules: Vec<Rule>,
}

pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) kind: ParameterKind,
    pub(super) built_in: Option<String>,
    pub(super) default: Option<ParameterValue>,
    pub(super) required: bool,
    pub(super) at: Location,
}

/// What happens if all conditions hold.
pub(super) struct Rule {
    pub(super) conditions: Vec<Condition>,
    pub(super) then: Then,
}

pub(super) enum Then {
    Rules(Vec<Rule>),
    Endpoint(Box<Endpoint>),
    Error(Expression),
}

pub(super) struct Endpoint {
    pub(super) url: Expression,
    pub(super) headers: Vec<(String, Expression)>,
    pub(super) auth_schemes: Vec<AuthScheme>,
    pub(super) properties: Vec<(String, Property)>,
}

pub(super) struct AuthScheme {
    pub(super) name: Expression,
    pub(super) signing_name: Option<Expression>,
    pub(super) signing_region: Option<Expression>,
    pub(super) signing_region_set: Vec<Expression>,
    pub(super) disable_double_encoding: bool,
    pub(super) disable_normalize_path: bool,
}

pub(super) enum Property {
    Text(Expression),
    Boolean(bool),
    Integer(i64),
    List(Vec<Property>),
    Map(Vec<(String, Property)>),
}

pub(super) struct Condition {
    pub(super) value: Expression,
    pub(super) assign: Option<String>,
}

pub(super) struct Expression {
    pub(super) what: What,
    pub(super) at: Location,
}

pub(super) enum What {
    /// A text with references in it.
    Template(Vec<Piece>),
    Boolean(bool),
    Integer(i64),
    /// A list, which no function takes.
    List,
    Reference(String),
    Call(String, Vec<Expression>),
}

pub(super) enum Piece {
    Literal(String),
    /// `{name}` or `{name#path}`
    Reference(String, Option<Path>),
}
