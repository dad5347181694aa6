//! Expressions, evaluated by the runtime and by another implementation, on many documents.

use super::super::parse;
use crate::rust::{DocumentLiteral, JmesComparison, JmesFunction, JmesPath};
use jmespath::Variable;
use tinsmith::Document;
use tinsmith::generated::client::{Comparison, Expression, Function, Literal};

/// The form of every expression in the waiters, paginators and endpoint parameters of AWS's models, and more.
const EXPRESSIONS: &[&str] = &[
    "a",
    "a.b.c",
    "a[].b",
    "a[].b[].c",
    "a[*].b",
    "a[*].b[*].c",
    "a[*].[b.c, a, b][]",
    "a.*.b",
    "*.b",
    "*",
    "a[0]",
    "a[-1].b",
    "b || a[-1].b",
    "a[1:]",
    "a[::-1].b",
    "a[-2:9:2]",
    "a[?b == 'x'].c",
    "a[?b == 'x' || b == `1`]",
    "a[?!(length(b) == `1` && a == c)]",
    "length(a) > `0`",
    "length(a[]) == `0`",
    "length(b || '') > `0`",
    "length(a) > `0` && length(a[?b == 'x']) == length(a)",
    "a != 'x' && b != 'y'",
    "keys(a)",
    "values(a)",
    "contains(a, 'x')",
    "contains(a[].b, `1`)",
    "starts_with(a, 'x')",
    "ends_with(a, 'x')",
    "not_null(a, b, c)",
    "{x: a, y: b[0]}",
    "[a, b]",
    "a | [0] | b",
    "a[].b | [0]",
    "(a || b).c",
    "a && b",
    "!a",
    "!a && b",
    "a < b",
    "a >= `2`",
    "a == b",
    "a == `{\"b\": 1}`",
    "@",
    "@.a",
    "`[1, \"x\", null]`",
    "a[][]",
    "a[*][0]",
    "a.*.*",
    "a.b[?c]",
    "a[?c][?b]",
    "a[?c].b | length(@)",
];

/// Random numbers that are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap()]
    }

    /// A document as JSON.
    fn document(&mut self, depth: u64) -> String {
        match self.below(if depth == 0 { 6 } else { 11 }) {
            0 => "null".to_owned(),
            1 => self.of(&["true", "false"]).to_owned(),
            2 | 3 => self.of(&["0", "1", "2", "-3", "1.5"]).to_owned(),
            4 | 5 => format!("{:?}", self.of(&["", "x", "y", "xyx", "é"])),
            6 | 7 => {
                let items = (0..self.below(4)).map(|_| self.document(depth - 1));
                let items: Vec<String> = items.collect();
                format!("[{}]", items.join(","))
            }
            _ => self.object(depth - 1),
        }
    }

    fn object(&mut self, depth: u64) -> String {
        let mut entries = Vec::new();
        for name in ["a", "b", "c"] {
            if self.below(4) > 0 {
                entries.push(format!("{name:?}:{}", self.document(depth)));
            }
        }
        format!("{{{}}}", entries.join(","))
    }

    /// An expression; some have no meaning, which both must say.
    fn expression(&mut self, depth: u64) -> String {
        let name = |random: &mut Self| random.of(&["a", "b", "c", "@"]).to_owned();
        if depth == 0 {
            return name(self);
        }
        let one = self.expression(depth - 1);
        match self.below(18) {
            0 | 1 => format!("{one}.{}", self.of(&["a", "b", "c", "*", "[a, b]"])),
            2 => format!("{one}[]"),
            3 => format!("{one}[*]"),
            4 => format!(
                "{one}[{}]",
                self.of(&["0", "-1", "1:", ":-1", "::2", "::-1", "5"])
            ),
            5 => format!("{one}[?{}]", self.expression(depth - 1)),
            6 => format!("{one} || {}", self.expression(depth - 1)),
            7 => format!("{one} && {}", self.expression(depth - 1)),
            8 => format!("{one} | {}", self.expression(depth - 1)),
            9 => format!("!{one}"),
            10 => format!("({one})"),
            11 | 12 => {
                let sign = self.of(&["==", "!=", "<", "<=", ">", ">="]);
                let other = self.expression(depth - 1);
                format!("{one} {sign} {}", self.of(&["`1`", "'x'", &other]))
            }
            13 => format!("{}({one})", self.of(&["length", "keys", "not_null"])),
            14 => format!("contains({one}, 'x')"),
            15 => format!("[{one}, {}]", self.expression(depth - 1)),
            16 => format!("{{x: {one}}}"),
            _ => name(self),
        }
    }
}

/// Compares what both make of an expression, and says whether that is a value.
fn compare(text: &str, document: &str) -> bool {
    let theirs = jmespath::compile(text);
    let ours = parse(text);
    assert_eq!(
        ours.is_ok(),
        theirs.is_ok(),
        "{text}: {ours:?} and {theirs:?}"
    );
    let (Ok(ours), Ok(theirs)) = (ours, theirs) else {
        return false;
    };
    let value: serde_json::Value = serde_json::from_str(document).unwrap();
    let found = constant(&ours).evaluate(&as_document(&value));
    let expected = theirs.search(Variable::from_json(document).unwrap());
    assert_eq!(
        found.is_ok(),
        expected.is_ok(),
        "{text} on {document}: {found:?} and {expected:?}"
    );
    let (Ok(found), Ok(expected)) = (found, expected) else {
        return false;
    };
    let expected = as_document(&serde_json::to_value(&*expected).unwrap());
    let is_value = !expected.is_null();
    assert_eq!(doubles(found), expected, "{text} on {document}");
    is_value
}

#[test]
fn expressions_of_models_select_the_same() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for text in EXPRESSIONS {
        let mut values = 0;
        for _ in 0..600 {
            let document = random.object(4);
            values += u32::from(compare(text, &document));
        }
        assert!(values > 3, "{text}: {values}");
    }
}

#[test]
fn random_expressions_select_the_same() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut values = 0;
    for _ in 0..20_000 {
        let text = random.expression(4);
        let document = random.object(3);
        values += u32::from(compare(&text, &document));
    }
    // What is null or fails shows less.
    assert!(values > 6_000, "{values}");
}

fn as_document(value: &serde_json::Value) -> Document {
    match value {
        serde_json::Value::Null => Document::Null,
        serde_json::Value::Bool(value) => Document::Boolean(*value),
        serde_json::Value::Number(number) => Document::Double(number.as_f64().unwrap()),
        serde_json::Value::String(text) => Document::String(text.clone()),
        serde_json::Value::Array(items) => Document::Array(items.iter().map(as_document).collect()),
        serde_json::Value::Object(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(name, value)| (name.clone(), as_document(value)));
            Document::Object(entries.collect())
        }
    }
}

/// With all numbers as doubles, as the other implementation has them.
fn doubles(document: Document) -> Document {
    match document {
        Document::Integer(number) => Document::Double(number as f64),
        Document::Array(items) => Document::Array(items.into_iter().map(doubles).collect()),
        Document::Object(entries) => {
            let entries = entries.into_iter();
            Document::Object(
                entries
                    .map(|(name, value)| (name, doubles(value)))
                    .collect(),
            )
        }
        other => other,
    }
}

fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn word(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn all<T, U>(items: &[T], constant: impl Fn(&T) -> U) -> &'static [U] {
    Box::leak(
        items
            .iter()
            .map(constant)
            .collect::<Vec<_>>()
            .into_boxed_slice(),
    )
}

/// The constant that is generated for an expression.
fn constant(of: &JmesPath) -> Expression {
    let to = |of: &JmesPath| kept(constant(of));
    match of {
        JmesPath::Current => Expression::Current,
        JmesPath::Path(names) => Expression::Path(all(names, |name| word(name))),
        JmesPath::Index(index) => Expression::Index(*index),
        JmesPath::Slice { start, stop, step } => Expression::Slice {
            start: *start,
            stop: *stop,
            step: *step,
        },
        JmesPath::Literal(value) => Expression::Literal(literal(value)),
        JmesPath::Chain(steps) => Expression::Chain(all(steps, constant)),
        JmesPath::Each(of, then) => Expression::Each(to(of), to(then)),
        JmesPath::Flatten(of, then) => Expression::Flatten(to(of), to(then)),
        JmesPath::Values(of, then) => Expression::Values(to(of), to(then)),
        JmesPath::Filter(of, condition, then) => {
            Expression::Filter(to(of), to(condition), to(then))
        }
        JmesPath::Or(first, second) => Expression::Or(to(first), to(second)),
        JmesPath::And(first, second) => Expression::And(to(first), to(second)),
        JmesPath::Not(of) => Expression::Not(to(of)),
        JmesPath::Compare(how, left, right) => {
            let how = match how {
                JmesComparison::Equal => Comparison::Equal,
                JmesComparison::NotEqual => Comparison::NotEqual,
                JmesComparison::Less => Comparison::Less,
                JmesComparison::LessOrEqual => Comparison::LessOrEqual,
                JmesComparison::Greater => Comparison::Greater,
                JmesComparison::GreaterOrEqual => Comparison::GreaterOrEqual,
            };
            Expression::Compare(how, to(left), to(right))
        }
        JmesPath::List(items) => Expression::List(all(items, constant)),
        JmesPath::Object(entries) => {
            Expression::Object(all(entries, |(name, value)| (word(name), constant(value))))
        }
        JmesPath::Call(function, arguments) => {
            let function = match function {
                JmesFunction::Contains => Function::Contains,
                JmesFunction::EndsWith => Function::EndsWith,
                JmesFunction::Keys => Function::Keys,
                JmesFunction::Length => Function::Length,
                JmesFunction::NotNull => Function::NotNull,
                JmesFunction::StartsWith => Function::StartsWith,
                JmesFunction::Values => Function::Values,
            };
            Expression::Call(function, all(arguments, constant))
        }
    }
}

fn literal(of: &DocumentLiteral) -> Literal {
    match of {
        DocumentLiteral::Null => Literal::Null,
        DocumentLiteral::Bool(value) => Literal::Boolean(*value),
        DocumentLiteral::Number(text) => Literal::Double(text.parse().unwrap()),
        DocumentLiteral::String(text) => Literal::String(word(text)),
        DocumentLiteral::Array(items) => Literal::List(all(items, literal)),
        DocumentLiteral::Object(entries) => {
            Literal::Object(all(entries, |(name, value)| (word(name), literal(value))))
        }
    }
}
