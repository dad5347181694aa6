//! The rules by which a client finds the endpoint.
//!
//! In: the rule sets of two versions. Out: parameters that came, went or changed, and that the rules did; where both
//! versions bring endpoint tests, those whose answer is another one. Rules themselves are not compared: two that look
//! different may lead to the same hosts.

use super::super::words::{code, list, now};
use super::super::{Effect, Rule, Wire};
use super::found::{At, Found};
use super::{BREAKS_NEW_CLIENT, NEW_TO_OLD_SERVER, NOTHING, original};
use crate::model::{EndpointRuleSet, Shape, Trait, Value};
use crate::source::Location;

/// How many tests with another answer are named.
const NAMED: usize = 3;

const PARAMETERS: &str = "parameters";

/// Compares the rule sets of two services.
pub(super) fn compare(old: &Shape, new: &Shape, at: At<'_>, found: &mut Found<'_>) {
    let (before, after) = (
        old.traits.get::<EndpointRuleSet>(),
        new.traits.get::<EndpointRuleSet>(),
    );
    if before == after {
        return;
    }
    let at = at.applied::<EndpointRuleSet>(&old.traits, &new.traits);
    let subject = original(new);
    let (Some(EndpointRuleSet(before)), Some(EndpointRuleSet(after))) = (before, after) else {
        let what = match new.traits.has::<EndpointRuleSet>() {
            true => "there were none",
            false => "there are none any more",
        };
        found.push(
            Rule::EndpointRulesChanged,
            subject,
            what,
            at,
            NEW_TO_OLD_SERVER,
        );
        return;
    };
    let (old_parameters, new_parameters) = (parameters(before), parameters(after));
    for parameter in &new_parameters {
        let stands = parameter.place(at.new);
        match parameter.among(&old_parameters) {
            None => {
                let place = At {
                    old: None,
                    new: stands.as_ref(),
                };
                let effect = match parameter.has_to_be_set() {
                    true => BREAKS_NEW_CLIENT,
                    false => NEW_TO_OLD_SERVER,
                };
                let what = parameter.described();
                found.push(Rule::EndpointParameterAdded, subject, what, place, effect);
            }
            Some(before) => {
                let stood = before.place(at.old);
                let place = At {
                    old: stood.as_ref(),
                    new: stands.as_ref(),
                };
                for (rule, what, effect) in before.differences(*parameter) {
                    found.push(rule, subject, what, place, effect);
                }
            }
        }
    }
    for parameter in &old_parameters {
        if parameter.among(&new_parameters).is_none() {
            let stood = parameter.place(at.old);
            let place = At {
                old: stood.as_ref(),
                new: None,
            };
            let (rule, what) = (Rule::EndpointParameterRemoved, parameter.described());
            found.push(rule, subject, what, place, NEW_TO_OLD_SERVER);
        }
    }
    if rest(before) != rest(after) {
        let what = differing_tests(old, new);
        found.push(
            Rule::EndpointRulesChanged,
            subject,
            what,
            at,
            NEW_TO_OLD_SERVER,
        );
    }
}

/// All of a rule set but its parameters.
fn rest(rules: &Value) -> Vec<&(String, Value)> {
    let Value::Object(members) = rules else {
        return Vec::new();
    };
    let others = members.iter().filter(|(key, _)| key != PARAMETERS);
    others.collect()
}

#[derive(Clone, Copy)]
struct Parameter<'v> {
    name: &'v str,
    value: &'v Value,
}

fn parameters(rules: &Value) -> Vec<Parameter<'_>> {
    let Some(Value::Object(parameters)) = rules.get(PARAMETERS) else {
        return Vec::new();
    };
    let parameters = parameters.iter();
    parameters
        .map(|(name, value)| Parameter { name, value })
        .collect()
}

impl<'v> Parameter<'v> {
    /// The one of the same name.
    fn among(self, others: &[Self]) -> Option<Self> {
        others.iter().find(|other| other.name == self.name).copied()
    }

    fn text(self, key: &str) -> Option<&'v str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// Types are written with and without a capital.
    fn kind(self) -> String {
        self.text("type").unwrap_or_default().to_ascii_lowercase()
    }

    fn is_required(self) -> bool {
        self.value.get("required") == Some(&Value::Boolean(true))
    }

    /// Whether a client finds no endpoint unless somebody says a value: it is required, has no default, and nothing that
    /// every client has (a region, a switch) stands for it.
    fn has_to_be_set(self) -> bool {
        self.is_required() && self.value.get("default").is_none() && self.text("builtIn").is_none()
    }

    fn described(self) -> String {
        let required = if self.is_required() { ", required" } else { "" };
        format!("{}, {}{required}", code(self.name), code(self.kind()))
    }

    fn place(self, rules: Option<&Location>) -> Option<Location> {
        Some(rules?.child(PARAMETERS).child(self.name))
    }

    /// What differs in the new version of a parameter.
    fn differences(self, new: Self) -> Vec<(Rule, String, Wire)> {
        let mut found = Vec::new();
        if new.is_required() && !self.is_required() {
            let effect = match new.has_to_be_set() {
                true => BREAKS_NEW_CLIENT,
                false => NOTHING,
            };
            let rule = Rule::EndpointParameterBecameRequired;
            found.push((rule, code(new.name), effect));
        }
        let mut parts = Vec::new();
        let mut breaks = Effect::Addition;
        if self.kind() != new.kind() {
            parts.push(now(code(self.kind()), code(new.kind())));
            // what a program says for it is of the wrong type
            breaks = Effect::Breaking;
        }
        if self.is_required() && !new.is_required() {
            parts.push("no longer required".to_owned());
        }
        let source = |of: Self| of.text("builtIn").map_or("no built-in".to_owned(), code);
        if source(self) != source(new) {
            parts.push(now(source(self), source(new)));
        }
        let default = |of: Self| {
            of.value
                .get("default")
                .map_or("no default".to_owned(), shown)
        };
        if default(self) != default(new) {
            parts.push(now(default(self), default(new)));
        }
        if !parts.is_empty() {
            let what = format!("{}: {}", code(new.name), parts.join("; "));
            let effect = Wire::new(Effect::None, breaks);
            found.push((Rule::EndpointParameterChanged, what, effect));
        }
        found
    }
}

/// A value of a parameter.
fn shown(value: &Value) -> String {
    match value {
        Value::Boolean(value) => code(value),
        Value::String(text) => code(format!("{text:?}")),
        Value::Array(items) => list(&items.iter().map(shown).collect::<Vec<_>>()),
        _ => "another value".to_owned(),
    }
}

/// The tests that have another answer for the same parameters, in words; nothing where no test says so.
fn differing_tests(old: &Shape, new: &Shape) -> String {
    let (before, after) = (tests(old), tests(new));
    let mut names = Vec::new();
    for test in after {
        let asked = |test: &Value| {
            let key = |key| test.get(key).cloned();
            (key("params"), key("operationInputs"))
        };
        let mut same = before.iter().filter(|it| asked(it) == asked(test));
        let answer = |test: &Value| test.get("expect").cloned();
        if same.any(|before| answer(before) != answer(test)) {
            let name = test.get("documentation").and_then(Value::as_str);
            names.push(code(name.unwrap_or("a test without a name")));
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    match (names.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!("another endpoint in {}", list(&names)),
        (false, more) => format!(
            "another endpoint in {}, and {more} more tests",
            list(&names)
        ),
    }
}

/// The endpoint tests that stand with the rules.
fn tests(service: &Shape) -> &[Value] {
    let all = service
        .traits
        .iter()
        .find_map(|applied| match &applied.value {
            Trait::Unread(unread) if unread.id == "smithy.rules#endpointTests" => {
                Some(&unread.value)
            }
            _ => None,
        });
    all.and_then(|all| all.get("testCases"))
        .and_then(Value::items)
        .unwrap_or_default()
}
