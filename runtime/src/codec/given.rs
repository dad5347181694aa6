//! Which members of a structure a decoder has found.
//!
//! In: the indices of members, as they come. Out: the required members that were not given. It is one word and one
//! comparison for a structure of usual size; only required members from index 63 on are kept in a list.

use crate::schema::{Member, REQUIRED, Schema};

/// The members that were given a value.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// By [`Schema::bit`].
    bits: u64,
    /// The indices of required members that have no bit.
    later: Vec<usize>,
}

impl Given {
    /// None, but for those with these bits, which come some other way.
    #[inline(always)]
    pub(crate) const fn elsewhere(bits: u64) -> Self {
        Self {
            bits,
            later: Vec::new(),
        }
    }

    /// The member at `index` came.
    #[inline(always)]
    pub(crate) fn add(&mut self, schema: &'static Schema, index: usize) {
        // Where the schema is known when this is compiled, one that requires nothing costs nothing.
        if schema.required() != 0 {
            self.bits |= Schema::bit(index);
            if schema.requires_later() {
                self.add_later(schema, index);
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn add_later(&mut self, schema: &'static Schema, index: usize) {
        let member = schema.members().get(index);
        if Schema::bit(index) == 0
            && member.is_some_and(|member| member.has(REQUIRED))
            && !self.later.contains(&index)
        {
            self.later.push(index);
        }
    }

    /// The member at `index` came, but was null.
    #[cold]
    #[inline(never)]
    pub(crate) fn remove(&mut self, index: usize) {
        self.bits &= !Schema::bit(index);
        self.later.retain(|later| *later != index);
    }

    /// Whether nothing that `schema` requires is missing. It may also say no because it takes more than a comparison.
    #[inline(always)]
    pub(crate) fn is_enough(&self, schema: &'static Schema) -> bool {
        schema.required() & !self.bits == 0
    }

    /// The required members that were not given.
    pub(crate) fn lacking(&self, schema: &'static Schema) -> impl Iterator<Item = &'static Member> {
        let members = schema.members().iter().enumerate();
        members
            .filter(|(index, member)| {
                member.has(REQUIRED)
                    && self.bits & Schema::bit(*index) == 0
                    && !self.later.contains(index)
            })
            .map(|(_, member)| member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::BOUND;

    static FEW: [Member; 3] = [
        Member::new(",\"a\":").flags(REQUIRED),
        Member::new(",\"b\":"),
        Member::new(",\"c\":").flags(REQUIRED | BOUND),
    ];
    static MANY: [Member; 70] = [const { Member::new(",\"a\":").flags(REQUIRED) }; 70];
    static SMALL: Schema = Schema::new("Small", &FEW);
    static WIDE: Schema = Schema::new("Wide", &MANY);
    static FREE: Schema = Schema::new("Free", &[const { Member::new(",\"a\":") }; 70]);

    /// The indices of what is missing.
    fn lacking(given: &Given, schema: &'static Schema) -> Vec<usize> {
        let members = schema.members();
        let index = |lost: &Member| members.iter().position(|member| std::ptr::eq(member, lost));
        given.lacking(schema).filter_map(index).collect()
    }

    #[test]
    fn a_null_takes_a_member_away_again() {
        let mut given = Given::default();
        assert!(!given.is_enough(&SMALL));
        for index in [2, 0, 1, 0] {
            given.add(&SMALL, index);
        }
        assert!(given.is_enough(&SMALL));
        given.remove(0);
        assert!(!given.is_enough(&SMALL));
        assert_eq!(lacking(&given, &SMALL), [0]);
        assert!(Given::default().is_enough(&FREE));
    }

    #[test]
    fn what_comes_elsewhere_is_not_missing() {
        let mut given = Given::elsewhere(SMALL.bound());
        assert_eq!(lacking(&given, &SMALL), [0]);
        given.add(&SMALL, 0);
        assert!(given.is_enough(&SMALL));
    }

    #[test]
    fn each_member_of_a_wide_structure_counts() {
        let mut given = Given::default();
        for index in (0..70)
            .rev()
            .filter(|index| ![0, 62, 63, 69].contains(index))
        {
            given.add(&WIDE, index);
        }
        assert_eq!(lacking(&given, &WIDE), [0, 62, 63, 69]);
        for index in [0, 62, 63, 69] {
            given.add(&WIDE, index);
        }
        given.add(&WIDE, 64);
        assert_eq!(lacking(&given, &WIDE), [0; 0]);
        given.remove(64);
        assert_eq!(lacking(&given, &WIDE), [64]);
    }
}
