use super::*;
use crate::model::{
    Auth, AwsService, DefaultValue, Deprecated, Documentation, EnumValue, Error, Http, HttpError,
    Internal, Length, Matcher, Mixin, Number, PathComparator, PathMatcher, Pattern, Protocols,
    Range, Required, Retryable, SigV4, Tags, TimestampFormat, TraitDefinition, UniqueItems, Value,
    Waitable,
};

fn document(version: &str, shapes: &str) -> String {
    format!(r#"{{"smithy": "{version}", "metadata": {{"x": []}}, "shapes": {{{shapes}}}}}"#)
}

fn two(shapes: &str) -> Model {
    sound(&[&document("2.0", shapes)])
}

fn one(shapes: &str) -> Model {
    sound(&[&document("1.0", shapes)])
}

#[test]
fn every_type_is_read() {
    let simple = [
        "blob",
        "boolean",
        "string",
        "byte",
        "short",
        "integer",
        "long",
        "float",
        "double",
        "bigInteger",
        "bigDecimal",
        "timestamp",
        "document",
    ];
    for kind in simple {
        let model = two(&format!(r#""a#X": {{"type": "{kind}"}}"#));
        assert_eq!(shape(&model, "a#X").kind.name(), kind);
    }
    let model = two(
        r#""a#L": {"type": "list", "member": {"target": "smithy.api#String"}},
           "a#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#PrimitiveLong"}},
           "a#S": {"type": "structure", "members": {"a": {"target": "smithy.api#Integer"}}},
           "a#U": {"type": "union", "members": {"none": {"target": "smithy.api#Unit"}}},
           "a#E": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}},
           "a#I": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}}"#,
    );
    for (id, kind) in [
        ("a#L", "list"),
        ("a#M", "map"),
        ("a#S", "structure"),
        ("a#U", "union"),
        ("a#E", "enum"),
        ("a#I", "intEnum"),
        // The prelude, as far as it is referred to.
        ("smithy.api#String", "string"),
        ("smithy.api#PrimitiveLong", "long"),
        ("smithy.api#Integer", "integer"),
        ("smithy.api#Unit", "structure"),
    ] {
        assert_eq!(shape(&model, id).kind.name(), kind, "{id}");
    }
    assert!(model.get(&ShapeId::new("smithy.api", "Blob")).is_none());
    assert!(
        shape(&model, "smithy.api#PrimitiveLong")
            .traits
            .has::<DefaultValue>()
    );
}

#[test]
fn services_resources_and_operations() {
    let model = two(
        r#""a#S": {"type": "service", "version": "1", "operations": [{"target": "a#Op"}], "resources": [{"target": "a#R"}],
                   "errors": [{"target": "a#E"}], "rename": {"b#X": "Y"}},
           "a#R": {"type": "resource", "identifiers": {"id": {"target": "smithy.api#String"}}, "list": {"target": "a#List"},
                   "read": {"target": "a#Get"}, "create": {"target": "a#Make"}, "put": {"target": "a#Put"},
                   "update": {"target": "a#Set"}, "delete": {"target": "a#Del"}, "operations": [{"target": "a#Poke"}],
                   "collectionOperations": [{"target": "a#All"}], "resources": [{"target": "a#Sub"}]},
           "a#Op": {"type": "operation", "input": {"target": "a#In"}, "output": {"target": "smithy.api#Unit"},
                    "errors": [{"target": "a#E"}]},
           "a#Bare": {"type": "operation"}"#,
    );
    let (_, service) = service(&model);
    assert_eq!(service.version, "1");
    assert_eq!(service.rename, [(ShapeId::new("b", "X"), "Y".to_owned())]);
    assert_eq!(service.errors[0].target.as_str(), "a#E");
    let Kind::Resource(resource) = &shape(&model, "a#R").kind else {
        panic!()
    };
    let operations: Vec<_> = resource
        .operations
        .iter()
        .map(|o| o.target.name())
        .collect();
    assert_eq!(
        operations,
        ["Put", "Make", "Get", "Set", "Del", "List", "Poke", "All"]
    );
    assert_eq!(resource.resources[0].target.name(), "Sub");
    assert!(
        shape(&model, "a#R")
            .traits
            .unread("smithy#identifiers")
            .is_some()
    );
    let op = operation(&model, "a#Op");
    assert_eq!(op.input.as_ref().unwrap().target.name(), "In");
    assert!(op.output.is_none());
    assert_eq!(op.errors.len(), 1);
    let bare = operation(&model, "a#Bare");
    assert!(bare.input.is_none() && bare.output.is_none());
}

#[test]
fn traits_are_typed_and_the_rest_is_kept() {
    let model = two(
        r##""a#S": {"type": "service", "traits": {"aws.auth#sigv4": {"name": "x"}, "aws.protocols#awsJson1_0": {"http": ["h2"]},
                "b#pigeon": {}, "aws.protocols#restJson1": {}, "smithy.api#auth": ["aws.auth#sigv4"],
                "aws.api#service": {"sdkId": "T", "endpointPrefix": "t", "arnNamespace": "n"}}},
            "b#pigeon": {"type": "structure", "traits": {"smithy.api#trait": {"selector": "service"}, "smithy.api#protocolDefinition": {}}},
            "a#Op": {"type": "operation", "traits": {"smithy.api#http": {"method": "GET", "uri": "/x"}, "smithy.api#unknown": [1]}},
            "a#E": {"type": "structure", "traits": {"smithy.api#error": "server", "smithy.api#httpError": 503,
                "smithy.api#retryable": {"throttling": true}, "smithy.api#deprecated": {"since": "1"}}},
            "a#T": {"type": "string", "traits": {"smithy.api#pattern": "^a+", "smithy.api#length": {"max": 3},
                "smithy.api#documentation": "Text", "smithy.api#tags": ["x"]}},
            "a#N": {"type": "float", "traits": {"smithy.api#range": {"min": -0.5}}},
            "a#W": {"type": "timestamp", "traits": {"smithy.api#timestampFormat": "http-date"}},
            "a#M": {"type": "structure", "traits": {"smithy.api#mixin": {"localTraits": ["smithy.api#private"], "interface": true}},
                "members": {"d": {"target": "a#T", "traits": {"smithy.api#default": null, "smithy.api#required": {}}}}}"##,
    );
    let traits = |id: &str| &shape(&model, id).traits;
    let protocols: Vec<_> = the::<Protocols>(traits("a#S"))
        .0
        .iter()
        .map(|p| p.id.as_str())
        .collect();
    assert_eq!(
        protocols,
        [
            "aws.protocols#awsJson1_0",
            "b#pigeon",
            "aws.protocols#restJson1"
        ]
    );
    assert_eq!(the::<SigV4>(traits("a#S")).name, "x");
    assert_eq!(the::<Auth>(traits("a#S")).0, ["aws.auth#sigv4"]);
    assert_eq!(
        the::<AwsService>(traits("a#S")).endpoint_prefix.as_deref(),
        Some("t")
    );
    assert!(
        traits("a#S")
            .unread("aws.api#service.arnNamespace")
            .is_some()
    );
    assert!(traits("b#pigeon").has::<TraitDefinition>());
    assert!(
        traits("b#pigeon")
            .unread("smithy.api#trait.selector")
            .is_some()
    );
    let http = the::<Http>(traits("a#Op"));
    assert_eq!(
        (http.method.as_str(), http.uri.as_str(), http.code),
        ("GET", "/x", 200)
    );
    assert!(traits("a#Op").unread("smithy.api#unknown").is_some());
    assert_eq!(*the::<Error>(traits("a#E")), Error::Server);
    assert_eq!(the::<HttpError>(traits("a#E")).0, 503);
    assert!(the::<Retryable>(traits("a#E")).throttling);
    assert_eq!(the::<Deprecated>(traits("a#E")).since.as_deref(), Some("1"));
    let pattern = the::<Pattern>(traits("a#T"));
    assert_eq!(
        (pattern.regex.as_str(), pattern.modelled.as_str()),
        ("^a+", "^a+")
    );
    assert_eq!(
        *the::<Length>(traits("a#T")),
        Length {
            min: None,
            max: Some(3)
        }
    );
    assert_eq!(the::<Documentation>(traits("a#T")).0, "Text");
    assert_eq!(the::<Tags>(traits("a#T")).0, ["x"]);
    assert_eq!(
        the::<Range>(traits("a#N")).min,
        Some(Number::Decimal("-0.5".to_owned()))
    );
    assert_eq!(
        *the::<TimestampFormat>(traits("a#W")),
        TimestampFormat::HttpDate
    );
    assert_eq!(
        the::<Mixin>(traits("a#M")).local_traits,
        ["smithy.api#private"]
    );
    let member = member(&model, "a#M", "d");
    assert_eq!(the::<DefaultValue>(&member.traits).0, Value::Null);
    assert!(member.traits.has::<Required>());
    assert_eq!(
        &*member.traits.at::<Required>().unwrap().pointer,
        "/shapes/a#M/members/d/traits/smithy.api#required"
    );
}

#[test]
fn apply_reaches_across_documents_and_into_mixins() {
    let first = document(
        "2.0",
        r#""a#S": {"type": "structure", "members": {"own": {"target": "smithy.api#String"}}, "mixins": [{"target": "a#M"}]},
           "a#T": {"type": "string", "traits": {"smithy.api#tags": ["x"], "a#list": [1]}},
           "b#X$own": {"type": "apply", "traits": {"smithy.api#required": {}}}"#,
    );
    let second = document(
        "2.0",
        r#""a#M": {"type": "structure", "traits": {"smithy.api#mixin": {}}, "members": {"m": {"target": "a#T"}}},
           "a#T": {"type": "apply", "traits": {"smithy.api#documentation": "D", "smithy.api#tags": ["y"], "a#list": [2]}},
           "a#S$m": {"type": "apply", "traits": {"smithy.api#required": {}}},
           "a#S$own": {"type": "apply", "traits": {"smithy.api#documentation": "O"}},
           "b#X": {"type": "structure", "members": {"own": {"target": "smithy.api#String"}}}"#,
    );
    let model = sound(&[&first, &second]);
    assert!(member(&model, "b#X", "own").traits.has::<Required>());
    let traits = &shape(&model, "a#T").traits;
    assert_eq!(the::<Documentation>(traits).0, "D");
    assert_eq!(the::<Tags>(traits).0, ["x", "y"]);
    assert_eq!(traits.unread("a#list").unwrap().items().unwrap().len(), 2);
    assert_eq!(
        the::<Documentation>(&member(&model, "a#S", "own").traits).0,
        "O"
    );
    // The member of the mixin is written down on the shape, and the mixin itself is left as it is.
    let written = member(&model, "a#S", "m");
    assert!(written.traits.has::<Required>());
    assert_eq!(written.target.as_str(), "a#T");
    assert!(!member(&model, "a#M", "m").traits.has::<Required>());
    assert_eq!(shape(&model, "a#S").mixins[0].target.as_str(), "a#M");
}

#[test]
fn the_enum_trait_becomes_an_enum() {
    for version in ["1.0", "2.0"] {
        let model = sound(&[&document(
            version,
            r#""a#E": {"type": "string", "traits": {"smithy.api#enum": [
                {"value": "t2.nano", "name": "T2_NANO", "documentation": "Small", "tags": ["public"]},
                {"value": "plain"}, {"value": "old", "deprecated": true, "tags": ["internal"], "x": 1}]}}"#,
        )]);
        let shape = shape(&model, "a#E");
        assert_eq!(shape.kind.name(), "enum");
        assert!(shape.traits.unread("smithy.api#enum").is_none());
        let members: Vec<_> = shape.kind.members().collect();
        let names: Vec<_> = members.iter().map(|m| m.name.as_str()).collect();
        assert_eq!(names, ["T2_NANO", "plain", "old"]);
        assert_eq!(
            the::<EnumValue>(&members[0].traits).0,
            Value::String("t2.nano".to_owned())
        );
        assert_eq!(the::<Documentation>(&members[0].traits).0, "Small");
        assert!(!members[0].traits.has::<Internal>());
        assert!(members[2].traits.has::<Internal>() && members[2].traits.has::<Deprecated>());
        assert!(members[2].traits.unread("smithy.api#enum.x").is_some());
    }
    // On a member of an enum shape, the tag alone hides nothing.
    let model = two(
        r#""a#E": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#tags": ["internal"]}}}}"#,
    );
    assert!(!member(&model, "a#E", "A").traits.has::<Internal>());
}

#[test]
fn version_1_had_zero_values() {
    let shapes = r#"
        "a#S": {"type": "structure", "members": {
            "i": {"target": "smithy.api#Integer"}, "p": {"target": "smithy.api#PrimitiveInteger"},
            "b": {"target": "smithy.api#PrimitiveBoolean"}, "n": {"target": "a#Number"}, "boxed": {"target": "a#Boxed"},
            "here": {"target": "a#Number", "traits": {"smithy.api#box": {}}},
            "must": {"target": "a#Number", "traits": {"smithy.api#required": {}}},
            "min": {"target": "a#Number", "traits": {"smithy.api#range": {"min": 1}}},
            "max": {"target": "a#Number", "traits": {"smithy.api#range": {"max": 5}}},
            "s": {"target": "smithy.api#String"}, "stream": {"target": "a#Stream"}}},
        "a#Number": {"type": "long"}, "a#Boxed": {"type": "long", "traits": {"smithy.api#box": {}}},
        "a#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
        "a#U": {"type": "union", "members": {"n": {"target": "a#Number"}}},
        "a#Set": {"type": "set", "member": {"target": "a#Number"}}"#;
    let model = one(shapes);
    let default = |name: &str| {
        let member = member(&model, "a#S", name);
        member
            .traits
            .get::<DefaultValue>()
            .map(|default| default.0.clone())
    };
    let zero = Some(Value::Number(Number::Integer(0)));
    for (name, expected) in [
        ("i", None),
        ("p", zero.clone()),
        ("b", Some(Value::Boolean(false))),
        ("n", zero.clone()),
        ("boxed", None),
        ("here", None),
        ("must", None),
        ("min", None),
        ("max", zero),
        ("s", None),
        ("stream", Some(Value::String(String::new()))),
    ] {
        assert_eq!(default(name), expected, "{name}");
    }
    assert!(!member(&model, "a#U", "n").traits.has::<DefaultValue>());
    assert_eq!(shape(&model, "a#Set").kind.name(), "list");
    assert!(shape(&model, "a#Set").traits.has::<UniqueItems>());
    // In version 2 a default is there when it is written down.
    let model = two(shapes);
    assert!(!member(&model, "a#S", "p").traits.has::<DefaultValue>());
}

#[test]
fn what_cannot_be_read_is_told_all_at_once() {
    let told = told(&[
        &document(
            "2.0",
            r#""noNamespace": {"type": "string"}, "a#None": {}, "a#Odd": {"type": "strng"}, "a#L": {"type": "list"},
               "a#S": {"type": "structure", "members": {"text": "smithy.api#String", "none": {}, "bad": {"target": "String"}}},
               "a#T": {"type": "string", "traits": {"smithy.api#length": {"min": -1}, "smithy.api#error": "nobody",
                    "smithy.api#http": {"uri": "/"}, "smithy.api#documentation": 1, "smithy.api#timestampFormat": "x"}},
               "a#O": {"type": "operation", "input": {}, "errors": [{"target": 1}]},
               "a#Gone": {"type": "apply", "traits": {"smithy.api#required": {}}},
               "a#V": {"type": "string", "traits": {"smithy.api#documentation": "one"}}"#,
        ),
        &document("3.0", ""),
        &document(
            "2.0",
            r#""a#V": {"type": "apply", "traits": {"smithy.api#documentation": "two"}}"#,
        ),
    ]);
    assert_eq!(
        texts(&told),
        [
            (
                "noNamespace",
                "0:/shapes/noNamespace",
                "\"noNamespace\" is no shape id"
            ),
            ("a#None", "0:/shapes/a#None", "the shape has no type"),
            ("a#Odd", "0:/shapes/a#Odd/type", "unknown type \"strng\""),
            ("a#L", "0:/shapes/a#L", "\"member\" is missing"),
            (
                "a#S$text",
                "0:/shapes/a#S/members/text",
                "the member \"text\" is a string"
            ),
            (
                "a#S$none",
                "0:/shapes/a#S/members/none",
                "the member \"none\" has no target"
            ),
            (
                "a#S$bad",
                "0:/shapes/a#S/members/bad/target",
                "\"String\" is no shape id"
            ),
            (
                "a#T",
                "0:/shapes/a#T/traits/smithy.api#length/min",
                "expected a whole number, zero or more, found the number -1"
            ),
            (
                "a#T",
                "0:/shapes/a#T/traits/smithy.api#error",
                "unknown value \"nobody\" of smithy.api#error"
            ),
            (
                "a#T",
                "0:/shapes/a#T/traits/smithy.api#http",
                "the trait lacks \"method\""
            ),
            (
                "a#T",
                "0:/shapes/a#T/traits/smithy.api#documentation",
                "expected a string, found the number 1"
            ),
            (
                "a#T",
                "0:/shapes/a#T/traits/smithy.api#timestampFormat",
                "unknown value \"x\" of smithy.api#timestampFormat"
            ),
            ("a#O", "0:/shapes/a#O/input", "the reference has no target"),
            (
                "a#O",
                "0:/shapes/a#O/errors/0/target",
                "expected a string, found the number 1"
            ),
            ("", "1:/smithy", "unknown version \"3.0\" of Smithy"),
            (
                "a#Gone",
                "0:/shapes/a#Gone",
                "`apply` names something that no document defines"
            ),
            (
                "a#V",
                "2:/shapes/a#V/traits/smithy.api#documentation",
                "the trait smithy.api#documentation is applied twice, with different values"
            ),
        ]
    );
}

#[test]
fn waiters_are_read_and_their_faults_told() {
    let waitable = |waiter: &str| {
        format!(
            r#"{{"smithy": "2.0", "shapes": {{"ns#Get": {{"type": "operation",
                "traits": {{"smithy.waiters#waitable": {{"There": {waiter}}}}}}}}}}}"#
        )
    };
    let model = sound(&[&waitable(
        r#"{"minDelay": 300, "acceptors": [
            {"state": "success", "matcher": {"output": {"path": "a", "expected": "true", "comparator": "booleanEquals"}}},
            {"state": "retry", "matcher": {"errorType": "other.ns#Gone"}}]}"#,
    )]);
    let Waitable(waiters) = the::<Waitable>(&shape(&model, "ns#Get").traits);
    let [waiter] = waiters.as_slice() else {
        panic!("one waiter");
    };
    assert_eq!((waiter.min_delay, waiter.max_delay), (300, 300));
    let path = PathMatcher {
        path: "a".to_owned(),
        comparator: PathComparator::BooleanEquals(true),
    };
    assert_eq!(waiter.acceptors[0].matcher, Matcher::Output(path));
    let gone = Matcher::ErrorType("Gone".to_owned());
    assert_eq!(waiter.acceptors[1].matcher, gone);

    let accept = |matcher: &str| {
        format!(r#"{{"acceptors": [{{"state": "success", "matcher": {matcher}}}]}}"#)
    };
    for (waiter, fault) in [
        ("{}".to_owned(), "the trait lacks \"acceptors\""),
        (
            r#"{"acceptors": [], "minDelay": 9, "maxDelay": 8}"#.to_owned(),
            "pauses of 9 to 8 seconds are none",
        ),
        (
            r#"{"acceptors": [{"state": "later", "matcher": {}}]}"#.to_owned(),
            "unknown value \"later\" of states",
        ),
        (accept("{}"), "the matcher matches nothing"),
        (
            accept(r#"{"output": {"path": "a", "expected": "x", "comparator": "equals"}}"#),
            "unknown value \"equals\" of comparators",
        ),
        (
            accept(
                r#"{"output": {"path": "a", "expected": "yes", "comparator": "booleanEquals"}}"#,
            ),
            "a boolean is expected to be neither true nor false",
        ),
    ] {
        let told = told(&[&waitable(&waiter)]);
        assert_eq!(texts(&told)[0].2, fault, "{waiter}");
    }
}
