//! Members of two structures, unions, lists or maps that face each other.
//!
//! In: what became of a member. Out: what that does, by the messages in which its parents travel. What must be there is
//! judged by the server's rules: a request without it is refused; a client of ours that misses it in a response goes on
//! with a value that nobody sent, and that is breaking too.

use super::super::words::{code, now};
use super::super::{Effect, Rule, Wire};
use super::found::{At, Found};
use super::location::{Location, located};
use super::pairs::{Located, is_pair};
use super::{
    BREAKS_BOTH, BREAKS_NEW_CLIENT, BREAKS_OLD_CLIENT, Context, DIFFERS, NEW_TO_OLD_CLIENT,
    NEW_TO_OLD_SERVER, NOTHING, Role, Side, Travels, constraints, original, target, traits,
};
use crate::model::{
    ContextParam, Dedicated, DefaultValue, HostLabel, IdempotencyToken, Kind, MediaType, Member,
    Model, Required, Shape, Streaming, TimestampFormat, Value,
};

/// The two shapes whose members are compared.
#[derive(Clone, Copy)]
pub(super) struct Parents<'v> {
    pub(super) old: &'v Shape,
    pub(super) new: &'v Shape,
    pub(super) role: Role,
    pub(super) travels: Travels,
}

/// Whether a member may be missing.
#[derive(Clone, Copy, PartialEq)]
struct Presence<'m> {
    required: bool,
    default: Option<&'m Value>,
}

impl<'m> Presence<'m> {
    fn of(member: &'m Member) -> Self {
        let default = member.traits.get().map(|DefaultValue(value)| value);
        Self {
            required: member.traits.has::<Required>(),
            default: default.filter(|value| **value != Value::Null),
        }
    }

    /// Without it a message is not complete.
    fn is_needed(self) -> bool {
        self.required && self.default.is_none()
    }

    /// A server always sends it.
    fn is_sent(self) -> bool {
        self.required || self.default.is_some()
    }
}

impl<'v> Parents<'v> {
    fn subject(&self, member: &Member) -> String {
        original(self.new).member(&member.name)
    }

    fn is_union(&self) -> bool {
        matches!(self.new.kind, Kind::Union(_))
    }

    pub(super) fn added(
        &self,
        context: &Context<'v>,
        (member, location): &Located<'v>,
        found: &mut Found<'_>,
    ) {
        let (rule, requests, responses) = match Presence::of(member) {
            _ if self.is_union() => (Rule::UnionMemberAdded, NEW_TO_OLD_SERVER, NEW_TO_OLD_CLIENT),
            presence if presence.is_needed() => {
                let requests = Wire::new(Effect::Breaking, Effect::Addition);
                let responses = Wire::new(Effect::Addition, Effect::Breaking);
                (Rule::RequiredMemberAdded, requests, responses)
            }
            _ => (Rule::MemberAdded, NEW_TO_OLD_SERVER, NEW_TO_OLD_CLIENT),
        };
        let effect = self.travels.effect(requests, responses);
        let what = self.place(context.new.model, member, location);
        found.push(
            rule,
            self.subject(member),
            what,
            At::new(&member.at),
            effect,
        );
    }

    pub(super) fn removed(
        &self,
        context: &Context<'v>,
        (member, location): &Located<'v>,
        found: &mut Found<'_>,
    ) {
        let (rule, requests, responses) = match Presence::of(member) {
            _ if self.is_union() => (
                Rule::UnionMemberRemoved,
                BREAKS_OLD_CLIENT,
                NEW_TO_OLD_SERVER,
            ),
            presence if presence.is_needed() => {
                let responses = Wire::new(Effect::Breaking, Effect::Addition);
                (Rule::MemberRemoved, BREAKS_BOTH, responses)
            }
            _ => (Rule::MemberRemoved, BREAKS_OLD_CLIENT, DIFFERS),
        };
        let effect = self.travels.effect(requests, responses);
        let what = self.place(context.old.model, member, location);
        let subject = original(self.old).member(&member.name);
        found.push(rule, subject, what, At::old(&member.at), effect);
    }

    /// What it holds and, outside of bodies, where it travels: `` `integer` in the header `x-age` ``
    fn place(&self, model: &Model, member: &Member, location: &Location<'_>) -> String {
        let target = model.get(&member.target);
        let kind = target.map_or(String::new(), |target| code(target.kind.name()));
        match location {
            Location::Key(_) => kind,
            _ if self.role == Role::Nested => kind,
            other => format!("{kind} in {other}"),
        }
    }

    pub(super) fn compare(
        &self,
        context: &Context<'v>,
        (old, from): &Located<'v>,
        (new, to): &Located<'v>,
        found: &mut Found<'_>,
    ) {
        let (old, new): (&Member, &Member) = (old, new);
        let subject = self.subject(new);
        let at = At::both(&old.at, &new.at);
        let mut say = |rule, what: String, wire| found.push(rule, &subject, what, at, wire);
        if old.name != new.name {
            say(
                Rule::MemberRenamed,
                now(code(&old.name), code(&new.name)),
                NOTHING,
            );
        }
        match (from, to) {
            _ if from == to => {}
            // That is told of the body as a whole.
            (Location::Payload, _) | (_, Location::Payload) => {}
            (Location::Key(old), Location::Key(new)) => {
                say(
                    Rule::WireNameChanged,
                    now(code(old), code(new)),
                    BREAKS_BOTH,
                );
            }
            _ => say(Rule::BindingChanged, now(from, to), BREAKS_BOTH),
        }
        if matches!(self.new.kind, Kind::Structure(_)) {
            self.presence(old, new, &mut say);
        }
        self.formats(context, (old, from), (new, to), &mut say);
        let is_pair = is_pair(context, &old.target, &new.target);
        if !is_pair {
            self.retargeted(context, old, new, &subject, at, found);
        }
        let members = (old, new);
        constraints::members(
            context,
            members,
            !is_pair,
            &subject,
            at,
            self.travels,
            found,
        );
        traits::compare(&old.traits, &new.traits, &subject, at, found);
    }

    fn presence(&self, old: &Member, new: &Member, say: &mut impl FnMut(Rule, String, Wire)) {
        let (before, after) = (Presence::of(old), Presence::of(new));
        if before.required != after.required {
            let rule = match after.required {
                true => Rule::MemberBecameRequired,
                false => Rule::MemberBecameOptional,
            };
            let requests = match (before.is_needed(), after.is_needed()) {
                (false, true) => BREAKS_OLD_CLIENT,
                (true, false) => NEW_TO_OLD_SERVER,
                _ => NOTHING,
            };
            let breaks = |breaks: bool| match breaks {
                true => Effect::Breaking,
                false => Effect::None,
            };
            let responses = Wire::new(
                breaks(before.is_needed() && !after.is_sent()),
                breaks(after.is_needed() && !before.is_sent()),
            );
            say(
                rule,
                String::new(),
                self.travels.effect(requests, responses),
            );
        }
        let (rule, what, requests, responses) = match (before.default, after.default) {
            (None, Some(new)) => (Rule::DefaultAdded, shown(new), DIFFERS, NEW_TO_OLD_SERVER),
            (Some(old), None) => (Rule::DefaultRemoved, shown(old), DIFFERS, NEW_TO_OLD_CLIENT),
            (Some(old), Some(new)) if old != new => (
                Rule::DefaultChanged,
                now(shown(old), shown(new)),
                BREAKS_BOTH,
                DIFFERS,
            ),
            _ => return,
        };
        say(rule, what, self.travels.effect(requests, responses));
    }

    /// How the value is written, and how it gets to the wire.
    fn formats(
        &self,
        context: &Context<'_>,
        (old, from): (&Member, &Location<'_>),
        (new, to): (&Member, &Location<'_>),
        say: &mut impl FnMut(Rule, String, Wire),
    ) {
        let (before, after) = (context.old.model, context.new.model);
        if let (Some(old), Some(new)) = (
            timestamp_format(before, old, from),
            timestamp_format(after, new, to),
        ) && old != new
        {
            let what = now(code(format!("{old:?}")), code(format!("{new:?}")));
            say(Rule::TimestampFormatChanged, what, BREAKS_BOTH);
        }
        let is_typed = |location: &Location<'_>| {
            matches!(location, Location::Payload | Location::Header(_)) && from == to
        };
        let (old_type, new_type) = (
            before.effective::<MediaType>(old),
            after.effective::<MediaType>(new),
        );
        if old_type != new_type {
            let shown =
                |it: Option<&MediaType>| it.map_or("none".to_owned(), |MediaType(it)| code(it));
            let effect = if is_typed(to) { BREAKS_BOTH } else { NOTHING };
            say(
                Rule::MediaTypeChanged,
                now(shown(old_type), shown(new_type)),
                effect,
            );
        }
        let streams = |model: &Model, member: &Member, location: &Location<'_>| {
            *location == Location::Payload && model.effective::<Streaming>(member).is_some()
        };
        match (streams(before, old, from), streams(after, new, to)) {
            (false, true) => say(Rule::StreamingChanged, "streamed".to_owned(), NOTHING),
            (true, false) => say(
                Rule::StreamingChanged,
                "no longer streamed".to_owned(),
                NOTHING,
            ),
            _ => {}
        }
        if old.traits.get::<ContextParam>() != new.traits.get::<ContextParam>() {
            let what = "its parameters".to_owned();
            say(Rule::EndpointRulesChanged, what, NEW_TO_OLD_SERVER);
        }
        if old.traits.has::<HostLabel>() != new.traits.has::<HostLabel>() {
            say(Rule::HostLabelChanged, String::new(), NOTHING);
        }
        match (
            old.traits.has::<IdempotencyToken>(),
            new.traits.has::<IdempotencyToken>(),
        ) {
            (false, true) => say(
                Rule::IdempotencyTokenChanged,
                "filled by clients".to_owned(),
                NOTHING,
            ),
            (true, false) => say(
                Rule::IdempotencyTokenChanged,
                "no longer filled by clients".to_owned(),
                NOTHING,
            ),
            _ => {}
        }
    }

    /// Another target, whose kind is compared here.
    fn retargeted(
        &self,
        context: &Context<'_>,
        old: &Member,
        new: &Member,
        subject: &str,
        at: At<'_>,
        found: &mut Found<'_>,
    ) {
        if let (Some(old), Some(new)) = (
            context.old.model.get(&old.target),
            context.new.model.get(&new.target),
        ) {
            target::compare(old, new, subject, at, self.travels, found);
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => code("null"),
        Value::Boolean(value) => code(value),
        Value::Number(number) => code(number),
        Value::String(text) => code(format!("{text:?}")),
        Value::Array(items) if items.is_empty() => code("[]"),
        Value::Object(members) if members.is_empty() => code("{}"),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// The format of a timestamp at its place; `None` where the target is none.
fn timestamp_format(
    model: &Model,
    member: &Member,
    location: &Location<'_>,
) -> Option<TimestampFormat> {
    if !matches!(model.get(&member.target)?.kind, Kind::Timestamp) {
        return None;
    }
    Some(match model.effective::<TimestampFormat>(member) {
        Some(format) => *format,
        None => match location {
            Location::Header(_) | Location::PrefixHeaders(_) => TimestampFormat::HttpDate,
            Location::Label(_) | Location::Query(_) | Location::QueryParams => {
                TimestampFormat::DateTime
            }
            Location::Payload | Location::Status | Location::Key(_) => {
                TimestampFormat::EpochSeconds
            }
        },
    })
}

/// What the body of a message is.
#[derive(PartialEq)]
enum Body<'v> {
    /// No server takes one.
    Refused,
    /// The message is an empty structure: a client sends none, a server takes any document.
    Empty,
    Members,
    Payload(&'v str),
}

impl<'v> Body<'v> {
    fn of(side: &Side<'v>, shape: &'v Shape, role: Role) -> Self {
        let members = located(side, shape, role);
        let dedicated = shape.traits.get::<Dedicated>();
        let is_modelled = dedicated.is_none_or(|dedicated| dedicated.from.is_some());
        let payload = members
            .iter()
            .find(|(_, location)| *location == Location::Payload);
        let has_keys = members
            .iter()
            .any(|(_, location)| matches!(location, Location::Key(_)));
        match payload {
            Some((member, _)) => Self::Payload(&member.name),
            None if has_keys => Self::Members,
            None if members.is_empty() && is_modelled => Self::Empty,
            None => Self::Refused,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Refused | Self::Empty => "nothing".to_owned(),
            Self::Members => "a document of members".to_owned(),
            Self::Payload(name) => format!("{} alone", code(name)),
        }
    }
}

/// Compares the bodies of two messages as a whole. A server that models no body refuses one with 415.
pub(super) fn body<'v>(
    context: &Context<'v>,
    (old, new): (&'v Shape, &'v Shape),
    role: Role,
    found: &mut Found<'_>,
) {
    let (before, after) = (
        Body::of(&context.old, old, role),
        Body::of(&context.new, new, role),
    );
    let (rule, effect) = match (&before, &after) {
        (Body::Refused | Body::Empty, Body::Refused | Body::Empty)
        | (Body::Members, Body::Members | Body::Empty)
        | (Body::Empty, _) => return,
        (Body::Payload(old), Body::Payload(new)) if old == new => return,
        (Body::Refused, _) if role == Role::Input => (Rule::BodyAdded, BREAKS_NEW_CLIENT),
        (_, Body::Refused) if role == Role::Input => (Rule::BodyRemoved, BREAKS_OLD_CLIENT),
        (Body::Refused, Body::Members) | (Body::Members, Body::Refused) => return,
        _ => (Rule::PayloadChanged, BREAKS_BOTH),
    };
    let subject = original(new).to_string();
    let at = At::both(&old.at, &new.at);
    let what = now(before.shown(), after.shown());
    found.push(rule, subject, what, at, effect);
}
