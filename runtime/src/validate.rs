//! Whether a value satisfies its model's constraints.
//!
//! In: a value of a generated type, and the required members that its decoder found missing. Out: nothing, or all
//! violations up to a limit, in the model's order of members, with Smithy's own wording. No message holds a value: not
//! even one that isn't sensitive.

mod check;
mod missing;
#[cfg(test)]
mod tests;
mod unique;
mod validator;
mod violation;

pub use missing::Missing;
pub use validator::{validate_input, validate_structure, validate_union};
pub use violation::{Violation, ViolationKind, Violations};

/// How many violations are reported unless something else is asked for.
pub const DEFAULT_LIMIT: usize = 100;

/// Checks a value against the constraints of its model: `required`, `length`, `range`, `pattern`, `enum` and
/// `uniqueItems` (Smithy 2.0, constraint traits). Every generated structure and union has this.
pub trait Validate {
    /// Reports up to `limit` violations, at least one. The check of a value that has none is fast.
    ///
    /// # Errors
    ///
    /// The violations, in the model's order of members.
    fn validate_with(&self, limit: usize) -> Result<(), Violations>;

    /// Reports up to [`DEFAULT_LIMIT`] violations.
    ///
    /// # Errors
    ///
    /// The violations, in the model's order of members.
    fn validate(&self) -> Result<(), Violations> {
        self.validate_with(DEFAULT_LIMIT)
    }
}
