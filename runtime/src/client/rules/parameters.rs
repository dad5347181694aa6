//! What an endpoint is resolved from.
//!
//! In: values by name: built-ins of Smithy's rules engine, and the parameters that a model's rules declare. Out: the same,
//! for generated code to look up. Texts are borrowed from settings and inputs, so that filling it for a call costs next to
//! nothing.

use super::partition::{Partition, partition};
use std::borrow::Cow;

/// The built-in that holds the region.
pub(crate) const REGION: &str = "AWS::Region";
/// The built-in that asks for a FIPS 140 endpoint.
pub(crate) const USE_FIPS: &str = "AWS::UseFIPS";
/// The built-in that asks for an endpoint that is reached over IPv4 and IPv6.
pub(crate) const USE_DUAL_STACK: &str = "AWS::UseDualStack";
/// The built-in that holds an explicit endpoint.
pub(crate) const ENDPOINT: &str = "SDK::Endpoint";

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointValue<'a> {
    /// A text.
    String(Cow<'a, str>),
    /// Yes or no.
    Boolean(bool),
    /// Texts.
    Strings(Vec<Cow<'a, str>>),
}

impl<'a> From<&'a str> for EndpointValue<'a> {
    fn from(value: &'a str) -> Self {
        Self::String(value.into())
    }
}

impl<'a> From<&'a String> for EndpointValue<'a> {
    fn from(value: &'a String) -> Self {
        Self::String(value.into())
    }
}

impl From<bool> for EndpointValue<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl<'a> From<Vec<&'a str>> for EndpointValue<'a> {
    fn from(value: Vec<&'a str>) -> Self {
        Self::Strings(value.into_iter().map(Cow::from).collect())
    }
}

/// What an endpoint is resolved from: values by the names of parameters (`Bucket`) and of built-ins (`AWS::Region`). A
/// value under a parameter's own name is more specific than that of its built-in.
#[derive(Clone, Debug)]
pub struct EndpointParameters<'a> {
    values: Vec<(&'a str, EndpointValue<'a>)>,
    /// A required member without a text that a parameter is bound to.
    pub(super) blank: Option<&'a str>,
    partition: fn(&str) -> &'static Partition,
}

impl Default for EndpointParameters<'_> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            blank: None,
            partition,
        }
    }
}

impl<'a> EndpointParameters<'a> {
    /// No parameter is set, and partitions are those that AWS has.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is known of partitions, in place of the runtime's table: for tests that were written when that was different.
    pub fn with_partitions(mut self, partition: fn(&str) -> &'static Partition) -> Self {
        self.partition = partition;
        self
    }

    /// The partition that a region is in.
    pub fn partition(&self, region: &str) -> &'static Partition {
        (self.partition)(region)
    }

    /// Sets a parameter; one that is set already is replaced.
    pub fn put(&mut self, name: &'a str, value: impl Into<EndpointValue<'a>>) {
        let value = value.into();
        match self.values.iter_mut().find(|(there, _)| *there == name) {
            Some((_, there)) => *there = value,
            None => self.values.push((name, value)),
        }
    }

    /// Sets a parameter, if there is a value for it.
    pub fn put_some(&mut self, name: &'a str, value: Option<impl Into<EndpointValue<'a>>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&EndpointValue<'a>> {
        self.values
            .iter()
            .find(|(there, _)| *there == name)
            .map(|(_, value)| value)
    }

    /// The text of a parameter.
    pub fn string(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            EndpointValue::String(value) => Some(value),
            _ => None,
        }
    }

    /// The truth value of a parameter.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            EndpointValue::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The texts of a parameter.
    pub fn strings(&self, name: &str) -> Option<&[Cow<'a, str>]> {
        match self.get(name)? {
            EndpointValue::Strings(value) => Some(value),
            _ => None,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_counts_and_types_do_not_mix() {
        let mut parameters = EndpointParameters::new();
        parameters.put("A", "x");
        parameters.put("A", "y");
        parameters.put("B", true);
        parameters.put("C", vec!["a", "b"]);
        parameters.put_some("D", None::<&str>);
        assert_eq!(parameters.string("A"), Some("y"));
        assert_eq!(parameters.boolean("A"), None);
        assert_eq!(parameters.boolean("B"), Some(true));
        assert_eq!(parameters.strings("C").unwrap(), ["a", "b"]);
        assert_eq!(parameters.string("C"), None);
        assert_eq!(parameters.get("D"), None);
    }
}
