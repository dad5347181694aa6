//! What kind of value an expression gives, and whether it can ever give one.
//!
//! In: an expression, and the shape that it is evaluated on. Out: the kind of its value, or why it would always be null or
//! fail: a member that is not there, a list that is none, an argument that its function cannot take. Every value may also
//! be null, whatever its kind.

use super::On;
use crate::model::{Kind as ShapeKind, Model, Shape};
use crate::rust::{DocumentLiteral, JmesComparison, JmesFunction, JmesPath};

/// What kind of value an expression gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    /// Any: the model doesn't say.
    Any,
    /// Nothing else than null.
    Null,
    /// A truth value.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list of such values.
    List(Box<Gives>),
    /// An object.
    Object,
}

impl Gives {
    /// Whether a value of this kind can be of the other one.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::List(item), Self::List(other)) => item.may_be(other),
            (kind, other) => kind == other,
        }
    }

    /// With its article, for messages.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Null => "null",
            Self::Boolean => "a truth value",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::List(item) => match **item {
                Self::Text => "a list of texts",
                Self::Boolean => "a list of truth values",
                _ => "a list",
            },
            Self::Object => "an object",
        }
    }
}

/// Checks an expression.
///
/// # Errors
///
/// What is wrong with it, in one clause.
pub(super) fn check(expression: &JmesPath, model: &Model, on: On<'_>) -> Result<Gives, String> {
    let on = match on {
        On::Structure(shape) => Kind::Shape(shape),
        On::InputOutput(input, output) => Kind::Object(vec![
            ("input".to_owned(), Kind::Shape(input)),
            ("output".to_owned(), Kind::Shape(output)),
        ]),
    };
    let check = Check { model };
    let kind = check.expression(expression, &on)?;
    Ok(check.gives(&kind, 0))
}

/// The kind of a value, with what is in it.
#[derive(Clone, Debug)]
enum Kind<'m> {
    Any,
    Null,
    Boolean,
    Number,
    Text,
    List(Box<Kind<'m>>),
    Object(Vec<(String, Kind<'m>)>),
    /// A list, map, structure or union of the model.
    Shape(&'m Shape),
}

/// How deep lists in lists are looked into.
const DEPTH: u32 = 4;

struct Check<'m> {
    model: &'m Model,
}

type Checked<'m> = Result<Kind<'m>, String>;

impl<'m> Check<'m> {
    fn target(&self, id: &crate::id::ShapeId) -> Kind<'m> {
        let Some(shape) = self.model.get(id) else {
            return Kind::Any;
        };
        match &shape.kind {
            ShapeKind::Boolean => Kind::Boolean,
            ShapeKind::Blob | ShapeKind::String | ShapeKind::Enum(_) => Kind::Text,
            ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::IntEnum(_)
            | ShapeKind::Long
            | ShapeKind::Float
            | ShapeKind::Double
            | ShapeKind::BigInteger
            | ShapeKind::BigDecimal
            | ShapeKind::Timestamp => Kind::Number,
            ShapeKind::List(_)
            | ShapeKind::Map { .. }
            | ShapeKind::Structure(_)
            | ShapeKind::Union(_) => Kind::Shape(shape),
            _ => Kind::Any,
        }
    }

    fn gives(&self, kind: &Kind<'m>, depth: u32) -> Gives {
        match kind {
            Kind::Any => Gives::Any,
            Kind::Null => Gives::Null,
            Kind::Boolean => Gives::Boolean,
            Kind::Number => Gives::Number,
            Kind::Text => Gives::Text,
            Kind::Object(_) => Gives::Object,
            _ => match self.item(kind) {
                Some(_) if depth == DEPTH => Gives::List(Box::new(Gives::Any)),
                Some(item) => Gives::List(Box::new(self.gives(&item, depth + 1))),
                None => Gives::Object,
            },
        }
    }

    /// What a list holds; none if it is none.
    fn item(&self, kind: &Kind<'m>) -> Option<Kind<'m>> {
        match kind {
            Kind::List(item) => Some((**item).clone()),
            Kind::Any => Some(Kind::Any),
            Kind::Shape(shape) => match &shape.kind {
                ShapeKind::List(member) => Some(self.target(&member.target)),
                _ => None,
            },
            _ => None,
        }
    }

    fn items_of(&self, of: &JmesPath, on: &Kind<'m>) -> Checked<'m> {
        let list = self.expression(of, on)?;
        self.item(&list)
            .ok_or_else(|| format!("what is taken for a list is {}", self.name(&list)))
    }

    fn member(&self, kind: &Kind<'m>, name: &str) -> Checked<'m> {
        match kind {
            Kind::Any => Ok(Kind::Any),
            Kind::Object(entries) => entries
                .iter()
                .find(|(entry, _)| entry == name)
                .map(|(_, kind)| kind.clone())
                .ok_or_else(|| format!("there is no {name:?} in the object")),
            Kind::Shape(shape) => match &shape.kind {
                ShapeKind::Map { value, .. } => Ok(self.target(&value.target)),
                ShapeKind::Structure(members) | ShapeKind::Union(members) => members
                    .iter()
                    .find(|member| member.name == name)
                    .map(|member| self.target(&member.target))
                    .ok_or_else(|| format!("{} has no member {name:?}", shape.id.name())),
                _ => Err(format!("a list has no member {name:?}")),
            },
            other => Err(format!("{} has no member {name:?}", self.name(other))),
        }
    }

    fn expression(&self, expression: &JmesPath, on: &Kind<'m>) -> Checked<'m> {
        Ok(match expression {
            JmesPath::Current => on.clone(),
            JmesPath::Path(names) => names
                .iter()
                .try_fold(on.clone(), |kind, name| self.member(&kind, name))?,
            JmesPath::Index(_) => self.items_of(&JmesPath::Current, on)?,
            JmesPath::Slice { .. } => Kind::List(Box::new(self.items_of(&JmesPath::Current, on)?)),
            JmesPath::Literal(literal) => self.literal(literal),
            JmesPath::Chain(steps) => steps
                .iter()
                .try_fold(on.clone(), |kind, step| self.expression(step, &kind))?,
            JmesPath::Each(of, then) => {
                let item = self.items_of(of, on)?;
                Kind::List(Box::new(self.expression(then, &item)?))
            }
            JmesPath::Flatten(of, then) => {
                let item = self.items_of(of, on)?;
                let item = match &item {
                    Kind::Any => Kind::Any,
                    item => self.item(item).unwrap_or_else(|| item.clone()),
                };
                Kind::List(Box::new(self.expression(then, &item)?))
            }
            JmesPath::Values(of, then) => {
                let object = self.expression(of, on)?;
                let value = match &object {
                    Kind::Any | Kind::Object(_) => Kind::Any,
                    Kind::Shape(shape) => match &shape.kind {
                        ShapeKind::Map { value, .. } => self.target(&value.target),
                        ShapeKind::Structure(_) | ShapeKind::Union(_) => Kind::Any,
                        _ => return Err("what is taken for an object is a list".to_owned()),
                    },
                    other => {
                        let name = self.name(other);
                        return Err(format!("what is taken for an object is {name}"));
                    }
                };
                Kind::List(Box::new(self.expression(then, &value)?))
            }
            JmesPath::Filter(of, condition, then) => {
                let item = self.items_of(of, on)?;
                self.expression(condition, &item)?;
                Kind::List(Box::new(self.expression(then, &item)?))
            }
            JmesPath::Or(first, second) | JmesPath::And(first, second) => {
                let (first, second) = (self.expression(first, on)?, self.expression(second, on)?);
                self.either(first, second)
            }
            JmesPath::Not(of) => {
                self.expression(of, on)?;
                Kind::Boolean
            }
            JmesPath::Compare(comparison, left, right) => {
                let (left, right) = (self.expression(left, on)?, self.expression(right, on)?);
                self.comparison(*comparison, &left, &right)?;
                Kind::Boolean
            }
            JmesPath::List(items) => {
                let mut all = None;
                for item in items {
                    let item = self.expression(item, on)?;
                    all = Some(match all {
                        Some(all) => self.either(all, item),
                        None => item,
                    });
                }
                Kind::List(Box::new(all.unwrap_or(Kind::Any)))
            }
            JmesPath::Object(entries) => {
                let entries = entries
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.expression(value, on)?)));
                Kind::Object(entries.collect::<Result<_, String>>()?)
            }
            JmesPath::Call(function, arguments) => {
                let arguments = arguments
                    .iter()
                    .map(|argument| self.expression(argument, on));
                self.call(*function, &arguments.collect::<Result<Vec<_>, _>>()?)?
            }
        })
    }

    fn literal(&self, literal: &DocumentLiteral) -> Kind<'m> {
        match literal {
            DocumentLiteral::Null => Kind::Null,
            DocumentLiteral::Bool(_) => Kind::Boolean,
            DocumentLiteral::Number(_) => Kind::Number,
            DocumentLiteral::String(_) => Kind::Text,
            DocumentLiteral::Array(items) => {
                let kinds = items.iter().map(|item| self.literal(item));
                let all = kinds.reduce(|all, item| self.either(all, item));
                Kind::List(Box::new(all.unwrap_or(Kind::Any)))
            }
            DocumentLiteral::Object(entries) => Kind::Object(
                entries
                    .iter()
                    .map(|(name, value)| (name.clone(), self.literal(value)))
                    .collect(),
            ),
        }
    }

    /// The kind of a value that is one of two.
    fn either(&self, one: Kind<'m>, other: Kind<'m>) -> Kind<'m> {
        match (&one, &other) {
            (Kind::Null, _) => other,
            (_, Kind::Null) => one,
            (Kind::Shape(a), Kind::Shape(b)) if a.id == b.id => one,
            (Kind::Boolean, Kind::Boolean)
            | (Kind::Number, Kind::Number)
            | (Kind::Text, Kind::Text) => one,
            _ => match (self.item(&one), self.item(&other)) {
                (Some(a), Some(b)) => Kind::List(Box::new(self.either(a, b))),
                _ => Kind::Any,
            },
        }
    }

    fn comparison(
        &self,
        comparison: JmesComparison,
        left: &Kind<'m>,
        right: &Kind<'m>,
    ) -> Result<(), String> {
        let (one, other) = (self.gives(left, 0), self.gives(right, 0));
        if matches!(comparison, JmesComparison::Equal | JmesComparison::NotEqual) {
            let is_null = one == Gives::Null || other == Gives::Null;
            if !is_null && !one.may_be(&other) {
                return Err(format!("{} is compared with {}", one.name(), other.name()));
            }
            return Ok(());
        }
        for side in [one, other] {
            if !side.may_be(&Gives::Number) {
                return Err(format!("{} is asked for its order", side.name()));
            }
        }
        Ok(())
    }

    fn call(&self, function: JmesFunction, arguments: &[Kind<'m>]) -> Checked<'m> {
        let gives: Vec<Gives> = arguments.iter().map(|kind| self.gives(kind, 0)).collect();
        let list = Gives::List(Box::new(Gives::Any));
        let takes = |index: usize, allowed: &[&Gives], name: &str| {
            let given = gives.get(index).unwrap_or(&Gives::Null);
            match allowed.iter().any(|allowed| given.may_be(allowed)) {
                true => Ok(()),
                false => Err(format!("`{name}` is given {}", given.name())),
            }
        };
        match function {
            JmesFunction::Contains => {
                takes(0, &[&Gives::Text, &list], "contains")?;
                Ok(Kind::Boolean)
            }
            JmesFunction::EndsWith | JmesFunction::StartsWith => {
                let name = match function {
                    JmesFunction::EndsWith => "ends_with",
                    _ => "starts_with",
                };
                takes(0, &[&Gives::Text], name)?;
                takes(1, &[&Gives::Text], name)?;
                Ok(Kind::Boolean)
            }
            JmesFunction::Keys => {
                takes(0, &[&Gives::Object], "keys")?;
                Ok(Kind::List(Box::new(Kind::Text)))
            }
            JmesFunction::Values => {
                takes(0, &[&Gives::Object], "values")?;
                self.expression(
                    &JmesPath::Values(Box::new(JmesPath::Current), Box::new(JmesPath::Current)),
                    arguments.first().unwrap_or(&Kind::Any),
                )
            }
            JmesFunction::Length => {
                takes(0, &[&Gives::Text, &list, &Gives::Object], "length")?;
                Ok(Kind::Number)
            }
            JmesFunction::NotNull => Ok(arguments
                .iter()
                .cloned()
                .reduce(|all, argument| self.either(all, argument))
                .unwrap_or(Kind::Null)),
        }
    }

    fn name(&self, kind: &Kind<'m>) -> &'static str {
        self.gives(kind, 0).name()
    }
}
