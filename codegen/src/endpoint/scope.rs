//! What names mean at a place in the rules.
//!
//! In: parameters and assignments, as rules are gone through. Out: what a name stands for there.

use std::collections::BTreeMap;

use crate::rust::EndpointExpression;

/// What kind of value an expression has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    String,
    Boolean,
    Integer,
    Strings,
    Partition,
    Arn,
    Url,
}

impl Type {
    /// What it is called in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Boolean => "true or false",
            Self::Integer => "a whole number",
            Self::Strings => "a list of strings",
            Self::Partition => "a partition",
            Self::Arn => "an ARN",
            Self::Url => "a URL",
        }
    }
}

/// An expression and what is known of its value.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) expression: EndpointExpression,
    pub(super) ty: Type,
    /// It may be missing: an `Option` in Rust.
    pub(super) optional: bool,
    /// In Rust it is a `String` or a `Vec`, not a reference.
    pub(super) owned: bool,
}

impl Typed {
    /// A value that is always there, and a reference or copied.
    pub(super) fn new(ty: Type, expression: EndpointExpression) -> Self {
        Self {
            expression,
            ty,
            optional: false,
            owned: false,
        }
    }

    pub(super) fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    pub(super) fn owned(self) -> Self {
        Self {
            owned: true,
            ..self
        }
    }

    /// The value as an argument: borrowed if it is owned.
    pub(super) fn borrowed(self) -> EndpointExpression {
        if self.owned {
            EndpointExpression::Borrow(Box::new(self.expression))
        } else {
            self.expression
        }
    }
}

/// What a name stands for.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    pub(super) modelled: String,
    /// A variable with this name and these facts.
    pub(super) variable: String,
    pub(super) ty: Type,
    pub(super) optional: bool,
    pub(super) owned: bool,
}

impl Binding {
    pub(super) fn typed(&self) -> Typed {
        Typed {
            expression: EndpointExpression::Variable(self.variable.clone()),
            ty: self.ty,
            optional: self.optional,
            owned: self.owned,
        }
    }
}

/// The names that are known at a place, and the variables that they are.
pub(super) struct Scope<'c> {
    known: Vec<Binding>,
    /// How many values have no name.
    unnamed: usize,
    names: BTreeMap<String, String>,
    claim: &'c mut dyn FnMut(&str) -> Option<String>,
}

impl<'c> Scope<'c> {
    pub(super) fn new(claim: &'c mut dyn FnMut(&str) -> Option<String>) -> Self {
        Self {
            known: Vec::new(),
            unnamed: 0,
            names: BTreeMap::new(),
            claim,
        }
    }

    /// How many names are known, to be given to [`leave`](Self::leave).
    pub(super) fn enter(&self) -> usize {
        self.known.len()
    }

    /// Forgets what became known since.
    pub(super) fn leave(&mut self, depth: usize) {
        self.known.truncate(depth);
    }

    /// Makes a name known. `None` if it has neither letter nor digit.
    pub(super) fn bind(&mut self, modelled: &str, value: &Typed) -> Option<Binding> {
        let variable = match self.names.get(modelled) {
            Some(variable) => variable.clone(),
            None => {
                let variable = (self.claim)(modelled)?;
                self.names.insert(modelled.to_owned(), variable.clone());
                variable
            }
        };
        let binding = Binding {
            modelled: modelled.to_owned(),
            variable,
            ty: value.ty,
            optional: value.optional,
            owned: value.owned,
        };
        self.known.push(binding.clone());
        Some(binding)
    }

    /// Makes a variable known that the rules have no name for.
    pub(super) fn bind_unnamed(&mut self, value: &Typed) -> Option<Binding> {
        self.unnamed += 1;
        let binding = Binding {
            // no name of the rules has a blank
            modelled: format!("value {}", self.unnamed),
            variable: (self.claim)("value")?,
            ty: value.ty,
            optional: false,
            owned: value.owned,
        };
        self.known.push(binding.clone());
        Some(binding)
    }

    /// What a name stands for.
    pub(super) fn find(&self, name: &str) -> Option<&Binding> {
        self.known
            .iter()
            .rev()
            .find(|binding| binding.modelled == name)
    }

    /// The names that are known, for messages.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|binding| binding.modelled.as_str())
    }
}
