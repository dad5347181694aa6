//! The visitor that checks values.
//!
//! In: a value, through its generated `encode`. Out: violations. The first walk only decides and stops at the first
//! violation, so that good values pay for no paths; a second one, if need be, reports.

use super::check;
use super::missing::Missing;
use super::unique;
use super::violation::{Violation, ViolationKind, Violations};
use crate::codec::{
    CodecError, Encoder, Enum, IntEnum, Key, MemberEncoder, Structure, Union, Value,
};
use crate::document::Document;
use crate::path::{Path, Segment};
use crate::schema::{Constraints, Member, REQUIRED};
use crate::timestamp::Timestamp;
use std::collections::HashMap;
use std::fmt::Display;

/// How many structures, unions, lists and maps may lie in each other: more than a decoder lets through, and little enough
/// for any thread's stack.
const DEPTH: u32 = 256;

/// Checks a structure.
///
/// # Errors
///
/// At least one violation and at most `limit`.
pub fn validate_structure<T: Structure>(value: &T, limit: usize) -> Result<(), Violations> {
    validate_input(value, &Missing::default(), limit)
}

/// Checks a structure some of whose members may be placeholders. Those are reported as missing, and not looked into.
///
/// # Errors
///
/// At least one violation and at most `limit`.
pub fn validate_input<T: Structure>(
    value: &T,
    missing: &Missing,
    limit: usize,
) -> Result<(), Violations> {
    run(&mut |validator| value.encode(validator), missing, limit)
}

/// Checks a union.
///
/// # Errors
///
/// At least one violation and at most `limit`.
pub fn validate_union<T: Union>(value: &T, limit: usize) -> Result<(), Violations> {
    run(
        &mut |validator| value.encode(validator),
        &Missing::default(),
        limit,
    )
}

fn run(
    walk: &mut dyn FnMut(&mut Validator<'_>) -> Result<(), Stop>,
    missing: &Missing,
    limit: usize,
) -> Result<(), Violations> {
    let mut deciding = Validator {
        depth: DEPTH,
        report: None,
    };
    if missing.is_empty() && walk(&mut deciding).is_ok() {
        return Ok(());
    }
    let limit = limit.max(1);
    let mut reporting = Validator {
        depth: DEPTH,
        report: Some(Report {
            path: Vec::new(),
            found: Vec::new(),
            limit,
            missing,
        }),
    };
    // It stops only at the limit.
    let _ = walk(&mut reporting);
    let mut found = reporting
        .report
        .map_or_else(Vec::new, |report| report.found);
    if found.is_empty() {
        // A member that was given twice may lack something only in the value that no longer counts.
        found = missing.paths().iter().take(limit).map(required).collect();
    }
    Err(Violations::new(found))
}

fn required(path: &Path) -> Violation {
    Violation::new(
        ViolationKind::Required,
        path.to_string(),
        "Value",
        "not be null",
    )
}

/// The walk is over: at the first violation while deciding, at the limit while reporting.
struct Stop;

impl CodecError for Stop {
    fn custom(_: &'static str) -> Self {
        Self
    }
}

struct Validator<'m> {
    /// How many more structures, unions, lists and maps may be entered.
    depth: u32,
    /// Absent while deciding.
    report: Option<Report<'m>>,
}

struct Report<'m> {
    /// Where the walk is, outermost first.
    path: Vec<Segment>,
    found: Vec<Violation>,
    limit: usize,
    missing: &'m Missing,
}

impl Validator<'_> {
    #[cold]
    #[inline(never)]
    fn violated(&mut self, kind: ViolationKind, subject: &str, demand: &str) -> Result<(), Stop> {
        let Some(report) = &mut self.report else {
            return Err(Stop);
        };
        let path = Path::from_outermost(&report.path).to_string();
        report
            .found
            .push(Violation::new(kind, path, subject, demand));
        if report.found.len() < report.limit {
            Ok(())
        } else {
            Err(Stop)
        }
    }

    #[cold]
    #[inline(never)]
    fn bad_length(&mut self, count: u64, constraints: &Constraints) -> Result<(), Stop> {
        self.violated(
            ViolationKind::Length,
            &format!("Value with length {count}"),
            &check::length_demand(constraints.length_bounds()),
        )
    }

    #[cold]
    #[inline(never)]
    fn bad_pattern(&mut self, modelled: &str) -> Result<(), Stop> {
        let demand = format!("satisfy regular expression pattern: {modelled}");
        self.violated(ViolationKind::Pattern, "Value", &demand)
    }

    #[cold]
    #[inline(never)]
    fn bad_range(&mut self, constraints: &Constraints) -> Result<(), Stop> {
        let demand = constraints
            .range_bounds()
            .map_or_else(String::new, check::range_demand);
        self.violated(ViolationKind::Range, "Value", &demand)
    }

    #[cold]
    #[inline(never)]
    fn bad_enum<T: Display>(&mut self, known: &[T]) -> Result<(), Stop> {
        let known: Vec<_> = known.iter().map(T::to_string).collect();
        let demand = format!("satisfy enum value set: [{}]", known.join(", "));
        self.violated(ViolationKind::Enum, "Value", &demand)
    }

    /// While reporting: `segment` is entered. Whether it is a missing member, which is reported here and left again.
    #[cold]
    #[inline(never)]
    fn enter(&mut self, segment: Segment) -> Result<bool, Stop> {
        let Some(report) = &mut self.report else {
            return Ok(false);
        };
        report.path.push(segment);
        let missing = report.missing.contains(&report.path);
        if missing {
            self.violated(ViolationKind::Required, "Value", "not be null")?;
            self.leave();
        }
        Ok(missing)
    }

    #[cold]
    #[inline(never)]
    fn leave(&mut self) {
        if let Some(report) = &mut self.report {
            report.path.pop();
        }
    }

    /// Checks an item of a list or the value of an entry.
    #[inline]
    fn within<T: Value>(
        &mut self,
        segment: impl FnOnce() -> Segment,
        element: &'static Member,
        value: &T,
    ) -> Result<(), Stop> {
        if value.absent() {
            return Ok(());
        }
        if self.report.is_some() {
            self.enter(segment())?;
            value.encode(element, self)?;
            self.leave();
            Ok(())
        } else {
            value.encode(element, self)
        }
    }

    /// Runs `walk` one level deeper.
    #[inline(always)]
    fn nested(&mut self, walk: impl FnOnce(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        if self.depth == 0 {
            return self.violated(
                ViolationKind::Depth,
                "Value",
                &format!("not be nested more than {DEPTH} levels deep"),
            );
        }
        self.depth -= 1;
        walk(self)?;
        self.depth += 1;
        Ok(())
    }

    #[inline(always)]
    fn text(&mut self, constraints: &'static Constraints, text: &str) -> Result<(), Stop> {
        if !check::text_fits(text, constraints.length_bounds()) {
            self.bad_length(check::scalars(text), constraints)?;
        }
        if let Some((pattern, modelled)) = constraints.pattern_and_text()
            && !pattern.matches(text)
        {
            self.bad_pattern(modelled)?;
        }
        Ok(())
    }

    #[inline]
    fn count(&mut self, member: &'static Member, count: usize) -> Result<(), Stop> {
        let count = count as u64;
        match member.constraints() {
            Some(constraints) if !check::count_fits(count, constraints.length_bounds()) => {
                self.bad_length(count, constraints)
            }
            _ => Ok(()),
        }
    }

    #[inline]
    fn real(
        &mut self,
        member: &'static Member,
        number: f64,
        text: impl Fn() -> String,
    ) -> Result<(), Stop> {
        match member.constraints() {
            Some(constraints)
                if constraints
                    .range_bounds()
                    .is_some_and(|range| !check::real_fits(number, text, range)) =>
            {
                self.bad_range(constraints)
            }
            _ => Ok(()),
        }
    }

    #[inline]
    fn entry<K: Key, T: Value>(
        &mut self,
        map: &'static Member,
        key_constraints: Option<&'static Constraints>,
        (key, value): (&K, &T),
    ) -> Result<(), Stop> {
        if let Some(constraints) = key_constraints {
            self.text(constraints, key.as_key())?;
        }
        if let Some(known) = key.unknown_among() {
            self.bad_enum(&known)?;
        }
        self.within(|| Segment::key(map, key.as_key()), map.item(), value)
    }
}

impl MemberEncoder for Validator<'_> {
    type Error = Stop;

    #[inline]
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Stop> {
        let absent = value.absent();
        if absent && !member.has(REQUIRED) {
            return Ok(());
        }
        if self.report.is_some() {
            if self.enter(Segment::Member(member))? {
                return Ok(());
            }
            if absent {
                self.violated(ViolationKind::Required, "Value", "not be null")?;
            } else {
                value.encode(member, self)?;
            }
            self.leave();
            Ok(())
        } else if absent {
            Err(Stop)
        } else {
            value.encode(member, self)
        }
    }
}

impl Encoder for Validator<'_> {
    type Error = Stop;

    #[inline(always)]
    fn null(&mut self, _: &'static Member) -> Result<(), Stop> {
        Ok(())
    }

    #[inline(always)]
    fn boolean(&mut self, _: &'static Member, _: bool) -> Result<(), Stop> {
        Ok(())
    }

    #[inline]
    fn integer(&mut self, member: &'static Member, value: i64) -> Result<(), Stop> {
        match member.constraints() {
            Some(constraints)
                if constraints
                    .range_bounds()
                    .is_some_and(|range| !check::integer_fits(value, range)) =>
            {
                self.bad_range(constraints)
            }
            _ => Ok(()),
        }
    }

    fn float(&mut self, member: &'static Member, value: f32) -> Result<(), Stop> {
        let text = || zmij::Buffer::new().format(value).to_owned();
        self.real(member, value.into(), text)
    }

    fn double(&mut self, member: &'static Member, value: f64) -> Result<(), Stop> {
        let text = || zmij::Buffer::new().format(value).to_owned();
        self.real(member, value, text)
    }

    fn number(&mut self, member: &'static Member, text: &str) -> Result<(), Stop> {
        match member.constraints() {
            Some(constraints)
                if constraints
                    .range_bounds()
                    .is_some_and(|range| !check::number_fits(text, range)) =>
            {
                self.bad_range(constraints)
            }
            _ => Ok(()),
        }
    }

    #[inline]
    fn string(&mut self, member: &'static Member, value: &str) -> Result<(), Stop> {
        match member.constraints() {
            Some(constraints) => self.text(constraints, value),
            None => Ok(()),
        }
    }

    #[inline]
    fn enumeration<T: Enum>(&mut self, _: &'static Member, value: &T) -> Result<(), Stop> {
        if value.known() {
            Ok(())
        } else {
            self.bad_enum(&T::named())
        }
    }

    #[inline]
    fn int_enumeration<T: IntEnum>(&mut self, _: &'static Member, value: &T) -> Result<(), Stop> {
        if value.known() {
            Ok(())
        } else {
            self.bad_enum(&T::named())
        }
    }

    #[inline]
    fn blob(&mut self, member: &'static Member, value: &[u8]) -> Result<(), Stop> {
        self.count(member, value.len())
    }

    #[inline(always)]
    fn timestamp(&mut self, _: &'static Member, _: Timestamp) -> Result<(), Stop> {
        Ok(())
    }

    #[inline(always)]
    fn document(&mut self, _: &'static Member, _: &Document) -> Result<(), Stop> {
        Ok(())
    }

    #[inline]
    fn structure<T: Structure>(&mut self, _: &'static Member, value: &T) -> Result<(), Stop> {
        self.nested(|validator| value.encode(validator))
    }

    #[inline]
    fn union<T: Union>(&mut self, _: &'static Member, value: &T) -> Result<(), Stop> {
        self.nested(|validator| value.encode(validator))
    }

    fn list<T: Value>(&mut self, member: &'static Member, value: &[T]) -> Result<(), Stop> {
        self.count(member, value.len())?;
        let element = member.item();
        if member.constraints().is_some_and(Constraints::is_unique)
            && !unique::all_differ(element, value)
        {
            self.violated(ViolationKind::UniqueItems, "Value", "have unique values")?;
        }
        self.nested(|validator| {
            value
                .iter()
                .enumerate()
                .try_for_each(|(i, item)| validator.within(|| Segment::Index(i), element, item))
        })
    }

    fn map<K: Key, T: Value>(
        &mut self,
        member: &'static Member,
        value: &HashMap<K, T>,
    ) -> Result<(), Stop> {
        self.count(member, value.len())?;
        let key = member.item().key().constraints();
        self.nested(|validator| {
            if validator.report.is_none() {
                return value
                    .iter()
                    .try_for_each(|entry| validator.entry(member, key, entry));
            }
            // What is reported must not depend on the order of hashes.
            let mut entries: Vec<_> = value.iter().collect();
            entries.sort_unstable_by(|(a, _), (b, _)| a.as_key().cmp(b.as_key()));
            entries
                .into_iter()
                .try_for_each(|entry| validator.entry(member, key, entry))
        })
    }
}
