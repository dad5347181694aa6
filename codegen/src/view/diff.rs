//! What changed between two versions of a model, and what that does to those who use it.
//!
//! In: two versions, each as it is generated: the transformed model, the crate in Rust's words, and the documents. Out: a
//! list of changes, each with its rule and its place, and two verdicts: whether both sides still understand each other
//! on the wire, which is decided on the models, and whether code that compiled still compiles, which is decided on the
//! crates. Never guesses one from the other.

mod place;
mod report;
mod rule;
mod rust;
mod surface;
mod wire;
mod words;

pub use place::Spot;
pub use rule::{Layer, Rule};

use crate::id::ShapeId;
use crate::model::{Dedicated, Model, Renamed, Shape};
use crate::rust::Crate;
use crate::source::Source;

/// What a change does. The worst of all changes is the verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing that one could notice.
    #[default]
    None,
    /// One side knows something that the other does not; nothing that both know stops working.
    Addition,
    /// Something that worked stops working, or means something else.
    Breaking,
}

impl Effect {
    /// `no change`, `addition` or `breaking`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "no change",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        }
    }
}

/// What a change does on the wire, one way and the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wire {
    /// To a client made from the old model that calls a server made from the new one.
    pub old_client: Effect,
    /// To a client made from the new model that calls a server made from the old one.
    pub new_client: Effect,
}

impl Wire {
    /// Nothing, either way.
    pub const NONE: Self = Self::new(Effect::None, Effect::None);

    const fn new(old_client: Effect, new_client: Effect) -> Self {
        Self {
            old_client,
            new_client,
        }
    }

    /// The worse of both ways.
    #[must_use]
    pub fn worst(self) -> Effect {
        self.old_client.max(self.new_client)
    }

    fn or(self, other: Self) -> Self {
        Self {
            old_client: self.old_client.max(other.old_client),
            new_client: self.new_client.max(other.new_client),
        }
    }
}

/// What a change does, by the layer that it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// To clients and servers.
    Wire(Wire),
    /// To code that uses the crate.
    Rust(Effect),
}

impl Verdict {
    /// The worst of it.
    #[must_use]
    pub fn worst(self) -> Effect {
        match self {
            Self::Wire(wire) => wire.worst(),
            Self::Rust(effect) => effect,
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub rule: Rule,
    /// The shape or member, with its namespace: `ns#Shape$member`. Of a change of the crate, where one stands behind it.
    pub shape: Option<String>,
    /// Of a change of the crate: the path in it, `types::JobExecution::job_id`.
    pub path: Option<String>,
    /// What it was and what it is: `1..64 is now 1..128`. May be empty where the rule says it all. Parts in backticks are
    /// code.
    pub what: String,
    /// Where it stood.
    pub old: Option<Spot>,
    /// Where it stands.
    pub new: Option<Spot>,
    /// What it does.
    pub verdict: Verdict,
}

/// One version of a model.
#[derive(Clone, Copy, Debug)]
pub struct Version<'v> {
    /// The model as it is generated.
    pub model: &'v Model,
    /// The crate, in Rust's words.
    pub krate: &'v Crate,
    /// The documents of the model.
    pub sources: &'v [Source],
}

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Every change: those on the wire first, in the order in which the service leads to them; then those of the crate, in
    /// its order.
    pub changes: Vec<Change>,
}

/// Compares two versions.
#[must_use]
pub fn diff(old: Version<'_>, new: Version<'_>) -> Diff {
    let mut changes = wire::changes(old, new);
    changes.extend(rust::changes(old, new));
    Diff { changes }
}

impl Diff {
    /// The verdict on the wire.
    #[must_use]
    pub fn wire(&self) -> Wire {
        let of = |change: &Change| match change.verdict {
            Verdict::Wire(wire) => wire,
            Verdict::Rust(_) => Wire::NONE,
        };
        self.changes.iter().map(of).fold(Wire::NONE, Wire::or)
    }

    /// The verdict on code that uses the crate.
    #[must_use]
    pub fn rust(&self) -> Effect {
        let of = |change: &Change| match change.verdict {
            Verdict::Rust(effect) => effect,
            Verdict::Wire(_) => Effect::None,
        };
        self.changes.iter().map(of).max().unwrap_or_default()
    }

    /// Whether anything breaks, on the wire or in Rust.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        self.wire().worst().max(self.rust()) == Effect::Breaking
    }
}

/// The id that the model gives a shape, before it was renamed or became an operation's own.
fn original(shape: &Shape) -> &ShapeId {
    let renamed = shape.traits.get::<Renamed>().map(|renamed| &renamed.from);
    let dedicated = shape.traits.get::<Dedicated>();
    renamed
        .or_else(|| dedicated.and_then(|dedicated| dedicated.from.as_ref()))
        .unwrap_or(&shape.id)
}
