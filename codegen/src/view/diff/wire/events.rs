//! The events of operations that are left out of the crate.
//!
//! In: an operation of event streams in two versions. Out: which events came and went, and which have other members. How
//! an event is written is not compared.

use super::super::words::{code, list};
use super::super::{Rule, Wire};
use super::found::{At, Found};
use super::{
    BREAKS_BOTH, BREAKS_OLD_CLIENT, DIFFERS, NEW_TO_OLD_CLIENT, NEW_TO_OLD_SERVER, NOTHING,
};
use crate::model::{StreamEvent, StreamingOperation};

pub(super) fn compare(old: &StreamingOperation, new: &StreamingOperation, found: &mut Found<'_>) {
    let of = |operation: &StreamingOperation| code(operation.id.name());
    for event in &new.events {
        match counterpart(event, &old.events) {
            Some(before) => one(before, event, found),
            None => found.push(
                Rule::EventAdded,
                &event.id,
                direction(event, &of(new)),
                At::new(&event.at),
                sent(event, NEW_TO_OLD_SERVER, NEW_TO_OLD_CLIENT),
            ),
        }
    }
    let gone = old.events.iter();
    for event in gone.filter(|event| counterpart(event, &new.events).is_none()) {
        found.push(
            Rule::EventRemoved,
            &event.id,
            direction(event, &of(old)),
            At::old(&event.at),
            sent(event, BREAKS_OLD_CLIENT, NEW_TO_OLD_SERVER),
        );
    }
}

fn counterpart<'e>(of: &StreamEvent, among: &'e [StreamEvent]) -> Option<&'e StreamEvent> {
    let mut among = among.iter();
    among.find(|it| it.name == of.name && it.is_sent_by_clients == of.is_sent_by_clients)
}

/// The effect of a change that does this in events of clients, and that in events of servers.
fn sent(event: &StreamEvent, by_clients: Wire, by_servers: Wire) -> Wire {
    match event.is_sent_by_clients {
        true => by_clients,
        false => by_servers,
    }
}

fn direction(event: &StreamEvent, operation: &str) -> String {
    match event.is_sent_by_clients {
        true => format!("to the server, in {operation}"),
        false => format!("to the client, in {operation}"),
    }
}

fn one(old: &StreamEvent, new: &StreamEvent, found: &mut Found<'_>) {
    let (mut effect, mut parts) = (NOTHING, Vec::new());
    let mut say = |names: Vec<String>, what: &str, does: Wire| {
        if !names.is_empty() {
            let verb = if names.len() == 1 { "is" } else { "are" };
            parts.push(format!("{} {verb} {what}", list(&names)));
            effect = effect.or(does);
        }
    };
    let kind = |of: &StreamEvent, name: &str| {
        let mut members = of.members.iter();
        members.find(|(it, _)| it == name).map(|(_, kind)| *kind)
    };
    let only = |of: &StreamEvent, other: &StreamEvent| -> Vec<String> {
        let members = of.members.iter();
        let missing = members.filter(|(name, _)| kind(other, name).is_none());
        missing.map(|(name, _)| code(name)).collect()
    };
    let other_kinds = new.members.iter().filter(|(name, kind_now)| {
        kind(old, name).is_some_and(|kind_before| kind_before != *kind_now)
    });
    let other_kinds: Vec<String> = other_kinds.map(|(name, _)| code(name)).collect();
    say(
        only(new, old),
        "new",
        sent(new, NEW_TO_OLD_SERVER, NEW_TO_OLD_CLIENT),
    );
    say(
        only(old, new),
        "gone",
        sent(new, BREAKS_OLD_CLIENT, DIFFERS),
    );
    say(other_kinds, "of another kind", BREAKS_BOTH);
    if !parts.is_empty() {
        let at = At::both(&old.at, &new.at);
        found.push(Rule::EventChanged, &new.id, parts.join("; "), at, effect);
    }
}
