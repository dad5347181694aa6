//! Protocol tests.
//!
//! In: the cases of a model's shapes, and the crate that is made of it. Out: one test per case and side, its value built
//! from the crate's own types. A case that cannot become a test becomes one that fails and says why.

use super::Context;
use super::names::{Case as Style, Scope};
use super::paths::{operations, original};
use crate::cases::{self, Case, Content, Side};
use crate::model::{Error, Number, Shape, Value};
use crate::rust::{
    Body, Check, Comparison, Crate, Definition, DocumentLiteral, Expected, ExpectedField,
    Expression, Field, Literal, Operation, ProtocolTest, ProtocolTests, Structure, Type, TypePath,
    WireRequest,
};

/// The tests of a crate, whose own tests are still to come.
pub(super) fn lower(context: &Context<'_>, krate: &Crate) -> Option<ProtocolTests> {
    let protocol = context.protocol?.id;
    let values = Values { krate };
    let mut tests = Tests {
        client: (krate.client.is_some(), scope(), Vec::new()),
        server: (krate.server.is_some(), scope(), Vec::new()),
    };
    for (shape, _) in operations(context.model) {
        let name = original(shape);
        let number = krate.operations.iter().position(|it| it.modelled == name);
        for case in cases::of(shape, protocol) {
            tests.add(case, |content, side| {
                let number = number.ok_or("its operation was not generated")?;
                values.of_operation(number, content, side)
            });
        }
    }
    let errors = |shape: &&Shape| shape.traits.has::<Error>();
    for shape in context.model.shapes.values().filter(errors) {
        for case in cases::of(shape, protocol) {
            tests.add(case, |content, side| {
                let place = context.paths.shape(&shape.id);
                let place = place.ok_or("its error was not generated")?;
                values.of_error(&place.path, content, side)
            });
        }
    }
    Some(ProtocolTests {
        client: tests.client.2,
        server: tests.server.2,
    })
}

fn scope() -> Scope {
    Scope::new(Style::Snake, &[])
}

/// Per side: whether it is generated, the names that are taken, and its tests.
struct Tests {
    client: (bool, Scope, Vec<ProtocolTest>),
    server: (bool, Scope, Vec<ProtocolTest>),
}

impl Tests {
    fn add(&mut self, case: Case, check: impl Fn(&Content, Side) -> Result<Check, String>) {
        for side in [Side::Client, Side::Server] {
            let (generated, names, tests) = match side {
                Side::Client => &mut self.client,
                Side::Server => &mut self.server,
            };
            if !*generated || !case.is_for(side) {
                continue;
            }
            let check = match &case.content {
                Ok(content) => check(content, side),
                Err(reason) => Err(reason.clone()),
            };
            let check = check.unwrap_or_else(Check::Impossible);
            let name = names.claim(&case.id).or_else(|| names.claim("case"));
            tests.push(ProtocolTest {
                name: name.map(|name| name.ident).unwrap_or_default(),
                id: case.id.clone(),
                check,
            });
        }
    }
}

/// Turns the values of cases into expressions.
struct Values<'c> {
    krate: &'c Crate,
}

impl Values<'_> {
    /// The test of a case that stands at an operation.
    fn of_operation(&self, number: usize, content: &Content, side: Side) -> Result<Check, String> {
        let operation = &self.krate.operations[number];
        Ok(match (content, side) {
            (Content::Request(request, params), Side::Client) => Check::Sent {
                input: self.structure(&operation.input, params)?,
                request: request.clone(),
            },
            (Content::Request(request, params), Side::Server) => Check::Taken {
                operation: number,
                request: with_body(operation, request, params)?,
                input: self.expected(&operation.input, params)?,
            },
            (Content::Response(response, params), Side::Client) => Check::Output {
                operation: number,
                response: response.clone(),
                output: self.expected(&operation.output, params)?,
            },
            (Content::Response(response, params), Side::Server) => Check::Answered {
                operation: number,
                output: self.structure(&operation.output, params)?,
                response: response.clone(),
            },
            (Content::Malformed(request, answer), Side::Server) => Check::Refused {
                request: request.clone(),
                answer: answer.clone(),
            },
            (Content::Malformed(..), Side::Client) => {
                return Err("a client refuses no request".to_owned());
            }
        })
    }

    /// The test of a case that stands at an error.
    fn of_error(&self, path: &TypePath, content: &Content, side: Side) -> Result<Check, String> {
        let Content::Response(response, params) = content else {
            return Err("an error is no request".to_owned());
        };
        let error = self.krate.errors.iter().find(|error| error.path == *path);
        let error = error.ok_or("its error was not generated")?;
        let operations = self.krate.operations.iter().enumerate();
        let (operation, variant) = operations
            .flat_map(|(number, it)| it.error.variants.iter().map(move |it| (number, it)))
            .find(|(_, variant)| variant.error == *path)
            .ok_or("no operation fails with it")?;
        let (response, variant) = (response.clone(), variant.name.clone());
        Ok(match side {
            Side::Client => Check::Failure {
                operation,
                response,
                variant,
                error: self.expected(error, params)?,
            },
            Side::Server => Check::Failed {
                operation,
                variant,
                error: self.structure(error, params)?,
                response,
            },
        })
    }

    fn expected(&self, of: &Structure, params: &Value) -> Result<Expected, String> {
        let value = self.structure(of, params)?;
        let nans: Vec<&str> = match &value {
            Expression::Structure { fields, .. } => fields
                .iter()
                .filter(|(_, value)| holds_nan(value))
                .map(|(name, _)| name.as_str())
                .collect(),
            _ => Vec::new(),
        };
        if !nans.is_empty() && of.sensitive {
            return Err("a NaN beside something sensitive cannot be compared".to_owned());
        }
        let fields = of.fields.iter();
        let fields = fields
            .filter(|_| !of.comparable || !nans.is_empty())
            .map(|field| ExpectedField {
                name: field.name.clone(),
                by: match &field.ty {
                    Type::ByteStream => Comparison::Bytes,
                    _ if nans.contains(&field.name.as_str()) => Comparison::WithNan,
                    _ => Comparison::Equality,
                },
            })
            .collect();
        Ok(Expected { value, fields })
    }

    fn structure(&self, of: &Structure, params: &Value) -> Result<Expression, String> {
        let Value::Object(members) = params else {
            return Err(mismatch(&of.modelled, params));
        };
        for (name, _) in members {
            if !of.fields.iter().any(|field| field.schema.name == *name) {
                return Err(format!("{} has no member `{name}`", of.modelled));
            }
        }
        let (mut fields, mut rest) = (Vec::new(), false);
        for field in &of.fields {
            match params.get(&field.schema.name) {
                None if field.optional || field.default.is_some() => rest = true,
                None => {
                    return Err(format!(
                        "{} requires the member `{}`",
                        of.modelled, field.schema.name
                    ));
                }
                Some(value) => fields.push((field.name.clone(), self.field(field, value)?)),
            }
        }
        if rest && !of.has_default() {
            rest = false;
            fields = self.all(of, params)?;
        }
        Ok(Expression::Structure {
            of: of.path.clone(),
            fields,
            rest,
        })
    }

    /// Every field, where `Default` has none of them.
    fn all(&self, of: &Structure, params: &Value) -> Result<Vec<(String, Expression)>, String> {
        of.fields
            .iter()
            .map(|field| {
                let value = match (params.get(&field.schema.name), &field.default) {
                    (Some(value), _) => self.field(field, value)?,
                    (None, Some(default)) if !field.optional => {
                        Expression::Literal(default.clone(), field.ty.clone())
                    }
                    (None, _) => Expression::None,
                };
                Ok((field.name.clone(), value))
            })
            .collect()
    }

    fn field(&self, field: &Field, value: &Value) -> Result<Expression, String> {
        if *value == Value::Null && field.optional {
            return Ok(Expression::None);
        }
        let value = self.value(&field.ty, value)?;
        Ok(match field.optional {
            true => Expression::Some(Box::new(value)),
            false => value,
        })
    }

    fn value(&self, ty: &Type, value: &Value) -> Result<Expression, String> {
        let literal = |literal| Ok(Expression::Literal(literal, ty.clone()));
        match (ty, value) {
            (Type::Bool, Value::Boolean(value)) => literal(Literal::Bool(*value)),
            (
                Type::I8 | Type::I16 | Type::I32 | Type::I64,
                Value::Number(Number::Integer(value)),
            ) => literal(Literal::Integer(
                i64::try_from(*value).map_err(|_| mismatch("an integer", &Value::Null))?,
            )),
            (Type::F32 | Type::F64, Value::Number(number)) => {
                literal(Literal::Float(number.to_string()))
            }
            (Type::F32 | Type::F64, Value::String(text)) => match text.as_str() {
                "NaN" | "Infinity" | "-Infinity" => {
                    literal(Literal::Float(text.replace("Infinity", "inf")))
                }
                _ => Err(mismatch("a float", value)),
            },
            (Type::BigInteger | Type::BigDecimal, Value::Number(number)) => {
                literal(Literal::Number(number.to_string()))
            }
            (Type::BigInteger | Type::BigDecimal, Value::String(text)) => {
                literal(Literal::Number(text.clone()))
            }
            (Type::String, Value::String(text)) => literal(Literal::String(text.clone())),
            // Blobs are given as text, timestamps as seconds since 1970.
            (Type::Blob, Value::String(text)) => literal(Literal::Blob(text.clone().into_bytes())),
            (Type::ByteStream, Value::String(text)) => {
                Ok(Expression::Stream(text.clone().into_bytes()))
            }
            (Type::Timestamp, Value::Number(number)) => literal(
                super::literal::epoch(number).ok_or_else(|| mismatch("a timestamp", value))?,
            ),
            (Type::Document, value) => literal(Literal::Document(document(value))),
            (Type::Vec(item), Value::Array(items)) => Ok(Expression::List(
                items
                    .iter()
                    .map(|value| self.value(item, value))
                    .collect::<Result<_, _>>()?,
            )),
            (Type::Map(key, item), Value::Object(members)) => {
                let pair = |(name, value): &(String, Value)| {
                    let key = self.value(key, &Value::String(name.clone()))?;
                    Ok((key, self.value(item, value)?))
                };
                Ok(Expression::Map(members.iter().map(pair).collect::<Result<
                    _,
                    String,
                >>(
                )?))
            }
            (Type::Option(_), Value::Null) => Ok(Expression::None),
            (Type::Option(inner), value) => {
                Ok(Expression::Some(Box::new(self.value(inner, value)?)))
            }
            (Type::Boxed(inner), value) => {
                Ok(Expression::Boxed(Box::new(self.value(inner, value)?)))
            }
            (Type::Named(path), value) => self.named(path, value),
            (ty, value) => Err(mismatch(&format!("a {ty:?}"), value)),
        }
    }

    fn named(&self, path: &TypePath, value: &Value) -> Result<Expression, String> {
        if let Some(error) = self.krate.errors.iter().find(|error| error.path == *path) {
            return self.structure(error, value);
        }
        let found = self.krate.types.iter().find(|it| path_of(it) == path);
        let of = path.clone();
        match (found, value) {
            (Some(Definition::Structure(structure)), value) => self.structure(structure, value),
            (Some(Definition::Union(union)), Value::Object(members)) => {
                let [(name, value)] = members.as_slice() else {
                    return Err(mismatch(&union.modelled, value));
                };
                let variant = union.variants.iter().find(|it| it.schema.name == *name);
                let variant =
                    variant.ok_or_else(|| format!("{} has no member `{name}`", union.modelled))?;
                let value = match &variant.ty {
                    Some(ty) => Some(Box::new(self.value(ty, value)?)),
                    None => None,
                };
                Ok(Expression::Variant {
                    of,
                    name: variant.name.clone(),
                    value,
                })
            }
            (Some(Definition::Enum(it)), Value::String(text)) => {
                let known = it.variants.iter().find(|variant| variant.value == *text);
                Ok(match known {
                    Some(variant) => self.listed(of, &variant.name),
                    None => Expression::UnknownText {
                        of,
                        text: text.clone(),
                    },
                })
            }
            (Some(Definition::IntEnum(it)), Value::Number(Number::Integer(number))) => {
                let known = it
                    .variants
                    .iter()
                    .find(|variant| i128::from(variant.value) == *number);
                Ok(match known {
                    Some(variant) => self.listed(of, &variant.name),
                    None => Expression::UnknownNumber {
                        of,
                        number: i64::try_from(*number)
                            .map_err(|_| mismatch(&it.modelled, value))?,
                    },
                })
            }
            (_, value) => Err(mismatch(&path.name, value)),
        }
    }

    fn listed(&self, of: TypePath, name: &str) -> Expression {
        Expression::Variant {
            of,
            name: name.to_owned(),
            value: None,
        }
    }
}

/// The request with a body. Cases of compressed requests have none, since there is more than one way to compress the same;
/// what the server shall take then is what the value is as JSON.
fn with_body(
    operation: &Operation,
    request: &WireRequest,
    params: &Value,
) -> Result<WireRequest, String> {
    let mut request = request.clone();
    let Body::Members = operation.request.body else {
        return Ok(request);
    };
    if request.message.body.is_some() {
        return Ok(request);
    }
    let fields = operation.input.fields.iter();
    let members = fields
        .filter(|field| !field.schema.bound)
        .filter_map(|field| {
            let value = params.get(&field.schema.name)?;
            let text = match (&field.ty, value) {
                (Type::String, Value::String(text)) => Ok(cases::quoted(text)),
                _ => Err("it has no body, and its value is more than strings".to_owned()),
            };
            Some(text.map(|text| format!("{}:{text}", cases::quoted(&field.schema.wire))))
        });
    let members: Vec<String> = members.collect::<Result<_, _>>()?;
    if !members.is_empty() {
        request.message.body = Some(format!("{{{}}}", members.join(",")));
    }
    Ok(request)
}

fn path_of(definition: &Definition) -> &TypePath {
    match definition {
        Definition::Structure(it) => &it.path,
        Definition::Union(it) => &it.path,
        Definition::Enum(it) => &it.path,
        Definition::IntEnum(it) => &it.path,
    }
}

fn document(value: &Value) -> DocumentLiteral {
    match value {
        Value::Null => DocumentLiteral::Null,
        Value::Boolean(value) => DocumentLiteral::Bool(*value),
        Value::Number(number) => DocumentLiteral::Number(number.to_string()),
        Value::String(text) => DocumentLiteral::String(text.clone()),
        Value::Array(items) => DocumentLiteral::Array(items.iter().map(document).collect()),
        Value::Object(members) => DocumentLiteral::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), document(value)))
                .collect(),
        ),
    }
}

fn holds_nan(value: &Expression) -> bool {
    match value {
        Expression::Literal(Literal::Float(text), _) => text == "NaN",
        Expression::List(items) => items.iter().any(holds_nan),
        Expression::Map(pairs) => pairs.iter().any(|(_, value)| holds_nan(value)),
        Expression::Some(value) | Expression::Boxed(value) => holds_nan(value),
        Expression::Structure { fields, .. } => fields.iter().any(|(_, value)| holds_nan(value)),
        Expression::Variant { value, .. } => value.as_deref().is_some_and(holds_nan),
        _ => false,
    }
}

fn mismatch(wanted: &str, found: &Value) -> String {
    let found = match found {
        Value::Null => "null",
        Value::Boolean(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    format!("its value has {found} where {wanted} is expected")
}
