//! What an expression is made of.
//!
//! In: constants in generated code. Out: the same, for the evaluator. It holds no value and allocates nothing.

/// An expression of JMESPath. Each takes the value at hand, and gives another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expression {
    /// `@`: the value itself.
    Current,
    /// `a.b.c`: members of objects in objects; null where one is missing.
    Path(&'static [&'static str]),
    /// `[-1]`: an item of a list, from the end if negative.
    Index(i64),
    /// `[1:3]`, `[::-1]`: some items of a list. The step is not zero.
    Slice {
        /// The first of them.
        start: Option<i64>,
        /// The first that is not one of them.
        stop: Option<i64>,
        /// How far it is from one to the next.
        step: i64,
    },
    /// `` `1` ``, `'text'`: always this.
    Literal(Literal),
    /// Each expression takes what the one before it gives: `a[0].b`, `a | b`.
    Chain(&'static [Expression]),
    /// `a[*].b`: of each item of a list what the second expression gives, without nulls. Null if it is no list.
    Each(&'static Expression, &'static Expression),
    /// `a[].b`: the same, once the lists in the list are laid out in it.
    Flatten(&'static Expression, &'static Expression),
    /// `a.*.b`: the same of the values of an object.
    Values(&'static Expression, &'static Expression),
    /// `a[?c].b`: the same of those items of a list for which the second expression holds.
    Filter(
        &'static Expression,
        &'static Expression,
        &'static Expression,
    ),
    /// `a || b`: the first, if it holds; else the second.
    Or(&'static Expression, &'static Expression),
    /// `a && b`: the first, if it doesn't hold; else the second.
    And(&'static Expression, &'static Expression),
    /// `!a`: whether it doesn't hold.
    Not(&'static Expression),
    /// `a == b`.
    Compare(Comparison, &'static Expression, &'static Expression),
    /// `[a, b]`: a list of what each gives. Null of null.
    List(&'static [Expression]),
    /// `{x: a, y: b}`: an object of what each gives. Null of null.
    Object(&'static [(&'static str, Expression)]),
    /// `length(a)`.
    Call(Function, &'static [Expression]),
}

/// A value that stands in an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number without a fraction.
    Integer(i64),
    /// Any other number.
    Double(f64),
    /// A text.
    String(&'static str),
    /// An array.
    List(&'static [Literal]),
    /// An object, by key.
    Object(&'static [(&'static str, Literal)]),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`; this and what follows is null unless both are numbers.
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// The functions that models use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `contains(text or list, value)`
    Contains,
    /// `ends_with(text, text)`
    EndsWith,
    /// `keys(object)`, sorted.
    Keys,
    /// `length(text, list or object)`
    Length,
    /// `not_null(value, ...)`: the first that is not null.
    NotNull,
    /// `starts_with(text, text)`
    StartsWith,
    /// `values(object)`, in the order of its keys.
    Values,
}
