//! What rules answer with.
//!
//! In: an endpoint or a message as it is written. Out: the same with references resolved. Everything in it has to be set.

use super::compile::Compiler;
use super::scope::Type;
use super::syntax::{AuthScheme, Endpoint, Expression, Property};
use crate::rust::{EndpointAnswer, EndpointAuthScheme, EndpointExpression, EndpointProperty};

impl Compiler<'_, '_> {
    pub(super) fn text(&mut self, expression: &Expression) -> Option<EndpointExpression> {
        self.of_type(expression, Type::String)
            .map(|text| text.expression)
    }

    fn texts(&mut self, expressions: &[Expression]) -> Option<Vec<EndpointExpression>> {
        expressions.iter().map(|text| self.text(text)).collect()
    }

    pub(super) fn endpoint(&mut self, endpoint: &Endpoint) -> Option<EndpointAnswer> {
        let url = self.text(&endpoint.url);
        let headers: Option<Vec<_>> = endpoint
            .headers
            .iter()
            .map(|(name, value)| Some((name.clone(), self.text(value)?)))
            .collect();
        let auth_schemes = endpoint.auth_schemes.iter();
        let auth_schemes: Option<Vec<_>> = auth_schemes
            .map(|scheme| self.auth_scheme(scheme))
            .collect();
        Some(EndpointAnswer {
            url: url?,
            headers: headers?,
            auth_schemes: auth_schemes?,
            properties: self.properties(&endpoint.properties)?,
        })
    }

    fn auth_scheme(&mut self, scheme: &AuthScheme) -> Option<EndpointAuthScheme> {
        let mut text = |given: &Option<Expression>| match given {
            Some(text) => self.text(text).map(Some),
            None => Some(None),
        };
        let (signing_name, signing_region) =
            (text(&scheme.signing_name)?, text(&scheme.signing_region)?);
        Some(EndpointAuthScheme {
            name: self.text(&scheme.name)?,
            signing_name,
            signing_region,
            signing_region_set: self.texts(&scheme.signing_region_set)?,
            disable_double_encoding: scheme.disable_double_encoding,
            disable_normalize_path: scheme.disable_normalize_path,
        })
    }

    fn properties(
        &mut self,
        properties: &[(String, Property)],
    ) -> Option<Vec<(String, EndpointProperty)>> {
        let properties = properties.iter();
        properties
            .map(|(name, property)| Some((name.clone(), self.property(property)?)))
            .collect()
    }

    fn property(&mut self, property: &Property) -> Option<EndpointProperty> {
        Some(match property {
            Property::Text(text) => EndpointProperty::Text(self.text(text)?),
            Property::Boolean(value) => EndpointProperty::Boolean(*value),
            Property::Integer(value) => EndpointProperty::Integer(*value),
            Property::List(items) => {
                let items: Option<Vec<_>> = items.iter().map(|it| self.property(it)).collect();
                EndpointProperty::List(items?)
            }
            Property::Map(members) => EndpointProperty::Map(self.properties(members)?),
        })
    }
}
