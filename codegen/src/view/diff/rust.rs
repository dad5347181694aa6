//! What changed for code that uses the crate.
//!
//! In: what two crates promise. Out: changes, each with whether code that compiled against the old crate compiles against the
//! new one. Decided on the crates as data; the model is only asked where something stands.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::original;
use super::place::Spots;
use super::surface::{Item, Kind, Signature, by_key, path, surface, written};
use super::words::{code, list, now};
use super::{Change, Effect, Rule, Spot, Verdict, Version};
use crate::model::{self as shape, EnumValue, Member, Model, Shape, Value};
use crate::rust::Type;
use crate::source::{Location, Source};

/// The changes, in the order of the new crate; what is gone behind what is there.
pub(super) fn changes(old: Version<'_>, new: Version<'_>) -> Vec<Change> {
    let mut found = Found {
        old: Origin::new(old.model, old.sources),
        new: Origin::new(new.model, new.sources),
        changes: Vec::new(),
    };
    if old.krate.name != new.krate.name {
        let what = now(code(&old.krate.name), code(&new.krate.name));
        found.changes.push(Change {
            rule: Rule::CrateRenamed,
            shape: None,
            path: Some(new.krate.name.clone()),
            what,
            old: None,
            new: None,
            verdict: Verdict::Rust(Effect::Breaking),
        });
    }
    let (before, after) = (surface(old.krate), surface(new.krate));
    found.items(&before, &after);
    found.changes
}

/// What a change of an item is called, and what it does.
type Judged = (Rule, Effect);

fn added(kind: Kind) -> Judged {
    let rule = match kind {
        Kind::Feature => Rule::FeatureAdded,
        Kind::Field => Rule::FieldAdded,
        Kind::Impl => Rule::ImplAdded,
        Kind::Variant => Rule::VariantAdded,
        Kind::ClientMethod => Rule::ClientMethodAdded,
        // It comes with an answer of its own.
        Kind::ServerMethod => Rule::ServerMethodAdded,
        _ => Rule::TypeAdded,
    };
    (rule, Effect::Addition)
}

fn removed(kind: Kind) -> Judged {
    let rule = match kind {
        Kind::Feature => Rule::FeatureRemoved,
        Kind::Field => Rule::FieldRemoved,
        Kind::Impl => Rule::ImplRemoved,
        Kind::Variant => Rule::VariantRemoved,
        Kind::ClientMethod => Rule::ClientMethodRemoved,
        Kind::ServerMethod => Rule::ServerMethodRemoved,
        _ => Rule::TypeRemoved,
    };
    (rule, Effect::Breaking)
}

struct Found<'v> {
    old: Origin<'v>,
    new: Origin<'v>,
    changes: Vec<Change>,
}

impl<'v> Found<'v> {
    /// Compares items of one level, and what is in those that both have.
    fn items(&mut self, old: &[Item<'v>], new: &[Item<'v>]) {
        let (before, after) = (by_key(old), by_key(new));
        let gone: Vec<&Item<'v>> = before
            .iter()
            .filter(|(key, _)| !after.contains_key(*key))
            .map(|(_, item)| *item)
            .collect();
        let come: Vec<&Item<'v>> = after
            .iter()
            .filter(|(key, _)| !before.contains_key(*key))
            .map(|(_, item)| *item)
            .collect();
        let renamed = renamed(&gone, &come);
        for (key, item) in &after {
            match (before.get(key), renamed.get(item.path.as_str())) {
                (Some(other), _) => self.item(other, item),
                (None, Some(other)) => {
                    let rule = match item.kind {
                        Kind::ServerTrait => Rule::ServerTraitRenamed,
                        _ => Rule::TypeRenamed,
                    };
                    let what = now(code(&other.path), code(&item.path));
                    self.push((rule, Effect::Breaking), Some(other), Some(item), what);
                    self.items(&other.parts, &relocated(item, &other.path));
                }
                (None, None) => {
                    self.push(added(item.kind), None, Some(item), described(item));
                }
            }
        }
        for item in gone {
            if renamed.values().all(|other| other.path != item.path) {
                self.push(removed(item.kind), Some(item), None, described(item));
            }
        }
    }

    /// Compares an item that both have.
    fn item(&mut self, old: &Item<'v>, new: &Item<'v>) {
        if old.kind != new.kind {
            let what = now(old.kind.name(), new.kind.name());
            self.push(
                (Rule::TypeKindChanged, Effect::Breaking),
                Some(old),
                Some(new),
                what,
            );
            return;
        }
        for (judged, what) in differences(&old.signature, &new.signature) {
            self.push(judged, Some(old), Some(new), what);
        }
        if new.kind == Kind::Enum || new.kind == Kind::IntEnum {
            self.order(old, new);
        }
        self.items(&old.parts, &new.parts);
    }

    /// Variants compare in their order.
    fn order(&mut self, old: &Item<'v>, new: &Item<'v>) {
        let (before, after) = (by_key(&old.parts), by_key(&new.parts));
        let one = shared_keys(&before, &after);
        let other = shared_keys(&after, &before);
        if one != other {
            let judged = (Rule::VariantsReordered, Effect::Addition);
            self.push(judged, Some(old), Some(new), String::new());
        }
    }

    fn push(
        &mut self,
        (rule, effect): Judged,
        old: Option<&Item<'v>>,
        new: Option<&Item<'v>>,
        what: String,
    ) {
        let before = old.and_then(|item| self.old.of(item));
        let after = new.and_then(|item| self.new.of(item));
        let shape = after.as_ref().or(before.as_ref()).map(|it| it.0.clone());
        self.changes.push(Change {
            rule,
            shape,
            path: new.or(old).map(|item| item.path.clone()),
            what,
            old: before.and_then(|it| it.1),
            new: after.and_then(|it| it.1),
            verdict: Verdict::Rust(effect),
        });
    }
}

type Keys<'i, 'k> = IndexMap<(Option<Kind>, &'i str), &'i Item<'k>>;

fn shared_keys<'i>(all: &Keys<'i, '_>, other: &Keys<'_, '_>) -> Vec<&'i str> {
    all.keys()
        .filter(|(kind, path)| other.contains_key(&(*kind, *path)))
        .map(|(_, path)| *path)
        .collect()
}

/// The same shape under another path: by the new path, what it was. Only where there is no doubt.
fn renamed<'i, 'k>(gone: &[&'i Item<'k>], come: &[&'i Item<'k>]) -> HashMap<&'i str, &'i Item<'k>> {
    let is_whole = |item: &&Item<'_>| item.kind.is_type() || item.kind == Kind::ServerTrait;
    let is_same = |one: &Item<'_>, other: &Item<'_>| {
        one.kind == other.kind && (one.modelled == other.modelled || one.kind == Kind::ServerTrait)
    };
    let mut renamed = HashMap::new();
    for item in come.iter().copied().filter(is_whole) {
        let mut before = gone.iter().filter(|other| is_same(item, other));
        let mut after = come.iter().filter(|other| is_same(item, other));
        if let (Some(other), None, Some(_), None) =
            (before.next(), before.next(), after.next(), after.next())
        {
            renamed.insert(item.path.as_str(), *other);
        }
    }
    renamed
}

/// The parts of an item as if it had this path.
fn relocated<'k>(item: &Item<'k>, path: &str) -> Vec<Item<'k>> {
    let mut parts = item.parts.clone();
    for part in &mut parts {
        if let Some(rest) = part.path.strip_prefix(&item.path) {
            part.path = format!("{path}{rest}");
        }
    }
    parts
}

/// What an item is, where its path does not tell.
fn described(item: &Item<'_>) -> String {
    match &item.signature {
        Signature::Field { ty, optional, .. } => field(ty, *optional),
        Signature::Holds(Some(ty)) => code(written(ty)),
        _ if item.kind.is_type() => item.kind.name().to_owned(),
        _ => String::new(),
    }
}

/// What differs between two signatures, and in which words.
fn differences(old: &Signature<'_>, new: &Signature<'_>) -> Vec<(Judged, String)> {
    let breaking = |rule| (rule, Effect::Breaking);
    match (old, new) {
        (
            Signature::Field {
                ty: before,
                optional: was_optional,
                setter: old_setter,
            },
            Signature::Field {
                ty: after,
                optional: is_optional,
                setter: new_setter,
            },
        ) => {
            let mut all = Vec::new();
            if (before, was_optional) != (after, is_optional) {
                let what = now(field(before, *was_optional), field(after, *is_optional));
                all.push((breaking(Rule::FieldTypeChanged), what));
            }
            if old_setter != new_setter {
                let what = now(code(old_setter), code(new_setter));
                all.push((breaking(Rule::SetterRenamed), what));
            }
            all
        }
        (Signature::Holds(before), Signature::Holds(after)) if before != after => {
            let shown = |ty: &Option<Type>| {
                ty.as_ref()
                    .map_or("nothing".to_owned(), |ty| code(written(ty)))
            };
            let what = now(shown(before), shown(after));
            vec![(breaking(Rule::VariantTypeChanged), what)]
        }
        (Signature::Arguments(before), Signature::Arguments(after)) => {
            let rule = if !types(before).eq(types(after)) {
                Rule::ConstructorChanged
            } else if have_moved(before, after) {
                Rule::ArgumentsReordered
            } else {
                return Vec::new();
            };
            let what = now(arguments(before), arguments(after));
            vec![(breaking(rule), what)]
        }
        (Signature::Call { .. }, Signature::Call { .. })
        | (Signature::Pages(_), Signature::Pages(_))
        | (Signature::Items(_), Signature::Items(_))
        | (Signature::Wait(_), Signature::Wait(_))
            if old != new =>
        {
            vec![(breaking(Rule::ClientMethodChanged), call(old, new))]
        }
        (Signature::Method { .. }, Signature::Method { .. }) if old != new => {
            vec![(breaking(Rule::ServerMethodChanged), call(old, new))]
        }
        _ => Vec::new(),
    }
}

fn field(ty: &Type, optional: bool) -> String {
    let ty = written(ty);
    code(if optional {
        format!("Option<{ty}>")
    } else {
        ty
    })
}

fn types<'a>(of: &'a [(&str, &Type)]) -> impl Iterator<Item = &'a Type> {
    of.iter().map(|(_, ty)| *ty)
}

/// Whether arguments changed places. One that only has another name is the affair of its field.
fn have_moved(old: &[(&str, &Type)], new: &[(&str, &Type)]) -> bool {
    old.iter().enumerate().any(|(place, (name, _))| {
        let now = new.iter().position(|(other, _)| other == name);
        now.is_some_and(|now| now != place)
    })
}

fn arguments(of: &[(&str, &Type)]) -> String {
    let arguments: Vec<String> = of
        .iter()
        .map(|(name, ty)| format!("{name}: {}", written(ty)))
        .collect();
    code(format!("new({})", arguments.join(", ")))
}

/// What differs between two calls.
fn call(old: &Signature<'_>, new: &Signature<'_>) -> String {
    let types = |of: &Signature<'_>| -> Vec<String> {
        match of {
            Signature::Call {
                operation,
                fluent,
                input,
                output,
                error,
            } => vec![
                (*operation).to_owned(),
                format!("client::{fluent}"),
                path(input),
                path(output),
                path(error),
            ],
            Signature::Method {
                operation,
                input,
                output,
                error,
            } => vec![
                (*operation).to_owned(),
                path(input),
                path(output),
                path(error),
            ],
            Signature::Pages(tokens) => tokens.iter().map(|ty| written(ty)).collect(),
            Signature::Items(ty) => vec![written(ty)],
            Signature::Wait(input) => vec![path(input)],
            _ => Vec::new(),
        }
    };
    let pairs = types(old).into_iter().zip(types(new));
    let differing: Vec<String> = pairs
        .filter(|(old, new)| old != new)
        .map(|(old, new)| now(code(old), code(new)))
        .collect();
    if differing.is_empty() {
        return "another number of tokens".to_owned();
    }
    list(&differing)
}

/// Where items come from.
struct Origin<'v> {
    /// Shapes that hold data, by the name that the crate knows them by.
    data: HashMap<&'v str, &'v Shape>,
    /// Operations, likewise.
    operations: HashMap<&'v str, &'v Shape>,
    service: Option<&'v Shape>,
    spots: Spots<'v>,
}

impl<'v> Origin<'v> {
    fn new(model: &'v Model, sources: &'v [Source]) -> Self {
        let (mut data, mut operations) = (HashMap::new(), HashMap::new());
        for shape in model.shapes.values() {
            let shapes = match shape.kind {
                shape::Kind::Operation(_) => &mut operations,
                shape::Kind::Service(_) | shape::Kind::Resource(_) => continue,
                _ => &mut data,
            };
            shapes.entry(original(shape).name()).or_insert(shape);
        }
        Self {
            data,
            operations,
            service: model.services().next().map(|(service, _)| service),
            spots: Spots::new(sources),
        }
    }

    /// The shape or member, and where it stands.
    fn of(&mut self, item: &Item<'_>) -> Option<(String, Option<Spot>)> {
        let (name, member) = item.modelled;
        let shape: &'v Shape = match item.kind {
            Kind::ServerTrait => self.service?,
            Kind::ClientMethod | Kind::ServerMethod | Kind::ErrorEnum => {
                self.operations.get(name)?
            }
            _ => self.data.get(name).or_else(|| self.operations.get(name))?,
        };
        let member = member.and_then(|name| {
            let mut members = shape.kind.members();
            members.find(|member| member.name == name || is_value(member, name))
        });
        let at: &Location = member.map_or(&shape.at, |member| &member.at);
        let subject = match member {
            Some(member) => original(shape).member(&member.name),
            None => original(shape).to_string(),
        };
        Some((subject, self.spots.of(at)))
    }
}

fn is_value(member: &Member, text: &str) -> bool {
    matches!(member.traits.get(), Some(EnumValue(Value::String(value))) if value == text)
}
