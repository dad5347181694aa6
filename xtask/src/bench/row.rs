//! What a row is.
//!
//! In: constants, in the table. Out: what is compared, by which bar. It holds no figure.

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// What is compared, for readers.
    pub(crate) what: &'static str,
    pub(crate) source: Source,
    pub(crate) unit: Unit,
    /// What must hold.
    pub(crate) bar: Bound,
    /// What we are out for.
    pub(crate) aim: Aim,
}

/// Where the figures come from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// Two cases of a group of `bench/speed`.
    Time {
        group: &'static str,
        ours: &'static str,
        peer: &'static str,
    },
    /// The same, each less another case, which is part of it and does not count.
    TimeLess {
        group: &'static str,
        ours: (&'static str, &'static str),
        peer: (&'static str, &'static str),
    },
    /// What two such cases allocate.
    Allocations {
        group: &'static str,
        ours: &'static str,
        peer: &'static str,
    },
    /// Requests per second.
    Loopback {
        peer: &'static str,
    },
    StructuresBuild,
    StructuresText,
    TinyBuild,
    TinySize,
    Crates,
    Lines,
    Generation,
}

impl Source {
    /// Whether ours is the same here and there, and only the peer another.
    pub(crate) fn is_made_of_the_same(self, other: Self) -> bool {
        match (self, other) {
            (
                Self::Time { group, ours, .. },
                Self::Time {
                    group: g, ours: o, ..
                },
            ) => group == g && ours == o,
            _ => false,
        }
    }
}

/// What figures are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Nanoseconds,
    Milliseconds,
    Seconds,
    Megabytes,
    PerSecond,
    Count,
}

/// What is held to a bar: the ratio, or ours alone.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bound {
    /// Ours is at most so many times the peer's.
    Ratio(f64),
    /// Ours is less than so many times the peer's.
    RatioBelow(f64),
    /// Ours is at least so many times the peer's.
    RatioAtLeast(f64),
    /// Ours is at most so much, whatever the peer's is.
    Ours(f64),
}

/// What we are out for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Aim {
    /// A better bar.
    Bound(Bound),
    /// Ours is ahead of every other contender of the group.
    AheadOfAll,
}

/// What was measured for a row.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    pub(crate) ours: f64,
    pub(crate) peer: Option<f64>,
    /// Ours by the peer's; the median of the rounds, where there are rounds.
    pub(crate) ratio: Option<f64>,
    /// The quarter points of the rounds' ratios.
    pub(crate) spread: Option<(f64, f64)>,
    /// Ours by the peer's in instructions.
    pub(crate) instructions: Option<f64>,
    /// Ours by the fastest of all others.
    pub(crate) ahead: Option<f64>,
}

impl Figures {
    /// Two figures that were measured once each.
    pub(crate) fn pair(ours: f64, peer: f64) -> Self {
        Self {
            peer: Some(peer),
            ratio: Some(ours / peer),
            ..Self::alone(ours)
        }
    }

    /// A figure without a peer.
    pub(crate) fn alone(ours: f64) -> Self {
        Self {
            ours,
            peer: None,
            ratio: None,
            spread: None,
            instructions: None,
            ahead: None,
        }
    }
}

impl Bound {
    /// Whether figures are within it.
    pub(crate) fn holds(self, figures: &Figures) -> bool {
        let ratio = figures.ratio.unwrap_or(f64::NAN);
        match self {
            Self::Ratio(most) => ratio <= most,
            Self::RatioBelow(less) => ratio < less,
            Self::RatioAtLeast(least) => ratio >= least,
            Self::Ours(most) => figures.ours <= most,
        }
    }
}

impl Aim {
    /// Whether figures reach it.
    pub(crate) fn holds(self, figures: &Figures) -> bool {
        match self {
            Self::Bound(bound) => bound.holds(figures),
            Self::AheadOfAll => figures.ahead.is_some_and(|ratio| ratio < 1.0),
        }
    }
}
