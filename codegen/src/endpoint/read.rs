//! A trait's value as rules.
//!
//! In: JSON, and where it stands. Out: rules, or what is no rule and where. Never looks up a name.

use super::syntax::{
    AuthScheme, Condition, Endpoint, Expression, Parameter, Property, Rule, RuleSet, Then, What,
};
use super::template;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Number, Value};
use crate::rust::{ParameterKind, ParameterValue};
use crate::source::Location;

/// The versions of the rules engine that are understood.
const VERSIONS: [&str; 2] = ["1.0", "1.1"];

/// Reads a set of rules. `None` after at least one error; all of them are told.
pub(super) fn rule_set(
    value: &Value,
    at: &Location,
    diagnostics: &mut Diagnostics,
) -> Option<RuleSet> {
    let mut reader = Reader { diagnostics };
    let root = Node {
        value,
        at: at.clone(),
    };
    let version = root.get("version");
    if let Some(version) = version
        && !version
            .value
            .as_str()
            .is_some_and(|it| VERSIONS.contains(&it))
    {
        reader.wrong(
            &version,
            "this version of endpoint rules is unknown",
            "1.0 and 1.1 are read",
        );
    }
    let parameters = match root.get("parameters") {
        Some(parameters) => reader.each(&parameters.members(), Reader::parameter),
        None => Some(Vec::new()),
    };
    let rules = match root.get("rules") {
        Some(rules) => reader.rules(&rules),
        None => {
            reader.wrong(
                &root,
                "the endpoint rules have no `rules`",
                "add them, or remove the rule set",
            );
            None
        }
    };
    Some(RuleSet {
        parameters: parameters?,
        rules: rules?,
    })
}

/// A value and its place.
struct Node<'v> {
    value: &'v Value,
    at: Location,
}

impl<'v> Node<'v> {
    fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| **value != Value::Null)?;
        Some(Self {
            value,
            at: self.at.child(key),
        })
    }

    fn items(&self) -> Option<Vec<Self>> {
        let items = self.value.items()?.iter().enumerate();
        Some(
            items
                .map(|(index, value)| Self {
                    value,
                    at: self.at.child(&index.to_string()),
                })
                .collect(),
        )
    }

    /// The members, by name; none if this is no object.
    fn members(&self) -> Vec<(&'v str, Self)> {
        let Value::Object(members) = self.value else {
            return Vec::new();
        };
        let members = members.iter().map(|(key, value)| {
            let node = Self {
                value,
                at: self.at.child(key),
            };
            (key.as_str(), node)
        });
        members.collect()
    }
}

struct Reader<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    #[cold]
    fn wrong(&mut self, node: &Node<'_>, message: impl Into<String>, help: &str) {
        self.diagnostics
            .push(Diagnostic::error(message).at(&node.at).help(help));
    }

    #[cold]
    fn expected<T>(&mut self, node: &Node<'_>, what: &str) -> Option<T> {
        self.wrong(
            node,
            format!("expected {what}"),
            "see Smithy 2.0, \"Rules engine specification\"",
        );
        None
    }

    /// All of them, or none if one is wrong; what is wrong with each is told.
    fn each<N, T>(&mut self, nodes: &[N], read: fn(&mut Self, &N) -> Option<T>) -> Option<Vec<T>> {
        let read: Vec<Option<T>> = nodes.iter().map(|node| read(self, node)).collect();
        read.into_iter().collect()
    }

    fn needed<'v>(&mut self, node: &Node<'v>, key: &str) -> Option<Node<'v>> {
        let found = node.get(key);
        if found.is_none() {
            self.wrong(node, format!("`{key}` is missing here"), "add it");
        }
        found
    }

    fn string(&mut self, node: &Node<'_>) -> Option<String> {
        match node.value {
            Value::String(text) => Some(text.clone()),
            _ => self.expected(node, "a string"),
        }
    }

    fn boolean(&mut self, node: &Node<'_>) -> Option<bool> {
        match node.value {
            Value::Boolean(value) => Some(*value),
            _ => self.expected(node, "true or false"),
        }
    }

    /// A truth value that may be absent, which is `false`.
    fn flag(&mut self, node: &Node<'_>, key: &str) -> Option<bool> {
        node.get(key)
            .map_or(Some(false), |flag| self.boolean(&flag))
    }

    fn items<'v>(&mut self, node: &Node<'v>) -> Option<Vec<Node<'v>>> {
        let items = node.items();
        if items.is_none() {
            return self.expected(node, "an array");
        }
        items
    }

    fn parameter(&mut self, (name, node): &(&str, Node<'_>)) -> Option<Parameter> {
        let kind = self.needed(node, "type")?;
        let kind = match self.string(&kind)?.to_ascii_lowercase().as_str() {
            "string" => ParameterKind::String,
            "boolean" => ParameterKind::Boolean,
            "stringarray" => ParameterKind::Strings,
            _ => return self.expected(&kind, "`string`, `boolean` or `stringArray`"),
        };
        let default = match node.get("default") {
            Some(default) => Some(self.parameter_value(kind, &default)?),
            None => None,
        };
        let built_in = match node.get("builtIn") {
            Some(built_in) => Some(self.string(&built_in)?),
            None => None,
        };
        Some(Parameter {
            name: (*name).to_owned(),
            kind,
            built_in,
            default,
            required: self.flag(node, "required")?,
            at: node.at.clone(),
        })
    }

    fn parameter_value(&mut self, kind: ParameterKind, node: &Node<'_>) -> Option<ParameterValue> {
        Some(match kind {
            ParameterKind::String => ParameterValue::String(self.string(node)?),
            ParameterKind::Boolean => ParameterValue::Boolean(self.boolean(node)?),
            ParameterKind::Strings => {
                let items = self.items(node)?;
                ParameterValue::Strings(self.each(&items, Self::string)?)
            }
        })
    }

    fn rules(&mut self, node: &Node<'_>) -> Option<Vec<Rule>> {
        let items = self.items(node)?;
        self.each(&items, Self::rule)
    }

    fn rule(&mut self, node: &Node<'_>) -> Option<Rule> {
        let conditions = match node.get("conditions") {
            Some(conditions) => {
                let conditions = self.items(&conditions)?;
                self.each(&conditions, Self::condition)
            }
            None => Some(Vec::new()),
        };
        let kind = self.needed(node, "type")?;
        let then = match kind.value.as_str() {
            Some("tree") => {
                let rules = self.needed(node, "rules")?;
                self.rules(&rules).map(Then::Rules)
            }
            Some("endpoint") => {
                let endpoint = self.needed(node, "endpoint")?;
                self.endpoint(&endpoint)
                    .map(|it| Then::Endpoint(Box::new(it)))
            }
            Some("error") => {
                let error = self.needed(node, "error")?;
                self.expression(&error).map(Then::Error)
            }
            _ => self.expected(&kind, "`tree`, `endpoint` or `error`"),
        };
        Some(Rule {
            conditions: conditions?,
            then: then?,
        })
    }

    fn condition(&mut self, node: &Node<'_>) -> Option<Condition> {
        if node.get("fn").is_none() {
            return self.expected(node, "a condition, which has `fn` and `argv`");
        }
        let assign = match node.get("assign") {
            Some(assign) => Some(self.string(&assign)?),
            None => None,
        };
        Some(Condition {
            value: self.expression(node)?,
            assign,
        })
    }

    fn expression(&mut self, node: &Node<'_>) -> Option<Expression> {
        let what = match node.value {
            Value::String(text) => match template::parse(text) {
                Ok(pieces) => What::Template(pieces),
                Err(reason) => {
                    self.wrong(
                        node,
                        format!("the text {text:?} is no template: {reason}"),
                        "references are written as `{name}` or `{name#key}`, braces as `{{` and `}}`",
                    );
                    return None;
                }
            },
            Value::Boolean(value) => What::Boolean(*value),
            Value::Number(Number::Integer(value)) => match i64::try_from(*value) {
                Ok(value) => What::Integer(value),
                Err(_) => return self.expected(node, "a smaller number"),
            },
            Value::Array(_) => What::List,
            Value::Object(_) => {
                if let Some(reference) = node.get("ref") {
                    What::Reference(self.string(&reference)?)
                } else if let Some(function) = node.get("fn") {
                    let arguments = self.needed(node, "argv")?;
                    let arguments = self.items(&arguments)?;
                    let arguments = self.each(&arguments, Self::expression);
                    What::Call(self.string(&function)?, arguments?)
                } else {
                    return self.expected(node, "an object with `ref`, or with `fn` and `argv`");
                }
            }
            Value::Null | Value::Number(_) => {
                return self.expected(
                    node,
                    "a text, a whole number, true, false, a reference or a function",
                );
            }
        };
        Some(Expression {
            what,
            at: node.at.clone(),
        })
    }

    fn endpoint(&mut self, node: &Node<'_>) -> Option<Endpoint> {
        let url = self.needed(node, "url")?;
        let url = self.expression(&url);
        let headers = node.get("headers").map(|node| node.members());
        let mut read_headers = Vec::new();
        for (name, values) in headers.unwrap_or_default() {
            if !is_header_name(name) {
                return self.expected(&values, "a name of a header as key");
            }
            let values = self.items(&values)?;
            for value in self.each(&values, Self::expression)? {
                read_headers.push((name.to_ascii_lowercase(), value));
            }
        }
        let mut auth_schemes = Vec::new();
        let mut properties = Vec::new();
        let members = node.get("properties").map(|node| node.members());
        for (name, property) in members.unwrap_or_default() {
            if name == "authSchemes" {
                let schemes = self.items(&property)?;
                auth_schemes = self.each(&schemes, Self::auth_scheme)?;
            } else {
                properties.push((name.to_owned(), self.property(&property)?));
            }
        }
        Some(Endpoint {
            url: url?,
            headers: read_headers,
            auth_schemes,
            properties,
        })
    }

    fn auth_scheme(&mut self, node: &Node<'_>) -> Option<AuthScheme> {
        let name = self.needed(node, "name")?;
        let mut text = |key| match node.get(key) {
            Some(text) => self.text(&text).map(Some),
            None => Some(None),
        };
        let (signing_name, signing_region) = (text("signingName")?, text("signingRegion")?);
        let signing_region_set = match node.get("signingRegionSet") {
            Some(set) => {
                let regions = self.items(&set)?;
                self.each(&regions, Self::text)?
            }
            None => Vec::new(),
        };
        for (key, value) in node.members() {
            if !AUTH_SCHEME.contains(&key) {
                self.diagnostics.push(
                    Diagnostic::warning(format!(
                        "the client does not know what `{key}` of an endpoint's authentication means"
                    ))
                    .at(&value.at)
                    .help(format!("known are {}", AUTH_SCHEME.join(", "))),
                );
            }
        }
        Some(AuthScheme {
            name: self.text(&name)?,
            signing_name,
            signing_region,
            signing_region_set,
            disable_double_encoding: self.flag(node, "disableDoubleEncoding")?,
            disable_normalize_path: self.flag(node, "disableNormalizePath")?,
        })
    }

    /// A text; properties have neither references nor functions outside of templates.
    fn text(&mut self, node: &Node<'_>) -> Option<Expression> {
        match node.value {
            Value::String(_) => self.expression(node),
            _ => self.expected(node, "a string"),
        }
    }

    fn property(&mut self, node: &Node<'_>) -> Option<Property> {
        Some(match node.value {
            Value::String(_) => Property::Text(self.expression(node)?),
            Value::Boolean(value) => Property::Boolean(*value),
            Value::Number(Number::Integer(value)) => match i64::try_from(*value) {
                Ok(value) => Property::Integer(value),
                Err(_) => return self.expected(node, "a smaller number"),
            },
            Value::Array(_) => {
                let items = self.items(node)?;
                Property::List(self.each(&items, Self::property)?)
            }
            Value::Object(_) => {
                Property::Map(self.each(&node.members(), |reader, (name, node)| {
                    Some(((*name).to_owned(), reader.property(node)?))
                })?)
            }
            Value::Null | Value::Number(_) => {
                return self.expected(
                    node,
                    "a text, a whole number, true, false, an array or an object",
                );
            }
        })
    }
}

/// What an authentication scheme of an endpoint may say.
const AUTH_SCHEME: [&str; 6] = [
    "name",
    "signingName",
    "signingRegion",
    "signingRegionSet",
    "disableDoubleEncoding",
    "disableNormalizePath",
];

/// Whether a text can be the name of a header (RFC 9110, 5.6.2).
fn is_header_name(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}
