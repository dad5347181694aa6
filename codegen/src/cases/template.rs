//! Texts with parameters (Smithy 2.0, "httpMalformedRequestTests", `testParameters`).
//!
//! In: a case with lists of values by name. Out: the case with one value of each list in its strings: `$name:L` is the value,
//! `$name:S` the value as a JSON string, `$$` a dollar. Keys stay as they are.

use crate::model::Value;

/// One value for each name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameters<'v>(Vec<(&'v str, &'v str)>);

impl<'v> Parameters<'v> {
    /// The sets of a `testParameters` object: the first value of each name, the second of each, and so on.
    pub(super) fn sets(parameters: &'v Value) -> Vec<Self> {
        let Value::Object(members) = parameters else {
            return Vec::new();
        };
        let length = |(_, values): &(String, Value)| values.items().map_or(0, <[Value]>::len);
        let count = members.iter().map(length).max().unwrap_or(0);
        let value = |values: &'v Value, number: usize| values.items()?.get(number)?.as_str();
        (0..count)
            .map(|number| {
                let pairs = members.iter();
                Self(
                    pairs
                        .filter_map(|(name, values)| Some((name.as_str(), value(values, number)?)))
                        .collect(),
                )
            })
            .collect()
    }

    /// The value with all of its strings filled in, but for the parameters themselves.
    pub(super) fn fill(&self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => Value::String(self.text(text)?),
            Value::Array(items) => Value::Array(
                items
                    .iter()
                    .map(|item| self.fill(item))
                    .collect::<Result<_, _>>()?,
            ),
            Value::Object(members) => Value::Object(
                members
                    .iter()
                    .filter(|(name, _)| {
                        !matches!(name.as_str(), "testParameters" | "documentation")
                    })
                    .map(|(name, value)| Ok((name.clone(), self.fill(value)?)))
                    .collect::<Result<_, String>>()?,
            ),
            other => other.clone(),
        })
    }

    fn text(&self, template: &str) -> Result<String, String> {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('$') {
            filled.push_str(before);
            if let Some(after) = after.strip_prefix('$') {
                filled.push('$');
                rest = after;
                continue;
            }
            let end = after
                .find(|char: char| !char.is_ascii_alphanumeric() && char != '_')
                .unwrap_or(after.len());
            let (name, after) = after.split_at(end);
            let value = self.0.iter().find(|(known, _)| *known == name);
            let (_, value) = value.ok_or_else(|| format!("`${name}` is no parameter of it"))?;
            if let Some(after) = after.strip_prefix(":L") {
                filled.push_str(value);
                rest = after;
            } else if let Some(after) = after.strip_prefix(":S") {
                filled.push_str(&quoted(value));
                rest = after;
            } else {
                return Err(format!("`${name}` is followed neither by `:L` nor by `:S`"));
            }
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// A JSON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            char if char < ' ' => quoted.push_str(&format!("\\u{:04x}", u32::from(char))),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}
