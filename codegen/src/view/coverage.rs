//! What became of every constraint of a model.
//!
//! In: a transformed model and the crate that was made of it. Out: for each constraint what checks it, or why nothing
//! does. The crate is searched for the check, constraint by constraint: what `lower` believes it did is not asked.
//! Never a finding: a constraint that is missing is counted and named.

mod syntax;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use syntax::Syntax;

use crate::knowledge::Reach;
use crate::model::{
    Kind, Length, Member, Model, Pattern, Range, Required, Shape, Trait, Typed, UniqueItems,
};
use crate::rust::{Crate, Definition, Elements, Matcher, MemberSchema};

/// The kinds of constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constraint {
    /// A member has to be there.
    Required,
    /// Bounds of a length.
    Length,
    /// Bounds of a number.
    Range,
    /// A regular expression.
    Pattern,
    /// A value has to be one of a list.
    Enum,
    /// No two items of a list are equal.
    UniqueItems,
}

/// What became of a constraint. Of one that several members have, the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Only servers send it: what they send is not validated.
    Sent,
    /// Every value satisfies it.
    Idle,
    /// The generated validators check it.
    Checked,
    /// The settings accept by name that it is not checked.
    Accepted,
    /// Nothing checks it and nobody said so: an error of the generator.
    Missing,
}

/// What decides whether a text matches a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decider {
    /// A set of characters and their number.
    Class,
    /// One automaton.
    Automaton,
    /// A list of steps.
    Steps,
    /// Several of these together.
    Parts,
    /// Nothing: every text matches.
    Nothing,
    /// Nothing: the settings accept it by name.
    Accepted,
}

/// What became of the constraints of a model.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// How many constraints of a kind met a fate.
    pub constraints: BTreeMap<(Constraint, Fate), usize>,
    /// How many of the patterns that are received are written with a syntax and decided by something. A pattern with
    /// two kinds of syntax counts for both; every pattern counts for [`Syntax::Any`] too.
    pub patterns: BTreeMap<(Syntax, Decider), usize>,
    /// The constraints that are accepted as not checked, by shape or member.
    pub accepted: Vec<String>,
    /// The constraints that nothing checks, by shape or member.
    pub missing: Vec<String>,
}

/// Looks for the check of each constraint.
#[must_use]
pub fn coverage(model: &Model, krate: &Crate) -> Coverage {
    let mut search = Search::new(model, krate);
    let operations = search.inputs_and_outputs();
    for shape in model.shapes.values() {
        if let Kind::Structure(members) | Kind::Union(members) = &shape.kind {
            for member in members {
                let schema = search.schema(shape, member, &operations);
                search.member(shape, member, schema, true);
            }
        }
    }
    search.finish()
}

/// The constraint traits of a model as it was read, by their number: what there is to look for, and what was pruned
/// with shapes that nothing uses.
#[must_use]
pub fn constraints(model: &Model) -> BTreeMap<Constraint, usize> {
    let mut counts = BTreeMap::new();
    let mut count = |constraint| *counts.entry(constraint).or_insert(0) += 1;
    for shape in model.shapes.values() {
        if matches!(shape.kind, Kind::Enum(_) | Kind::IntEnum(_)) {
            count(Constraint::Enum);
        }
        let members = shape.kind.members().map(|member| &member.traits);
        for applied in std::iter::once(&shape.traits)
            .chain(members)
            .flat_map(|traits| traits.iter())
        {
            match &applied.value {
                Trait::Required(_) => count(Constraint::Required),
                Trait::Length(_) => count(Constraint::Length),
                Trait::Range(_) => count(Constraint::Range),
                Trait::Pattern(_) => count(Constraint::Pattern),
                Trait::UniqueItems(_) => count(Constraint::UniqueItems),
                _ => {}
            }
        }
    }
    counts
}

/// Traits that are read for what they may be needed for, and on which nothing acts.
const IDLE_TRAITS: [&str; 2] = ["smithy.api#addedDefault", "smithy.api#requiresLength"];

/// The traits of a model that nothing acts on, each with how often it stands: those that nothing reads, and those that
/// are read and kept.
#[must_use]
pub fn idle_traits(model: &Model) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for shape in model.shapes.values() {
        let members = shape.kind.members().map(|member| &member.traits);
        for applied in std::iter::once(&shape.traits)
            .chain(members)
            .flat_map(|traits| traits.iter())
        {
            let id = applied.value.id();
            if matches!(applied.value, Trait::Unread(_)) || IDLE_TRAITS.contains(&id) {
                *counts.entry(id.to_owned()).or_insert(0) += 1;
            }
        }
    }
    counts
}

/// The schemas of an operation's input and output, by the id of the shape.
type OfOperations<'m> = HashMap<&'m str, HashMap<&'m str, &'m MemberSchema>>;

struct Search<'m> {
    model: &'m Model,
    krate: &'m Crate,
    reach: Reach,
    has_operations: bool,
    /// By the modelled name of the type and of the member.
    schemas: HashMap<(&'m str, &'m str), &'m MemberSchema>,
    enums: HashSet<&'m str>,
    elements: HashMap<&'m str, (&'m MemberSchema, Option<&'m str>)>,
    constraints: HashMap<&'m str, &'m crate::rust::Constraints>,
    deciders: HashMap<&'m str, Decider>,
    /// Lists and maps that were looked into, with the static that describes what they hold.
    seen: HashSet<(String, Option<String>)>,
    fates: BTreeMap<(Constraint, String), Fate>,
    patterns: BTreeMap<String, (&'m str, Decider)>,
}

impl<'m> Search<'m> {
    fn new(model: &'m Model, krate: &'m Crate) -> Self {
        let mut schemas = HashMap::new();
        let mut enums = HashSet::new();
        for definition in &krate.types {
            match definition {
                Definition::Structure(it) => {
                    schemas.extend(
                        it.fields
                            .iter()
                            .map(|field| ((&*it.modelled, &*field.schema.name), &field.schema)),
                    );
                }
                Definition::Union(it) => {
                    schemas.extend(
                        it.variants.iter().map(|variant| {
                            ((&*it.modelled, &*variant.schema.name), &variant.schema)
                        }),
                    );
                }
                Definition::Enum(it) => {
                    enums.insert(&*it.modelled);
                }
                Definition::IntEnum(it) => {
                    enums.insert(&*it.modelled);
                }
            }
        }
        for error in &krate.errors {
            schemas.extend(
                error
                    .fields
                    .iter()
                    .map(|field| ((&*error.modelled, &*field.schema.name), &field.schema)),
            );
        }
        let schema = &krate.schema;
        Self {
            model,
            krate,
            reach: Reach::new(model),
            has_operations: !krate.operations.is_empty(),
            schemas,
            enums,
            elements: schema
                .elements
                .iter()
                .map(|element| (&*element.name, (&element.schema, element.key.as_deref())))
                .collect(),
            constraints: schema
                .constraints
                .iter()
                .map(|constraints| (&*constraints.name, constraints))
                .collect(),
            deciders: schema
                .patterns
                .iter()
                .map(|pattern| (&*pattern.name, decider(&pattern.matcher)))
                .collect(),
            seen: HashSet::new(),
            fates: BTreeMap::new(),
            patterns: BTreeMap::new(),
        }
    }

    /// Several operations may share what their inputs and outputs are called in the model, so these go by their ids.
    fn inputs_and_outputs(&self) -> OfOperations<'m> {
        let operations = self
            .model
            .shapes
            .values()
            .filter_map(|shape| match &shape.kind {
                Kind::Operation(operation) => Some((shape, operation)),
                _ => None,
            });
        let by_name: HashMap<&str, &crate::rust::Operation> = self
            .krate
            .operations
            .iter()
            .map(|operation| (&*operation.modelled, operation))
            .collect();
        let mut found = HashMap::new();
        for (shape, operation) in operations {
            let Some(lowered) = by_name.get(shape.id.name()) else {
                continue;
            };
            let sides = [
                (&operation.input, &lowered.input),
                (&operation.output, &lowered.output),
            ];
            for (binding, structure) in sides {
                if let Some(binding) = binding {
                    let fields = structure.fields.iter();
                    let fields = fields.map(|field| (&*field.schema.name, &field.schema));
                    found.insert(binding.target.as_str(), fields.collect());
                }
            }
        }
        found
    }

    fn schema(
        &self,
        shape: &Shape,
        member: &Member,
        operations: &OfOperations<'m>,
    ) -> Option<&'m MemberSchema> {
        match operations.get(shape.id.as_str()) {
            Some(fields) => fields.get(&*member.name).copied(),
            None => self.schemas.get(&(shape.id.name(), &*member.name)).copied(),
        }
    }

    /// Looks for the checks on a member, and on what it holds. Where there is nothing to say of the element of a list or
    /// map there is no schema of it.
    fn member(
        &mut self,
        owner: &Shape,
        member: &'m Member,
        schema: Option<&'m MemberSchema>,
        named: bool,
    ) {
        let received = !self.has_operations || self.reach.of(&owner.id).input;
        let Some(target) = self.model.get(&member.target) else {
            return;
        };
        let constraints = schema
            .and_then(|schema| schema.constraints.as_deref())
            .and_then(|name| self.constraints.get(name).copied());
        let fate = |is_idle: bool, is_checked: bool| match (received, is_idle, is_checked) {
            (false, ..) => Fate::Sent,
            (_, true, _) => Fate::Idle,
            (_, _, true) => Fate::Checked,
            (_, _, false) => Fate::Missing,
        };
        if named && member.traits.has::<Required>() {
            // where there is a default, nothing is ever missing
            let has_default = member.traits.has::<crate::model::DefaultValue>();
            let is_checked = schema.is_some_and(|schema| schema.required);
            let site = owner.id.member(&member.name);
            self.met(Constraint::Required, site, fate(has_default, is_checked));
        }
        if let Some((site, length)) = site::<Length>(owner, member, target) {
            let checked = constraints.is_some_and(|it| it.length == Some((length.min, length.max)));
            let is_idle = length.min.is_none() && length.max.is_none();
            self.met(Constraint::Length, site, fate(is_idle, checked));
        }
        if let Some((site, range)) = site::<Range>(owner, member, target) {
            let bounds = (range.min.is_some(), range.max.is_some());
            let checked = constraints
                .and_then(|it| it.range.as_ref())
                .is_some_and(|(min, max)| (min.is_some(), max.is_some()) == bounds);
            self.met(
                Constraint::Range,
                site,
                fate(bounds == (false, false), checked),
            );
        }
        if let Some((site, UniqueItems)) = site(owner, member, target) {
            let checked = constraints.is_some_and(|it| it.unique_items);
            self.met(Constraint::UniqueItems, site, fate(false, checked));
        }
        if let Some((site, pattern)) = site::<Pattern>(owner, member, target) {
            self.pattern(site, pattern, constraints, received);
        }
        match &target.kind {
            Kind::Enum(_) | Kind::IntEnum(_) => {
                let checked = self.enums.contains(target.id.name());
                self.met(
                    Constraint::Enum,
                    target.id.to_string(),
                    fate(false, checked),
                );
            }
            Kind::List(item) => {
                let element = match schema.map(|schema| &schema.elements) {
                    Some(Elements::List(name)) => Some(name.as_str()),
                    _ => None,
                };
                self.collection(target, element, [None, Some(item)]);
            }
            Kind::Map { key, value } => {
                let element = match schema.map(|schema| &schema.elements) {
                    Some(Elements::Map(name)) => Some(name.as_str()),
                    _ => None,
                };
                self.collection(target, element, [Some(key), Some(value)]);
            }
            _ => {}
        }
    }

    /// The key and the value of a map, or the item of a list.
    fn collection(
        &mut self,
        target: &Shape,
        element: Option<&'m str>,
        [key, value]: [Option<&'m Member>; 2],
    ) {
        let place = (target.id.to_string(), element.map(str::to_owned));
        if !self.seen.insert(place) {
            return;
        }
        let found = element.and_then(|name| self.elements.get(name).copied());
        if let Some(key) = key {
            let of_key = found.and_then(|(_, key)| self.elements.get(key?).copied());
            self.member(target, key, of_key.map(|(schema, _)| schema), false);
        }
        if let Some(value) = value {
            self.member(target, value, found.map(|(schema, _)| schema), false);
        }
    }

    fn pattern(
        &mut self,
        site: String,
        pattern: &'m Pattern,
        constraints: Option<&crate::rust::Constraints>,
        received: bool,
    ) {
        if !received {
            self.met(Constraint::Pattern, site, Fate::Sent);
            return;
        }
        let modelled = &pattern.modelled;
        let found = constraints
            .and_then(|constraints| constraints.pattern.as_ref())
            .filter(|found| found.modelled == *modelled);
        let (fate, decider) = match found {
            Some(found) => {
                let decider = self.deciders.get(&*found.pattern).copied();
                (Fate::Checked, decider)
            }
            None if self.krate.schema.idle.contains(modelled) => {
                (Fate::Idle, Some(Decider::Nothing))
            }
            None if self.krate.schema.unchecked.contains(modelled) => {
                (Fate::Accepted, Some(Decider::Accepted))
            }
            None => (Fate::Missing, None),
        };
        if let Some(decider) = decider {
            self.patterns.insert(site.clone(), (modelled, decider));
        }
        self.met(Constraint::Pattern, site, fate);
    }

    fn met(&mut self, constraint: Constraint, site: String, fate: Fate) {
        let worst = self.fates.entry((constraint, site)).or_insert(fate);
        *worst = fate.max(*worst);
    }

    fn finish(self) -> Coverage {
        let mut coverage = Coverage::default();
        for ((constraint, site), fate) in self.fates {
            *coverage.constraints.entry((constraint, fate)).or_insert(0) += 1;
            match fate {
                Fate::Missing => coverage.missing.push(format!("{constraint:?} of {site}")),
                Fate::Accepted => coverage.accepted.push(site),
                Fate::Sent | Fate::Idle | Fate::Checked => {}
            }
        }
        for (modelled, decider) in self.patterns.into_values() {
            for syntax in Syntax::of(modelled) {
                *coverage.patterns.entry((syntax, decider)).or_insert(0) += 1;
            }
        }
        coverage
    }
}

/// The trait that counts for a member, and where it stands: on the member itself, or else on its target.
fn site<'m, T: Typed>(
    owner: &Shape,
    member: &'m Member,
    target: &'m Shape,
) -> Option<(String, &'m T)> {
    match member.traits.get::<T>() {
        Some(own) => Some((owner.id.member(&member.name), own)),
        None => Some((target.id.to_string(), target.traits.get::<T>()?)),
    }
}

fn decider(matcher: &Matcher) -> Decider {
    match matcher {
        Matcher::Any => Decider::Nothing,
        Matcher::Class { .. } => Decider::Class,
        Matcher::Automaton(_) => Decider::Automaton,
        Matcher::Steps(_) => Decider::Steps,
        Matcher::AllOf(_) | Matcher::AnyOf(_) | Matcher::Not(_) => Decider::Parts,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
