//! Static descriptions of shapes: what a codec or the validator wants to know, ready made.
//!
//! In: the generator's knowledge of a model, as `static` tables in a generated crate. Out: names, formats and
//! constraints that codecs look up while they visit a value. It never holds a value, allocates nothing and computes
//! nothing at run time.
//!
//! [`Member`] is kept at 40 bytes on 64-bit machines and at one relocation, since services have tens of thousands of
//! them: whatever is unusual hangs behind its one reference to a [`More`].

use crate::pattern::Pattern;

/// How a timestamp is written (Smithy 2.0, `timestampFormat`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimestampFormat {
    /// A number of seconds since 1970-01-01T00:00:00Z, with a fraction of at most milliseconds.
    EpochSeconds,
    /// RFC 3339 in UTC, as in `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// RFC 9110's IMF-fixdate, as in `Tue, 29 Apr 2014 18:30:38 GMT`.
    HttpDate,
}

/// A structure or a union.
#[derive(Debug)]
pub struct Schema {
    name: &'static str,
    members: &'static [Member],
    required: u64,
    bound: u64,
}

/// The bit that stands for all members from this index on.
const LATER: usize = 63;

impl Schema {
    /// The schema of the shape called `name` in the model.
    pub const fn new(name: &'static str, members: &'static [Member]) -> Self {
        let (mut required, mut bound, mut index) = (0, 0, 0);
        while index < members.len() {
            if members[index].has(REQUIRED) {
                required |= 1 << if index < LATER { index } else { LATER };
                if members[index].has(BOUND) {
                    bound |= Self::bit(index);
                }
            }
            index += 1;
        }
        Self {
            name,
            members,
            required,
            bound,
        }
    }

    /// The bit of a member in a set of 64; those from index 63 on have none.
    #[inline(always)]
    pub(crate) const fn bit(index: usize) -> u64 {
        if index < LATER { 1 << index } else { 0 }
    }

    /// The bits of the required members. The uppermost is set if any of those that have no bit is required.
    #[inline(always)]
    pub(crate) const fn required(&self) -> u64 {
        self.required
    }

    /// Whether a member that has no bit is required.
    #[inline(always)]
    pub(crate) const fn requires_later(&self) -> bool {
        self.required & (1 << LATER) != 0
    }

    /// The bits of the required members that HTTP carries outside the body.
    #[inline(always)]
    pub(crate) const fn bound(&self) -> u64 {
        self.bound
    }

    /// The shape's name in the model, without its namespace.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The members, in the model's order; decoders speak of them by their index.
    #[inline(always)]
    pub const fn members(&self) -> &'static [Member] {
        self.members
    }
}

/// Flag of [`Member::flags`]: HTTP carries this member outside the body, or as the body (`httpLabel`, `httpQuery`,
/// `httpHeader`, `httpPayload` and so on).
/// It counts at the top level of an operation's input or output only.
pub const BOUND: u16 = 1;
/// Flag of [`Member::flags`]: the member must be there (`required`).
pub const REQUIRED: u16 = 2;
/// Flag of [`Member::flags`]: the member or its target is `sensitive`; neither values nor map keys are ever printed.
pub const SENSITIVE: u16 = 4;
/// Flag of [`Member::flags`]: the target has a `mediaType`, so a header carries it as base64.
pub const MEDIA_TYPE: u16 = 8;
/// Set by [`Member::new`]: the name on a JSON wire has escapes.
const ESCAPED: u16 = 1 << 15;

/// A member of a structure or union, the element of a list, or the key or value of a map.
#[derive(Debug)]
pub struct Member {
    /// `,"jsonName":`, ready to be copied; the comma becomes the opening brace in front of the first member.
    json: &'static str,
    flags: u16,
    timestamp: Option<TimestampFormat>,
    element: Option<&'static Member>,
    more: Option<&'static More>,
}

impl Member {
    /// A member of a structure or union. `json` is the JSON text in front of its value, comma, quotes, escapes and
    /// colon included: `,"jobId":`.
    ///
    /// # Panics
    ///
    /// While the generated crate is compiled, if `json` is not of that form.
    pub const fn new(json: &'static str) -> Self {
        let text = json.as_bytes();
        assert!(
            text.len() >= 4
                && text[0] == b','
                && text[1] == b'"'
                && text[text.len() - 2] == b'"'
                && text[text.len() - 1] == b':',
            "a member's JSON text has the form ,\"name\":"
        );
        let (mut at, mut flags) = (0, 0);
        while at < text.len() {
            if text[at] == b'\\' {
                flags = ESCAPED;
            }
            at += 1;
        }
        Self {
            json,
            flags,
            timestamp: None,
            element: None,
            more: None,
        }
    }

    /// What a list holds, or a map's key or value. It has no name of its own on a JSON wire.
    pub const fn element() -> Self {
        Self::new(",\"member\":")
    }

    /// Sets flags: any of [`BOUND`], [`REQUIRED`], [`SENSITIVE`], [`MEDIA_TYPE`], joined by `|`.
    pub const fn flags(mut self, flags: u16) -> Self {
        self.flags |= flags;
        self
    }

    /// The format that the member's or its target's `timestampFormat` demands; without it, the protocol decides.
    pub const fn timestamp(mut self, format: TimestampFormat) -> Self {
        self.timestamp = Some(format);
        self
    }

    /// What a list member holds.
    pub const fn list(mut self, element: &'static Member) -> Self {
        self.element = Some(element);
        self
    }

    /// What a map member holds. The value's [`More`] knows the key, where there is anything to know of it.
    pub const fn map(mut self, value: &'static Member) -> Self {
        self.element = Some(value);
        self
    }

    /// What is unusual about this member.
    pub const fn more(mut self, more: &'static More) -> Self {
        self.more = Some(more);
        self
    }

    /// Whether any of `flags` is set.
    #[inline(always)]
    pub const fn has(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }

    /// `,"jsonName":`
    #[inline(always)]
    pub const fn json(&self) -> &'static str {
        self.json
    }

    /// The name on a JSON wire, as it stands between the quotes: a name that needs JSON escapes has them here.
    #[inline(always)]
    pub fn wire_name(&self) -> &'static str {
        // `new` has checked the form, so the range is always there.
        self.json
            .get(2..self.json.len().wrapping_sub(2))
            .unwrap_or_default()
    }

    /// `"jsonName":`
    #[inline(always)]
    pub(crate) fn quoted_name(&self) -> &'static [u8] {
        self.json.as_bytes().get(1..).unwrap_or_default()
    }

    /// Whether the [`wire_name`](Self::wire_name) has escapes.
    pub(crate) const fn is_escaped(&self) -> bool {
        self.has(ESCAPED)
    }

    /// The name in the model, which error paths use.
    pub fn name(&self) -> &'static str {
        match self.more {
            Some(More {
                name: Some(name), ..
            }) => name,
            _ => self.wire_name(),
        }
    }

    /// The timestamp format, where the model states one.
    #[inline(always)]
    pub const fn timestamp_format(&self) -> Option<TimestampFormat> {
        self.timestamp
    }

    /// What a list holds, or the value of a map; of a member that is neither, a plain element.
    #[inline(always)]
    pub const fn item(&self) -> &'static Member {
        match self.element {
            Some(element) => element,
            None => &PLAIN,
        }
    }

    /// The key of a map whose value this member describes; a plain one where nothing is known of it.
    #[inline]
    pub const fn key(&self) -> &'static Member {
        match self.more {
            Some(More { key: Some(key), .. }) => key,
            _ => &PLAIN,
        }
    }

    /// The constraints on the member, its own and its target's already merged.
    #[inline(always)]
    pub const fn constraints(&self) -> Option<&'static Constraints> {
        match self.more {
            Some(more) => more.constraints,
            None => None,
        }
    }
}

/// An element of which nothing is known.
static PLAIN: Member = Member::element();

/// What only some members need.
#[derive(Clone, Copy, Debug, Default)]
pub struct More {
    name: Option<&'static str>,
    key: Option<&'static Member>,
    constraints: Option<&'static Constraints>,
}

impl More {
    /// Nothing unusual.
    pub const fn new() -> Self {
        Self {
            name: None,
            key: None,
            constraints: None,
        }
    }

    /// Nothing unusual but what values must satisfy.
    pub const fn of(constraints: &'static Constraints) -> Self {
        Self::new().constraints(constraints)
    }

    /// The name in the model, where `jsonName` gives the wire another.
    pub const fn renamed(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// On the value of a map: its key.
    pub const fn key(mut self, key: &'static Member) -> Self {
        self.key = Some(key);
        self
    }

    /// What values must satisfy.
    pub const fn constraints(mut self, constraints: &'static Constraints) -> Self {
        self.constraints = Some(constraints);
        self
    }
}

/// What values of a member must satisfy (Smithy 2.0, constraint traits). A member's own trait replaces its target's, so
/// the generator merges the two before it writes this.
#[derive(Debug)]
pub struct Constraints {
    length: Length,
    range: Option<Range>,
    pattern: Option<(&'static Pattern, &'static str)>,
    unique: bool,
}

/// Bounds of a `length`, both inclusive: Unicode scalar values of a string, bytes of a blob, elements of a list, pairs
/// of a map. Without a bound there is the least or greatest number in its place, so that a check is two comparisons.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Length {
    pub(crate) min: u64,
    pub(crate) max: u64,
    /// Whether the model has the bound: a `min` of 0 demands nothing, but is named in the message.
    pub(crate) has_min: bool,
    pub(crate) has_max: bool,
}

impl Length {
    pub(crate) const fn new(min: Option<u64>, max: Option<u64>) -> Self {
        Self {
            min: match min {
                Some(min) => min,
                None => 0,
            },
            max: match max {
                Some(max) => max,
                None => u64::MAX,
            },
            has_min: min.is_some(),
            has_max: max.is_some(),
        }
    }
}

/// Bounds of a `range`, both inclusive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    /// The least, if bounded.
    pub(crate) min: Option<Bound>,
    /// The greatest, if bounded.
    pub(crate) max: Option<Bound>,
}

/// One end of a [`Range`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bound {
    /// An integer, compared as one: bounds beyond 2^53 would not survive a float.
    Integer(i64),
    /// Any other number, as a JSON number; compared by its decimal value.
    Decimal(&'static str),
}

impl Constraints {
    /// No constraint.
    pub const fn new() -> Self {
        Self {
            length: Length::new(None, None),
            range: None,
            pattern: None,
            unique: false,
        }
    }

    /// `length`.
    pub const fn length(mut self, min: Option<u64>, max: Option<u64>) -> Self {
        self.length = Length::new(min, max);
        self
    }

    /// `range`, where both bounds are integers that fit 64 bits.
    pub const fn range(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        self.range = Some(Range {
            min: match min {
                Some(min) => Some(Bound::Integer(min)),
                None => None,
            },
            max: match max {
                Some(max) => Some(Bound::Integer(max)),
                None => None,
            },
        });
        self
    }

    /// `range` with a bound that is no 64-bit integer; each text is a JSON number, as the model has it.
    pub const fn decimal_range(
        mut self,
        min: Option<&'static str>,
        max: Option<&'static str>,
    ) -> Self {
        self.range = Some(Range {
            min: match min {
                Some(min) => Some(Bound::Decimal(min)),
                None => None,
            },
            max: match max {
                Some(max) => Some(Bound::Decimal(max)),
                None => None,
            },
        });
        self
    }

    /// `pattern`: what decides, and the modelled text, which messages show.
    pub const fn pattern(mut self, pattern: &'static Pattern, text: &'static str) -> Self {
        self.pattern = Some((pattern, text));
        self
    }

    /// `uniqueItems`.
    pub const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// The bounds of the length; all numbers, if it has none.
    #[inline(always)]
    pub(crate) const fn length_bounds(&self) -> &Length {
        &self.length
    }

    /// The bounds of the number.
    #[inline(always)]
    pub(crate) const fn range_bounds(&self) -> Option<&Range> {
        self.range.as_ref()
    }

    /// The pattern and its modelled text.
    #[inline(always)]
    pub(crate) const fn pattern_and_text(&self) -> Option<(&'static Pattern, &'static str)> {
        self.pattern
    }

    /// Whether a list's items must differ from each other.
    #[inline(always)]
    pub(crate) const fn is_unique(&self) -> bool {
        self.unique
    }
}

impl Default for Constraints {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static LENGTH: Constraints = Constraints::new().length(Some(1), Some(64));
    static SHARED: More = More::new().constraints(&LENGTH);
    static KEY: Member = Member::element().more(&SHARED);
    static VALUE: Member = Member::element().more(&More::new().key(&KEY));
    // Every spelling that generated code uses, in one static initialiser.
    static MEMBERS: [Member; 5] = [
        Member::new(",\"plain\":"),
        Member::new(",\"shared\":")
            .more(&SHARED)
            .flags(REQUIRED | BOUND),
        Member::new(",\"wire\":").more(&More::new().constraints(&LENGTH).renamed("model")),
        Member::new(",\"map\":").map(&VALUE),
        Member::new(",\"when\":").timestamp(TimestampFormat::HttpDate),
    ];

    #[test]
    fn members_stay_small() {
        assert!(size_of::<Member>() <= 5 * size_of::<usize>());
    }

    #[test]
    fn what_is_set_is_found() {
        assert_eq!(MEMBERS[0].name(), "plain");
        assert!(MEMBERS[0].constraints().is_none());
        assert!(MEMBERS[1].has(REQUIRED) && MEMBERS[1].has(BOUND) && !MEMBERS[1].has(SENSITIVE));
        assert_eq!(
            (MEMBERS[2].wire_name(), MEMBERS[2].name()),
            ("wire", "model")
        );
        assert!(MEMBERS[3].item().key().constraints().is_some());
        assert!(MEMBERS[0].item().key().constraints().is_none());
        assert_eq!(
            MEMBERS[4].timestamp_format(),
            Some(TimestampFormat::HttpDate)
        );
    }
}
