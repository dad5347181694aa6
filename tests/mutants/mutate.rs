//! A model with one thing wrong.
//!
//! In: the JSON of a model. Out: for every key in it, the model without it, with a value of every other type, with an
//! empty value, with the key twice, and with a huge value. Never knows what a key means.

use serde_json::{Map, Value, json};

/// One mutant.
pub(crate) struct Mutant {
    /// What was done, and where: `empty /shapes/JobId/pattern`.
    pub(crate) name: String,
    /// The model.
    pub(crate) text: String,
}

/// One key of the model, and what is done with it.
#[derive(Clone)]
pub(crate) struct Mutation {
    path: Vec<String>,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Delete,
    Retype(usize),
    Empty,
    Duplicate,
    Huge,
}

/// How many characters, items or members something huge has.
const CHARACTERS: usize = 200_000;
const ITEMS: usize = 2_000;

/// Stands in for the second of two equal keys until there is text.
const SECOND: &str = "the second of ";

/// All mutations of a model, in the order of its keys.
pub(crate) fn mutations(model: &Value) -> Vec<Mutation> {
    let mut mutations = Vec::new();
    keys(model, &mut Vec::new(), &mut |path, value| {
        let mut add = |what| {
            mutations.push(Mutation {
                path: path.to_vec(),
                what,
            });
        };
        add(What::Delete);
        for (number, other) in types().iter().enumerate() {
            if std::mem::discriminant(other) != std::mem::discriminant(value) {
                add(What::Retype(number));
            }
        }
        add(What::Empty);
        add(What::Duplicate);
        add(What::Huge);
    });
    mutations
}

/// Every key of every object, with its value.
fn keys(value: &Value, path: &mut Vec<String>, found: &mut impl FnMut(&[String], &Value)) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                path.push(key.clone());
                found(path, value);
                keys(value, path, found);
                path.pop();
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                path.push(at.to_string());
                keys(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// A value of each type.
fn types() -> [Value; 6] {
    [
        Value::Null,
        json!(true),
        json!(7),
        json!("seven"),
        json!([7]),
        json!({ "seven": 7 }),
    ]
}

impl Mutation {
    /// The mutant of this model.
    pub(crate) fn apply(&self, model: &Value) -> Mutant {
        let mut model = model.clone();
        let (key, parents) = self.path.split_last().expect("a key");
        let mut object = &mut model;
        for step in parents {
            object = match object {
                Value::Array(items) => &mut items[step.parse::<usize>().expect("an index")],
                other => &mut other[step.as_str()],
            };
        }
        let object = object.as_object_mut().expect("an object");
        let old = object[key].clone();
        let what = match self.what {
            What::Delete => {
                object.remove(key);
                "delete".to_owned()
            }
            What::Retype(number) => {
                let new = types()[number].clone();
                let what = format!("{new} for");
                object.insert(key.clone(), new);
                what
            }
            What::Empty => {
                object.insert(key.clone(), empty(&old));
                "empty".to_owned()
            }
            What::Duplicate => {
                object.insert(format!("{SECOND}{key}"), old);
                "duplicate".to_owned()
            }
            What::Huge => {
                object.insert(key.clone(), huge(old));
                "huge".to_owned()
            }
        };
        Mutant {
            name: format!("{what} /{}", self.path.join("/")),
            text: model.to_string().replace(SECOND, ""),
        }
    }
}

fn empty(value: &Value) -> Value {
    match value {
        Value::Null | Value::Bool(_) => json!(false),
        Value::Number(_) => json!(0),
        Value::String(_) => json!(""),
        Value::Array(_) => json!([]),
        Value::Object(_) => json!({}),
    }
}

fn huge(value: Value) -> Value {
    match value {
        Value::Null | Value::Bool(_) => json!(u64::MAX),
        Value::Number(_) => json!(1e300),
        Value::String(text) => {
            let text = if text.is_empty() {
                "x".to_owned()
            } else {
                text
            };
            Value::String(text.repeat(CHARACTERS / text.len() + 1))
        }
        Value::Array(items) => {
            let copies = ITEMS / items.len().max(1) + 1;
            Value::Array((0..copies).flat_map(|_| items.clone()).collect())
        }
        Value::Object(members) => {
            let first = members.values().next().cloned().unwrap_or(Value::Null);
            let more = (0..ITEMS).map(|number| (format!("More{number}"), first.clone()));
            let more: Map<String, Value> = members.clone().into_iter().chain(more).collect();
            Value::Object(more)
        }
    }
}
