//! Outputs that come in pages.
//!
//! In: decisions of `lower`. Out: what `emit` writes beside the fluent call of an operation.

use super::ty::Type;

/// How an operation goes from one page to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// What leads to the next page; one at least.
    pub tokens: Vec<PageToken>,
    /// The flag in the output that says whether there is more, where the model has one.
    pub more: Option<MemberPath>,
    /// What a page holds, where the model says it of one member.
    pub items: Option<Items>,
}

/// A value that leads to the next page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageToken {
    /// Its type, on both sides.
    pub ty: Type,
    /// Where it stands in the output; the first of these places that has one.
    pub from: Vec<MemberPath>,
    /// The field of the input that takes it.
    pub to: String,
    /// That field is an `Option`.
    pub to_optional: bool,
}

/// The items of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Items {
    /// A list or a map.
    pub ty: Type,
    /// Where it stands in the output.
    pub from: MemberPath,
}

/// A way through fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberPath(pub Vec<Step>);

/// A step of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a field.
    Field {
        /// Its identifier.
        name: String,
        /// It is an `Option`.
        optional: bool,
        /// Its value is in a `Box`.
        boxed: bool,
    },
    /// To the last item of a list.
    Last,
}
