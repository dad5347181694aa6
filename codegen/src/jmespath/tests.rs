//! What is parsed, what is refused, and what is known of the result.

mod against_jmespath;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::id::ShapeId;
use crate::read::read;
use crate::rust::{DocumentLiteral, JmesComparison, JmesFunction};
use crate::source::Source;

fn path(names: &[&str]) -> JmesPath {
    JmesPath::Path(names.iter().map(|name| (*name).to_owned()).collect())
}

fn boxed(path: JmesPath) -> Box<JmesPath> {
    Box::new(path)
}

#[test]
fn names_behind_names_are_one_path() {
    assert_eq!(parse("a.b.c").unwrap(), path(&["a", "b", "c"]));
    assert_eq!(parse(" a . \"b c\" ").unwrap(), path(&["a", "b c"]));
    assert_eq!(parse("a | b").unwrap(), path(&["a", "b"]));
    assert_eq!(parse("(a).b").unwrap(), path(&["a", "b"]));
    assert_eq!(
        parse("a.b[-1].c").unwrap(),
        JmesPath::Chain(vec![path(&["a", "b"]), JmesPath::Index(-1), path(&["c"])])
    );
}

#[test]
fn projections_take_what_is_behind_them() {
    assert_eq!(
        parse("Reservations[].Instances[].State.Name").unwrap(),
        JmesPath::Flatten(
            boxed(JmesPath::Flatten(
                boxed(path(&["Reservations"])),
                boxed(path(&["Instances"])),
            )),
            boxed(path(&["State", "Name"])),
        )
    );
    assert_eq!(
        parse("a.*.b | [0]").unwrap(),
        JmesPath::Chain(vec![
            JmesPath::Values(boxed(path(&["a"])), boxed(path(&["b"]))),
            JmesPath::Index(0)
        ])
    );
    assert_eq!(
        parse("a[*].[b.c, d][]").unwrap(),
        JmesPath::Flatten(
            boxed(JmesPath::Each(
                boxed(path(&["a"])),
                boxed(JmesPath::List(vec![path(&["b", "c"]), path(&["d"])])),
            )),
            boxed(JmesPath::Current),
        )
    );
    assert_eq!(
        parse("a[1:-1].b").unwrap(),
        JmesPath::Each(
            boxed(JmesPath::Chain(vec![
                path(&["a"]),
                JmesPath::Slice {
                    start: Some(1),
                    stop: Some(-1),
                    step: 1
                }
            ])),
            boxed(path(&["b"])),
        )
    );
}

#[test]
fn comparisons_bind_tighter_than_and_and_that_than_or() {
    let compare =
        |comparison, left, right| JmesPath::Compare(comparison, boxed(left), boxed(right));
    let text = |text: &str| JmesPath::Literal(DocumentLiteral::String(text.to_owned()));
    let number = |text: &str| JmesPath::Literal(DocumentLiteral::Number(text.to_owned()));
    assert_eq!(
        parse("a == 'x' || b != 'it''s' && !c").unwrap_err(),
        "the end was expected at byte 21"
    );
    assert_eq!(
        parse(r"a == 'x' || b != 'it\'s' && !c").unwrap(),
        JmesPath::Or(
            boxed(compare(JmesComparison::Equal, path(&["a"]), text("x"))),
            boxed(JmesPath::And(
                boxed(compare(
                    JmesComparison::NotEqual,
                    path(&["b"]),
                    text("it's")
                )),
                boxed(JmesPath::Not(boxed(path(&["c"])))),
            )),
        )
    );
    assert_eq!(
        parse("length(a[?b > `1.5`]) <= `0`").unwrap(),
        compare(
            JmesComparison::LessOrEqual,
            JmesPath::Call(
                JmesFunction::Length,
                vec![JmesPath::Filter(
                    boxed(path(&["a"])),
                    boxed(compare(
                        JmesComparison::Greater,
                        path(&["b"]),
                        number("1.5")
                    )),
                    boxed(JmesPath::Current),
                )]
            ),
            number("0"),
        )
    );
}

#[test]
fn what_is_no_expression_says_where() {
    for (text, reason) in [
        ("", "it ends where an expression was expected"),
        ("a.", "it ends where a name was expected"),
        ("a..b", "a name was expected at byte 2"),
        ("a[", "it ends where a number, `:` or `]` was expected"),
        ("a[b]", "a number, `:` or `]` was expected at byte 2"),
        ("a[1", "it ends where a number, `:` or `]` was expected"),
        ("a[::0]", "the step of a slice is zero"),
        ("a b", "the end was expected at byte 2"),
        ("length(a", "it ends where `,` or `)` was expected"),
        (
            "length(a, b)",
            "the function \"length\" does not take 2 arguments",
        ),
        ("'a", "what begins at byte 0 has no end"),
        ("`{`", "the literal at byte 0 is no JSON"),
        ("\"a\\q\"", "the name at byte 0 is no JSON string"),
        ("a = b", "nothing begins with '=', at byte 2"),
        ("a['é", "what begins at byte 2 has no end"),
        (
            "99999999999999999999",
            "\"99999999999999999999\" is no whole number that fits 64 bits",
        ),
        (
            "sort_by(a, &b)",
            "`&` refers to an expression, and no function here takes one",
        ),
        (
            "sum(a)",
            "the function \"sum\" is none of contains, ends_with, keys, length, not_null, starts_with, values",
        ),
    ] {
        assert_eq!(parse(text).unwrap_err(), reason, "{text}");
    }
    let deep = "(".repeat(100_000);
    assert_eq!(parse(&deep).unwrap_err(), "it nests deeper than 64 levels");
    let long = format!("a{}", "[]".repeat(100_000));
    assert!(parse(&long).is_err_and(|reason| reason.contains("64")));
}

const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
    "a#Things": {"type": "list", "member": {"target": "a#Thing"}},
    "a#Tags": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#Thing"}},
    "a#Nested": {"type": "list", "member": {"target": "a#Things"}},
    "a#State": {"type": "enum", "members": {"ON": {"target": "smithy.api#Unit"}}},
    "a#Choice": {"type": "union", "members": {"one": {"target": "a#Thing"}, "two": {"target": "smithy.api#Blob"}}},
    "a#Thing": {"type": "structure", "members": {
        "name": {"target": "smithy.api#String"},
        "state": {"target": "a#State"},
        "count": {"target": "smithy.api#Integer"},
        "at": {"target": "smithy.api#Timestamp"},
        "ready": {"target": "smithy.api#Boolean"},
        "any": {"target": "smithy.api#Document"},
        "things": {"target": "a#Things"},
        "nested": {"target": "a#Nested"},
        "tags": {"target": "a#Tags"},
        "choice": {"target": "a#Choice"}
    }}
}}"#;

fn check(text: &str) -> Result<Gives, String> {
    let mut diagnostics = Diagnostics::default();
    let model = read(&[Source::new("model.json", MODEL)], &mut diagnostics).unwrap();
    let thing = model.get(&ShapeId::new("a", "Thing")).unwrap();
    compile(text, &model, On::Structure(thing)).map(|checked| checked.gives)
}

#[test]
fn the_kind_of_a_value_is_known() {
    let list = |item| Gives::List(Box::new(item));
    for (text, gives) in [
        ("name", Gives::Text),
        ("state", Gives::Text),
        ("count", Gives::Number),
        ("at", Gives::Number),
        ("ready", Gives::Boolean),
        ("any.a[0].b", Gives::Any),
        ("things[].name", list(Gives::Text)),
        ("things[0].name", Gives::Text),
        ("nested[].ready", list(Gives::Boolean)),
        ("nested[*][0].ready", list(Gives::Boolean)),
        ("tags.*.name", list(Gives::Text)),
        ("tags.x.name", Gives::Text),
        ("keys(tags)", list(Gives::Text)),
        ("values(tags)[].count", list(Gives::Number)),
        ("choice.two", Gives::Text),
        ("choice.one.things[-1].count", Gives::Number),
        ("name || ''", Gives::Text),
        ("name || count", Gives::Any),
        ("name == 'x' && count > `1`", Gives::Boolean),
        ("!name", Gives::Boolean),
        ("[name, state]", list(Gives::Text)),
        ("[name, count]", list(Gives::Any)),
        ("{a: name}", Gives::Object),
        ("{a: name}.a", Gives::Text),
        (
            "length(things[?contains(name, 'x')]) == `0`",
            Gives::Boolean,
        ),
        ("not_null(name, state)", Gives::Text),
        ("`[1, 2]`", list(Gives::Number)),
        ("@", Gives::Object),
        ("name == null_", Gives::Boolean),
    ] {
        match check(text) {
            Ok(found) => assert_eq!(found, gives, "{text}"),
            // A name is no literal.
            Err(reason) => assert_eq!(reason, "Thing has no member \"null_\"", "{text}"),
        }
    }
}

#[test]
fn what_can_never_be_is_refused() {
    for (text, reason) in [
        ("nam", "Thing has no member \"nam\""),
        ("name.x", "a text has no member \"x\""),
        ("things.name", "a list has no member \"name\""),
        ("things[].nam", "Thing has no member \"nam\""),
        ("name[0]", "what is taken for a list is a text"),
        ("tags[]", "what is taken for a list is an object"),
        ("things.*", "what is taken for an object is a list"),
        ("count.*", "what is taken for an object is a number"),
        ("choice.three", "Choice has no member \"three\""),
        ("length(count)", "`length` is given a number"),
        ("keys(name)", "`keys` is given a text"),
        (
            "starts_with(name, count)",
            "`starts_with` is given a number",
        ),
        ("name == count", "a text is compared with a number"),
        ("name < `1`", "a text is asked for its order"),
        ("{a: name}.b", "there is no \"b\" in the object"),
        ("things[?nam].name", "Thing has no member \"nam\""),
    ] {
        assert_eq!(check(text).unwrap_err(), reason, "{text}");
    }
}

#[test]
fn input_and_output_are_members() {
    let mut diagnostics = Diagnostics::default();
    let model = read(&[Source::new("model.json", MODEL)], &mut diagnostics).unwrap();
    let thing = model.get(&ShapeId::new("a", "Thing")).unwrap();
    let check = |text| compile(text, &model, On::InputOutput(thing, thing)).map(|it| it.gives);
    let text = "length(input.things) == length(output.things)";
    assert_eq!(check(text), Ok(Gives::Boolean));
    assert_eq!(check("output.name"), Ok(Gives::Text));
    assert_eq!(
        check("name").unwrap_err(),
        "there is no \"name\" in the object"
    );
}
