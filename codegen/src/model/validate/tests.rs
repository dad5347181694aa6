use crate::diagnostic::{Diagnostics, Severity};
use crate::model::Model;
use crate::source::Source;

fn read(text: String) -> Model {
    let mut diagnostics = Diagnostics::default();
    let model = crate::read::read(&[Source::new("m.json", text)], &mut diagnostics);
    model.unwrap_or_else(|| panic!("{}", diagnostics.render(&[], false)))
}

fn smithy(shapes: &str) -> Model {
    read(format!(r#"{{"smithy": "2.0", "shapes": {{{shapes}}}}}"#))
}

/// Subject, pointer and message of all findings.
fn told(model: &Model) -> Vec<(String, String, String)> {
    let mut diagnostics = Diagnostics::default();
    model.validate(&mut diagnostics);
    diagnostics
        .iter()
        .map(|d| {
            assert_eq!(d.severity, Severity::Error);
            assert!(d.help.is_some());
            let pointer =
                d.at.as_ref()
                    .unwrap()
                    .pointer
                    .trim_start_matches("/shapes/")
                    .to_owned();
            (d.subject.clone().unwrap(), pointer, d.message.clone())
        })
        .collect()
}

/// Checks what is told of shapes: subject, pointer below `/shapes`, message.
fn tells(shapes: &str, expected: &[(&str, &str, &str)]) {
    let told = told(&smithy(shapes));
    let told: Vec<_> = told
        .iter()
        .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn dangling_references() {
    tells(
        r#""a#S": {"type": "structure", "members": {"m": {"target": "a#Gone"}}},
           "a#L": {"type": "list", "member": {"target": "smithy.api#Strin"}},
           "a#Svc": {"type": "service", "operations": [{"target": "a#NoOp"}], "resources": [{"target": "a#NoR"}],
                "errors": [{"target": "a#NoE"}], "rename": {"a#Nothing": "X"}},
           "a#R": {"type": "resource", "read": {"target": "a#NoOp"}, "resources": [{"target": "a#NoR"}]},
           "a#Op": {"type": "operation", "input": {"target": "a#NoIn"}, "output": {"target": "a#NoOut"}, "errors": [{"target": "a#NoE"}]},
           "a#X": {"type": "structure", "members": {}, "mixins": [{"target": "a#NoMixin"}]}"#,
        &[
            (
                "a#S$m",
                "a#S/members/m",
                "the member \"m\" refers to a#Gone, which is not defined",
            ),
            (
                "a#L$member",
                "a#L/member",
                "the member \"member\" refers to smithy.api#Strin, which is not defined",
            ),
            (
                "a#Svc",
                "a#Svc/operations/0",
                "the operation refers to a#NoOp, which is not defined",
            ),
            (
                "a#Svc",
                "a#Svc/resources/0",
                "the resource refers to a#NoR, which is not defined",
            ),
            (
                "a#Svc",
                "a#Svc/errors/0",
                "the error refers to a#NoE, which is not defined",
            ),
            (
                "a#Svc",
                "a#Svc",
                "`rename` gives the name \"X\" to a#Nothing, which is not defined",
            ),
            (
                "a#R",
                "a#R/read",
                "the operation refers to a#NoOp, which is not defined",
            ),
            (
                "a#R",
                "a#R/resources/0",
                "the resource refers to a#NoR, which is not defined",
            ),
            (
                "a#Op",
                "a#Op/input",
                "the input refers to a#NoIn, which is not defined",
            ),
            (
                "a#Op",
                "a#Op/output",
                "the output refers to a#NoOut, which is not defined",
            ),
            (
                "a#Op",
                "a#Op/errors/0",
                "the error refers to a#NoE, which is not defined",
            ),
            (
                "a#X",
                "a#X/mixins/0",
                "the mixin refers to a#NoMixin, which is not defined",
            ),
        ],
    );
}

#[test]
fn references_to_the_wrong_kind() {
    tells(
        r#""a#T": {"type": "string"}, "a#P": {"type": "structure", "members": {}},
           "a#S": {"type": "structure", "members": {"m": {"target": "a#Op"}}},
           "a#M": {"type": "map", "key": {"target": "smithy.api#Long"}, "value": {"target": "a#T"}},
           "a#Svc": {"type": "service", "operations": [{"target": "a#T"}], "resources": [{"target": "a#Op"}]},
           "a#Op": {"type": "operation", "input": {"target": "a#T"}, "output": {"target": "a#M"}, "errors": [{"target": "a#P"}, {"target": "a#T"}]},
           "a#X": {"type": "structure", "members": {}, "mixins": [{"target": "a#P"}, {"target": "a#T"}]}"#,
        &[
            (
                "a#S$m",
                "a#S/members/m",
                "the member \"m\" has the type a#Op, which is a shape of kind operation",
            ),
            ("a#M$key", "a#M/key", "the key of the map is of kind long"),
            (
                "a#Svc",
                "a#Svc/operations/0",
                "the operation a#T is a shape of kind string",
            ),
            (
                "a#Svc",
                "a#Svc/resources/0",
                "the resource a#Op is a shape of kind operation",
            ),
            (
                "a#Op",
                "a#Op/input",
                "the input a#T is a shape of kind string",
            ),
            (
                "a#Op",
                "a#Op/output",
                "the output a#M is a shape of kind map",
            ),
            (
                "a#Op",
                "a#Op/errors/0",
                "the error a#P is not marked as an error",
            ),
            (
                "a#Op",
                "a#Op/errors/1",
                "the error a#T is a shape of kind string",
            ),
            ("a#X", "a#X/mixins/0", "a#P is not a mixin"),
            (
                "a#X",
                "a#X/mixins/1",
                "the mixin a#T is a shape of kind string",
            ),
        ],
    );
}

#[test]
fn mixins_may_not_go_in_circles_or_disagree() {
    tells(
        r#""a#A": {"type": "structure", "members": {"m": {"target": "smithy.api#String"}}, "mixins": [{"target": "a#B"}], "traits": {"smithy.api#mixin": {}}},
           "a#B": {"type": "structure", "members": {}, "mixins": [{"target": "a#A"}], "traits": {"smithy.api#mixin": {}}},
           "a#C": {"type": "structure", "members": {"m": {"target": "smithy.api#Long"}}, "mixins": [{"target": "a#A"}]}"#,
        &[
            ("a#A", "a#A", "the shape is a mixin of itself"),
            ("a#B", "a#B", "the shape is a mixin of itself"),
            (
                "a#C$m",
                "a#C/members/m",
                "the member \"m\" is smithy.api#Long here and smithy.api#String in a mixin",
            ),
        ],
    );
}

#[test]
fn names_need_a_letter_or_a_digit_but_values_do_not() {
    tells(
        r#""a#--": {"type": "string"}, "a#S": {"type": "structure", "members": {"": {"target": "smithy.api#String"},
            "_-": {"target": "smithy.api#String"}, "*/": {"target": "smithy.api#String"}, "名": {"target": "smithy.api#String"}}},
           "a#E": {"type": "enum", "members": {"?": {"target": "smithy.api#Unit"}}}"#,
        &[
            ("a#--", "a#--", "nothing can be called \"--\""),
            ("a#S$", "a#S/members/", "nothing can be called \"\""),
            ("a#S$_-", "a#S/members/_-", "nothing can be called \"_-\""),
            ("a#S$*/", "a#S/members/*~1", "nothing can be called \"*/\""),
        ],
    );
}

#[test]
fn enums_have_distinct_values_of_their_kind() {
    tells(
        r#""a#E": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "x"}},
                "B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "x"}},
                "x": {"target": "smithy.api#Unit"}, "N": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}},
           "a#I": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}},
                "B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}, "C": {"target": "smithy.api#Unit"},
                "D": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 3000000000}}}},
           "a#Empty": {"type": "enum", "members": {}}, "a#U": {"type": "union", "members": {}}"#,
        &[
            (
                "a#E$B",
                "a#E/members/B/traits/smithy.api#enumValue",
                "the value \"x\" stands twice in the enum",
            ),
            (
                "a#E$x",
                "a#E/members/x",
                "the value \"x\" stands twice in the enum",
            ),
            (
                "a#E$N",
                "a#E/members/N/traits/smithy.api#enumValue",
                "the value of \"N\" is not a string",
            ),
            (
                "a#I$B",
                "a#I/members/B/traits/smithy.api#enumValue",
                "the value 1 stands twice in the enum",
            ),
            (
                "a#I$C",
                "a#I/members/C",
                "the value of \"C\" is not a whole number of 32 bits",
            ),
            (
                "a#I$D",
                "a#I/members/D/traits/smithy.api#enumValue",
                "the value of \"D\" is not a whole number of 32 bits",
            ),
            ("a#Empty", "a#Empty", "the enum has no values"),
            ("a#U", "a#U", "the union has no members"),
        ],
    );
}

#[test]
fn duplicates_in_c2j_enums() {
    let model = read(
        r#"{"metadata": {"protocol": "json", "serviceId": "T"}, "shapes": {"E": {"type": "string", "enum": ["a", "b", "a"]}}}"#
            .to_owned(),
    );
    assert_eq!(
        told(&model),
        [(
            "com.amazonaws.t#E$a".to_owned(),
            "E/enum/2".to_owned(),
            "the value \"a\" stands twice in the enum".to_owned()
        )]
    );
}

#[test]
fn bounds_are_bounds_and_stand_where_they_say_something() {
    tells(
        r#""a#L": {"type": "string", "traits": {"smithy.api#length": {"min": 5, "max": 4}}},
           "a#R": {"type": "double", "traits": {"smithy.api#range": {"min": 0.5, "max": 4.9e-1}}},
           "a#Ok": {"type": "double", "traits": {"smithy.api#range": {"min": 0.5, "max": 0.50}}},
           "a#B": {"type": "boolean", "traits": {"smithy.api#length": {"min": 1}}},
           "a#T": {"type": "string", "traits": {"smithy.api#range": {"min": 1}, "smithy.api#uniqueItems": {}}},
           "a#S": {"type": "structure", "members": {"m": {"target": "smithy.api#Long", "traits": {"smithy.api#pattern": "x"}}}},
           "a#E": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client", "smithy.api#httpError": 99}}"#,
        &[
            (
                "a#L",
                "a#L/traits/smithy.api#length",
                "no value is at least 5 and at most 4",
            ),
            (
                "a#R",
                "a#R/traits/smithy.api#range",
                "no value is at least 0.5 and at most 4.9e-1",
            ),
            (
                "a#B",
                "a#B/traits/smithy.api#length",
                "smithy.api#length says nothing about a shape of kind boolean",
            ),
            (
                "a#T",
                "a#T/traits/smithy.api#range",
                "smithy.api#range says nothing about a shape of kind string",
            ),
            (
                "a#T",
                "a#T/traits/smithy.api#uniqueItems",
                "smithy.api#uniqueItems says nothing about a shape of kind string",
            ),
            (
                "a#S$m",
                "a#S/members/m/traits/smithy.api#pattern",
                "smithy.api#pattern says nothing about a shape of kind long",
            ),
            (
                "a#E",
                "a#E/traits/smithy.api#httpError",
                "99 is no HTTP status code",
            ),
        ],
    );
}

/// An operation with this URI and input members, and the findings of it.
fn bound(http: &str, members: &str, expected: &[(&str, &str)]) {
    let shapes = format!(
        r#""a#Op": {{"type": "operation", "input": {{"target": "a#In"}}, "output": {{"target": "a#Out"}},
                "traits": {{"smithy.api#http": {http}}}}},
           "a#In": {{"type": "structure", "members": {{{members}}}}}, "a#Out": {{"type": "structure", "members": {{{members}}}}},
           "a#Texts": {{"type": "map", "key": {{"target": "smithy.api#String"}}, "value": {{"target": "smithy.api#String"}}}},
           "a#Nested": {{"type": "list", "member": {{"target": "a#Texts"}}}},
           "a#Stream": {{"type": "blob", "traits": {{"smithy.api#streaming": {{}}}}}}"#
    );
    let told = told(&smithy(&shapes));
    let told: Vec<_> = told
        .iter()
        .map(|(subject, _, message)| (subject.as_str(), message.as_str()))
        .collect();
    assert_eq!(told, expected);
}

const SLASH: &str = r#"{"method": "POST", "uri": "/"}"#;

#[test]
fn methods_uris_and_codes() {
    bound(
        r#"{"method": "GE T", "uri": "x", "code": 1000}"#,
        "",
        &[
            ("a#Op", "\"GE T\" is no HTTP method"),
            ("a#Op", "1000 is no HTTP status code"),
            (
                "a#Op",
                "the URI \"x\" is not one: the URI does not begin with `/`",
            ),
        ],
    );
}

#[test]
fn labels_and_members_belong_together() {
    let label = r#""smithy.api#httpLabel": {}"#;
    bound(
        r#"{"method": "GET", "uri": "/{gone}/{loose}/{map}/{rest+}"}"#,
        &format!(
            r#""loose": {{"target": "smithy.api#String", "traits": {{{label}}}}},
               "map": {{"target": "a#Texts", "traits": {{{label}, "smithy.api#required": {{}}}}}},
               "rest": {{"target": "smithy.api#Long", "traits": {{{label}, "smithy.api#required": {{}}}}}},
               "extra": {{"target": "smithy.api#String", "traits": {{{label}, "smithy.api#required": {{}}}}}}"#
        ),
        &[
            (
                "a#Op",
                "the URI has the label \"gone\", and the input no member for it",
            ),
            ("a#In$loose", "the label \"loose\" is not required"),
            (
                "a#In$map",
                "smithy.api#httpLabel cannot bind a shape of kind map",
            ),
            (
                "a#In$rest",
                "smithy.api#httpLabel cannot bind a shape of kind long",
            ),
            (
                "a#In$extra",
                "the member \"extra\" is bound to a label, and the URI of a#Op has none",
            ),
        ],
    );
    tells(
        r#""a#Op": {"type": "operation", "traits": {"smithy.api#http": {"method": "GET", "uri": "/{a}"}, "smithy.api#endpoint": {"hostPrefix": "{b}."}}}"#,
        &[
            (
                "a#Op",
                "a#Op/traits/smithy.api#endpoint",
                "the host prefix has the label \"b\", and the input no member for it",
            ),
            (
                "a#Op",
                "a#Op/traits/smithy.api#http",
                "the URI has the label \"a\", and the input no member for it",
            ),
        ],
    );
}

#[test]
fn headers() {
    let member = |name: &str, target: &str, value: &str| {
        format!(
            r#""{name}": {{"target": "{target}", "traits": {{"smithy.api#httpHeader": "{value}"}}}}"#
        )
    };
    bound(
        SLASH,
        &[
            member("space", "smithy.api#String", "X Y"),
            member("empty", "smithy.api#String", ""),
            member("one", "smithy.api#String", "X-A"),
            member("two", "smithy.api#String", "x-a"),
            member("map", "a#Texts", "X-B"),
            member("nested", "a#Nested", "X-C"),
        ]
        .join(","),
        &["a#In", "a#Out"]
            .iter()
            .flat_map(|shape| match *shape {
                "a#In" => [
                    ("a#In$space", "\"X Y\" is no name of a header"),
                    ("a#In$empty", "\"\" is no name of a header"),
                    ("a#In$two", "the header \"x-a\" is bound to two members"),
                    (
                        "a#In$map",
                        "smithy.api#httpHeader cannot bind a shape of kind map",
                    ),
                    (
                        "a#In$nested",
                        "smithy.api#httpHeader cannot bind a shape of kind map",
                    ),
                ],
                _ => [
                    ("a#Out$space", "\"X Y\" is no name of a header"),
                    ("a#Out$empty", "\"\" is no name of a header"),
                    ("a#Out$two", "the header \"x-a\" is bound to two members"),
                    (
                        "a#Out$map",
                        "smithy.api#httpHeader cannot bind a shape of kind map",
                    ),
                    (
                        "a#Out$nested",
                        "smithy.api#httpHeader cannot bind a shape of kind map",
                    ),
                ],
            })
            .collect::<Vec<_>>(),
    );
}

#[test]
fn bindings_count_only_in_their_direction() {
    bound(
        SLASH,
        r#""q1": {"target": "smithy.api#String", "traits": {"smithy.api#httpQuery": "q"}},
           "q2": {"target": "smithy.api#String", "traits": {"smithy.api#httpQuery": "q"}},
           "q3": {"target": "a#Nested", "traits": {"smithy.api#httpQuery": "n"}},
           "p1": {"target": "a#Texts", "traits": {"smithy.api#httpQueryParams": {}}},
           "p2": {"target": "smithy.api#String", "traits": {"smithy.api#httpQueryParams": {}}},
           "code": {"target": "smithy.api#String", "traits": {"smithy.api#httpResponseCode": {}}}"#,
        &[
            (
                "a#In$q2",
                "the query parameter \"q\" is bound to two members",
            ),
            (
                "a#In$q3",
                "smithy.api#httpQuery cannot bind a shape of kind map",
            ),
            (
                "a#In$p2",
                "smithy.api#httpQueryParams cannot bind a shape of kind string",
            ),
            ("a#In", "smithy.api#httpQueryParams is on several members"),
            (
                "a#Out$code",
                "smithy.api#httpResponseCode cannot bind a shape of kind string",
            ),
        ],
    );
}

#[test]
fn the_payload_is_the_whole_body() {
    bound(
        SLASH,
        r#""body": {"target": "a#Texts", "traits": {"smithy.api#httpPayload": {}}},
           "number": {"target": "smithy.api#Long", "traits": {"smithy.api#httpPayload": {}, "smithy.api#httpHeader": "X"}},
           "beside": {"target": "smithy.api#String"}"#,
        &[
            (
                "a#In$number",
                "smithy.api#httpPayload cannot bind a shape of kind long",
            ),
            (
                "a#In$number",
                "the member \"number\" is bound twice, by smithy.api#httpHeader and by smithy.api#httpPayload",
            ),
            ("a#In", "smithy.api#httpPayload is on several members"),
            (
                "a#In$beside",
                "the member \"beside\" is in the body, and another member is the whole body",
            ),
            (
                "a#Out$number",
                "smithy.api#httpPayload cannot bind a shape of kind long",
            ),
            (
                "a#Out$number",
                "the member \"number\" is bound twice, by smithy.api#httpHeader and by smithy.api#httpPayload",
            ),
            ("a#Out", "smithy.api#httpPayload is on several members"),
            (
                "a#Out$beside",
                "the member \"beside\" is in the body, and another member is the whole body",
            ),
        ],
    );
    bound(
        SLASH,
        r#""stream": {"target": "a#Stream", "traits": {"smithy.api#default": ""}}"#,
        &[
            (
                "a#In$stream",
                "the streaming blob \"stream\" is not the payload",
            ),
            (
                "a#Out$stream",
                "the streaming blob \"stream\" is not the payload",
            ),
        ],
    );
}

#[test]
fn recursion_that_has_no_end() {
    let required = r#""traits": {"smithy.api#required": {}}"#;
    tells(
        &format!(
            r#""a#A": {{"type": "structure", "members": {{"a": {{"target": "a#A", {required}}}}}}},
               "a#B": {{"type": "structure", "members": {{"c": {{"target": "a#C", {required}}}}}}},
               "a#C": {{"type": "union", "members": {{"b": {{"target": "a#B"}}}}}},
               "a#UsesA": {{"type": "structure", "members": {{"a": {{"target": "a#A", {required}}}}}}},
               "a#Loose": {{"type": "structure", "members": {{"a": {{"target": "a#Loose"}}}}}},
               "a#Way": {{"type": "union", "members": {{"out": {{"target": "smithy.api#String"}}, "again": {{"target": "a#Way"}}}}}},
               "a#Listed": {{"type": "structure", "members": {{"l": {{"target": "a#List", {required}}}}}}},
               "a#List": {{"type": "list", "member": {{"target": "a#Listed"}}}},
               "a#Full": {{"type": "structure", "members": {{"l": {{"target": "a#FullList", {required}}}}}}},
               "a#FullList": {{"type": "list", "member": {{"target": "a#Full"}}, "traits": {{"smithy.api#length": {{"min": 1}}}}}},
               "a#Only": {{"type": "list", "member": {{"target": "a#Map"}}}},
               "a#Map": {{"type": "map", "key": {{"target": "smithy.api#String"}}, "value": {{"target": "a#Only"}}}}"#
        ),
        &[
            (
                "a#A",
                "a#A",
                "no value of this shape has an end: it has to contain another of itself",
            ),
            (
                "a#B",
                "a#B",
                "no value of this shape has an end: it has to contain another of itself",
            ),
            (
                "a#C",
                "a#C",
                "no value of this shape has an end: it has to contain another of itself",
            ),
            (
                "a#Full",
                "a#Full",
                "no value of this shape has an end: it has to contain another of itself",
            ),
            (
                "a#FullList",
                "a#FullList",
                "no value of this shape has an end: it has to contain another of itself",
            ),
            ("a#Only", "a#Only", "the collection contains only itself"),
            ("a#Map", "a#Map", "the collection contains only itself"),
        ],
    );
}

#[test]
fn operations_on_one_route() {
    let uris = [
        ("A", "GET", "/x/{a}/y?q"),
        ("B", "GET", "/x/{b}/y/?q"),
        ("C", "GET", "/x/{a}/y"),
        ("D", "PUT", "/x/{a}/y?q"),
        ("E", "GET", "/x/{a+}"),
        ("F", "GET", "/x/{a}"),
        ("G", "GET", "/x/$next?b=1&a"),
        ("H", "GET", "/x/%24next?a&b=1"),
        ("I", "GET", "/x/$next?a&b"),
        ("J", "GET", "/x/a%2Fb"),
        ("K", "GET", "/x/a/b"),
    ];
    let mut shapes: Vec<String> = uris
        .iter()
        .map(|(name, method, uri)| {
            format!(r#""a#{name}": {{"type": "operation", "traits": {{"smithy.api#http": {{"method": "{method}", "uri": "{uri}"}}}}}}"#)
        })
        .collect();
    let bound: Vec<String> = uris
        .iter()
        .skip(1)
        .map(|(name, ..)| format!(r#"{{"target": "a#{name}"}}"#))
        .collect();
    shapes.push(format!(
        r#""a#Svc": {{"type": "service", "operations": [{}], "resources": [{{"target": "a#R"}}]}},
           "a#R": {{"type": "resource", "read": {{"target": "a#A"}}}}, "a#Other": {{"type": "service", "operations": [{{"target": "a#A"}}]}}"#,
        bound.join(",")
    ));
    let model = smithy(&shapes.join(","));
    for severity in [Severity::Error, Severity::Warning] {
        let mut diagnostics = Diagnostics::default();
        model.validate_routes(severity, &mut diagnostics);
        let told: Vec<_> = diagnostics
            .iter()
            .map(|d| {
                (
                    d.severity,
                    d.message.as_str(),
                    &*d.at.as_ref().unwrap().pointer,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    severity,
                    "G and H are on one route: GET /x/%24next?a&b=1",
                    "/shapes/a#H/traits/smithy.api#http"
                ),
                (
                    severity,
                    "B and A are on one route: GET /x/{a}/y?q",
                    "/shapes/a#A/traits/smithy.api#http"
                ),
            ]
        );
    }
}

/// A chain of mixins, each of the one before.
fn chain(length: usize) -> Model {
    let shapes: Vec<String> = (0..length)
        .map(|at| {
            let mixins = match at {
                0 => String::new(),
                at => format!(r#""mixins": [{{"target": "a#M{}"}}],"#, at - 1),
            };
            format!(
                r#""a#M{at}": {{"type": "structure", {mixins} "members": {{"m{at}": {{"target": "smithy.api#String"}}}},
                    "traits": {{"smithy.api#mixin": {{}}}}}}"#
            )
        })
        .collect();
    smithy(&shapes.join(","))
}

#[test]
fn mixins_nest_only_so_deep() {
    assert_eq!(told(&chain(65)), []);
    let start = std::time::Instant::now();
    let expected = "its mixins nest deeper than 64 levels";
    let told = told(&chain(5_000));
    assert_eq!(told.len(), 1);
    assert_eq!((&*told[0].0, &*told[0].2), ("a#M65", expected));
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}
