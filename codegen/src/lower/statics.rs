//! The static data of the module `schema`, and what each member says of itself.
//!
//! In: members. Out: their schemas, and the statics that they refer to: constraints, patterns, and what collections hold.
//!
//! Constraints are kept where they are checked: on what can be reached from an operation's input (or everywhere, in a model
//! without operations). Of a shape they are named after it; where a member has constraints of its own, those replace its
//! shape's one by one, and the result is named after both. What says nothing has no static.

use std::collections::{BTreeSet, HashMap};

use super::names::{Case, Scope};
use super::{Context, sensitive};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ShapeId;
use crate::model::{
    JsonName, Kind, Length, MediaType, Member, Number, Pattern, Range, Shape,
    TimestampFormat as ModelledFormat, UniqueItems,
};
use crate::pattern::{compile, compile_for};
use crate::rust::Matcher;
use crate::rust::{
    Constraints, ElementSchema, Elements, MemberSchema, NumberBound, PatternConstraint,
    PatternStatic, SchemaModule, TimestampFormat,
};

/// Collects the statics of a crate.
#[derive(Debug)]
pub(super) struct Statics {
    scope: Scope,
    module: SchemaModule,
    /// By shape, and member where that has constraints of its own.
    constraints: HashMap<(ShapeId, Option<String>), Checked>,
    /// By the text that is matched, and how long texts are where that counts: the static, none where every text matches,
    /// or why there is none.
    patterns: HashMap<(String, Option<u64>), Result<Option<String>, String>>,
    /// The settings `unchecked_patterns` that were needed, by index.
    accepted: BTreeSet<usize>,
    /// By list or map, with the patterns in it that are not checked.
    elements: HashMap<ShapeId, (Elements, Vec<String>)>,
}

/// The constraints on a member.
#[derive(Clone, Debug, Default)]
struct Checked {
    /// The static.
    constraints: Option<String>,
    /// The modelled text of a pattern that the settings accept as not checked.
    unchecked: Option<String>,
}

/// The part that a member plays.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    /// Has to be there.
    pub(super) required: bool,
    /// Bound to something else than the body.
    pub(super) bound: bool,
}

impl Default for Statics {
    fn default() -> Self {
        Self {
            scope: Scope::new(Case::Screaming, &[]),
            module: SchemaModule::default(),
            constraints: HashMap::new(),
            patterns: HashMap::new(),
            accepted: BTreeSet::new(),
            elements: HashMap::new(),
        }
    }
}

impl Statics {
    /// All of them.
    pub(super) fn finish(self) -> SchemaModule {
        self.module
    }

    /// What the runtime must know of a member of `owner`, and the modelled text of patterns on it, or on what it collects,
    /// that are not checked.
    pub(super) fn member(
        &mut self,
        context: &Context<'_>,
        owner: &Shape,
        member: &Member,
        part: Part,
        diagnostics: &mut Diagnostics,
    ) -> (MemberSchema, Vec<String>) {
        let target = context.model.get(&member.target);
        let checked = self.checked(context, owner, member, diagnostics);
        let (elements, inner) = match target {
            Some(target) => self.elements(context, target, diagnostics),
            None => (Elements::None, Vec::new()),
        };
        let unchecked = checked.unchecked.into_iter().chain(inner).collect();
        let json_name = match context.json_name() {
            true => member.traits.get::<JsonName>(),
            false => None,
        };
        let is_text =
            target.is_some_and(|target| matches!(target.kind, Kind::String | Kind::Enum(_)));
        let schema = MemberSchema {
            wire: json_name
                .map_or(&member.name, |JsonName(name)| name)
                .clone(),
            name: member.name.clone(),
            required: part.required,
            bound: part.bound,
            sensitive: sensitive::is_hidden(context.model, member),
            media_type: is_text && context.model.effective::<MediaType>(member).is_some(),
            timestamp: context.model.effective::<ModelledFormat>(member).map(
                |format| match format {
                    ModelledFormat::EpochSeconds => TimestampFormat::EpochSeconds,
                    ModelledFormat::DateTime => TimestampFormat::DateTime,
                    ModelledFormat::HttpDate => TimestampFormat::HttpDate,
                },
            ),
            constraints: checked.constraints,
            elements,
        };
        (schema, unchecked)
    }

    /// What a list or map holds. Nesting is bounded: its type was chosen before.
    fn elements(
        &mut self,
        context: &Context<'_>,
        shape: &Shape,
        diagnostics: &mut Diagnostics,
    ) -> (Elements, Vec<String>) {
        if let Some(known) = self.elements.get(&shape.id) {
            return known.clone();
        }
        let mut unchecked = Vec::new();
        let elements = match &shape.kind {
            Kind::List(member) => {
                let item = self.member(context, shape, member, Part::default(), diagnostics);
                self.element(shape, "item", None, item, &mut unchecked)
                    .map_or(Elements::None, Elements::List)
            }
            Kind::Map { key, value } => {
                let key = self.member(context, shape, key, Part::default(), diagnostics);
                let key = self.element(shape, "key", None, key, &mut unchecked);
                let value = self.member(context, shape, value, Part::default(), diagnostics);
                self.element(shape, "value", key, value, &mut unchecked)
                    .map_or(Elements::None, Elements::Map)
            }
            _ => return (Elements::None, unchecked),
        };
        let known = (elements, unchecked);
        self.elements.insert(shape.id.clone(), known.clone());
        known
    }

    /// The static for an element of `owner`; none where there is nothing to know of it.
    fn element(
        &mut self,
        owner: &Shape,
        role: &str,
        key: Option<String>,
        (schema, inner): (MemberSchema, Vec<String>),
        unchecked: &mut Vec<String>,
    ) -> Option<String> {
        unchecked.extend(inner);
        let plain = !schema.sensitive
            && !schema.media_type
            && schema.timestamp.is_none()
            && schema.constraints.is_none()
            && schema.elements == Elements::None
            && key.is_none();
        if plain {
            return None;
        }
        let name = self.name(&format!("{} {role}", owner.id.name()));
        self.module.elements.push(ElementSchema {
            name: name.clone(),
            schema,
            key,
        });
        Some(name)
    }

    /// The constraints on a member of `owner`, where they are checked.
    fn checked(
        &mut self,
        context: &Context<'_>,
        owner: &Shape,
        member: &Member,
        diagnostics: &mut Diagnostics,
    ) -> Checked {
        let Some(target) = context.model.get(&member.target) else {
            return Checked::default();
        };
        if !context.is_validated(&owner.id) {
            return Checked::default();
        }
        let traits = &member.traits;
        let own = traits.has::<Length>()
            || traits.has::<Range>()
            || traits.has::<Pattern>()
            || traits.has::<UniqueItems>();
        let key = match own {
            true => (owner.id.clone(), Some(member.name.clone())),
            false => (target.id.clone(), None),
        };
        if let Some(known) = self.constraints.get(&key) {
            return known.clone();
        }
        let label = match own {
            true => format!("{} {}", owner.id.name(), member.name),
            false => target.id.name().to_owned(),
        };
        let checked = self.merged(context, owner, member, target, &label, diagnostics);
        self.constraints.insert(key, checked.clone());
        checked
    }

    /// The member's own constraints, and for each kind that it has none of, its target's. A trait that means nothing for
    /// the target is a finding of the model's validation.
    fn merged(
        &mut self,
        context: &Context<'_>,
        owner: &Shape,
        member: &Member,
        target: &Shape,
        label: &str,
        diagnostics: &mut Diagnostics,
    ) -> Checked {
        let model = context.model;
        let is_text = matches!(target.kind, Kind::String | Kind::Enum(_));
        let is_list = matches!(target.kind, Kind::List(_));
        let is_number = matches!(
            target.kind,
            Kind::Byte
                | Kind::Short
                | Kind::Integer
                | Kind::IntEnum(_)
                | Kind::Long
                | Kind::Float
                | Kind::Double
                | Kind::BigInteger
                | Kind::BigDecimal
        );
        let has_length = is_text || is_list || matches!(target.kind, Kind::Blob | Kind::Map { .. });
        let mut constraints = Constraints {
            name: String::new(),
            length: model
                .effective::<Length>(member)
                .filter(|length| has_length && (length.min.is_some() || length.max.is_some()))
                .map(|length| (length.min, length.max)),
            range: model
                .effective::<Range>(member)
                .filter(|range| is_number && (range.min.is_some() || range.max.is_some()))
                .map(|range| (range.min.as_ref().map(bound), range.max.as_ref().map(bound))),
            pattern: None,
            unique_items: is_list && model.effective::<UniqueItems>(member).is_some(),
        };
        let mut unchecked = None;
        if let Some(pattern) = model.effective::<Pattern>(member).filter(|_| is_text) {
            let longest = model
                .effective::<Length>(member)
                .and_then(|length| length.max);
            match self.pattern(&pattern.regex, longest, label) {
                Ok(None) => {
                    self.module.idle.insert(pattern.modelled.clone());
                }
                Ok(Some(name)) => {
                    constraints.pattern = Some(PatternConstraint {
                        pattern: name,
                        modelled: pattern.modelled.clone(),
                    });
                }
                Err(reason) => {
                    let (subject, at) = match member.traits.at::<Pattern>() {
                        Some(at) => (owner.id.member(&member.name), at),
                        None => (
                            target.id.to_string(),
                            target.traits.at::<Pattern>().unwrap_or(&target.at),
                        ),
                    };
                    if self.accepts(context, &[&subject, target.id.as_str(), target.id.name()]) {
                        self.module.unchecked.insert(pattern.modelled.clone());
                        unchecked = Some(pattern.modelled.clone());
                    } else {
                        diagnostics.push(
                            Diagnostic::error(format!("a pattern cannot be checked: {reason}"))
                                .about(&subject)
                                .at(at)
                                .help(format!(
                                    "change the pattern, or accept that it is not checked: add {subject:?} to \
                                     `unchecked_patterns` of the settings"
                                )),
                        );
                    }
                }
            }
        }
        let constrained = constraints.length.is_some()
            || constraints.range.is_some()
            || constraints.pattern.is_some()
            || constraints.unique_items;
        if constrained {
            constraints.name = self.name(label);
        }
        let name = constrained.then(|| constraints.name.clone());
        if constrained {
            self.module.constraints.push(constraints);
        }
        Checked {
            constraints: name,
            unchecked,
        }
    }

    /// Whether the settings accept that a pattern with one of these names is not checked.
    fn accepts(&mut self, context: &Context<'_>, names: &[&str]) -> bool {
        let setting = context
            .settings
            .unchecked_patterns
            .iter()
            .position(|name| names.contains(&name.value.as_str()));
        self.accepted.extend(setting);
        setting.is_some()
    }

    /// Reports settings that accept patterns which don't need it.
    pub(super) fn unmatched(&self, context: &Context<'_>, diagnostics: &mut Diagnostics) {
        for (index, setting) in context.settings.unchecked_patterns.iter().enumerate() {
            if !self.accepted.contains(&index) {
                let message = format!(
                    "no pattern of {:?} has to be accepted as not checked",
                    setting.value
                );
                diagnostics.push(Diagnostic {
                    at: setting.at.clone(),
                    ..Diagnostic::error(message)
                        .help("remove it from `unchecked_patterns`, or correct the name")
                });
            }
        }
    }

    /// The static that decides about a pattern on texts of `longest` characters at most, if there is a bound.
    fn pattern(
        &mut self,
        regex: &str,
        longest: Option<u64>,
        label: &str,
    ) -> Result<Option<String>, String> {
        let whole = self.compiled(regex, None, label);
        match longest {
            Some(_) if whole.is_err() => self.compiled(regex, longest, label),
            _ => whole,
        }
    }

    fn compiled(
        &mut self,
        regex: &str,
        longest: Option<u64>,
        label: &str,
    ) -> Result<Option<String>, String> {
        let key = (regex.to_owned(), longest);
        if let Some(known) = self.patterns.get(&key) {
            return known.clone();
        }
        let matcher = match longest {
            Some(longest) => compile_for(regex, longest),
            None => compile(regex),
        };
        let result = match matcher {
            Ok(Matcher::Any) => Ok(None),
            Ok(matcher) => {
                let name = self.name(&format!("{label} pattern"));
                self.module.patterns.push(PatternStatic {
                    name: name.clone(),
                    matcher,
                });
                Ok(Some(name))
            }
            Err(refusal) => Err(refusal.to_string()),
        };
        self.patterns.insert(key, result.clone());
        result
    }

    /// Claims a static's name. Names of shapes without letter or digit share one that says so.
    fn name(&mut self, label: &str) -> String {
        let claimed = self
            .scope
            .claim(label)
            .or_else(|| self.scope.claim("unnamed"));
        claimed.map(|claimed| claimed.ident).unwrap_or_default()
    }
}

fn bound(number: &Number) -> NumberBound {
    match number {
        Number::Integer(number) => NumberBound::Integer(*number),
        Number::Decimal(text) => NumberBound::Decimal(text.clone()),
    }
}
