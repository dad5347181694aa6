//! Members of inputs as parameters.
//!
//! In: a member. Out: the value that it gives a parameter, if it is set.

use super::error::EndpointRuleError;
use super::parameters::{EndpointParameters, EndpointValue};
use crate::codec::Enum;
use std::borrow::Cow;

/// A member that can be a parameter.
pub trait EndpointArgument {
    /// Its value; `None` if it is not set.
    fn value(&self) -> Option<EndpointValue<'_>>;
}

impl EndpointArgument for String {
    fn value(&self) -> Option<EndpointValue<'_>> {
        Some(self.into())
    }
}

impl EndpointArgument for bool {
    fn value(&self) -> Option<EndpointValue<'_>> {
        Some(EndpointValue::Boolean(*self))
    }
}

impl<T: Enum> EndpointArgument for T {
    fn value(&self) -> Option<EndpointValue<'_>> {
        Some(self.as_str().into())
    }
}

impl<T: EndpointArgument> EndpointArgument for Option<T> {
    fn value(&self) -> Option<EndpointValue<'_>> {
        self.as_ref()?.value()
    }
}

impl<T: EndpointArgument> EndpointArgument for Vec<T> {
    /// The texts in it.
    fn value(&self) -> Option<EndpointValue<'_>> {
        let texts = self.iter().filter_map(|item| match item.value()? {
            EndpointValue::String(text) => Some(text),
            _ => None,
        });
        Some(EndpointValue::Strings(texts.collect()))
    }
}

impl<'a> EndpointParameters<'a> {
    /// Sets a parameter to the value of a required member. Without a text no request may be sent (Smithy 2.0,
    /// `contextParam`).
    pub fn put_required(&mut self, name: &'a str, member: &'a impl EndpointArgument) {
        let value = member.value();
        let is_blank = match &value {
            None => true,
            Some(EndpointValue::String(text)) => text.trim().is_empty(),
            Some(_) => false,
        };
        if is_blank {
            self.blank.get_or_insert(name);
        }
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// What must be there and is not.
    ///
    /// # Errors
    ///
    /// If a required member has no text that a parameter is bound to.
    pub(in crate::client) fn check(&self) -> Result<(), EndpointRuleError> {
        match self.blank {
            Some(name) => Err(EndpointRuleError::new(format!(
                "the member that says the endpoint parameter `{name}` is empty"
            ))),
            None => Ok(()),
        }
    }

    /// Sets a parameter to the texts that were found in an input.
    pub fn put_texts(&mut self, name: &'a str, texts: Vec<String>) {
        let texts = texts.into_iter().map(Cow::from).collect();
        self.put(name, EndpointValue::Strings(texts));
    }

    /// Sets a parameter to the one text that was found in an input, if one was.
    pub fn put_text(&mut self, name: &'a str, texts: Vec<String>) {
        if let Some(text) = texts.into_iter().next() {
            self.put(name, EndpointValue::String(text.into()));
        }
    }

    /// Sets a parameter to the value of a member, if that is set.
    pub fn put_member(&mut self, name: &'a str, member: &'a impl EndpointArgument) {
        if let Some(value) = member.value() {
            self.put(name, value);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_required_member_has_a_text() {
        for (text, is_right) in [("a", true), ("", false), (" \t", false)] {
            let text = text.to_owned();
            let mut parameters = EndpointParameters::new();
            parameters.put_required("A", &text);
            assert_eq!(parameters.check().is_ok(), is_right, "{text:?}");
        }
        let mut parameters = EndpointParameters::new();
        parameters.put_required("A", &None::<String>);
        assert!(parameters.check().unwrap_err().message().contains("`A`"));
    }

    #[test]
    fn members_that_are_set_become_parameters() {
        let mut parameters = EndpointParameters::new();
        let (text, list) = (Some("a".to_owned()), vec!["b".to_owned(), "c".to_owned()]);
        parameters.put_member("A", &text);
        parameters.put_member("B", &list);
        parameters.put_member("C", &Some(true));
        parameters.put_member("D", &None::<String>);
        assert_eq!(parameters.string("A"), Some("a"));
        parameters.put_texts("E", vec!["e".to_owned()]);
        parameters.put_text("F", vec!["f".to_owned(), "g".to_owned()]);
        parameters.put_text("G", Vec::new());
        assert_eq!(parameters.strings("B").unwrap(), ["b", "c"]);
        assert_eq!(parameters.strings("E").unwrap(), ["e"]);
        assert_eq!(parameters.string("F"), Some("f"));
        assert_eq!(parameters.get("G"), None);
        assert_eq!(parameters.boolean("C"), Some(true));
        assert_eq!(parameters.get("D"), None);
    }
}
